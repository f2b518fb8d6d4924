"""Kill a process that composes and sends at random moments, again and again, and count what was lost or came twice.

    python -m benchmarks.kills [CYCLES] [DATABASE-URL | postgresql]

A child keeps finding matches, making issues and mailing them to two readers through a real SMTP server; the parent
kills it with SIGKILL. At the end a last child clears the queue, and everything is counted against what the server
has. `postgresql` starts a server of its own from the installed binaries.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select, text

import alerts.tables  # noqa: F401
import monitor.tables  # noqa: F401  (both register their tables)
from alerts.tables import IssueItem, Outbox
from benchmarks.killed import work
from benchmarks.starting import address, cycles_and_database
from crawler.database import Base, open_database, sessions
from monitor.tables import Match
from tests.fakes.smtp import MailServer


@dataclass(frozen=True)
class Outcome:
    """What is left after the last child."""

    cycles: int
    matches: int
    messages: int
    lost_matches: int
    """In no issue."""
    lost_messages: int
    """Never received by the server."""
    duplicates: int
    """Received more than once, the outbox saying that this may have happened."""
    unexplained: int
    """Received more than once, the outbox knowing nothing of it."""
    intact: bool
    """The database passes its own check."""


def cycles(count: int, url: str, *, longest: float = 0.3, seed: int = 1) -> Outcome:
    """Kill `count` children on the (empty) database at `url`, then clear up and count.

    longest: seconds within which the first one is killed; for the others it follows from how far they come.
    """
    chance = random.Random(seed)
    engine = open_database(url)
    Base.metadata.create_all(engine)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.killed"])
    with MailServer() as server:
        for _ in range(count):
            child, ready = _child(context, url, server.port, 0)
            ready.recv()
            before = len(server.handler.mails)
            child.join(chance.uniform(0, longest))
            child.kill()
            child.join()
            # About every second child shall get as far as the mails, however slow the machine is.
            longest = longest * 0.9 if len(server.handler.mails) > before else min(10, longest * 1.1)
        last, _ready = _child(context, url, server.port, 2)
        last.join(240)
        received = Counter(
            str(BytesHeaderParser().parsebytes(content)["Message-ID"]) for _, content in server.handler.mails
        )
    outcome = _count(engine, count, received)
    engine.dispose()
    return outcome


def _child(context: Any, url: str, port: int, rounds: int) -> tuple[Any, Connection]:
    ours, theirs = context.Pipe()
    child = context.Process(target=work, args=(url, port, theirs, rounds), daemon=True)
    child.start()
    return child, ours


def _count(engine: Engine, count: int, received: Counter[str]) -> Outcome:
    with sessions(engine)() as session:
        matches = session.scalar(select(func.count()).select_from(Match)) or 0
        held = session.scalar(select(func.count()).select_from(IssueItem)) or 0
        rows = session.scalars(select(Outbox)).all()
        intact = engine.dialect.name != "sqlite" or session.scalar(text("PRAGMA integrity_check")) == "ok"
    repeated = {row.message_id: received[row.message_id] - 1 for row in rows if received[row.message_id] > 1}
    doubts = {row.message_id: row.uncertain - 1 for row in rows}
    return Outcome(
        cycles=count,
        matches=matches,
        messages=len(rows),
        lost_matches=matches - held,
        lost_messages=sum(not received[row.message_id] for row in rows),
        duplicates=sum(repeated.values()),
        unexplained=sum(more > doubts[identity] for identity, more in repeated.items()),
        intact=intact,
    )


def main() -> None:
    """Print the table."""
    count, database = cycles_and_database(__doc__, None, cycles=300)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        outcome = cycles(count, address(stack, database, folder))
    for name, value in vars(outcome).items():
        print(f"{name.replace('_', ' '):<16}{value:>8}")


if __name__ == "__main__":
    main()
