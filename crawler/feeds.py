"""Reads what outlets list: RSS 0.9x, 1.0 (RDF) and 2.0, Atom, JSON Feed 1 and 1.1, broken ones included.

A feed is hostile input: the size and the number of entries are capped, entities are never expanded, no parser is
given a chance to open an address. Two readers stand in line: our own walk over the tree (`crawler.feed_tree`), strict
and then over what libxml2 can recover, and feedparser for what is broken; of several readings the fullest is taken.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any
from xml.parsers import expat

import feedparser

from crawler.charset import decode
from crawler.feed_dates import instant
from crawler.feed_json import MAX_CONTENT, MAX_ENTRIES, MAX_SUMMARY, Feed, read_json
from crawler.feed_text import absolute_link, is_address, language_code, mappings, plain, text_of
from crawler.feed_tree import OLDER, read_tree
from crawler.guard import cut_attribute_floods, cut_entity_declarations, mend_ampersands, mend_references
from crawler.items import Entry
from crawler.text import clean_line

MAX_BYTES = 32 * 1024 * 1024
_LENIENT_BYTES, _LENIENT_TAGS = 1024 * 1024, 40_000
"""What feedparser is given of a broken feed, which is read newest first: it takes seconds for more."""
_MEND_BYTES = 4 * 1024 * 1024
_AHEAD, _YEAR = timedelta(days=2), timedelta(days=366)

_BLANK = "the feed has entries, but none could be read"
_HEAD = 4096
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile("[\x0b\x0c\x1c-\x1f]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>\s*", re.IGNORECASE)
_NAMED = re.compile(rb"&(?:amp|lt|gt|quot|apos);")
_TAG = re.compile(rb"<[A-Za-z]")
_FIRST_TAG = re.compile(r"<(!--|!doctype\s+html|[A-Za-z])([\w:.-]*)", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ENTRY_TAG = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
_XML_BASE = re.compile(r"""<[^!?>][^>]*\bxml:base\s*=\s*["']([^"'<>\s]+)["']""")
_LANGUAGE = re.compile(r"<language>\s*([A-Za-z]{2})\b")
_BLOCK_MARKUP = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b", re.IGNORECASE)
_MAIL_AUTHOR = re.compile(r"^\S+@\S+\s*\((.+)\)$")


def parse_feed(body: bytes, url: str, content_type: str | None = None, now: datetime | None = None) -> Feed:
    """The entries of the feed ``body`` that was fetched from ``url``; never raises, whatever the bytes are.

    Relative links are resolved against ``xml:base`` or ``url``; a link that is not http(s) becomes "". Dates come as
    aware UTC, those without a zone are read as UTC; with ``now`` (aware), dates more than two days ahead are dropped,
    without it those more than a year ahead of the clock.
    Entries that share a GUID or a link are all kept: which of them is new is not the reader's business.
    """
    if len(body) > MAX_BYTES:
        return Feed((), (f"the feed is larger than {MAX_BYTES // 1024 // 1024} MB and was not read",))
    latest = now + _AHEAD if now else datetime.now(UTC) + _YEAR
    decoded = decode(body, _charset(content_type))
    text = _ILLEGAL.sub("", _BLANKS.sub(" ", decoded.text)).lstrip()
    notes = [f"{decoded.replaced} characters could not be decoded as {decoded.charset}"] if decoded.replaced else []
    if not text:
        return Feed((), ("the feed is empty",))
    if text[0] in "{[":
        return read_json(text, url, latest)
    if _is_page(text[:20_000]):
        return Feed((), (f"a web page stands where a feed should be{_said(content_type)}",))
    xml, entities = cut_entity_declarations(cut_attribute_floods(_DECLARATION.sub("", text, count=1)))
    if entities:
        notes.append("the feed declares entities of its own; they were left out")
    xml = mend_references(xml)
    head = xml[:_HEAD]
    del text, decoded  # each is as large as the feed
    raw, more = _read_xml(xml, url)
    del xml
    return _feed(raw, head, url, latest, (*notes, *more))


def _charset(content_type: str | None) -> str | None:
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None


def _said(content_type: str | None) -> str:
    return f" (Content-Type: {clean_line(content_type)[:80]})" if content_type else ""


def _is_page(head: str) -> bool:
    """Whether the first element is one of HTML."""
    match = _FIRST_TAG.search(head)
    while match is not None and match[1] == "!--":
        end = head.find("-->", match.end())
        match = _FIRST_TAG.search(head, end) if end != -1 else None
    if match is None:
        return False
    return match[1][:1] == "!" or (match[1] + match[2]).lower() in {"html", "head", "body", "div", "script"}


def _read_xml(xml: str, url: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The feed as mappings in feedparser's vocabulary, and what was wrong with it."""
    body = xml.encode("utf-8", "replace")
    fault = _fault(body)
    if fault and len(body) <= _MEND_BYTES:
        mended = mend_ampersands(xml).encode("utf-8", "replace")
        if not _fault(mended):
            body, fault = mended, f"{fault}; mended"
    problems = (f"the feed is not well-formed ({fault})",) if fault else ()
    raw: Mapping[str, Any] = {}
    best, cut = (0, 0), False
    broken = bool(fault) and not fault.endswith("; mended")
    if broken:  # past an error libxml2 drops named entities, even the five of XML; numbered ones it keeps
        body = _NAMED.sub(lambda named: b"&#%d;" % ord(html.unescape(named[0].decode())), body)
    strict, mending = (
        partial(read_tree, url=url, most=MAX_ENTRIES + 1),
        partial(read_tree, url=url, most=MAX_ENTRIES + 1, recover=True),
    )
    for reader in (_read_lenient, mending) if broken else (strict, mending, _read_lenient):
        try:
            read = reader(body)
        except Exception as error:  # noqa: BLE001 - a parser may raise anything on hostile input: ask the next one
            fault = fault or clean_line(str(error))[:200] or type(error).__name__
            continue
        linked, told = _fullness(read)
        if linked > best[0] or (not best[1] and (told or not raw.get("entries"))):
            raw, best = read, (linked, told)
            cut = reader is _read_lenient and len(_head(body)) < len(body)
        if best[1] and not broken:
            break
    if cut:
        problems = (*problems, "so broken a feed is read in its first part only")
    if raw.get("entries"):
        return raw, problems if best[1] else (*problems, _BLANK)
    if not _FEED_ROOT.search(xml):
        return {}, (f"no feed: {fault or 'neither rss, rdf nor feed is in it'}",)
    if _ENTRY_TAG.search(xml):
        return {}, (*problems, _BLANK)
    return raw, problems


