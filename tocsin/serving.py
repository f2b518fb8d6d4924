"""The life of `tocsin run`: lock, crawler, metrics, signals, schedule."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from types import FrameType

from crawler.crawl import Crawler
from tocsin import log, metrics
from tocsin.lock import leadership
from tocsin.ping import Pinger
from tocsin.reloading import Watcher
from tocsin.scheduler import Daemon
from tocsin.wiring import House


def serve(home: House, *, clock: Callable[[], datetime]) -> None:
    """Run the schedule on `home` until SIGTERM or SIGINT.

    Raises:
        AlreadyRunningError: another process schedules this database.
        OSError: the port for metrics is taken.
    """
    configure_log(home)
    settings = home.configuration.settings
    with ExitStack() as stack:
        stack.enter_context(leadership(home.engine, home.var))
        counters = metrics.Metrics()
        daemon = Daemon(
            home,
            clock=clock,
            crawler=stack.enter_context(Crawler()),
            watcher=Watcher(home.directory),
            metrics=counters,
            on_success=Pinger(settings.ping, clock) if settings.ping else lambda: None,
        )
        if settings.metrics_port:
            stack.enter_context(
                metrics.serving(counters, home.engine, daemon.pulse, clock=clock, port=settings.metrics_port)
            )
        stack.enter_context(on_signals(daemon.stop))
        log.logger("run").info("started", database=home.engine.url.render_as_string(hide_password=True))
        daemon.run()


def configure_log(home: House) -> None:
    """Logs in the form that the environment asks for."""
    log.configure(as_json={"json": True, "text": False}.get(home.environment.log))


@contextmanager
def on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT while the block runs; SIGHUP does nothing (changed YAML is seen anyway)."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGHUP] = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
