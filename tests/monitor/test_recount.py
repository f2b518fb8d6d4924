"""Stored hits give the same scores as reading every article, whatever is edited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from crawler.database import Base, open_database, reader, sessions
from crawler.tables import Article
from monitor import excerpt, hit_store
from monitor import search as searching
from monitor.backtest import backtest
from monitor.entities import Entity
from monitor.hit_store import HitStore
from monitor.recount import Recount, Version
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import document_of, screen
from monitor.search import compile_search
from monitor.tables import Indexed
from monitor.watchlists import Watchlist
from tests.monitor.archive import NOON, WordRules, outlet, publish, revise, rows

SINCE, NOW = NOON - timedelta(days=30), NOON + timedelta(days=1)
OUTLETS = [
    outlet("gazette", assume=["iran"], tags=("state",)),
    outlet("herald", tags=("trade",)),
    outlet("vestnik", language="ru"),
]
ENTITIES = [
    Entity(id="iran", name="Iran", type="country", ru=["Иран"]),
    Entity(id="s-300", name="S-300", type="weapon", ru=["С-300"], **{"not": ["S-300 road"]}),
    Entity(id="shahed", name="Shahed", type="weapon"),
    Entity(id="shahed-136", name="Shahed-136", type="weapon", part_of=["shahed"]),
    Entity(id="shoigu", name="Sergei Shoigu", type="person", of="iran", short=["Shoigu"], near=["minister"]),
]
SENTENCES = [
    "Iran's army paraded its new S‑300s outside Tehran.",
    "The S-300 road was closed.",
    "Minister Shoigu visited the port.",
    "Shoigu spoke of ships.",
    "Sergei Shoigu met the army in the port.",
    "The Shahed-136 and the Shahed flew over the port.",
    "A tanker met a ferry; the tanker sank.",
    "The army bought a ferry.",
    "Gazette reporters saw the port strike price.",
    "A port strike began. The army left.",
    "Иран показал С-300 в порту.",
    "Nothing of this is here.",
]
TERMS = [
    "army", "port", "tanker", "ferry", "ferries", "port strike", "strike price", "army ferry", "met*", "порт",
    "$iran", "$s-300", "$shahed", "$shahed+", "$shoigu", "=ferry", "tanker | ferry", "S-300", "gazette",
]  # fmt: skip
NOTATION = [
    "army AND NOT ferry",
    "tanker NEAR/3 ferry",
    "army ONEAR/6 port",
    "$shoigu SENTENCE port",
    "army PARAGRAPH (ferry OR tanker)",
    "ATLEAST/2 tanker",
    "title:army OR lede:(port AND army)",
    "body:port AND $shoigu^3",
    'army AND outlet:"tag:state"',
    'army NEAR/9 port AND outlet:"tag:state"',
    "port AND lang:ru",
    "port AND NOT outlet:herald",
    "tanker^2.5 OR $shahed^1.5",
]
STORE = HitStore()
"""One for all examples: what one list left behind must not mislead another."""
EXCLUDING = ("port AND NOT $iran", "$iran AND NOT (port OR army)", "army AND NOT army", "army AND lang:ru AND NOT порт")
UNDECIDABLE = 'ferry OR author:"Ann Reed"'


@pytest.fixture(autouse=True, scope="module")
def read_for_the_leaves_alone() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpt, "_FIRST", 3)
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('recount') / 'a.sqlite'}")
    Base.metadata.create_all(engine)
    with sessions(engine)() as session:
        fill(session, 40)
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    yield engine
    engine.dispose()


def fill(session: Session, count: int) -> None:
    chance = random.Random(5)
    for number in range(count):
        paragraphs = [
            " ".join(chance.choices(SENTENCES, k=chance.randint(1, 3))) for _ in range(chance.choice((1, 1, 2, 4)))
        ]
        title = chance.choice((*SENTENCES, "Report"))
        publish(
            session,
            f"{title} {number}",
            "\n\n".join(paragraphs),
            outlet=chance.choice(("gazette", "herald", "vestnik")),
            at=NOON - timedelta(hours=number),
            language=chance.choice(("en", "ru", "", "en")),
        )


texts = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True)
few = st.lists(st.sampled_from(TERMS), max_size=2, unique=True)
weights = st.sampled_from([1, 0.3, 2, 7.7])
queries = st.one_of(
    st.fixed_dictionaries(
        {"any": texts, "weight": weights},
        optional={"not": few, "in": st.just("title"), "lang": st.just(["ru"]), "case": st.just("exact")},
    ),
    st.fixed_dictionaries(
        {"all": texts, "within": st.sampled_from(["sentence", "paragraph", "article"]), "weight": weights},
        optional={"not": few, "any": texts},
    ),
    st.fixed_dictionaries({"query": st.sampled_from(NOTATION), "weight": weights}, optional={"not": few}),
)
lists = st.fixed_dictionaries(
    {"match": st.lists(queries, min_size=1, max_size=4), "score": st.sampled_from([0, 1, 2, 4.5])},
    optional={
        "needs": st.lists(texts, min_size=1, max_size=2),
        "not": few,
        "drop_if": few,
        "outlets": st.sampled_from([["gazette"], ["tag:trade"], ["vestnik", "tag:state"]]),
        "lang": st.sampled_from([["en"], ["ru"]]),
    },
)


def compiled(shape: dict[str, Any]) -> Ruleset:
    shape = {**shape, "match": [{"id": f"q{n}", **query} for n, query in enumerate(shape["match"])]}
    return compile_ruleset([Watchlist.model_validate({"id": "list", "title": "List", **shape})], ENTITIES, OUTLETS)


def by_reading(engine: Engine, rules: Ruleset) -> dict[int, float]:
    known = {one.id: one for one in OUTLETS}
    found = {}
    for article in rows(engine, select(Article)):
        for result in rules.analyse(document_of(article, known[article.outlet])).lists:
            if result.passed:
                found[article.id] = result.score
    return found


@settings(max_examples=60, deadline=None)
@given(shapes=st.lists(lists, min_size=1, max_size=3))
def test_any_list_and_any_edit_of_it_scores_as_reading_does(archive: Engine, shapes: list[dict[str, Any]]) -> None:
    for shape in shapes:
        rules = compiled(shape)
        with sessions(reader(archive))() as session:
            version = Version.of(rules, "list", OUTLETS)
            assert version is not None
            assert version.decidable
            recount = Recount(session, STORE)
            found = recount.scores(version, SINCE, NOW)
        assert dict(zip(found.articles.tolist(), found.values.tolist(), strict=True)) == by_reading(archive, rules)


@settings(max_examples=60, deadline=None)
@given(query=queries)
def test_any_query_tried_with_nothing_known_scores_as_reading_does(archive: Engine, query: dict[str, Any]) -> None:
    rules = compiled({"match": [query], "score": 0})
    version = Version.of(rules, "list", OUTLETS)
    assert version is not None
    with pytest.MonkeyPatch.context() as patch, sessions(reader(archive))() as session:
        for name in ("_MANY", "_RARER", "_FEW"):
            patch.setattr(hit_store, name, 0)
        found = Recount(session, HitStore()).scores(version, SINCE, NOW)
    assert dict(zip(found.articles.tolist(), found.values.tolist(), strict=True)) == by_reading(archive, rules)


def scored(engine: Engine, rules: Ruleset, store: HitStore) -> dict[int, float]:
    """Against a list that nothing passes, every article that passes is gained."""
    nothing = compiled({"match": [{"any": ["zeppelin"]}]})
    with sessions(reader(engine))() as session:
        report = backtest(session, rules, nothing, "list", since=SINCE, now=NOW, outlets=OUTLETS, store=store)
    assert report.counts["gained"] == report.hits
    return {change.article_id: change.after or 0.0 for change in report.gained}


def test_every_operator_scores_as_reading_does(engine: Engine, session: Session) -> None:
    fill(session, 15)
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    store = HitStore()
    for query in (*NOTATION, UNDECIDABLE):
        rules = compiled({"match": [{"query": query}], "score": 0})
        assert scored(engine, rules, store) == by_reading(engine, rules)


@pytest.mark.parametrize("first", [1, 50])
def test_every_operator_is_searched_for_as_reading_finds_it(archive: Engine, first: int) -> None:
    with pytest.MonkeyPatch.context() as patch, sessions(reader(archive))() as session:
        patch.setattr(searching, "_FIRST", first)
        for query in (*NOTATION, *EXCLUDING, UNDECIDABLE):
            rules = compile_search(query, ENTITIES, OUTLETS)
            found = {one.article_id: one.points for one in searching.search(session, rules, outlets=OUTLETS)}
            assert found == by_reading(archive, rules), query
            few = searching.search(session, rules, outlets=OUTLETS, limit=3)
            assert [one.article_id for one in few] == list(found)[:3]


def test_a_query_tried_alone_scores_the_same_read_only_where_it_can_hold(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(session, 15)
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    monkeypatch.setattr(hit_store, "_MANY", 0)
    monkeypatch.setattr(hit_store, "_RARER", 0)
    monkeypatch.setattr(hit_store, "_FEW", 0)
    masked = {"all": ["army", "ferry | $s-300"], "within": "article", "not": ["army ferry", "S-300 road"]}
    known = HitStore()
    for query in (*({"query": one} for one in NOTATION), masked):
        alone, beside = compiled({"match": [query], "score": 0}), compiled({"match": [query, masked], "score": 0})
        for store in (HitStore(), known):
            assert scored(engine, alone, store) == by_reading(engine, alone)
            assert scored(engine, beside, store) == by_reading(engine, beside), "what was read of it is not kept as all"


def test_what_came_since_is_read_and_nothing_else(engine: Engine, session: Session, tmp_path: Path) -> None:
    first = publish(session, "Report", "A tanker.")
    other = publish(session, "Other", "A ferry and a tanker.")
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    rules = compiled({"match": [{"any": ["tanker"]}, {"any": ["ferry"]}], "score": 0})
    assert scored(engine, rules, HitStore(tmp_path / "hits")) == {first.id: 1.0, other.id: 2.0}
    revise(session, first, "A ferry.\n\nA ferry.")
    third = publish(session, "Third", "A tanker.")
    assert scored(engine, rules, HitStore(tmp_path / "hits")) == {other.id: 2.0}, "not screened, not known"
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    found = scored(engine, rules, HitStore(tmp_path / "hits"))
    assert found == by_reading(engine, rules) == {first.id: 1.7, other.id: 2.0, third.id: 1.0}


def test_hits_of_another_archive_are_not_believed(engine: Engine, session: Session, tmp_path: Path) -> None:
    article = publish(session, "Report", "A tanker.")
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    rules = compiled({"match": [{"any": ["tanker"]}], "score": 0})
    assert scored(engine, rules, HitStore(tmp_path)) == {article.id: 1.0}
    session.execute(update(Article).values(text="A ferry."))
    session.execute(update(Indexed).values(stamp=Indexed.stamp - 1))
    session.commit()
    assert scored(engine, rules, HitStore(tmp_path)) == {}


def test_damaged_and_unwritable_arrays_are_made_anew(engine: Engine, session: Session, tmp_path: Path) -> None:
    article = publish(session, "Report", "A tanker.")
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    rules = compiled({"match": [{"any": ["tanker"]}], "score": 0})
    assert scored(engine, rules, HitStore(tmp_path)) == {article.id: 1.0}
    files = sorted(tmp_path.iterdir())
    for number, file in enumerate(files):
        raw = file.read_bytes()
        file.write_bytes([raw[:-1], b"", raw[::-1], raw.replace(b"<i8", b"|O8")][number % 4])
    assert scored(engine, rules, HitStore(tmp_path)) == {article.id: 1.0}
    (tmp_path / "file").touch()
    assert scored(engine, rules, HitStore(tmp_path / "file")) == {article.id: 1.0}


def test_a_text_that_was_dropped_is_left_out(engine: Engine, session: Session) -> None:
    article = publish(session, "Report", "A tanker.")
    screen(engine, WordRules({}), OUTLETS, now=NOON)
    store = HitStore()
    rules = compiled({"match": [{"any": ["tanker"]}], "score": 0})
    assert scored(engine, rules, store) == {article.id: 1.0}
    session.execute(update(Article).values(closed=NOON))
    session.commit()
    assert scored(engine, rules, store) == {}
