"""Two years of a digest in five zones, with downtime, late commits and stories that grow: the promise of the house."""

from __future__ import annotations

import random
from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from alerts.compose import compose
from alerts.tables import Issue, IssueItem
from crawler.database import Base
from monitor.tables import Match
from tests.alerts.press import Press, digest, facts

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=730)


def clock_slots(zone: str, at: str) -> list[datetime]:
    """When a clock on the wall of `zone` first shows `at` or later on each day, by looking at it every half hour."""
    found: dict[date, datetime] = {}
    now = BEGIN
    while now < END + timedelta(days=9):
        wall = now.astimezone(ZoneInfo(zone))
        if wall.strftime("%H:%M") >= at:
            found.setdefault(wall.date(), now)
        now += timedelta(minutes=30)
    return list(found.values())[1:]  # the first day may have begun before


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Europe/Berlin", "02:30"),
        ("Asia/Tehran", "07:30"),
        ("America/New_York", "02:00"),
        ("UTC", "00:00"),
        ("America/Santiago", "00:00"),
    ],
)
def test_every_match_is_in_exactly_one_issue_and_the_windows_have_no_seam(zone: str, at: str) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    session, chance = Session(engine), random.Random(zone)
    press, rule = Press(session, BEGIN), digest(at=at, timezone=zone, empty="skip", to=["ana@desk.example"])
    known = facts(outlets=())
    now, made = BEGIN, 0
    press.article(at=BEGIN)
    wall = clock_slots(zone, at)
    while now < END:
        now += timedelta(minutes=chance.choice([30, 400, 1500, 1500, 3000, 9000]))
        for _ in range(chance.randrange(3)):
            press.matched(at=now - timedelta(minutes=chance.randrange(4000)))  # committed late, as it happens
        compose(session, rule, known, now=now)
        if (past := bisect(wall, now)) > 1:
            newest = session.scalars(select(Issue.slot).order_by(Issue.id.desc()).limit(1)).one()
            assert newest == wall[past - 1], "no slot that has passed is left out, and none comes before its time"
        made += compose(session, rule, known, now=now) is not None
        session.commit()
        session.expunge_all()
    compose(session, rule, known, now=max(now, END) + timedelta(days=2))
    issues = session.scalars(select(Issue).order_by(Issue.slot)).all()
    assert made == 0, "a slot that has its issue gets no other one"
    assert all(before.window_end == after.window_start for before, after in pairwise(issues))
    assert all(one.window_start < one.window_end and one.slot <= one.composed for one in issues)
    assert len({one.slot for one in issues}) == len(issues) > 200
    held = session.scalars(select(IssueItem.match_id)).all()
    assert len(held) == len(set(held))
    assert set(held) == set(session.scalars(select(Match.id)))
