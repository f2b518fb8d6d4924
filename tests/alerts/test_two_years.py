"""Two years of a digest in five zones, with downtime, late commits and stories that grow: the promise of the house."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from alerts.compose import compose
from alerts.slots import Schedule, slots
from alerts.tables import Issue, IssueItem
from crawler.database import Base
from monitor.tables import Match
from tests.alerts.press import Press, digest, facts

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=730)


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
    while now < END:
        now += timedelta(minutes=chance.choice([30, 400, 1500, 1500, 3000, 9000]))
        for _ in range(chance.randrange(3)):
            press.matched(at=now - timedelta(minutes=chance.randrange(4000)))  # committed late, as it happens
        compose(session, rule, known, now=now)
        made += compose(session, rule, known, now=now) is not None
        session.commit()
        session.expunge_all()
    compose(session, rule, known, now=END + timedelta(days=2))
    issues = session.scalars(select(Issue).order_by(Issue.slot)).all()
    assert made == 0, "a slot that has its issue gets no other one"
    assert all(before.window_end == after.window_start for before, after in pairwise(issues))
    assert all(one.window_start < one.window_end and one.slot <= one.composed for one in issues)
    schedule = Schedule.of(rule, zone)
    assert {one.slot for one in issues} <= set(slots(schedule, BEGIN - timedelta(days=2), END + timedelta(days=9)))
    assert len({one.slot for one in issues}) == len(issues) > 200
    held = session.scalars(select(IssueItem.match_id)).all()
    assert len(held) == len(set(held))
    assert set(held) == set(session.scalars(select(Match.id)))
