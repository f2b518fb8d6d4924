from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from crawler.database import open_database, reader, sessions
from monitor.document import Document
from monitor.entities import Entity
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import screen
from monitor.tables import Indexed
from monitor.watchlists import Query, Watchlist
from monitor.word_index import candidates, words_of
from tests.monitor.archive import NOON, WordRules, publish, revise, rows

ENTITIES = [
    Entity(id="s-300", name="S-300", type="weapon", ru=["С-300"]),
    Entity(id="shahed-129", name="Shahed-129", type="weapon"),
    Entity(id="shahed-136", name="Shahed-136", type="weapon", also=["Shahed-136SM"]),
    Entity(id="shahed-191", name="Shahed-191", type="weapon"),
    Entity(id="shoigu", name="Sergei Shoigu", type="person", ru=["Сергей Шойгу"], short=["Shoigu"], near=["minister"]),
]
TEXTS = [
    "Iran's army paraded its new S‑300s outside Tehran.",
    "Армия показала комплекс C-300 и ракеты.",  # Latin C in a Cyrillic text
    "The Shahed-129 and 191 flew over the base.",
    "Shahed-129 drones, 136s and the 191 flew over it.",
    "The Shahed-129 and 136SM were shown.",
    "Minister Shoigu spoke of an arms embar-\ngo on the region.",
    "Сергея Шойгу встретили в аэропорту.",
    "سامانه‌های موشکی و پهپادها به نمایش درآمدند.",
    "Nothing of this is here.",
]
QUERIES = [
    "$s-300",
    "$shahed-191",
    "$shahed-136",
    "$shoigu",
    '"arms embargo"',
    "embarg*",
    "پهپاد",
    "ракета AND $s-300",
    "army OR airport",
    "army AND NOT tehran",
    "army NEAR/5 new",
    "lang:ru AND army",
    "(army OR lang:ru) AND new",
]


def compiled(*queries: str) -> Ruleset:
    match = [Query(id=f"q{number}", query=query) for number, query in enumerate(queries)]
    return compile_ruleset([Watchlist(id="list", title="List", match=match, score=0)], ENTITIES)


def fill(engine: Engine, session: Session) -> list[int]:
    ids = [publish(session, f"Report {n}", text, at=NOON + timedelta(hours=n)).id for n, text in enumerate(TEXTS)]
    screen(engine, WordRules({}), [], now=NOON)
    return ids


@pytest.mark.parametrize("query", QUERIES)
def test_what_the_matcher_finds_is_always_among_the_candidates(engine: Engine, session: Session, query: str) -> None:
    ids = fill(engine, session)
    these = compiled(query)
    held = {
        id
        for id, body in zip(ids, TEXTS, strict=True)
        if these.analyse(Document(id="", title="Report", text=body, lang="en")).lists
    }
    with sessions(reader(engine))() as look:
        found = candidates(look, these)
    assert found is not None
    assert held <= found
    assert len(found) < len(ids), "the index must leave something out"


def test_lists_are_asked_for_one_by_one_or_together(engine: Engine, session: Session) -> None:
    ids = fill(engine, session)
    lists = [Watchlist(id=id, title=id, match=[Query(any=[word])]) for id, word in (("a", "paraded"), ("b", "base"))]
    compiled = compile_ruleset(lists, [])
    with sessions(reader(engine))() as look:
        assert candidates(look, compiled, {"a"}) == {ids[0]}
        assert candidates(look, compiled) == {ids[0], ids[2]}


def test_a_new_revision_is_found_by_its_new_words(engine: Engine, session: Session) -> None:
    article = publish(session, "Report", "A ferry left.")
    screen(engine, WordRules({}), [], now=NOON)
    revise(session, article, "A submarine left.")
    screen(engine, WordRules({}), [], now=NOON)
    screen(engine, WordRules({"other": "rules"}), [], now=NOON)
    with sessions(reader(engine))() as look:
        assert candidates(look, compiled("submarine")) == {article.id}


def test_every_revision_is_logged_once_in_the_order_it_came(engine: Engine, session: Session) -> None:
    article = publish(session, "Report", "A ferry left.")
    for ruleset in ({}, {"other": "rules"}):
        screen(engine, WordRules(ruleset), [], now=NOON)
    other = publish(session, "Other", "A submarine left.", language="ru")
    revise(session, article, "A submarine left.")
    screen(engine, WordRules({}), [], now=NOON)
    logged = rows(engine, select(Indexed.article_id, Indexed.revision, Indexed.language).order_by(Indexed.number))
    assert logged == [(article.id, 1, "en"), (article.id, 2, "en"), (other.id, 1, "ru")]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_indexed(body: str) -> None:
    for word in words_of("", body):
        assert word.isalnum()
    engine = open_database("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE VIRTUAL TABLE w USING fts5(words, content='', detail=none)"))
        connection.execute(
            text("INSERT INTO w (rowid, words) VALUES (1, :words)"), {"words": " ".join(words_of("", body))}
        )
        for word in words_of("", body)[:5]:
            found = connection.execute(text("SELECT rowid FROM w WHERE w MATCH :wanted"), {"wanted": f'"{word}"'})
            assert found.scalars().all() == [1]
    engine.dispose()
