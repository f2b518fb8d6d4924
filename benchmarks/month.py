"""A month of schedule with a fake clock: every due look and every due issue happens once, and memory stays flat.

    python -m benchmarks.month [DAYS] [OUTLETS]

The schedule, screening, composing, delivery, source health and upkeep are the real ones on a SQLite file; the crawler
is a stand-in that writes down each look. The clock goes on five minutes a step. Outlets bring out eight articles a day
each, one in five of them on the beat; one outlet falls silent half-way and another one fails for a day, and the
operators must hear of both once. The month begins on 1 March: it holds the night on which Berlin loses an hour.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import func, select

from alerts.slots import Schedule, slots
from alerts.tables import Issue, Outbox
from benchmarks.folders import write
from benchmarks.loopback import WORDS
from benchmarks.starting import Argument, positional
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
DAY = timedelta(days=1)
NEWS_HOURS = frozenset(range(6, 22, 2))
"""In each of them an outlet has one new article."""
LIST = "title: Quays\nmatch: [quay]\ntests: {hit: [A quay was closed.]}\n"
SETTINGS = "contact: https://example.org/bot\noperators: [ops@example.org]\nkeep: {texts: 20d, matches: 25d}\n"
DIGESTS = """digests:
  - {id: morning, to: desk@example.org, at: "07:30", timezone: Europe/Berlin}
  - {id: night, to: night@example.org, at: "02:30", timezone: Europe/Berlin, empty: skip}
"""


class Press:
    """A crawler without a network."""

    def __init__(self, now: list[datetime], days: int) -> None:
        self.house: House | None = None
        self.now = now
        self.looks: Counter[str] = Counter()
        self.kept = 0
        self._silent_from = START + DAY * days / 2
        self._failing = (START + DAY * days / 3, START + DAY * days / 3 + DAY)
        self._chance = random.Random(1)

    def round(
        self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: work.OnEvent | None = None
    ) -> RoundReport:
        """Write down the looks, and the news of this half hour."""
        assert self.house is not None
        at = self.now[0]
        with sessions(self.house.engine).begin() as session:
            for outlet in outlets:
                self.looks[outlet.id] += 1
                run = OutletRun(round="r", outlet=outlet.id, started=at, finished=at, new=0, found=1, unchanged=1)
                session.add(run)
                if outlet.id == "o1" and self._failing[0] <= at < self._failing[1]:
                    run.found, run.unchanged, run.errors, run.problem = 0, 0, {"http-500": 1}, "HTTP 500"
                elif self._has_news(outlet, at):
                    run.new, run.unchanged, run.words, run.dated = 1, 0, 300, 1
                    self._bring_out(session, outlet, at)
        return RoundReport([OutletReport(outlet.id) for outlet in outlets])

    def _has_news(self, outlet: Outlet, at: datetime) -> bool:
        if outlet.id == "o0" and at >= self._silent_from:
            return False
        return at.hour in NEWS_HOURS and at.minute < 30

    def _bring_out(self, session: object, outlet: Outlet, at: datetime) -> None:
        self.kept += 1
        words = self._chance.choices(WORDS, k=300)
        if self.kept % 5 == 0:
            words[20] = f"quay {self.kept}"
        text = "\n\n".join(" ".join(words[start : start + 50]).capitalize() + "." for start in range(0, 300, 50))
        page = Extracted(f"{' '.join(words[:6]).capitalize()} {self.kept}", text, published=at)
        keep(session, outlet.id, page, url=f"https://{outlet.id}.example/{self.kept}", fetched=at)  # type: ignore[arg-type]

    def close(self) -> None:
        """Nothing runs."""


def configure(folder: Path, outlets: int) -> None:
    """A configuration with so many outlets."""
    stanzas = (
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: ['https://o{n}.example/rss']}}\n"
        for n in range(outlets)
    )
    files = {
        "settings.yaml": SETTINGS,
        "outlets.yaml": "outlets:\n" + "".join(stanzas),
        "watchlists/quays.yaml": LIST,
        "digests.yaml": DIGESTS,
    }
    write(folder, files)


def main(arguments: list[str]) -> int:
    """Live through the days and compare what happened with what was due."""
    days, outlets = positional(
        __doc__,
        arguments,
        Argument("days", int, 30, "to live through"),
        Argument("outlets", int, 50, "that are watched"),
    )
    log.configure()
    logging.getLogger().setLevel(logging.WARNING)
    now = [START]
    memory: list[float] = []
    handles: list[int] = []
    process = psutil.Process(os.getpid())
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        configure(folder / "config", outlets)
        house = open_house(folder / "config", Environment(var=folder / "var"))
        press = Press(now, days)
        press.house = house
        daemon = Daemon(house, clock=lambda: now[0], crawler=press)
        while now[0] < START + DAY * days:
            for tick in (daemon.crawl, daemon.read, daemon.issue, daemon.warn, daemon.send):
                tick()
            now[0] += STEP
            if now[0].minute == 0:
                daemon.tend()
            if (now[0] - START) % DAY == timedelta(0):
                gc.collect()
                memory.append(process.memory_info().rss / 1e6)
                handles.append(process.num_fds())
                size = (folder / "var/tocsin.sqlite").stat().st_size / 1e6
                print(
                    f"day {len(memory):2}  {memory[-1]:.0f} MB  {handles[-1]} files  database {size:.0f} MB  "
                    f"{time.process_time():.0f} s of CPU",
                    file=sys.stderr,
                    flush=True,
                )
        wrong = [name for name, count in press.looks.items() if count != days * 48]
        late = _misses(house, now[0] - STEP)
        with sessions(house.engine)() as session:
            unsent = session.scalar(select(func.count()).where(Outbox.state != "sent")) or 0
            mails = session.scalar(select(func.count()).select_from(Outbox)) or 0
            told = list(session.scalars(select(Issue.subject).where(Issue.kind == "health").order_by(Issue.slot)))
        house.engine.dispose()
    second, last = memory[min(1, days - 1)], memory[-1]
    opened, open_now = handles[min(1, days - 1)], handles[-1]
    print(f"days                     {days}")
    print(f"looks                    {sum(press.looks.values())}, outlets with too many or too few: {len(wrong)}")
    print(f"articles                 {press.kept}")
    print(f"issues missing or twice  {late}")
    print(f"mails                    {mails}, unsent: {unsent}; {len(told)} of them to the operators")
    for subject in told:
        print(f"                         {subject}")
    print(f"memory, day 2 and last   {second:.0f} MB, {last:.0f} MB ({last / second - 1:+.1%})")
    print(f"open files, day 2, last  {opened}, {open_now}")
    print(f"CPU                      {time.process_time():.0f} s")
    grown = last > second * 1.1 or open_now > opened * 1.1
    return 1 if wrong or late or unsent or grown else 0


def _misses(house: House, end: datetime) -> int:
    """Slots of digests until `end` that had no issue, or more than one."""
    missed = 0
    with sessions(house.engine)() as session:
        for digest in house.configuration.digests:
            due = set(slots(Schedule.of(digest, house.facts.zone_of(digest)), START, end))
            made = Counter(session.scalars(select(Issue.slot).where(Issue.digest == digest.id)))
            missed += len(due ^ set(made)) + sum(count - 1 for count in made.values())
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
