"""What was never met before: told once there is an archive to compare with, entity by entity, pair by pair."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.tables import Article, OutletRun
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
OUTLETS = [outlet("gazette"), outlet("herald")]


def _told(engine: Engine, entities: list[Entity] = ENTITIES) -> list[FirstSeen]:
    screen(engine, RULES, OUTLETS, now=NOON)
    with sessions(reader(engine))() as look:
        return first_seen(look, entities, OUTLETS, now=NOON)


def _read(session: Session, *days_back: int, name: str = "gazette") -> None:
    for back in days_back:
        at = NOON - timedelta(days=back, minutes=1)
        session.add(OutletRun(round="r", outlet=name, started=at, finished=at, found=1))
    session.commit()


def _past(session: Session) -> None:
    _read(session, *range(30))
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
    _read(session, *range(14))
    publish(session, "Before", "Orlov sailed.", at=NOON - timedelta(days=13))
    publish(session, "Today", "Zarif met Zahedi.", at=NOON)
    assert _told(engine) == []
    _read(session, 14)
    assert [one.entities for one in _told(engine)] == [("zahedi",), ("zarif",)]


def test_after_one_old_article_and_a_gap_nobody_is_new(engine: Engine, session: Session) -> None:
    _read(session, 0)
    publish(session, "Long ago", "Orlov sailed.", at=NOON - timedelta(days=300))
    publish(session, "Today", "Zarif met Zahedi.", at=NOON)
    assert _told(engine) == []


def test_an_outlet_that_is_new_makes_nobody_new(engine: Engine, session: Session) -> None:
    _past(session)
    _read(session, 0, 1, name="herald")
    publish(session, "Today", "Zahedi met Orlov and Zarif.", at=NOON, outlet="herald")
    assert _told(engine) == []
    publish(session, "Here too", "Zahedi spoke.", at=NOON + timedelta(minutes=1))
    (new,) = _told(engine)
    assert (new.entities, new.title) == (("zahedi",), "Here too")


def test_what_a_new_outlet_was_read_back_for_is_known(engine: Engine, session: Session) -> None:
    _past(session)
    _read(session, 0, 1, name="herald")
    publish(session, "Last year", "Zahedi spoke.", at=NOON - timedelta(days=200), outlet="herald")
    publish(session, "In its feed", "Zarif met Orlov.", at=NOON - timedelta(days=3), outlet="herald")
    publish(session, "Today", "Zahedi and Zarif met Orlov.", at=NOON)
    assert [one.entities for one in _told(engine)] == [("orlov", "zahedi"), ("orlov", "zarif"), ("zahedi", "zarif")]


def test_years_that_are_imported_bring_nobody_new_and_what_they_name_is_known(engine: Engine, session: Session) -> None:
    _past(session)
    for back, text in ((900, "Zahedi met Orlov."), (6, "Zarif met Zahedi.")):
        article = publish(session, f"Day {back}", text, at=NOON - timedelta(days=back), outlet="corpus")
        row = session.get_one(Article, article.id)
        row.origin, row.first_seen = "corpus", NOON
    session.commit()
    publish(session, "Today", "Zahedi met Orlov.", at=NOON)
    assert _told(engine) == []


def test_a_new_name_is_not_told_with_everybody_it_stands_beside(engine: Engine, session: Session) -> None:
    _past(session)
    publish(session, "A new general", "Zahedi took the oath.", at=NOON - timedelta(days=1))
    publish(session, "The general travels", "Zahedi met Orlov and Zarif.", at=NOON)
    pair, new = _told(engine)
    assert (pair.entities, new.entities) == (("orlov", "zarif"), ("zahedi",))


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
    assert "Published on" in told.out + told.err
    assert "First seen" not in told.out
