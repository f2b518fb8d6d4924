"""Write into the operators' files without disturbing them.

Nothing is parsed and written out again: text is put in, or an id replaced, at the very place that the tree of positions
names, so every comment, quote and line break of the author stays. The result is loaded before anything is written.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from monitor.references import entity_references
from tocsin.configuration.files import Source, parse_source, read_folder
from tocsin.configuration.inside import Position
from tocsin.configuration.items import Catalogue
from tocsin.configuration.loading import assemble
from tocsin.configuration.nodes import Items, Pairs, Scalar, Tree
from tocsin.problems import ConfigurationError, instead

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PLAIN = re.compile(r"[^\W\d_][\w\u200c .,'()/:%+&=?;-]*")
"""Texts that may stand without quotes, if no reader of YAML takes them for a number, a date or a truth value."""


_SPAN = re.compile(r"\d+(?:\.\d+)?(?:ms|[smhdw])")
"""A span of time, which no reader of YAML takes for a number."""


class EditingError(Exception):
    """The files cannot be edited as asked; the message says why. Nothing was written."""


@dataclass(frozen=True)
class Change:
    """One file that was written."""

    path: Path
    places: int
    """How many places were changed."""


# ---------------------------------------------------------------------------------------------- outlets


def stanza(values: Mapping[str, Any], indent: int = 2) -> str:
    """One outlet as it stands in the list: `values` in their order, short lists in [ ].

    Quotes are put wherever a reader of YAML 1.1 or 1.2 could take a text for something else.
    """
    lines = [f"{key}: {_written(value)}" for key, value in values.items()]
    pad = " " * indent
    return f"{pad}- {lines[0]}\n" + "".join(f"{pad}  {line}\n" for line in lines[1:])


def _written(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if _SPAN.fullmatch(value):
            return value
        plain = _PLAIN.fullmatch(value) and yaml.safe_dump(value, allow_unicode=True).startswith(value[:1])
        return value if plain else _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_in_flow(inner) for inner in value) + "]"
    return str(value)


def _in_flow(value: Any) -> str:
    """As `_written`, inside brackets, where a comma parts values."""
    return _quoted(value) if isinstance(value, str) and "," in value else _written(value)


def _quoted(text: str) -> str:
    """In double quotes; what cannot be seen is written as an escape."""
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char.isprintable() or char == "\u200c":
            out.append(char)
        else:
            out.append(f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")
    return f'"{"".join(out)}"'


def with_outlets(text: str, outlets: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """The text of an outlets.yaml with `outlets` appended, and the part that is new. Pure.

    Raises EditingError when the text is no list of outlets that can be appended to.
    """
    tree = Tree(text.removeprefix("\ufeff"), "outlets.yaml")
    pair = tree.root.get("outlets") if isinstance(tree.root, Pairs) else None
    if tree.problems or pair is None:
        raise EditingError("the file holds no list of outlets; `tocsin check` says what is wrong with it")
    assert isinstance(tree.root, Pairs)
    if tree.root.pairs[-1][0].text != "outlets":
        raise EditingError(f"'{tree.root.pairs[-1][0].text}:' stands behind the list of outlets")
    items, indent, head = pair[1], 2, text
    if isinstance(items, Items) and items.items:
        if items.flow:
            raise EditingError("the outlets stand in [ ]; put each on a line of its own after '- ' first")
        first = items.items[0].start
        indent = tree.lines[first.line - 1].rindex("-", 0, first.column)
    elif isinstance(items, Items):
        # An empty list is written [ ]: the brackets give way to the lines below.
        start, end = offset_of(text, tree, items.start), offset_of(text, tree, items.end)
        head = text[:start].rstrip(" ") + text[end:]
    line_end = "\r\n" if "\r\n" in text else "\n"
    added = "".join("\n" + stanza(outlet, indent) for outlet in outlets).replace("\n", line_end)
    return f"{head.rstrip()}{line_end}{added}", added


def add_outlets(directory: Path, outlets: Sequence[Mapping[str, Any]]) -> str:
    """Append outlets to the configuration's outlets.yaml; gives the text that was added.

    Raises EditingError for an id that is taken or a file that cannot be appended to, ConfigurationError when the file
    would not be valid with them, OSError when it cannot be written. The file is replaced as a whole or not at all.
    """
    path = next((path for name in ("outlets.yaml", "outlets.yml") if (path := directory / name).exists()), None)
    if path is None:
        raise EditingError(f"there is no {directory / 'outlets.yaml'}")
    text = _text_of(path)
    changed, added = with_outlets(text, outlets)
    before = {item.id for item in Catalogue([_parsed("outlets", path, path.as_posix(), text)]).outlets}
    for outlet in outlets:
        if outlet.get("id") in before:
            raise EditingError(f"there is an outlet '{outlet['id']}' already")
        before.add(str(outlet.get("id")))
    source = _parsed("outlets", path, path.as_posix(), changed)
    if source.model is None:
        raise ConfigurationError(source.problems)
    replace_file(path, changed)
    return added


# ---------------------------------------------------------------------------------------------- renaming


def rename_entity(directory: Path, old: str, new: str) -> list[Change]:
    """Give an entity another id, everywhere: where it is defined, in part_of, of, org and assume, and as $id in lists.

    Raises EditingError when `old` is not there, `new` is taken or no id, or when a file holds an error; OSError.
    Nothing is written before every changed file has been read again without a new problem.
    """
    if not _ID.fullmatch(new):
        raise EditingError(f"'{new}' is no id: small letters, digits and dashes only")
    sources, problems = read_folder(directory)
    draft = assemble(directory, sources, problems, compiled=False)
    if draft.errors:
        raise ConfigurationError(draft.problems)
    known = {item.id for item in draft.catalogue.entities}
    if old not in known:
        raise EditingError(f"there is no entity '{old}'{instead(old, known)}")
    if new in known:
        raise EditingError(f"there is an entity '{new}' already")
    changed: dict[Path, tuple[str, int]] = {}
    for source in sources:
        places = sorted(set(_places(source, draft.catalogue, old)), reverse=True)
        if places:
            text = _text_of(source.path)
            changed[source.path] = (_replaced(text, source, places, old, new), len(places))
    again = [
        _parsed(source.kind, source.path, source.shown, changed[source.path][0]) if source.path in changed else source
        for source in sources
    ]
    after = assemble(directory, again, problems, compiled=False)
    if after.errors:
        raise ConfigurationError(after.problems)
    for path, (text, _) in changed.items():
        replace_file(path, text)
    return [Change(path, places) for path, (_, places) in changed.items()]


def _places(source: Source, catalogue: Catalogue, old: str) -> Iterator[Position]:
    """Where the id itself (without $) begins."""
    assert source.tree is not None
    tree = source.tree
    if source.kind == "watchlists":
        for item in catalogue.watchlists:
            if item.source is source:
                for path, offset, name, _ in entity_references(item.model):
                    if name == old:
                        yield item.place(path, offset + 1)
        return
    if source.kind not in {"entities", "outlets"}:
        return
    for path in _id_paths(source):
        node = tree.find(path).node
        if isinstance(node, Scalar) and node.text == old:
            yield tree.inside(node, 0)


def _id_paths(source: Source) -> Iterator[tuple[str | int, ...]]:
    """Places of a file of entities or outlets that hold the id of an entity."""
    root = source.tree.root if source.tree is not None else None
    pair = root.get(source.kind) if isinstance(root, Pairs) else None
    if pair is None or not isinstance(pair[1], Items):
        return
    yield ("defaults", "of")
    for number, node in enumerate(pair[1].items):
        lists = ("assume",) if source.kind == "outlets" else ("part_of",)
        if source.kind == "entities":
            yield from ((source.kind, number, key) for key in ("id", "of"))
        for key in lists:
            found = node.get(key) if isinstance(node, Pairs) else None
            if found is not None and isinstance(found[1], Items):
                yield from ((source.kind, number, key, index) for index in range(len(found[1].items)))
            elif found is not None:
                yield (source.kind, number, key)
        roles = node.get("roles") if isinstance(node, Pairs) else None
        if roles is not None and isinstance(roles[1], Items):
            yield from ((source.kind, number, "roles", index, "org") for index in range(len(roles[1].items)))


def _replaced(text: str, source: Source, places: Sequence[Position], old: str, new: str) -> str:
    """`text` with the id at each of `places` (from the last to the first) replaced."""
    assert source.tree is not None
    for place in places:
        at = offset_of(text, source.tree, place)
        if not text.startswith(old, at):
            raise EditingError(f"{source.shown}:{place.line}: '{old}' is not written plainly here; change it by hand")
        text = text[:at] + new + text[at + len(old) :]
    return text


# ---------------------------------------------------------------------------------------------- files


def _text_of(path: Path) -> str:
    """The text of a file with its own line ends and its byte order mark, if it has one."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise EditingError(f"{path} is not UTF-8; `tocsin check` says where") from None


def _parsed(kind: str, path: Path, shown: str, text: str) -> Source:
    return parse_source(kind, path, shown, text.removeprefix("\ufeff"))


def offset_of(text: str, tree: Tree, place: Position) -> int:
    """The offset in `text` of a place of the tree that was made from it (or from it without a byte order mark)."""
    at = text.startswith("\ufeff") * 1
    for line in tree.lines[: place.line - 1]:
        at += len(line)
        at += 2 if text.startswith("\r\n", at) else 1
    return at + place.column - 1


def replace_file(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never a part. Raises OSError."""
    target = path.resolve()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=target.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(target.stat().st_mode & 0o777)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
