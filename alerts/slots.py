"""When an issue is due. Pure: local times, zones and the last issue in; instants in UTC out.

Slots follow from the last issue, never from a timer in memory, so a restart forgets nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.digests import WEEK, Digest

LATE = timedelta(minutes=15)
"""An issue composed later than this after its slot says so."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Schedule:
    """Local times at which a digest is due: `at` on each weekday (Monday = 0) of `days`, in `zone`."""

    at: time
    days: frozenset[int]
    zone: ZoneInfo
    first_day: int = 0
    """Weekday on which `empty: weekly` sends."""

    @classmethod
    def of(cls, digest: Digest, zone: str) -> Schedule:
        """The schedule that `digest` writes, read in the IANA zone `zone`."""
        days = [WEEK.index(day) for day in digest.days] or list(range(7))
        return cls(time.fromisoformat(digest.at), frozenset(days), ZoneInfo(zone), days[0])


@dataclass(frozen=True)
class Due:
    """An issue to make now."""

    slots: tuple[datetime, ...]
    """Every slot since the last issue, oldest first: after downtime one issue stands for all of them."""
    first_day: bool
    """One of them falls on the day of `empty: weekly`."""

    @property
    def slot(self) -> datetime:
        """The newest slot: the name of the issue."""
        return self.slots[-1]

    def late(self, now: datetime) -> bool:
        """True where readers should be told that the issue did not come on time."""
        return now - self.slots[0] > LATE

    def expired(self, now: datetime, catch_up_max: timedelta) -> bool:
        """True where even the newest slot was missed for longer than `catch_up_max`: an operator decides. An issue that
        is in time for this morning's slot is worth sending, however many it makes up for."""
        return now - self.slot > catch_up_max


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the clocks of `zone` show `at` on `day`.

    A time that the clocks skip (spring) means the first instant after the gap; one that they show twice (autumn)
    means the first of the two.
    """
    wall = datetime.combine(day, at)
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    # PEP 495: in a gap fold=1 reads the wall with the offset after the change, which is the earlier instant.
    low, high = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), first
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def slots(schedule: Schedule, after: datetime, until: datetime) -> Iterator[datetime]:
    """Every slot with after < slot <= until, in order, in UTC; one a local day at most."""
    day = after.astimezone(schedule.zone).date() - _DAY
    last = until.astimezone(schedule.zone).date()
    while day <= last:
        if day.weekday() in schedule.days and after < (slot := instant(day, schedule.at, schedule.zone)) <= until:
            yield slot
        day += _DAY


def next_slot(schedule: Schedule, after: datetime) -> datetime:
    """The first slot later than `after`, in UTC."""
    return next(slots(schedule, after, after + timedelta(days=9)))


def begins(schedule: Schedule, now: datetime) -> datetime:
    """Where the time begins that a first issue made at `now` is about: at the last slot but one, so that it is at least
    as long as any later issue's."""
    return list(slots(schedule, now - timedelta(days=15), now))[-2]


def due_slots(schedule: Schedule, last: datetime, now: datetime) -> Due | None:
    """What is due at `now` when the last issue stood for the slot `last`; None before the next slot.

    The instant of a slot belongs to it: at that very instant it is due.
    """
    found = tuple(slots(schedule, last, now))
    if not found:
        return None
    weekdays = {slot.astimezone(schedule.zone).weekday() for slot in found}
    return Due(found, schedule.first_day in weekdays)
