"""The diary of the crawler: one row of `outlet_run` for every look at an outlet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, select, true, update
from sqlalchemy.orm import Session

from crawler.options import OutletReport
from crawler.tables import Address, OutletRun

SLICE = 5_000
"""Rows deleted in a transaction, about: a writer beside us waits well under a second."""
# Built once: putting a statement together costs more than running it, and each look at an outlet runs all of them.
_BEGUN = insert(OutletRun.__table__)  # type: ignore[arg-type]
_OF_REPORT = ("found", "fetched", "new", "changed", "unchanged", "requests", "errors", "problem")
_OF_TOTALS = ("words", "dated", "authored")
_FINISHED = (
    update(OutletRun)
    .where(OutletRun.id == bindparam("of_run"))
    .values({name: bindparam(f"to_{name}") for name in ("finished", *_OF_REPORT, *_OF_TOTALS)})
)
_WAITING = select(func.count()).where(Address.outlet == bindparam("of_outlet"), Address.state == "found")


@dataclass
class Totals:
    """What the new articles of one look had, for source health."""

    words: int = 0
    dated: int = 0
    authored: int = 0


def begin_run(session: Session, round_id: str, outlet: str, now: datetime) -> int:
    """Write that a look begins, and give its id; a row that never gets `finished` tells of a crash."""
    new = session.connection().execute(_BEGUN, {"round": round_id, "outlet": outlet, "started": now})
    assert new.inserted_primary_key is not None
    return int(new.inserted_primary_key[0])


def finish_run(session: Session, run_id: int, report: OutletReport, totals: Totals, *, now: datetime) -> None:
    """Write how the look went."""
    told = {f"to_{name}": getattr(report, name) for name in _OF_REPORT}
    told |= {f"to_{name}": getattr(totals, name) for name in _OF_TOTALS}
    session.connection().execute(_FINISHED, {"of_run": run_id, "to_finished": now, **told})


def waiting_addresses(session: Session, outlet: str) -> int:
    """How many addresses of ``outlet`` are known and not fetched yet."""
    return int(session.connection().execute(_WAITING, {"of_outlet": outlet}).scalar_one())


def last_begun(session: Session, now: datetime, *, since: datetime | None = None) -> dict[str, datetime]:
    """When the last look at each outlet began.

    Where the newest one lies after `now`, it was written by a clock that has been set back since: then the last look is
    the one that was written down last, and there is none where nothing was since.

    Args:
        session: Only read.
        now: By the clock as it is.
        since: A look that began before and never ended was cut off and does not count.
    """
    counts = OutletRun.finished.is_not(None) | (OutletRun.started >= since) if since is not None else true()
    found = {outlet: at for outlet, at in session.execute(_newest(counts, OutletRun.started)) if at is not None}
    if all(at <= now for at in found.values()):
        return found
    newest = session.execute(_newest(counts, OutletRun.id, OutletRun.started))
    ahead = {outlet: run for outlet, run, at in newest if at is not None and at > now}
    later = select(OutletRun.id, OutletRun.outlet, OutletRun.started).where(
        OutletRun.id > min(ahead.values()), OutletRun.started <= now, counts
    )
    written = session.execute(later.order_by(OutletRun.id))
    again = {outlet: at for run, outlet, at in written if outlet in ahead and run > ahead[outlet]}
    return {outlet: at for outlet, at in found.items() if outlet not in ahead} | again


def last_begun_of(session: Session, outlet: str, now: datetime) -> datetime | None:
    """When the last look at one outlet began; as `last_begun`."""
    looks = select(OutletRun.id, OutletRun.started).where(OutletRun.outlet == outlet)
    newest = session.execute(looks.order_by(OutletRun.started.desc()).limit(1)).first()
    if newest is None or newest.started <= now:
        return None if newest is None else newest.started
    later = looks.where(OutletRun.id > newest.id, OutletRun.started <= now)
    again = session.execute(later.order_by(OutletRun.id.desc()).limit(1)).first()
    return None if again is None else again.started


def last_known(session: Session, now: datetime) -> dict[str, tuple[int, datetime | None]]:
    """The newest look at each outlet until ``now``: its id and when it ended. Changes when a look begins and when it
    ends."""
    rows = session.execute(_newest(OutletRun.started <= now, OutletRun.id, OutletRun.finished))
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
