"""Reads what outlets list: RSS 0.9x, 1.0 (RDF) and 2.0, Atom, JSON Feed 1 and 1.1, broken ones included.

A feed is hostile input: the size and the number of entries are capped, entities are never expanded, no parser is
given a chance to open an address. Three readers stand in line: a fast strict one, feedparser for what that refuses,
and a plain walk over whatever tree libxml2 can recover.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.parsers import expat

import fastfeedparser
import feedparser
from lxml import etree

from crawler.charset import decode
from crawler.feed_dates import bounded_guesses, instant, is_made_of
from crawler.guard import cut_attribute_floods, cut_entity_declarations, mend_ampersands, mend_references
from crawler.items import Entry
from crawler.text import clean_line

MAX_BYTES = 32 * 1024 * 1024
MAX_ENTRIES = 50_000
_LENIENT_BYTES = 4 * 1024 * 1024  # feedparser takes seconds per megabyte
_MAX_SUMMARY = 5_000
_MAX_CONTENT = 1_000_000
_AHEAD = timedelta(days=2)

_HEAD = 4096
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>\s*", re.IGNORECASE)
_NAMED = re.compile(rb"&(?:amp|lt|gt|quot|apos);")
_FIRST_TAG = re.compile(r"<(!--|!doctype\s+html|[A-Za-z])([\w:.-]*)", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ENTRY_TAG = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
_XML_BASE = re.compile(r"""<[^!?>][^>]*\bxml:base\s*=\s*["']([^"'<>\s]+)["']""")
_LANGUAGE = re.compile(r"<language>\s*([A-Za-z]{2})\b")
_WRITTEN_DATE = re.compile(rb"<[\w:]*(?:date|published|updated|issued|modified)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]*|![A-Za-z[][^<>]*)>", re.DOTALL)
_UNSEEN_BLOCKS = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_MARKUP = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b", re.IGNORECASE)
_SEVERAL_AUTHORS = re.compile(rb"</(\w+:)?(author|creator)>\s*<(\w+:)?\2\b", re.IGNORECASE)
_MAIL_AUTHOR = re.compile(r"^\S+@\S+\s*\((.+)\)$")


@dataclass(frozen=True)
class Feed:
    """What a feed says, in its own order."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    """For people: what is wrong with the feed; entries may be there all the same."""
    title: str = ""
    link: str = ""
    language: str = ""


def parse_feed(body: bytes, url: str, content_type: str | None = None, now: datetime | None = None) -> Feed:
    """The entries of the feed ``body`` that was fetched from ``url``; never raises, whatever the bytes are.

    Relative links are resolved against ``xml:base`` or ``url``; a link that is not http(s) becomes "". Dates come as
    aware UTC, those without a zone are read as UTC; with ``now`` (aware), dates more than two days ahead are dropped.
    Entries that share a GUID or a link are all kept: which of them is new is not the reader's business.
    """
    if len(body) > MAX_BYTES:
        return Feed((), (f"the feed is larger than {MAX_BYTES // 1024 // 1024} MB and was not read",))
    latest = now + _AHEAD if now else datetime.max.replace(tzinfo=UTC)
    decoded = decode(body, _charset(content_type))
    text = _ILLEGAL.sub("", decoded.text).lstrip()
    notes = [f"{decoded.replaced} characters could not be decoded as {decoded.charset}"] if decoded.replaced else []
    if not text:
        return Feed((), ("the feed is empty",))
    if text[0] in "{[":
        return _read_json(text, url, latest)
    if _is_page(text[:20_000]):
        return Feed((), (f"a web page stands where a feed should be{_said(content_type)}",))
    xml, entities = cut_entity_declarations(cut_attribute_floods(_DECLARATION.sub("", text, count=1)))
    if entities:
        notes.append("the feed declares entities of its own; they were left out")
    xml = mend_references(xml)
    head = xml[:_HEAD]
    del text, decoded  # each is as large as the feed
    raw, more = _read_xml(xml)
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


def _read_xml(xml: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The feed as mappings in feedparser's vocabulary, and what was wrong with it."""
    body = xml.encode("utf-8", "replace")
    fault = _fault(body)
    if fault and len(body) <= _LENIENT_BYTES:
        mended = mend_ampersands(xml).encode("utf-8", "replace")
        if not _fault(mended):
            body, fault = mended, f"{fault}; mended"
    problems = (f"the feed is not well-formed ({fault})",) if fault else ()
    raw: Mapping[str, Any] = {}
    broken = bool(fault) and not fault.endswith("; mended")
    if broken:  # past an error libxml2 drops named entities, even the five of XML; numbered ones it keeps
        body = _NAMED.sub(lambda named: b"&#%d;" % ord(html.unescape(named[0].decode())), body)
    for reader in (_read_lenient, _read_tree, _read_fast) if broken else (_read_fast, _read_lenient, _read_tree):
        try:
            read = reader(body)
        except Exception as error:  # noqa: BLE001 - a parser may raise anything on hostile input: ask the next one
            fault = fault or clean_line(str(error))[:200] or type(error).__name__
            continue
        if _linked(read) > _linked(raw) or not raw.get("entries"):
            raw = read
        if raw.get("entries") and not broken:
            break
    if raw.get("entries"):
        return raw, problems
    if not _FEED_ROOT.search(xml):
        return {}, (f"no feed: {fault or 'neither rss, rdf nor feed is in it'}",)
    if _ENTRY_TAG.search(xml):
        return {}, (*problems, "the feed has entries, but none could be read")
    return raw, problems


