"""Counts by day and outlet, and which days are compared with which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.outlets import Outlet
from crawler.tables import Article, OutletRun
from monitor.screen import screen
from monitor.trends import Trend, entity_trends, sparkline, watchlist_trends
from tests.monitor.archive import NOON, WordRules, outlet, publish

DAY = NOON.date()
EVENING = NOON + timedelta(hours=8)
RULES = WordRules({"ships": "tanker", "planes": "glider"}, ("Orlov", "Zarif"))
GAZETTE = outlet("gazette")


def look(session: Session, days_back: Iterable[int], name: str = "gazette", *, problem: str = "") -> None:
    """Looks at an outlet on these days; with a problem, nothing answered."""
    for back in days_back:
        at = NOON - timedelta(days=back, minutes=30)
        found = 0 if problem else 10
        session.add(OutletRun(round="r", outlet=name, started=at, finished=at, found=found, problem=problem))
    session.commit()


def news(session: Session, back: int, number: int, *, name: str = "gazette", seen: int | None = None) -> None:
    """So many articles of a day, on ships and with Orlov; `seen`: days ago that they came in, without a date."""
    for each in range(number):
        article = publish(
            session, f"{name} {back} {each} of {number}", "tanker Orlov", outlet=name, at=NOON - timedelta(back)
        )
        if seen is not None:
            row = session.get_one(Article, article.id)
            row.published, row.first_seen = None, NOON - timedelta(days=seen)
            session.commit()


def both(engine: Engine, *outlets: Outlet, back: int = 0) -> tuple[Trend, Trend]:
    """The trend of the list and of the entity, which must agree in all but their names."""
    configured = outlets or (GAZETTE,)
    screen(engine, RULES, configured, now=NOON)
    day = DAY - timedelta(days=back)
    with sessions(reader(engine))() as look:
        ships, _ = watchlist_trends(look, [day], ["ships", "planes"], configured, now=EVENING)
        (orlov,) = entity_trends(look, [day], ["orlov", "zarif"], configured, now=EVENING, least=1)
    assert (ships.count, ships.beside, ships.history) == (orlov.count, orlov.beside, orlov.history)
    assert ships.burst.expected == pytest.approx(orlov.burst.expected)
    return ships, orlov


def test_a_sparkline_has_a_block_for_every_value() -> None:
    assert sparkline([0, 1, 4, 8]) == "▁▂▅█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""
    assert sparkline([4, None, 8, 0]) == "▅·█▁"
    assert sparkline([None]) == "·"


def test_counts_by_day_and_their_median(engine: Engine, session: Session) -> None:
    look(session, range(29))
    for back in range(1, 29):
        news(session, back, 1 + back % 2)
    news(session, 0, 9)
    ships, orlov = both(engine)
    assert (ships.count, ships.median, ships.history[-3:], ships.unread) == (9, 1.5, (2, 1, 2), 0)
    assert ships.burst.is_burst
    assert orlov.burst.is_burst
    assert len(ships.spark) == 15
    with sessions(reader(engine))() as read:
        planes = watchlist_trends(read, [DAY], ["ships", "planes"], [GAZETTE], now=EVENING)[1]
        assert (planes.count, planes.median) == (0, 0.0)
        assert watchlist_trends(read, [DAY], ["ships"], [GAZETTE], now=NOON - timedelta(minutes=1))[0].count == 0
        assert entity_trends(read, [DAY], ["orlov"], [GAZETTE], now=EVENING, least=10) == []


def test_after_one_old_article_and_a_gap_nothing_bursts(engine: Engine, session: Session) -> None:
    look(session, [0])
    news(session, 300, 1)
    news(session, 20, 1)
    news(session, 0, 9)
    ships, _ = both(engine)
    assert not ships.burst.is_burst
    assert (ships.count, ships.beside, ships.median) == (0, 9, None)


@pytest.mark.parametrize("problem", ["", "the crawler was down"])
def test_three_days_that_nobody_read_are_no_quiet_days(engine: Engine, session: Session, problem: str) -> None:
    gap = {1, 2, 3}
    look(session, set(range(29)) - gap)
    look(session, gap if problem else (), problem=problem)
    for back in range(1, 29):
        news(session, back, 0 if back in gap else 4)
    news(session, 0, 6)
    ships, _ = both(engine)
    assert ships.history[-4:] == (4, None, None, None)
    assert (ships.median, ships.unread) == (4.0, 3)
    assert ships.burst.expected == pytest.approx(4.0)
    assert not ships.burst.is_burst


def test_what_gathered_without_a_date_while_nobody_looked_is_not_of_one_day(engine: Engine, session: Session) -> None:
    gap = {1, 2, 3}
    look(session, set(range(30)) - gap)
    for back in range(4, 29):
        news(session, back, 3, seen=back)
    news(session, 0, 12, seen=0)
    assert not both(engine)[0].burst.is_burst
    look(session, gap)
    ships, _ = both(engine)
    assert ships.count == 12
    assert ships.burst.is_burst, "read every day, these are of today"


def test_an_outlet_that_is_new_makes_no_burst_of_what_it_brings(engine: Engine, session: Session) -> None:
    look(session, range(29))
    look(session, range(3), "herald")
    for back in range(1, 29):
        news(session, back, 1)
    for back in range(3):
        news(session, back, 20, name="herald")
    news(session, 0, 1)
    ships, _ = both(engine, GAZETTE, outlet("herald"))
    assert (ships.count, ships.beside, ships.burst.is_burst) == (1, 20, False)
    look(session, range(3, 15), "herald")
    ships, _ = both(engine, GAZETTE, outlet("herald"))
    assert (ships.count, ships.beside) == (21, 0)


def test_outlets_on_trial_or_off_make_no_burst(engine: Engine, session: Session) -> None:
    for name in ("gazette", "herald"):
        look(session, range(29), name)
    news(session, 0, 9, name="herald")
    news(session, 0, 1)
    for status in ("test", "off"):
        ships, _ = both(engine, GAZETTE, outlet("herald", status=status))
        assert (ships.count, ships.beside) == (1, 0)


def test_when_a_trial_ends_its_articles_are_compared_with_those_of_the_trial(engine: Engine, session: Session) -> None:
    look(session, range(29))
    for back in range(1, 29):
        news(session, back, 2)
    screen(engine, RULES, [outlet("gazette", status="test")], now=NOON)
    news(session, 0, 4)
    ships, _ = both(engine)
    assert ships.count == 4
    assert not ships.burst.is_burst


def test_a_list_that_is_new_knows_what_is_usual_from_the_archive(engine: Engine, session: Session) -> None:
    look(session, range(29))
    for back in range(29):
        news(session, back, 3)
    screen(engine, WordRules({}), [GAZETTE], now=NOON)
    ships, _ = both(engine)
    assert (ships.count, ships.median, ships.burst.is_burst) == (3, 3.0, False)


def test_years_that_are_imported_neither_make_a_burst_nor_hide_one(engine: Engine, session: Session) -> None:
    look(session, range(29))
    for back in range(1, 29):
        news(session, back, 1)
    for back in (*range(1, 32), 90, 900):
        news(session, back, 2, name="corpus")
    for row in session.query(Article).filter(Article.outlet == "corpus"):
        row.origin, row.first_seen = "corpus", NOON
    session.commit()
    news(session, 0, 1)
    assert not both(engine)[0].burst.is_burst
    news(session, 0, 9)
    ships, _ = both(engine)
    assert (ships.count, ships.burst.is_burst) == (10, True)


def test_an_archive_of_imports_alone_is_compared_with_itself(engine: Engine, session: Session) -> None:
    for back in range(29):
        news(session, back, 8 if back == 0 else back % 3, name="corpus")
    for row in session.query(Article):
        row.origin, row.first_seen = "corpus", NOON
    session.commit()
    ships, _ = both(engine)
    assert (ships.count, ships.unread, ships.burst.is_burst) == (8, 0, True)


@pytest.mark.parametrize(("kept", "compared"), [(10, False), (20, True)])
def test_a_list_that_is_new_makes_no_burst_where_old_texts_were_dropped(
    engine: Engine, session: Session, kept: int, compared: bool
) -> None:
    look(session, range(29))
    for back in reversed(range(29)):
        news(session, back, 3)
    for row in session.query(Article).filter(Article.first_seen < NOON - timedelta(days=kept)):
        row.closed = NOON
    session.commit()
    ships, _ = both(engine)
    assert (ships.count, ships.beside) == ((3, 0) if compared else (0, 3))
    assert not ships.burst.is_burst
    assert set(ships.history[: 28 - kept]) == {None}
