from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from monitor.feedback import FeedbackError, Missed, QueryRecord, give, missed, records
from monitor.screen import screen
from tests.monitor.archive import NOON, WordRules, publish

RULES = WordRules({"ships": "tanker", "ports": "Astara"})
QUERIES = [("ships", "tanker"), ("ports", "Astara"), ("ports", "Baku")]


def test_a_word_on_an_article_counts_for_every_query_that_found_it(engine: Engine, session: Session) -> None:
    first = publish(session, "1", "A tanker in Astara.")
    second = publish(session, "2", "A tanker at sea.")
    screen(engine, RULES, [], now=NOON)
    assert give(session, first.id, relevant=True, now=NOON) == 2
    assert give(session, second.key, relevant=False, now=NOON) == 1
    session.commit()
    assert records(session, QUERIES) == [
        QueryRecord("ships", "tanker", matched=2, only=2, relevant=1, not_relevant=1),
        QueryRecord("ports", "Astara", matched=1, only=1, relevant=1, not_relevant=0),
        QueryRecord("ports", "Baku", matched=0, only=0, relevant=0, not_relevant=0),
    ]
    assert [record.precision for record in records(session, QUERIES)] == [0.5, 1.0, None]


def test_a_later_word_replaces_the_earlier_one(engine: Engine, session: Session) -> None:
    article = publish(session, "1", "A tanker in Astara.")
    screen(engine, RULES, [], now=NOON)
    give(session, article.id, relevant=True, now=NOON)
    give(session, article.id, relevant=False, now=NOON + timedelta(hours=1), watchlist="ships")
    session.commit()
    ships, ports, _ = records(session, QUERIES)
    assert (ships.relevant, ships.not_relevant) == (0, 1)
    assert (ports.relevant, ports.not_relevant) == (1, 0)
    assert records(session, QUERIES, since=NOON + timedelta(minutes=30))[1].precision is None


def test_feedback_on_nothing_is_refused_in_words(engine: Engine, session: Session) -> None:
    article = publish(session, "1", "A tanker.")
    screen(engine, RULES, [], now=NOON)
    with pytest.raises(FeedbackError, match="there is no article 0000"):
        give(session, "0000", relevant=True, now=NOON)
    with pytest.raises(FeedbackError, match="was not matched by ports, so there is nothing to take back"):
        give(session, article.id, relevant=False, now=NOON, watchlist="ports")
    with pytest.raises(FeedbackError, match="not matched by ports / Baku; without --query"):
        give(session, article.id, relevant=True, now=NOON, watchlist="ports", query="Baku")
    other = publish(session, "2", "A quay.")
    with pytest.raises(FeedbackError, match=f"name the list: `tocsin feedback {other.id} relevant --list ID`"):
        give(session, other.id, relevant=True, now=NOON)


def test_an_article_that_a_list_missed_is_told_until_the_list_finds_it(engine: Engine, session: Session) -> None:
    article = publish(session, "1", "A tanker off Baku.")
    screen(engine, RULES, [], now=NOON)
    assert give(session, article.id, relevant=True, now=NOON, watchlist="ports") == 0
    session.commit()
    assert missed(session, ["ships", "ports"]) == [Missed("ports", article.id, article.title)]
    assert missed(session, ["ships"]) == []
    assert [record.relevant for record in records(session, QUERIES)] == [0, 0, 0]
    session.rollback()
    screen(engine, WordRules({"ships": "tanker", "ports": "Baku"}), [], now=NOON)
    assert missed(session, ["ships", "ports"]) == []
    give(session, article.id, relevant=True, now=NOON, watchlist="ports")
    session.commit()
    assert [record.relevant for record in records(session, QUERIES)] == [0, 0, 1]
    session.rollback()
    screen(engine, RULES, [], now=NOON)
    assert [one.article for one in missed(session, ["ports"])] == [article.id]


def test_a_word_on_a_missed_article_can_be_taken_back(engine: Engine, session: Session) -> None:
    article = publish(session, "1", "A tanker off Baku.")
    screen(engine, RULES, [], now=NOON)
    give(session, article.id, relevant=True, now=NOON, watchlist="ports")
    session.commit()
    give(session, article.id, relevant=False, now=NOON, watchlist="ports")
    session.commit()
    assert missed(session, ["ports"]) == []
