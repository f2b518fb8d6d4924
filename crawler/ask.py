"""Single questions for the command line: what a site offers, what a feed says, what robots.txt allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.crawl import AskError, Crawler, CrawlOptions
from crawler.discovery import Discovery, from_json
from crawler.items import Entry
from crawler.options import Event
from crawler.outlets import Outlet
from crawler.sitemaps import instant
from crawler.urls import absolute, host


@dataclass(frozen=True)
class RobotsAnswer:
    """Whether an address may be fetched."""

    allowed: bool
    reason: str
    """The rule and its line, or the state of the file, in words."""
    crawl_delay: float
    """Seconds between two requests that the host asks for; 0 where it asks for none."""
    sitemaps: tuple[str, ...]
    group: str
    """The user-agent line that was followed."""


@dataclass(frozen=True)
class FeedAnswer:
    """A feed as the crawler sees it."""

    url: str
    """After redirects."""
    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class PageAnswer:
    """A page as it came."""

    url: str
    """After redirects."""
    body: bytes
    charset: str | None
    """Of the HTTP header."""


def discover(
    crawler: Crawler,
    url: str,
    options: CrawlOptions,
    *,
    allow_private: bool = False,
    delay: float | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Discovery:
    """Feeds, sitemaps and sections of the site at ``url``, with samples.

    Args:
        crawler: Does it.
        url: With or without https://; without, http:// is tried too.
        options: See `CrawlOptions`.
        allow_private: Allow addresses of private networks.
        delay: Seconds between two requests to the site, which may ask for more; None for the default of an outlet.
        on_event: Is told what is asked on the way; see `Crawler.ask`.

    Raises:
        AskError: The address could not be read.
    """
    pause = float(Outlet.model_fields["delay"].default) if delay is None else delay
    address = _web(url)

    def asked(at: str) -> Discovery:
        raw = crawler.ask("discover", at, options, allow_private=allow_private, delay=pause, on_event=on_event)
        return from_json(raw)

    try:
        return asked(address)
    except AskError:
        if "://" in url:
            raise
        try:
            return asked(address.replace("https://", "http://", 1))
        except AskError:
            pass
        raise


def ask_robots(crawler: Crawler, url: str, options: CrawlOptions, *, allow_private: bool = False) -> RobotsAnswer:
    """Whether ``url`` may be fetched, by which rule, at which pace.

    Raises:
        AskError: The host could not be asked.
    """
    raw = crawler.ask("robots", _web(url), options, allow_private=allow_private)
    return RobotsAnswer(raw["allowed"], raw["reason"], raw["crawl_delay"], tuple(raw["sitemaps"]), raw["group"])


def ask_feed(crawler: Crawler, url: str, options: CrawlOptions, *, allow_private: bool = False) -> FeedAnswer:
    """The entries of the feed at ``url`` as the crawler sees them; broken feeds have `problems`.

    Raises:
        AskError: The address could not be read.
    """
    raw = crawler.ask("feed", _web(url), options, allow_private=allow_private)
    entries = tuple(
        Entry(
            **{
                **one,
                "published": instant(one["published"] or ""),
                "modified": instant(one["modified"] or ""),
                "authors": tuple(one["authors"]),
            }
        )
        for one in raw["entries"]
    )
    return FeedAnswer(raw["url"], entries, tuple(raw["problems"]))


def ask_page(crawler: Crawler, url: str, options: CrawlOptions, *, allow_private: bool = False) -> PageAnswer:
    """The page at ``url`` as it came, for `crawler.extract.extract`.

    Raises:
        AskError: The address could not be read.
    """
    raw = crawler.ask("page", _web(url), options, allow_private=allow_private)
    return PageAnswer(raw["url"], bytes.fromhex(raw["body"]), raw["charset"])


def _web(url: str) -> str:
    """``url`` as an absolute address; people leave out https://."""
    found = absolute(url) if "://" in url else absolute(f"https://{url}")
    name = host(found) if found is not None else ""
    if found is None or not ("://" in url or "." in name or ":" in name or name == "localhost"):
        raise AskError(f"{url!r} is no web address; write it as https://example.org/")
    return found
