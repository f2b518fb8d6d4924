"""Which vocabulary an element of a feed belongs to, and what its name stands for: Atom, RSS, RDF, Dublin Core, and the
modules that carry texts."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

CORE = "core"
"""RSS and Atom themselves."""
_VOCABULARIES = {
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "www.w3.org/1999/xhtml": "xhtml",
    "prismstandard.org/namespaces/1.2/basic": "prism",
    "prismstandard.org/namespaces/basic/2.0": "prism",
    "news.yandex.ru": "yandex",
    "turbo.yandex.ru": "turbo",
}
"""By address without scheme and without the slash at its end, which feeds write as they please."""
_PREFIXES = frozenset(_VOCABULARIES.values())
"""What these stand for where a feed forgets to say it."""
_CORES = ("", "www.w3.org/2005/atom", "purl.org/atom/ns")
_CORE_BEGINNINGS = ("purl.org/rss/", "my.netscape.com/", "backend.userland.com/", "purl.org/net/rss")
_SCHEME = re.compile(r"https?://")

FIELDS = {
    (CORE, "title"): "title",
    ("dc", "title"): "other_title",
    ("media", "title"): "picture_title",
    ("itunes", "title"): "other_title",
    (CORE, "guid"): "id",
    (CORE, "id"): "id",
    (CORE, "pubdate"): "published",
    (CORE, "published"): "published",
    (CORE, "issued"): "published",
    ("dcterms", "issued"): "published",
    ("dc", "date"): "updated",
    ("dcterms", "modified"): "updated",
    (CORE, "updated"): "updated",
    (CORE, "modified"): "updated",
    (CORE, "date"): "updated",
    (CORE, "lastbuilddate"): "updated",
    (CORE, "created"): "created",
    ("dcterms", "created"): "created",
    ("dcterms", "available"): "created",
    ("prism", "publicationdate"): "created",
    (CORE, "description"): "summary",
    (CORE, "summary"): "summary",
    (CORE, "abstract"): "summary",
    ("dc", "description"): "other_summary",
    ("itunes", "summary"): "other_summary",
    ("itunes", "subtitle"): "subtitle",
    ("media", "description"): "picture_summary",
    (CORE, "language"): "language",
    ("dc", "language"): "language",
}
CONTENT = frozenset(
    {
        ("content", "encoded"),
        (CORE, "content"),
        (CORE, "fullitem"),
        ("xhtml", "body"),
        ("xhtml", "div"),
        ("yandex", "full-text"),
        ("turbo", "content"),
    }
)
AUTHORS = frozenset({(CORE, "author"), ("dc", "creator"), ("dc", "author"), (CORE, "creator")})


def kind_of(element: etree._Element, home: etree._Element | None = None) -> tuple[str, str]:
    """Vocabulary and lower-case name of an element; ("", "") of a comment.

    ``home`` is the entry or feed that it stands in: what shares the namespace of that, and its prefix, is the feed's
    own, whatever address it is given.
    """
    tag = element.tag
    if not isinstance(tag, str):
        return "", ""
    space, name = _read(tag)
    if space != CORE and home is not None and tag[0] == "{" and element.prefix == home.prefix:
        own = str(home.tag)
        if own[0] == "{" and tag.startswith(own[: own.index("}") + 1]) and ":" not in tag[tag.index("}") :]:
            return CORE, name
    return space, name


@lru_cache(maxsize=1_024)
def _read(tag: str) -> tuple[str, str]:
    space, _, name = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    name = name.lower()
    if ":" in name:  # its prefix is declared nowhere
        prefix, _, name = name.partition(":")
        return (prefix if prefix in _PREFIXES else CORE if prefix in {"atom", "rss"} else "other"), name
    space = _SCHEME.sub("", space.strip().lower(), count=1).rstrip("/#")
    if space in _CORES or (space.startswith(_CORE_BEGINNINGS) and "/modules/" not in space):
        return CORE, name
    return _VOCABULARIES.get(space, "other"), name
