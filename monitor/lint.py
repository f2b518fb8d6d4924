"""Lines that are valid but probably do not mean what their author thinks: warnings with a code.

Pure: models and, where there is an archive, figures about it go in; findings come out. A finding names a place in a
model; the loader turns it into file, line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from crawler.outlets import Outlet
from crawler.shapes import Shape
from monitor.entities import Entity
from monitor.references import aliases, entity_ids, split_term
from monitor.spelling import misleading, same
from monitor.watchlists import Query, Watchlist

CODES = {
    "broad-term": "more hits a day in the archive than a person reads",
    "short-alias": "an alias of one or two letters",
    "number-alias": "an alias without any letter",
    "shared-alias": "one alias in two entities of a type",
    "term-is-alias": "a term that is an entity's alias",
    "unused-entity": "an entity that no list asks for",
    "not-covers-all": "a `not` that covers the very term it stands beside",
    "never-matched": "a query that has found nothing in 90 days",
    "query-in-term": "a term that holds an operator of the notation of queries",
    "list-in-term": "a comma in a term that stands alone, as if it were a list without its brackets",
    "impossible": "conditions that contradict each other",
    "mixed-script": "letters of two scripts in one word",
    "invisible": "a character that cannot be seen",
    "role-ended": "a person or text whose last role ended after the list was reviewed",
    "silent-outlet": "an outlet silent for three times its usual interval",
    "no-tests": "a watchlist without tests",
    "test-by-other-query": "a test that passes without the query it seems to cover",
    "split-at-comma": "a text in [ ] that was cut at its comma",
    "curly-quotes": "curly quotes where YAML's straight ones are meant",
    "bullet": "a long dash or a dot where a list item is meant",
    "unchecked": "a fact that somebody marked as not verified",
    "unread-file": "a file or folder that is not read",
    "unknown-id": "a role's organisation that is no known entity",
    "date": "a role that ends before it begins",
}
"""Every code of a warning, for `# lint: off CODE why` and for the guide."""

READABLE_PER_DAY = 60.0
"""More hits of one query a day than this, and nobody reads them."""
NEVER_AFTER = timedelta(days=90)

_OPERATOR = re.compile(r"(?<=\s)(?:AND|OR|NOT|O?NEAR/\d+|SENTENCE|PARAGRAPH)(?=\s)|(?<=\w)\*(?!\S)")

_COMMA = re.compile(r"(?<=\S)[,،;]\s+(?=\S)")

Kind = Literal["watchlist", "entity", "outlet"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning about the value at `path` of the watchlist, entity or outlet `id`."""

    code: str
    kind: Kind
    id: str
    path: Path
    message: str
    offset: int = 0
    """Where in the text at `path`, in characters."""


@dataclass(frozen=True)
class ArchiveFigures:
    """What the archive knows about the lists. Queries are keyed by watchlist id and number in `match`."""

    days: float
    """How long the archive has been screened with these lists."""
    hits: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """Articles per query over those days; a query that is absent has none."""
    silent: Mapping[str, str] = field(default_factory=dict)
    """Outlet id -> in words, since when it is silent and what is usual."""


def lint(
    watchlists: Sequence[Watchlist],
    entities: Sequence[Entity],
    outlets: Sequence[Outlet] = (),
    archive: ArchiveFigures | None = None,
) -> list[Finding]:
    """Every finding about these models; watchlists have their ids filled in."""
    findings: list[Finding] = []
    for entity in entities:
        findings += [
            Finding(code, "entity", entity.id, path, message)
            for path, text in _alias_texts(entity)
            for code, message in misleading(text, cyrillic="ru" in path)
        ]
        findings += _entity(entity)
    findings += _shared(entities)
    findings += _unused(watchlists, entities, outlets)
    by_alias = _by_alias(entities)
    by_id = {entity.id: entity for entity in entities}
    for watchlist in watchlists:
        name = watchlist.id or ""
        findings += [
            Finding(code, "watchlist", name, path, message)
            for path, text in _term_texts(watchlist)
            for code, message in misleading(text)
        ]
        findings += _lists_in_terms(watchlist, name)
        findings += _watchlist(watchlist, name)
        findings += _aliases_as_terms(watchlist, name, by_alias)
        findings += _ended_roles(watchlist, name, by_id)
    if archive is not None:
        findings += _archive(watchlists, outlets, archive)
    return findings


# ---------------------------------------------------------------------------------------------- texts


def _alias_texts(entity: Entity) -> Iterator[tuple[Path, str]]:
    yield ("name",), entity.name
    for key, texts in _lists(entity, ("also", "ru", "fa", "uk", "ar", "short", "near", "not", "without")):
        yield from (((key, number), text) for number, text in enumerate(texts))


