from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.passages import marked, merged, passage
from alerts.view import Segment


def shown(segments: tuple[Segment, ...]) -> str:
    return "".join(f"[{part.text}]" if part.hit else part.text for part in segments)


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)]


FILLER = "The weather on the coast was calm and the boats stayed out. " * 8


def test_the_sentence_with_the_hit_is_shown_from_its_beginning() -> None:
    text = f"{FILLER}A radar left the ferry. {FILLER}"
    assert shown(passage(text, spans(text, "radar"))).startswith("… A [radar] left the ferry. The weather")
    assert shown(passage(text, spans(text, "radar"))).endswith("stayed out. …")


def test_the_place_with_most_different_forms_wins_over_the_first() -> None:
    text = f"A radar came. {FILLER}\n\nThe radar and the ferry were counted at the quay.\n\n{FILLER}"
    assert shown(passage(text, spans(text, "radar", "ferry", "quay"))) == (
        "The [radar] and the [ferry] were counted at the [quay]."
    )


def test_a_passage_stays_in_its_paragraph_and_cuts_at_a_word() -> None:
    text = "First paragraph.\n\n" + "word " * 100 + "radar " + "word " * 100 + "\n\nLast."
    seen = shown(passage(text, spans(text, "radar"), 120))
    assert "paragraph" not in seen
    assert "[radar]" in seen
    assert seen.startswith("… word")
    assert seen.endswith("word …")
    assert len(seen) < 140


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert shown(passage("Short text.", [])) == "Short text."
    assert shown(passage("", [])) == ""
    assert shown(passage("  \n Lead.\n\nMore.", [(900, 905)])) == "Lead."


def test_overlapping_hits_become_one_and_bad_ones_are_left_out() -> None:
    assert merged([(4, 8), (0, 5), (9, 9), (-1, 3), (20, 99), (12, 13)], 30) == [(0, 8), (12, 13)]
    assert shown(marked("Su-35 jets", [(0, 5), (3, 10)])) == "[Su-35 jets]"
    assert shown(marked("x" * 400, [(0, 2)])) == "[xx]" + "x" * 298 + "…"


TEXT = st.text(st.sampled_from("ab .\n!?\u200c\u0645"), max_size=900)


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(-5, 900), st.integers(-5, 900)), max_size=40), st.integers(20, 300))
def test_a_passage_is_bounded_and_every_mark_is_a_form_that_was_found(
    text: str, hits: list[tuple[int, int]], length: int
) -> None:
    parts = passage(text, hits, length)
    assert sum(len(part.text) for part in parts) <= 2 * length + 4
    forms = [" ".join(text[a:b].split()) for a, b in merged(hits, len(text))]
    for part in parts:
        assert not part.hit or any(" ".join(part.text.split()) in form for form in forms)
