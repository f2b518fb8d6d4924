"""When instant alerts may speak: hold, quiet hours, caps. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from alerts.digests import Alert
from alerts.slots import instant

T = TypeVar("T")
HOUR = timedelta(hours=1)


def quiet(alert: Alert, now: datetime, zone: ZoneInfo) -> bool:
    """True inside the alert's quiet hours; they may run over midnight, and end at their last minute's start."""
    if alert.quiet is None:
        return False
    start, end = (time.fromisoformat(part) for part in alert.quiet.split("-"))
    local = now.astimezone(zone).time().replace(tzinfo=None)
    return start <= local < end if start <= end else local >= start or local < end


def speaks(alert: Alert, at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from `at` on that is not in the alert's quiet hours, in UTC."""
    if alert.quiet is None or not quiet(alert, at, zone):
        return at
    end = time.fromisoformat(alert.quiet.split("-")[1])
    day = at.astimezone(zone).date()
    found = instant(day, end, zone)
    return found if found > at else instant(day + timedelta(days=1), end, zone)


@dataclass(frozen=True)
class Allowance:
    """How many messages a rule may send now."""

    messages: int
    last_today: bool
    """The day's cap is reached with them."""


def allowance(alert: Alert, sent: Sequence[datetime], now: datetime, zone: ZoneInfo) -> Allowance:
    """What the caps leave. sent: when the rule's messages of the last two days were made."""
    midnight = datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)
    today = alert.max_per_day - sum(at >= midnight for at in sent)
    hour = alert.max_per_hour - sum(at > now - HOUR for at in sent)
    return Allowance(max(0, min(today, hour)), last_today=today <= hour)


class Lookout:
    """When numbers are counted next, rule by rule; one for a process and a database. To count four weeks takes a while
    in a large archive, and bursts last for hours."""

    def __init__(self) -> None:
        self._next: dict[str, datetime] = {}
        self._last: dict[str, datetime] = {}

    def due(self, rule: str, now: datetime) -> bool:
        """Whether it is time again; always where the clock was set back."""
        return rule not in self._next or not self._last[rule] <= now < self._next[rule]

    def counted(self, rule: str, now: datetime, seconds: float) -> None:
        """It was done at `now`, and took so long: a minute of rest, or fifty times that."""
        self._last[rule] = now
        self._next[rule] = now + max(timedelta(minutes=1), timedelta(seconds=50 * seconds))


def rolled(waiting: Sequence[T], messages: int) -> list[Sequence[T]]:
    """What goes into each message: one story each, but what is over the allowance shares the last one."""
    if messages <= 0 or not waiting:
        return []
    if len(waiting) <= messages:
        return [[one] for one in waiting]
    return [*([one] for one in waiting[: messages - 1]), list(waiting[messages - 1 :])]
