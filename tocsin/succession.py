"""Outlets whose id was changed in the YAML go on where the old id left off, before anything is crawled or
read under the new one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from crawler import succession
from crawler.database import reader, sessions
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
