"""Outlets whose id was changed in the YAML go on where the old id left off, before anything is crawled or
read under the new one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from crawler import succession
from crawler.database import reader, sessions
from crawler.tables import Article
from crawler.urls import same_site
from monitor import succession as inherited
from tocsin import log

if TYPE_CHECKING:
    from tocsin.configuration import Configuration
    from tocsin.wiring import House


def take_over(home: House) -> dict[str, str]:
    """Let outlets inherit all that stands under their former ids; the new id, by the old one. Safe to repeat."""
    with sessions(reader(home.engine))() as session:
        found = succession.heirs(session, home.configuration.outlets)
    for old, new in found.items():
        with sessions(home.engine).begin() as session:
            moved = succession.take_over(session, old, new)
            inherited.take_over(session, moved, old, new)
        log.logger("configuration").info("outlet has another id", before=old, now=new, articles=len(moved))
    return found


def move(home: House, old: str, new: str) -> int:
    """Give the outlet ``new`` all that stands under ``old``, an id that is not configured, and have it read as its own;
    how many articles that are. For ids that were changed before outlets inherited by themselves, and for whatever
    cannot be told from the lists."""
    with sessions(home.engine).begin() as session:
        moved = succession.take_over(session, old, new)
        inherited.take_over(session, moved, old, new)
        inherited.read_again(session, moved)
    return len(moved)


def orphans(home: House) -> dict[str, tuple[int, str]]:
    """Outlets that have articles and are not configured: how many, and the configured outlet on whose host the newest
    of them lies ("" where there is none)."""
    present = {outlet.id for outlet in home.configuration.outlets}
    with sessions(reader(home.engine))() as session:
        counts = select(Article.outlet, func.count(), func.max(Article.id)).group_by(Article.outlet)
        rows = [row for row in session.execute(counts.order_by(Article.outlet)) if row[0] not in present]
        urls = {id: session.scalars(select(Article.url).where(Article.id == id)).one() for _, _, id in rows}
    return {old: (count, _at_home(home, urls[id])) for old, count, id in rows}


def _at_home(home: House, url: str) -> str:
    """The only configured outlet with a list on the host of `url`."""
    found = {
        outlet.id
        for outlet in home.configuration.outlets
        for source in (*outlet.feeds, *outlet.sitemaps, *outlet.sections)
        if same_site(source.url, url)
    }
    return found.pop() if len(found) == 1 else ""


class Successions:
    """Does that once for each configuration that comes into force; safe to be used by several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._settled: Configuration | None = None

    def settle(self, home: House) -> None:
        """Before a crawl: what the configuration of `home` changed has been taken over when this returns."""
        with self._guard:
            if self._settled is not home.configuration:
                take_over(home)
                self._settled = home.configuration
