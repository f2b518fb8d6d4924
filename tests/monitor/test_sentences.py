"""Sentences and paragraphs, with the abbreviations of three languages."""

from __future__ import annotations

from pathlib import Path
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import sentences
from monitor.hit_rows import UNBROKEN
from monitor.sentence_ends import further_ends
from monitor.sentences import Places, sentence_starts


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Bagheri met Mr. Shoigu.| He left at 5 p.m. on Monday.| Nobody spoke.",
        "The St. Petersburg forum, i.e. the big one, ended.| It was No. 5 in a row.",
        "Maj. Gen. M. H. Bagheri spoke.| Iran listened.",
        "He sold tugs in the U.S. in May.| The U.S. Navy bought two in the U.S.| They cost a lot.",
        "The quay shut at 5 p.m.| However, Crane Works Inc.| But for Acme Co. Ltd. Norland opened it.",
        'They are “made in the U.S.” |The port in the "U.S." Army\'s care shut at "5 p.m." |It is so.',
        "It is a tug (of Acme Inc.) |They say so.",
        "The “U.S.”, he said, and the «U.S.» Navy. |“We left Washington, D.C.” |“We stayed.”",
        "Tugs from Washington D.C.| They met Gen. This and St. That.",
        "Генерал-майор М. Багери, и.о. министра, прибыл в г. Москва.| Он молчал.",
        "С. К. Шойгу прибыл 5 янв. 2025 г. и уехал.| Было 300 тыс. чел. на площади.",
        "В 2025 г. Россия ответила.| Иран молчал.",
        "Стоимость — 5 млрд руб. за штуку.| Дорого?| Да!",
        "وزیر دفاع گفت: ایران می‌تواند.| آیا درست است؟| بله!",
        "دکتر م. ر. آشتیانی آمد.| او رفت.",
        "«Да».| «Нет».",
        "La Sra. Ruiz y el Sr. Vega callan.| El Lic. Paz no.",
        "Mme. Ba et le gén. Sy sont là.| Mgr. Ly a lu l’art. 5.| Il a cité l’art.| Puis il partit.",
        "A Sra. Costa saiu.| O Exmo. Sr. Luz, da Av. Sul, ficou.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    pieces = text.split("|")
    whole = "".join(pieces)
    starts = sentence_starts(whole)
    found = [whole[start:end].strip() for start, end in zip(starts, [*starts[1:], len(whole)], strict=True)]
    assert found == [piece.strip() for piece in pieces]


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_sentences_end_where_the_lines_of_the_file_have_a_stroke(language: str) -> None:
    lines = Path(__file__).with_name("sentence_ends.txt").read_text("utf-8").splitlines()
    wanted = [line[4:].split("|") for line in lines if line.startswith(f"{language}: ")]
    assert len(wanted) > 90
    for pieces in wanted:
        whole = "".join(pieces)
        starts = sentence_starts(whole, language)
        found = [whole[start:end].strip() for start, end in zip(starts, [*starts[1:], len(whole)], strict=True)]
        assert found == [piece.strip() for piece in pieces]


@given(st.text(st.sampled_from("ab. !?\nА.б\r\tم؟…”()"), max_size=60), st.integers(0, 60))
def test_every_position_lies_in_the_sentence_of_its_paragraph(text: str, at: int) -> None:
    places = Places(text)
    position = min(at, len(text))
    start = places.paragraph(position)
    assert start <= places.sentence(position) <= max(position, start)
    assert "\n\n" not in text[start:position].rstrip()  # blanks that part two paragraphs belong to the one before


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n\n", "\n\t\n"])
def test_a_blank_line_parts_paragraphs_and_a_line_break_does_not(blank: str) -> None:
    text = f"One\nand two.{blank}Three."
    places = Places(text)
    assert places.paragraph(5) == 0
    assert text[places.paragraph(len(text) - 2) :].strip() == "Three."


@given(st.text(st.sampled_from("ab. \n\t\u00a0А"), max_size=40), st.integers(0, 40))
def test_a_carriage_return_at_the_end_changes_no_paragraph_before_it(text: str, at: int) -> None:
    """It makes for the slower look, which must say the same as the faster one."""
    text = f"a{text}b"
    position = text.find("b", min(at, len(text) - 1))
    plainly, slowly = Places(text), Places(text + "\n\nx\r")
    assert plainly.paragraph(position) == slowly.paragraph(position)
    assert plainly.paragraph_end(position) == slowly.paragraph_end(position)


def test_half_a_character_leaves_sentences_where_they_are() -> None:
    broken = "PA at the quay \ud83d. Norland Port Authority spoke."
    assert sentence_starts(broken) == [0, broken.index("Norland")]
    assert Places(f"One.\n\n{broken}").sentence(len(broken)) == 6 + broken.index("Norland")


@given(st.text(st.sampled_from("ab. \n\n\r\tА"), max_size=40))
def test_a_long_text_is_looked_up_as_a_short_one(text: str) -> None:
    def told(places: Places) -> list[tuple[int, int, int]]:
        return [(places.paragraph(at), places.paragraph_end(at), places.break_after(at)) for at in range(len(text) + 3)]

    short = told(Places(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_LONG", -1)
        long = told(Places(text))
    assert long == short


def test_abbreviations_without_number_are_read_in_one_breath() -> None:
    assert len(sentence_starts("اف.بی.آی. سلام. " * 20_000)) == 20_000
    tabs = "He left the U.S.\tHe slept in\tSt.\tMary’s.\t" * 20_000
    assert len(sentence_starts(tabs)) == 40_000


def test_one_long_paragraph_is_not_searched_from_each_of_its_words() -> None:
    class Watched(str):
        __slots__ = ()
        searches = 0

        def find(self, *where: object) -> int:
            Watched.searches += 1
            return str.find(self, *where)  # type: ignore[arg-type]  # handed on as it came

        def rfind(self, *where: object) -> int:
            Watched.searches += 1
            return str.rfind(self, *where)  # type: ignore[arg-type]  # handed on as it came

    text = Watched("The dock strike in Norland went on. " * 1_000)
    places = Places(text)
    for at in range(4, len(text), 36):
        assert (places.paragraph(at), places.paragraph_end(at)) == (0, len(text))
        assert places.break_after(at) == len(text)
    assert Watched.searches < 10


@pytest.mark.parametrize("unit", [".\nA", "(A.) "], ids=["lines", "brackets"])
def test_a_paragraph_of_nothing_but_ends_is_looked_at_a_piece_at_a_time(unit: str) -> None:
    class Watched(str):
        __slots__ = ()
        longest = 0

        def __getitem__(self, where: SupportsIndex | slice) -> str:
            found = str.__getitem__(self, where)
            Watched.longest = max(Watched.longest, len(found))
            return found

    list(further_ends(Watched(unit * 500), {0}))
    assert 0 < Watched.longest < 100


@given(st.text(st.one_of(st.sampled_from("aB дЯ ی3,'’%/- "), st.characters()), max_size=60))
def test_no_sentence_ends_where_nothing_ends_one(text: str) -> None:
    for run in UNBROKEN.findall(text):
        for language in ("", "en", "ru", "fa", "de"):
            assert len(sentence_starts(f"So it is, {run}", language)) == 1
