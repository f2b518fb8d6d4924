"""An outlet whose id was changed: its lists are read under another name, and nothing that waits is to be lost by it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Address, SourceState

_LOOK_UP = 500


def heirs(session: Session, outlets: Sequence[Outlet]) -> dict[str, str]:
    """Outlets that were read under another id before, one that is no longer configured.

    Args:
        session: Only read.
        outlets: All that are configured, whatever their status.

    Returns:
        The new id, by the old one; where lists of one old outlet went to several, the one with the most of them.
    """
    present = {outlet.id for outlet in outlets}
    lists = {
        source.url: outlet.id
        for outlet in outlets
        for source in (*outlet.feeds, *outlet.sitemaps, *outlet.sections, *outlet.warcs)
    }
    found: dict[str, list[str]] = {}
    urls = list(lists)
    for start in range(0, len(urls), _LOOK_UP):
        read = select(SourceState.url, SourceState.outlet).where(SourceState.url.in_(urls[start : start + _LOOK_UP]))
        for url, before in session.execute(read):
            if before not in present:
                found.setdefault(before, []).append(lists[url])
    return {old: max(sorted(set(new)), key=new.count) for old, new in found.items()}


def take_over(session: Session, old: str, new: str) -> None:
    """Give ``new`` the addresses and lists of ``old``; the caller commits.

    Addresses that are still to be fetched, or looked at again, are found by the outlet's id, and an article that moves
    by the GUIDs of its outlet: both would stay with a name that nobody asks for. Articles keep the outlet under which
    they came.
    """
    session.execute(update(Address).where(Address.outlet == old).values(outlet=new))
    session.execute(update(SourceState).where(SourceState.outlet == old).values(outlet=new))
