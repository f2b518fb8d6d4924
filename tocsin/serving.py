"""The life of `tocsin run`: lock, crawlers, metrics, signals, schedule."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from crawler.crawl import Crawler
from tocsin import log
from tocsin.lock import leadership
from tocsin.reloading import Watcher
from tocsin.scheduler import LANES, Daemon, stop_on_signals
from tocsin.wiring import House

STANDBY_SECONDS = 5.0
"""How often a process on standby asks whether the leader is gone."""


def serve(home: House, *, clock: Callable[[], datetime], standby: bool = False) -> None:
    """Run the schedule on `home` until a signal ends it.

    Raises:
        AlreadyRunningError: another process schedules this database (never with `standby`: then it waits its turn).
    """
    log.configure(as_json={"json": True, "text": False}.get(home.environment.log))
    logger = log.logger("run")
    with ExitStack() as stack:
        stack.enter_context(leadership(home.engine, home.var))
        crawlers = [stack.enter_context(Crawler()) for _ in range(LANES)]
        daemon = Daemon(home, clock=clock, crawlers=crawlers, watcher=Watcher(home.directory))
        stop_on_signals(daemon)
        logger.info("started", database=home.engine.url.render_as_string(hide_password=True))
        daemon.run()
