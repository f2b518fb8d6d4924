"""The dead man's switch: an address that is asked after each success, so that somebody notices when none comes."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tocsin import log

if TYPE_CHECKING:
    from tocsin.wiring import House

EVERY = timedelta(minutes=1)
"""Asked at most this often."""
TIMEOUT = 10.0


def pinger(home: House, clock: Callable[[], datetime]) -> Callable[[], None]:
    """What to call after a success: asks the address that the settings name, or does nothing where they name none."""
    address = home.configuration.settings.ping
    return Pinger(address, clock) if address else lambda: None


def ping(home: House) -> None:
    """Ask it once, and wait for the answer: for a process that ends after its success."""
    if address := home.configuration.settings.ping:
        ask(address)


class Pinger:
    """Asks `address` in the background. A monitoring service that is down never holds up the work."""

    def __init__(self, address: str, clock: Callable[[], datetime]) -> None:
        self._address = address
        self._clock = clock
        self._last: datetime | None = None
        self._guard = threading.Lock()

    def __call__(self) -> None:
        """Tell of a success."""
        now = self._clock()
        with self._guard:
            if self._last is not None and timedelta(0) <= now - self._last < EVERY:
                return
            self._last = now
        threading.Thread(target=ask, args=(self._address,), daemon=True, name="ping").start()


def ask(address: str) -> None:
    """One request; that it fails is told in the log and is no failure of ours."""
    if not address.startswith(("http://", "https://")):
        return
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310  (scheme checked above)
            answer.read(1)
    except (OSError, urllib.error.URLError, ValueError) as error:
        log.logger("ping").warning("the monitoring address does not answer", why=str(error))
