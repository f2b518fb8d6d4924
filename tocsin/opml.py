"""Lists of feeds as other readers keep them: OPML 2.0 (http://opml.org/spec2.opml) in and out.

What OPML has no word for (which outlet a feed belongs to, its country) is written as attributes of a namespace of our
own, as the specification provides for; other readers pass over them, and the outlets come back as they were.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree
from pydantic import TypeAdapter, ValidationError

from crawler.outlets import Outlet
from crawler.shapes import Country, Id, Language, Url

_URL: TypeAdapter[str] = TypeAdapter(Url)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_COUNTRY: TypeAdapter[str] = TypeAdapter(Country)
_ID: TypeAdapter[str] = TypeAdapter(Id)
_OURS: Final = "urn:tocsin:outlets"
_PARTING: Final = re.compile(r"\s*[|:,–—»›/]\s*|\s+-\s+")
"""What stands between the name of an outlet and the one of a feed of it: "Quay Post – ships"."""
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
    outlet: str = ""
    """Id of the outlet it belongs to, in a file that Tocsin wrote."""
    country: str = ""
    """Two capitals, in a file that Tocsin wrote."""
    tags: tuple[str, ...] = ()
    """Tags of the outlet, in a file that Tocsin wrote."""


@dataclass(frozen=True)
class Listed:
    """What an OPML file holds."""

    feeds: list[Subscription]
    """In the order of the file, each address once."""
    skipped: list[str]
    """Outlines that tell of no further feed, each with its line and the reason, for people."""


def read_opml(raw: bytes) -> Listed:
    """The feeds of an OPML file, and what was passed over: outlines without a usable address, and repeats.

    Entities are not resolved and nothing is fetched. Raises OpmlError when the file is no OPML or has no feed in it.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"this is no OPML file: {error}") from None
    # By hand: a damaged file has names that are none (":x", "x:"), which etree.QName refuses to take apart.
    if root is None or str(root.tag).rpartition("}")[2].lower() != "opml":
        raise OpmlError("this is no OPML file: it does not begin with <opml>")
    found: dict[str, Subscription] = {}
    skipped: list[str] = []
    for outline in root.iter("outline", "Outline", "OUTLINE"):
        told = {name.lower(): value for name, value in outline.items()}  # readers disagree on capitals
        title, written = _line(told.get("title") or told.get("text") or ""), _line(told.get("xmlurl") or "")
        feed = _address(written)
        if feed and feed not in found:
            found[feed] = _subscription(outline, told, title, feed)
        elif written or len(outline) == 0:
            why = f"{feed} is listed above" if feed else f"'{written}' is no web address" if written else "no xmlUrl"
            skipped.append(f"line {outline.sourceline}, '{title}': {why}")
    if not found:
        raise OpmlError("the file holds no feed (no outline with an xmlUrl)")
    return Listed(list(found.values()), skipped)


def _subscription(outline: Any, told: dict[str, str], title: str, feed: str) -> Subscription:
    """An outline whose address is `feed`; `told` are its attributes under small names."""
    outlet = _valid(_ID, told.get(f"{{{_OURS}}}outlet") or "")
    return Subscription(
        title=title or urlsplit(feed).hostname or feed,
        feed=feed,
        site=_address(told.get("htmlurl") or ""),
        language=_valid(_LANGUAGE, (told.get("language") or "").strip().lower()[:2]),
        folders=tuple(_line(up.get("title") or up.get("text") or "") for up in _around(outline)),
        outlet=outlet,
        country=_valid(_COUNTRY, told.get(f"{{{_OURS}}}country") or ""),
        tags=tuple(filter(None, map(_line, (told.get("category") or "").split(",")))) if outlet else (),
    )


def as_outlets(
    subscriptions: Iterable[Subscription],
    *,
    language: str,
    country: str,
    taken: Collection[str] = (),
    status: str = "test",
) -> list[dict[str, Any]]:
    """Outlets for outlets.yaml: feeds that plainly belong together are put together, no others.

    One host is not enough: strangers share the hosts of blogs. See `_together`. OPML knows no country and seldom a
    language, so both must be given; a feed's own win. `taken` are ids that are in use. New outlets are on trial
    (`status: test`) unless told otherwise; folders become tags.
    """
    ids = set(taken)
    outlets: list[dict[str, Any]] = []
    for feeds in _together(subscriptions):
        first = feeds[0]
        title = first.title
        name = first.outlet if first.outlet and first.outlet not in ids else free_id(title, _host(first), ids)
        ids.add(name)
        tags = list(first.tags) or [tag for folder in first.folders if (tag := _slug(folder))]
        outlets.append(
            {
                "id": name,
                "name": title,
                "language": next((one.language for one in feeds if one.language), language),
                "country": first.country or country,
                "feeds": [one.feed for one in feeds],
                **({"tags": tags} if tags else {}),
                "status": status,
            }
        )
    return outlets


def _together(subscriptions: Iterable[Subscription]) -> list[list[Subscription]]:
    """Feeds by outlet, in the order of their first ones.

    They are of one outlet if Tocsin wrote so; else if host and port are the same, no two languages are stated, and
    they name the same page as their site, or bear the same name. Where one names no site, the names need to agree only
    up to what parts the outlet's name from the feed's.
    """
    groups: list[list[Subscription]] = []
    known: dict[tuple[str, ...], list[list[Subscription]]] = defaultdict(list)
    for one in subscriptions:
        candidates = (group for key in _signs(one, asking=True) for group in known.get(key, ()))
        group = next((group for group in candidates if _one_language(one, group)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        for key in _signs(one, asking=False):
            if not any(group is other for other in known[key]):
                known[key].append(group)
    return groups


def _signs(one: Subscription, *, asking: bool) -> Iterator[tuple[str, ...]]:
    """What a feed is known by (`asking`: what it looks for others by)."""
    if one.outlet:
        yield "outlet", one.outlet
        return
    host, name = _host(one), one.title.casefold()
    head = _PARTING.split(name)[0] or name
    if one.site:
        parts = urlsplit(one.site)
        yield "page", host, parts.path.rstrip("/"), parts.query
    yield "name", host, name
    if one.site:
        yield "head of one without a site" if asking else "head", host, head
    else:
        yield "head", host, head
        if not asking:
            yield "head of one without a site", host, head


def _one_language(one: Subscription, group: Sequence[Subscription]) -> bool:
    stated = next((other.language for other in group if other.language), "")
    return not (stated and one.language) or stated == one.language


def _host(one: Subscription) -> str:
    """Host and, where one is given, port of its site, else of the feed."""
    return urlsplit(one.site or one.feed).netloc.lower().removeprefix("www.")


def write_opml(outlets: Sequence[Outlet], *, now: datetime) -> bytes:
    """The feeds of outlets as OPML 2.0 in UTF-8; outlets without a feed are left out. `now` is aware."""
    root = etree.Element("opml", version="2.0", nsmap={"tocsin": _OURS})
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
                **{f"{{{_OURS}}}outlet": outlet.id, f"{{{_OURS}}}country": outlet.country},
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


def _valid(shape: TypeAdapter[str], text: str) -> str:
    try:
        return shape.validate_python(text)
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
    labels = [label for label in site.partition(":")[0].split(".")[:-1] if label not in _COMMON_LABELS]
    base = _slug(title) or _slug("-".join(labels)) or "outlet"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base[: _LONGEST_ID - 5]}-{number}"
    return name
