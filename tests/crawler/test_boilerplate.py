"""Lines that recur across an outlet's stories are learnt, and only those."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from crawler.boilerplate import candidates, cut_hashes, decide, learn, learnt_lines, recurs, story_marks
from crawler.tables import BoilerplateLine
from crawler.text import line_hash

START = datetime(2026, 3, 1, tzinfo=UTC)
FOOTER = "The Harbour Gazette is a member of the coastal press group"


def story(number: int, *, footer: str = FOOTER, middle: str = "Background") -> list[str]:
    return [
        f"Ship number {number} left the northern port at dawn with a load of spare parts, the harbour master said.",
        middle,
        f"Its captain, who has sailed this route for {number} years, expects to be back before the autumn storms.",
        f"A second vessel of the class of 19{number} follows next week, according to the port's own list of calls.",
        f"Customs officers opened {number} of its containers and found nothing but what the papers had promised them.",
        f"The port handled {number} such calls last year, fewer than in any of the five years that came before it.",
        f"Fees of {number} coins a tonne remain in force until the council meets again in the first week of June.",
        f"Pilots complain that berth {number} has been too shallow for ships of this kind since the last dredging.",
        footer,
    ]


def read(session: Session, *articles: list[str]) -> None:
    for number, lines in enumerate(articles):
        learn(session, "gazette", lines, START + timedelta(hours=number))


def test_a_line_under_every_article_is_cut_once_it_has_recurred(session: Session) -> None:
    read(session, *(story(number) for number in range(10, 13)))
    assert cut_hashes(session, "gazette") == frozenset()
    read(session, *(story(number) for number in range(20, 23)))
    assert cut_hashes(session, "gazette") == {line_hash(FOOTER)}
    assert cut_hashes(session, "another") == frozenset()


def test_copies_of_one_story_count_once(session: Session) -> None:
    read(session, *[story(10)] * 12)
    assert cut_hashes(session, "gazette") == frozenset()
    assert {row.articles for row in session.query(BoilerplateLine)} == {1}


def test_a_corrected_copy_counts_as_the_same_story(session: Session) -> None:
    copies = [[*story(10)[:2], f"Corrected {number} times.", *story(10)[2:]] for number in range(12)]
    read(session, *copies)
    assert cut_hashes(session, "gazette") == frozenset()


def test_a_subheading_that_recurs_is_kept(session: Session) -> None:
    read(session, *(story(number, footer=f"Signed by clerk {number}") for number in range(10, 30)))
    assert cut_hashes(session, "gazette") == frozenset()


def test_a_stock_sentence_needs_to_stand_in_a_fifth_of_the_articles() -> None:
    sentence = "The two sides signed the agreement in the spring of 2007, and its terms have never been made public."
    assert not recurs(sentence, 7, 7)
    assert not recurs(sentence, 8, 100)
    assert recurs(sentence, 20, 100)
    assert recurs(FOOTER, 4, 80)
    assert not recurs(FOOTER, 4, 81)


def test_an_operator_overrules_the_count_and_can_take_it_back(session: Session) -> None:
    read(session, *(story(number) for number in range(10, 20)))
    decide(session, "gazette", FOOTER, "keep", START)
    assert cut_hashes(session, "gazette") == frozenset()
    decide(session, "gazette", "Never seen before", "cut", START)
    assert cut_hashes(session, "gazette") == {line_hash("Never seen before")}
    assert {(line.line, line.verdict) for line in learnt_lines(session, "gazette")} == {
        (FOOTER, "keep"),
        ("Never seen before", "cut"),
    }
    decide(session, "gazette", FOOTER, "", START)
    assert line_hash(FOOTER) in cut_hashes(session, "gazette")
    decide(session, "gazette", "Never seen before", "", START)
    assert line_hash("Never seen before") not in cut_hashes(session, "gazette")


def test_lines_seen_once_are_forgotten_after_a_while(session: Session) -> None:
    read(session, story(10))
    for number in range(60):
        learn(session, "gazette", story(100 + number), START + timedelta(days=30))
    left = {row.line for row in session.query(BoilerplateLine)}
    assert story(10)[0] not in left
    assert FOOTER in left


@given(st.lists(st.text(max_size=80), max_size=60))
def test_any_article_gives_a_bounded_number_of_candidates(lines: list[str]) -> None:
    assert len(candidates(lines)) <= 42
    assert len(story_marks(lines)) <= 2
