"""One look at one outlet: its lists, then the articles that nobody has yet."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crawler.addresses import Claimed, Task, claim, due, known_tasks
from crawler.answer import Answer
from crawler.desk import Desk
from crawler.failures import FetchError
from crawler.fetch import Tally
from crawler.hosts import UNFINISHED, Seen, leave_alone
from crawler.items import Entry
from crawler.leftover import Remembered, remember, remembered
from crawler.listing import PACKET, Listing, article_filter, unpack
from crawler.options import CrawlOptions, OutletReport
from crawler.outlets import Outlet, Source
from crawler.pipelines import Page, Pipeline
from crawler.reach import WayBack
from crawler.runs import begin_run, finish_run, waiting_addresses
from crawler.sources import Sources
from crawler.spiders import SPIDERS
from crawler.spiders.base import ListError, ListSpider
from crawler.traffic import HostBlockedError, StoppedError
from crawler.unread import ExtractionError
from crawler.urls import canonical, fold
from crawler.writer import not_stored

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Visit:
    """The work on one outlet in one round.

    Args:
        outlet: Which.
        options: Of the round.
        round_id: Name of the round, for `outlet_run`.
        desk: What all visits share.
        now: When the round began.
    """

    def __init__(self, outlet: Outlet, options: CrawlOptions, round_id: str, desk: Desk, now: datetime) -> None:
        self.outlet = outlet
        self.options = options
        self.now = now
        self.report = OutletReport(outlet.id)
        self._round = round_id
        self._desk = desk
        self._tally = Tally()
        self.pipeline = Pipeline(outlet, options, desk, self._tally, self.report)
        self._ranged = options.since is not None or options.until is not None
        self.sources = Sources(outlet, desk, self._tally, self.report, self.problem, whole=self._ranged)
        self.way = WayBack(options.since, now) if options.since is not None else None
        """How far the lists led back, in a round that is to follow them to a date."""
        self.begun: dict[int, asyncio.Task[None]] = {}
        """The pages that this round fetches, by the id of their address."""
        self._budget = outlet.budget
        self._group: asyncio.TaskGroup | None = None
        self._started: set[int] = set()
        self._listed: set[str] = set()
        self._passed = 0

    async def run(self) -> OutletReport:
        """Look at every list, fetch what is new, then what was left over; write the row of `outlet_run`.

        Whatever fails is in the report; only a database that cannot be written to raises.
        """
        run_id = await self._desk.writer.run(lambda session: begin_run(session, self._round, self.outlet.id, self.now))
        await self.pipeline.prepare()
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                lists = [group.create_task(self._look(spider, source)) for spider, source in self._configured()]
                group.create_task(self._leftovers(lists))
        except asyncio.CancelledError:
            self.problem("stopped", "the crawler was stopped")
        except ExceptionGroup as errors:  # a fault of ours, or of the machine: told, and the other outlets go on
            first = errors.exceptions[0]
            if isinstance(first, DBAPIError | OSError):
                self.problem("database", not_stored(first), 3)
            else:
                _log.error("%s: the visit failed", self.outlet.id, exc_info=first)
                self.problem("internal", f"internal error: {type(first).__name__}: {first}")
        if self.way is not None:
            self.report.back, self.report.short = self.way.told(ZoneInfo(self.options.zone))
        return await asyncio.shield(self._finish(run_id))

    async def read(self, function: Callable[..., T], *args: object) -> T:
        """``function(*args)`` in a process that may be hurt by what it reads."""
        return await self._desk.reader.call(function, *args)

    async def stored(self, function: Callable[[Session], T]) -> T:
        """``function`` of the database, which it only reads."""
        return await self._desk.writer.run(function)

    async def found(self, entries: Iterable[Entry], *, of: Sequence[Answer], unfinished: str = "") -> int:
        """Store the addresses of ``entries`` and begin to fetch those that are new; how many are.

        Args:
            entries: As listed.
            of: The answers that have now been read to their end: they are remembered as such, in the same transaction,
                unless entries were passed over for their date.
            unfinished: A list that must be read on in any case, should we not get to its end.
        """
        listed = tuple(entries)

        def work(session: Session) -> Claimed:
            claimed = self._claim(session, listed)
            for answer in of if not claimed.outside else ():
                self.sources.mark_read(session, answer)
            if unfinished:
                self.sources.mark_unfinished(session, unfinished)
            return claimed

        claimed = await self._desk.writer.run(work)
        self._count(claimed)
        for task in claimed.tasks:
            self.begin(task)
        return len(claimed.tasks)

    async def listed(self, listing: Listing, answer: Answer) -> None:
        """Store what is new in ``listing``, newest first, and begin to fetch it; then ``answer`` counts as read.

        What is more than one round begins is taken by the next rounds, which read the list in any case. What was there
        before us is not new: it is counted, and remembered, so that what is added among it later is told from it. A
        round for a range of dates takes all of it.
        """
        if self._ranged:
            await self._take_range(listing, answer)
            return
        room = PACKET
        older = looked_at = 0
        long = len(listing.packets) > 1
        left = (
            await self._desk.writer.run(lambda db: remembered(db, answer.asked, listing)) if long else Remembered(None)
        )
        seen = answer.seen
        for number, packet in enumerate(listing.packets):
            entries = unpack(packet)
            if number:
                fresh = tuple(left.new_of(listing, entries, answer.read_before, self.now))
                older, entries = older + len(entries) - len(fresh), fresh
            looked_at += len(entries)
            if answer.read_before is None:
                seen = replace(seen, older=older)
            at_end = replace(answer, seen=seen) if number + 1 == len(listing.packets) else None
            claimed = await self._desk.writer.run(partial(self._take, entries, room, at_end, left))
            self._listed |= claimed.listed
            room -= len(claimed.tasks)
            for task in claimed.tasks:
                self.begin(task)
            if claimed.left:
                self.report.postponed += 1
                await self.sources.remember(answer.asked, Seen(status=answer.seen.status, error=UNFINISHED))
                break
        else:
            self.report.older += seen.older or 0
        if not listing.packets:
            await self.found((), of=[answer])
        self._passed += listing.count - looked_at
        self.report.found = len(self._listed) + self._passed

    async def _take_range(self, listing: Listing, answer: Answer) -> None:
        """Store what of ``listing`` is of the range of dates. Where that is not all, the next round reads it again."""
        outside = 0
        for packet in listing.packets:
            claimed = await self._desk.writer.run(partial(self._claim, entries=unpack(packet)))
            outside += claimed.outside
            self._count(claimed)
            for task in claimed.tasks:
                self.begin(task)

        def work(session: Session) -> None:
            if outside:
                leave_alone(session, answer.asked, outside)
            else:
                self.sources.mark_read(session, replace(answer, seen=replace(answer.seen, older=0)))

        await self._desk.writer.run(work)

    def _take(
        self, entries: Sequence[Entry], room: int | None, at_end: Answer | None, left: Remembered, session: Session
    ) -> Claimed:
        """Claim the first ``room`` new ones of ``entries``; with them, a list was read to its end."""
        claimed = self._claim(session, entries, room)
        if at_end is not None and not claimed.left:
            self.sources.mark_read(session, at_end)
            if left.known or left.alone:
                remember(session, at_end.asked, left.alone)
        return claimed

    def problem(self, kind: str, message: str, weight: int = 2) -> None:
        """Count something that went wrong with the outlet or one of its lists; see `Pipeline.problem`."""
        self.pipeline.problem(kind, message, weight)

    async def failed(self, url: str, error: FetchError | ListError | ExtractionError) -> None:
        """Count a list that could not be fetched or read; the next round asks for it anew."""
        self.problem(error.kind, str(error) if isinstance(error, ListError) else f"{url}: {error}")
        if not isinstance(error, FetchError):  # `Sources.ask` has written that down
            await self.sources.remember(url, Seen(error=str(error)))

    async def at_hand(self, pages: Sequence[tuple[Entry, Page]]) -> None:
        """Keep articles whose pages need no fetching (from a WARC file), as far as they are not kept already."""
        wanted = article_filter(self.outlet.articles)
        bodies = {fold(url): page for entry, page in pages if wanted(entry) and (url := canonical(entry.link))}
        entries = [entry for entry, _ in pages if wanted(entry)]

        def work(session: Session) -> tuple[Claimed, list[Task]]:
            claimed = self._claim(session, entries)
            new = {task.address_id for task in claimed.tasks}
            missed = known_tasks(session, self.outlet.id, claimed.listed, {"found", "failed", "gone"})
            return claimed, [*claimed.tasks, *(task for task in missed if task.address_id not in new)]

        claimed, tasks = await self._desk.writer.run(work)
        self._count(claimed)
        self._started.update(task.address_id for task in tasks)
        await asyncio.gather(*(self.pipeline.at_hand(task, bodies[fold(task.url)]) for task in tasks))

    def _count(self, claimed: Claimed) -> None:
        """An article that stands in several lists is found once."""
        self._listed |= claimed.listed
        self.report.found = len(self._listed) + self._passed

    def _configured(self) -> Iterable[tuple[ListSpider, Source]]:
        for spider in SPIDERS:
            for source in getattr(self.outlet, spider.field):
                yield spider, source

    async def _look(self, spider: ListSpider, source: Source) -> None:
        addresses = list(spider.addresses(self, source.url))
        missing: set[str] = set()
        if self.way is not None:
            self.way.divide(source.url, addresses)
        for url in addresses:
            rhythm = None if self._ranged else source.every
            if rhythm is not None and not await self.sources.is_due(url, rhythm, self.now):
                continue
            try:
                await spider.look(self, url)
            except (HostBlockedError, StoppedError) as error:
                self.problem("blocked" if isinstance(error, HostBlockedError) else "stopped", str(error))
            except FetchError as error:
                if error.status in {404, 410} and url != source.url:
                    missing.add(url)  # no sitemap for that day, or not yet
                else:
                    await self.failed(url, error)
            except (ListError, ExtractionError) as error:
                await self.failed(url, error)
        if self.way is not None and "{" in source.url:
            self.way.asked_days(source.url, addresses, missing)

    async def _leftovers(self, lists: list[asyncio.Task[None]]) -> None:
        """When the news is under way, take up what earlier rounds left over."""
        if lists:
            await asyncio.wait(lists)
        left, started = self._budget, set(self._started)
        tasks = await self._desk.writer.run(
            lambda session: due(session, self.outlet.id, now=datetime.now(UTC), limit=left, without=started)
        )
        for task in tasks:
            self.begin(task)

    def _claim(self, session: Session, entries: Sequence[Entry], most: int | None = None) -> Claimed:
        return claim(
            session,
            self.outlet.id,
            entries,
            now=datetime.now(UTC),
            since=self.options.since,
            until=self.options.until,
            keep_content=self.outlet.fulltext == "feed",
            most=most,
        )

    def begin(self, task: Task) -> None:
        """Begin to fetch a page, unless that is under way or the budget is used up."""
        if self._budget <= 0 or task.address_id in self._started:
            return
        self._budget -= 1
        self._started.add(task.address_id)
        assert self._group is not None
        self.begun[task.address_id] = self._group.create_task(self.pipeline.work(task))

    async def _finish(self, run_id: int) -> OutletReport:
        self.report.requests = self._tally.requests
        await self.pipeline.finish()
        await self._desk.fetcher.book.remember(self._tally.hosts)

        def work(session: Session) -> int:
            finish_run(session, run_id, self.report, self.pipeline.totals, now=datetime.now(UTC))
            return waiting_addresses(session, self.outlet.id)

        self.report.waiting = await self._desk.writer.run(work)
        return self.report
