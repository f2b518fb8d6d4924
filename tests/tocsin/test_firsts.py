"""What was never met before: told once there is an archive to compare with, entity by entity, pair by pair."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from monitor.entities import Entity
from monitor.screen import screen
from tests.monitor.archive import NOON, WordRules, outlet, publish
from tests.tocsin.desk import Desk
from tocsin.firsts import FirstSeen, first_seen

ENTITIES = [
    Entity(id="orlov", name="Captain Orlov", type="person"),
    Entity(id="zarif", name="Minister Zarif", type="person"),
    Entity(id="zahedi", name="General Zahedi", type="person"),
    Entity(id="norland", name="Norland", type="country"),
]
RULES = WordRules({"ships": "tanker"}, ("Orlov", "Zarif", "Zahedi", "Norland"))
DAY = NOON.date()


def _told(engine: Engine, entities: list[Entity] = ENTITIES) -> list[FirstSeen]:
    screen(engine, RULES, [outlet("gazette")], now=NOON)
    with sessions(reader(engine))() as look:
        return first_seen(look, entities, now=NOON)


def _past(session: Session) -> None:
    for back, text in ((40, "Orlov sailed home."), (30, "Zarif spoke in Norland."), (20, "Orlov was silent.")):
        publish(session, f"Day {back}", text, at=NOON - timedelta(days=back))


def test_a_new_name_and_a_new_pair_are_told_with_their_article(engine: Engine, session: Session) -> None:
    _past(session)
    publish(session, "A first meeting", "Orlov met Zarif in Norland.", at=NOON - timedelta(days=1))
    publish(session, "A new general", "Zahedi and Orlov took the oath.", at=NOON)
    new, met = _told(engine)
    assert (new.day, new.entities, new.names, new.title) == (DAY, ("zahedi",), "General Zahedi", "A new general")
    assert (met.day, met.entities) == (DAY - timedelta(days=1), ("orlov", "zarif"))
    assert (met.names, met.title) == ("Captain Orlov and Minister Zarif", "A first meeting")
    assert (new.at, met.at) == (NOON, NOON - timedelta(days=1)), "shown in the reader's zone, which has other days"


def test_what_was_met_before_is_no_news_however_long_ago(engine: Engine, session: Session) -> None:
    _past(session)
    publish(session, "Years ago", "Orlov met Zarif; Zahedi watched.", at=NOON - timedelta(days=900))
    publish(session, "Again", "Orlov met Zarif; Zahedi watched.", at=NOON)
    assert _told(engine) == []


def test_in_a_young_archive_nothing_is_new(engine: Engine, session: Session) -> None:
    publish(session, "Before", "Orlov sailed.", at=NOON - timedelta(days=13))
    publish(session, "Today", "Zarif met Zahedi.", at=NOON)
    assert _told(engine) == []
    publish(session, "Older", "Orlov sailed.", at=NOON - timedelta(days=14))
    assert [one.entities for one in _told(engine)] == [("zahedi",), ("zarif",)]


def test_an_empty_archive_and_an_entity_that_was_taken_out_tell_nothing(engine: Engine, session: Session) -> None:
    assert _told(engine) == []
    _past(session)
    publish(session, "A new general", "Zahedi took the oath.", at=NOON)
    assert _told(engine, [entity for entity in ENTITIES if entity.id != "zahedi"]) == []


def test_after_a_week_it_is_no_longer_told(engine: Engine, session: Session) -> None:
    _past(session)
    publish(session, "A new general", "Zahedi took the oath.", at=NOON - timedelta(days=7))
    assert _told(engine) == []


def test_the_command_shows_them_only_when_asked(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "config", tmp_path / "var")
    desk.run("init")
    assert desk.run("status", "--json").json()["first_seen"] is None
    assert desk.run("status", "--trends", "--json").json()["first_seen"] == []
    told = desk.run("status", "--trends")
    assert "an archive younger than 14 days has nothing to compare with" in told.out + told.err
    assert "First seen" not in told.out
