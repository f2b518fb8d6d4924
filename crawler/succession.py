"""An outlet whose id was changed: its lists are read under another name, and nothing that waits is to be lost by it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Address, Article, BoilerplateLine, OutletRun, SourceState

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


def take_over(session: Session, old: str, new: str) -> list[int]:
    """Give ``new`` all that stands under ``old``; the caller commits.

    Addresses that are still to be fetched, or looked at again, are found by the outlet's id, and an article that moves
    by the GUIDs of its outlet: both would stay with a name that nobody asks for. Articles that stayed behind would be
    read as those of an outlet that is not configured: without its status, its tags and what it takes for granted. Looks
    and learnt lines go along, so that its health and what is cut from its pages stay as they were; of a line that both
    know, what ``new`` knows holds.

    Returns:
        The ids of the articles that moved, rising.
    """
    held = select(Article.id).where(Article.outlet == old).order_by(Article.id).with_for_update(key_share=True)
    articles = list(session.scalars(held))  # in the order in which screening locks them
    for table in (Article, Address, SourceState, OutletRun):
        session.execute(update(table).where(table.outlet == old).values(outlet=new))
    known = select(BoilerplateLine.line_hash).where(BoilerplateLine.outlet == new)
    session.execute(
        update(BoilerplateLine)
        .where(BoilerplateLine.outlet == old, BoilerplateLine.line_hash.not_in(known))
        .values(outlet=new)
        .execution_options(synchronize_session=False)
    )
    return articles
