"""An address becomes an article: fetch, extract, keep. Every way it can end is written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crawler.addresses import Task, settle
from crawler.desk import Desk
from crawler.entries import completed, entry_of, holds_whole_text, lead_only, page_of
from crawler.extract import extract
from crawler.failures import FetchError
from crawler.fetch import Tally
from crawler.files import binary_kind
from crawler.items import Entry, Extracted
from crawler.keeper import Keeper, Read
from crawler.missing import says_missing
from crawler.options import MAX_FURTHER, CrawlOptions, OutletReport
from crawler.outlets import Outlet
from crawler.redirects import KnownArticle, sent_on, watching
from crawler.rules import Rules
from crawler.runs import Totals
from crawler.store import Kept, text_words
from crawler.traffic import HostBlockedError, StoppedError
from crawler.unread import ExtractionError
from crawler.zones import zone_of

_log = logging.getLogger(__name__)
_STATES = {
    "robots": "refused",
    "private": "refused",
    "scheme": "refused",
    "too-big": "empty",
    "media": "empty",
    "soft-404": "gone",
}
_NO_ARTICLE = frozenset({"empty", "size"})
"""Reasons of `ExtractionError` that lie in the page; after the others (time, memory) it is read again later."""
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True)
class Page:
    """An article page that is at hand."""

    body: bytes | str
    url: str
    charset: str | None
    fetched: datetime
    origin: str = "page"


class Pipeline:
    """Makes articles of the addresses of one outlet, in one round.

    Args:
        outlet: Whose.
        options: Of the round.
        desk: Shared by all visits.
        tally: Counts requests.
        report: Counts everything else.
    """

    def __init__(self, outlet: Outlet, options: CrawlOptions, desk: Desk, tally: Tally, report: OutletReport) -> None:
        self.totals = Totals()
        self._outlet = outlet
        self._desk = desk
        self._tally = tally
        self._report = report
        self._heaviest = 0
        self._keeper = Keeper(outlet, desk.writer, self._stored)
        self._rules = Rules(
            body=outlet.body, strip=tuple(outlet.strip), site_names=(outlet.name,), zone=zone_of(outlet.country)
        )
        self._languages = (outlet.language,)

    def problem(self, kind: str, message: str, weight: int = 0) -> None:
        """Count what went wrong; the first of the heaviest is the one that people are told of.

        ``weight``: 0 one article, 1 a list may need an operator, 2 a list or the whole outlet failed.
        """
        self._report.errors[kind] = self._report.errors.get(kind, 0) + 1
        other = (message, weight)
        if not self._report.problem or weight > self._heaviest:
            other = (self._report.problem, self._heaviest)
            self._report.problem, self._heaviest = message, weight
        further = self._report.further
        if other[0] and other[1] and other[0] not in (self._report.problem, *further) and len(further) < MAX_FURTHER:
            further.append(other[0])
        self._desk.tell({"event": "problem", "outlet": self._outlet.id, "kind": kind, "message": message})

    async def work(self, task: Task) -> None:
        """Fetch, extract and keep one address; raises only what is a fault of ours."""
        try:
            await self._work(task)
        except StoppedError:
            if "stopped" not in self._report.errors:
                self.problem("stopped", "the crawler was stopped", 2)
        except HostBlockedError as error:
            if "blocked" not in self._report.errors:
                self.problem("blocked", str(error), 2)
        except KnownArticle as known:
            await self._settle(task, "kept", str(known), known.article)
        except FetchError as error:
            if error.host_wide:
                if error.kind not in self._report.errors:
                    self.problem(error.kind, str(error), 2)
                return
            self.problem(error.kind, f"{task.link}: {error}")
            state = "gone" if error.status in {404, 410} else _STATES.get(error.kind, "failed")
            await self._settle(task, state, str(error))

    async def prepare(self) -> None:
        """Load what was learnt of the outlet's pages in earlier rounds."""
        await self._keeper.prepare()

    @property
    def unstored(self) -> Mapping[int, datetime | None]:
        """When articles that are read but not stored yet came out, by the id of their address."""
        return self._keeper.unstored

    async def finish(self) -> None:
        """Store what waits to be stored, and learn from it."""
        await self._keeper.finish()

    async def at_hand(self, task: Task, page: Page) -> None:
        """Extract and keep a page that needs no fetching."""
        await self._read(task, page)

    async def _work(self, task: Task) -> None:
        entry = task.entry or entry_of(task.hints)
        mode = self._outlet.fulltext
        if mode == "none":
            await self._keep(self._lead(task, entry))
            return
        if entry.content and not task.again and (mode == "feed" or (mode == "auto" and holds_whole_text(entry))):
            page = Page(page_of(entry), task.link, None, datetime.now(UTC), "feed")
            if await self._read(task, page, quiet=mode == "auto"):
                return
        elif mode == "feed":
            await self._keep(self._lead(task, entry))
            return
        await self._fetch(task)

    def _lead(self, task: Task, entry: Entry) -> Read:
        return Read(task, lead_only(entry, self._outlet.language), task.link, "feed", datetime.now(UTC))

    async def _fetch(self, task: Task) -> None:
        url = task.link
        watch = watching(task, self._desk.writer)
        for _ in range(3):  # a page may send its readers on by a tag instead of a status
            fetched = await self._desk.fetcher.get(
                url,
                self._outlet,
                self._tally,
                drawn=self._outlet.render == "browser",
                redirected=watch,
                slots=self._desk.slots,
            )
            try:
                self._report.fetched += 1
                if fetched.content_type not in _PAGE_TYPES:
                    raise FetchError("media", f"this is no page but {fetched.content_type}")
                if kind := binary_kind(fetched.body):
                    raise FetchError("media", f"this is no page but {kind}")
                target = sent_on(fetched)
                if target is None:
                    if self._desk.archive is not None:
                        await self._desk.archive.add(fetched)
                    page = Page(fetched.body, fetched.url, fetched.charset, datetime.now(UTC))
                    await self._read(task, page)
                    return
            finally:
                self._desk.slots.release()
            await watch(target)
            url = target
        raise FetchError("redirect", "sends its readers on in a circle")

    async def _read(self, task: Task, page: Page, *, quiet: bool = False) -> bool:
        """Extract and keep; False where there was no article and ``quiet`` forbids to write that down."""
        learnt = self._keeper.learnt
        started = time.monotonic()
        try:
            extracted = await self._desk.reader.call(
                extract,
                page.body,
                page.url,
                charset=page.charset,
                rules=replace(self._rules, boilerplate=learnt),
                languages=self._languages,
                fetched=page.fetched,
            )
        except ExtractionError as error:
            if not quiet:
                self.problem("extraction" if error.kind == "empty" else error.kind, f"{task.link}: {error}")
                await self._settle(task, "empty" if error.kind in _NO_ARTICLE else "failed", str(error))
            return False
        except Exception as error:  # noqa: BLE001  (a fault of ours on one page must not cost the others)
            _log.error("%s: reading it failed", task.link, exc_info=error)
            if not quiet:
                reason = f"internal error: {type(error).__name__}: {error}"
                self.problem("internal", f"{task.link}: {reason}", 1)
                await self._settle(task, "failed", reason)
            return False
        finally:
            self._report.reading_seconds += time.monotonic() - started
        entry = task.entry or entry_of(task.hints)
        if (
            page.origin == "page"
            and not says_missing(entry.title, "")
            and says_missing(extracted.title, extracted.text)
        ):
            raise FetchError("soft-404", f"the page says that there is none ({extracted.title[:80]!r})", final=True)
        whole = completed(extracted, entry, self._outlet.language, from_feed=page.origin == "feed")
        await self._keep(Read(task, whole, page.url, page.origin, page.fetched, learnt))
        return True

    async def _keep(self, read: Read) -> None:
        if not read.extracted.title:
            self.problem("extraction", f"{read.task.link}: no title")
            await self._settle(read.task, "empty", "no title")
            return
        await self._keeper.keep(read)

    def _stored(self, read: Read, kept: Kept) -> None:
        self._count(kept, read.extracted)
        self._desk.tell(
            {
                "event": "article",
                "outlet": self._outlet.id,
                "outcome": kept.outcome,
                "article": kept.article_id,
                "title": read.extracted.title,
                "url": read.url,
            }
        )

    def _count(self, kept: Kept, extracted: Extracted) -> None:
        if kept.outcome == "changed":
            self._report.changed += 1
        elif kept.outcome == "new":
            self._report.new += 1
            self.totals.words += text_words(extracted.text)
            self.totals.dated += extracted.published is not None
            self.totals.authored += bool(extracted.authors)

    async def _settle(self, task: Task, state: str, reason: str, article: int | None = None) -> None:
        now = datetime.now(UTC)
        await self._desk.writer.run(lambda session: settle(session, task, state, reason, now=now, article=article))
