"""The score: what docs/scoring.md says is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.document import Document, Zone
from monitor.ruleset import compile_ruleset
from monitor.score import points, total
from monitor.watchlists import Query, Watchlist

_PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text("utf-8")
_ZONES: tuple[Zone, ...] = ("title", "lede", "body")
_occurrences = st.lists(st.tuples(st.sampled_from(_ZONES), st.booleans()), min_size=1, max_size=40)


def test_the_worked_example_of_the_page_comes_out_as_it_says() -> None:
    found = re.search(r"```yaml\n(.*?)```", _PAGE, re.DOTALL)
    assert found
    watchlist = Watchlist.model_validate({**yaml.safe_load(found[1]), "id": "harbour-works"})
    quoted = [line[1:].strip() for line in _PAGE.splitlines() if line.startswith(">")]
    title, *paragraphs = "\n".join(quoted).split("\n\n")
    document = Document("1", title.strip("*"), "\n\n".join(paragraphs))
    (result,) = compile_ruleset([watchlist], []).analyse(document).lists
    told = dict(re.findall(r"^\| \**([\w ]+?)\** \|.*?\| \**(\d+\.\d\d)\** \|$", _PAGE, re.MULTILINE))
    assert {query.query: f"{query.points:.2f}" for query in result.queries} == {
        name: worth for name, worth in told.items() if worth != "0.00" and name != watchlist.title
    }
    assert f"{result.score:.2f}" == told[watchlist.title]
    assert result.passed


def _list(*queries: Query) -> Watchlist:
    return Watchlist(id="one", title="One", match=list(queries), score=2)


@pytest.mark.parametrize(
    ("queries", "title", "text", "passed"),
    [
        ([Query(any=["kite"], weight=2)], "", "A kite.", True),
        ([Query(any=["kite"]), Query(any=["string"])], "", "A kite on a string.", True),
        ([Query(any=["kite"])], "A kite", "It flew.", True),
        ([Query(any=["kite"])], "", "A kite.", False),
        ([Query(any=["kite"])], "", "First.\n\n" + "A kite. " * 200, False),
        ([Query(any=["kite"])], "", "A kite.\n\n" + "A kite. " * 200, False),
    ],
)
def test_what_reaches_a_score_of_two(queries: list[Query], title: str, text: str, passed: bool) -> None:
    lists = compile_ruleset([_list(*queries)], []).analyse(Document("1", title, text)).lists
    assert [one.passed for one in lists] == [passed]


@given(_occurrences, st.sampled_from(_ZONES), st.booleans())
def test_another_mention_never_takes_points_away(
    occurrences: list[tuple[Zone, bool]], zone: Zone, ambiguous: bool
) -> None:
    assert points(1, [*occurrences, (zone, ambiguous)]) >= points(1, occurrences)


@given(_occurrences)
def test_a_full_name_is_worth_more_than_a_short_form(occurrences: list[tuple[Zone, bool]]) -> None:
    clear = [(zone, False) for zone, _ in occurrences]
    assert points(1, clear) >= points(1, occurrences)
    assert points(1, [("body", False)]) > points(1, [("body", True)])


@given(st.lists(st.integers(0, 5000).map(lambda cents: cents / 100), max_size=30))
def test_the_sum_is_exact_to_the_last_digit(parts: list[float]) -> None:
    assert f"{total(parts):.2f}" == f"{sum(round(part * 100) for part in parts) / 100:.2f}"