def _fullness(raw: Mapping[str, Any]) -> tuple[int, int]:
    """How many entries have a link and a title, and how many have anything to read at all."""
    entries = raw.get("entries") or []
    told = [entry for entry in entries if any(entry.get(field) for field in ("link", "title", "summary", "content"))]
    return sum(1 for entry in told if entry.get("link") and entry.get("title")), len(told)


def _fault(body: bytes) -> str:
    """Why ``body`` is no well-formed XML; "" where it is."""
    parser = expat.ParserCreate()  # builds nothing
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        return clean_line(str(error))[:160]
    return ""


def _read_lenient(body: bytes) -> Mapping[str, Any]:
    raw: Mapping[str, Any] = feedparser.parse(io.BytesIO(_head(body)), sanitize_html=False, resolve_relative_uris=False)
    return raw


def _head(body: bytes) -> bytes:
    """The part of a feed that feedparser reads in a second or two; cut before an entry where one is near its end."""
    tags = next(islice(_TAG.finditer(body), _LENIENT_TAGS, None), None)
    end = min(tags.start() if tags else len(body), _LENIENT_BYTES)
    if end == len(body):
        return body
    cut = max(body.rfind(b"<item", 0, end), body.rfind(b"<entry", 0, end))
    return body[: cut if cut > end // 2 else end]


_DATES = ("published", "published_parsed", "updated", "updated_parsed")


def _feed(raw: Mapping[str, Any], head: str, url: str, latest: datetime, problems: tuple[str, ...]) -> Feed:
    about = raw.get("feed") or {}
    stated = _XML_BASE.search(head)
    base = (absolute_link(url, stated[1]) or url) if stated else url
    named = _LANGUAGE.search(head)
    language = language_code(about.get("language")) or language_code(named[1] if named else "")
    listed = raw.get("entries") or []
    if len(listed) > MAX_ENTRIES:
        problems = (*problems, f"the feed has more than {MAX_ENTRIES} entries; only the first {MAX_ENTRIES} were read")
    del listed[MAX_ENTRIES:]
    listed.reverse()
    entries: list[Entry] = []
    while listed:  # what has been read is let go, as there may be tens of thousands
        entries.append(_entry(listed.pop(), base, language, latest))
    title, link = plain(about.get("title")), absolute_link(url, text_of(about.get("link")))
    links = mappings(about.get("links"))
    older = (absolute_link(base, text_of(one.get("href"))) for rel in OLDER for one in links if one.get("rel") == rel)
    return Feed(tuple(entries), problems, title, link, language, next(filter(None, older), ""))


def _entry(raw: Mapping[str, Any], base: str, language: str, latest: datetime) -> Entry:
    guid = clean_line(text_of(raw.get("id")))
    alternates = [part for part in mappings(raw.get("links")) if part.get("rel") in {None, "alternate"}]
    alternates.sort(key=lambda part: bool(part.get("hreflang")))  # the same in another language comes last
    hrefs = [text_of(href) for href in (*(part.get("href") for part in alternates), raw.get("link"))]
    stated = (href for href in hrefs if href != guid or is_address(guid))
    link = next(filter(None, (absolute_link(base, href) for href in stated)), "")
    if not link and guid.startswith(("http://", "https://")):
        link = absolute_link(base, guid)
    description = text_of(raw.get("description") or raw.get("summary"))
    content = max((text_of(part.get("value")) for part in mappings(raw.get("content"))), key=len, default="")
    if not content and _BLOCK_MARKUP.search(description):
        content = description
    return Entry(
        link=link,
        id=guid,
        title=plain(raw.get("title")),
        published=next((date for name in _DATES if (date := instant(raw.get(name), latest))), None),
        summary=plain(description)[:MAX_SUMMARY].rstrip(),
        content=content[:MAX_CONTENT],
        authors=_authors(raw),
        language=language_code(raw.get("language")) or language,
    )


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    named = [text_of(author.get("name")) for author in mappings(raw.get("authors"))] or [text_of(raw.get("author"))]
    names: dict[str, None] = {}
    for name in named:
        line = plain(name)
        match = _MAIL_AUTHOR.match(line)
        line = match[1] if match else line
        if line and "@" not in line:
            names[line[:200]] = None
    return tuple(names)
