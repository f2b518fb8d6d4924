"""The diary of the crawler: one row of `outlet_run` for every look at an outlet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, true
from sqlalchemy.orm import Session

from crawler.options import OutletReport
from crawler.tables import Address, OutletRun

SLICE = 5_000
"""Rows deleted in a transaction, about: a writer beside us waits well under a second."""


@dataclass
class Totals:
    """What the new articles of one look had, for source health."""

    words: int = 0
    dated: int = 0
    authored: int = 0


def begin_run(session: Session, round_id: str, outlet: str, now: datetime) -> int:
    """Write that a look begins, and give its id; a row that never gets `finished` tells of a crash."""
    row = OutletRun(round=round_id, outlet=outlet, started=now)
    session.add(row)
    session.flush()
    return row.id


def finish_run(session: Session, run_id: int, report: OutletReport, totals: Totals, *, now: datetime) -> None:
    """Write how the look went."""
    row = session.get_one(OutletRun, run_id)
    row.finished = now
    row.found, row.fetched, row.new, row.changed = report.found, report.fetched, report.new, report.changed
    row.unchanged, row.requests, row.errors = report.unchanged, report.requests, dict(report.errors)
    row.problem = report.problem
    row.words, row.dated, row.authored = totals.words, totals.dated, totals.authored


def waiting_addresses(session: Session, outlet: str) -> int:
    """How many addresses of ``outlet`` are known and not fetched yet."""
    query = select(func.count()).where(Address.outlet == outlet, Address.state == "found")
    return session.scalar(query) or 0


def last_begun(session: Session, *, since: datetime | None = None) -> dict[str, datetime]:
    """When the newest look at each outlet began.

    since: a look that began before and never ended was cut off and does not count.
    """
    counts = OutletRun.finished.is_not(None) | (OutletRun.started >= since) if since is not None else true()
    return {outlet: at for outlet, at in session.execute(_newest(counts, OutletRun.started)) if at is not None}


def last_begun_of(session: Session, outlet: str) -> datetime | None:
    """When the newest look at one outlet began."""
    return session.scalar(select(func.max(OutletRun.started)).where(OutletRun.outlet == outlet))


def last_known(session: Session) -> dict[str, tuple[int, datetime | None]]:
    """The newest look at each outlet: its id and when it ended. Changes when a look begins and when it ends."""
    rows = session.execute(_newest(true(), OutletRun.id, OutletRun.finished))
    return {outlet: (run, finished) for outlet, run, finished in rows}


def drop_runs(session: Session, *, before: datetime) -> int:
    """Delete what was written of looks before `before`, but for the newest of each outlet; how many rows.

    Some SLICE rows at a time. The caller commits, and calls again while something was dropped.
    """
    dropped = 0
    for outlet, newest in session.execute(_newest(true(), OutletRun.started)).all():
        old = select(OutletRun.id).where(OutletRun.outlet == outlet, OutletRun.started < min(before, newest))
        chosen = delete(OutletRun).where(OutletRun.id.in_(old.limit(SLICE)))
        result: Any = session.execute(chosen.execution_options(synchronize_session=False))
        dropped += result.rowcount
        if dropped >= SLICE:
            break
    return dropped


def _newest(counts: ColumnElement[bool], *columns: Any) -> Select[Any]:
    """`columns` of the newest row of each outlet that `counts`, in a few steps down the index for each outlet.

    `GROUP BY outlet` would read every row: with ten thousand outlets, millions of them, and that every second.
    """
    first = select(func.min(OutletRun.outlet).label("outlet")).cte("seen", recursive=True)
    following = select(func.min(OutletRun.outlet)).where(OutletRun.outlet > first.c.outlet).scalar_subquery()
    seen = first.union_all(select(following).where(first.c.outlet.is_not(None)))
    newest = [
        select(column).where(OutletRun.outlet == seen.c.outlet, counts).order_by(OutletRun.started.desc()).limit(1)
        for column in columns
    ]
    return select(seen.c.outlet, *(one.scalar_subquery() for one in newest)).where(seen.c.outlet.is_not(None))
