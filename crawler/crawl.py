"""The crawler from outside: a long-lived process of its own, asked for one round at a time or several at once.

A sick page must not take the mail with it: whatever parses or downloads does so over there.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from crawler.options import CrawlOptions, Event, OutletReport, RoundReport, user_agent
from crawler.outlets import Outlet

STOP_SECONDS = 20.0
"""The process gets so long to end by itself."""
MAX_RESTARTS = 2
"""For one round; an outlet that brings the process down three times is reported, not tried again."""
_DIED: Event = {"event": "died"}

__all__ = ["AskError", "CrawlOptions", "Crawler", "OutletReport", "RoundReport", "user_agent"]


class AskError(Exception):
    """An address could not be read; the message is for people."""


class Crawler:
    """Owns the process ``python -m crawler``; safe to be used by several threads.

    Use as a context manager: leaving it ends the process, after what is under way was stored. The process starts
    with the first round, and again where it died or where a round has other basic options.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._closed = False

    def __enter__(self) -> Crawler:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; rounds under way return what they have."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.stop()
                self._child = None

    def warm(self, options: CrawlOptions) -> None:
        """Start the process, and wait until it can serve rounds (or has ended: the first round tells why)."""
        self._attempt([], options, {}, _ignore)

    def round(
        self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: Callable[[Event], None] | None = None
    ) -> RoundReport:
        """Look at ``outlets`` once and wait until all are done.

        Args:
            outlets: Those with status `off` are left out.
            options: See `CrawlOptions`.
            on_event: Is told progress as it comes, in the calling thread.

        Returns:
            One report for each outlet, in the order given. If the process dies it is started again for the outlets
            that were not done; what they had stored stays stored.
        """
        wanted = {outlet.id: outlet for outlet in outlets if outlet.status != "off"}
        reports: dict[str, OutletReport] = {}
        restarts = 0
        while missing := [outlet for name, outlet in wanted.items() if name not in reports]:
            how = self._attempt(missing, options, reports, on_event or _ignore)
            if how == "done":
                break
            if restarts == MAX_RESTARTS or self._closed:
                for outlet in missing:
                    if outlet.id not in reports:
                        reports[outlet.id] = OutletReport(outlet.id, errors={"crash": 1}, problem=how)
                break
            restarts += 1
            (on_event or _ignore)({"event": "restart", "message": how})
        return RoundReport([reports[name] for name in wanted if name in reports], restarts)

    def ask(
        self,
        question: str,
        url: str,
        options: CrawlOptions,
        *,
        allow_private: bool = False,
        delay: float | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> dict[str, Any]:
        """One question about one address, asked politely in the crawler's process; see `crawler.ask` for typed forms.

        Args:
            question: discover, robots, feed or page.
            url: Absolute.
            options: See `CrawlOptions`.
            allow_private: Allow addresses of private networks.
            delay: Seconds between two requests; None for those of `crawler.scout.Scout`.
            on_event: Is told what is asked on the way (`asking` events), in the calling thread.

        Raises:
            AskError: The address could not be read; the message is for people.
        """
        events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        name = uuid.uuid4().hex
        child = self._running(options)
        order = {"question": question, "url": url, "allow_private": allow_private, "delay": delay}
        child.send(name, options, order, events)
        while True:
            event = events.get()
            if event is _DIED:
                raise AskError(f"the crawler's process ended ({child.ending()})")
            if event.get("round") == name and event["event"] == "asking":
                (on_event or _ignore)(event)
            if event.get("round") == name and event["event"] == "answer":
                child.forget(name)
                if "error" in event:
                    raise AskError(f"{url}: {event['error']}")
                return dict(event["result"])

    def _attempt(
        self,
        outlets: Sequence[Outlet],
        options: CrawlOptions,
        reports: dict[str, OutletReport],
        on_event: Callable[[Event], None],
    ) -> str:
        """One round with one process; "done", or in words how the process ended."""
        events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        name = uuid.uuid4().hex
        child = self._running(options)
        child.send(name, options, {"outlets": [outlet.model_dump(mode="json") for outlet in outlets]}, events)
        ids = {outlet.id for outlet in outlets}
        while True:
            event = events.get()
            if event is _DIED:
                return f"the crawler's process ended ({child.ending()})"
            if event.get("round") == name and event["event"] == "round":
                child.forget(name)
                return "done"
            if event.get("outlet") in ids:
                if event["event"] == "outlet":
                    if event["round"] != name:
                        continue
                    reports[event["outlet"]] = OutletReport(**event["report"])
                on_event(event)

    def _running(self, options: CrawlOptions) -> _Child:
        basics = (
            options.database,
            options.user_agent,
            options.workers,
            options.patience,
            options.seconds,
            options.raw_dir,
            options.chromium,
        )
        with self._lock:
            if self._closed:
                raise RuntimeError("this crawler was closed")
            if self._child is not None and (self._child.basics != basics or not self._child.alive()):
                self._child.stop()
                self._child = None
            if self._child is None:
                self._child = _Child(basics)
            return self._child


class _Child:
    """One process and the threads' ends of its pipes."""

    def __init__(self, basics: tuple[Any, ...]) -> None:
        self.basics = basics
        self._lock = threading.Lock()
        self._rounds: dict[str, queue.SimpleQueue[Event]] = {}
        self._gone = False
        self._process = subprocess.Popen(
            # -P: no folder of the operator's, where the command was run, stands in for a package of ours.
            [sys.executable, "-P", "-m", "crawler"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us: we end the process when what is under way was stored
        )
        threading.Thread(target=self._listen, name="crawler events", daemon=True).start()

    def alive(self) -> bool:
        """Whether rounds can still be sent."""
        return not self._gone and self._process.poll() is None

    def ending(self) -> str:
        """How the process ended, for people."""
        try:
            code = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return "it no longer answers"
        return f"killed by signal {-code}" if code < 0 else f"exit code {code}"

    def send(self, name: str, options: CrawlOptions, order: dict[str, Any], events: queue.SimpleQueue[Event]) -> None:
        """Give an order; its events go to ``events``, with `died` at last if the process ends first."""
        line = json.dumps({"round": name, "options": options.model_dump(mode="json"), **order})
        with self._lock:
            self._rounds[name] = events
            if self._gone:
                events.put(_DIED)
                return
            assert self._process.stdin is not None
            with contextlib.suppress(BrokenPipeError):  # the listener says how it ended
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()

    def forget(self, name: str) -> None:
        """The round is over."""
        with self._lock:
            self._rounds.pop(name, None)

    def stop(self) -> None:
        """Ask the process to end, and end it if it does not."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue  # a line cut short by the end of the process
                with self._lock:
                    for events in self._rounds.values():
                        events.put(event)
        with self._lock:
            self._gone = True
            for events in self._rounds.values():
                events.put(_DIED)


def _ignore(_: Event) -> None:
    """Nobody watches."""
