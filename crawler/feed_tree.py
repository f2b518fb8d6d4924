"""The entries of an XML feed, read in one pass that keeps one of them in memory: RSS of all versions, RDF, Atom.

What is read is handed on in feedparser's vocabulary, so that either can stand in for the other; where elements compete
(several links, titles of other vocabularies), the one wins that feedparser takes.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from html import escape
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler.feed_names import AUTHORS, CONTENT, CORE, FIELDS, kind_of
from crawler.feed_text import is_address

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATTRIBUTES = ("href", "src", "alt")
_VOID = frozenset({"br", "hr", "img", "wbr", "source"})
_TEXT = frozenset({"text", "text/plain"})
_MARKED_UP = re.compile(r"</[A-Za-z]|&#?\w+;")
_MAX_DEPTH, _MAX_PARTS = 100, 50
_ENTRIES = frozenset({"item", "entry"})
OLDER = ("prev-archive", "next")
"""What a feed calls the link to what it held before (RFC 5005, 4 and 3), the surer one first."""
_ALTERNATE = frozenset({"alternate", "http://www.iana.org/assignments/relation/alternate"})


def read_tree(body: bytes, url: str, most: int, *, recover: bool = False) -> dict[str, Any]:
    """The feed in ``body`` (UTF-8, without entities of its own) that came from ``url``.

    Args:
        body: XML.
        url: What relative addresses are meant against where the feed states no base of its own.
        most: Entries read at most.
        recover: Take what libxml2 can make of a broken document.

    Raises:
        etree.XMLSyntaxError: Not well-formed, and ``recover`` is not set.
    """
    entries: list[dict[str, Any]] = []
    opened: list[int | None] = []
    events = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in ("item", "entry", "ITEM", "ENTRY", "Item", "Entry")],
        resolve_entities="internal" if recover else False,
        no_network=True,
        load_dtd=False,
        huge_tree=not recover,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    for event, element in events:
        if event == "start":
            root = element.getroottree().getroot() if root is None else root
            if opened and not recover and kind_of(element.getparent())[1] not in _ENTRIES:
                opened.append(None)  # part of a text
                continue
            opened.append(len(entries))
            entries.append({})
            if len(entries) > most:
                break
        elif opened and (place := opened.pop()) is not None:
            entries[place].update(_entry(element, url))
            _drop(element)
    root = events.root if root is None else root
    authors = _feed_authors(root)
    for entry in entries:
        entry["authors"] = entry.get("authors") or authors
    return {"feed": _about(root, url), "entries": [entry for entry in entries if entry.keys() != {"authors"}]}


def _feed_authors(root: etree._Element | None) -> list[dict[str, str]]:
    """Whom an Atom feed names for all entries that name nobody (RFC 4287, 4.1.1)."""
    if root is None or kind_of(root)[1] != "feed":
        return []
    named = [child for child in root if kind_of(child, root) == (CORE, "author")]
    return [{"name": name} for child in named[:_MAX_PARTS] for name in _authors(child)]


def _about(root: etree._Element | None, url: str) -> dict[str, Any]:
    """Title, link and language of the whole feed, and the links to its older pages."""
    about: dict[str, Any] = {}
    if root is None:
        return about
    older: list[dict[str, str]] = []
    for holder in (root, *(child for child in root if kind_of(child)[1] == "channel")):
        for child in holder:
            space, name = kind_of(child, holder)
            if name == "link" and space == CORE and (rel := (child.get("rel") or "").strip().lower()) in OLDER:
                older.append({"rel": rel, "href": _address(child, url)})
            elif name in {"title", "link", "language"} and space in {CORE, "dc"} and not about.get(name):
                about[name] = _link(child, url) if name == "link" else _value(child)
        about["language"] = about.get("language") or holder.get(_XML_LANG) or ""
    return {**about, "links": older}


def _drop(element: etree._Element) -> None:
    """Let go of an entry that was read, and of those before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None and kind_of(parent[0])[1] in _ENTRIES:
        del parent[0]


