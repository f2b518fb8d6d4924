"""The diary of the crawler: one row of `outlet_run` for every look at an outlet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.options import OutletReport
from crawler.tables import Address, OutletRun


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
