"""The texts of entities and watchlists taken apart, before anything is compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.entities import LANGUAGE_FIELDS, Entity
from monitor.watchlists import Watchlist

_REFERENCE = re.compile(r"=?\$([A-Za-z0-9_-]+)(\+?)")
_IN_QUERY = re.compile(r"\"[^\"]*\"|\$([A-Za-z0-9_-]+)(\+?)")

_OUTLET = re.compile(r"(?<![^\s(])outlet:\s*(?:\"([^\"]*)\"|([^\s()\"]+))|\"[^\"]*\"")

Path = tuple[str | int, ...]


def aliases(entity: Entity) -> Iterator[tuple[Path, str]]:
    """Every name that counts by itself, with its place; `short` forms, which need company, are not among them."""
    yield ("name",), entity.name
    for key in ("also", *LANGUAGE_FIELDS):
        for number, text in enumerate(getattr(entity, key)):
            yield (key, number), text


def split_term(text: str) -> list[str]:
    """The alternatives of one part of `all:`, written as "a | b"."""
    return [part.strip() for part in text.split("|")]


def term_texts(watchlist: Watchlist) -> Iterator[tuple[Path, str]]:
    """Every text of a watchlist that may name an entity, with its place; texts of `query:` are not among them."""
    for number, query in enumerate(watchlist.match):
        for field, texts in (("any", query.any), ("all", query.all), ("not", query.not_)):
            yield from ((("match", number, field, index), text) for index, text in enumerate(texts))
    for number, gate in enumerate(watchlist.needs):
        yield from ((("needs", number, index), text) for index, text in enumerate(gate))
    for field, texts in (("not", watchlist.not_), ("drop_if", watchlist.drop_if)):
        yield from (((field, index), text) for index, text in enumerate(texts))


def entity_references(watchlist: Watchlist) -> Iterator[tuple[Path, int, str, bool]]:
    """Every `$id` of a watchlist: place of its text, offset in it, the id, and whether `+` asks for the parts."""
    for path, text in term_texts(watchlist):
        start = 0
        for part in text.split("|"):
            if (match := _REFERENCE.fullmatch(part.strip())) is not None:
                yield path, start + part.index("$"), match[1], bool(match[2])
            start += len(part) + 1
    for number, query in enumerate(watchlist.match):
        for match in _IN_QUERY.finditer(query.query):
            if match[1]:
                yield ("match", number, "query"), match.start(), match[1], bool(match[2])


def outlet_references(watchlist: Watchlist) -> Iterator[tuple[Path, int | None, str]]:
    """Every outlet, or ``tag:...``, that a list or a query of it names: place, offset within a query, the name."""
    for number, name in enumerate(watchlist.outlets):
        yield ("outlets", number), None, name
    for number, query in enumerate(watchlist.match):
        for match in _OUTLET.finditer(query.query):
            if name := match[1] or match[2]:
                yield ("match", number, "query"), match.start(1 if match[1] else 2), name


def entity_ids(watchlist: Watchlist) -> Iterator[tuple[str, bool]]:
    """The entities that a watchlist asks for, and whether with their parts."""
    for _, _, name, parts in entity_references(watchlist):
        yield name, parts
