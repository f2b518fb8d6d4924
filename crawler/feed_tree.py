"""The entries of an XML feed, read in one pass that keeps one of them in memory: RSS of all versions, RDF, Atom.

What is read is handed on in feedparser's vocabulary, so that either can stand in for the other; where elements compete
(several links, titles of other vocabularies), the one wins that feedparser takes.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

_CORE = "core"
_VOCABULARIES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
}
_PREFIXES = frozenset({"dc", "dcterms", "content", "media", "itunes", "xhtml", "prism"})
"""What these stand for where a feed forgets to say it."""
_CORES = ("", "http://www.w3.org/2005/atom", "https://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
_CORE_BEGINNINGS = (
    "http://purl.org/rss/",
    "http://my.netscape.com/",
    "http://backend.userland.com/",
    "http://purl.org/net/rss",
)
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATTRIBUTES = ("href", "src", "alt")
_VOID = frozenset({"br", "hr", "img", "wbr", "source"})
_MAX_DEPTH, _MAX_PARTS = 100, 50
_ALTERNATE = frozenset({"alternate", "http://www.iana.org/assignments/relation/alternate"})
_NAMES = {
    (_CORE, "title"): "title",
    ("dc", "title"): "other_title",
    ("media", "title"): "picture_title",
    ("itunes", "title"): "other_title",
    (_CORE, "guid"): "id",
    (_CORE, "id"): "id",
    (_CORE, "pubdate"): "published",
    (_CORE, "published"): "published",
    (_CORE, "issued"): "published",
    ("dcterms", "issued"): "published",
    ("dc", "date"): "updated",
    ("dcterms", "modified"): "updated",
    (_CORE, "updated"): "updated",
    (_CORE, "modified"): "updated",
    (_CORE, "date"): "updated",
    (_CORE, "created"): "created",
    ("dcterms", "created"): "created",
    ("dcterms", "available"): "created",
    ("prism", "publicationdate"): "created",
    (_CORE, "description"): "summary",
    (_CORE, "summary"): "summary",
    (_CORE, "abstract"): "summary",
    ("dc", "description"): "other_summary",
    ("itunes", "summary"): "other_summary",
    ("itunes", "subtitle"): "subtitle",
    ("media", "description"): "picture_summary",
    (_CORE, "language"): "language",
    ("dc", "language"): "language",
}
_CONTENT = frozenset(
    {("content", "encoded"), (_CORE, "content"), (_CORE, "fullitem"), ("xhtml", "body"), ("xhtml", "div")}
)
_AUTHORS = frozenset({(_CORE, "author"), ("dc", "creator"), ("dc", "author"), (_CORE, "creator")})


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
    opened: list[int] = []
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
            opened.append(len(entries))
            entries.append({})
            if len(entries) > most:
                break
        elif opened:
            entries[opened.pop()].update(_entry(element, url))
            _drop(element)
    root = events.root if root is None else root
    return {"feed": _about(root, url), "entries": [entry for entry in entries if entry]}


def _about(root: etree._Element | None, url: str) -> dict[str, str]:
    """Title, link and language of the whole feed."""
    about: dict[str, str] = {}
    if root is None:
        return about
    for holder in (root, *(child for child in root if _kind(child)[1] == "channel")):
        for child in holder:
            space, name = _kind(child)
            if name in {"title", "link", "language"} and space in {_CORE, "dc"} and not about.get(name):
                about[name] = _link(child, url) if name == "link" else _value(child)
        about["language"] = about.get("language") or holder.get(_XML_LANG) or ""
    return about


def _drop(element: etree._Element) -> None:
    """Let go of an entry that was read, and of those before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None and _kind(parent[0])[1] in {"item", "entry"}:
        del parent[0]


def _kind(element: etree._Element) -> tuple[str, str]:
    """Vocabulary and lower-case name of an element."""
    tag = element.tag
    return _kind_of(tag) if isinstance(tag, str) else ("", "")


@lru_cache(maxsize=1_024)
def _kind_of(tag: str) -> tuple[str, str]:
    space, _, name = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    name = name.lower()
    if not space and ":" in name:
        prefix, _, name = name.partition(":")
        return (prefix if prefix in _PREFIXES else _CORE if prefix in {"atom", "rss"} else "other"), name
    space = space.lower()
    if space in _CORES or (space.startswith(_CORE_BEGINNINGS) and "/modules/" not in space):
        return _CORE, name
    return _VOCABULARIES.get(space, "other"), name


def _entry(element: etree._Element, url: str) -> dict[str, Any]:
    """One item or entry."""
    found: dict[str, Any] = {}
    link, stated_id, permalink = "", "", True
    contents: list[str] = []
    authors: list[dict[str, str]] = []
    for child in element:
        kind = _kind(child)
        if kind == (_CORE, "link"):
            link = _link(child, url) or link
        elif kind in _CONTENT:
            if len(contents) < _MAX_PARTS and (value := _content(child)):
                contents.append(value)
        elif (kind in _AUTHORS or kind == ("itunes", "author")) and len(authors) < _MAX_PARTS:
            authors += [{"name": name} for name in _authors(child) if kind[0] != "itunes" or not authors]
        elif (field := _NAMES.get(kind)) is not None:
            value = _value(child)
            if field == "id":
                stated_id = value
                permalink = kind[1] == "id" or (child.get("isPermaLink") or "true").lower() == "true"
            elif value:
                found.setdefault(field, value)
    link = link or element.get("href") or element.get("HREF") or ""
    if not link and stated_id and permalink:
        link = urljoin(urljoin(url, element.base or ""), stated_id)
    title = found.get("title") or found.get("other_title") or found.get("picture_title")
    summary = found.get("summary") or found.get("other_summary") or found.get("subtitle")
    dated = found.get("published") or found.get("updated") or found.get("created")
    return {
        "id": stated_id,
        "link": link or (element.get(_RDF_ABOUT) or ""),
        "title": title or "",
        "summary": summary or (contents[0] if contents else "") or found.get("picture_summary") or "",
        "published": dated or "",
        "updated": found.get("updated") or "",
        "content": [{"value": value} for value in contents],
        "authors": authors,
        "language": found.get("language") or element.get(_XML_LANG) or "",
    }


def _link(element: etree._Element, url: str) -> str:
    """The address of a link to the article itself; "" of any other link."""
    if element.get("href") is None and not (element.text or "").strip():
        return (element.tail or "").strip()  # <link/>http://…
    if element.get("href") is None:
        return _address(element, url)
    kind = (element.get("type") or "text/html").strip().lower()
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
        return urljoin(base, stated) if stated else ""
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
    named = [_value(part) for part in element if _kind(part)[1] == "name"]
    yield from named or ([_value(element)] if not len(element) else [])
