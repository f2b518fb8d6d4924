"""What `tocsin forms` lists beside the forms: spellings, each of which the matcher finds."""

from __future__ import annotations

import pytest

from monitor.entities import Entity
from monitor.forms import forms_of
from monitor.ruleset import compile_ruleset
from monitor.watchlists import Watchlist
from tocsin.spellings import spellings


def listed(term: str) -> set[str]:
    return {form.text for form in spellings(term, forms_of(term))}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("S-300", {"S 300", "S300"}),
        ("T90", {"T-90", "T 90"}),
        ("Shahed 136", {"Shahed-136", "Shahed136"}),
        ("اس-۳۰۰", {"اس ۳۰۰", "اس۳۰۰"}),
        ("С-300", {"С 300", "С300"}),
    ],
)
def test_a_designation_is_listed_with_a_dash_a_blank_and_nothing(term: str, expected: set[str]) -> None:
    assert expected <= listed(term)


@pytest.mark.parametrize("term", ["dock strike", "quay", "=quay", "забастовка", "Hajizadeh"])
def test_a_word_has_no_further_spelling(term: str) -> None:
    assert listed(term) == set()


def test_what_is_listed_for_an_entity_matches_it() -> None:
    entity = Entity.model_validate(
        {"id": "radar", "name": "Radar RX-7", "type": "weapon", "ru": ["РХ-7"], "of": "norland", "part_of": ["air"]}
    )
    found = spellings(entity, forms_of(entity))
    assert {"Radar RX7", "РХ 7"} <= {form.text for form in found}
    alone = entity.model_copy(update={"of": None, "part_of": []})
    rules = compile_ruleset([Watchlist.model_validate({"id": "w", "title": "w", "match": ["$radar"]})], [alone])
    for form in found:
        assert rules.passes("w", f"Вчера снова видели {form.text} на границе.").passed


def test_a_large_number_is_listed_with_its_thousands_parted_in_every_way() -> None:
    assert listed("1,200") == {"1.200", "1'200", "1 200", "1200"}
    assert "12,000 tons" in listed("12000 tons")
    assert listed("2024") == set()
