"""Trends: how often lists and entities are met a day, and what is unusual."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.batches import batched
from monitor.surprise import HISTORY, LEAST, Burst, burst
from monitor.tables import Match, MentionCount
from monitor.watched import DAY, Source, Watch, published, source, watch

MEDIAN_DAYS = 14
_BLOCKS = "▁▂▃▄▅▆▇█"
_UNREAD = "·"

Counts = dict[Source, Counter[date]]


@dataclass(frozen=True, slots=True)
class Trend:
    """A list or an entity on one UTC day, in the sources that were read on that day and on half of the four weeks
    before. Articles count on the day of publication, or of first sight where that is not known."""

    kind: Literal["watchlist", "entity"]
    id: str
    day: date
    count: int
    """Articles on that day."""
    beside: int
    """Further articles of that day in sources that cannot be compared yet: read for too short a time."""
    history: tuple[int | None, ...]
    """Articles on each of the 28 days before, oldest first; None where less than half of the sources were read."""
    burst: Burst

    @property
    def median(self) -> float | None:
        """Of those of the 14 days before that were read; None where none was."""
        read = self._read
        return float(median(read)) if read else None

    @property
    def unread(self) -> int:
        """How many of the 14 days before were not read."""
        return MEDIAN_DAYS - len(self._read)

    @property
    def spark(self) -> str:
        """The last 14 days and this one as Unicode blocks."""
        return sparkline((*self.history[-MEDIAN_DAYS:], self.count))

    @property
    def _read(self) -> list[int]:
        return [one for one in self.history[-MEDIAN_DAYS:] if one is not None]


def sparkline(values: Sequence[float | None]) -> str:
    """One block per value, the highest for the greatest of them; zero (or less) is always the lowest. None, for what is
    not known, is a dot."""
    top = max((value for value in values if value is not None), default=0)
    steps = len(_BLOCKS) - 1
    return "".join(
        _UNREAD if value is None else _BLOCKS[max(0, min(steps, round(value / top * steps))) if top > 0 else 0]
        for value in values
    )


def watchlist_trends(
    session: Session, days: Sequence[date], watchlists: Iterable[str], outlets: Sequence[Outlet], *, now: datetime
) -> list[Trend]:
    """The trend of every watchlist on each of `days` (UTC), zero counts too, in the order given. Withdrawn matches do
    not count.

    Args:
        days: rising, at least one.
        watchlists: ids; the more of them, the more each must surprise.
        outlets: all configured ones.
        now: what was found or looked at later does not count.
    """
    ids = list(watchlists)
    counts: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    columns = (Match.watchlist, Article.outlet, Article.origin, Article.published, Article.first_seen)
    statement = (
        select(*columns)
        .join(Article, Article.id == Match.article_id)
        .where(Match.watchlist.in_(ids), Match.withdrawn.is_(None), Match.found <= now)
        .where(published(days[0] - HISTORY * DAY, days[-1]))
    )
    for watchlist, outlet, origin, at, seen in session.execute(statement):
        if (one := source(outlet, origin, at)) is not None:
            counts[watchlist][one][(at or seen).date()] += 1
    known = watch(session, outlets, _sources(counts), days[0], days[-1], now=now)
    scales = [_Scale.of(known, day) for day in days]
    return [_trend(("watchlist", id), counts[id], scale, among=len(ids)) for scale in scales for id in ids]


def entity_trends(
    session: Session,
    days: Sequence[date],
    entities: Collection[str],
    outlets: Sequence[Outlet],
    *,
    now: datetime,
    least: int = LEAST,
) -> list[Trend]:
    """The trend of those of `entities` that were met in `least` articles of one of `days` (UTC), most mentioned first.

    Args:
        days: rising, at least one.
        entities: ids; the more of them, the more each must surprise.
        outlets: all configured ones.
        now: what was looked at later does not count.
        least: with fewer articles nothing is a burst.
    """
    met = (
        select(MentionCount.entity)
        .join(Article, Article.id == MentionCount.article_id)
        .where(published(days[0], days[-1]))
        .group_by(MentionCount.entity)
        .having(func.count() >= least)
    )
    ids = sorted(set(session.scalars(met)) & set(entities))
    counts: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    columns = (MentionCount.entity, MentionCount.day, Article.outlet, Article.origin == "corpus")
    undated = Article.published.is_(None)
    for some in batched(ids):
        rows = (
            select(*columns, undated, func.count())
            .join(Article, Article.id == MentionCount.article_id)
            .where(MentionCount.entity.in_(some))
            .where(MentionCount.day >= days[0] - HISTORY * DAY, MentionCount.day <= days[-1])
            .group_by(*columns, undated)
        )
        for entity, when, outlet, imported, dateless, number in session.execute(rows):
            if not (imported and dateless):
                kind: Literal["dated", "undated", "imported"]
                kind = "imported" if imported else "undated" if dateless else "dated"
                counts[entity][Source(outlet, kind)][when] = number
    known = watch(session, outlets, _sources(counts), days[0], days[-1], now=now)
    scales = [_Scale.of(known, day) for day in days]
    trends = [_trend(("entity", id), counts[id], scale, among=len(entities)) for scale in scales for id in ids]
    return sorted(trends, key=lambda trend: -trend.count)


@dataclass(frozen=True)
class _Scale:
    """What every list and entity is measured by on one day."""

    day: date
    known: Watch
    compared: Mapping[Source, tuple[bool, ...]]
    """The sources that can be compared on that day, each with which of the 28 days before were read."""
    half: tuple[bool, ...]
    """Days of which at least half of them were read."""

    @staticmethod
    def of(known: Watch, day: date) -> _Scale:
        before = [day - back * DAY for back in range(HISTORY, 0, -1)]
        compared = {
            one: tuple(known.covers(one, when) for when in before) for one in known.read if known.testifies(one, day)
        }
        half = tuple(2 * sum(read) >= len(compared) > 0 for read in zip(*compared.values(), strict=True))
        return _Scale(day, known, compared, half or (False,) * HISTORY)


def _trend(named: tuple[Literal["watchlist", "entity"], str], counts: Counts, scale: _Scale, *, among: int) -> Trend:
    # Sources that were read on the same days are expected to bring what they bring together.
    alike: dict[tuple[bool, ...], Counter[date]] = defaultdict(Counter)
    beside = 0
    for one, number in counts.items():
        if one in scale.compared:
            alike[scale.compared[one]].update(number)
        elif one in scale.known.read:
            beside += number[scale.day]
    days = [scale.day - back * DAY for back in range(HISTORY, 0, -1)]
    each = [
        [number[day] if read else None for day, read in zip(days, pattern, strict=True)]
        for pattern, number in alike.items()
    ]
    history = tuple(sum(counted[at] or 0 for counted in each) if read else None for at, read in enumerate(scale.half))
    count = sum(number[scale.day] for number in alike.values())
    return Trend(*named, scale.day, count, beside, history, burst(count, each, among=among))


def _sources(counts: Mapping[str, Counts]) -> set[Source]:
    return {one for found in counts.values() for one in found}
