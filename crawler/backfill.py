"""Follows a list back to a date, page by page: what a round for a range of dates does with what names an older page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.addresses import known_tasks
from crawler.failures import FetchError
from crawler.items import Entry
from crawler.reach import dated
from crawler.tables import Address, Article
from crawler.traffic import HostBlockedError, StoppedError
from crawler.urls import canonical, fold

if TYPE_CHECKING:
    from crawler.visit import Visit

MAX_PAGES = 1_000
"""Of one list in one round: with a pause of five seconds, an hour and a half."""
_LOOK_UP = 500


@dataclass(frozen=True)
class Leaf:
    """One page of a list."""

    entries: Sequence[Entry]
    following: str
    """Address of the next older one, "" where none is named."""


@dataclass(frozen=True)
class Dates:
    """When the articles of one page came out."""

    known: list[datetime]
    waiting: int
    """Articles that nothing dates before they are fetched, and that no budget is left for."""


Turn = Callable[[str, bool], Awaitable[Leaf]]
"""Asks for the page of an address (True: the first one) and stores what it lists."""


async def walk_back(visit: Visit, url: str, turn: Turn) -> None:
    """Turn the pages of the list at ``url`` until one of them is all before the date of the round.

    Why a list that does not get there ended is told to the visit's way back.

    Raises:
        FetchError, ListError, ExtractionError: The first page could not be had or read.
        HostBlockedError, StoppedError: As `crawler.fetch.Fetcher.get`.
    """
    way = visit.way
    assert way is not None
    page, met, own = url, set[str](), set[str]()
    for number in range(MAX_PAGES):
        if fold(page) in own:
            return way.ended(url, f"its next page, {page}, was met before")
        if fold(page) in way.asked:
            return None  # it runs into another list of the outlet, which is followed
        own.add(fold(page))
        way.asked.add(fold(page))
        try:
            leaf = await turn(page, not number)
        except FetchError as error:
            if not number:
                raise
            if error.status in {404, 410}:
                return way.ended(url, f"its next page, {page}, is not there (HTTP {error.status})")
            return way.broke(url, f"its next page, {page}: {error}")
        except (HostBlockedError, StoppedError) as error:
            way.broke(url, f"its next page, {page}: {str(error) or 'the crawler was stopped'}")
            raise
        fresh = [entry for entry in leaf.entries if fold(entry.link) not in met]
        met.update(fold(entry.link) for entry in fresh)
        dates = await dates_of(visit, fresh)
        way.saw(url, dates.known, empty=not fresh)
        if way.leads_past(url, dates.known, len(fresh)):
            return None
        if number and not fresh:
            return way.ended(url, f"{page} lists nothing that the pages before it did not")
        if not leaf.following:
            return way.ended(url, "it names no older page" if page == url else f"{page} names no older page")
        if dates.waiting:
            return way.broke(
                url,
                f"it does not say when its articles came out, and the {visit.outlet.budget} of one round (`budget`) "
                f"were fetched at {page}; the same command again goes on from there",
            )
        page = leaf.following
    return way.broke(url, f"{MAX_PAGES} pages were turned, which is the most of one round")


async def dates_of(visit: Visit, entries: Sequence[Entry]) -> Dates:
    """When ``entries`` came out; for what neither list nor address dates, its page is waited for."""
    known = [date for entry in entries if (date := dated(entry)) is not None]
    keys = [fold(url) for entry in entries if dated(entry) is None and (url := canonical(entry.link))]
    if not keys:
        return Dates(known, 0)
    for task in await visit.stored(lambda session: known_tasks(session, visit.outlet.id, keys, {"found"})):
        visit.begin(task)  # an earlier round left it over
    before = await visit.stored(lambda session: _look_up(session, keys))
    begun = [visit.begun[number] for number in before if number in visit.begun]
    if begun:
        await asyncio.wait(begun)
    after = await visit.stored(lambda session: _look_up(session, keys))
    unstored = visit.pipeline.unstored
    read = [published or unstored.get(number) for number, (_, published) in after.items()]
    known += [published for published in read if published is not None]
    waiting = sum(state == "found" and number not in visit.begun for number, (state, _) in after.items())
    return Dates(known, waiting)


def _look_up(session: Session, keys: Sequence[str]) -> Mapping[int, tuple[str, datetime | None]]:
    """By id, the state of each address of ``keys`` (folded), and when its article came out."""
    found: dict[int, tuple[str, datetime | None]] = {}
    for start in range(0, len(keys), _LOOK_UP):
        rows = session.execute(
            select(Address.id, Address.state, Article.published)
            .outerjoin(Article, Article.id == Address.article_id)
            .where(Address.fold.in_(keys[start : start + _LOOK_UP]))
        )
        found.update((row.id, (row.state, row.published)) for row in rows)
    return found
