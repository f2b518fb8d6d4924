"""Queries that can never hold are told; those that can are not, whatever they are made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from crawler.outlets import Outlet
from monitor.claims import Claims, Outlets, alternatives, never_in
from monitor.entities import Entity
from monitor.findings import Finding
from monitor.formulas import All, Among, Formula, Said, Some, decided, satisfiable
from monitor.lint import lint
from monitor.nodes import Both, Node, show
from monitor.terms import Term
from monitor.watchlists import Query, Watchlist
from tests.monitor.test_evaluate import Text as MadeUp
from tests.monitor.test_evaluate import compiled_holds, nodes, texts

ENTITIES = [
    Entity.model_validate({"id": "norland", "name": "Norland", "type": "country"}),
    Entity.model_validate({"id": "docks", "name": "Dock Board", "type": "org", "of": "norland"}),
    Entity.model_validate({"id": "cranes", "name": "Crane Works", "type": "org", "part_of": ["docks"]}),
]


def outlet(id_: str, **more: Any) -> Outlet:
    feeds = [f"https://{id_}.example/rss"]
    return Outlet.model_validate({"id": id_, "name": id_, "language": "en", "country": "GB", "feeds": feeds, **more})


OUTLETS = [outlet("gazette", tags=["state"]), outlet("herald", tags=["state", "sea"]), outlet("post")]


def impossible(match: Any, papers: list[Outlet] = OUTLETS, **more: Any) -> list[Finding]:
    item = {"query": match} if isinstance(match, str) else match
    list_ = Watchlist.model_validate({"id": "list", "title": "L", "match": [item], "tests": {"hit": ["x"]}, **more})
    return [finding for finding in lint([list_], ENTITIES, papers) if finding.code == "impossible"]


@pytest.mark.parametrize(
    "query",
    [
        "wheat AND lang:ru AND lang:en",
        "(wheat AND lang:ru) AND (corn AND lang:en)",
        "wheat AND lang:ru AND NOT lang:ru",
        "wheat AND outlet:gazette AND outlet:post",
        'wheat AND outlet:"tag:state" AND outlet:post',
        'wheat AND author:"Anna Holm" AND NOT author:"anna holm"',
        "wheat AND NOT wheat",
        "(wheat OR corn) AND NOT (corn OR wheat)",
        "corn AND wheat AND NOT (corn AND wheat)",
        "=wheat AND NOT wheat",
        "wheat AND NOT whea*",
        "wheaten* AND NOT whea*",
        '"wheat harvests" AND NOT harvest',
        "забастовка AND NOT забастовки",
        "S-300 AND NOT S-300",
        "SCO AND NOT sco",
        "title:(body:wheat)",
        "title:wheat AND NOT wheat",
        "lede:wheat AND NOT body:wheat",
        "title:wheat SENTENCE body:corn",
        "title:wheat NEAR/5 body:corn",
        "lang:ru NEAR/5 wheat",
        "(corn NEAR/3 wheat) AND NOT corn",
        "(corn ONEAR/3 wheat) AND NOT (wheat NEAR/9 corn)",
        "(corn SENTENCE wheat) AND NOT (wheat PARAGRAPH corn)",
        "ATLEAST/3 wheat AND NOT ATLEAST/2 wheat",
        "$cranes AND NOT $docks+",
    ],
)
def test_a_query_that_no_article_can_meet_is_pointed_out(query: str) -> None:
    (finding,) = impossible(query)
    assert finding.path == ("match", 0, "query")
    assert finding.message.startswith("no article can ")


@pytest.mark.parametrize(
    "query",
    [
        "wheat AND NOT lang:ru AND NOT lang:en",
        'wheat AND outlet:"tag:sea" AND outlet:herald',
        'wheat AND author:"Anna Holm" AND author:"Bo Holm"',
        "wheat AND NOT =wheat",
        "whea* AND NOT wheat",
        'wheat AND NOT "wheat harvest"',
        "sco AND NOT SCO",
        "wheat AND NOT title:wheat",
        "title:wheat AND NOT body:wheat",
        "body:wheat AND NOT lede:wheat",
        "title:wheat SENTENCE corn",
        "lang:ru SENTENCE wheat",
        "wheat NEAR/5 wheat",
        "(corn NEAR/9 wheat) AND NOT (corn NEAR/3 wheat)",
        "ATLEAST/2 wheat AND NOT ATLEAST/3 wheat",
        "(corn AND wheat) AND NOT (corn NEAR/3 wheat)",
        "$docks+ AND NOT $cranes",
        "wheat AND NOT (corn AND NOT wheat)",
    ],
)
def test_a_query_that_some_article_can_meet_is_left_alone(query: str) -> None:
    assert impossible(query) == []


def test_the_finding_stands_at_the_parts_that_contradict_each_other_and_names_only_them() -> None:
    (finding,) = impossible("wheat AND lang:ru AND corn AND lang:en")
    said = "no article can meet all of this at once (an article is in one language): lang:ru; lang:en"
    assert (finding.offset, finding.message) == (10, said)


def test_an_alternative_that_the_rest_of_the_query_rules_out_is_pointed_out() -> None:
    (finding,) = impossible("((lang:en AND wheat) OR (lang:ru AND corn)) AND lang:ru")
    assert finding.message.startswith("the alternative 'lang:en AND wheat' never counts: ")
    (finding,) = impossible("(wheat OR corn) AND NOT corn")
    assert (finding.offset, finding.message[:34]) == (10, "the alternative 'corn' never count")


@pytest.mark.parametrize(
    ("match", "more", "path"),
    [
        ("wheat AND lang:ru", {"lang": "en"}, ("match", 0, "query")),
        ("wheat AND outlet:gazette", {"outlets": ["post"]}, ("match", 0, "query")),
        ("wheat AND outlet:post", {"outlets": ["tag:state"]}, ("match", 0, "query")),
        ("wheat AND NOT $norland AND NOT $docks", {"needs": ["$norland"]}, ("match", 0, "query")),
        ("wheat AND corn", {"drop_if": ["corn"]}, ("match", 0, "query")),
        ({"any": ["wheat"], "all": ["corn", "rye | oat"]}, {"drop_if": ["oat", "rye"]}, ("match", 0, "all", 1)),
    ],
)
def test_a_query_that_its_list_rules_out_is_pointed_out(match: Any, more: Any, path: Any) -> None:
    assert [finding.path for finding in impossible(match, **more)] == [path]


def test_a_need_can_be_met_by_who_stands_for_a_country_and_by_the_outlet() -> None:
    assert impossible("wheat AND NOT $norland", needs=["$norland"]) == []
    home = [outlet("gazette", assume=["norland"])]
    assert impossible("wheat AND NOT $norland AND NOT $docks", home, needs=["$norland"]) == []


def test_what_cannot_be_told_in_bounded_time_is_left_alone() -> None:
    # Which of 12 things are there, so that of each three one is and one is not: no small tree decides it.
    things = [(Said(a), Said(b), Said(c)) for a in range(12) for b in range(a) for c in range(b)]
    clauses: list[Formula] = []
    for three in things:
        clauses += [Some(three), Some(tuple(Said(one.what, False) for one in three))]
    assert satisfiable(clauses)
    long = " AND ".join(f"(wheat{n} OR corn{n} OR lang:ru)" for n in range(150))
    assert impossible(f"{long} AND NOT lang:en") == []


def test_formulas_of_one_fact_are_met_by_a_value_that_all_of_them_leave() -> None:
    def among(*values: str, inside: bool = True) -> Among:
        return Among("lang", frozenset(values), inside)

    assert satisfiable([among("en", "ru"), among("ru", "fa"), among("fa", inside=False)])
    assert not satisfiable([among("en", "ru"), among("ru", "fa"), among("ru", inside=False)])
    assert not satisfiable([Some((All((Said("x"), among("en"))), Said("y"))), Said("y", False), among("fa")])


def _claims(node: Node) -> Claims:
    return Claims(Outlets({}, {}), {}, Term("", word=True), never_in(node))


@settings(max_examples=300)
@given(nodes, nodes, texts)
def test_a_query_that_holds_somewhere_is_never_called_impossible(node: Node, other: Node, text: MadeUp) -> None:
    both = Both((node,), (other,))
    for tree in (node, both):
        if compiled_holds([Query.model_validate({"query": show(tree)})], text) == [True]:
            assert satisfiable([_claims(tree).holds(tree)])
    assert all(satisfiable([_claims(whole).holds(whole)]) for _, whole in alternatives(node, 20) if not never_in(node))


@given(nodes)
def test_a_query_and_its_own_negation_are_never_called_possible(node: Node) -> None:
    tree = Both((node,), (node,))
    verdict = decided([_claims(tree).holds(tree)])
    assert verdict is False or (verdict is None and len(show(tree)) > 100), "only what is long may take too long"
