"""YAML as a tree of positions.

libyaml's events are put together here, not by PyYAML's composer: so every scalar stays the text that was written
(``NO`` is no false, ``19:30`` no number), depth and size are bounded before anything is built, and every node knows its
line and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from tocsin.configuration.inside import Position, places
from tocsin.configuration.masking import hidden, masked_line
from tocsin.configuration.reading import lines_of
from tocsin.configuration.syntax import in_plain_words
from tocsin.problems import Problem

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 30
MAX_NODES = 1_000_000

Path = Sequence[str | int]


@dataclass(slots=True)
class Node:
    """What all nodes have. `size` and `depth` count the node itself and, through aliases, everything in it."""

    start: Position
    end: Position
    size: int = 1
    depth: int = 1


@dataclass(slots=True)
class Scalar(Node):
    """A single text."""

    text: str = ""
    style: str = ""
    """As YAML writes it: | > " ' or nothing."""

    @property
    def plain(self) -> bool:
        """Without quotes."""
        return not self.style

    @property
    def empty(self) -> bool:
        """True for nothing at all, ``~`` and ``null`` without quotes."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(slots=True)
class Items(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)
    flow: bool = False


@dataclass(slots=True)
class Pairs(Node):
    """A map, in the order of the file, duplicates included."""

    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    flow: bool = False

    def get(self, key: str) -> tuple[Scalar, Node] | None:
        """Key and value nodes, or None."""
        return next(((name, value) for name, value in self.pairs if name.text == key), None)


class Tree:
    """A parsed file: its lines, the root node (None when it could not be parsed or is empty), and what is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = lines_of(text)
        self.problems: list[Problem] = []
        self.root: Node | None = None
        try:
            self.root = _Composer(self).compose(text)
        except _Refused as refused:
            self.report(refused.at, refused.message, code="syntax", hint=refused.hint)
        except yaml.MarkedYAMLError as error:
            said = in_plain_words(error, self.lines)
            self.report(Position(said.line, said.column), said.message, code="syntax", hint=said.hint)
        except (yaml.YAMLError, ValueError) as error:
            self.report(Position(1, 1), f"this cannot be read as YAML: {error}", code="syntax")

    def report(self, at: Position, message: str, *, code: str, hint: str = "") -> None:
        """Add an error at a place of this file."""
        self.problems.append(self.problem(at, message, code=code, hint=hint))

    def problem(self, at: Position, message: str, *, code: str = "", hint: str = "", warning: bool = False) -> Problem:
        """A finding at a place of this file, with its source line."""
        source = self.lines[at.line - 1] if 0 < at.line <= len(self.lines) else ""
        shown = masked_line(self.lines, at.line) if source else ""
        level = "warning" if warning else "error"
        said, wayout = (hidden(words, self.lines, at.line) for words in (message, hint))
        return Problem(self.name, at.line, at.column, said, level, code, wayout, shown)  # type: ignore[arg-type]

    def data(self) -> Any:
        """The tree as lists, dicts, texts and None, for pydantic."""
        return _data(self.root) if self.root is not None else None

    def scalars(self) -> Iterator[Scalar]:
        """Every value that is a text, each once, settings' names aside."""
        waiting = [self.root] if self.root is not None else []
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Scalar):
                yield node
            elif isinstance(node, Items):
                waiting += node.items
            elif isinstance(node, Pairs):
                waiting += [value for _, value in node.pairs]

    def find(self, path: Path) -> Found:
        """The node at `path`. Steps that are not in the file (defaults, short forms) are passed over."""
        assert self.root is not None
        node: Node = self.root
        key: Scalar | None = None
        taken = 0
        for step in path:
            if isinstance(node, Pairs) and (pair := node.get(str(step))) is not None:
                key, node = pair
            elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
                key, node = None, node.items[step]
            else:
                continue
            taken += 1
        return Found(node, key, taken)

    def inside(self, node: Node, offset: int) -> Position:
        """Where the character at `offset` of a scalar's text stands in the file; its end for the one after the last."""
        if not isinstance(node, Scalar) or not 0 <= offset <= len(node.text):
            return node.start
        found = places(self.lines, node.start, node.end, node.style, node.text + "." * (offset == len(node.text)))
        return found[offset] if found else node.start


class Found(NamedTuple):
    """A node, the key it stands under (if it is a value in a map), and how many steps of the path were in the file."""

    node: Node
    key: Scalar | None
    taken: int

    @property
    def named(self) -> Position:
        """The key where there is one, else the node."""
        return self.key.start if self.key is not None else self.node.start


def _data(node: Node) -> Any:
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Items):
        return [_data(item) for item in node.items]
    assert isinstance(node, Pairs)
    return {key.text: _data(value) for key, value in node.pairs}


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, at: Position, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


class _Composer:
    """Builds the tree from events, without recursion: depth is refused before it costs anything."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.anchors: dict[str, Node] = {}
        self.open: list[tuple[Items | Pairs, str | None]] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None
        self.count = 0

    def compose(self, text: str) -> Node | None:
        """The root node of the only document in `text`; None for an empty one."""
        documents = 0
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        _at(event.start_mark), "a second document starts here", "one file holds one; delete this '---'"
                    )
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
        return None if isinstance(self.root, Scalar) and self.root.empty else self.root

    def _node(self, event: Any) -> None:
        at = _at(event.start_mark)
        self.count += 1
        if self.count > MAX_NODES:
            raise _Refused(at, f"the file has more than {MAX_NODES} items")
        if isinstance(event, yaml.AliasEvent):
            self._place(self._alias(event.anchor, at))
            return
        if event.tag is not None:
            raise _Refused(
                at, f"'!' starts a YAML tag ({event.tag}), which is not used here", "put quotes round the text"
            )
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(at, _at(event.end_mark), text=event.value, style=event.style or "")
            if event.anchor:
                self.anchors[event.anchor] = node
            self._place(node)
            return
        if len(self.open) >= MAX_DEPTH:
            raise _Refused(at, f"lists and maps are nested deeper than {MAX_DEPTH} levels")
        kind = Items if isinstance(event, yaml.SequenceStartEvent) else Pairs
        self.open.append((kind(at, at, flow=bool(event.flow_style)), event.anchor))
        self.keys.append(None)

    def _alias(self, name: str | None, at: Position) -> Node:
        if (
            name is None or name not in self.anchors
        ):  # an anchor counts once its node is complete, so none can hold itself
            raise _Refused(at, f"'*{name}' refers to nothing", "a text that starts with * needs quotes")
        return self.anchors[name]

    def _close(self, event: Any) -> None:
        node, anchor = self.open.pop()
        self.keys.pop()
        node.end = _at(event.end_mark)
        if anchor:
            self.anchors[anchor] = node
        self._place(node)

    def _place(self, node: Node) -> None:
        """Put a complete node into the collection that is open."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1][0]
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)
        if parent.size > MAX_NODES or parent.depth > MAX_DEPTH:
            raise _Refused(node.start, "the aliases (*name) of this file multiply into far too much", "write it out")
        if isinstance(parent, Items):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(node)
        else:
            parent.pairs.append((key, node))
            self.keys[-1] = None

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise _Refused(
                node.start,
                "a setting's name is due here, this is a list or a map",
                "inside [ ] and { } a text with { or [ needs quotes",
            )
        parent = self.open[-1][0]
        assert isinstance(parent, Pairs)
        return node


def _at(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)
