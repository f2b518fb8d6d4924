from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from monitor.backtest import backtest_term
from monitor.entities import Entity
from monitor.ruleset import RulesetError
from monitor.screen import screen
from monitor.search import Found, compile_search, search
from tests.monitor.archive import NOON, WordRules, outlet, publish

ENTITIES = [
    Entity(id="iran", name="Iran", type="country", ru=["Иран"]),
    Entity(id="vela", name="Vela Shipping", type="org", ru=["Вела Шиппинг"]),
]
OUTLETS = [outlet("gazette", assume=["iran"]), outlet("herald")]


@pytest.fixture
def archive(engine: Engine, session: Session) -> None:
    long = "It was a calm day at the port and nothing else happened worth a line. " * 12
    publish(session, "Talks", f"{long}A new arms embargo on Iran was proposed by nobody in particular. {long}", at=NOON)
    publish(session, "Ships", "Vela Shipping bought two ferries.", at=NOON - timedelta(days=1), outlet="herald")
    publish(session, "Флот", "Иран заказал у «Вела Шиппинг» паром.", at=NOON - timedelta(days=40), language="ru")
    screen(engine, WordRules({}), OUTLETS, now=NOON)


def find(engine: Engine, query: str, **more: object) -> list[Found]:
    with sessions(reader(engine))() as look:
        return search(look, compile_search(query, ENTITIES, OUTLETS), outlets=OUTLETS, **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("archive")
def test_a_query_finds_newest_first_with_the_passage_and_its_marks(engine: Engine) -> None:
    (talks,) = find(engine, '"arms embargo" NEAR/5 $iran')
    assert talks.title == "Talks"
    marked = [talks.passage.text[start:end] for start, end in talks.passage.marks]
    assert marked == ["arms embargo", "Iran"]
    assert talks.passage.cut_before
    assert talks.passage.cut_after
    assert len(talks.passage.text) <= 220
    assert [found.title for found in find(engine, "$vela")] == ["Ships", "Флот"]


@pytest.mark.usefixtures("archive")
def test_bounds_outlets_and_limit(engine: Engine) -> None:
    assert [f.title for f in find(engine, "$iran OR $vela")] == ["Talks", "Ships", "Флот"]
    assert [f.title for f in find(engine, "$iran OR $vela", since=NOON - timedelta(days=2))] == ["Talks", "Ships"]
    assert [f.title for f in find(engine, "$iran OR $vela", until=NOON)] == ["Ships", "Флот"]
    assert [f.title for f in find(engine, "$iran OR $vela", in_outlets=["herald"])] == ["Ships"]
    assert [f.title for f in find(engine, "$iran OR $vela", limit=1)] == ["Talks"]
    assert [f.title for f in find(engine, "$iran OR $vela AND lang:ru".replace(" OR $vela", ""))] == ["Флот"]
    assert find(engine, "zeppelin") == []


def test_a_query_that_may_mean_two_things_is_refused() -> None:
    with pytest.raises(RulesetError):
        compile_search("arms embargo", ENTITIES)
    with pytest.raises(RulesetError, match="irann"):
        compile_search("$irann", ENTITIES)


@pytest.mark.usefixtures("archive")
def test_a_query_not_yet_in_a_file_is_backtested(engine: Engine) -> None:
    with sessions(reader(engine))() as look:
        report = backtest_term(look, "$vela", ENTITIES, since=NOON - timedelta(days=60), now=NOON, outlets=OUTLETS)
    assert (report.articles, report.hits, len(report.days)) == (2, 2, 61)
    assert sorted(change.title for change in report.sample) == ["Ships", "Флот"]
    assert all("search holds now" in change.reason for change in report.sample)
