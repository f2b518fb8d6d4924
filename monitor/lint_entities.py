"""Entities whose names find too much, too little or the same as another's, and those that no list asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.outlets import Outlet
from monitor.entities import LANGUAGE_FIELDS, Entity
from monitor.findings import Finding, Path, lists_of
from monitor.references import aliases, entity_ids
from monitor.spelling import misleading, same
from monitor.watchlists import Watchlist


def lint_entities(
    watchlists: Sequence[Watchlist], entities: Sequence[Entity], outlets: Sequence[Outlet]
) -> Iterator[Finding]:
    """Findings about each of `entities`, then those about all of them together; `watchlists` and `outlets` use them."""
    for entity in entities:
        for path, text in _texts(entity):
            for code, message in misleading(text, cyrillic="ru" in path):
                yield Finding(code, "entity", entity.id, path, message)
        yield from _entity(entity)
    yield from _shared(entities)
    yield from _unused(watchlists, entities, outlets)


def by_alias(entities: Sequence[Entity]) -> dict[str, list[tuple[Entity, Path]]]:
    """Who has each alias, folded as it is compared, and under which path; an entity counts once."""
    found: dict[str, list[tuple[Entity, Path]]] = {}
    for entity in entities:
        for path, alias in aliases(entity):
            owners = found.setdefault(same(alias), [])
            if not any(owner.id == entity.id for owner, _ in owners):
                owners.append((entity, path))
    return found


def _texts(entity: Entity) -> Iterator[tuple[Path, str]]:
    yield ("name",), entity.name
    for key, texts in lists_of(entity, ("also", *LANGUAGE_FIELDS, "short", "near", "not", "without")):
        yield from (((key, number), text) for number, text in enumerate(texts))


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


def _shared(entities: Sequence[Entity]) -> Iterator[Finding]:
    for owners in by_alias(entities).values():
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