def _linked(raw: Mapping[str, Any]) -> int:
    return sum(1 for entry in raw.get("entries") or [] if entry.get("link") and entry.get("title"))


def _fault(body: bytes) -> str:
    """Why ``body`` is no well-formed XML; "" where it is."""
    parser = expat.ParserCreate()  # builds nothing
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        return clean_line(str(error))[:160]
    return ""


def _read_fast(body: bytes) -> Mapping[str, Any]:
    with bounded_guesses():
        raw: Mapping[str, Any] = fastfeedparser.parse(body, include_tags=False, include_media=False)
    entries = raw["entries"]
    if len(_WRITTEN_DATE.findall(body)) < len(entries):
        for entry in entries:
            if is_made_of(entry.get("published"), entry.get("id") or ""):
                del entry["published"]  # an entry without a date gets one from its number
    if _SEVERAL_AUTHORS.search(body):
        named = _all_authors(body)
        if len(named) == len(entries):
            for entry, names in zip(entries, named, strict=True):
                entry["authors"] = names or entry.get("authors")
    return raw


def _all_authors(body: bytes) -> list[list[dict[str, str]]]:
    """The authors of each entry, all of them: the fast reader gives the first."""
    named: list[list[dict[str, str]]] = []
    parser = etree.iterparse(
        io.BytesIO(body), tag=("{*}item", "{*}entry"), resolve_entities=False, no_network=True, huge_tree=True
    )
    for _, entry in parser:
        found = [child for child in entry if isinstance(child.tag, str)]
        authors = [child for child in found if etree.QName(child).localname.lower() in {"author", "creator"}]
        names = [one.find("{*}name") if len(one) else one for one in authors]
        named.append([{"name": "".join(one.itertext())} for one in names if one is not None])
        entry.clear()
    return named


def _read_lenient(body: bytes) -> Mapping[str, Any]:
    if len(body) > _LENIENT_BYTES:
        return {}
    raw: Mapping[str, Any] = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return raw


