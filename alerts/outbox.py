"""The outbox as a queue: what is due, who may try it, and what an attempt leads to.

A row is taken by one conditional UPDATE, so two dispatchers never send it at the same time, and every step is
committed before the next one begins.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

import psutil
from sqlalchemy import ColumnElement, Engine, and_, or_, select, update
from sqlalchemy.engine import CursorResult

from alerts.channels import LeaseLostError, Parcel, Receipt, TransportError
from alerts.tables import Issue, Outbox
from crawler.database import sessions

LEASE = timedelta(minutes=45)
"""Longer than a delivery takes with the time-outs of RFC 5321. Only a machine that vanished, or a server that uses
up every one of them, lets one run out; the lease of a dead process on this host is void at once."""
ROUTINE = (*(timedelta(minutes=m) for m in (5, 10, 20, 40, 80)), timedelta(hours=1))
URGENT = (*(timedelta(minutes=m) for m in (1, 2, 5, 10)), timedelta(minutes=10))
GIVE_UP = timedelta(hours=24)
"""Of trying. Time in which nobody tried (the machine was off, the queue paused, the issue held) does not count."""
PAUSE = timedelta(hours=1)
"""Until a server that refused our login or sender is asked again."""
_BEYOND = timedelta(hours=3)
"""No pause is as long: a row put off further was put off by a clock that has been set back since."""
DOUBTS = 2
"""How often a message may be sent without an answer to its final dot: once, and once more."""

Outcome = Literal["sent", "retry", "failed", "unknown", "paused"]


@dataclass(frozen=True)
class Result:
    """What became of one row in one attempt."""

    row: int
    issue: int
    digest: str
    channel: str
    recipient: str
    outcome: Outcome
    text: str
    duplicate: bool = False
    """The same bytes had been sent before without an answer: the reader may have them twice."""
    final: bool = True
    """False: it will be tried again by itself."""


@dataclass(frozen=True)
class Taken:
    """A row that is ours until the lease ends."""

    id: int
    issue: int
    digest: str
    channel: str
    uncertain: int
    parcel: Parcel
    turn: int = 0
    """Which attempt this is: tells our lease from a later one."""


def due_now(now: datetime) -> ColumnElement[bool]:
    """Rows to try at `now` (aware)."""
    waits = Outbox.state.in_(("pending", "retry", "unknown"))
    untried = and_(Outbox.next_at.is_(None), Outbox.state == "pending")
    return and_(waits, or_(untried, Outbox.next_at <= now, Outbox.next_at > now + _BEYOND))


def due(engine: Engine, now: datetime, channel_names: list[str]) -> list[tuple[int, str]]:
    """Id and channel of the rows to try at `now`, urgent ones first, then in the order they were written."""
    waiting = select(Outbox.id, Outbox.channel).where(due_now(now), Outbox.channel.in_(channel_names))
    with sessions(engine)() as session:
        found = session.execute(waiting.order_by(Outbox.urgent.desc(), Outbox.id))
        return [(row_id, channel) for row_id, channel in found]


def take(engine: Engine, row_id: int, now: datetime) -> Taken | None:
    """Lease a row; None where another dispatcher was faster, or it is not due any more."""
    with sessions(engine).begin() as session:
        leased = session.execute(
            update(Outbox)
            .where(Outbox.id == row_id, due_now(now))
            .values(state="sending", lease_until=now + LEASE, lease_owner=myself(), attempts=Outbox.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        assert isinstance(leased, CursorResult)
        if leased.rowcount != 1:
            return None
        row, digest = session.execute(
            select(Outbox, Issue.digest).join(Issue, Issue.id == Outbox.issue_id).where(Outbox.id == row_id)
        ).one()
        turn = row.attempts
        parcel = Parcel(row.recipient, row.message_id, row.mime, lambda: _last_step(engine, row_id, turn))
        return Taken(row.id, row.issue_id, digest, row.channel, row.uncertain, parcel, turn)


def sent(engine: Engine, taken: Taken, receipt: Receipt, now: datetime) -> Result:
    """Write down that the other side has it: the first thing after its answer."""
    with sessions(engine).begin() as session:
        row = session.get_one(Outbox, taken.id)
        row.state, row.sent, row.next_at, row.lease_until, row.lease_owner = "sent", now, None, None, ""
        row.smtp_code, row.smtp_text = receipt.code, receipt.text
        row.history = [*row.history, _entry(now, "sent", receipt.code, receipt.text)]
    return _result(taken, "sent", receipt.text, duplicate=taken.uncertain > 0)


def not_sent(engine: Engine, taken: Taken, error: TransportError, now: datetime) -> Result | None:
    """Write down why not, and when to try again. None: it is not ours any more."""
    with sessions(engine).begin() as session:
        row = session.scalars(select(Outbox).where(*_ours(taken.id, taken.turn))).one_or_none()
        if row is None:
            return None
        row.lease_until, row.lease_owner = None, ""
        row.smtp_code, row.smtp_text = error.code, str(error)[:2000]
        entry = _entry(now, error.phase, error.code, str(error))
        row.history = [*row.history, {**entry, "refused": True} if error.refused else entry]
        doubtful = error.uncertain or (error.phase == "error" and row.uncertain > taken.uncertain)
        if row.uncertain > taken.uncertain and not doubtful:
            row.uncertain -= 1  # the server said no: that last step is answered
        outcome = _verdict(row, error, now, doubtful=doubtful)
        return _result(taken, outcome, str(error), final=row.next_at is None)


def recover(engine: Engine, now: datetime) -> list[Result]:
    """Rows that were being sent when their process died. What had not reached its final dot is simply tried again;
    else nobody knows, and the same bytes go out at most once more."""
    results = []
    with sessions(engine).begin() as session:
        leased = select(Outbox, Issue.digest).join(Issue).where(Outbox.state == "sending").with_for_update(of=Outbox)
        for row, digest in session.execute(leased):
            if not (_gone(row.lease_owner) or row.lease_until is None or row.lease_until <= now):
                continue
            row.lease_until, row.lease_owner = None, ""
            parcel = Parcel(row.recipient, row.message_id, b"")
            taken = Taken(row.id, row.issue_id, digest, row.channel, row.uncertain, parcel)
            if row.uncertain == 0:
                row.state, row.next_at = "retry", now
                row.history = [*row.history, _entry(now, "stopped", None, "stopped before the message was out")]
                continue
            text = "stopped while waiting for the answer to the whole message; it may have arrived"
            row.state, row.next_at = "unknown", now if row.uncertain < DOUBTS else None
            row.smtp_text = text
            row.history = [*row.history, _entry(now, "stopped", None, text)]
            results.append(_result(taken, "unknown", text, final=row.next_at is None))
    return results


def delay(attempt: int, *, urgent: bool) -> timedelta:
    """Pause after the `attempt`-th failure (from 1): 5, 10, 20, 40, 80 minutes, then hourly; urgent 1, 2, 5, 10."""
    table = URGENT if urgent else ROUTINE
    return table[min(attempt, len(table)) - 1]


def tried_for(attempts: int, *, urgent: bool) -> timedelta:
    """How long a row has been tried after so many failures in a row."""
    return sum((delay(one, urgent=urgent) for one in range(1, attempts)), timedelta(0))


def _verdict(row: Outbox, error: TransportError, now: datetime, *, doubtful: bool) -> Outcome:
    """Set state and next attempt of a row that did not go out."""
    if error.refused:
        row.state, row.next_at, row.attempts = "retry", now + PAUSE, row.attempts - 1
        return "paused"
    row.next_at = now + delay(max(1, row.attempts), urgent=row.urgent)
    if doubtful:
        row.state = "unknown"
        row.next_at = row.next_at if row.uncertain < DOUBTS else None
        return "unknown"
    if error.permanent or tried_for(row.attempts, urgent=row.urgent) >= GIVE_UP:
        row.state, row.next_at = "failed", None
        return "failed"
    row.state = "retry"
    return "retry"


def _last_step(engine: Engine, row_id: int, turn: int) -> None:
    """From here on the message may arrive: say so before it does. A sender that was so slow that its lease ran out
    and the row went to another one must not send it a second time."""
    with sessions(engine).begin() as session:
        ours = update(Outbox).where(*_ours(row_id, turn)).values(uncertain=Outbox.uncertain + 1)
        noted = session.execute(ours.execution_options(synchronize_session=False))
        assert isinstance(noted, CursorResult)
        if noted.rowcount != 1:
            raise LeaseLostError


def _ours(row_id: int, turn: int) -> tuple[ColumnElement[bool], ...]:
    return (Outbox.id == row_id, Outbox.state == "sending", Outbox.lease_owner == myself(), Outbox.attempts == turn)


def _entry(now: datetime, phase: str, code: int | None, text: str) -> dict[str, Any]:
    return {"at": now.isoformat(), "phase": phase, "code": code, "text": text[:500]}


def _result(taken: Taken, outcome: Outcome, text: str, *, duplicate: bool = False, final: bool = True) -> Result:
    who = (taken.id, taken.issue, taken.digest, taken.channel, taken.parcel.recipient)
    return Result(*who, outcome, text, duplicate, final)


@cache
def _host() -> str:
    return socket.gethostname()[:80]


def myself() -> str:
    """This process: host, number, and when it began (numbers are used again)."""
    return f"{_host()}:{os.getpid()}:{psutil.Process().create_time():.2f}"


def _gone(owner: str) -> bool:
    """True where `owner` was a process of this host that runs no more."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != _host() or not rest.isdigit():
        return False
    try:
        return f"{psutil.Process(int(rest)).create_time():.2f}" != owner.rpartition(":")[2]
    except psutil.NoSuchProcess:
        return True
