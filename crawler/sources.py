"""The lists of an outlet between rounds: which of them may have changed, and how far each has been read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from crawler.answer import Answer, range_headers
from crawler.desk import Desk
from crawler.failures import FetchError
from crawler.fetch import Fetched, Tally
from crawler.hosts import UNFINISHED, Seen, load_source, save_source
from crawler.options import OutletReport
from crawler.outlets import Outlet
from crawler.sitemaps import Child, settled
from crawler.urls import same_site

_MAX_VALIDATOR = 1_000
_SLACK = timedelta(seconds=30)


def moved(url: str, to: str) -> str:
    """In words, that the list at ``url`` has moved for good."""
    return f"{url} has moved to {to}: change it in outlets.yaml"


class Sources:
    """Asks for the lists of one outlet, and keeps what is remembered of each.

    Args:
        outlet: Whose.
        desk: What all visits share.
        tally: Counts requests.
        report: Counts the lists that are as they were.
        problem: Told what an operator should know of a list; see `crawler.pipelines.Pipeline.problem`.
        whole: Every list is asked for as if we had never seen it: what we took of it the last time says nothing of
            what is wanted now.
    """

    def __init__(
        self,
        outlet: Outlet,
        desk: Desk,
        tally: Tally,
        report: OutletReport,
        problem: Callable[[str, str, int], None],
        *,
        whole: bool,
    ) -> None:
        self._outlet = outlet
        self._desk = desk
        self._tally = tally
        self._report = report
        self._problem = problem
        self._whole = whole

    async def is_due(self, url: str, every: float, now: datetime) -> bool:
        """Whether the list at ``url``, which is looked at every so many seconds, is to be looked at ``now``."""
        seen = await self._seen(url)
        return seen.checked is None or seen.checked + timedelta(seconds=every) <= now + _SLACK

    async def ask(self, url: str, *, stamp: str = "", page: bool = False, most: int = 0) -> Answer | None:
        """The list at ``url``, or None where it is what it was when it was read last.

        One that has moved for good is asked for where it was read then; where that fails, at ``url`` the next time. One
        that has moved to another site is asked for at ``url`` each time: who holds that site (a parked name, an
        intruder of one night) is not to keep the list once its own host sends us there no more.

        Args:
            url: Absolute.
            stamp: The date that an index gives for it; the one we know costs no request, once that date is over.
            page: It is made for people, and drawn where the outlet's pages are.
            most: Ask for the first octets only, so many; a server need not heed that (status 200 instead of 206).

        Raises:
            FetchError, HostBlockedError, StoppedError: As `crawler.fetch.Fetcher.get`.
        """
        seen = await self._seen(url)
        again = bool(seen.error) or self._whole
        if stamp and stamp == seen.stamp and not again and settled(stamp, seen.checked):
            return None
        headers = {"If-None-Match": seen.etag or "", "If-Modified-Since": seen.last_modified or ""}
        sent = {name: value for name, value in headers.items() if value and not again}
        if most:
            sent |= range_headers(0, most)
        known = seen.moved_to or ""
        start = known if same_site(known, url) else url
        try:
            fetched = await self._desk.fetcher.get(
                start,
                self._outlet,
                self._tally,
                headers=sent,
                listing=True,
                drawn=page and self._outlet.render == "browser",
            )
        except FetchError as error:
            await self.remember(url, Seen(error=str(error), status=error.status))
            raise
        moved_to = fetched.moved_to or (known if start == known else "")
        if moved_to not in {"", known}:
            self._problem("moved", moved(url, moved_to), 1)
        digest = sha256(fetched.body).hexdigest()
        if fetched.status == 304 or (digest == seen.digest and not again):
            self._report.unchanged += 1
            await self.remember(url, Seen(status=fetched.status, stamp=stamp or None, moved_to=moved_to))
            return None
        etag, modified = fetched.headers.get("etag", ""), fetched.headers.get("last-modified", "")
        new = Seen(
            fetched.status, etag[:_MAX_VALIDATOR] or None, modified[:_MAX_VALIDATOR] or None, digest, stamp or None,
            moved_to=moved_to,
        )  # fmt: skip
        return Answer(url, fetched, new, seen.changed)

    async def piece(self, url: str, start: int, most: int) -> Fetched:
        """Up to ``most`` octets of what is at ``url``, from ``start`` on.

        Raises:
            FetchError, HostBlockedError, StoppedError: As `crawler.fetch.Fetcher.get`.
        """
        return await self._desk.fetcher.get(
            url, self._outlet, self._tally, headers=range_headers(start, most), listing=True
        )

    async def children_of(self, url: str) -> list[Child]:
        """The sitemaps that the index at ``url`` named when it was read last; none of anything else."""
        seen = await self._seen(url)
        return [Child(*child) for child in seen.children]

    async def left_off(self, url: str) -> bool:
        """Whether the list at ``url`` was not read to its end the last time."""
        seen = await self._seen(url)
        return bool(seen.error)

    async def place_in(self, url: str) -> int:
        """Where reading of the file ``url`` stopped, in octets."""
        seen = await self._seen(url)
        return int(seen.stamp) if seen.stamp and seen.stamp.isdigit() else 0

    async def trouble_of(self, url: str) -> str:
        """What was wrong with the list or file at ``url`` the last time, in words; "" where nothing was."""
        seen = await self._seen(url)
        return seen.error

    async def remember_place(self, url: str, offset: int, trouble: str) -> None:
        """Everything of the file ``url`` before ``offset`` is stored; ``trouble`` is what keeps us from reading on."""
        now, seen = datetime.now(UTC), Seen(stamp=str(offset), error=trouble)
        await self._desk.writer.run(
            lambda session: save_source(session, url, self._outlet.id, seen, now=now, changed=True)
        )

    async def remember(self, url: str, seen: Seen) -> None:
        """Write what a look at ``url`` came to that stored nothing."""
        await self._desk.writer.run(
            lambda session: save_source(session, url, self._outlet.id, seen, now=datetime.now(UTC), changed=False)
        )

    def mark_read(self, session: Session, answer: Answer) -> None:
        """Write that everything ``answer`` lists is stored; the caller commits."""
        save_source(session, answer.asked, self._outlet.id, answer.seen, now=datetime.now(UTC), changed=True)

    def mark_unfinished(self, session: Session, url: str) -> None:
        """Write that the list at ``url`` must be read on in any case; the caller commits."""
        save_source(session, url, self._outlet.id, Seen(error=UNFINISHED), now=datetime.now(UTC), changed=False)

    async def _seen(self, url: str) -> Seen:
        return await self._desk.writer.run(lambda session: load_source(session, url))
