"""Kill `tocsin once` and `tocsin run` at random moments, again and again, and count what was lost or came twice.

    python -m benchmarks.kill_runs [CYCLES] [DATABASE-URL | postgresql]

A press on loopback prints new articles before each cycle, so each has pages to fetch, matches to find, alerts and a
digest to make, and mails to send to a real SMTP server. Each cycle starts the real command and kills its process
with SIGKILL after a random time, anywhere in its life; one that had ended by then is not counted and made again.
The crawler's process notices and ends by itself. A last undisturbed run finishes, and everything is counted against
the press and the mail server. `postgresql` starts a server of its own from the installed binaries.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from email.parser import BytesHeaderParser
from pathlib import Path

from sqlalchemy import Engine, func, select, text

import alerts.tables  # noqa: F401
import monitor.tables  # noqa: F401  (both register their tables)
from alerts.tables import IssueItem, Outbox
from benchmarks.folders import write
from benchmarks.starting import address, cycles_and_database
from benchmarks.ticker import Ticker
from crawler.database import open_database, sessions
from crawler.tables import Article
from monitor.tables import Match
from tests.fakes.smtp import MailServer

LONGEST = 90.0
"""Seconds that a process lives at most."""


def killed(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> bool:
    """Start a command and kill it after `seconds`; False where it ended before."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def finish(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command to its end, exit code 0."""
    for _ in range(60):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        time.sleep(1)  # the crawler of the last killed run may still be ending
    raise SystemExit(done.stdout + done.stderr)


def facts(engine: Engine, received: Counter[str]) -> dict[str, object]:
    """What the database and the mail server hold."""
    with sessions(engine)() as session:
        current = Match.withdrawn.is_(None)
        held = {name: select(IssueItem.match_id).where(IssueItem.digest == name) for name in ("desk", "alert:flash")}
        rows = session.scalars(select(Outbox)).all()
        found: dict[str, object] = {
            "articles": session.scalar(select(func.count()).select_from(Article)),
            "matches": session.scalar(select(func.count()).where(current)),
            **{
                f"matches not in {name}": session.scalar(select(func.count()).where(current, Match.id.not_in(of)))
                for name, of in held.items()
            },
            "messages": len(rows),
            "unsent": sum(row.state != "sent" for row in rows),
        }
        if engine.dialect.name == "sqlite":
            found["integrity"] = session.execute(text("PRAGMA integrity_check")).scalar()
    repeated = {row.message_id: received[row.message_id] - 1 for row in rows if received[row.message_id] > 1}
    doubts = {row.message_id: row.uncertain - 1 for row in rows}
    return {
        **found,
        "never received": sum(not received[row.message_id] for row in rows),
        "received twice": sum(repeated.values()),
        "unexplained": sum(more > doubts[identity] for identity, more in repeated.items()),
        "unknown mails": len(set(received) - set(doubts)),
    }


def disturb(start: Sequence[str], environment: Mapping[str, str], press: Ticker, cycles: int) -> int:
    """Kill `cycles` processes; how many ended before their time came."""
    chance, done, ended, life = random.Random(7), 0, 0, 10.0
    while done < cycles:
        press.print_more()
        what = "run" if done % 3 == 2 else "once"
        began, seconds = time.monotonic(), chance.uniform(0.3, life)
        if killed([*start, what], environment, seconds):
            done += 1
            life = min(LONGEST, life * 1.04)  # how long a run takes is found out on the way: it depends on the machine
            print(f"{done} of {cycles}: {what} killed after {seconds:.1f} s", file=sys.stderr)
        else:
            ended += 1
            life = (time.monotonic() - began) * 1.1
    return ended


def main(arguments: Sequence[str]) -> int:
    """Kill, count, and say whether anything was lost."""
    cycles, database = cycles_and_database(__doc__, arguments, cycles=20)
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        press, mail = stack.enter_context(Ticker()), stack.enter_context(MailServer())
        database = address(stack, database, var)
        settings = (
            f"contact: https://example.org/kills\nmail_from: watch@desk.example\nmail_server: 127.0.0.1:{mail.port}\n"
        )
        folder = write(var / "config", {**press.configuration(), "settings.yaml": settings + "mail_security: none\n"})
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        environment = {**kept, "TOCSIN_VAR": str(var / "var"), "TOCSIN_DATABASE": database}
        start = [sys.executable, "-m", "tocsin", "--config", str(folder)]
        ended = disturb(start, environment, press, cycles)
        finish([*start, "once"], environment)
        received = Counter(
            str(BytesHeaderParser().parsebytes(content)["Message-ID"]) for _, content in mail.handler.mails
        )
        engine = open_database(database)
        counted = facts(engine, received)
        engine.dispose()
        printed = press.printed
    lost = printed - int(str(counted["articles"]))
    for name, value in {"kills": cycles, "ended before": ended, "printed": printed, **counted, "lost": lost}.items():
        print(f"{name:<28}{value:>8}")
    wrong = (
        "matches not in desk",
        "matches not in alert:flash",
        "unsent",
        "never received",
        "unexplained",
        "unknown mails",
    )
    return 1 if lost or any(counted[name] for name in wrong) or counted.get("integrity", "ok") != "ok" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
