"""Trends: how often lists and entities are met a day, what is unusual, and what was never there before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from math import exp, lgamma, log
from statistics import fmean, median
from typing import Literal

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from crawler.tables import Article
from monitor.tables import Match, MentionCount

HISTORY = 28
"""Days of comparison."""
MEDIAN_DAYS = 14
SURPRISE = 0.001
"""A day as large as this happens by chance less than once in a thousand."""
LEAST = 3
"""Fewer articles in a day are never a burst."""
TIMES = 1.5
"""News comes in clusters, so chance alone understates the usual ups and downs: a burst is also this many times the
expected number."""
PRIOR = 2.0
"""Weight, in weeks, of the 28-day mean in the expectation of one weekday."""
FLOOR = 0.15
"""Least expected number a day: what was never met before would else surprise at any count."""
_BLOCKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Burst:
    """One day's count against its history."""

    expected: float
    p: float
    """Probability of so many or more, if nothing had changed."""
    is_burst: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A list or an entity on one day."""

    kind: Literal["watchlist", "entity"]
    id: str
    day: date
    count: int
    """Articles on that day."""
    history: tuple[int, ...]
    """Articles on each of the 28 days before, oldest first."""
    median: float
    """Of the 14 days before."""
    burst: Burst
    first_ever: bool
    """Met on this day, and on no day before."""

    @property
    def spark(self) -> str:
        """The last 14 days and this one as Unicode blocks."""
        return sparkline((*self.history[-MEDIAN_DAYS:], self.count))


@dataclass(frozen=True, slots=True)
class FirstPair:
    """Two entities that stood in one article for the first time."""

    one: str
    other: str
    article_id: int


def sparkline(values: Sequence[float]) -> str:
    """One block per value, the highest for the greatest of them; zero (or less) is always the lowest."""
    top = max(values, default=0)
    if top <= 0:
        return _BLOCKS[0] * len(values)
    steps = len(_BLOCKS) - 1
    return "".join(_BLOCKS[max(0, min(steps, round(value / top * steps)))] for value in values)


def poisson_tail(count: int, expected: float) -> float:
    """P(X >= count) for X ~ Poisson(m): the sum over i >= count of e^-m m^i / i!  (the "Poisson surprise",
    Legéndy and Salcman, J. Neurophysiol. 53, 1985, before the logarithm)."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    # Summed from `count` upwards (in logarithms at first): exact far out in the tail, where 1 - sum would be 0.
    term = total = exp(count * log(expected) - expected - lgamma(count + 1))
    i = count
    while i < expected or term > total * 1e-12:
        i += 1
        term *= expected / i
        total += term
    return min(1.0, total)


def burst(count: int, history: Sequence[int]) -> Burst:
    """Is `count` far more than usual on this day of the week?

    The expectation is that of the same weekday in the history, drawn towards the mean of all its days:
    m = (sum of same weekdays + PRIOR * mean) / (number of same weekdays + PRIOR).

    Args:
        history: counts of the days before, oldest first; the last is yesterday.
    """
    days = history[-HISTORY:]
    same = days[-7::-7] if len(days) >= 7 else ()
    mean = fmean(days) if days else 0.0
    expected = max(FLOOR, (sum(same) + PRIOR * mean) / (len(same) + PRIOR))
    p = poisson_tail(count, expected)
    return Burst(expected, p, count >= LEAST and p < SURPRISE and count >= TIMES * expected)


def watchlist_trends(
    session: Session, day: date, watchlists: Iterable[str], *, until: datetime | None = None
) -> list[Trend]:
    """The trend of every watchlist on `day` (UTC), zero counts too, in the order given.

    Articles count on the UTC day of publication (or of first sight); withdrawn matches do not.

    Args:
        until: leave out what was found at or after this instant, so that a digest made again shows the same numbers.
    """
    ids = list(watchlists)
    start = datetime.combine(day - timedelta(days=HISTORY), time(), UTC)
    at: ColumnElement[datetime] = func.coalesce(Article.published, Article.first_seen, type_=Article.first_seen.type)
    statement = (
        select(Match.watchlist, at)
        .join(Article, Article.id == Match.article_id)
        .where(Match.watchlist.in_(ids), Match.withdrawn.is_(None))
        .where(at >= start, at < datetime.combine(day + timedelta(days=1), time(), UTC))
    )
    if until is not None:
        statement = statement.where(Match.found < until)
    counts: dict[str, Counter[date]] = defaultdict(Counter)
    for watchlist, when in session.execute(statement):
        counts[watchlist][when.date()] += 1
    before = (
        select(Match.id)
        .join(Article, Article.id == Match.article_id)
        .where(Match.withdrawn.is_(None), at < start)
        .limit(1)
    )
    trends = [_trend("watchlist", id, day, counts[id]) for id in ids]
    return [
        replace(trend, first_ever=False)
        if trend.first_ever and session.scalar(before.where(Match.watchlist == trend.id)) is not None
        else trend
        for trend in trends
    ]


