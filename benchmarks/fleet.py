"""A fleet on one PostgreSQL, its workers and its leader killed at random: is everything done on time, and once?

    python -m benchmarks.fleet [MINUTES] [OUTLETS]

Four real `tocsin worker` and two real `tocsin run --fleet` work on a server of their own (from the installed binaries)
and on a press on loopback that goes on publishing. Every few seconds one of them is killed with SIGKILL, half of the
time with the crawler's processes and half of the time without, and started again a little later, as a supervisor
would. What happened is told from the press's own log (each start of a worker has an address of its own in its
User-Agent), from the database and from a mail server.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from pathlib import Path

import psutil

from benchmarks.fleet_facts import Facts, count, judge
from benchmarks.growing_press import GrowingPress
from benchmarks.starting import Argument, own_postgres, positional
from crawler.database import open_database
from tests.fakes.smtp import MailServer

EVERY = 15
"""Seconds between two looks at an outlet."""
GAP = 40.0
"""Seconds between two articles of an outlet."""
ROOT = Path(__file__).parents[1]
WORKERS = ("worker-1", "worker-2", "worker-3", "worker-4")
SCHEDULERS = ("scheduler-1", "scheduler-2")


@dataclass
class Member:
    """One process of the fleet; a name is started again and again, each time as a new generation."""

    name: str
    command: Sequence[str]
    generation: int = 0
    process: subprocess.Popen[bytes] | None = None
    log: Path = Path()
    due: float = 0.0
    """When a supervisor starts it again, while it is dead."""


@dataclass
class Fleet:
    """Starts, kills and restarts."""

    folder: Path
    bases: Sequence[str]
    settings: str
    digests: str
    environment: dict[str, str]
    kills: list[float] = field(default_factory=list)
    """When somebody was killed, in seconds since the epoch."""
    takeovers: list[float] = field(default_factory=list)
    """Seconds from the death of a leader to the first line of the next one."""

    def __post_init__(self) -> None:
        self.members = [Member(name, ("worker", "--concurrency", "4")) for name in WORKERS]
        self.members += [Member(name, ("run", "--fleet")) for name in SCHEDULERS]

    def start(self, member: Member) -> None:
        """Start a new generation."""
        member.generation += 1
        name = f"{member.name}.{member.generation}"
        config = _write(self.folder / "config" / name, self.bases, self.settings, self.digests, name)
        member.log = self.folder / f"{name}.log"
        with member.log.open("wb") as log:
            member.process = subprocess.Popen(
                [sys.executable, "-m", "tocsin", *member.command, "--config", str(config)],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip

    def kill(self, member: Member, *, whole: bool, pause: float) -> None:
        """SIGKILL, to its children too if `whole`."""
        assert member.process is not None
        self.kills.append(time.time())
        children = psutil.Process(member.process.pid).children(recursive=True) if whole else []
        member.process.kill()
        for child in children:
            child.kill()
        member.process.wait()
        member.process = None
        member.due = time.time() + pause

    def leader(self) -> Member | None:
        """The scheduler that leads."""
        leading = [one for one in self.members if one.name in SCHEDULERS and one.process and _began(one.log)]
        return leading[0] if leading else None

    def supervise(self) -> None:
        """Start again what is dead and due."""
        for member in self.members:
            if member.process is not None and member.process.poll() is not None:
                last = member.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise SystemExit(f"{member.name} ended by itself with {member.process.returncode}:\n{last}")
            if member.process is None and time.time() >= member.due:
                self.start(member)

    def depose(self, leader: Member, pause: float) -> None:
        """Kill the leader and wait for the next one."""
        died = time.time()
        self.kill(leader, whole=True, pause=pause)
        while (found := self.leader()) is None:
            if time.time() - died > 120:
                raise SystemExit("nobody took over within two minutes")
            self.supervise()
            time.sleep(0.2)
        self.takeovers.append(_began(found.log) - died)

    def end(self) -> list[int]:
        """SIGTERM to all; their exit codes."""
        living = [one.process for one in self.members if one.process is not None]
        for process in living:
            process.send_signal(signal.SIGTERM)
        return [process.wait(40) for process in living]

    def close(self) -> None:
        """Leave nothing running, whatever happened."""
        for member in self.members:
            if member.process is not None and member.process.poll() is None:
                self.kill(member, whole=True, pause=0)


def _began(log: Path) -> float:
    """When a scheduler began to lead, by its log; 0.0 if it has not."""
    for line in log.read_bytes().splitlines():
        if b'"started"' in line:
            return datetime.fromisoformat(json.loads(line)["timestamp"]).timestamp()
    return 0.0


def _write(folder: Path, bases: Sequence[str], settings: str, digests: str, name: str) -> Path:
    stanzas = "".join(
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: [{base}/feed], every: {EVERY}s,"
        " delay: 50ms, allow_private: true}\n"
        for n, base in enumerate(bases)
    )
    files = {
        "settings.yaml": f"contact: https://example.org/{name}\nworkers: 1\n{settings}",
        "outlets.yaml": f"outlets:\n{stanzas}",
        "watchlists/radars.yaml": "title: Radars\nmatch: [radar]\ntests: {hit: [A radar was sold.]}\n",
        "digests.yaml": digests,
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def disturb(fleet: Fleet, seconds: float, chance: random.Random) -> None:
    """Kill somebody every few seconds: in three cases of four a worker."""
    end = time.time() + seconds
    while time.time() < end:
        wake = time.time() + chance.uniform(8, 24)
        while time.time() < wake:
            fleet.supervise()
            time.sleep(0.2)
        leader = fleet.leader()
        if chance.random() < 0.25 and leader is not None:
            fleet.depose(leader, chance.uniform(2, 10))
        else:
            alive = [one for one in fleet.members if one.name in WORKERS and one.process is not None]
            victim = chance.choice(alive)
            fleet.kill(victim, whole=chance.random() < 0.5, pause=chance.uniform(1, 8))
        print(f"{end - time.time():.0f} s to go, {len(fleet.kills)} killed", file=sys.stderr)


def settle(fleet: Fleet, done: Callable[[], bool], seconds: float) -> float:
    """Supervise until `done`; how long that took."""
    began = time.time()
    while not done() and time.time() - began < seconds:
        fleet.supervise()
        time.sleep(1)
    return time.time() - began


def slots_of(minutes: float) -> list[datetime]:
    """When digests fall due: every two minutes, the first when the fleet has had time to begin."""
    first = (datetime.now(UTC) + timedelta(minutes=3)).replace(second=0, microsecond=0)
    return [first + timedelta(minutes=2 * number) for number in range(max(1, int(minutes / 2)))]


def main(arguments: Sequence[str]) -> int:
    """Run, count, print, and say whether all went well."""
    minutes, outlets = positional(
        __doc__,
        arguments,
        Argument("minutes", float, 10.0, "how long parts are killed"),
        Argument("outlets", int, 20, "how many the press has"),
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = own_postgres(stack).create()
        mail = stack.enter_context(MailServer())
        press = stack.enter_context(GrowingPress(outlets, GAP, 0.02, folder / "press.jsonl"))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        slots = slots_of(minutes)
        stanzas = "".join(f'  - {{id: d{n}, to: desk@example.org, at: "{at:%H:%M}"}}\n' for n, at in enumerate(slots))
        fleet = Fleet(
            folder,
            press.bases,
            f"mail_server: 127.0.0.1:{mail.port}\nmail_security: none\nmail_from: watch@example.org\ntimezone: UTC\n",
            f"digests:\n{stanzas}",
            {
                **kept,
                "TOCSIN_DATABASE": url,
                "TOCSIN_VAR": str(folder / "var"),
                "TOCSIN_LOG": "json",
                "PYTHONPATH": str(ROOT),
            },
        )
        stack.callback(fleet.close)
        fleet.supervise()
        engine = open_database(url)
        stack.callback(engine.dispose)
        settle(fleet, lambda: sum(one.path == "/feed" for one in press.asked()) >= 3 * outlets, 120)
        since = time.time()  # everybody is there and at work
        disturb(fleet, minutes * 60, random.Random(int(os.environ.get("SEED", "5"))))
        published = press.close_the_desk()
        kills = tuple(fleet.kills)

        def facts() -> Facts:
            mails = [str(BytesHeaderParser().parsebytes(content)["Message-ID"]) for _, content in mail.handler.mails]
            return count(engine, published, Counter(mails), slots)

        waited = settle(fleet, lambda: facts().complete and datetime.now(UTC) > slots[-1], 300)
        settle(fleet, lambda: False, 2 * EVERY)  # the last looks at a quiet press
        until = time.time()
        codes = fleet.end()
        outcome = facts()
        looks = judge(press.asked(), kills, every=EVERY, since=since, until=until)
    print(f"minutes                               {minutes:g}")
    print(f"workers, leaders killed               {len(kills) - len(fleet.takeovers)}, {len(fleet.takeovers)}")
    print(f"seconds until another led, worst      {max(fleet.takeovers, default=0.0):.1f}")
    for line in (*looks.lines(), *outcome.lines()):
        print(line)
    print(f"seconds until all was done            {waited:.0f}")
    print(f"ended by SIGTERM                      {codes.count(0)} of {len(codes)}")
    good = looks.good and outcome.good and not any(codes) and max(fleet.takeovers, default=0.0) <= 30
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
