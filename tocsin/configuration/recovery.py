"""What else can be known of a file with an error in it: the part around the error is left out, and the rest is read.

So one slip does not hide the others of its file. Pure: lines in, lines and models out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from tocsin.configuration.nodes import Pairs, Tree
from tocsin.problems import Problem

MOST = 20
"""Syntax errors of one file that are looked for."""
MAX_LINES = 20_000
"""Longer files are not read again for each of their errors."""
_LISTS = ("outlets", "entities", "digests", "alerts", "match")
_STAND_IN = {"title": "x", "match": [{"any": ["xx"]}]}
_NEEDED: dict[str, dict[str, Any]] = {
    "outlets": {"name": "x", "language": "en", "country": "ZZ", "feeds": ["https://x.example/"]},
    "entities": {"name": "x", "type": "country"},
    "digests": {"to": ["x@x.example"], "at": "00:00"},
    "alerts": {"to": ["x@x.example"]},
    "match": {"any": ["xx"]},
}
"""What an item needs beside its id: stands in for what is wrong in it, so that the rest of it can be looked at."""


@dataclass(frozen=True)
class Rest:
    """What is left of a file whose YAML is broken."""

    tree: Tree | None
    """Without the broken parts, every line at its place; None where nothing can be read."""
    problems: list[Problem]
    """The syntax errors, the first one first."""
    cut: frozenset[int] = frozenset()
    """Lines that were left out."""

    def echoes(self, problem: Problem) -> bool:
        """True for what is only missing, or empty, because it was left out."""
        if self.tree is None or not isinstance(self.tree.root, Pairs):
            return True
        if problem.code == "missing" and problem.line == self.tree.root.start.line:
            return True
        lines = self.tree.lines
        if problem.code == "missing" and self.cut.intersection(_part(self.tree.lines, problem.line)):
            return True
        following = next((n for n in range(problem.line + 1, len(lines) + 1) if n in self.cut or lines[n - 1]), 0)
        return problem.code in {"empty-value", "missing", "type", "value"} and following in self.cut


def rest_of(broken: Tree) -> Rest:
    """Read a file that cannot be parsed without the list items or settings that hold its syntax errors."""
    lines, problems, cut = list(broken.lines), list(broken.problems), set[int]()
    while len(problems) <= MOST and len(lines) <= MAX_LINES:
        part = _tabs(lines, problems[-1].line, broken.name) or _part(lines, problems[-1].line)
        anchors = any("&" in lines[number - 1] for number in part)
        cut.update(part)
        for number in part:
            lines[number - 1] = ""
        tree = Tree("\n".join(lines), broken.name)
        if tree.root is not None:
            return Rest(tree, problems, frozenset(cut))
        if not tree.problems or tree.problems[0].line in cut or (anchors and "refers to" in tree.problems[0].message):
            break  # nothing is left, or what is reported follows from what was left out
        problems += tree.problems
    return Rest(None, problems)


def _tabs(lines: Sequence[str], line: int, name: str) -> range | None:
    """The lines (from 1) around `line` that begin with a tab, if those alone keep the file from being read (as far as
    the next one of their kind)."""
    first = last = line
    if not _has_tab(lines, line):
        return None
    while _has_tab(lines, first - 1):
        first -= 1
    while _has_tab(lines, last + 1):
        last += 1
    tree = Tree("\n".join([*lines[: first - 1], *[""] * (last - first + 1), *lines[last:]]), name)
    alone = tree.root is not None or (bool(tree.problems) and _has_tab(lines, tree.problems[0].line))
    return range(first, last + 1) if alone else None


def _has_tab(lines: Sequence[str], line: int) -> bool:
    return 0 < line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t")


def _part(lines: Sequence[str], line: int) -> range:
    """The lines (from 1) of the outermost list item or setting that holds `line`."""
    heads: list[int] = []
    settings: set[int] = set()
    dash: int | None = None
    for number, text in enumerate(lines, start=1):
        bare = text.lstrip(" ")
        if not bare or bare.startswith(("#", "\t")):  # with a tab before it nothing tells how deep a line was meant
            continue
        indent = len(text) - len(bare)
        if bare.startswith("- ") or bare == "-":
            dash = indent if dash is None else dash
            if indent <= dash:
                heads.append(number)
        elif indent == 0:
            heads.append(number)
            settings.add(number)
            dash = None
    line = min(max(line, 1), len(lines))
    start = max((head for head in heads if head <= line), default=1)
    ends = settings if start in settings else heads
    return range(start, min((head for head in ends if head > start), default=len(lines) + 1))


@dataclass
class Part:
    """The valid part of a file."""

    model: BaseModel | None
    numbers: dict[str, list[int]] = field(default_factory=dict)
    """For a list of which items were left out: where in the file each item stands."""

    def places(self, key: str, count: int) -> Iterable[int]:
        """The numbers in the file of the `count` items of the list `key`."""
        return self.numbers.get(key, range(count))


def valid_part(shape: type[BaseModel], data: Any, error: ValidationError | None) -> Part:
    """The model of what is valid in a file: without the settings that hold errors, and without list items that are
    none without them. The items of `match` keep their numbers, something harmless stands in for those that are wrong.

    error: what is wrong with `data` as a whole; None: nothing, by the shape.
    """
    if not isinstance(data, Mapping):
        return Part(None)
    part, rest = Part(None), dict(data)
    wrong: dict[str, dict[int, set[str]]] = {}
    for place in [details["loc"] for details in error.errors(include_url=False)] if error is not None else ():
        key = str(place[0]) if place else ""
        if key in _LISTS and isinstance(rest.get(key), list) and len(place) > 1 and isinstance(place[1], int):
            wrong.setdefault(key, {}).setdefault(place[1], set()).update(map(str, place[2:3]))
        else:
            rest.pop(key, None)
    for key in wrong.keys() & rest.keys():
        items = dict(enumerate(rest[key]))
        items |= {number: _mended(shape, key, items[number], settings) for number, settings in wrong[key].items()}
        if key == "match":
            rest[key] = [_NEEDED[key] if item is None else item for item in items.values()]
        else:
            part.numbers[key] = [number for number, item in items.items() if item is not None]
            rest[key] = [item for item in items.values() if item is not None]
    try:
        part.model = _valid(shape, rest)
    except ValidationError:
        return Part(None)
    return part


def _mended(shape: type[BaseModel], key: str, item: Any, wrong: set[str]) -> Any:
    """An item of the list `key` without its wrong settings, with stand-ins where it needs some; None where that is no
    valid item either."""
    if not isinstance(item, Mapping):
        return None
    needed = {name: value for name, value in _NEEDED[key].items() if name in wrong}
    right = {**needed, **{name: value for name, value in item.items() if name not in wrong}}
    for made in (right, {**_NEEDED[key], **right}):
        try:
            _valid(shape, {key: [made]})
        except ValidationError:
            continue
        return made
    return None


def _valid(shape: type[BaseModel], data: Mapping[str, Any]) -> BaseModel:
    whole = {**_STAND_IN, **data} if "match" in shape.model_fields else data
    return shape.model_validate(whole, by_alias=True, by_name=False)
