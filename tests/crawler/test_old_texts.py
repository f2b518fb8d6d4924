"""Folders of texts that other extractors made: the headline is told by what their files have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.corpus import import_corpus, parse_corpus_text
from crawler.corpus_habits import Habits, Tally
from crawler.corpus_text import CorpusText, text_lines
from crawler.tables import Article
from tests.crawler.old_texts import ENGLISH, FORMS, RUSSIAN, SITES, STORIES, leave
from tests.crawler.test_corpus import NOW


def _habits(raws: Sequence[str]) -> Habits:
    tally = Tally()
    for raw in raws:
        tally.add(text_lines(raw))
    return tally.habits()


def _parsed(raws: Sequence[str]) -> list[CorpusText]:
    habits = _habits(raws)
    return [parse_corpus_text(raw, habits=habits) for raw in raws]


def _accounted(raw: str, text: CorpusText) -> bool:
    """Whether each line of ``raw`` is kept or told."""
    told = [text.title, *text.paragraphs, *(line for line, _ in text.removed)]
    return all(any(line in one or one in line for one in told) for line in text_lines(raw))


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "no headline"])
def test_a_folder_of_one_paper_is_read_without_its_name(form: str, language: str) -> None:
    stories = STORIES[language]
    raws = [leave(form, language, number, story) for number, story in enumerate(stories)]
    for raw, story, text in zip(raws, stories, _parsed(raws), strict=True):
        assert (text.title, text.paragraphs) == (story.title, story.paragraphs)
        assert text.note == ""
        assert _accounted(raw, text)


@pytest.mark.parametrize("language", STORIES)
def test_a_text_without_a_headline_gets_its_first_words_and_says_so(language: str) -> None:
    stories = STORIES[language]
    raws = [leave("no headline", language, number, story) for number, story in enumerate(stories)]
    for story, text in zip(stories, _parsed(raws), strict=True):
        assert text.paragraphs == story.paragraphs
        assert story.paragraphs[0].startswith(text.title.rstrip("…"))
        assert len(text.title.split()) <= 20
        assert "no headline" in text.note


def test_papers_side_by_side_are_told_apart() -> None:
    forms = list(FORMS)
    raws = [leave(forms[0], "en", number, story) for number, story in enumerate(ENGLISH)]
    raws += [leave(forms[1], "ru", number, story) for number, story in enumerate(RUSSIAN)]
    assert [text.title for text in _parsed(raws)] == [story.title for story in (*ENGLISH, *RUSSIAN)]


def test_one_file_tells_by_the_end_of_its_headline() -> None:
    story = ENGLISH[0]
    text = parse_corpus_text(leave("the name, then the headline with the name behind a bar", "en", 0, story))
    assert (text.title, text.paragraphs) == (story.title, story.paragraphs)
    text = parse_corpus_text(leave("section and name behind", "en", 0, story))
    assert (text.title, text.paragraphs) == (story.title, story.paragraphs)
    assert text.date is not None


def test_who_is_quoted_behind_headlines_is_no_site() -> None:
    raws = [f"{story.title} — источник\n\n" + "\n\n".join(story.paragraphs) for story in RUSSIAN[:4]]
    others = [f"{one.title}\n\n" + "\n\n".join(one.paragraphs) for one in ENGLISH * 2]
    texts = _parsed(raws + others)
    assert [text.title for text in texts[:4]] == [f"{story.title} — источник" for story in RUSSIAN[:4]]


def test_a_country_before_headlines_is_no_site() -> None:
    raws = [f"Freedonia: {story.title}\n\n" + "\n\n".join(story.paragraphs) for story in ENGLISH[:4]]
    raws += [f"{one.title}\n\n" + "\n\n".join(one.paragraphs) for one in ENGLISH[4:]]
    assert _parsed(raws)[0].title == f"Freedonia: {ENGLISH[0].title}"


def test_a_story_that_was_updated_keeps_its_headline() -> None:
    story = ENGLISH[0]
    raws = [f"Market closed\n\n{story.paragraphs[0]}\n\n{other.paragraphs[1]}" for other in ENGLISH[:6]]
    assert {text.title for text in _parsed(raws)} == {"Market closed"}


def test_the_name_of_a_column_stands_for_a_headline() -> None:
    raws = [f"The week on the quays\n\n{one.paragraphs[0]}\n\n{one.paragraphs[1]}" for one in ENGLISH[:4]]
    raws += [f"{one.title}\n\n" + "\n\n".join(one.paragraphs) for one in ENGLISH[4:]]
    assert {text.title for text in _parsed(raws)[:4]} == {"The week on the quays"}


def test_a_folder_is_imported_with_authors_and_dates_and_a_second_time_not_at_all(
    session: Session, tmp_path: Path
) -> None:
    for number, story in enumerate(ENGLISH):
        raw = leave("name, byline and date first, the name last", "en", number, story)
        (tmp_path / f"{number}.txt").write_text(raw, encoding="utf-8")
    report = import_corpus(session, tmp_path, now=NOW)
    assert [(file.outcome, file.title) for file in report.files] == [
        ("new", ENGLISH[int(file.file.removesuffix(".txt"))].title) for file in report.files
    ]
    articles = session.scalars(select(Article)).all()
    assert {tuple(one.authors) for one in articles} == {("Jo Hale",)}
    assert sorted(one.published.day for one in articles if one.published) == list(range(1, 13))
    assert import_corpus(session, tmp_path, now=NOW).count("same") == len(ENGLISH)
    assert f"left out (name of the site or section): {SITES['en']}" in "\n".join(report.lines())


def test_two_folders_may_use_one_name_for_two_texts(session: Session, tmp_path: Path) -> None:
    for folder, story in zip(("one", "two"), ENGLISH[:2], strict=True):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"{story.title}\n\n" + "\n\n".join(story.paragraphs), "utf-8")
    for _ in range(2):
        outcomes = [import_corpus(session, tmp_path / folder, now=NOW).files[0].outcome for folder in ("one", "two")]
    assert outcomes == ["same", "same"]
    assert {one.title for one in session.scalars(select(Article))} == {story.title for story in ENGLISH[:2]}
