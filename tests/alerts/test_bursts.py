"""`when: burst` on entities, and in an archive that knows no usual day yet."""

from __future__ import annotations

from datetime import UTC, timedelta

from sqlalchemy.orm import Session

from alerts.compose import compose_alerts
from alerts.tables import Issue
from crawler.tables import Article
from monitor.entities import Entity
from monitor.tables import MentionCount
from tests.alerts.press import NOON, Press, alert, facts

FACTS = facts(entities=(Entity(id="orlov", name="Captain Orlov", type="person"),))


def name(session: Session, article: Article) -> None:
    day = article.first_seen.date()
    session.add(MentionCount(article_id=article.id, entity="orlov", count=1, in_title=False, day=day))
    session.flush()


def subjects(session: Session) -> list[str]:
    compose_alerts(session, alert(when="burst"), FACTS, now=NOON + timedelta(minutes=30))
    return [issue.subject for issue in session.query(Issue)]


def test_an_entity_far_above_its_usual_number_is_alerted(session: Session) -> None:
    press = Press(session)
    name(session, press.article(at=NOON - timedelta(days=20)))
    for minutes in range(9):
        article = press.article("Orlov sails again", at=NOON + timedelta(minutes=minutes))
        press.match(article)
        name(session, article)
    (subject,) = [one for one in subjects(session) if "Orlov" in one]
    assert "Captain Orlov: 9 articles today, 0 on a usual day" in subject


def test_the_day_of_a_burst_is_named_where_its_readers_have_another_by_now(session: Session) -> None:
    press = Press(session)
    name(session, press.article(at=NOON - timedelta(days=20)))
    for minutes in range(9):
        name(session, press.article("Orlov sails again", at=NOON + timedelta(minutes=minutes)))
    compose_alerts(session, alert(when="burst", timezone="Pacific/Auckland"), FACTS, now=NOON + timedelta(minutes=30))
    (subject,) = [issue.subject for issue in session.query(Issue) if "Orlov" in issue.subject]
    day = f"{NOON.astimezone(UTC):%d %b}".lstrip("0")
    assert f"Captain Orlov: 9 articles on {NOON.astimezone(UTC):%a} {day} (UTC), 0 on a usual day" in subject


def test_in_its_first_days_an_archive_knows_nothing_unusual(session: Session) -> None:
    press = Press(session)
    for minutes in range(9):
        article = press.article("Orlov sails again", at=NOON + timedelta(minutes=minutes))
        press.match(article)
        name(session, article)
    assert subjects(session) == []
