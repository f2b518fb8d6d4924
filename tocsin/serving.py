"""The life of `tocsin run`: lock, crawler, metrics, signals, schedule."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from queue import SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from crawler.crawl import Crawler
from tocsin import log, metrics
from tocsin.cli import exits
from tocsin.lock import AlreadyRunningError, Leadership, leadership
from tocsin.ping import pinger
from tocsin.pulse import Pulse
from tocsin.reloading import Watcher
from tocsin.scheduler import Daemon
from tocsin.ticking import Seldom, Ticker
from tocsin.wiring import House

if TYPE_CHECKING:
    from tocsin.deferring import Deferrer

STANDBY_SECONDS = 5.0
"""How often a process on standby asks whether the leader is gone, and a leader whether it still leads."""


def serve(home: House, *, clock: Callable[[], datetime], fleet: bool = False) -> None:
    """Run the schedule on `home` until SIGTERM or SIGINT.

    fleet: only put jobs into the queue, for `tocsin worker` to do; while another process leads, wait to take over.

    A leader that loses its lock (PostgreSQL was restarted) stops working and tries to lead again.

    Raises:
        AlreadyRunningError: another process works on this database (never with `fleet`).
        OSError: the port for metrics is taken (never with `fleet`).
    """
    configure_log(home)
    logger = log.logger("run")
    stopped = threading.Event()
    waits, away = fleet, Seldom()
    with on_signals(stopped.set), Window(home, clock) as window:
        while not stopped.is_set():
            try:
                with leadership(home.engine, home.var) as held:
                    away.over()
                    if not fleet:
                        window.open()
                    elif not window.try_to_open():
                        logger.warning("the port for metrics is taken; another scheduler on this machine?")
                    logger.info("started", database=home.engine.url.render_as_string(hide_password=True), fleet=fleet)
                    home = _term(home, held, stopped, window, clock=clock, fleet=fleet)
                window.pulse.rest()
            except AlreadyRunningError as error:
                if not waits:
                    raise
                logger.debug("standby", why=str(error))
                window.try_to_open()
                stopped.wait(STANDBY_SECONDS)
            except OperationalError as error:
                if not waits:
                    raise
                if away.now():
                    why = str(error.orig).partition("\n")[0]
                    logger.warning("the database does not answer; trying again", why=why)
                window.try_to_open()
                stopped.wait(STANDBY_SECONDS)
            waits = True  # who has led once does not give up when the database goes away for a while


class Window:
    """Where /metrics, /healthz and /readyz are answered: from the first turn of work, or of standby, to the end of the
    process. A supervisor that asks while the database is away, or while another process leads, gets an answer too."""

    def __init__(self, home: House, clock: Callable[[], datetime]) -> None:
        self.counters = metrics.Metrics()
        self.pulse = Pulse()
        self._home = home
        self._clock = clock
        self._stack = ExitStack()
        self._is_open = home.configuration.settings.metrics_port is None

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self) -> None:
        """Open the port that the settings name, if they do and it is not open yet.

        Raises:
            OSError: it is taken.
        """
        settings = self._home.configuration.settings
        if self._is_open or settings.metrics_port is None:
            return
        served = metrics.serving(
            self.counters,
            self._home.engine,
            self.pulse,
            clock=self._clock,
            port=settings.metrics_port,
            host=settings.metrics_host,
        )
        self._stack.enter_context(served)
        self._is_open = True

    def try_to_open(self) -> bool:
        """The same, but leave it to whoever has the port: another scheduler, where two run on one machine."""
        with suppress(OSError):
            self.open()
        return self._is_open


def _term(
    home: House,
    held: Leadership,
    stopped: threading.Event,
    window: Window,
    *,
    clock: Callable[[], datetime],
    fleet: bool,
) -> House:
    """Work for as long as the lock is held; gives the house with the configuration that was last in force."""
    with ExitStack() as stack:
        watcher = Watcher(home.directory, home.var / "cache", home.content)
        worker: Daemon | Deferrer
        if fleet:
            from tocsin import fleet as queue
            from tocsin.deferring import Deferrer

            queue.prepare(home.engine)
            app = stack.enter_context(queue.scheduling(home.engine.url))
            worker = Deferrer(home, app, clock=clock, watcher=watcher, pulse=window.pulse)
        else:
            worker = Daemon(
                home,
                clock=clock,
                crawler=stack.enter_context(Crawler()),
                watcher=watcher,
                metrics=window.counters,
                on_success=pinger(home, clock),
                pulse=window.pulse,
            )
        threading.Thread(target=_guard, args=(held, stopped, worker), daemon=True, name="lead").start()
        worker.run()
        return worker.house


def _guard(held: Leadership, stopped: threading.Event, worker: Ticker) -> None:
    """End the term on a signal, or when the lock is lost: another process may lead by now."""
    while not stopped.wait(STANDBY_SECONDS):
        if held.lost():
            log.logger("run").warning("the lock is lost with its connection; trying to lead again")
            worker.abandoned = exits.MACHINE  # nobody asked for the end: whoever supervises us is to start us again
            break
    worker.stop()


def configure_log(home: House) -> None:
    """Logs in the form that the environment asks for."""
    log.configure(as_json={"json": True, "text": False}.get(home.environment.log))


@contextmanager
def on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGTERM and SIGINT while the block runs; SIGHUP does nothing (changed YAML is seen anyway).

    `stop` runs in a thread of its own: a second signal may come while the first is handled, in the same thread, and
    would wait for ever for the lock of an event that is just being set.
    """
    asked: SimpleQueue[bool] = SimpleQueue()

    def handle(_number: int, _frame: FrameType | None) -> None:
        asked.put(True)  # may be interrupted by itself

    def obey() -> None:
        while asked.get():
            stop()

    threading.Thread(target=obey, daemon=True, name="signals").start()
    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGHUP] = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.put(False)
