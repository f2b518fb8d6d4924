"""Outlets written as OPML 2.0 (http://opml.org/spec2.opml), for other readers and for `tocsin.opml` to read again.

Which outlet a feed belongs to and its country are written as attributes of a namespace of our own; of the rest people
are told that it does not come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from crawler.outlets import Outlet
from tocsin.opml import OURS, one_line

_TOLD_OTHERWISE: Final = frozenset({"id", "name", "language", "country", "feeds", "tags", "note", "status"})


def write_opml(outlets: Sequence[Outlet], *, now: datetime) -> bytes:
    """The feeds of outlets as OPML 2.0 in UTF-8; outlets without a feed are left out. `now` is aware."""
    root = etree.Element("opml", version="2.0", nsmap={"tocsin": OURS})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Tocsin outlets"
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for outlet in outlets:
        for feed in outlet.feeds:
            line = etree.SubElement(
                body,
                "outline",
                type="rss",
                text=one_line(outlet.name),
                title=one_line(outlet.name),
                xmlUrl=feed.url,
                htmlUrl="{0.scheme}://{0.netloc}/".format(urlsplit(feed.url)),
                language=outlet.language,
                category=",".join(one_line(tag) for tag in outlet.tags),
                **{f"{{{OURS}}}outlet": outlet.id, f"{{{OURS}}}country": outlet.country},
            )
            if outlet.note:
                line.set("description", one_line(outlet.note))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def not_carried(outlets: Sequence[Outlet]) -> Iterator[str]:
    """For people: outlets that `write_opml` leaves out, and settings that are not in what it writes."""
    without = [outlet.id for outlet in outlets if not outlet.feeds]
    if without:
        yield f"left out, as they have no feed: {', '.join(without)}"
    lost: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for outlet in outlets:
        fields = sorted(outlet.model_dump(exclude_defaults=True).keys() - _TOLD_OTHERWISE)
        fields += ["every of a feed"] if any(feed.every is not None for feed in outlet.feeds) else []
        fields += ["note of a feed"] if any(feed.note for feed in outlet.feeds) else []
        if fields and outlet.feeds:
            lost[tuple(fields)].append(outlet.id)
    for names, ids in lost.items():
        yield f"does not come back from OPML: {', '.join(names)} (of {', '.join(ids)})"
    changed = [outlet.id for outlet in outlets if outlet.feeds and outlet.status != "test"]
    if changed:
        yield f"comes back on trial (status: test): {', '.join(changed)}"