def entity_trends(session: Session, day: date, entities: Collection[str] | None = None) -> list[Trend]:
    """The trend of entities on `day` (UTC), most mentioned first.

    Args:
        entities: which; None = all that were met on that day.
    """
    if entities is None:
        entities = set(session.scalars(select(MentionCount.entity).where(MentionCount.day == day).distinct()))
    start = day - timedelta(days=HISTORY)
    rows = session.execute(
        select(MentionCount.entity, MentionCount.day, func.count())
        .where(MentionCount.entity.in_(entities), MentionCount.day >= start, MentionCount.day <= day)
        .group_by(MentionCount.entity, MentionCount.day)
    )
    counts: dict[str, Counter[date]] = defaultdict(Counter)
    for entity, when, number in rows:
        counts[entity][when] = number
    before = select(MentionCount.id).where(MentionCount.day < start).limit(1)
    trends = [_trend("entity", id, day, counts[id]) for id in sorted(entities)]
    trends = [
        replace(trend, first_ever=False)
        if trend.first_ever and session.scalar(before.where(MentionCount.entity == trend.id)) is not None
        else trend
        for trend in trends
    ]
    return sorted(trends, key=lambda trend: -trend.count)


def first_pairs(session: Session, day: date, *, leave_out: Collection[str] = ()) -> list[FirstPair]:
    """Pairs of entities that stood together on `day` (UTC) and in no article of an earlier day, in order.

    Args:
        leave_out: entities that are in every other article (countries): a pair with one of them is no news.
    """
    together: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(MentionCount.article_id, MentionCount.entity)
        .where(MentionCount.day == day, MentionCount.entity.not_in(leave_out))
        .order_by(MentionCount.article_id, MentionCount.entity)
    )
    for article_id, entity in rows:
        together[article_id].append(entity)
    first: dict[tuple[str, str], int] = {}
    for article_id, entities in together.items():
        for pair in combinations(entities, 2):
            first.setdefault(pair, article_id)
    rows_before = session.execute(
        select(MentionCount.entity, func.count())
        .where(MentionCount.entity.in_({entity for pair in first for entity in pair}), MentionCount.day < day)
        .group_by(MentionCount.entity)
    )
    earlier = dict(rows_before.all())

    def number_of(entity: str) -> int:
        return earlier.get(entity, 0)

    return [
        FirstPair(one, other, article_id)
        for (one, other), article_id in sorted(first.items())
        if not _met(session, min(one, other, key=number_of), max(other, one, key=number_of), day)
    ]


def _met(session: Session, rare: str, other: str, day: date) -> bool:
    """Whether two entities stood in one article before `day`; costs no more than the mentions of the rarer one."""
    mine, theirs = aliased(MentionCount), aliased(MentionCount)
    beside = exists().where(theirs.article_id == mine.article_id, theirs.entity == other)
    found = select(mine.id).where(mine.entity == rare, mine.day < day, beside).limit(1)
    return session.scalar(found) is not None


def _trend(kind: Literal["watchlist", "entity"], id: str, day: date, counts: Counter[date]) -> Trend:
    """A trend as far as the last four weeks tell; `first_ever` may still be met earlier."""
    history = tuple(counts[day - timedelta(days=back)] for back in range(HISTORY, 0, -1))
    count = counts[day]
    middle = float(median(history[-MEDIAN_DAYS:]))
    first_ever = count > 0 and not any(history)
    return Trend(kind, id, day, count, history, middle, burst(count, history), first_ever)
