"""The crawler's process from inside: rounds come in, visits run side by side, reports go out."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from scrapy.crawler import AsyncCrawlerRunner
from sqlalchemy.exc import DBAPIError

from crawler.archive import Archive
from crawler.database import Base, open_database
from crawler.desk import Desk
from crawler.failures import FetchError
from crawler.fetch import Fetcher
from crawler.hostbook import HostBook
from crawler.memory import give_back, resident
from crawler.options import CrawlOptions, Event, OutletReport
from crawler.outlets import Outlet
from crawler.pool import ExtractionPool
from crawler.reading import Reader
from crawler.scout import Scout
from crawler.scrapy_settings import scrapy_settings
from crawler.spiders.press import PressSpider
from crawler.traffic import HostBlockedError, StoppedError, Traffic
from crawler.unread import ExtractionError
from crawler.visit import Visit
from crawler.writer import Writer, not_stored

SLOTS = 48
"""Article pages in memory between download and database."""
GRACE_SECONDS = 3.0
"""What is under way when we are told to stop may take so long to end by itself."""
_log = logging.getLogger(__name__)


class SteadyClock:
    """Seconds since the epoch that never jump: the wall clock is read once."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def __call__(self) -> float:
        """Now."""
        return time.monotonic() + self._offset


class Rounds:
    """Runs visits; two rounds at a time share hosts' paces, and an outlet is never visited twice at a time.

    Args:
        desk: Shared.
        traffic: To be stopped with us.
    """

    def __init__(self, desk: Desk, traffic: Traffic) -> None:
        self._desk = desk
        self._traffic = traffic
        self._visits: dict[str, asyncio.Task[OutletReport]] = {}
        self._least = resident()

    async def run(self, round_id: str, outlets: Sequence[Outlet], options: CrawlOptions) -> None:
        """Visit ``outlets``; each is told as an `outlet` event as soon as it is done, and the end as `round`."""
        if not self._visits:
            self._desk.fetcher.book.begin_round()
        await asyncio.gather(*(self._visit(round_id, outlet, options) for outlet in outlets))
        self._desk.tell({"event": "round", "round": round_id})

    async def answer(self, name: str, question: str, url: str, allow_private: bool, delay: float | None) -> None:
        """Answer a question of `crawler.scout.Scout`; told as an `answer` event with `result` or `error`.

        Every address on the way is told as an `asking` event, with the `pause` between two in seconds.
        """
        said: Event = {"event": "answer", "round": name}
        if not self._visits:
            self._desk.fetcher.book.begin_round()

        def asking(address: str, pause: float) -> None:
            self._desk.tell({"event": "asking", "round": name, "url": address, "pause": pause})

        scout = Scout(self._desk, allow_private=allow_private, delay=delay, asking=asking)
        try:
            said["result"] = await scout.answer(question, url)
        except (FetchError, HostBlockedError, StoppedError, ExtractionError) as error:
            said["error"] = str(error) or "the crawler was stopped"
        except Exception as error:  # noqa: BLE001  (told to who asked)
            _log.exception("%s %s", question, url)
            said["error"] = f"internal error: {type(error).__name__}: {error}"
        self._desk.tell(said)

    async def stop(self) -> None:
        """Start nothing more, and wait for what is under way; what takes too long is dropped, to be found again."""
        self._traffic.stop()
        if self._visits:
            _, late = await asyncio.wait(self._visits.values(), timeout=GRACE_SECONDS)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=GRACE_SECONDS)

    async def _visit(self, round_id: str, outlet: Outlet, options: CrawlOptions) -> None:
        if outlet.id in self._visits:
            report = OutletReport(outlet.id, problem="still being looked at by an earlier round; left out of this one")
        else:
            visit = Visit(outlet, options, round_id, self._desk, datetime.now(UTC))
            task = self._visits[outlet.id] = asyncio.create_task(visit.run())
            try:
                report = await task
            except DBAPIError as error:  # a full disk, a lock, a server that went away: no mistake of ours
                report = visit.report
                report.problem = not_stored(error)
                report.errors["database"] = report.errors.get("database", 0) + 1
            except Exception as error:  # noqa: BLE001  (told in the report; the other outlets go on)
                _log.exception("%s: the visit could not be written down", outlet.id)
                report = visit.report
                report.problem = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
                report.errors["internal"] = report.errors.get("internal", 0) + 1
            finally:
                del self._visits[outlet.id]
                self._least = give_back(self._least)
        self._desk.tell({"event": "outlet", "round": round_id, "outlet": outlet.id, "report": asdict(report)})


@asynccontextmanager
async def open_rounds(options: CrawlOptions, tell: Callable[[Event], None]) -> AsyncIterator[Rounds]:
    """Everything that visits need: the crawl, the database, the processes that extract.

    Args:
        options: Of the first round; database, User-Agent and workers hold for all.
        tell: Takes progress.
    """
    clock = SteadyClock()
    traffic = Traffic(clock, options.patience)
    opened, closing = asyncio.Event(), asyncio.Event()
    runner = AsyncCrawlerRunner(scrapy_settings(options.user_agent, options.chromium))
    crawl = runner.create_crawler(PressSpider)
    running = asyncio.ensure_future(runner.crawl(crawl, opened=opened, closing=closing))
    waiting = asyncio.create_task(opened.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not opened.is_set():
        waiting.cancel()
        await running  # raises what kept the crawl from opening
    engine = open_database(options.database)
    with Writer(engine) as writer, ExtractionPool(options.workers or os.cpu_count() or 1) as pool:
        if engine.url.database in {None, "", ":memory:"}:
            await writer.run(lambda session: Base.metadata.create_all(session.connection()))
        agent = options.user_agent.partition("/")[0]
        desk = Desk(
            fetcher=Fetcher(crawl, traffic, HostBook(traffic, writer, clock, agent), seconds=options.seconds),
            writer=writer,
            reader=Reader(pool),
            slots=asyncio.Semaphore(SLOTS),
            tell=tell,
            archive=Archive(options.raw_dir) if options.raw_dir else None,
        )
        rounds = Rounds(desk, traffic)
        try:
            yield rounds
        finally:
            await rounds.stop()
            closing.set()
            await running
    engine.dispose()
