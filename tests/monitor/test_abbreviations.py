"""Terms with a full stop before a number (Art. 5), a symbol at their edge (C++, 50%) or thousands (1,200)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.document import Document
from monitor.entities import Entity
from monitor.ruleset import compile_ruleset
from monitor.scan import installed_engines
from monitor.watchlists import Watchlist


def _finds(term: str, text: str, *, entity: bool = False) -> bool:
    entities = [Entity.model_validate({"id": "named", "name": term, "type": "legal"})] if entity else []
    match = ["$named"] if entity else [{"any": [term]}]
    watchlist = Watchlist.model_validate({"id": "list", "title": "A list", "match": match})
    document = Document("1", "", text, lang="en")
    found = {
        any(one.passed for one in compile_ruleset([watchlist], entities, engine=engine).analyse(document).lists)
        for engine in installed_engines()
    }
    assert len(found) == 1, "the engines differ"
    return found.pop()


@pytest.mark.parametrize(
    "term",
    ["Res. 2231", "Resolution No. 2231", "No. 10", "H.R. 1234", "Art. 5", "Art. 5(1)", "Sec. 301", "Ст. 228",
     "U.N. 242", "DOC/225/Rev.5", "art. 5"],
)  # fmt: skip
@pytest.mark.parametrize("entity", [False, True])
def test_an_abbreviation_before_a_number_is_found_as_written_and_without_its_stop(term: str, entity: bool) -> None:
    assert _finds(term, f"Under {term} it is so.", entity=entity)
    assert _finds(term, f"{term} says so.", entity=entity)
    assert _finds(term, f"Under {term.replace('. ', '.')} it is so.", entity=entity)
    if not term.startswith("DOC"):
        assert _finds(term, f"Under {term.replace('. ', ' ')} it is so.", entity=entity)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Art. 5", "under art. 5 of the act", True),
        ("Art. 5", "under Art. 51 of the act", False),
        ("Art. 5", "a work of Art. On 5 May", False),
        ("Art. 5", "Art.\n\n5", False),
        ("No. 10", "he said no 10 times", False),
        ("С. 300", "смотри с. 300 книги", False),
        ("С. 300", "ЗРК С. 300 привезли", True),
        ("С-300", "смотри с 300 бойцами", False),
        ("С-300", "ЗРК С. 300 привезли", False),
        ("Su-35", "a Su 35 flew", True),
        ("Su-35", "a Su. 35 flew", False),
    ],
)
def test_designations_and_common_words_before_numbers_stay_what_they_are(term: str, text: str, found: bool) -> None:
    assert _finds(term, text) is found


@pytest.mark.parametrize(
    ("term", "found", "left"),
    [
        ("C++", ["written in C++.", "C++", "(C++)", "c++ code"], ["a vitamin C pill", "C+", "C+++", "(c) 2026"]),
        ("C#", ["in C# and Go"], ["in C and Go"]),
        ("A+", ["rated A+, it said"], ["a man", "rated A++", "A+B"]),
        ("=A+", ["rated A+"], ["A man"]),
        ("AA+", ["cut to AA+"], ["AA batteries"]),
        ("5★", ["a 5★ hotel"], ["5 hotels"]),
        ("50%", ["about 50% of", "50 % of", "50%."], ["50 percent of", "1.50% of", "150%", "50 of"]),
        ("50 %", ["about 50% of", "50\u00a0% of"], ["50 of"]),
        ("€50", ["for €50 each", "for € 50"], ["for 50", "for €50.50", "for $50"]),
        ("€100 billion", ["worth €100 billion"], ["worth 100 billion", "worth $100 billion"]),
        ("#StrikeNow", ["they wrote #StrikeNow"], ["StrikeNow"]),
        ("⚡ strike", ["a strike"], []),
        ("Kestrel™", ["a Kestrel"], []),
        ("№5", ["дом 5"], []),
        ("Hurrah!", ["hurrah, they said"], []),
    ],
)
def test_symbols_at_the_edge_of_a_term_must_stand_there(term: str, found: list[str], left: list[str]) -> None:
    assert [text for text in found if not _finds(term, text)] == []
    assert [text for text in left if _finds(term, text)] == []


def test_symbols_at_the_edge_of_a_name_must_stand_there() -> None:
    assert _finds("Canal+", "shown on Canal+ today", entity=True)
    assert not _finds("Canal+", "a canal today", entity=True)


@pytest.mark.parametrize(
    "term",
    [
        "1,200",
        "1'200",
        "1’200",
        "1٬200",
        "$1,200",
        "1,200 tons",
        "۱٬۲۰۰",
        "1 200",
        "1\u202f200",
        "$1 200",
        "1 200 tons",
        "sold 1 200",
        "۱ ۲۰۰",
    ],
)
def test_thousands_are_the_same_however_they_are_parted(term: str) -> None:
    sign = "$" if term.startswith("$") else ""
    for written in ("1,200", "1.200", "1 200", "1\u00a0200", "1\u202f200", "1\u2009200", "1'200", "1200", "۱٬۲۰۰"):
        assert _finds(term, f"They sold {sign}{written} tons of it."), written
    for other in ("1,200,000", "1 200 000", "31,200", "1,2000", "1, 200", "1-200", "1,200.5", "1,201"):
        assert not _finds(term, f"They sold {sign}{other} of it."), other


def test_a_number_of_five_digits_is_found_parted_and_a_year_or_a_decimal_is_left_alone() -> None:
    assert _finds("12000 tons", "It was 12,000 tons.")
    assert _finds("1.200.000", "It was 1,200,000 or so.")
    assert not _finds("2024", "It was 2,024 tons.")
    assert not _finds("1.200", "It was 1,200 tons.")
    assert not _finds("Boeing 737 800", "It was Boeing 737,800.")
    assert not _finds("200,300", "It was 1,200,300 tons.")


def test_a_blank_parts_thousands_but_not_the_numbers_of_a_name_or_a_telephone() -> None:
    assert _finds("1 200 tons", "It was 1\n200 tons, in a line that was broken.")
    assert _finds("больше 1 200 солдат", "Там было больше 1200 солдат.")
    assert _finds("8 800 555 35 35", "Call 8-800-555-35-35.")
    assert _finds("Boeing 737 800", "A Boeing 737-800 landed.")
    for term, text in (
        ("1 200", "1-200 of"),
        ("1 200", "1\n\n200 of"),
        ("007 123", "007,123"),
        ("ст. 105 200", "105200"),
    ):
        assert not _finds(term, f"It was {text} them."), term
    assert not _finds("بوئینگ ۷۳۷ ۸۰۰", "بوئینگ 737,800 نشست.")


_PARTED = st.sampled_from([",", "'", "’", "٬", " ", "\u00a0", "\u202f"])


@settings(max_examples=60)
@given(st.integers(1_000, 10**10), _PARTED, st.one_of(_PARTED, st.sampled_from([".", ""])))
def test_a_number_is_found_where_it_stands_by_every_engine_and_no_other_is(number: int, one: str, other: str) -> None:
    asked, written = (f"{number:,}".replace(",", sign) for sign in (one, other))
    watchlist = Watchlist.model_validate({"id": "list", "title": "A list", "match": [{"any": [f'"{asked}"']}]})
    text = f"Said to be {written} of them, not {number + 1:,}, {number}000 or 7{written}."
    for engine in installed_engines():
        (found,) = compile_ruleset([watchlist], [], engine=engine).analyse(Document("1", "", text, lang="en")).lists
        spans = [(hit.start, hit.end) for query in found.queries for hit in query.hits]
        assert [text[start:end] for start, end in spans] == [written]
        assert spans[0][0] == len("Said to be ")
