"""The figures behind the warnings that need an archive, from real rows of both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.archive_figures import archive_figures
from monitor.lint import lint
from monitor.screen import screen
from tests.monitor.archive import NOON, WordRules, outlet, publish, revise

GAZETTE = outlet("gazette")
DAY = timedelta(days=1)


def test_hits_are_counted_per_query_over_the_last_ninety_days(engine: Engine, session: Session) -> None:
    for age in (0, 10, 89, 91, 120):
        publish(session, f"Convoy {age}", "A tanker left port.", at=NOON - age * DAY)
    rules = WordRules({"ships": "tanker", "cranes": "crane"})
    screen(engine, rules, [GAZETTE], now=NOON)
    queries = {"ships": ["tanker"], "cranes": ["crane"]}
    figures = archive_figures(session, [GAZETTE], queries, rules.hash, NOON + DAY / 2)
    assert figures.days == 90
    assert figures.hits == {("ships", 0): 3}
    findings = lint(rules.watchlists, [], [GAZETTE], figures)
    assert [(one.code, one.id) for one in findings if one.code == "never-matched"] == [("never-matched", "cranes")]


def test_a_withdrawn_match_is_no_hit(engine: Engine, session: Session) -> None:
    article = publish(session, "Convoy", "A tanker left port.")
    rules = WordRules({"ships": "tanker"})
    screen(engine, rules, [GAZETTE], now=NOON)
    revise(session, article, "Nothing left port.")
    screen(engine, rules, [GAZETTE], now=NOON + DAY)
    assert archive_figures(session, [GAZETTE], {"ships": ["tanker"]}, rules.hash, NOON + DAY).hits == {}


@pytest.mark.parametrize("articles", [0, 2])
def test_lists_that_have_not_read_the_archive_yet_are_not_judged(
    engine: Engine, session: Session, articles: int
) -> None:
    for number in range(articles):
        publish(session, f"Convoy {number}", "A tanker left port.", at=NOON - 200 * DAY)
        publish(session, f"Fleet {number}", "A tanker left port.", at=NOON)
    screen(engine, WordRules({"ships": "tanker"}), [GAZETTE], now=NOON)
    figures = archive_figures(session, [GAZETTE], {"ships": ["frigate"]}, "another", NOON + DAY)
    assert (figures.days, figures.hits) == (0, {})


def test_what_no_list_is_to_read_does_not_keep_the_rest_from_being_judged(engine: Engine, session: Session) -> None:
    old = publish(session, "Convoy", "A tanker left port.", at=NOON - 100 * DAY)
    closed = publish(session, "Port", "A tanker.", at=NOON)
    publish(session, "Fleet", "A tanker.", at=NOON)
    publish(session, "Fleet", "A tanker.", outlet="herald", at=NOON)
    herald = outlet("herald", status="off")
    screen(engine, WordRules({"ships": "ferry"}), [GAZETTE, outlet("herald")], now=NOON)
    session.execute(update(Article).where(Article.id.in_([old.id, closed.id])).values(closed=NOON))
    session.commit()
    rules = WordRules({"ships": "tanker"})
    screen(engine, rules, [GAZETTE, herald], now=NOON)
    publish(session, "Just in", "A tanker.", at=NOON + DAY)
    figures = archive_figures(session, [GAZETTE, herald], {"ships": ["tanker"]}, rules.hash, NOON + DAY)
    assert (figures.days, figures.hits) == (90, {("ships", 0): 1})


def test_an_archive_of_a_few_days_says_so(engine: Engine, session: Session) -> None:
    publish(session, "Convoy", "A tanker left port.", at=NOON - 3 * DAY)
    rules = WordRules({"ships": "tanker"})
    screen(engine, rules, [GAZETTE], now=NOON)
    figures = archive_figures(session, [GAZETTE], {"ships": ["tanker"]}, rules.hash, NOON)
    assert 2.9 < figures.days < 3
