from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts.digests import Digest
from alerts.slots import Schedule, due_slots, instant, next_slot, slots

BERLIN, SANTIAGO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Santiago")
ZONES = ["Europe/Berlin", "Asia/Tehran", "America/New_York", "UTC", "America/Santiago"]


def daily(at: str, zone: str, **more: object) -> Schedule:
    return Schedule.of(Digest.model_validate({"id": "d", "to": "desk@press.example", "at": at, **more}), zone)


def test_a_time_that_the_clocks_skip_means_the_first_instant_after_the_gap() -> None:
    assert instant(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(2, 0), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(3, 0), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_midnight_on_the_day_that_begins_at_one_in_santiago_is_not_lost() -> None:
    gap_day = date(2026, 9, 6)
    assert instant(gap_day, time(0, 0), SANTIAGO).astimezone(SANTIAGO) == datetime(2026, 9, 6, 1, tzinfo=SANTIAGO)


def test_a_day_that_a_zone_left_out_altogether_has_its_slot_at_its_end() -> None:
    assert instant(date(2011, 12, 30), time(7, 30), ZoneInfo("Pacific/Apia")) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_a_time_shown_twice_means_the_first_of_the_two_and_only_that() -> None:
    schedule = daily("02:30", "Europe/Berlin")
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert list(slots(schedule, start, start + timedelta(days=1))) == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_apscheduler_itself_fires_twice_there_which_is_why_slots_are_our_own() -> None:
    trigger = CronTrigger(hour=2, minute=30, timezone=BERLIN)
    first = trigger.get_next_fire_time(None, datetime(2026, 10, 24, 12, tzinfo=UTC))
    second = trigger.get_next_fire_time(first, first)
    assert [first.astimezone(UTC).hour, second.astimezone(UTC).hour] == [0, 1]
    assert first.date() == second.date() == date(2026, 10, 25)


def test_apscheduler_loses_midnight_in_santiago_and_reads_cron_weekdays_from_monday() -> None:
    midnight = CronTrigger(hour=0, minute=0, timezone=SANTIAGO)
    eve = datetime(2026, 9, 5, 12, tzinfo=SANTIAGO)
    assert midnight.get_next_fire_time(None, eve).date() == date(2026, 9, 7), "the 6th has no 00:00"
    ours = next_slot(daily("00:00", "America/Santiago"), eve)
    assert ours.astimezone(SANTIAGO).date() == date(2026, 9, 6)
    friday = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert (
        CronTrigger.from_crontab("0 8 * * 1-5", timezone="UTC").get_next_fire_time(None, friday).strftime("%a") == "Sat"
    )
    weekdays = daily("08:00", "UTC", days=["mon", "tue", "wed", "thu", "fri"])
    assert next_slot(weekdays, friday).strftime("%a") == "Mon"


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 1), 24)])
def test_the_window_of_a_day_is_as_long_as_that_day_was(day: date, hours: int) -> None:
    schedule = daily("07:30", "Europe/Berlin")
    eve = instant(day - timedelta(days=1), time(7, 30), BERLIN)
    assert next_slot(schedule, eve) - eve == timedelta(hours=hours)


def test_weekdays_are_the_ones_written() -> None:
    schedule = daily("08:00", "UTC", days=["mon", "wed", "fri"])
    week = list(slots(schedule, datetime(2026, 11, 15, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)))
    assert [slot.strftime("%a") for slot in week] == ["Mon", "Wed", "Fri"]


def test_the_instant_of_a_slot_is_due_and_the_one_before_is_not() -> None:
    schedule = daily("07:30", "UTC")
    last, slot = datetime(2026, 11, 20, 7, 30, tzinfo=UTC), datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
    assert due_slots(schedule, last, slot - timedelta(microseconds=1)) is None
    due = due_slots(schedule, last, slot)
    assert due is not None
    assert due.slot == slot
    assert not due.late(slot)


def test_downtime_over_several_slots_makes_one_issue_that_knows_how_late_it_is() -> None:
    schedule = daily("07:30", "UTC")
    last = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)  # a Monday
    now = datetime(2026, 11, 19, 9, tzinfo=UTC)
    due = due_slots(schedule, last, now)
    assert due is not None
    assert due.slot == datetime(2026, 11, 19, 7, 30, tzinfo=UTC)
    assert len(due.slots) == 3
    assert due.late(now)
    assert not due.expired(now, timedelta(hours=36)), "it is in time for this morning's slot"
    assert not due.first_day


def test_an_issue_expires_when_even_its_newest_slot_is_long_gone() -> None:
    schedule = daily("07:30", "UTC", days=["mon"])
    last, monday = datetime(2026, 11, 2, 7, 30, tzinfo=UTC), datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    most = timedelta(hours=36)
    just, late = due_slots(schedule, last, monday + most), due_slots(schedule, last, monday + most * 1.01)
    assert just is not None
    assert late is not None
    assert len(late.slots) == 2
    assert not just.expired(monday + most, most)
    assert late.expired(monday + most * 1.01, most)


def test_a_monday_among_the_missed_slots_counts_for_the_weekly_mail() -> None:
    due = due_slots(daily("07:30", "UTC"), datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert due is not None
    assert due.first_day


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.strftime("%H:%M")),
    days=st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1),
    wakes=st.lists(st.integers(min_value=1, max_value=9 * 24 * 60), min_size=1, max_size=300),
)
@example(zone="Europe/Berlin", at="02:30", days={"sun"}, wakes=[10_000] * 100)
@example(zone="America/Santiago", at="00:00", days={"mon", "sat", "sun"}, wakes=[31] * 300)
def test_two_years_with_random_downtime_give_one_issue_a_slot_and_windows_without_a_seam(
    zone: str, at: str, days: set[str], wakes: list[int]
) -> None:
    schedule = daily(at, zone, days=sorted(days))
    begin = now = last = window_end = datetime(2025, 1, 1, tzinfo=UTC)
    end = begin + timedelta(days=730)
    issued: list[datetime] = []
    windows: list[tuple[datetime, datetime]] = []
    step = 0
    while now < end:
        now += timedelta(minutes=wakes[step % len(wakes)] + 45 * (step // len(wakes)))
        step += 1
        due = due_slots(schedule, last, now)
        if due is None:
            continue
        issued.extend(due.slots)
        windows.append((window_end, now))
        last, window_end = due.slot, now
    assert issued == list(slots(schedule, begin, last)), "every slot is in exactly one issue, in order"
    assert all(left[1] == right[0] and left[0] < left[1] for left, right in pairwise(windows))
    local = [one.astimezone(schedule.zone) for one in issued]
    assert len({one.date() for one in local}) == len(local), "one slot a local day at most"
    expected = sum(
        (begin + timedelta(days=n)).strftime("%a").lower() in days
        for n in range(2, (last - begin).days - 1)
    )  # fmt: skip
    assert abs(len(local) - expected) <= 4, "no day of the schedule is left out"