def _term_texts(watchlist: Watchlist) -> Iterator[tuple[Path, str]]:
    for number, query in enumerate(watchlist.match):
        for key, texts in _lists(query, ("any", "all", "not", "without")):
            yield from ((("match", number, key, index), text) for index, text in enumerate(texts))
        if query.query:
            yield ("match", number, "query"), query.query
    for number, gate in enumerate(watchlist.needs):
        yield from ((("needs", number, index), text) for index, text in enumerate(gate))
    for key, texts in _lists(watchlist, ("not", "drop_if")):
        yield from (((key, number), text) for number, text in enumerate(texts))


def _lists(model: Shape, names: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for name in names:
        yield name, getattr(model, f"{name}_" if name == "not" else name)


# ---------------------------------------------------------------------------------------------- entities


def _entity(entity: Entity) -> Iterator[Finding]:
    full = list(aliases(entity))
    for path, alias in full:
        letters = sum(char.isalpha() for char in alias)
        if letters == 0:
            said = f"'{alias}' has no letter: put it under short: with near: words"
            yield Finding("number-alias", "entity", entity.id, path, said)
        elif sum(char.isalnum() for char in alias) < 3:
            said = f"'{alias}' is so short that it will often mean something else: put it under short: with near: words"
            yield Finding("short-alias", "entity", entity.id, path, said)
    covered = {same(text) for text in entity.not_}
    names = [*full, *((("short", number), text) for number, text in enumerate(entity.short))]
    for path, alias in names:
        if same(alias) in covered:
            said = f"not: holds '{alias}' itself, so it can never count"
            yield Finding("not-covers-all", "entity", entity.id, path, said)
    if entity.check:
        yield Finding("unchecked", "entity", entity.id, ("check",), f"still to be verified: {entity.check}")


def _by_alias(entities: Sequence[Entity]) -> dict[str, list[tuple[Entity, Path]]]:
    found: dict[str, list[tuple[Entity, Path]]] = {}
    for entity in entities:
        for path, alias in aliases(entity):
            owners = found.setdefault(same(alias), [])
            if not any(owner.id == entity.id for owner, _ in owners):
                owners.append((entity, path))
    return found


def _shared(entities: Sequence[Entity]) -> Iterator[Finding]:
    for owners in _by_alias(entities).values():
        for number, (entity, path) in enumerate(owners):
            rivals = [owner for owner, _ in owners[:number] if owner.type == entity.type]
            if rivals:
                alias = next(text for where, text in aliases(entity) if where == path)
                said = f"'{alias}' is also an alias of ${rivals[0].id}: both would count"
                yield Finding("shared-alias", "entity", entity.id, path, said)


def _unused(
    watchlists: Sequence[Watchlist], entities: Sequence[Entity], outlets: Sequence[Outlet]
) -> Iterator[Finding]:
    if not watchlists:
        return
    used: set[str | None] = {name for outlet in outlets for name in outlet.assume}
    rolled: set[str] = set()
    for watchlist in watchlists:
        for name, parts in entity_ids(watchlist):
            used.add(name)
            rolled |= {name} if parts else set()
    children: dict[str, list[str]] = {}
    for entity in entities:
        for parent in entity.part_of:
            children.setdefault(parent, []).append(entity.id)
    waiting = list(rolled)
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child not in rolled:
                rolled.add(child)
                waiting.append(child)
    used |= rolled
    # A person or organisation of a country that a list needs meets that need; its post's body tells it apart.
    used |= {entity.id for entity in entities if entity.of in used}
    used |= {name for entity in entities for name in (*entity.part_of, *(role.org for role in entity.roles))}
    used |= {entity.of for entity in entities if entity.of}
    for entity in entities:
        if entity.id not in used:
            said = f"no watchlist asks for ${entity.id}; it is only counted"
            yield Finding("unused-entity", "entity", entity.id, ("id",), said)


# ---------------------------------------------------------------------------------------------- watchlists


def _watchlist(watchlist: Watchlist, name: str) -> Iterator[Finding]:
    if not (watchlist.tests.hit or watchlist.tests.miss):
        said = "this list has no tests: say in a sentence what it must catch, and what not"
        yield Finding("no-tests", "watchlist", name, ("title",), said)
    dropped = {same(text) for text in watchlist.drop_if}
    for number, gate in enumerate(watchlist.needs):
        if gate and all(same(text) in dropped for text in gate):
            said = "drop_if drops every article that meets this need"
            yield Finding("impossible", "watchlist", name, ("needs", number), said)
    for number, query in enumerate(watchlist.match):
        where: Path = ("match", number)
        if query.lang and watchlist.lang and not set(query.lang) & set(watchlist.lang):
            said = f"the list reads only {', '.join(watchlist.lang)}, this query only {', '.join(query.lang)}"
            yield Finding("impossible", "watchlist", name, (*where, "lang"), said)
        yield from _query_in_terms(query, name, where)
        yield from _dropped_terms(query, name, where, dropped)
        yield from _covered_terms(query, watchlist, name, where)


def _query_in_terms(query: Query, name: str, where: Path) -> Iterator[Finding]:
    """Operators where only words and phrases stand: they would be looked for as words, and never found."""
    for key, texts in _lists(query, ("any", "all", "not")):
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
        for key, texts in _lists(query, ("any", "all", "not"))
    ]
    groups += [(("needs", number), gate) for number, gate in enumerate(watchlist.needs)]
    groups += [((key,), texts) for key, texts in _lists(watchlist, ("not", "drop_if"))]
    for path, texts in groups:
        if len(texts) == 1 and not texts[0].startswith('"') and (comma := _COMMA.search(texts[0])):
            several = ", ".join(part.strip() for part in re.split(r"[,،;]\s", texts[0]))
            said = f"'{texts[0]}' is one phrase, comma and all; several terms stand in brackets: [{several}]"
            yield Finding("list-in-term", "watchlist", name, (*path, 0), said, comma.start())


