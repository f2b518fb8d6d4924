"""Terms, gates and tests of watchlists that can never match, match by accident or say something else than meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from monitor.entities import Entity
from monitor.findings import Finding, Path, lists_of
from monitor.references import entity_ids, split_term
from monitor.spelling import misleading, same
from monitor.watchlists import Query, Watchlist

_OPERATOR = re.compile(r"(?<=\s)(?:AND|OR|NOT|O?NEAR/\d+|SENTENCE|PARAGRAPH)(?=\s)|(?<=\w)\*(?!\S)")
_QUOTES = ('"', "“", "”", "„", "«", "'", "‘")
"""What begins so is meant as it stands, comma and all."""
_EDGE_DASH = re.compile(r"(?<=[^\W_])[-‐‑–−](?=\"?$)|^=?\"?(?P<first>[-‐‑–−])(?=[^\W_])")
_COMMA = re.compile(r"(?<=\S)[,،;]\s+(?=\S)")


def lint_watchlist(
    watchlist: Watchlist, by_alias: Mapping[str, list[tuple[Entity, Path]]], by_id: Mapping[str, Entity]
) -> Iterator[Finding]:
    """Findings about one list, whose id is filled in; `by_alias` as of `monitor.lint_entities.by_alias`."""
    name = watchlist.id or ""
    for path, text in _texts(watchlist):
        for code, message in misleading(text):
            yield Finding(code, "watchlist", name, path, message)
    yield from _lists_in_terms(watchlist, name)
    yield from _dashes_at_edges(watchlist, name)
    yield from _watchlist(watchlist, name)
    yield from _entities_as_terms(watchlist, name, by_alias, by_id)
    yield from _ended_roles(watchlist, name, by_id)


def _texts(watchlist: Watchlist) -> Iterator[tuple[Path, str]]:
    for number, query in enumerate(watchlist.match):
        for key, texts in lists_of(query, ("any", "all", "not", "without")):
            yield from ((("match", number, key, index), text) for index, text in enumerate(texts))
        if query.query:
            yield ("match", number, "query"), query.query
    for number, gate in enumerate(watchlist.needs):
        yield from ((("needs", number, index), text) for index, text in enumerate(gate))
    for key, texts in lists_of(watchlist, ("not", "drop_if")):
        yield from (((key, number), text) for number, text in enumerate(texts))


def _watchlist(watchlist: Watchlist, name: str) -> Iterator[Finding]:
    if not (watchlist.tests.hit or watchlist.tests.miss):
        said = "this list has no tests: say in a sentence what it must catch, and what not"
        yield Finding("no-tests", "watchlist", name, ("title",), said)
    for number, query in enumerate(watchlist.match):
        where: Path = ("match", number)
        yield from _query_in_terms(query, name, where)
        yield from _covered_terms(query, watchlist, name, where)


def _query_in_terms(query: Query, name: str, where: Path) -> Iterator[Finding]:
    """Operators where only words and phrases stand: they would be looked for as words, and never found."""
    for key, texts in lists_of(query, ("any", "all", "not")):
        for number, text in enumerate(texts):
            match = None if text.startswith("=") else _OPERATOR.search(text)
            if match is not None:
                said = f"'{match[0]}' is looked for as it stands; only query: reads it as an operator"
                yield Finding("query-in-term", "watchlist", name, (*where, key, number), said, match.start())


def _lists_in_terms(watchlist: Watchlist, name: str) -> Iterator[Finding]:
    """`any: tram line, bus line`: without brackets that is one phrase, which only stands with its comma in a text."""
    groups: list[tuple[Path, Sequence[str]]] = [
        (("match", number, key), texts)
        for number, query in enumerate(watchlist.match)
        for key, texts in lists_of(query, ("any", "all", "not"))
    ]
    groups += [(("needs", number), gate) for number, gate in enumerate(watchlist.needs)]
    groups += [((key,), texts) for key, texts in lists_of(watchlist, ("not", "drop_if"))]
    for path, texts in groups:
        if len(texts) == 1 and texts[0][:1] not in _QUOTES and (comma := _COMMA.search(texts[0])):
            several = ", ".join(part.strip() for part in re.split(r"[,،;]\s", texts[0]))
            said = f"'{texts[0]}' is one phrase, comma and all; several terms stand in brackets: [{several}]"
            yield Finding("list-in-term", "watchlist", name, (*path, 0), said, comma.start())


def _dashes_at_edges(watchlist: Watchlist, name: str) -> Iterator[Finding]:
    """`BBB-`: a dash at an edge is no part of a word, so the term finds BBB and BBB+ too."""
    for path, text in _texts(watchlist):
        for part in split_term(text) if "query" not in path else ():
            if not part.startswith("$") and (dash := _EDGE_DASH.search(part)):
                said = f"the dash of '{part}' is left out: what stands there without it is found too"
                yield Finding("dash-at-edge", "watchlist", name, path, said, text.index(part) + dash.end() - 1)


def _covered_terms(query: Query, watchlist: Watchlist, name: str, where: Path) -> Iterator[Finding]:
    covered = {same(text.lstrip("=")) for text in (*query.not_, *watchlist.not_)}
    for key, texts in (("any", query.any), ("all", query.all)):
        for number, text in enumerate(texts):
            for part in split_term(text):
                if same(part.lstrip("=")) in covered:
                    said = f"not: holds '{part}' itself, so it can never count"
                    at = text.index(part)
                    yield Finding("not-covers-all", "watchlist", name, (*where, key, number), said, at)


def _entities_as_terms(
    watchlist: Watchlist,
    name: str,
    by_alias: Mapping[str, list[tuple[Entity, Path]]],
    by_id: Mapping[str, Entity],
) -> Iterator[Finding]:
    """Words where an entity was probably meant: one of its names, or its id without the $."""
    places: list[tuple[Path, str]] = [
        (("match", number, key, index), text)
        for number, query in enumerate(watchlist.match)
        for key, texts in (("any", query.any), ("all", query.all))
        for index, text in enumerate(texts)
    ]
    places += [(("needs", n, index), text) for n, gate in enumerate(watchlist.needs) for index, text in enumerate(gate)]
    for where, text in places:
        for part in split_term(text):
            if part.startswith(("$", "=")):
                continue
            if owners := by_alias.get(same(part)):
                said = f"'{part}' is a name of ${owners[0][0].id}: the entity finds all its names"
                yield Finding("term-is-alias", "watchlist", name, where, said, text.index(part))
            elif part.casefold() in by_id:
                said = f"'{part}' is looked for as a word, and an entity has this id; did you mean ${part.casefold()}?"
                yield Finding("term-is-entity", "watchlist", name, where, said, text.index(part))


def _ended_roles(watchlist: Watchlist, name: str, by_id: Mapping[str, Entity]) -> Iterator[Finding]:
    """An entity whose every role ended after the list was last reviewed: its reviewer cannot have known."""
    if watchlist.reviewed is None:
        return
    reviewed = _last_day(watchlist.reviewed)
    for entity_id in dict.fromkeys(entity_id for entity_id, _ in entity_ids(watchlist)):
        entity = by_id.get(entity_id)
        if entity is None or not entity.roles or not all(role.to for role in entity.roles):
            continue
        last = max(role.to for role in entity.roles if role.to)
        if _first_day(last) > reviewed:
            said = f"the last role of ${entity.id} ended {last}, after this list was reviewed"
            yield Finding("role-ended", "watchlist", name, ("reviewed",), said)


def _first_day(part: str) -> date:
    return date.fromisoformat((part + "-01-01")[:10])


def _last_day(part: str) -> date:
    first = _first_day(part)
    if len(part) == 10:
        return first
    following = (
        date(first.year + 1, 1, 1) if len(part) == 4 or first.month == 12 else date(first.year, first.month + 1, 1)
    )
    return following - timedelta(days=1)
