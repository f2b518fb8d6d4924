"""Configuration folders for the tests of this room: a small valid one, with files replaced or added."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tocsin.configuration import ConfigurationError, Problem, load
from tocsin.configuration.files import parse_source

SMALL = {
    "settings.yaml": "contact: https://example.org/bot\n",
    "outlets.yaml": """\
        outlets:
          - id: harbour-gazette
            name: Harbour Gazette
            language: en
            country: NO
            feeds: [https://gazette.example/rss]
            tags: [local]
        """,
    "entities/all.yaml": """\
        defaults: {type: org}
        entities:
          - id: norland
            name: Norland
            type: country
          - id: port-authority
            name: Port Authority
            of: norland
        """,
    "watchlists/ports.yaml": """\
        title: Ports
        match: [$port-authority]
        tests:
          hit: ["The Port Authority closed two quays."]
        """,
    "digests.yaml": """\
        digests:
          - id: morning
            to: desk@example.org
            at: "07:30"
        """,
}


def make(folder: Path, **files: str | bytes | None) -> Path:
    """Write SMALL into `folder`. `files` replace or add: the key is the path with __ for / and no suffix."""
    wanted: dict[str, str | bytes | None] = dict(SMALL)
    wanted |= {f"{name.replace('__', '/').replace('_', '-')}.yaml": text for name, text in files.items()}
    for name, text in wanted.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return folder


def problems_in(folder: Path) -> list[Problem]:
    """Everything that `load` has to say about a folder, warnings of a good one included."""
    try:
        return list(load(folder).warnings)
    except ConfigurationError as error:
        return error.problems


def shown(folder: Path) -> str:
    """The problems as a person sees them, without the folder's name."""
    return "\n".join(problem.show() for problem in problems_in(folder)).replace(f"{folder.as_posix()}/", "")


def said(kind: str, text: str) -> str:
    """What is said about the text of one file, as a person sees it."""
    source = parse_source(kind, Path(f"{kind}.yaml"), f"{kind}.yaml", dedent(text))
    return "\n".join(problem.show() for problem in source.problems)
