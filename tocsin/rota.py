"""Which outlets are due. Pure: when each was last looked at, and the time now, in; the due ones out.

The last look is read from the database, never from a timer, so a restart neither forgets an outlet nor asks it early.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.outlets import Outlet


def interval(outlet: Outlet) -> timedelta:
    """How often to look at `outlet`: its `every`, or that of a source which asks for more."""
    sources = [*outlet.feeds, *outlet.sitemaps, *outlet.sections, *outlet.warcs]
    return timedelta(seconds=min([outlet.every, *(source.every for source in sources if source.every)]))


def is_due(outlet: Outlet, last: datetime | None, now: datetime) -> bool:
    """Whether to look now, when the last look began at `last` (None = never).

    A last look in the future means that the clock was set back: waiting for it to come true could take for ever.
    """
    if outlet.status == "off":
        return False
    return last is None or last > now or now - last >= interval(outlet)


def due(outlets: Iterable[Outlet], last: Mapping[str, datetime], now: datetime) -> list[Outlet]:
    """The outlets to look at now, the longest neglected first."""
    found = [outlet for outlet in outlets if is_due(outlet, last.get(outlet.id), now)]
    return sorted(found, key=lambda outlet: (last.get(outlet.id) is not None, last.get(outlet.id, now)))


def host(outlet: Outlet) -> str:
    """Where `outlet` lives, with its port: outlets of one host are not to be looked at from two machines at once."""
    sources = [*outlet.feeds, *outlet.sitemaps, *outlet.sections, *outlet.warcs]
    return next((found for source in sources if (found := urlsplit(source.url).netloc.lower())), outlet.id)


def active(outlets: Iterable[Outlet]) -> list[Outlet]:
    """Outlets that are looked at at all: on or test."""
    return [outlet for outlet in outlets if outlet.status != "off"]
