"""JSON Feed (jsonfeed.org), versions 1 and 1.1; values of the wrong type are taken as absent."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.feed_dates import instant
from crawler.feed_text import absolute_link, is_address, language_code, mappings, plain, text_of
from crawler.items import Entry
from crawler.text import clean_line

MAX_ENTRIES = 50_000
MAX_SUMMARY = 5_000
MAX_CONTENT = 1_000_000


@dataclass(frozen=True)
class Feed:
    """What a feed says, in its own order."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    """For people: what is wrong with the feed; entries may be there all the same."""
    title: str = ""
    link: str = ""
    language: str = ""
    following: str = ""
    """Address of the page with older entries, "" where the feed names none."""


def read_json(text: str, url: str, latest: datetime) -> Feed:
    """The JSON Feed ``text`` that came from ``url``; dates after ``latest`` (aware) are none. Never raises."""
    try:
        raw = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return Feed((), (f"the feed is neither XML nor readable JSON ({clean_line(str(error))[:120]})",))
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        return Feed((), ("the JSON is no JSON Feed: it has no list of items",))
    problems: tuple[str, ...] = ()
    if len(raw["items"]) > MAX_ENTRIES:
        problems = (f"the feed has {len(raw['items'])} entries; only the first {MAX_ENTRIES} were read",)
    language = language_code(raw.get("language"))
    everyones = _authors(raw)
    read = (_entry(item, url, language, latest, everyones) for item in mappings(raw["items"][:MAX_ENTRIES]))
    entries = tuple(entry for entry in read if entry.link or entry.title or entry.content or entry.summary)
    if raw["items"] and not entries:
        problems = (*problems, "the feed has entries, but none could be read")
    return Feed(
        entries,
        problems,
        plain(raw.get("title")),
        absolute_link(url, text_of(raw.get("home_page_url"))),
        language,
        absolute_link(url, text_of(raw.get("next_url"))),
    )


def _entry(item: Mapping[str, Any], url: str, language: str, latest: datetime, everyones: tuple[str, ...]) -> Entry:
    guid = item.get("id")
    text = text_of(item.get("content_text"))
    content = text_of(item.get("content_html"))
    if not content and text:
        content = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    own_id = text_of(guid) if is_address(text_of(guid)) else ""
    return Entry(
        link=absolute_link(url, text_of(item.get("url")) or text_of(item.get("external_url")) or own_id),
        id=clean_line(str(guid)) if isinstance(guid, str | int | float) else "",
        title=plain(item.get("title")),
        published=instant(item.get("date_published"), latest) or instant(item.get("date_modified"), latest),
        summary=(plain(item.get("summary")) or plain(content))[:MAX_SUMMARY].rstrip(),
        content=content[:MAX_CONTENT],
        authors=_authors(item) or everyones,
        language=language_code(item.get("language")) or language,
    )


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    """Whom an item names, or the feed for all that name nobody."""
    authors = [*mappings(holder.get("authors")), *mappings([holder.get("author")])]
    return tuple(dict.fromkeys(name for author in authors if (name := plain(author.get("name")))))
