"""Kill `tocsin once` and `tocsin run` at random moments, again and again, and count what was lost or came twice.

    python -m benchmarks.kill_runs [CYCLES] [DATABASE-URL]

The sample press is open on loopback and brings out its next edition half-way. Each cycle starts the real command and
kills its process with SIGKILL after a random time; the crawler's process, which notices, is left to end by itself. A
last undisturbed run finishes, and everything is counted against the press and against a run that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from sqlalchemy import func, select, text

from alerts.tables import IssueItem, Outbox
from crawler.database import sessions
from crawler.tables import Article
from monitor.tables import Match
from tocsin.demo import prepare
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

LONGEST = 12.0
"""Seconds that a process lives at most."""


def cycle(command: list[str], environment: dict[str, str], seconds: float) -> None:
    """Start a command and kill it after `seconds`, if it has not ended by then."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def finish(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end; one outlet of the press is down, hence exit code 1."""
    for _ in range(60):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode in {0, 1}:
            return
        time.sleep(1)  # the crawler of the last killed run may still be ending
    raise SystemExit(done.stderr)


def facts(house: House, var: Path) -> dict[str, object]:
    """What the database and the outbox folder hold."""
    with sessions(house.engine)() as session:
        claimed = session.execute(
            select(IssueItem.match_id, func.count()).group_by(IssueItem.match_id).having(func.count() > 1)
        ).all()
        found = {
            "articles": session.scalar(select(func.count()).select_from(Article)),
            "matches": session.scalar(select(func.count()).where(Match.withdrawn.is_(None))),
            "claimed": session.scalar(select(func.count()).select_from(IssueItem)),
            "claimed twice": len(claimed),
            "unsent": session.scalar(select(func.count()).where(Outbox.state != "sent")),
            "messages": session.scalar(select(func.count()).select_from(Outbox)),
        }
        if house.engine.dialect.name == "sqlite":
            found["integrity"] = session.execute(text("PRAGMA integrity_check")).scalar()
    ids = Counter(
        message_from_bytes(path.read_bytes(), policy=policy.default)["Message-ID"]
        for path in (var / "outbox").glob("*.eml")
    )
    return {**found, "mails": len(ids), "mails twice": sum(count - 1 for count in ids.values())}


def main(arguments: list[str]) -> int:
    """Kill, count, and say whether anything was lost."""
    cycles = int(arguments[0]) if arguments else 20
    database = arguments[1] if len(arguments) > 1 else ""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        with prepare(var, datetime.now(UTC), first_port=0) as demo:
            kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
            environment = {**kept, "TOCSIN_VAR": folder}
            if database:
                environment["TOCSIN_DATABASE"] = database
            start = [sys.executable, "-m", "tocsin", "--config", str(demo.config)]
            for number in range(cycles):
                if number == cycles // 2:
                    demo.press.advance()
                what = "run" if number % 3 == 2 else "once"
                cycle([*start, what], environment, chance.uniform(0.5, LONGEST))
                print(f"{number + 1} of {cycles}: {what} killed", file=sys.stderr)
            finish([*start, "once"], environment)
            house = open_house(demo.config, Environment(var=var, database=database))
            disturbed = facts(house, var)
            house.engine.dispose()
            calm = var / "calm"
            calm_environment = {**kept, "TOCSIN_VAR": str(calm), "TOCSIN_DATABASE": f"sqlite:///{calm}/calm.sqlite"}
            calm.mkdir()
            finish([*start, "once"], calm_environment)
            undisturbed = open_house(demo.config, Environment(var=calm, database=f"sqlite:///{calm}/calm.sqlite"))
            expected = facts(undisturbed, calm)
    lost = int(expected["articles"]) - int(disturbed["articles"])  # type: ignore[call-overload]
    unclaimed = int(disturbed["matches"]) - int(disturbed["claimed"])  # type: ignore[call-overload]
    print(f"kills: {cycles}")
    for name, value in disturbed.items():
        print(f"{name:15}{value}")
    print(f"articles lost  {lost}\nmatches unsent {unclaimed}")
    bad = lost > 0 or unclaimed > 0 or disturbed["claimed twice"] or disturbed["unsent"] or disturbed["mails twice"]
    return 1 if bad or disturbed.get("integrity", "ok") != "ok" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
