"""Lists of feeds as other readers keep them: OPML 2.0 (http://opml.org/spec2.opml) in and out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from pydantic import TypeAdapter, ValidationError

from crawler.outlets import Outlet
from crawler.shapes import Language, Url

_URL: TypeAdapter[str] = TypeAdapter(Url)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_LONGEST_ID = 60
_COMMON_LABELS = frozenset({"www", "rss", "feeds", "feed", "news", "com", "org", "net", "co"})


class OpmlError(ValueError):
    """The file is no OPML, or holds no feed."""


@dataclass(frozen=True)
class Subscription:
    """One feed of an OPML file."""

    title: str
    feed: str
    """Address of the feed."""
    site: str = ""
    """Address of the site, where the file gives one."""
    language: str = ""
    """Two letters, where the file gives them."""
    folders: tuple[str, ...] = ()
    """Titles of the outlines around it, from the outside in."""


def read_opml(raw: bytes) -> list[Subscription]:
    """The feeds of an OPML file, in its order, each address once.

    Outlines without a usable address are passed over. Entities are not resolved and nothing is fetched. Raises
    OpmlError when the file is no OPML or has no feed in it.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"this is no OPML file: {error}") from None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("this is no OPML file: it does not begin with <opml>")
    found: dict[str, Subscription] = {}
    for outline in root.iter("outline", "Outline", "OUTLINE"):
        told = {name.lower(): value for name, value in outline.items()}  # readers disagree on capitals
        feed = _address(told.get("xmlurl") or "")
        if feed and feed not in found:
            found[feed] = Subscription(
                title=_line(told.get("title") or told.get("text") or "") or urlsplit(feed).hostname or feed,
                feed=feed,
                site=_address(told.get("htmlurl") or ""),
                language=_language(told.get("language") or ""),
                folders=tuple(_line(up.get("title") or up.get("text") or "") for up in _around(outline)),
            )
    if not found:
        raise OpmlError("the file holds no feed (no outline with an xmlUrl)")
    return list(found.values())


def as_outlets(
    subscriptions: Iterable[Subscription],
    *,
    language: str,
    country: str,
    taken: Collection[str] = (),
    status: str = "test",
) -> list[dict[str, Any]]:
    """Outlets for outlets.yaml, one a site: feeds of one site are put together.

    OPML knows no country and seldom a language, so both must be given; a feed's own language wins. `taken` are ids that
    are in use. New outlets are on trial (`status: test`) unless told otherwise; folders become tags.
    """
    ids = set(taken)
    outlets: dict[str, dict[str, Any]] = {}
    for one in subscriptions:
        site = (urlsplit(one.site or one.feed).hostname or one.feed).removeprefix("www.")
        if site in outlets:
            outlets[site]["feeds"].append(one.feed)
            continue
        name = free_id(one.title, site, ids)
        ids.add(name)
        outlets[site] = {
            "id": name,
            "name": one.title,
            "language": one.language or language,
            "country": country,
            "feeds": [one.feed],
            **({"tags": tags} if (tags := [tag for folder in one.folders if (tag := _slug(folder))]) else {}),
            "status": status,
        }
    return list(outlets.values())


def write_opml(outlets: Sequence[Outlet], *, now: datetime) -> bytes:
    """The feeds of outlets as OPML 2.0 in UTF-8; outlets without a feed are left out. `now` is aware."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Tocsin outlets"
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for outlet in outlets:
        for feed in outlet.feeds:
            etree.SubElement(
                body,
                "outline",
                type="rss",
                text=_line(outlet.name),
                title=_line(outlet.name),
                xmlUrl=feed.url,
                htmlUrl="{0.scheme}://{0.netloc}/".format(urlsplit(feed.url)),
                language=outlet.language,
                category=",".join(_line(tag) for tag in outlet.tags),
            )
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _around(outline: Any) -> list[Any]:
    return [up for up in reversed(list(outline.iterancestors("outline"))) if not up.get("xmlUrl")]


def _address(text: str) -> str:
    address = re.sub(r"^feed:(//)?(?=https?:)", "", text.strip()).replace("feed://", "http://", 1)
    try:
        return _URL.validate_python(address)
    except ValidationError:
        return ""


def _language(text: str) -> str:
    try:
        return _LANGUAGE.validate_python(text.strip().lower()[:2])
    except ValidationError:
        return ""


def _line(text: str) -> str:
    """One line of text that may stand in XML and in YAML."""
    kept = "".join(char if char.isprintable() or char == "\u200c" else " " for char in text)
    return " ".join(kept.split())


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")


def free_id(title: str, site: str, taken: Collection[str]) -> str:
    """A readable id: from the title, or from the host where the title is not in Latin letters."""
    labels = [label for label in site.split(".")[:-1] if label not in _COMMON_LABELS]
    base = _slug(title) or _slug("-".join(labels)) or "outlet"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base[: _LONGEST_ID - 5]}-{number}"
    return name