def _read_tree(body: bytes) -> Mapping[str, Any]:
    """Entries from whatever tree libxml2 can make of ``body``: the last resort."""
    parser = etree.XMLParser(
        recover=True, resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    root = etree.fromstring(body, parser)
    entries: list[dict[str, Any]] = []
    for node in root.iter("{*}item", "{*}entry"):
        entry: dict[str, Any] = {}
        for child in node:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname.lower()
            value = child.get("href") if name == "link" and child.get("href") else "".join(child.itertext())
            if name == "link" and child.get("rel", "alternate") != "alternate":
                continue
            entry.setdefault(_RECOVERED_NAMES.get(name, name), value)
        entry["content"] = [{"value": entry["encoded"]}] if entry.get("encoded") else []
        entries.append(entry)
        if len(entries) > MAX_ENTRIES:
            break
    return {"entries": entries}


_DATES = ("published_parsed", "published", "updated_parsed", "updated")
_RECOVERED_NAMES = {"guid": "id", "pubdate": "published", "date": "published", "creator": "author"}


def _feed(raw: Mapping[str, Any], head: str, url: str, latest: datetime, problems: tuple[str, ...]) -> Feed:
    about = raw.get("feed") or {}
    stated = _XML_BASE.search(head)
    base = (_absolute(url, stated[1]) or url) if stated else url
    named = _LANGUAGE.search(head)
    language = _language(about.get("language")) or _language(named[1] if named else "")
    listed = raw.get("entries") or []
    if len(listed) > MAX_ENTRIES:
        problems = (*problems, f"the feed has {len(listed)} entries; only the first {MAX_ENTRIES} were read")
    del listed[MAX_ENTRIES:]
    listed.reverse()
    entries: list[Entry] = []
    while listed:  # what has been read is let go, as there may be tens of thousands
        entries.append(_entry(listed.pop(), base, language, latest))
    title, link = _plain(about.get("title")), _absolute(url, _text(about.get("link")))
    return Feed(tuple(entries), problems, title, link, language)


def _entry(raw: Mapping[str, Any], base: str, language: str, latest: datetime) -> Entry:
    guid = clean_line(_text(raw.get("id")))
    alternates = [part.get("href") for part in _mappings(raw.get("links")) if part.get("rel") in {None, "alternate"}]
    link = next(filter(None, (_absolute(base, _text(href)) for href in (*alternates, raw.get("link")))), "")
    if not link and guid.startswith(("http://", "https://")):
        link = _absolute(base, guid)
    description = _text(raw.get("description") or raw.get("summary"))
    content = max((_text(part.get("value")) for part in _mappings(raw.get("content"))), key=len, default="")
    if not content and _BLOCK_MARKUP.search(description):
        content = description
    return Entry(
        link=link,
        id=guid,
        title=_plain(raw.get("title")),
        published=next((date for name in _DATES if (date := instant(raw.get(name), latest))), None),
        summary=_plain(description)[:_MAX_SUMMARY].rstrip(),
        content=content[:_MAX_CONTENT],
        authors=_authors(raw),
        language=_language(raw.get("language")) or language,
    )


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    named = [_text(author.get("name")) for author in _mappings(raw.get("authors"))] or [_text(raw.get("author"))]
    names: dict[str, None] = {}
    for name in named:
        line = _plain(name)
        match = _MAIL_AUTHOR.match(line)
        line = match[1] if match else line
        if line and "@" not in line:
            names[line[:200]] = None
    return tuple(names)


def _read_json(text: str, url: str, latest: datetime) -> Feed:
    """A JSON Feed (jsonfeed.org, versions 1 and 1.1); values of the wrong type are taken as absent."""
    try:
        raw = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return Feed((), (f"the feed is neither XML nor readable JSON ({clean_line(str(error))[:120]})",))
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        return Feed((), ("the JSON is no JSON Feed: it has no list of items",))
    problems: tuple[str, ...] = ()
    if len(raw["items"]) > MAX_ENTRIES:
        problems = (f"the feed has {len(raw['items'])} entries; only the first {MAX_ENTRIES} were read",)
    language = _language(raw.get("language"))
    entries = tuple(_json_entry(item, url, language, latest) for item in _mappings(raw["items"][:MAX_ENTRIES]))
    return Feed(entries, problems, _plain(raw.get("title")), _absolute(url, _text(raw.get("home_page_url"))), language)


def _json_entry(item: Mapping[str, Any], url: str, language: str, latest: datetime) -> Entry:
    guid = item.get("id")
    text = _text(item.get("content_text"))
    content = _text(item.get("content_html"))
    if not content and text:
        content = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    authors = [*_mappings(item.get("authors")), *_mappings([item.get("author")])]
    return Entry(
        link=_absolute(url, _text(item.get("url")) or _text(item.get("external_url")) or _text(guid)),
        id=clean_line(str(guid)) if isinstance(guid, str | int | float) else "",
        title=_plain(item.get("title")),
        published=instant(item.get("date_published"), latest) or instant(item.get("date_modified"), latest),
        summary=(_plain(item.get("summary")) or _plain(content))[:_MAX_SUMMARY].rstrip(),
        content=content[:_MAX_CONTENT],
        authors=tuple(dict.fromkeys(name for author in authors if (name := _plain(author.get("name"))))),
        language=_language(item.get("language")) or language,
    )


def _mappings(value: Any) -> Iterable[Mapping[str, Any]]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    """Text of a field that may hold markup, escaped once or twice, as one clean line."""
    text = _text(value)
    for _ in range(2):
        if "<" in text:
            text = _MARKUP.sub(" ", _UNSEEN_BLOCKS.sub(" ", text))
        if "&" not in text:
            break
        text = html.unescape(text)
    return clean_line(text)


def _absolute(base: str, link: str) -> str:
    """``link`` as an absolute http(s) address, "" where it is none."""
    link = re.sub(r"[\s\x00-\x1f]+", "" if link[:4].lower() == "http" else "%20", link.strip())
    if not link:
        return ""
    try:
        address = urljoin(base, link)
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""


def _language(value: Any) -> str:
    code = _text(value)[:2].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
