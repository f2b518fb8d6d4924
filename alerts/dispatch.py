"""Send what the outbox holds. Thin: take a row, hand it to its channel, write down what happened, next.

One message that fails never holds up another. A channel that is down is left alone until its messages are due again; of
one that does not answer, the messages that were not tried stay due, so that one recipient who makes a server think for
ever holds up the others for one round and no longer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from alerts import outbox
from alerts.channels import Channels, LeaseLostError, TransportError
from alerts.outbox import Result


@dataclass
class DispatchReport:
    """What one round did: numbers, and one result for each message touched."""

    sent: int = 0
    failed: int = 0
    """Given up: refused for good, or in vain for 24 hours."""
    retried: int = 0
    """Will be tried again."""
    unknown: int = 0
    """May have arrived: no answer to the whole message."""
    paused: dict[str, str] = field(default_factory=dict)
    """Channels whose server refuses us, with its words: an operator must act."""
    results: list[Result] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Every message is out or will be tried again by itself, and no server refuses us."""
        return not (self.failed or self.paused)

    def add(self, result: Result) -> None:
        """Count one result."""
        self.results.append(result)
        match result.outcome:
            case "sent":
                self.sent += 1
            case "failed":
                self.failed += 1
            case "unknown":
                self.unknown += 1
            case "retry":
                self.retried += 1
            case "paused":
                self.retried += 1
                self.paused[result.channel] = result.text


def dispatch(
    engine: Engine,
    channels: Channels,
    *,
    now: datetime,
    on_event: Callable[[Result], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> DispatchReport:
    """Try every message that is due at `now` once, urgent ones first.

    Args:
        engine: each step is its own transaction here; nothing is held open while a server thinks.
        channels: by name. Rows of a channel that is not there stay as they are.
        now: aware. Time goes on from there while the round lasts.
        on_event: told of each result as it happens.
        stop: asked between two messages; once true, the rest waits for the next round.
    """
    begun = time.monotonic()
    report = DispatchReport()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - begun)

    def note(result: Result | None) -> None:
        if result is None:
            return
        report.add(result)
        if on_event is not None:
            on_event(result)

    for result in outbox.recover(engine, now):
        note(result)
    rows = outbox.due(engine, now, sorted(channels))
    down: dict[str, TransportError] = {}
    silent: set[str] = set()
    try:
        for row_id, channel in rows:
            if stop():
                break
            if channel in silent:
                continue
            taken = outbox.take(engine, row_id, clock())
            if taken is None:
                continue
            if error := down.get(channel):
                note(outbox.not_sent(engine, taken, error, clock()))
                continue
            try:
                receipt = channels[channel].deliver(taken.parcel)
            except LeaseLostError:
                continue
            except TransportError as error:
                if error.silent:
                    silent.add(channel)
                elif error.channel_down:
                    down[channel] = error
                note(outbox.not_sent(engine, taken, error, clock()))
            except Exception as error:  # noqa: BLE001 (a message that breaks its channel must not stop the others)
                broken = TransportError(f"{type(error).__name__}: {error}", phase="error")
                note(outbox.not_sent(engine, taken, broken, clock()))
            else:
                note(outbox.sent(engine, taken, receipt, clock()))
    finally:
        for opened in channels.values():
            opened.close()
    return report
