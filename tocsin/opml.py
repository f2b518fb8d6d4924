"""Lists of feeds as other readers keep them: reads OPML 2.0 (http://opml.org/spec2.opml), which `opml_out` writes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree
from pydantic import TypeAdapter, ValidationError

from crawler.shapes import Country, Id, Language, Url
from crawler.site_names import feed_name

_URL: TypeAdapter[str] = TypeAdapter(Url)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_COUNTRY: TypeAdapter[str] = TypeAdapter(Country)
_ID: TypeAdapter[str] = TypeAdapter(Id)
OURS: Final = "urn:tocsin:outlets"
"""Namespace of what OPML has no word for, as the specification provides for: other readers pass over it."""
_FEED: Final = re.compile(rb"\bxmlurl\s*=", re.IGNORECASE)
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
    """Tags of the outlet, in a file that Tocsin wrote; categories in others."""
    note: str = ""
    """The description, in a file that Tocsin wrote."""


@dataclass(frozen=True)
class Listed:
    """What an OPML file holds."""

    feeds: list[Subscription]
    """In the order of the file, each address once."""
    skipped: list[str]
    """Outlines that tell of no further feed, each with its line and the reason, for people."""
    told: list[str]
    """What was taken otherwise than it stands: that the file is damaged, and addresses of another scheme."""


def read_opml(raw: bytes) -> Listed:
    """The feeds of an OPML file, and what was passed over: outlines without a usable address, and repeats.

    Of a damaged file what can be read is read, and told. Entities are not resolved and nothing is fetched. Raises
    OpmlError when the file is no OPML or has no feed in it.
    """
    safe: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    damage = ""
    try:
        root = etree.fromstring(raw, etree.XMLParser(**safe))
    except (etree.XMLSyntaxError, ValueError) as error:
        damage = str(getattr(error, "msg", error))
        try:
            root = etree.fromstring(raw, etree.XMLParser(recover=True, **safe))
        except (etree.XMLSyntaxError, ValueError):
            raise OpmlError(f"this is no OPML file: {error}") from None
    # By hand: a damaged file has names that are none (":x", "x:"), which etree.QName refuses to take apart.
    if root is None or str(root.tag).rpartition("}")[2].lower() != "opml":
        raise OpmlError("this is no OPML file: it does not begin with <opml>")
    found: dict[str, Subscription] = {}
    skipped: list[str] = []
    told: list[str] = []
    addresses = 0
    for outline in root.iter("outline", "Outline", "OUTLINE"):
        said = {name.lower(): value for name, value in outline.items()}  # readers disagree on capitals
        title, written = one_line(said.get("title") or said.get("text") or ""), one_line(said.get("xmlurl") or "")
        addresses += "xmlurl" in said
        feed = _address(written)
        if feed and feed not in found:
            found[feed] = _subscription(outline, said, title, feed)
            if urlsplit(written).scheme == "feed":
                told.append(f"line {outline.sourceline}, '{title}': {written} is taken as {feed}")
        elif written or len(outline) == 0:
            why = f"{feed} is listed above" if feed else f"'{written}' is no web address" if written else "no xmlUrl"
            skipped.append(f"line {outline.sourceline}, '{title}': {why}")
    if not found:
        raise OpmlError("the file holds no feed (no outline with an xmlUrl)")
    if damage:
        there = max(len(_FEED.findall(raw)), addresses)
        lost = there - addresses
        read = f"{lost} of the {there} feeds in it could not be read" if lost else f"all {there} feeds in it were read"
        told.insert(0, f"the file is damaged ({damage}): {read}")
    return Listed(list(found.values()), skipped, told)


def _subscription(outline: Any, told: dict[str, str], title: str, feed: str) -> Subscription:
    """An outline whose address is `feed`; `told` are its attributes under small names."""
    outlet = _valid(_ID, told.get(f"{{{OURS}}}outlet") or "")
    return Subscription(
        title=title or urlsplit(feed).hostname or feed,
        feed=feed,
        site=_address(told.get("htmlurl") or ""),
        language=_valid(_LANGUAGE, (told.get("language") or "").strip().lower()[:2]),
        folders=tuple(one_line(up.get("title") or up.get("text") or "") for up in _around(outline)),
        outlet=outlet,
        country=_valid(_COUNTRY, told.get(f"{{{OURS}}}country") or ""),
        tags=tuple(filter(None, map(one_line, (told.get("category") or "").split(",")))),
        note=one_line(told.get("description") or "") if outlet else "",
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
    (`status: test`) unless told otherwise; folders and categories become tags.
    """
    ids = set(taken)
    outlets: list[dict[str, Any]] = []
    for feeds in _together(subscriptions):
        first = feeds[0]
        title = first.title if first.outlet else feed_name(first.title) or first.title
        name = first.outlet if first.outlet and first.outlet not in ids else free_id(title, _host(first), ids)
        ids.add(name)
        tags = list(first.tags) if first.outlet else _tags(feeds)
        outlets.append(
            {
                "id": name,
                "name": title,
                "language": next((one.language for one in feeds if one.language), language),
                "country": first.country or country,
                "feeds": [one.feed for one in feeds],
                **({"tags": tags} if tags else {}),
                **({"note": first.note} if first.note else {}),
                "status": status,
            }
        )
    return outlets


def _tags(feeds: Iterable[Subscription]) -> list[str]:
    """Folders, and the parts of categories such as "/news/world"."""
    words = (word for one in feeds for name in (*one.folders, *one.tags) for word in name.split("/"))
    return list(dict.fromkeys(tag for word in words if (tag := _tag(word))))


def _tag(text: str) -> str:
    """Small letters and dashes where the text is in Latin ones, else the text itself: a tag may be of any letters."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _slug(text) if plain.isascii() else " ".join(text.casefold().replace(",", " ").split())


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


def one_line(text: str) -> str:
    """One line of text that may stand in XML and in YAML."""
    kept = "".join(char if char.isprintable() or char == "\u200c" else " " for char in text)
    return " ".join(kept.split())


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")


def free_id(title: str, site: str, taken: Collection[str]) -> str:
    """A readable id: from the title, or from the host where the title is not in Latin letters."""
    labels = [
        label for label in site.partition(":")[0].split(".")[:-1] if not (label in _COMMON_LABELS or label.isdigit())
    ]
    base = _slug(title) or _slug("-".join(labels)) or "outlet"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base[: _LONGEST_ID - 5]}-{number}"
    return name
