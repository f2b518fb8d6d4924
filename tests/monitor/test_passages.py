from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.document import Hit
from monitor.passages import passage

WORDS = st.lists(st.sampled_from(["tanker", "port", "a", "Анзали", "\n\n", "بندر", "x" * 300, "."]), max_size=60)


@given(WORDS, st.integers(20, 300), st.data())
def test_marks_are_the_forms_found_and_the_passage_is_a_piece_of_one_paragraph(
    words: list[str], width: int, data: st.DataObject
) -> None:
    text = " ".join(words)
    places = [at for at in range(len(text)) if text.startswith("tanker", at)]
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=5)) if places else []
    found = passage(text, [Hit("tanker", "text", at, at + 6) for at in chosen], width)
    assert found.text in text
    assert "\n" not in found.text
    assert all(found.text[start:end] == "tanker" for start, end in found.marks)
    assert bool(found.marks) == bool(chosen)


def test_the_place_with_most_hits_is_shown() -> None:
    text = f"A tanker left. {'It was calm. ' * 40}The tanker met a tanker near the tanker port. {'Nothing else. ' * 40}"
    starts = [at for at in range(len(text)) if text.startswith("tanker", at)]
    found = passage(text, [Hit("tanker", "text", at, at + 6) for at in starts])
    assert len(found.marks) == 3
    assert found.cut_before
    assert found.cut_after
    assert str(found).startswith("… ")
    assert str(found).endswith(" …")
    assert 150 <= len(found.text) <= 220


def test_hits_of_the_title_show_the_beginning_of_the_text() -> None:
    found = passage("The ship left.\n\nMore.", [Hit("tanker", "title", 0, 6)])
    assert (found.text, found.marks) == ("The ship left.", ())
