"""The browser in which the tests look at mails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.fakes.programs import program

PATIENCE = 120_000.0
"""Milliseconds that it may take to start, or to show a page, on a machine with other work."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium; the test is skipped, or fails, where there is none: see `program`."""
    path = program("CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"], timeout=PATIENCE
        )
        yield running
        running.close()
