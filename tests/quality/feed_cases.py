"""Feeds as the specifications allow them and as people get them wrong, one habit each, and what feedparser makes of
them.

Written from the specifications (the habits stand in ``feed_cases.txt``): RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, the
modules that go with them, XML base, RFC 822 and W3C dates. Each is read by us and by feedparser; fields on which we
differ on purpose stand in `OTHERWISE`.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import warnings
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from crawler.feeds import parse_feed

URL = "http://wire.example/news/feed.xml"
_MODULES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "media": "http://search.yahoo.com/mrss/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "atom": "http://www.w3.org/2005/Atom",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
        "xhtml": "http://www.w3.org/1999/xhtml",
        "georss": "http://www.georss.org/georss",
        "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    }.items()
)
_SHELLS = {
    "rss": f'<rss version="2.0" {_MODULES}><channel><title>T</title><link>http://wire.example/</link>'
    "<description>D</description>{}</channel></rss>",
    "rss_bare": '<rss version="0.91"><channel><title>T</title><link>http://wire.example/</link>{}</channel></rss>',
    "rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    f"{_MODULES}>"
    '<channel rdf:about="http://wire.example/"><title>T</title><link>http://wire.example/</link></channel>{}</rdf:RDF>',
    "rdf090": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>{}</rdf:RDF>',
    "atom": f'<feed xmlns="http://www.w3.org/2005/Atom" {_MODULES}><title>T</title><id>urn:f</id>'
    '<link href="http://wire.example/"/>{}</feed>',
    "atom03": '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><title>'
    'T</title><link rel="alternate" type="text/html" href="http://wire.example/"/>{}</feed>',
    "raw": "{}",
}
_ITEM = "<item><title>A</title><link>http://wire.example/l</link>{}</item>"

OTHERWISE = {
    r"raw rdf_about_only|raw rdf_about_and_link|raw html_link_tag|raw cdf": "an address is taken where it stands",
    r"title script": "scripts are no text",
    r"description angle_quote": "what is between two angles is kept",
    r"link (blank_inside|empty)|entry base_empty_href": "a blank in an address is %20; the feed itself is no article",
    r"link (idn|unicode)": "UTF-8 that is not declared is UTF-8",
    r"item guid_(false|upper)": "an address is one, whatever isPermaLink says of it",
    r"item guid_relative": "ids stay as they are written",
    r"entry rel_iana": "the relation's whole name means the same",
    r"item dc_title_before|(item|entry) media_(content|group)": "the title and text of the entry, not of its picture",
    r"item two_links": "the second is that of another form of the page",
    r"entry two_alternates": "the first of two languages, as each stands for the article",
    r"dcterms_created|prism_date|created03": "a date of making stands in for one of publishing",
    r"(pubDate|dc:date|published) .*(GMT\+1|21 A|24:00|MSK|CES?T|January|Thu,01|:21$|T194821Z|2026/01|PM|janu)": (
        "zones are heeded, and dates read that it cannot read or reads as others"
    ),
    r"오후|년": "Korean is read as it is written",
    r"(pubDate|dc:date|published) (1767|2026-02-30|.*:61Z|-2026|01.02.2026|0000|Mon, 00|.*1970)": (
        "an epoch is one; a day that does not exist is none"
    ),
}
"""Cases (patterns) that we read otherwise, and why."""


@dataclass(frozen=True)
class Fields:
    """An entry, as text: what two readers of feeds are compared by."""

    id: str
    link: str
    title: str
    published: str
    summary: str


def _habits() -> dict[str, dict[str, str]]:
    """What stands in the file: by section, habits by their names."""
    sections: dict[str, dict[str, str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = sections.setdefault(line[3:], {})
        elif line and not line.startswith("#"):
            name, _, value = line.partition(" = ")
            section[name] = value.replace("\\n", "\n").replace("\\v", "\v")
    return sections


def cases() -> Iterator[tuple[str, bytes]]:
    """Every case: its name and the feed."""
    habits = _habits()
    yield from ((name, body.encode()) for name, body in _texts(habits))
    for charset, title in habits["charsets"].items():
        declared = f'<?xml version="1.0" encoding="{charset.removesuffix("-sig")}"?>'
        item = f"<item><title>{title}</title><link>http://wire.example/l</link></item>"
        yield f"charset {charset}", (declared + _SHELLS["rss"].replace("{}", item)).encode(charset)


def _texts(habits: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    yield from ((f"raw {name}", body) for name, body in habits["raw"].items())
    for shell in ("rss", "rss_bare", "rdf", "rdf090"):
        for name, title in habits["titles"].items():
            item = f"<item><title>{title}</title><link>http://wire.example/l</link></item>"
            yield f"{shell} title {name}", _SHELLS[shell].replace("{}", item)
            item = f"<item><title>A</title><link>http://wire.example/l</link><description>{title}</description></item>"
            yield f"{shell} description {name}", _SHELLS[shell].replace("{}", item)
        for name, link in habits["links"].items():
            item = f"<item><title>A</title><link>{link}</link></item>"
            yield f"{shell} link {name}", _SHELLS[shell].replace("{}", item)
    for shell in ("rss", "rdf"):
        for name, item in habits["items"].items():
            yield f"{shell} item {name}", _SHELLS[shell].replace("{}", f"<item>{item}</item>")
    for shell in ("atom", "atom03"):
        for name, entry in habits["entries"].items():
            yield f"{shell} entry {name}", _SHELLS[shell].replace("{}", f"<entry>{entry}</entry>")
        for name, link in habits["links"].items():
            if "<" not in link:
                entry = f'<entry><title>A</title><id>urn:1</id><link rel="alternate" href="{link.strip()}"/></entry>'
                yield f"{shell} link {name}", _SHELLS[shell].replace("{}", entry)
    for date in habits["dates"].values():
        for name in ("pubDate", "dc:date"):
            item = _ITEM.replace("{}", f"<{name}>{date}</{name}>")
            yield f"{name} {date}", _SHELLS["rss"].replace("{}", item)
        entry = f"<entry><title>A</title><id>urn:1</id><published>{date}</published></entry>"
        yield f"published {date}", _SHELLS["atom"].replace("{}", entry)


def ours(body: bytes) -> list[Fields]:
    """What we read."""
    return [
        Fields(one.id, one.link, one.title, one.published.isoformat()[:19] if one.published else "", one.summary)
        for one in parse_feed(body, URL).entries
    ]


def theirs(body: bytes) -> list[Fields]:
    """What feedparser reads, in the same form."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read: Any = feedparser.parse(io.BytesIO(body), response_headers={"content-location": URL})
        return [_fields(entry) for entry in read.entries]


