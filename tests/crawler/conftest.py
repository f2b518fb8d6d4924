"""A crawler on a database of its own, and the plain pages it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from crawler.crawl import Crawler, CrawlOptions, OutletReport, RoundReport
from crawler.database import Base, open_database
from crawler.outlets import Outlet

AGENT = "Tocsin/0 (+https://watch.example/about)"

Crawl = Callable[..., RoundReport]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an empty SQLite database with every table."""
    url = f"sqlite:///{tmp_path / 'crawl.sqlite'}"
    engine = open_database(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


@pytest.fixture
def archive(sqlite_url: str) -> Iterator[Engine]:
    """The database that `crawl` writes to."""
    engine = open_database(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def crawl(sqlite_url: str) -> Iterator[Crawl]:
    """One round of a real crawler: ``crawl([outlet], patience=5)``."""
    with Crawler() as crawler:

        def one(outlets: Sequence[Outlet], on_event: Any = None, **options: Any) -> RoundReport:
            given = {"database": sqlite_url, "user_agent": AGENT, "workers": 1, **options}
            return crawler.round(outlets, CrawlOptions(**given), on_event)

        yield one


def outlet(**fields: Any) -> Outlet:
    """An outlet on loopback, without a pause unless it says so."""
    plain = {"id": "harbour", "name": "The Harbour Post", "language": "en", "country": "IR", "delay": "0"}
    return Outlet(**{**plain, "allow_private": True, **fields})


def only(report: RoundReport) -> OutletReport:
    """The report of a round of one outlet."""
    (one,) = report.outlets
    return one


def article_page(title: str, *, words: str = "", head: str = "") -> str:
    """A page with one article of a few paragraphs; ``words`` make its text its own."""
    told = words or title
    paragraphs = "".join(
        f"<p>Paragraph {number} of the report on {told}: the harbour master said that nobody had expected the ship to "
        f"leave its berth before the end of the week, and that the port would look into it.</p>"
        for number in range(1, 7)
    )
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(items: Sequence[tuple[str, str]], extra: str = "") -> str:
    """An RSS feed of (title, link)."""
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='true'>{link}</guid>{extra}</item>"
        for title, link in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{entries}</channel></rss>"
