"""Source health: silence is a finding. Judged from what the crawler wrote down of each look at an outlet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, takewhile
from statistics import fmean, stdev
from typing import Any, Literal, NamedTuple

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.runs import last_known
from crawler.tables import OutletRun
from monitor.batches import batched

State = Literal["healthy", "silent", "failing", "degraded", "failed once", "new"]

HISTORY = timedelta(days=28)
DAY = timedelta(days=1)
LEARNING = timedelta(days=7)
"""An outlet watched for less has no habits yet that it could break."""
MISSED = 3.0
"""Articles that should have come by the outlet's own weekly rhythm: three times its usual interval."""
SIGMAS = 1.5
RECENT = 10
"""Newest articles (at least) whose length and dates are compared with those before."""
_AT_ONCE = 4
"""Outlets whose looks are in memory at a time."""
_UNITS = {"hour": timedelta(hours=1), "day": DAY, "week": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class OutletHealth:
    """How one outlet does."""

    outlet: str
    state: State
    since: datetime | None
    """When it began; None for healthy and new, the last look for failed once."""
    detail: str
    """For people; empty when healthy."""


class Look(NamedTuple):
    """What counts of one look at an outlet; see `crawler.tables.OutletRun`."""

    started: datetime
    ended: bool
    new: int
    changed: int
    found: int
    fetched: int
    unchanged: int
    errors: Mapping[str, int] | None
    """None where there was no problem, and something was found."""
    problem: str
    words: int
    dated: int


_COLUMNS: tuple[Any, ...] = (  # in the order of Look
    OutletRun.started,
    OutletRun.finished.is_not(None),
    OutletRun.new,
    OutletRun.changed,
    OutletRun.found,
    OutletRun.fetched,
    OutletRun.unchanged,
    # Parsing it costs more than all the rest of a row: only where it can tell something.
    case((or_(OutletRun.problem != "", OutletRun.found + OutletRun.unchanged + OutletRun.new == 0), OutletRun.errors)),
    OutletRun.problem,
    OutletRun.words,
    OutletRun.dated,
)


class Ward:
    """Remembers how outlets do for as long as nobody looked at them again; one for a process and a database.

    To judge an outlet means to read the looks of four weeks. With it, asking every two minutes costs that only for
    the outlets that were looked at meanwhile.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Outlet, tuple[int, datetime | None] | None, OutletHealth]] = {}

    def health(self, session: Session, outlets: Sequence[Outlet], now: datetime) -> list[OutletHealth]:
        """As `outlet_health`; safe to be called by several threads."""
        watched = [outlet for outlet in outlets if outlet.status != "off"]
        runs = last_known(session, now)
        known = {outlet.id: self._known.get(outlet.id) for outlet in watched}
        stale = [outlet for outlet in watched if (known[outlet.id] or ())[:2] != (outlet, runs.get(outlet.id))]
        fresh = {health.outlet: health for health in outlet_health(session, stale, now)}
        self._known |= {outlet.id: (outlet, runs.get(outlet.id), fresh[outlet.id]) for outlet in stale}
        return [fresh.get(outlet.id) or self._known[outlet.id][2] for outlet in watched]


def outlet_health(session: Session, outlets: Sequence[Outlet], now: datetime) -> list[OutletHealth]:
    """The state of every outlet that is not off, in the order given.

    Args:
        now: aware; only runs of the 28 days before it count.
    """
    watched = [outlet for outlet in outlets if outlet.status != "off"]
    found: list[OutletHealth] = []
    for some in batched(watched, _AT_ONCE):
        looks = dict(_looks(session, [outlet.id for outlet in some], now))
        found += [judge(outlet, looks.get(outlet.id, ())) for outlet in some]
    return found


def _looks(session: Session, outlets: Sequence[str], now: datetime) -> Iterator[tuple[str, list[Look]]]:
    """The looks of each outlet, oldest first.

    The newest one may be under way: it does not count yet. One that never ended although there was another after it
    was cut off, by a page that brought the crawler down or by a kill. One that we stopped before it had found anything
    says nothing of the outlet.
    """
    rows = session.execute(
        select(OutletRun.outlet, *_COLUMNS)
        .where(OutletRun.outlet.in_(outlets))
        .where(OutletRun.started >= now - HISTORY - DAY, OutletRun.started <= now)
        .order_by(OutletRun.outlet, OutletRun.started)
    )
    for outlet, group in groupby(rows, key=lambda row: row[0]):
        looks = [look for row in group if not _stopped(look := Look(*row[1:]))]
        if looks and not looks[-1].ended:
            looks.pop()
        cut = [look if look.ended else look._replace(problem="the look was cut off") for look in looks]
        yield outlet, cut


def _stopped(look: Look) -> bool:
    return "stopped" in (look.errors or {}) and look.found + look.unchanged + look.new + look.changed == 0


def judge(outlet: Outlet, runs: Sequence[Look]) -> OutletHealth:
    """The state of one outlet from its runs of the last 28 days, oldest first. Pure.

    Time is measured up to the last run, not up to now: while the monitor itself was down, nobody was silent.
    """
    if not runs:
        return OutletHealth(outlet.id, "new", None, "not looked at yet")
    failed = list(takewhile(_failed, reversed(runs)))
    if len(failed) >= min(2, len(runs)):
        problem = runs[-1].problem or "errors only"
        often = f" ({len(failed)} times in a row)" if len(failed) > 1 else ""
        return OutletHealth(outlet.id, "failing", failed[-1].started, f"{problem}{often}")
    silence = _expected(outlet, runs) if outlet.expect else _silence(outlet, runs)
    if silence is not None:
        return silence
    well = OutletHealth(outlet.id, "healthy", None, "")
    if failed:
        why = f"its last look brought nothing: {runs[-1].problem}"
        well = OutletHealth(outlet.id, "failed once", runs[-1].started, why)
    elif runs[-1].started - runs[0].started < LEARNING and not outlet.expect:
        why = f"watched since {runs[0].started:%d %b}, its habits are not known yet"
        return OutletHealth(outlet.id, "new", None, why)
    return _degraded(outlet, runs) or well


def _failed(run: Look) -> bool:
    """A look that brought nothing but errors. An empty feed, or «nothing changed», is no failure."""
    if not run.problem:
        return False
    errors = sum((run.errors or {}).values())
    return run.found + run.unchanged + run.new + run.changed == 0 or (errors >= 3 and errors > run.fetched)


def _expected(outlet: Outlet, runs: Sequence[Look]) -> OutletHealth | None:
    """Silence by the operator's own `expect:`."""
    assert outlet.expect is not None
    number, _, unit = outlet.expect.volume.split()
    end, window = runs[-1].started, _UNITS[unit]
    if end - runs[0].started < window:
        return None
    count = sum(run.new for run in runs if run.started > end - window)
    if count >= int(number):
        return None
    detail = f"{count} new in the last {unit}, expected {outlet.expect.volume}"
    return OutletHealth(outlet.id, "silent", _last_news(runs), detail)


def _silence(outlet: Outlet, runs: Sequence[Look]) -> OutletHealth | None:
    """Silence by the outlet's own habits: three usual intervals without an article, or far too few in a day."""
    end = runs[-1].started
    known = runs[1:]  # the first look finds a backlog, which is no habit
    if end - runs[0].started < LEARNING:
        return None
    last = _last_news(runs)
    if not any(run.new for run in known):
        return OutletHealth(outlet.id, "silent", last, f"nothing new since {last:%d %b %H:%M} UTC")
    missed = _missed(known, last, end)
    if missed >= MISSED and (end - last).total_seconds() >= 3 * outlet.every:
        detail = f"nothing new since {last:%d %b %H:%M} UTC; about {missed:.0f} articles would be usual by now"
        return OutletHealth(outlet.id, "silent", last, detail)
    return _low_volume(outlet, known)


def _last_news(runs: Sequence[Look]) -> datetime:
    return next((run.started for run in reversed(runs) if run.new), runs[0].started)


def _missed(runs: Sequence[Look], last: datetime, end: datetime) -> float:
    """How many articles usually come between the hours of the week of `last` and `end`.

    The rhythm is the mean number of new articles per hour of the week, smoothed over three hours, so that nights and
    weekends on which an outlet never writes are no silence.
    """
    per_hour = [0.0] * 168
    for run in runs:
        if run.started <= last:
            for step in (-1, 0, 1):
                per_hour[(_hour_of_week(run.started) + step) % 168] += run.new / 3
    weeks = max(1.0, (last - runs[0].started) / timedelta(weeks=1))
    hours = int((end - last) / timedelta(hours=1))
    first = _hour_of_week(last) + 1
    return sum(per_hour[(first + step) % 168] for step in range(hours)) / weeks


def _hour_of_week(at: datetime) -> int:
    return at.weekday() * 24 + at.hour


def _low_volume(outlet: Outlet, runs: Sequence[Look]) -> OutletHealth | None:
    """The last 24 hours against the 28 days before: under mean - 1.5 sigma, and under every same weekday."""
    end = runs[-1].started
    days = int((end - runs[0].started) / DAY)
    counts = [0] * (days + 1)
    for run in runs:
        back = int((end - run.started) / DAY)
        if back <= days:
            counts[back] += run.new
    today, before = counts[0], counts[1:days]
    if len(before) < LEARNING.days or fmean(before) < 3:
        return None
    bound = fmean(before) - SIGMAS * stdev(before)
    same_weekday = counts[7:days:7]
    if today >= bound or any(today >= count for count in same_weekday):
        return None
    detail = f"{today} new in 24 hours; {fmean(before):.0f} a day are usual"
    return OutletHealth(outlet.id, "silent", end - DAY, detail)


def _degraded(outlet: Outlet, runs: Sequence[Look]) -> OutletHealth | None:
    """Texts became much shorter, or dates were lost: usually the page's layout changed."""
    recent: list[Look] = []
    for run in reversed(runs):
        if sum(one.new for one in recent) >= RECENT:
            break
        if run.new:
            recent.append(run)
    before = [run for run in runs if run.new and run.started < recent[-1].started] if recent else []
    new, old = sum(run.new for run in recent), sum(run.new for run in before)
    if new < RECENT or old < 2 * RECENT:
        return None
    since = recent[-1].started
    length, usual = sum(run.words for run in recent) / new, sum(run.words for run in before) / old
    if length < usual / 2:
        return OutletHealth(outlet.id, "degraded", since, f"texts of {length:.0f} words, {usual:.0f} were usual")
    dated, usually = sum(run.dated for run in recent) / new, sum(run.dated for run in before) / old
    if dated < usually / 2:
        return OutletHealth(
            outlet.id, "degraded", since, f"{dated:.0%} of articles with a date, {usually:.0%} were usual"
        )
    return None
