"""A list as it leaves the process that read it: the newest entries first, in packets of which one is open at a time.

A list may hold fifty thousand entries, and a round begins with a few of them: neither the crawler nor the pipe between
the processes should have to hold them all.
"""

from __future__ import annotations

import calendar
import pickle
import re
import zlib
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from crawler.feeds import parse_feed
from crawler.items import Entry
from crawler.links import Pattern, is_taxonomy
from crawler.reach import odd_among
from crawler.sitemaps import Child, parse_sitemap

PACKET = 2_000
"""Entries of one list that are looked at in every round, the newest; also the most new ones that one round begins."""
MARK_OCTETS = 5
"""Of a mark: that a new address is taken for one of fifty thousand old ones happens once in twenty million."""
_BEGINNINGS = ("https://", "http://", "www.")
_AHEAD = timedelta(days=2)
"""A list may date an entry so far ahead: clocks are wrong, and zones are left out."""
_RECENT = timedelta(days=2)
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_DATED = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_-]|$)")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Listing:
    """The entries of a list."""

    packets: tuple[bytes, ...] = ()
    """For `unpack`, the newest first."""
    count: int = 0
    """Links in all packets."""
    archive: bool = False
    """A list that keeps what is old (a sitemap): an undated entry behind the first packet, of a list that was not read
    before, is taken to be old."""
    behind: bytes = b""
    """Marks of the entries behind the first packet, one after the other."""
    dates: tuple[datetime, ...] = ()
    """Of its newest and its oldest entry, but for a few that may be odd; none where nothing is dated."""

    def marks(self) -> Iterator[bytes]:
        """The marks of the entries behind the first packet; see `mark`."""
        return (self.behind[at : at + MARK_OCTETS] for at in range(0, len(self.behind), MARK_OCTETS))

    def may_be_new(self, entry: Entry, read_before: datetime | None, now: datetime) -> bool:
        """Whether ``entry``, of any packet but the first, may have come since the list was read last.

        Args:
            entry: Of this list.
            read_before: When its entries were stored last, None for never (aware).
            now: The present (aware). What is two days old counts as new in any case.
        """
        dated = _instant(entry, self.archive)
        if dated == _NEVER:
            return not self.archive
        return dated >= (read_before or now) - _RECENT


@dataclass(frozen=True)
class ReadList:
    """What a fetched list turned out to hold."""

    listing: Listing = Listing()
    children: tuple[Child, ...] = ()
    """Of a sitemap index: its files, the newest first."""
    problem: str = ""
    """For people: why nothing, or not everything, could be read."""
    unfit: str = ""
    """Of a sitemap from which the outlet's `articles` let nothing through: one of its addresses."""
    following: str = ""
    """Of a feed: the address of its next older page, "" where it names none."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all was read."""
        return not (self.listing.count or self.children)


def read_feed(body: bytes, url: str, content_type: str, now: datetime) -> ReadList:
    """The feed that was fetched from ``url``; never raises on broken input. ``now`` is aware."""
    feed = parse_feed(body, url, content_type, now)
    problem = feed.problems[0] if feed.problems else ""
    return ReadList(pack(feed.entries, now), problem=problem, following=feed.following)


def read_sitemap(body: bytes, url: str, content_type: str, now: datetime, pattern: str | None) -> ReadList:
    """The sitemap, or the feed in its place, that was fetched from ``url``; never raises on broken input.

    Args:
        body: As received.
        url: Its address.
        content_type: Media type of the answer.
        now: The present (aware).
        pattern: The outlet's `articles`, or None; see `article_filter`.
    """
    wanted = article_filter(pattern)
    sitemap = parse_sitemap(body, url)
    if sitemap.children:
        newest = sorted(sitemap.children, key=lambda child: child.stamp, reverse=True)
        return ReadList(children=tuple(newest), problem=sitemap.problem)
    if not sitemap.entries and sitemap.problem and _FEED.search(body[:2_000]):  # the protocol allows it
        feed = parse_feed(body, url, content_type, now)
        if feed.entries:
            return ReadList(pack(filter(wanted, feed.entries), now))
    listing = pack(filter(wanted, sitemap.entries), now, archive=True)
    unfit = sitemap.entries[0].link if sitemap.entries and not listing.count else ""
    return ReadList(listing, problem=sitemap.problem, unfit=unfit)


