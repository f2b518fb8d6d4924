"""The three kinds of mail, made from an archive with everything in it that has ever spoilt one."""

from __future__ import annotations

import email
from datetime import timedelta
from email.policy import default

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from alerts.compose import compose_alerts, preview
from alerts.tables import Outbox
from crawler.database import Base
from tests.alerts.press import Press, alert, digest, facts
from tests.alerts.test_render import HOSTILE, MORNING


def sample_mails() -> dict[str, bytes]:
    """A full digest (three scripts, hostile text, a failing source), a quiet day, and an alert."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    session = Session(engine)
    press = Press(session, MORNING - timedelta(hours=3))
    story = press.story()
    for outlet in ("harbour-post", "north-wire", "delta-daily", "inland-times", "vestnik-reki"):
        press.match(press.article("Radar lands at the quay", outlet=outlet, story=story), score=9)
    persian = "یک رادار تازه با نام S-300 بامداد امروز در بندر پیاده شد."
    press.match(press.article("رادار در بندر", persian, outlet="sobh-khabar", language="fa"), "air-defence", "رادار")
    russian = press.article("РЛС на причале", "Новая РЛС выгружена.", outlet="vestnik-reki", language="ru")
    press.match(russian, "sanctions", "РЛС")
    press.matched(HOSTILE, HOSTILE, score=8)
    long = "https://harbour-post.example/" + "y" * 300
    press.matched("W" * 300, "radar " + "M" * 300, url=long, watchlist="shipping")
    for n in range(12):
        press.matched(f"Radar note {n}", score=1)
    for minutes in (30, 20, 10):
        press.look("north-wire", MORNING - timedelta(minutes=minutes), "the server answers 500")
    session.flush()
    known = facts(alerts=(alert(min_score=8),))
    full = preview(session, digest(limit=6), known, now=MORNING)
    quiet = preview(session, digest(min_score=50), known, now=MORNING)
    compose_alerts(session, alert(min_score=8), known, now=MORNING)
    row = session.query(Outbox).first()
    assert row is not None
    return {"digest": full.mime, "quiet": quiet.mime, "alert": row.mime}


def html_of(mime: bytes) -> str:
    """The HTML part of a mail."""
    body = email.message_from_bytes(mime, policy=default).get_body(("html",))
    assert body is not None
    return str(body.get_content())
