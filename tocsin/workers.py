"""`tocsin worker`: take jobs from the queue until told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from procrastinate.exceptions import ConnectorException
from psycopg import Error as PsycopgError
from sqlalchemy.exc import SQLAlchemyError

from crawler.crawl import Crawler
from tocsin import fleet, log
from tocsin.metrics import Metrics, serving
from tocsin.ping import pinger
from tocsin.reloading import Watcher
from tocsin.serving import configure_log
from tocsin.ticking import STOP_SECONDS, Guard, Seldom
from tocsin.wiring import House
from tocsin.work import crawl_options

RELOAD_SECONDS = 5.0
AGAIN_SECONDS = 3.0
"""Pause before the database is tried again."""


class Current:
    """The house, with its configuration replaced when the YAML changes."""

    def __init__(self, home: House, guard: Guard) -> None:
        self._home = home
        self._pulse = guard.pulse
        self._watcher = Watcher(home.directory, home.var / "cache", home.content)

    def __call__(self) -> House:
        """The house as it is now."""
        return self._home

    async def keep_up(self) -> None:
        """Look at the YAML from time to time, for ever."""
        while True:
            await asyncio.sleep(RELOAD_SECONDS)
            configuration = await asyncio.to_thread(self._watcher.changed)
            self._pulse.refused = self._watcher.problem
            if configuration is not None:
                self._home = self._home.with_configuration(configuration)


def serve(home: House, *, clock: Callable[[], datetime], concurrency: int, metrics_port: int | None = None) -> None:
    """Work on jobs, `concurrency` at a time, until SIGTERM or SIGINT; what runs then may end within STOP_SECONDS.

    Jobs that are cut off are taken up by another worker within half a minute. While the database is away, the worker
    waits for it.

    Args:
        metrics_port: where to answer /metrics, /healthz and /readyz; None = nowhere.

    Raises:
        OSError: that port is taken.
    """
    configure_log(home)
    fleet.prepare(home.engine)
    guard, counters = Guard("worker", clock), Metrics()
    with ExitStack() as stack:
        if metrics_port is not None:
            host = home.configuration.settings.metrics_host
            stack.enter_context(serving(counters, home.engine, guard.pulse, clock=clock, port=metrics_port, host=host))
        asyncio.run(_serve(Bench(Current(home, guard), clock, guard, counters, concurrency, pinger(home, clock))))


@dataclass(frozen=True)
class Bench:
    """What outlives the loss of the database."""

    current: Current
    clock: Callable[[], datetime]
    guard: Guard
    metrics: Metrics
    concurrency: int
    on_success: Callable[[], None]


async def _serve(bench: Bench) -> None:
    work = asyncio.create_task(_work(bench))
    reload = asyncio.create_task(bench.current.keep_up())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        log.logger("worker").info("stopped")
    finally:
        reload.cancel()


async def _work(bench: Bench) -> None:
    """Term after term: each ends with the connection to the database, or when this task is cancelled."""
    away = Seldom()
    while True:
        try:
            await _term(bench, begun=away.over)
        except (ConnectorException, PsycopgError, SQLAlchemyError, OSError) as error:
            if away.now():
                why = str(error.__cause__ or error).partition("\n")[0] or type(error).__name__
                log.logger("worker").warning("the database does not answer; trying again", why=why)
        await asyncio.sleep(AGAIN_SECONDS)


async def _term(bench: Bench, begun: Callable[[], None]) -> None:
    """Take jobs for as long as the database answers; `begun` is called when it does.

    The crawler ends with the term: jobs that were under way are given to other workers, and no outlet is to be looked
    at twice at once.
    """
    lost = asyncio.Event()
    app = fleet.working(bench.current().engine.url, lost.set)
    with Crawler() as crawler:
        shop = fleet.Workshop(bench.current, crawler, bench.clock, bench.guard, bench.metrics, bench.on_success)
        async with app.open_async():
            # It takes no job before its crawler can look: others, whose crawlers can, would do it at once.
            await asyncio.to_thread(crawler.warm, crawl_options(bench.current()))
            begun()
            log.logger("worker").info("started", concurrency=bench.concurrency)
            working = asyncio.create_task(
                app.run_worker_async(
                    concurrency=bench.concurrency,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    update_heartbeat_interval=fleet.HEARTBEAT_SECONDS,
                    stalled_worker_timeout=fleet.STALLED_SECONDS,
                    fetch_job_polling_interval=2.0,
                    additional_context={"workshop": shop},
                )
            )
            gone = asyncio.create_task(lost.wait())
            try:
                await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                bench.guard.stop()
                working.cancel()  # takes no further job; looks that are under way end with what they have
                await asyncio.gather(asyncio.to_thread(crawler.close), working, return_exceptions=True)
                raise
            finally:
                gone.cancel()
            if lost.is_set():  # else the job whose end was lost would be under way for ever
                working.cancel()
                await asyncio.gather(asyncio.to_thread(crawler.close), working, return_exceptions=True)
            else:
                await working
    log.logger("worker").warning("the queue does not answer; trying again")