def _entry(element: etree._Element, url: str) -> dict[str, Any]:
    """One item or entry."""
    found: dict[str, Any] = {}
    links: list[tuple[int, str]] = []
    stated_id, permalink = "", True
    contents: list[str] = []
    authors: list[dict[str, str]] = []
    shows: list[dict[str, str]] = []
    for child in element:
        kind = kind_of(child, element)
        if kind == (CORE, "link"):
            if len(links) < _MAX_PARTS and (address := _link(child, url)):
                links.append((_rank(child, address), address))
        elif kind in CONTENT:
            if len(contents) < _MAX_PARTS and (value := _content(child)):
                contents.append(value)
        elif kind in AUTHORS:
            if len(authors) < _MAX_PARTS:
                authors += [{"name": name} for name in _authors(child)]
        elif kind == ("itunes", "author"):
            shows = shows or [{"name": name} for name in _authors(child)]
        elif (field := FIELDS.get(kind)) is not None:
            value = _value(child)
            if field == "id":
                stated_id = value
                permalink = kind[1] == "id" or (child.get("isPermaLink") or "true").lower() == "true"
            elif value:
                found.setdefault(field, _as_text(value) if child.get("type") in _TEXT else value)
    link = min(links, key=itemgetter(0))[1] if links else element.get("href") or element.get("HREF") or ""
    if not link and permalink and is_address(stated_id):
        link = urljoin(urljoin(url, element.base or ""), stated_id)
    title = found.get("title") or found.get("other_title") or found.get("picture_title")
    summary = found.get("summary") or found.get("other_summary") or found.get("subtitle")
    dated = found.get("published") or found.get("updated") or found.get("created")
    return {
        "id": stated_id or (element.get(_RDF_ABOUT) or "").strip(),
        "link": link or (element.get(_RDF_ABOUT) or ""),
        "title": title or "",
        "summary": summary or (contents[0] if contents else "") or found.get("picture_summary") or "",
        "published": dated or "",
        "updated": found.get("updated") or "",
        "content": [{"value": value} for value in contents],
        "authors": authors or shows,
        "language": found.get("language") or element.get(_XML_LANG) or "",
    }


def _rank(link: etree._Element, address: str) -> int:
    """Which of several links is the article: what RSS calls its link before one of Atom, which may stand beside it,
    and this before the same text in another language."""
    if not address.startswith(("http://", "https://")):
        return 3
    return 0 if link.get("href") is None else 1 if not link.get("hreflang") else 2


def _as_text(value: str) -> str:
    """A value that is said to hold no markup, so that its angles are kept; not where it is marked up all the same."""
    if "<" not in value or _MARKED_UP.search(value):
        return value
    return escape(escape(value, quote=False), quote=False)  # fields are unescaped twice


def _link(element: etree._Element, url: str) -> str:
    """The address of a link to the article itself; "" of any other link."""
    if element.get("href") is None and not (element.text or "").strip():
        return (element.tail or "").strip()  # <link/>http://…
    if element.get("href") is None:
        return _address(element, url)
    kind = (element.get("type") or "text/html").partition(";")[0].strip().lower()
    if (element.get("rel") or "alternate").strip().lower() not in _ALTERNATE or kind not in _HTML:
        return ""
    return _address(element, url)


def _address(element: etree._Element, url: str) -> str:
    """The address that a link gives, against the base that is stated around it."""
    stated = ((element.get("href") if element.get("href") is not None else _value(element)) or "").strip()
    if stated.startswith(("https://", "http://")):
        return stated
    try:
        base = urljoin(url, element.base or "")
        return urljoin(base, f"//{stated}" if stated.startswith("www.") else stated) if stated else ""
    except ValueError:
        return ""


def _value(element: etree._Element) -> str:
    """The text of an element; its markup where it has elements within, decoded where it is base64."""
    if len(element):
        return _inner(element)
    text = (element.text or "").strip()
    if element.get("mode") == "base64":
        try:
            return base64.b64decode(text, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return text
    return text


def _inner(element: etree._Element, depth: int = 0) -> str:
    """The markup within an element, without its namespaces and with the few attributes that a text needs."""
    pieces = [escape(element.text or "", quote=False)]
    for part in element:
        if isinstance(part.tag, str) and depth < _MAX_DEPTH:
            name = part.tag.rpartition("}")[2].rpartition(":")[2]
            told = "".join(f' {key}="{escape(part.get(key) or "")}"' for key in _ATTRIBUTES if part.get(key))
            inner = _inner(part, depth + 1)
            pieces.append(f"<{name}{told}>" if name in _VOID else f"<{name}{told}>{inner}</{name}>")
        pieces.append(escape(part.tail or "", quote=False))
    return "".join(pieces).strip() if not depth else "".join(pieces)


def _content(element: etree._Element) -> str:
    """The text of a content element; "" where it is elsewhere, or is no text."""
    kind = (element.get("type") or "html").lower()
    if element.get("src") or not (kind in {"html", "xhtml", "text"} or kind.startswith("text/") or "xml" in kind):
        return ""
    return _value(element)


def _authors(element: etree._Element) -> Iterator[str]:
    """The names that an author element gives."""
    named = [_value(part) for part in element if kind_of(part)[1] == "name"]
    yield from named or ([_value(element)] if not len(element) else [])
