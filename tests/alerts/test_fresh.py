"""New on the beat: a digest tells once whom its articles name for the first time, where the archive has a past."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from alerts.compose import compose, preview
from crawler.tables import Article
from monitor.entities import Entity
from monitor.tables import MentionCount
from tests.alerts.press import NOON, Press, digest, facts
from tests.alerts.test_render import MORNING

ENTITIES = tuple(
    Entity.model_validate({"id": id, "name": name, "type": kind})
    for id, name, kind in (
        ("orlov", "Captain Orlov", "person"),
        ("zarif", "Minister Zarif", "person"),
        ("zahedi", "سردار زاهدی", "person"),
        ("norland", "Norland", "country"),
    )
)
FACTS = facts(entities=ENTITIES)


def name(session: Session, article: Article, *entities: str) -> None:
    for entity in entities:
        session.add(
            MentionCount(article_id=article.id, entity=entity, count=1, in_title=False, day=article.first_seen.date())
        )
    session.flush()


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session)


@pytest.fixture
def past(session: Session, press: Press) -> None:
    """Two people who were named long ago, never together; and an issue made yesterday, by an outlet read for weeks."""
    press.read()
    press.look("harbour-post", MORNING - timedelta(hours=1))
    for back, who in ((40, "orlov"), (30, "zarif")):
        name(session, press.article(at=NOON - timedelta(days=back)), who, "norland")
    compose(session, digest(), FACTS, now=MORNING - timedelta(days=1))


def told(session: Session, press: Press, at: datetime, *entities: str) -> tuple[str, ...]:
    article = press.article(at=at)
    name(session, article, *entities)
    press.match(article)
    session.flush()
    return preview(session, digest(), FACTS, now=MORNING).view.fresh


@pytest.mark.usefixtures("past")
def test_a_new_name_and_a_new_pair_are_told_in_both_parts(session: Session, press: Press) -> None:
    at = MORNING - timedelta(hours=5)
    assert told(session, press, at, "orlov", "zarif", "norland") == (
        "First time Captain Orlov with Minister Zarif (The Harbour Post)",
    )
    lines = told(session, press, at, "zahedi", "orlov")
    assert lines == (
        "First mention of \u2068سردار زاهدی\u2069 (The Harbour Post)",
        "First time Captain Orlov with Minister Zarif (The Harbour Post)",
    )
    mail = preview(session, digest(), FACTS, now=MORNING).rendered
    for part in (mail.html, mail.text):
        assert part is not None
        assert "New on the beat" in part or "NEW ON THE BEAT" in part
        assert "First time Captain Orlov with Minister Zarif" in " ".join(part.split())


@pytest.mark.usefixtures("past")
def test_what_was_told_is_no_news_in_the_next_issue(session: Session, press: Press) -> None:
    assert told(session, press, MORNING - timedelta(hours=5), "orlov", "zarif")
    compose(session, digest(), FACTS, now=MORNING)
    article = press.article(at=MORNING + timedelta(hours=2))
    name(session, article, "orlov", "zarif")
    press.match(article)
    session.flush()
    assert preview(session, digest(), FACTS, now=MORNING + timedelta(days=1)).view.fresh == ()


@pytest.mark.usefixtures("past")
def test_who_was_named_outside_the_beat_is_known_too(session: Session, press: Press) -> None:
    name(session, press.article(at=NOON - timedelta(days=20)), "orlov", "zarif", "zahedi")
    assert told(session, press, MORNING - timedelta(hours=5), "orlov", "zarif", "zahedi") == ()


def test_a_first_issue_and_a_young_archive_tell_nothing(session: Session, press: Press) -> None:
    assert told(session, press, MORNING - timedelta(hours=5), "orlov", "zarif") == ()
    compose(session, digest(), FACTS, now=MORNING)
    article = press.article(at=MORNING + timedelta(hours=2))
    name(session, article, "zahedi")
    press.match(article)
    session.flush()
    assert preview(session, digest(), FACTS, now=MORNING + timedelta(days=1)).view.fresh == ()
