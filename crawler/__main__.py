"""The crawler's process: ``python -m crawler``. One JSON line in for each round or question, JSON lines of events out.

It ends when its standard input does (so it never outlives its parent), on SIGTERM and on SIGINT.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from typing import IO, Any

import uvloop

from crawler.options import CrawlOptions, Event
from crawler.outlets import Outlet
from crawler.round import open_rounds

TELL_SECONDS = 0.01
"""Events wait so long for others to be written with."""


def main() -> None:
    """Serve rounds until told to stop."""
    _log_to_stderr(as_json=not sys.stderr.isatty())
    sys.setswitchinterval(0.001)  # the thread that feeds the workers must not wait long for its turn
    events = _take_stdout()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(events))


class _Line(logging.Formatter):
    """One JSON line an event, with the names that the lines of `tocsin run` have."""

    def format(self, record: logging.LogRecord) -> str:
        event = {"part": "crawler", "event": record.getMessage(), "level": record.levelname.lower()}
        event["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False)


def _log_to_stderr(*, as_json: bool) -> None:
    handler = logging.StreamHandler()
    words = logging.Formatter("%(asctime)s crawler %(levelname)s %(message)s")
    handler.setFormatter(_Line() if as_json else words)
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def _take_stdout() -> IO[str]:
    """The stream of events, for us alone: what a library prints goes to standard error."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return events


async def _serve(events: IO[str]) -> None:
    loop = asyncio.get_running_loop()
    orders: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    told: list[str] = []

    def tell(event: Event) -> None:
        if not told:  # many articles are stored together, and told with one write
            loop.call_later(TELL_SECONDS, write)
        told.append(json.dumps(event, ensure_ascii=False) + "\n")

    def write() -> None:
        try:
            events.write("".join(told))
            told.clear()
            events.flush()
        except BrokenPipeError:  # nobody listens any more
            told.clear()
            orders.put_nowait(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, orders.put_nowait, None)
    threading.Thread(target=_read_orders, args=(loop, orders), name="orders", daemon=True).start()
    first = await orders.get()
    if first is None:
        return
    running: set[asyncio.Task[None]] = set()
    async with open_rounds(CrawlOptions.model_validate(first["options"]), tell) as rounds:
        gc.collect()
        gc.freeze()  # what is loaded stays, and need not be looked through with every few articles
        order: dict[str, Any] | None = first
        while order is not None:
            options = CrawlOptions.model_validate(order["options"])
            if "question" in order:
                asked = (order["question"], order["url"], order["allow_private"], order["delay"])
                answering = rounds.answer(order["round"], *asked)
                task = asyncio.create_task(answering)
            else:
                outlets = [Outlet.model_validate(raw) for raw in order["outlets"]]
                task = asyncio.create_task(rounds.run(order["round"], outlets, options))
            running.add(task)
            task.add_done_callback(running.discard)
            order = await orders.get()
        await rounds.stop()
        if running:
            await asyncio.wait(running)
    write()


def _read_orders(loop: asyncio.AbstractEventLoop, orders: asyncio.Queue[dict[str, Any] | None]) -> None:
    """A thread: hands over each line of standard input; its end means that the parent is gone."""
    try:
        for line in sys.stdin:
            loop.call_soon_threadsafe(orders.put_nowait, json.loads(line))
    finally:
        loop.call_soon_threadsafe(orders.put_nowait, None)


if __name__ == "__main__":
    main()
