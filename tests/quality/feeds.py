"""Invented feeds in the manner of real ones, and how far our reading of them is that of feedparser."""

from __future__ import annotations

import html
import io
import json
import random
import re
import unicodedata
import warnings
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import feedparser

from crawler.feeds import parse_feed

SITE = "https://wire.example"
URL = f"{SITE}/feeds/all.xml"
FORMATS = ("rss091", "rss092", "rss2", "rdf", "atom03", "atom1", "json1", "json11")
_SAID = {
    "en": "harbour ferry strike council opens bridge after storm minister says talks resume on grain prices",
    "ru": "порт паром забастовка совет открыл мост после шторма министр заявил переговоры о ценах на зерно",
    "fa": "بندر کشتی اعتصاب شورا پل پس از توفان وزیر گفت گفتگو درباره قیمت غلات",
}
_WORDS = {language: said.split() for language, said in _SAID.items()}
_CHARSETS = {
    "en": ("utf-8", "utf-8", "iso-8859-1", "us-ascii"),
    "ru": ("utf-8", "windows-1251", "koi8-r", "utf-16"),
    "fa": ("utf-8", "utf-8", "utf-16"),
}
_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
_RFC822 = (
    "%a, %d %b %Y %H:%M:%S {zone}",
    "%d %b %Y %H:%M:%S {zone}",
    "%a, %d %b %Y %H:%M {zone}",
    "%a, %d %b %y %H:%M:%S {zone}",
    "%a,  %d %b %Y %H:%M:%S {zone}",
)
_W3C = ("%Y-%m-%dT%H:%M:%S{colon}", "%Y-%m-%dT%H:%M{colon}", "%Y-%m-%dT%H:%M:%S.250{colon}", "%Y-%m-%d")


@dataclass(frozen=True)
class Written:
    """An entry as it was meant."""

    title: str
    link: str
    date: datetime | None


@dataclass(frozen=True)
class Sample:
    """One invented feed."""

    name: str
    """Format, language and charset."""
    body: bytes
    entries: tuple[Written, ...]


@dataclass(frozen=True)
class Deviation:
    """A field that we read otherwise."""

    feed: str
    field: str
    ours: str
    theirs: str
    as_written: bool
    """Ours is what was meant: feedparser has it wrong."""


def sample(seed: int) -> Sample:
    """The feed number ``seed``, always the same."""
    return _Writer(random.Random(seed)).feed()


