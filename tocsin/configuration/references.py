"""Checks that need more than one line: ids given twice, and references to what does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from monitor.entities import Entity
from monitor.references import entity_references, outlet_references
from monitor.watchlists import Watchlist
from tocsin.configuration.items import Catalogue, Item
from tocsin.configuration.nodes import Path
from tocsin.problems import Problem, did_you_mean, listed

_NAMING = ("outlets", "entities", "watchlists", "digests")
_TWICE = "give one of them an id of its own, or delete it if both mean the same"


def check_references(catalogue: Catalogue) -> list[Problem]:
    """Every duplicate id and every dangling reference, located where it stands."""
    return [
        *(problem for kind in _NAMING for problem in _duplicates(catalogue.named(kind))),
        *_entity_links(catalogue),
        *_cycles(catalogue.entities),
        *_watchlist_links(catalogue),
        *_outlet_links(catalogue),
        *_digest_links(catalogue),
    ]


def _duplicates(items: Sequence[Item]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if (other := first.setdefault(item.id, item)) is item:
            continue
        assert other.source.tree is not None
        where = other.place(("id",))
        at = f"line {where.line}" if other.source is item.source else f"{other.source.shown}:{where.line}"
        what = f"{item.kind} '{item.id}'" if other.kind == item.kind else f"the id '{item.id}'"
        yield item.problem(("id",), f"{what} is defined twice (first at {at})", code="duplicate-id", hint=_TWICE)


def _unknown(
    item: Item, path: Path, name: str, known: Set[str], what: str, *, sign: str = "", offset: int | None = None
) -> Problem:
    """A reference to an id that nobody defined."""
    near = did_you_mean(name, known, sign)
    hint = "" if near else _none_near(what, known, sign)
    return item.problem(path, f"{sign}{name} is no known {what}{near}", code="unknown-id", hint=hint, offset=offset)


def _none_near(what: str, known: Set[str], sign: str) -> str:
    if not known:
        return f"there is no {what} at all yet"
    return f"known: {listed((f'{sign}{name}' for name in sorted(known)), 8)}"


def _entity_links(catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.known("entities")
    types = {item.id: item.model.type for item in catalogue.entities}
    for item in catalogue.entities:
        entity: Entity = item.model
        if entity.type is None:
            hint = "add type: here, or defaults: {type: ...} at the top of the file"
            yield item.problem(("id",), f"entity '{entity.id}' has no type", code="missing", hint=hint)
        if known is None:
            continue
        for number, parent in enumerate(entity.part_of):
            if parent not in known:
                yield _unknown(item, ("part_of", number), parent.removeprefix("$"), known, "entity")
        if entity.of is not None and entity.of not in known:
            yield _unknown(item, _where_of(item), entity.of, known, "entity")
        elif entity.of is not None and types.get(entity.of, "country") != "country":
            message = f"of: '{entity.of}' is not a country"
            hint = "of: names the country that an entity stands for; use part_of: for anything else"
            yield item.problem(_where_of(item), message, code="unknown-id", hint=hint)
        for number, role in enumerate(entity.roles):
            if role.org and role.org not in known:
                message = f"org: '{role.org}' is no known entity{did_you_mean(role.org, known)}"
                yield item.problem(("roles", number, "org"), message, code="unknown-id", level="warning")
            if role.from_ and role.to and role.to < role.from_[: len(role.to)]:
                message = f"the role ends ({role.to}) before it begins ({role.from_})"
                yield item.problem(("roles", number, "to"), message, code="date", level="warning")


def _where_of(item: Item) -> Path:
    """`of` of the entity itself, else the place where the entity stands (the file's defaults gave it)."""
    assert item.source.tree is not None
    found = item.source.tree.find((*item.path, "of"))
    return ("of",) if found.taken == len(item.path) + 1 else ("id",)


def _cycles(entities: Sequence[Item]) -> Iterator[Problem]:
    """Each circle of part_of once, at the entity that comes first."""
    parents = {item.id: list(item.model.part_of) for item in entities}
    reported: set[frozenset[str]] = set()
    for item in entities:
        circle = _circle(item.id, parents)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            way = " -> ".join([*circle, circle[0]])
            yield item.problem(("part_of",), f"part_of goes round in a circle: {way}", code="cycle")


def _circle(start: str, parents: dict[str, list[str]]) -> list[str]:
    """The way from `start` back to `start` along part_of, or nothing."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        for parent in parents.get(name, []):
            if parent == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if parent not in came_from:
                came_from[parent] = name
                waiting.append(parent)
    return []


def _watchlist_links(catalogue: Catalogue) -> Iterator[Problem]:
    entities, outlets = catalogue.known("entities"), catalogue.known("outlets")
    tags = {tag for item in catalogue.outlets for tag in item.model.tags}
    whole = all(source.model is not None for source in catalogue.sources if source.kind == "outlets")
    for item in catalogue.watchlists:
        watchlist: Watchlist = item.model
        if entities is not None:
            for path, offset, name, _ in entity_references(watchlist):
                if name not in entities:
                    yield _unknown(item, path, name, entities, "entity", sign="$", offset=offset)
        yield from _query_ids(item)
        if outlets is None:
            continue
        for path, at, name in outlet_references(watchlist):
            if name.startswith("tag:"):
                # Tags of an outlets file that is itself invalid are not known here: say nothing then.
                if whole and name[4:] not in tags:
                    yield _unknown(item, path, name[4:], tags, "tag of an outlet", offset=at)
            elif name not in outlets:
                yield _unknown(item, path, name, outlets, "outlet", offset=at)


def _query_ids(item: Item) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, query in enumerate(item.model.match):
        if query.id is None:
            continue
        if query.id in seen:
            line = item.place(("match", seen[query.id], "id")).line
            message = f"query '{query.id}' is defined twice in this list (first on line {line})"
            yield item.problem(("match", number, "id"), message, code="duplicate-id", hint=_TWICE)
        seen.setdefault(query.id, number)


def _outlet_links(catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.known("entities")
    if known is None:
        return
    for item in catalogue.outlets:
        for number, name in enumerate(item.model.assume):
            if name not in known:
                yield _unknown(item, ("assume", number), name.removeprefix("$"), known, "entity")


def _digest_links(catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.known("watchlists")
    if known is None:
        return
    titled = {item.model.title.casefold(): item.id for item in catalogue.watchlists}
    items: Iterable[Item] = [*catalogue.digests, *catalogue.alerts]
    for item in items:
        for number, name in enumerate(item.model.watchlists):
            if name in known:
                continue
            if own := titled.get(name.casefold()):
                message = f"a list is named by its id: that of '{name}' is {own}"
                yield item.problem(("watchlists", number), message, code="unknown-id")
            else:
                yield _unknown(item, ("watchlists", number), name, known, "watchlist")
