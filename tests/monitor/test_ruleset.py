"""Compiling the beat's lists and judging sentences with them."""

from __future__ import annotations

import pytest

from monitor.document import Document
from monitor.entities import Entity
from monitor.ruleset import RulesetError, compile_ruleset
from monitor.watchlists import Query, Watchlist
from tests.monitor import beat

_HITS = [(one.id or "", sentence) for one in beat.watchlists() for sentence in one.tests.hit]
_MISSES = [(one.id or "", sentence) for one in beat.watchlists() for sentence in one.tests.miss]


@pytest.mark.parametrize(("watchlist", "sentence"), _HITS)
def test_every_list_catches_what_its_author_says(watchlist: str, sentence: str) -> None:
    result = beat.ruleset().passes(watchlist, sentence)
    assert result.passed, result.why_not


@pytest.mark.parametrize(("watchlist", "sentence"), _MISSES)
def test_no_list_catches_what_its_author_forbids(watchlist: str, sentence: str) -> None:
    result = beat.ruleset().passes(watchlist, sentence)
    assert not result.passed, result.queries


def test_hash_is_the_same_for_the_same_lists_and_another_for_any_that_matters() -> None:
    again = compile_ruleset(beat.watchlists(), beat.entities(), beat.outlets())
    assert again.hash == beat.ruleset().hash
    first, *rest = beat.watchlists()
    heavier = first.model_copy(update={"score": first.score + 1})
    assert compile_ruleset([heavier, *rest], beat.entities(), beat.outlets()).hash != again.hash
    noted = first.model_copy(update={"note": "nobody matches on a note"})
    assert compile_ruleset([noted, *rest], beat.entities(), beat.outlets()).hash == again.hash


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    lists = [
        Watchlist(id="one", title="One", match=[Query(all=["$irna", "drone"]), Query(query="drones strike")]),
        Watchlist(id="two", title="Two", match=[Query(any=["x y"])], needs=[["$nowhere"]]),
    ]
    with pytest.raises(RulesetError) as error:
        compile_ruleset(lists, [Entity(id="iran", name="Iran", type="country", of="persia")])
    places = {(one.kind, one.id, one.path): one for one in error.value.problems}
    assert places.keys() == {
        ("entity", "iran", ("of",)),
        ("watchlist", "one", ("match", 0, "all", 0)),
        ("watchlist", "one", ("match", 1, "query")),
        ("watchlist", "two", ("needs", 0, 0)),
    }
    assert "did you mean $iran" in places["watchlist", "one", ("match", 0, "all", 0)].message
    assert places["watchlist", "one", ("match", 1, "query")].column == 8


def test_a_list_that_is_off_is_not_compiled() -> None:
    ruleset = compile_ruleset([Watchlist(id="quiet", title="Quiet", status="off", match=[Query(any=["drone"])])], [])
    assert ruleset.analyse(Document("1", "Drone", "A drone.")).lists == ()


def test_a_sum_of_money_taken_for_an_entity_is_told_to_stand_in_quotes() -> None:
    for query in (Query(any=["$5bn"]), Query(query="Iran AND $50")):
        with pytest.raises(RulesetError, match=r"no entity '5.*a sum of money stands in quotes of its own: '\"\$5"):
            compile_ruleset([Watchlist(id="one", title="One", match=[query])], ())
    (plain,) = [Watchlist(id="one", title="One", match=[Query(any=['"$5bn"'])])]
    assert compile_ruleset([plain], ()).passes("one", "It cost $5bn.").passed
