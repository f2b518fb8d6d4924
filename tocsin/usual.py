"""Today's numbers of every list, and of the entities that are met unusually often, against the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from monitor.entities import Entity
from monitor.surprise import HISTORY
from monitor.trends import Trend, entity_trends, watchlist_trends
from monitor.watched import DAY, SEASONED, Source, watch
from monitor.watchlists import Watchlist


@dataclass(frozen=True)
class Usual:
    """One list or entity on one UTC day, as alerts with `when: burst` see it."""

    kind: str
    """watchlist or entity."""
    id: str
    day: date
    articles: int
    """Published on that day, in outlets that have been read for long enough."""
    usual: float | None
    """Median of the 14 days before, as far as they were read; None where none was."""
    weekday: float
    """Expected on this day of the week."""
    unread: int
    """How many of the 14 days before were not read."""
    unusual: bool
    beside: int
    """Further articles, in outlets that cannot be compared yet."""
    spark: str

    @property
    def remark(self) -> str:
        """For people; mostly empty."""
        said = ["far more than usual"] if self.unusual else []
        if self.beside:
            said.append(f"{self.beside} more in outlets that cannot be compared yet")
        return ", ".join(said)


@dataclass(frozen=True)
class Usuals:
    """All of them, and what they are not told of."""

    day: date
    """UTC."""
    numbers: Sequence[Usual]
    young: Sequence[str]
    """Outlets that were looked at on too few days to be compared, or not today."""
    kept: date | None = None
    """Where `keep:` drops articles that would be compared: the first day that is left."""

    def table(self) -> tuple[str, list[str], list[list[object]]]:
        """For people."""
        columns = ["list or entity", "today", "usual", f"on a {self.day:%A}", "14 days", ""]
        rows: list[list[object]] = [
            [
                one.id,
                one.articles,
                *(("–", "–") if one.usual is None else (f"{one.usual:g}", f"{one.weekday:.1f}")),
                one.spark,
                one.remark,
            ]
            for one in self.numbers
        ]
        return f"Published on {self.day:%d %b} (UTC)", columns, rows

    def remarks(self) -> list[str]:
        """Why some of it may be missing."""
        said = []
        if any(one.unread for one in self.numbers):
            most = max(one.unread for one in self.numbers)
            said.append(f"Of the last 14 days {most} were not read (·); they do not count for what is usual.")
        if self.kept is not None:
            said.append(
                f"By `keep:` the articles from before {self.kept:%d %b} are dropped, and not compared; with fewer than "
                f"{SEASONED} days nothing is new or unusual."
            )
        if self.young:
            many = "1 outlet was" if len(self.young) == 1 else f"{len(self.young)} outlets were"
            few = ", ".join(self.young[:5]) + (", ..." if len(self.young) > 5 else "")
            said.append(
                f"{many} looked at on fewer than {SEASONED} of the last {HISTORY} days, or not today; what they bring "
                f"cannot be called new or unusual yet: {few}"
            )
        return said


def usual(
    session: Session,
    watchlists: Sequence[Watchlist],
    entities: Sequence[Entity],
    outlets: Sequence[Outlet],
    *,
    now: datetime,
) -> Usuals:
    """The lists that are on, in their order, and the entities met unusually often, the most mentioned first."""
    day = now.astimezone(UTC).date()
    lists = [one.id or "" for one in watchlists if one.status == "on"]
    named = [one.id for one in entities]
    trends = watchlist_trends(session, [day], lists, outlets, now=now)
    trends += [one for one in entity_trends(session, [day], named, outlets, now=now) if one.burst.is_burst]
    watched = [Source(one.id, "dated") for one in outlets if one.status == "on"]
    known = watch(session, outlets, watched, day, day, now=now)
    young = [one.outlet for one in watched if not known.testifies(one, day)]
    kept = known.kept if known.kept is not None and known.kept > day - HISTORY * DAY else None
    return Usuals(day, [_usual(trend) for trend in trends], young, kept)


def _usual(trend: Trend) -> Usual:
    return Usual(
        kind=trend.kind,
        id=trend.id,
        day=trend.day,
        articles=trend.count,
        usual=trend.median,
        weekday=round(trend.burst.expected, 2),
        unread=trend.unread,
        unusual=trend.burst.is_burst,
        beside=trend.beside,
        spark=trend.spark,
    )
