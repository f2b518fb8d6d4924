"""The configuration folder: which file holds what, read into models with every problem located."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from alerts.digests import Digests
from crawler.outlets import Outlets
from monitor.entities import Entities
from monitor.watchlists import Watchlist
from tocsin.configuration.nodes import Items, Pairs, Scalar, Tree
from tocsin.configuration.reading import read_text
from tocsin.configuration.recovery import Part, rest_of, valid_part
from tocsin.configuration.words import problems_of
from tocsin.problems import Problem, did_you_mean
from tocsin.settings import Settings

SHAPES: dict[str, type[BaseModel]] = {
    "settings": Settings,
    "outlets": Outlets,
    "entities": Entities,
    "watchlists": Watchlist,
    "digests": Digests,
}
"""The five kinds of file and the shape of each."""
SINGLE = ("settings", "outlets", "digests")
"""Kinds that are one file; the others are a folder of files."""
REQUIRED = ("settings", "outlets")
_SUFFIXES = (".yaml", ".yml")
_COULD_BE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass
class Source:
    """One file: its tree, and its model where it is valid."""

    kind: str
    path: Path
    shown: str
    tree: Tree | None
    model: BaseModel | None = None
    problems: list[Problem] = field(default_factory=list)
    part: Part = field(default_factory=lambda: Part(None))
    """The valid part, for further checks of a file with errors."""
    torn: bool = False
    """Its YAML is broken: `tree` holds only what could be read around the errors."""
    words: frozenset[str] = frozenset()
    """Where it is torn: everything in it that could be an id."""


def read_source(kind: str, path: Path, shown: str) -> Source:
    """Read one file. Problems are in the result; nothing is raised for bad content."""
    text = read_text(path, shown)
    if isinstance(text, Problem):
        return Source(kind, path, shown, None, None, [text])
    return parse_source(kind, path, shown, text)


def parse_source(kind: str, path: Path, shown: str, text: str) -> Source:
    """Parse the text of one file of a kind. Pure; `path` gives a watchlist its id, `shown` stands in messages."""
    tree = Tree(text, shown)
    if tree.root is None:
        return _torn(kind, path, shown, tree)
    source = Source(kind, path, shown, tree)
    model, source.problems, source.part = _model_of(kind, tree)
    source.model = model if not source.problems else None
    return source


def _torn(kind: str, path: Path, shown: str, broken: Tree) -> Source:
    """A file that is empty, or whose YAML is broken: then what is wrong with the rest of it is said too."""
    if not broken.problems:
        hint = "delete the file, or fill it in"
        empty = Problem(shown, 1, 1, "the file is empty", code="empty-file", hint=hint)
        return Source(kind, path, shown, None, None, [empty])
    rest = rest_of(broken)
    words = frozenset(_COULD_BE_ID.findall("\n".join(broken.lines)))
    source = Source(kind, path, shown, rest.tree, None, list(rest.problems), torn=True, words=words)
    if rest.tree is not None:
        _, problems, source.part = _model_of(kind, rest.tree)
        source.problems += [problem for problem in problems if not rest.echoes(problem)]
    return source


def _model_of(kind: str, tree: Tree) -> tuple[BaseModel | None, list[Problem], Part]:
    """The model of a tree, what is wrong with it, and its valid part where something is."""
    problems = [*tree.problems, *duplicate_keys(tree)]
    data = tree.data()
    try:
        model = SHAPES[kind].model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        found = problems + problems_of(error, tree, SHAPES[kind])
        return None, found, valid_part(SHAPES[kind], data, error)
    return model, problems, Part(model)


def duplicate_keys(tree: Tree) -> list[Problem]:
    """A setting given twice in one map: YAML would silently drop the first."""
    problems: list[Problem] = []
    stack = [tree.root] if tree.root is not None else []
    visited: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, Items):
            stack += node.items
        elif isinstance(node, Pairs):
            first: dict[str, Scalar] = {}
            for key, value in node.pairs:
                stack.append(value)
                if key.text in first:
                    line = first[key.text].start.line
                    problems.append(
                        tree.problem(
                            key.start,
                            f"'{key.text}' is given twice (first on line {line})",
                            code="duplicate-key",
                            hint="only one of them would count; put both into one",
                        )
                    )
                first.setdefault(key.text, key)
    return problems


def read_folder(directory: Path) -> tuple[list[Source], list[Problem]]:
    """Every file of the configuration in `directory`, and what is wrong with the folder itself.

    Names in messages begin with `directory` as it was given, so that they can be clicked.
    """
    if not directory.is_dir():
        what = "is a file, not a folder" if directory.exists() else "does not exist"
        hint = f"`tocsin init {directory}` makes a folder to start from"
        return [], [Problem(str(directory), 0, 0, f"the configuration folder {what}", code="file", hint=hint)]
    sources: list[Source] = []
    problems: list[Problem] = []
    for kind in SHAPES:
        found = list(_files(directory, kind, problems))
        sources += [read_source(kind, path, _shown(directory, path)) for path in found]
        if not found and kind in REQUIRED:
            path = directory / f"{kind}.yaml"
            hint = _REQUIRED_HINTS[kind]
            problems.append(Problem(_shown(directory, path), 0, 0, "the file is missing", code="file", hint=hint))
    problems += _strangers(directory)
    return sources, problems


_REQUIRED_HINTS = {
    "settings": "its only required line is 'contact: https://example.org/about-our-crawler'",
    "outlets": "it says where articles come from; `tocsin init` writes one to start from",
}


def _files(directory: Path, kind: str, problems: list[Problem]) -> Iterator[Path]:
    if kind in SINGLE:
        found = [path for suffix in _SUFFIXES if (path := directory / f"{kind}{suffix}").exists() or path.is_symlink()]
        if len(found) > 1:
            problems.append(
                Problem(
                    _shown(directory, found[1]), 0, 0, f"there is also a {found[0].name}", code="file", hint="keep one"
                )
            )
        yield from found[:1]
        return
    folder = directory / kind
    if not folder.exists():
        return
    if not folder.is_dir():
        problems.append(Problem(_shown(directory, folder), 0, 0, "a folder is due here, this is a file", code="file"))
        return
    try:
        names = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.append(
            Problem(_shown(directory, folder), 0, 0, f"the folder cannot be read: {error.strerror}", code="file")
        )
        return
    for path in names:
        if path.suffix in _SUFFIXES:
            yield path
        elif path.is_dir() or path.suffix in {".YAML", ".YML", ".txt", ".json"}:
            why = "folders in here are not read" if path.is_dir() else "only names that end in .yaml are read"
            problems.append(Problem(_shown(directory, path), 0, 0, why, "warning", "unread-file"))


def _strangers(directory: Path) -> list[Problem]:
    """Files and folders beside the known ones: a misspelt name would otherwise be passed over in silence."""
    known = [f"{kind}.yaml" if kind in SINGLE else kind for kind in SHAPES]
    taken = {*known, *(f"{kind}.yml" for kind in SINGLE), "schema"}
    problems: list[Problem] = []
    for path in sorted(directory.iterdir()):
        if path.name in taken or path.name.startswith("."):
            continue
        near = did_you_mean(path.name, known)
        if path.suffix in _SUFFIXES or (path.is_dir() and near):
            problems.append(Problem(_shown(directory, path), 0, 0, f"this is not read{near}", "warning", "unread-file"))
    return problems


def _shown(directory: Path, path: Path) -> str:
    return (directory / path.relative_to(directory)).as_posix()
