"""Which days of which outlets the archive knows, so that a day nobody read does not pass for a quiet one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article, OutletRun
from monitor.batches import batched
from monitor.surprise import HISTORY

SEASONED = 14
"""So many of them must have been read before anything is unusual, or new, in what a source brings."""
SPARSE = 3
"""So many days without an article do not interrupt an import."""
DAY = timedelta(days=1)
_PROBES = 40
"""Spans asked for in one statement."""


class Source(NamedTuple):
    """What comes in by one way, under one outlet's name, and is compared with itself alone."""

    outlet: str
    kind: Literal["dated", "undated", "imported"]
    """By a look at the outlet, with or without a date of publication; or as texts that somebody else collected."""


def source(outlet: str, origin: str, published: datetime | None) -> Source | None:
    """Where an article belongs; None for an imported text without a date, which says nothing of any day."""
    if origin == "corpus":
        return None if published is None else Source(outlet, "imported")
    return Source(outlet, "undated" if published is None else "dated")


@dataclass(frozen=True)
class Watch:
    """Which UTC days of each source were read, over some weeks."""

    read: Mapping[Source, frozenset[date]]
    kept: date | None = None
    """The first day whose articles can still be read anew, where older ones were dropped by `keep:`."""

    def covers(self, source: Source, day: date) -> bool:
        """Whether what the source brought out on that day came in."""
        return day in self.read.get(source, ())

    def seasoned(self, source: Source, day: date) -> bool:
        """Whether enough of the days before is known to compare that day with."""
        return sum(self.covers(source, day - back * DAY) for back in range(1, HISTORY + 1)) >= SEASONED

    def testifies(self, source: Source | None, day: date) -> bool:
        """Whether what this source brings on that day can be called new, or more than usual."""
        return source is not None and self.covers(source, day) and self.seasoned(source, day)


def watch(
    session: Session, outlets: Iterable[Outlet], sources: Iterable[Source], first: date, last: date, *, now: datetime
) -> Watch:
    """What was read of `sources` on the UTC days from `first` to `last`, and on the 28 before.

    A day of an outlet was read when one of its lists answered on that day, or within the outlet's usual interval after
    it. Without dates only articles of the days count that were read like the day before: after a gap, what came in had
    gathered for longer. A day of an import was read when it holds an article of that day, or lies in a gap of at most
    SPARSE days. Outlets that are off or on trial bring readers nothing, and were never read; days of which articles
    were dropped as old count no more, for a list or an entity that is new finds nothing in them.

    Args:
        outlets: as configured; one that is configured no longer is looked at no more, but may have been imported.
        now: aware; later looks are not known yet.
    """
    known = {outlet.id: outlet for outlet in outlets}
    newest = select(Article.first_seen).where(Article.closed.is_not(None)).order_by(Article.id.desc()).limit(1)
    dropped = session.scalar(newest)
    kept = None if dropped is None else dropped.date() + DAY
    begin = first - HISTORY * DAY
    days = [begin + back * DAY for back in range((last - begin).days + 1)]
    read: dict[Source, frozenset[date]] = {}
    for one in set(sources):
        outlet = known.get(one.outlet)
        if outlet is not None and outlet.status != "on":
            continue
        if one.kind == "imported":
            read[one] = _imported(session, one.outlet, days)
        elif outlet is not None and one.kind == "dated":
            read[one] = _looked(session, outlet.id, days, now, grace=timedelta(seconds=outlet.every))
        elif outlet is not None:
            looked = _looked(session, outlet.id, [begin - DAY, *days], now)
            read[one] = frozenset(day for day in looked if day - DAY in looked)
    if kept is not None:
        read = {one: frozenset(day for day in known_days if day >= kept) for one, known_days in read.items()}
    return Watch(read, kept)


def midnight(day: date) -> datetime:
    """When a UTC day begins."""
    return datetime.combine(day, time(), UTC)


def published(first: date, last: date) -> ColumnElement[bool]:
    """Articles of the UTC days from `first` to `last`: by publication, or first sight where that is not known."""
    start, end = midnight(first), midnight(last + DAY)
    unknown = and_(Article.published.is_(None), Article.first_seen >= start, Article.first_seen < end)
    return or_(and_(Article.published >= start, Article.published < end), unknown)


def known_spans(session: Session, outlets: Iterable[Outlet], spans: Sequence[tuple[datetime, datetime]]) -> list[bool]:
    """Whether anything at all was read in each span of time (half-open): an outlet that is on was looked at, or an
    imported text is of that time."""
    found = []
    for start, end in spans:
        came = (Article.first_seen >= start, Article.first_seen < end, Article.origin != "corpus")
        written = (Article.published >= start, Article.published < end, Article.origin == "corpus")
        asked = (select(exists().where(*one)) for one in (came, written))
        found.append(any(session.scalar(one) for one in asked))
    quiet = [at for at, known in enumerate(found) if not known]
    for outlet in outlets if quiet else ():
        if outlet.status == "on":
            looked = _answered(session, outlet.id, [spans[at] for at in quiet])
            for at, known in zip(quiet, looked, strict=True):
                found[at] |= known
            quiet = [at for at in quiet if not found[at]]
            if not quiet:
                break
    return found


def _looked(
    session: Session, outlet: str, days: Sequence[date], now: datetime, *, grace: timedelta = timedelta()
) -> frozenset[date]:
    """Days of which a look at this outlet may have found the articles. grace: until so long after midnight."""
    last = now + timedelta.resolution
    spans = [(midnight(day), min(midnight(day + DAY) + grace, last)) for day in days]
    looked = _answered(session, outlet, spans)
    return frozenset(day for day, known in zip(days, looked, strict=True) if known)


def _answered(session: Session, outlet: str, spans: Sequence[tuple[datetime, datetime]]) -> list[bool]:
    """Whether one of the outlet's lists answered in each span: not a scan of all looks, but a step down the index for
    each span."""
    found: list[bool] = []
    for some in batched(spans, _PROBES):
        asked: dict[str, Any] = {"outlet": outlet}
        for place, (start, end) in enumerate([*some, *[some[-1]] * (_PROBES - len(some))]):
            asked |= {f"start{place}": start, f"end{place}": end}
        found += session.execute(_probe(), asked).one()[: len(some)]
    return [bool(one) for one in found]


@cache
def _probe() -> Select[Any]:
    """For _PROBES spans of time, whether one of the outlet's lists answered in it."""
    answered = or_(OutletRun.problem == "", OutletRun.found + OutletRun.unchanged + OutletRun.new > 0)
    spans = (
        exists().where(
            OutletRun.outlet == bindparam("outlet"),
            OutletRun.started >= bindparam(f"start{at}"),
            OutletRun.started < bindparam(f"end{at}"),
            OutletRun.finished.is_not(None),
            answered,
        )
        for at in range(_PROBES)
    )
    columns: list[Any] = [span.label(f"day{at}") for at, span in enumerate(spans)]
    return select(*columns)


def _imported(session: Session, outlet: str, days: Sequence[date]) -> frozenset[date]:
    start, end = midnight(days[0] - SPARSE * DAY), midnight(days[-1] + DAY)
    of_it = (Article.outlet == outlet, Article.origin == "corpus", Article.published >= start, Article.published < end)
    written = sorted({at.date() for at in session.scalars(select(Article.published).where(*of_it)) if at is not None})
    found = set(written)
    for one, other in pairwise(written):
        if (other - one).days - 1 <= SPARSE:
            found |= {one + back * DAY for back in range(1, (other - one).days)}
    return frozenset(found.intersection(days))