def article_filter(pattern: str | None) -> Callable[[Entry], bool]:
    """Tells which entries the outlet's `articles` lets through, or which may be articles where there is none.

    An entry with a date of publication is of a news sitemap, which lists nothing else.
    """
    if pattern:
        known = Pattern(pattern)
        return lambda entry: known.matches(entry.link)
    return lambda entry: entry.published is not None or not is_taxonomy(entry.link)


def pack(entries: Iterable[Entry], now: datetime, *, archive: bool = False) -> Listing:
    """``entries`` with a link, each link once, newest first, undated ones last and in the order of the list.

    Of the undated ones of an ``archive`` the first and the last come first: new ones are put at either end.
    Dates further ahead than any wrong clock are dropped: year 9999 would stay the newest for ever.
    """
    once: dict[str, Entry] = {}
    for entry in entries:
        if entry.link and entry.link not in once:
            once[entry.link] = sane(entry, now)
    ordered = sorted(once.values(), key=lambda entry: _instant(entry, archive), reverse=True)
    once.clear()
    dated = bisect(ordered, False, key=lambda entry: _instant(entry, archive) == _NEVER)
    ends = (ordered[0], ordered[dated - 1 - odd_among(dated)]) if dated else ()
    dates = tuple(_instant(entry, archive) for entry in ends)
    if archive:
        ordered = _both_ends(ordered, dated)
    packets = [_packet(ordered[start : start + PACKET]) for start in range(0, len(ordered), PACKET)]
    behind = b"".join(mark(entry.link) for entry in ordered[PACKET:])
    return Listing(tuple(packets), len(ordered), archive, behind, dates)


def mark(link: str) -> bytes:
    """What an address is remembered by: the same for http and https, with and without www and the last slash."""
    for beginning in _BEGINNINGS:
        link = link.removeprefix(beginning)
    return blake2b(link.rstrip("/").encode("utf-8", "surrogatepass"), digest_size=MARK_OCTETS).digest()


def unpack(packet: bytes) -> tuple[Entry, ...]:
    """The entries of a packet of `pack`, which comes from our own process."""
    entries: tuple[Entry, ...] = pickle.loads(zlib.decompress(packet))  # noqa: S301 - packed by us, see above
    return entries


def sane(entry: Entry, now: datetime) -> Entry:
    """``entry`` without a date that lies too far ahead of ``now``."""
    latest = now + _AHEAD
    if (entry.published is None or entry.published <= latest) and (entry.modified is None or entry.modified <= latest):
        return entry
    published = entry.published if entry.published is None or entry.published <= latest else None
    modified = entry.modified if entry.modified is None or entry.modified <= latest else None
    return replace(entry, published=published, modified=modified)


def _packet(entries: Sequence[Entry]) -> bytes:
    return zlib.compress(pickle.dumps(tuple(entries), pickle.HIGHEST_PROTOCOL), 1)


def _instant(entry: Entry, archive: bool) -> datetime:
    """When ``entry`` came out, for ordering; of an archive also by what its address says."""
    dated = entry.published or entry.modified
    if dated is None and archive and (match := _DATED.search(entry.link)):
        year, month = int(match[1]), int(match[2])
        last = calendar.monthrange(year, month)[1]
        dated = datetime(year, month, min(int(match[3] or last), last), tzinfo=UTC)
    return dated or _NEVER


def _both_ends(ordered: list[Entry], dated: int) -> list[Entry]:
    rest = ordered[dated:]
    half = PACKET // 2
    return ordered if len(rest) <= PACKET else [*ordered[:dated], *rest[:half], *rest[-half:], *rest[half:-half]]