def _dropped_terms(query: Query, name: str, where: Path, dropped: set[str]) -> Iterator[Finding]:
    if query.any and all(same(text) in dropped for text in query.any):
        said = "drop_if drops every article that this query could find"
        yield Finding("impossible", "watchlist", name, (*where, "any"), said)
    for number, text in enumerate(query.all):
        if all(same(part) in dropped for part in split_term(text)):
            said = "drop_if drops every article that holds this part"
            yield Finding("impossible", "watchlist", name, (*where, "all", number), said)


def _covered_terms(query: Query, watchlist: Watchlist, name: str, where: Path) -> Iterator[Finding]:
    covered = {same(text.lstrip("=")) for text in (*query.not_, *watchlist.not_)}
    for key, texts in (("any", query.any), ("all", query.all)):
        for number, text in enumerate(texts):
            for part in split_term(text):
                if same(part.lstrip("=")) in covered:
                    said = f"not: holds '{part}' itself, so it can never count"
                    at = text.index(part)
                    yield Finding("not-covers-all", "watchlist", name, (*where, key, number), said, at)


def _aliases_as_terms(
    watchlist: Watchlist, name: str, by_alias: Mapping[str, list[tuple[Entity, Path]]]
) -> Iterator[Finding]:
    for number, query in enumerate(watchlist.match):
        for key, texts in (("any", query.any), ("all", query.all)):
            for index, text in enumerate(texts):
                for part in split_term(text):
                    owners = [] if part.startswith(("$", "=")) else by_alias.get(same(part), [])
                    if owners:
                        said = f"'{part}' is a name of ${owners[0][0].id}: the entity finds all its names"
                        where: Path = ("match", number, key, index)
                        yield Finding("term-is-alias", "watchlist", name, where, said, text.index(part))
    for number, gate in enumerate(watchlist.needs):
        for index, text in enumerate(gate):
            owners = [] if text.startswith(("$", "=")) else by_alias.get(same(text), [])
            if owners:
                said = f"'{text}' is a name of ${owners[0][0].id}: the entity finds all its names"
                yield Finding("term-is-alias", "watchlist", name, ("needs", number, index), said)


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


# ---------------------------------------------------------------------------------------------- archive


def _archive(watchlists: Sequence[Watchlist], outlets: Sequence[Outlet], archive: ArchiveFigures) -> Iterator[Finding]:
    for watchlist in watchlists:
        if watchlist.status == "off":
            continue
        name = watchlist.id or ""
        for number, query in enumerate(watchlist.match):
            hits = archive.hits.get((name, number), 0)
            if archive.days >= 1 and hits / archive.days > READABLE_PER_DAY:
                said = f"{hits / archive.days:.0f} articles a day hold this; nobody reads so many"
                yield Finding("broad-term", "watchlist", name, ("match", number), said)
            if hits == 0 and archive.days >= NEVER_AFTER.days:
                label = f"query '{query.id}'" if query.id else "this query"
                said = f"{label} has found nothing in {archive.days:.0f} days"
                yield Finding("never-matched", "watchlist", name, ("match", number), said)
    known = {outlet.id for outlet in outlets if outlet.status != "off"}
    for outlet_id, words in archive.silent.items():
        if outlet_id in known:
            yield Finding("silent-outlet", "outlet", outlet_id, ("id",), f"nothing new {words}")
