"""A feed for each digest and alert, for those who prefer a reader: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from alerts.channels import Parcel, Receipt, TransportError
from alerts.channels.file import write_whole

ENTRIES = 300
"""Stories kept in a feed, the newest."""
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedChannel:
    """Adds the stories of an issue to two files. The JSON file is also the memory: the same issue changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, parcel: Parcel) -> Receipt:
        """Write both files anew; each is complete or as it was."""
        issue = json.loads(parcel.content)
        stem = re.sub(r"[^a-z0-9-]+", "-", parcel.recipient)
        path = self.folder / f"{stem}.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            feed = merged(_read(path), issue, stem)
            write_whole(self.folder / f"{stem}.atom", atom(feed))
            write_whole(path, json.dumps(feed, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            what = f"cannot write {error.filename or self.folder}: {error.strerror or error}"
            raise TransportError(what, phase="file", channel_down=True) from error
        return Receipt(None, path.name)

    def close(self) -> None:
        """Nothing is kept open."""


def merged(feed: Mapping[str, Any] | None, issue: Mapping[str, Any], stem: str) -> dict[str, Any]:
    """JSON Feed with the stories of `issue` first, at most 300; one that is known keeps its place in time."""
    fresh = [_item(issue, story) for story in issue["stories"]]
    known = {item["id"] for item in fresh}
    old = [item for item in (feed or {}).get("items", []) if item["id"] not in known]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": issue["title"],
        "description": f"Tocsin: {issue['kind']} {issue['id']}",
        "items": [*fresh, *old][:ENTRIES],
        "_tocsin": {"id": stem, "updated": max(issue["composed"], (feed or {}).get("_tocsin", {}).get("updated", ""))},
    }


def atom(feed: Mapping[str, Any]) -> bytes:
    """The same feed as Atom 1.0, in UTF-8."""
    root = Element("feed", {"xmlns": _ATOM})
    _add(root, "id", f"urn:tocsin:{feed['_tocsin']['id']}")
    _add(root, "title", feed["title"])
    _add(root, "updated", feed["_tocsin"]["updated"])
    _add(SubElement(root, "author"), "name", "Tocsin")
    for item in feed["items"]:
        entry = SubElement(root, "entry", {"xml:lang": item["language"]} if item.get("language") else {})
        _add(entry, "id", item["id"])
        _add(entry, "title", item["title"])
        _add(entry, "updated", item["date_modified"])
        _add(entry, "published", item["date_published"])
        _add(SubElement(entry, "author"), "name", item["authors"][0]["name"])
        if item.get("url"):
            SubElement(entry, "link", {"href": item["url"], "rel": "alternate"})
        for tag in item["tags"]:
            SubElement(entry, "category", {"term": _clean(tag)})
        _add(entry, "summary", item["content_text"])
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _item(issue: Mapping[str, Any], story: Mapping[str, Any]) -> dict[str, Any]:
    told = "\n".join((issue["id"], story["url"] or story["headline"], story["update"]))
    passage = "".join(text for text, _hit in story["passage"])
    why = " + ".join(f"{one['query']} {one['points']}" for one in story["why"])
    more = [
        f"Also: {one['headline']} ({one['outlet']}) {one['url'] or ''}".rstrip() for one in story.get("reports", ())
    ]
    item = {
        "id": f"urn:tocsin:story:{hashlib.sha256(told.encode()).hexdigest()[:32]}",
        "title": story["headline"],
        "content_text": "\n".join(filter(None, (story["update"], passage, f"Why: {why} = {story['score']}", *more))),
        "date_published": story["published"],
        "date_modified": issue["composed"],
        "authors": [{"name": story["outlet"]}],
        "tags": [story["watchlist"], *story["also_lists"]],
    }
    return item | {name: story[name] for name in ("url", "language") if story[name]}


def _read(path: Path) -> dict[str, Any] | None:
    """The feed as written before; a file that is not ours any more is begun anew."""
    try:
        feed = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return feed if isinstance(feed, dict) and isinstance(feed.get("items"), list) else None


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
