"""Reads sitemaps: url sets, news sitemaps, indexes, plain lists of addresses. Pure; sitemaps are hostile input."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from lxml import etree

from crawler.charset import decode
from crawler.guard import cut_attribute_floods, cut_entity_declarations, mend_ampersands
from crawler.items import Entry
from crawler.text import clean_line
from crawler.urls import absolute

MAX_BYTES = 64 * 1024 * 1024
"""The protocol allows 50 MB unpacked (sitemaps.org)."""
MAX_DAYS = 3_700
"""Days of one address with dates in it that are asked for, the newest: ten years."""
MAX_ENTRIES = 50_000
"""The protocol allows as many in one file."""
_FIELDS = {
    "loc": {"url", "sitemap"},
    "lastmod": {"url", "sitemap"},
    "publication_date": {"news"},
    "title": {"news"},
    "language": {"publication"},
}
"""Elements that are read, and within which: pictures and videos have a title and an address of their own."""
_EARLIEST, _AHEAD = datetime(1990, 1, 1, tzinfo=UTC), timedelta(days=366)
"""What is dated before or further ahead says nothing; dates near the ends of the calendar overflow in any sum."""
_MAX_FIELD = 4_000
_PIECE = 256 * 1024
_HEAD = 20_000
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True)
class Child:
    """A sitemap that an index names."""

    url: str
    stamp: str = ""
    """Its lastmod as written, "" where absent."""


def settled(stamp: str, looked: datetime | None) -> bool:
    """Whether a file that was read at ``looked`` is still the same where its index still gives ``stamp`` for it.

    A mere day (or midnight, which is how many write one) stays what it is with each change of that day: it says
    nothing before the day is over everywhere.
    """
    if looked is None:
        return False
    day = _DAY.fullmatch(stamp)
    if day is None:
        return ":" in stamp
    try:
        over = datetime.fromisoformat(day[1]).replace(tzinfo=UTC) + timedelta(days=1, hours=12)
    except (ValueError, OverflowError):  # no day of the calendar, or its last one
        return False
    return looked >= over


def changed_before(stamp: str, since: datetime) -> bool:
    """Whether a file with the date ``stamp`` in its index can list nothing of ``since`` (aware) or later."""
    changed = instant(stamp)
    return changed is not None and changed + timedelta(days=1) < since


@dataclass(frozen=True)
class Sitemap:
    """What one sitemap file says."""

    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()
    problem: str = ""
    """For people: why nothing, or not everything, could be read."""


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """The entries or children in ``body``, gzip or not; relative addresses are taken against ``url``.

    Never raises on broken input: what can be read is returned, with the problem in words.
    """
    try:
        read = decode(unpacked(body)).text.lstrip("\ufeff \t\r\n")
    except ValueError as error:
        return Sitemap(problem=str(error))
    text, declared = cut_entity_declarations(cut_attribute_floods(read))
    del read
    begins = _ROOT.search(text[:_HEAD])
    text = text[begins.start() :] if begins else text  # what a server prints before it is passed over
    if not declared:
        text = mend_ampersands(text)
    if not text.startswith("<"):
        return _plain(text, url)
    reader = _Reader(url)
    try:
        for event, element in etree.iterparse(
            _Encoded(text),
            events=("start", "end"),
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if not reader.take(event, element):
                break
    except etree.XMLSyntaxError as error:
        reader.problem = f"not well-formed XML: {str(error)[:200]}"
    if not reader.entries and not reader.children and not reader.known_root:
        reader.problem = reader.problem or "this is no sitemap (no <urlset> and no <sitemapindex>)"
    elif declared:
        reader.problem = reader.problem or "the file declares entities; they were ignored"
    return Sitemap(tuple(reader.entries), tuple(reader.children), reader.problem)


def unpacked(body: bytes | bytearray) -> bytes | bytearray:
    """``body`` without gzip, where it is gzip; a file that breaks off gives what came before.

    Raises:
        ValueError: Larger than `MAX_BYTES`, or not to be unpacked at all; the message is for people.
    """
    for _ in range(2):  # some servers pack the packed file once more
        if not body.startswith(b"\x1f\x8b"):
            return body
        size = sum(map(len, _pieces(body)))  # a bomb is told before any of it is kept
        room = bytearray(size)
        at = 0
        for piece in _pieces(body):
            room[at : at + len(piece)] = piece
            at += len(piece)
        body = room
    return body


def _pieces(packed: bytes | bytearray) -> Iterator[bytes]:
    """``packed`` without gzip, a piece at a time.

    Raises:
        ValueError: As `unpacked`.
    """
    machine = zlib.decompressobj(wbits=31)
    size = 0
    try:
        for start in range(0, len(packed), _PIECE):
            left = packed[start : start + _PIECE]
            while left and not machine.eof:
                piece = machine.decompress(left, _PIECE)
                left = machine.unconsumed_tail
                size += len(piece)
                if size > MAX_BYTES:
                    raise ValueError(f"unpacks to more than {MAX_BYTES // 1024 // 1024} MB")
                yield piece
    except zlib.error as error:
        raise ValueError(f"broken gzip: {error}") from error


def days_of(template: str, today: date, since: date | None = None, until: date | None = None) -> list[str]:
    """``template`` with {yyyy}, {mm}, {dd} and {yyyymmdd} filled in, newest first, each address once.

    Args:
        template: An address; without placeholders it is returned alone.
        today: The day to begin at; without a range, it and the day before are used.
        since: First day of a range, inclusive.
        until: Last day of a range, inclusive. Default: ``today``.
    """
    if "{" not in template:
        return [template]
    last = min(until or today, today)
    first = since or (today - timedelta(days=1))
    count = min((last - first).days + 1, MAX_DAYS)
    filled = [
        template.replace("{yyyymmdd}", f"{day:%Y%m%d}")
        .replace("{yyyy}", f"{day:%Y}")
        .replace("{mm}", f"{day:%m}")
        .replace("{dd}", f"{day:%d}")
        for day in (last - timedelta(days=back) for back in range(max(count, 0)))
    ]
    return list(dict.fromkeys(filled))


def instant(text: str) -> datetime | None:
    """A W3C date and time (a profile of ISO 8601) in UTC; a bare date means its midnight; None where unreadable, before
    1990 or more than a year ahead."""
    text = text.strip()
    try:
        parsed = datetime.fromisoformat(text if len(text) != 7 else f"{text}-01")
    except ValueError:
        return None
    try:
        moment = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except OverflowError:
        return None
    return moment if _EARLIEST <= moment <= datetime.now(UTC) + _AHEAD else None


class _Encoded:
    """A text as a file of octets that is encoded as it is read: there is no second copy of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece; as long as it likes, which a parser takes."""
        piece = self._text[self._at : self._at + (size if size >= 0 else len(self._text))]
        self._at += len(piece)
        return piece.encode("utf-8", "replace")


@dataclass
class _Reader:
    """Collects while the file is walked through; elements are dropped as soon as they were read."""

    base: str
    entries: list[Entry] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    known_root: bool = False
    problem: str = ""
    _fields: dict[str, str] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)

    def take(self, event: str, element: etree._Element) -> bool:
        """One event; False = enough."""
        name = str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()  # a prefix may be declared nowhere
        if event == "start":
            self._path.append(name)
            self.known_root = self.known_root or name in {"urlset", "sitemapindex"}
            if name in {"url", "sitemap"}:
                self._fields = {}
            return len(self._path) < 200
        if self._path:
            self._path.pop()
        parent = self._path[-1] if self._path else ""
        if parent in _FIELDS.get(name, ()):
            self._fields.setdefault(name, (element.text or "")[:_MAX_FIELD].strip())
        elif name in {"url", "sitemap"}:
            self._finish(name)
        if name not in {"urlset", "sitemapindex"}:
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
        if len(self.entries) + len(self.children) >= MAX_ENTRIES:
            self.problem = f"holds more than {MAX_ENTRIES} addresses; the rest was not read"
            return False
        return True

    def _finish(self, name: str) -> None:
        link = absolute(self._fields.get("loc", ""), self.base)
        if link is None:
            return
        stamp = self._fields.get("lastmod", "")
        if name == "sitemap":
            self.children.append(Child(link, stamp))
            return
        self.entries.append(
            Entry(
                link=link,
                title=clean_line(self._fields.get("title", "")),
                published=instant(self._fields.get("publication_date", "")),
                modified=instant(stamp),
                language=self._fields.get("language", "")[:2].lower(),
            )
        )


def _plain(text: str, url: str) -> Sitemap:
    """One address a line (sitemaps.org, "text file")."""
    lines = text.split(None, MAX_ENTRIES)[:MAX_ENTRIES]
    links = [link for line in lines if line.startswith("http") and (link := absolute(line, url))]
    if not links:
        return Sitemap(problem="this is no sitemap (neither XML nor a list of addresses)")
    return Sitemap(tuple(Entry(link=link) for link in links))
