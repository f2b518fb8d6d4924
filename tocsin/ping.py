"""The dead man's switch: an address that is asked after each success, so that somebody notices when none comes."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta

from tocsin import log

EVERY = timedelta(minutes=1)
"""Asked at most this often."""
TIMEOUT = 10.0


class Pinger:
    """Asks `address` in the background. A monitoring service that is down never holds up the work."""

    def __init__(self, address: str, clock: Callable[[], datetime]) -> None:
        self._address = address
        self._clock = clock
        self._last: datetime | None = None
        self._log = log.logger("ping")
        self._guard = threading.Lock()

    def __call__(self) -> None:
        """Tell of a success."""
        now = self._clock()
        with self._guard:
            if self._last is not None and timedelta(0) <= now - self._last < EVERY:
                return
            self._last = now
        threading.Thread(target=self._ask, daemon=True, name="ping").start()

    def _ask(self) -> None:
        if not self._address.startswith(("http://", "https://")):
            return
        try:
            with urllib.request.urlopen(self._address, timeout=TIMEOUT) as answer:  # noqa: S310  (scheme checked above)
                answer.read(1)
        except (OSError, urllib.error.URLError, ValueError) as error:
            self._log.warning("the monitoring address does not answer", why=str(error))
