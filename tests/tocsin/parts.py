"""A part of the product that stays: its log is read as it comes, and a test that waits in vain says what it saw."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest

PATIENCE = 600.0
"""Seconds that a test may take on the slowest machine; less than after which pytest-timeout ends it without a word."""
AGAIN = 0.2
"""Seconds between two looks at what is not told by the log."""

Entry = dict[str, Any]


class Part:
    """A running process. Its log is read by a thread: it never has to wait for a test that looks elsewhere.

    Args:
        process: Started with stderr as a pipe of text.
        until: When waiting for it is given up, by `time.monotonic`.
    """

    def __init__(self, process: subprocess.Popen[str], until: float) -> None:
        self.process = process
        self._until = until
        self._coming: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._seen: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def entries(self) -> Iterator[Entry]:
        """What it logs from where the last wait ended; it is a failure that the log ends, or that nothing comes."""
        while True:
            try:
                line = self._coming.get(timeout=max(0.0, self._until - time.monotonic()))
            except queue.Empty:
                self._fail("what the test waits for does not come")
            if line is None:
                self._fail(f"the log ends, exit code {self.process.wait()}")
            self._seen.append(line)
            yield json.loads(line)

    def wait_for(self, event: str, **facts: object) -> Entry:
        """Wait for an event. What came before it is gone: see `wait_for_all` for what runs beside one another."""
        return next(
            entry
            for entry in self.entries()
            if entry["event"] == event and all(entry.get(name) == value for name, value in facts.items())
        )

    def wait_for_all(self, *events: str) -> dict[str, Entry]:
        """Wait until each of these events has come, in whatever order; gives the first of each."""
        found: dict[str, Entry] = {}
        for entry in self.entries():
            if entry["event"] in events:
                found.setdefault(entry["event"], entry)
            if len(found) == len(events):
                break
        return found

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the log does not tell, or tells a moment too early."""
        while not holds():
            if time.monotonic() > self._until:
                self._fail("what the test waits for does not come true")
            if self.process.poll() is not None:
                self._fail(f"the process has ended with exit code {self.process.returncode}")
            time.sleep(AGAIN)

    def end(self) -> None:
        """Ask it to end, which it must do well."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(max(1.0, self._until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._fail("it does not end")
        if code:
            self._fail(f"it was asked to end, exit code {code}")

    def kill(self) -> None:
        """End it by force; one that has ended already is left as it is."""
        self.process.kill()
        self.process.wait()
        self._reader.join(10)

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self._coming.put(line)
        self._coming.put(None)

    def _fail(self, why: str) -> NoReturn:
        while not self._coming.empty():
            self._seen.append(self._coming.get() or "")
        pytest.fail(f"{why}; {' '.join(map(str, self.process.args))} said:\n{''.join(self._seen)}")  # type: ignore[arg-type]
