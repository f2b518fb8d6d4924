"""What was met for the first time: an entity, or two of them together.

First is by the day of publication (of first sight where that is not known): an old article that is imported today makes
nobody new, and is no news itself. Only a source that has been read for long enough can say that somebody is new; see
`monitor.watched`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from crawler.outlets import Outlet
from crawler.tables import Article, OutletRun
from monitor.batches import batched
from monitor.entities import Entity
from monitor.tables import MentionCount
from monitor.watched import DAY, SEASONED, Source, midnight, published, source, watch

DAYS = 7
"""What was first met longer ago, this UTC day included, is no news any more."""
BACKLOG = 7
"""So many days back go the lists of an outlet that is read for the first time, about."""
MOST_PAIRS = 500
"""So many pairs are looked up, those of most articles first."""


@dataclass(frozen=True, slots=True)
class First:
    """One entity, or two, that no article of an earlier day had."""

    entities: tuple[str, ...]
    day: date
    """UTC."""
    articles: tuple[int, ...]
    """Those of that day that say so, by rising number."""


@dataclass(frozen=True, slots=True)
class _Witness:
    article: int
    day: date
    entities: tuple[str, ...]
    """Sorted."""


def first_met(
    session: Session, entities: Mapping[str, Entity], outlets: Sequence[Outlet], *, now: datetime
) -> list[First]:
    """What was met for the first time in the last `DAYS` days: the newest day first, entities before pairs, what stands
    in most articles first.

    Pairs with a country are left out (countries stand in every other article), and so are pairs with an entity that was
    itself new on that day or the day before: its first mention says it all.
    """
    today = now.astimezone(UTC).date()
    recent = session.scalars(select(Article.id).where(published(today - (DAYS - 1) * DAY, today)))
    witnesses = _witnesses(session, recent.all(), entities, outlets, now)
    return _firsts(session, witnesses, entities, _settled(session, outlets, now))


def firsts_among(
    session: Session,
    articles: Collection[int],
    entities: Mapping[str, Entity],
    outlets: Sequence[Outlet],
    *,
    since: datetime,
    now: datetime,
) -> list[First]:
    """Of `first_met`, what these articles say and no article said that came in before `since`."""
    witnesses = _witnesses(session, sorted(articles), entities, outlets, now)
    settled = _settled(session, outlets, now)

    def told(first: First) -> bool:
        return _met(session, first.entities, MentionCount.day >= first.day, Article.first_seen < since, settled)

    return [first for first in _firsts(session, witnesses, entities, settled) if not told(first)]


def _firsts(
    session: Session, witnesses: Sequence[_Witness], entities: Mapping[str, Entity], settled: ColumnElement[bool]
) -> list[First]:
    where: dict[tuple[date, tuple[str, ...]], list[int]] = defaultdict(list)
    for one in witnesses:
        for name in one.entities:
            where[one.day, (name,)].append(one.article)

    @cache
    def known(name: str, day: date) -> bool:
        return _met(session, (name,), MentionCount.day < day, settled)

    def dull(name: str, day: date) -> bool:
        return entities[name].type == "country" or not known(name, day - DAY)

    new = [first for first in _ordered(where) if not known(first.entities[0], first.day)]
    together: dict[tuple[date, tuple[str, ...]], list[int]] = defaultdict(list)
    for one in witnesses:
        for pair in combinations([name for name in one.entities if not dull(name, one.day)], 2):
            together[one.day, pair].append(one.article)
    rare = _rarity(session, {name for _, pair in together for name in pair})
    for first in _ordered(together)[:MOST_PAIRS]:
        names = tuple(sorted(first.entities, key=rare))
        if not _met(session, names, MentionCount.day < first.day, settled):
            new.append(first)
    return sorted(new, key=lambda first: (-first.day.toordinal(), len(first.entities)))


def _witnesses(
    session: Session, articles: Sequence[int], entities: Collection[str], outlets: Sequence[Outlet], now: datetime
) -> list[_Witness]:
    """Those of the articles that can say what is new, by rising number, with the configured entities they name."""
    today = now.astimezone(UTC).date()
    first = today - (DAYS - 1) * DAY
    named: dict[int, list[str]] = defaultdict(list)
    come: dict[int, tuple[Source | None, date]] = {}
    for some in batched(articles):
        rows = (
            select(MentionCount.article_id, MentionCount.entity, MentionCount.day)
            .add_columns(Article.outlet, Article.origin, Article.published)
            .join(Article, Article.id == MentionCount.article_id)
            .where(MentionCount.article_id.in_(some), MentionCount.day >= first, MentionCount.day <= today)
            .order_by(MentionCount.article_id, MentionCount.entity)
        )
        for article, entity, day, outlet, origin, at in session.execute(rows):
            if entity in entities:
                named[article].append(entity)
                come[article] = source(outlet, origin, at), day
    ways = {way for way, _ in come.values() if way is not None}
    known = watch(session, outlets, ways, first, today, now=now) if ways else None
    testifies = cache(known.testifies) if known else None
    return [
        _Witness(article, day, tuple(named[article]))
        for article, (way, day) in come.items()
        if testifies is not None and testifies(way, day)
    ]


def _settled(session: Session, outlets: Sequence[Outlet], now: datetime) -> ColumnElement[bool]:
    """Mentions that make known who is named: all but those by outlets that were looked at for the first time so lately
    that they cannot be compared yet. Whom such an outlet names is no news, and hides none in the others; but what it
    published more than BACKLOG days before any of them was looked at was fetched as history, and is."""
    first = now.astimezone(UTC).date() - (SEASONED - 1) * DAY
    begun = select(func.min(OutletRun.started)).where(OutletRun.outlet == bindparam("outlet"))
    looks = {outlet.id: session.scalar(begun, {"outlet": outlet.id}) for outlet in outlets}
    young = [outlet for outlet, at in looks.items() if at is not None and at > midnight(first)]
    history = MentionCount.day < first - BACKLOG * DAY
    return or_(Article.outlet.not_in(young), Article.origin == "corpus", history)


def _ordered(where: Mapping[tuple[date, tuple[str, ...]], list[int]]) -> list[First]:
    firsts = [First(names, day, tuple(articles)) for (day, names), articles in where.items()]
    return sorted(firsts, key=lambda first: (-len(first.articles), first.entities, first.day))


def _rarity(session: Session, names: Collection[str]) -> Callable[[str], int]:
    """How often each was met of late: to look for two together is cheapest by the rarer one."""
    number: dict[str, int] = {}
    for some in batched(sorted(names)):
        rows = select(MentionCount.entity, func.count()).where(MentionCount.entity.in_(some))
        number |= dict(session.execute(rows.group_by(MentionCount.entity)).all())
    return lambda name: number.get(name, 0)


def _met(session: Session, names: Sequence[str], *before: ColumnElement[bool]) -> bool:
    """Whether an article of `before` named all of these; costs no more than the mentions of the first."""
    mine = MentionCount
    conditions: list[ColumnElement[bool]] = [mine.entity == names[0], *before]
    for name in names[1:]:
        other = aliased(MentionCount)
        conditions.append(exists().where(other.article_id == mine.article_id, other.entity == name))
    found = select(mine.id).join(Article, Article.id == mine.article_id).where(*conditions).limit(1)
    return session.scalar(found) is not None