def _fields(entry: Any) -> Fields:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    date = datetime.fromtimestamp(timegm(when), UTC).isoformat()[:19] if when and when[0] > 0 else ""
    summary = plain(entry.get("summary", ""))
    return Fields(entry.get("id", ""), entry.get("link", ""), plain(entry.get("title", "")), date, summary)


def otherwise(name: str) -> str:
    """Why we read the case ``name`` otherwise; "" where we do not."""
    return next((why for pattern, why in OTHERWISE.items() if re.search(pattern, name)), "")


def differences(name: str, body: bytes) -> list[str]:
    """Fields of a case that we read otherwise without a reason. An address that is none of the web is "" for us."""
    mine, other = ours(body), theirs(body)
    if len(mine) != len(other):
        return [f"{name}: {len(mine)} entries, feedparser {len(other)}"]
    if otherwise(name):
        return []
    return [
        f"{name}: {field} {left!r}, feedparser {right!r}"
        for one, two in zip(mine, other, strict=True)
        for field in ("id", "link", "title", "published", "summary")
        if (left := getattr(one, field)) != (right := getattr(two, field))
        and not (field == "link" and not left and not right.startswith("http"))
    ]


def plain(text: str) -> str:
    """Markup as text, in one line."""
    for _ in range(2):
        text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", " ", text))
    return " ".join(unicodedata.normalize("NFC", text).split())
