"""A month of schedule with a fake clock: every due look and every due issue happens once, and memory stays flat.

    python -m benchmarks.month [DAYS] [OUTLETS]

The schedule, screening, composing and delivery are the real ones on a SQLite file; the crawler is a stand-in that
writes down each look and keeps one article an hour for each outlet. The clock goes on five minutes a step.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import func, select

from alerts.slots import Schedule, slots
from alerts.tables import Issue, Outbox
from crawler.database import sessions
from crawler.items import Extracted
from crawler.options import CrawlOptions, OutletReport, RoundReport
from crawler.outlets import Outlet
from crawler.store import keep
from crawler.tables import OutletRun
from tocsin import log, work
from tocsin.scheduler import Daemon
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

START = datetime(2026, 3, 1, tzinfo=UTC)
STEP = timedelta(minutes=5)
LIST = "title: Quays\nmatch: [quay]\ntests: {hit: [A quay was closed.]}\n"
DIGESTS = """digests:
  - {id: morning, to: desk@example.org, at: "07:30", timezone: Europe/Berlin}
  - {id: night, to: night@example.org, at: "02:30", timezone: Europe/Berlin, empty: skip}
"""


class Press:
    """A crawler without a network."""

    def __init__(self, now: list[datetime]) -> None:
        self.house: House | None = None
        self.now = now
        self.looks: Counter[str] = Counter()

    def round(
        self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: work.OnEvent | None = None
    ) -> RoundReport:
        """Write down the looks; an outlet has news at its first look of each hour."""
        assert self.house is not None
        at = self.now[0]
        with sessions(self.house.engine).begin() as session:
            for outlet in outlets:
                self.looks[outlet.id] += 1
                news = at.minute < 30
                session.add(OutletRun(round="r", outlet=outlet.id, started=at, finished=at, new=int(news), found=1))
                if news:
                    number = self.looks[outlet.id]
                    page = Extracted(
                        f"Notice {number} of {outlet.id}", f"{outlet.name} says that quay {number} is shut."
                    )
                    keep(session, outlet.id, page, url=f"https://{outlet.id}.example/{number}", fetched=at)
        return RoundReport([OutletReport(outlet.id, new=1) for outlet in outlets])

    def close(self) -> None:
        """Nothing runs."""


def write(folder: Path, outlets: int) -> None:
    """A configuration with so many outlets."""
    stanzas = (
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: ['https://o{n}.example/rss']}}\n"
        for n in range(outlets)
    )
    files = {
        "settings.yaml": "contact: https://example.org/bot\n",
        "outlets.yaml": "outlets:\n" + "".join(stanzas),
        "watchlists/quays.yaml": LIST,
        "digests.yaml": DIGESTS,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Live through the days and compare what happened with what was due."""
    days, outlets = (int(value) for value in (*arguments, *("30", "50")[len(arguments) :]))
    log.configure()
    logging.getLogger().setLevel(logging.WARNING)
    now = [START]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder / "config", outlets)
        house = open_house(folder / "config", Environment(var=folder / "var"))
        press = Press(now)
        press.house = house
        daemon = Daemon(house, clock=lambda: now[0], crawler=press)
        memory: list[float] = []
        handles: list[int] = []
        process = psutil.Process(os.getpid())
        while now[0] < START + timedelta(days=days):
            for tick in (daemon.crawl, daemon.read, daemon.issue, daemon.send):
                tick()
            now[0] += STEP
            if (now[0] - START) % timedelta(days=1) == timedelta(0):
                daemon.tend()
                memory.append(process.memory_info().rss / 1e6)
                handles.append(process.num_fds())
        end = now[0] - STEP
        wrong = [name for name, count in press.looks.items() if count != days * 48]
        late = 0
        with sessions(house.engine)() as session:
            for digest in house.configuration.digests:
                due = set(slots(Schedule.of(digest, house.facts.zone_of(digest)), START, end))
                made = Counter(session.scalars(select(Issue.slot).where(Issue.digest == digest.id)))
                late += len(due ^ set(made)) + sum(count - 1 for count in made.values())
            unsent = session.scalar(select(func.count()).where(Outbox.state != "sent")) or 0
            mails = session.scalar(select(func.count()).select_from(Outbox)) or 0
        house.engine.dispose()
    second, last = memory[min(1, len(memory) - 1)], memory[-1]
    print(f"days                     {days}")
    print(f"looks                    {sum(press.looks.values())}, outlets with too many or too few: {len(wrong)}")
    print(f"issues missing or twice  {late}")
    print(f"mails                    {mails}, unsent: {unsent}")
    print(f"memory, day 2 and last   {second:.0f} MB, {last:.0f} MB ({last / second - 1:+.1%})")
    print(f"open files, day 2, last  {handles[min(1, len(handles) - 1)]}, {handles[-1]}")
    return 1 if wrong or late or unsent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
