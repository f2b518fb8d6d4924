"""What becomes of a page that cannot be read: it alone is put off, and only a page without an article for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from sqlalchemy import Engine, select

from crawler.addresses import claim
from crawler.database import sessions
from crawler.desk import Desk
from crawler.fetch import Fetcher, Tally
from crawler.items import Entry
from crawler.options import CrawlOptions, Event, OutletReport
from crawler.pipelines import Page, Pipeline
from crawler.reading import Reader
from crawler.tables import Address
from crawler.unread import ErrorKind, ExtractionError
from crawler.writer import Writer
from tests.crawler.conftest import outlet

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
LINK = "https://harbour.example/news/odd-page"


class FailingReader:
    """Fails at every page."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        raise self._error


def read(engine: Engine, error: Exception) -> tuple[OutletReport, Address]:
    """One page read by a reader that raises `error`: the outlet's report, and what is remembered of the address."""
    with sessions(engine).begin() as session:
        (task,) = claim(session, "harbour", [Entry(id=LINK, link=LINK, title="Odd page")], now=NOW).tasks
    report = OutletReport("harbour")
    events: list[Event] = []

    async def visit() -> None:
        with Writer(engine) as writer:
            desk = Desk(
                fetcher=cast(Fetcher, None),  # the page is at hand: nothing is fetched
                writer=writer,
                reader=cast(Reader, FailingReader(error)),
                slots=asyncio.Semaphore(1),
                tell=events.append,
            )
            options = CrawlOptions(
                database=engine.url.render_as_string(hide_password=False), user_agent="Tocsin/0 (+x)"
            )
            pipeline = Pipeline(outlet(feeds=["https://harbour.example/rss"]), options, desk, Tally(), report)
            await pipeline.at_hand(task, Page(b"<p>x", LINK, None, NOW))

    asyncio.run(visit())
    assert [event["event"] for event in events] == ["problem"]
    with sessions(engine)() as session:
        return report, session.scalars(select(Address)).one()


def test_a_fault_of_ours_puts_one_page_off_and_is_told(engine: Engine) -> None:
    report, address = read(engine, KeyError("title"))
    assert report.errors == {"internal": 1}
    assert report.problem == f"{LINK}: internal error: KeyError: 'title'"
    assert (address.state, address.reason) == ("failed", "internal error: KeyError: 'title'")
    assert address.next_at is not None


@pytest.mark.parametrize("kind", ["timeout", "memory", "crash"])
def test_a_page_that_took_too_much_is_read_again_later(engine: Engine, kind: ErrorKind) -> None:
    report, address = read(engine, ExtractionError(kind, "reading it took more than 20 s"))
    assert report.errors == {kind: 1}
    assert (address.state, address.reason) == ("failed", "reading it took more than 20 s")
    assert address.next_at is not None


@pytest.mark.parametrize(("kind", "counted"), [("empty", "extraction"), ("size", "size")])
def test_a_page_without_an_article_is_not_asked_for_again(engine: Engine, kind: ErrorKind, counted: str) -> None:
    report, address = read(engine, ExtractionError(kind, "no article text on the page"))
    assert report.errors == {counted: 1}
    assert (address.state, address.next_at) == ("empty", None)