def broken(seed: int) -> bytes:
    """The feed number ``seed``, damaged: octets changed, parts cut out, doubled or moved, tags strewn in."""
    chance = random.Random(~seed)
    body = bytearray(sample(seed).body)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body) + 1)
        end = min(len(body), at + chance.choice((1, 3, 40, 400)))
        match chance.randrange(6):
            case 0:
                body[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 1:
                del body[at:end]
            case 2:
                body[at:at] = body[at:end]
            case 3:
                del body[at:]
            case 4:
                body[at:at] = chance.choice(_SOUP)
            case _:
                body = body[at:] + body[:at]
    return bytes(body)


_SOUP = (
    *(b"</item>", b"<item>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<p><b></p>", b"&bogus;", b"&#x0;", b"&#55357;"),
    *(
        b"<feed>",
        b"</rss>",
        b"<?xml version='1.0'?>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"\x00",
        b"\xff\xfe",
        b'"',
        b"<",
    ),
)


def compare(made: Sample) -> tuple[int, list[Deviation]]:
    """How many fields were compared with feedparser's (of JSON, which it does not read, with what was written), and
    those that differ."""
    ours = [Written(one.title, one.link, _second(one.published)) for one in parse_feed(made.body, URL).entries]
    meant = [replace(one, date=_second(one.date)) for one in made.entries]
    theirs = meant if made.name.startswith("json") else list(_theirs(made.body))
    if len(ours) != len(theirs):
        fault = Deviation(made.name, "entries", str(len(ours)), str(len(theirs)), as_written=ours == meant)
        return 3 * len(ours) + 1, [fault] * (3 * len(ours) + 1)
    faults = []
    for mine, other, written in zip(ours, theirs, meant, strict=True):
        for field in ("title", "link", "date"):
            one, two = str(getattr(mine, field)), str(getattr(other, field))
            if one != two:
                faults.append(Deviation(made.name, field, one, two, as_written=one == str(getattr(written, field))))
    return 3 * len(theirs) + 1, faults


def _second(date: datetime | None) -> datetime | None:
    """feedparser's dates have no fractions."""
    return date and date.replace(microsecond=0)


def _theirs(body: bytes) -> Iterator[Written]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read: Any = feedparser.parse(io.BytesIO(body), response_headers={"content-location": URL})
        for entry in read.entries:
            when = entry.get("published_parsed") or entry.get("updated_parsed")
            date = datetime.fromtimestamp(timegm(when), UTC) if when else None
            yield Written(_plain(entry.get("title", "")), entry.get("link", ""), date)


def _plain(text: str) -> str:
    for _ in range(2):
        text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", " ", text))
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Writer:
    """Writes one feed, each feature by chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._format = chance.choice(FORMATS)
        self._language = chance.choice(tuple(_WORDS))
        self._charset = chance.choice(_CHARSETS[self._language])
        self._based = self._format in {"atom1", "rss2"} and chance.random() < 0.2

    def feed(self) -> Sample:
        entries = [self._entry(number) for number in range(self._chance.randint(1, 12))]
        written = tuple(entry for entry, _ in entries)
        if self._format.startswith("json"):
            return Sample(f"{self._format} {self._language}", self._json(entries), written)
        text = self._around("".join(markup for _, markup in entries))
        body = text.encode(self._charset, "xmlcharrefreplace")
        if self._charset == "utf-8" and self._chance.random() < 0.2:
            body = b"\xef\xbb\xbf" + body
        return Sample(f"{self._format} {self._language} {self._charset}", body, written)

    def _around(self, items: str) -> str:
        declared = self._charset if self._charset != "utf-16" or self._chance.random() < 0.5 else "utf-8"
        stated = f' encoding="{declared}"' if self._charset != "utf-8" or self._chance.random() < 0.8 else ""
        head = f'<?xml version="1.0"{stated}?>\n' if stated or self._chance.random() < 0.7 else ""
        if head and self._chance.random() < 0.1 and self._charset == "utf-8":
            head = "\n" + head
        if self._chance.random() < 0.2:
            head += "<!-- made by the desk -->\n"
        base = f' xml:base="{SITE}/news/"' if self._based else ""
        title = f"<title>{escape(self._words(2))}</title>"
        if self._format == "atom1":
            return f'{head}<feed xmlns="http://www.w3.org/2005/Atom"{base}>{title}<link href="{SITE}/"/>{items}</feed>'
        if self._format == "atom03":
            link = f'<link rel="alternate" href="{SITE}/"/>'
            return f'{head}<feed version="0.3" xmlns="http://purl.org/atom/ns#">{title}{link}{items}</feed>'
        channel = f"{title}<link>{SITE}/</link><description>News</description>"
        if self._format == "rdf":
            rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            return f'{head}<rdf:RDF {rdf} {_NAMESPACES}><channel rdf:about="{URL}">{channel}</channel>{items}</rdf:RDF>'
        version = {"rss091": "0.91", "rss092": "0.92", "rss2": "2.0"}[self._format]
        names = f" {_NAMESPACES}" if self._format == "rss2" else ""
        own = f'<atom:link rel="self" href="{URL}"/>' if self._format == "rss2" and self._chance.random() < 0.5 else ""
        image = f"<image><title>Logo</title><url>{SITE}/logo.png</url><link>{SITE}/</link></image>"
        between = image if self._chance.random() < 0.4 else ""
        return f'{head}<rss version="{version}"{names}{base}><channel>{channel}{own}{between}{items}</channel></rss>'

    def _entry(self, number: int) -> tuple[Written, Any]:
        title = self._words(self._chance.randint(2, 7)).capitalize()
        link, written_link = self._link(number)
        date, written_date = self._date()
        if self._format.startswith("json"):
            item = {"id": f"n-{number}", "url": written_link, "title": title, "content_html": f"<p>{title}</p>"}
            if date is not None:
                item["date_published"] = date.astimezone(timezone(timedelta(hours=3, minutes=30))).isoformat()
            return Written(title, link, date), item
        shown, markup = self._title(title)
        entry = self._atom if self._format.startswith("atom") else self._rss
        return Written(shown, link, date), entry(number, markup, written_link, written_date)

    def _rss(self, number: int, title: str, link: str, date: str) -> str:
        link = self._chance.choice((escape(link), f"\n  {escape(link)}\n", f"<![CDATA[{link}]]>"))
        parts = [f"<title>{title}</title>", f"<link>{link}</link>"]
        plain = self._format in {"rss091", "rss092"}
        if date:
            parts.append(
                f"<pubDate>{date}</pubDate>"
                if "T" not in date and not date[:4].isdigit()
                else f"<dc:date>{date}</dc:date>"
            )
        if not plain:
            extras = (
                f"<dc:creator>{escape(self._words(2))}</dc:creator>",
                f"<content:encoded><![CDATA[<p>{self._words(9)}</p>]]></content:encoded>",
                f'<media:content url="{SITE}/p.jpg"><media:title>{self._words(2)}</media:title></media:content>',
                "<itunes:duration>4:05</itunes:duration>",
                f"<description>{escape(f'<p>{self._words(6)}</p>')}</description>",
            )
            parts += [extra for extra in extras if self._chance.random() < 0.4]
        if self._format == "rss2" and self._chance.random() < 0.7:
            parts.append(f'<guid isPermaLink="false">n-{number * 7919}</guid>')
        self._chance.shuffle(parts)
        about = f" rdf:about={quoteattr(f'{SITE}/{number}')}" if self._format == "rdf" else ""
        return f"<item{about}>{''.join(parts)}</item>\n"

    def _atom(self, number: int, title: str, link: str, date: str) -> str:
        kind = ' type="html"' if "&lt;" in title or "CDATA" in title or "&amp;" in title else ""
        if self._format == "atom03" and kind:
            kind = ' type="text/html" mode="escaped"'
        parts = [f"<title{kind}>{title}</title>", f"<id>tag:wire.example,2026:{number}</id>"]
        rel = (
            self._chance.choice((' rel="alternate"', ""))
            if self._format == "atom1"
            else ' rel="alternate" type="text/html"'
        )
        links = [f"<link{rel} href={quoteattr(link)}/>"]
        if self._chance.random() < 0.4:
            links.insert(self._chance.randrange(2), f'<link rel="edit" href="{SITE}/edit/{number}"/>')
        parts.append("".join(links))
        if date:
            names = ("published", "updated") if self._format == "atom1" else ("issued", "modified")
            parts += [f"<{name}>{date}</{name}>" for name in names]
        authors = "".join(f"<author><name>{self._words(2)}</name></author>" for _ in range(self._chance.randrange(3)))
        parts += [authors, f"<summary>{escape(self._words(6))}</summary>"]
        return f"<entry>{''.join(parts)}</entry>\n"

    def _json(self, entries: list[tuple[Written, Any]]) -> bytes:
        version = "https://jsonfeed.org/version/1" + (".1" if self._format == "json11" else "")
        made = {"version": version, "title": self._words(2), "items": [item for _, item in entries]}
        return json.dumps(made, ensure_ascii=self._chance.random() < 0.5).encode()

    def _title(self, title: str) -> tuple[str, str]:
        style = self._chance.randrange(8)
        if style == 0:
            return title, f"<![CDATA[{title}]]>"
        if style == 1:
            return f"{title} & Co", escape(f"{title} & Co") if not self._format.startswith("atom") else escape(
                title
            ) + " &amp; Co"
        if style == 2:
            return title, escape(f"<b>{title}</b>")
        if style == 3:
            return title, "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in title)
        if style == 4 and self._charset == "utf-8":
            return f"{title} – report", f"{title} &ndash; report"
        if style == 5:
            return title, f"\n    {title}\n  "
        if style == 6 and not self._format.startswith("atom"):
            return f"{title} “quoted”", f"{title} &amp;ldquo;quoted&amp;rdquo;"
        return title, escape(title)

    def _link(self, number: int) -> tuple[str, str]:
        path = f"{number}/{self._chance.randrange(10**6)}"
        if self._based:
            return f"{SITE}/news/{path}", path
        style = self._chance.randrange(5)
        if style == 0 and self._format != "rdf":
            return f"{SITE}/{path}", f"/{path}"
        if style == 1:
            return f"{SITE}/{path}?a=1&b=2", f"{SITE}/{path}?a=1&b=2"
        return f"{SITE}/{path}", f"{SITE}/{path}"

    def _date(self) -> tuple[datetime | None, str]:
        if self._chance.random() < 0.12:
            return None, ""
        minutes = self._chance.choice((0, 0, 60, 180, 210, -300))
        zone = timezone(timedelta(minutes=minutes))
        local = datetime(2026, 1, 1, tzinfo=zone) + timedelta(minutes=self._chance.randrange(500_000))
        colon = (
            local.strftime("%z")[:3] + ":" + local.strftime("%z")[3:]
            if minutes
            else self._chance.choice(("Z", "+00:00"))
        )
        number = local.strftime("%z") if minutes else self._chance.choice(("GMT", "+0000", "UT"))
        number = "EST" if minutes == -300 and self._chance.random() < 0.5 else number
        dated = self._format.startswith(("atom", "rdf")) or (self._format == "rss2" and self._chance.random() < 0.2)
        pattern = self._chance.choice(_W3C if dated else _RFC822)
        written = local.strftime(pattern).format(zone=number, colon=colon)
        return (datetime.fromisoformat(f"{written}T00:00Z") if len(written) == 10 else local.astimezone(UTC)), written

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS[self._language], k=count))
