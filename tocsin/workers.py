"""`tocsin worker`: take jobs from the queue until told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from datetime import datetime

from crawler.crawl import Crawler
from tocsin import fleet, log
from tocsin.reloading import Watcher
from tocsin.serving import configure_log
from tocsin.ticking import STOP_SECONDS
from tocsin.wiring import House

RELOAD_SECONDS = 5.0


class Current:
    """The house, with its configuration replaced when the YAML changes."""

    def __init__(self, home: House) -> None:
        self._home = home
        self._watcher = Watcher(home.directory, home.var / "cache", home.content)

    def __call__(self) -> House:
        """The house as it is now."""
        return self._home

    async def keep_up(self) -> None:
        """Look at the YAML from time to time, for ever."""
        while True:
            await asyncio.sleep(RELOAD_SECONDS)
            configuration = await asyncio.to_thread(self._watcher.changed)
            if configuration is not None:
                self._home = self._home.with_configuration(configuration)


def serve(home: House, *, clock: Callable[[], datetime], concurrency: int) -> None:
    """Work on jobs, `concurrency` at a time, until SIGTERM or SIGINT; what runs then may end within STOP_SECONDS.

    Jobs that are cut off are taken up by another worker half a minute later.
    """
    configure_log(home)
    fleet.prepare(home.engine)
    asyncio.run(_serve(home, clock, concurrency))


async def _serve(home: House, clock: Callable[[], datetime], concurrency: int) -> None:
    app = fleet.working(home.engine.url)
    current = Current(home)
    with Crawler() as crawler:
        async with app.open_async():
            work = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    stalled_worker_timeout=fleet.STALLED_SECONDS,
                    fetch_job_polling_interval=2.0,
                    additional_context={"workshop": fleet.Workshop(current, crawler, clock)},
                )
            )
            reload = asyncio.create_task(current.keep_up())
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, work.cancel)
            log.logger("worker").info("started", concurrency=concurrency)
            try:
                await work
            except asyncio.CancelledError:
                log.logger("worker").info("stopped")
            finally:
                reload.cancel()
