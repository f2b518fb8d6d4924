"""Whatever comes in, by import or by extraction, what goes out keeps every rule of the corpus format."""

from __future__ import annotations

import html
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.corpus import export_corpus, import_corpus, parse_corpus_text, render_corpus
from crawler.corpus_text import text_lines
from crawler.extract import extract
from crawler.items import Extracted
from crawler.store import keep
from crawler.tables import Article, Revision
from crawler.unread import ExtractionError
from crawler.urls import article_key
from tests.crawler.corpus_rules import body_faults, folder_faults, line_faults
from tests.crawler.old_texts import ENGLISH, FORMS, STORIES, leave
from tests.crawler.test_corpus import NOW

_NASTY = st.sampled_from(
    [
        *("\u00a0", "\u1680", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000", "\u00ad", "\u200b", "\u200c", "\u200d"),
        *("\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c", "\u2060", "\ufeff", "\u034f", "\u180e"),
        *("\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u2029", "\r\n", "\r", "\n", "\t", "\v", "\f", "\x1c"),
        *("\ufffe", "\U0001ffff", "\U000e0041", "\u115f", "\uffa0", "\u3164", "\ufe0f", "\ufb1d"),
        *("e\u0301", "\u0344", "\u212b", "и\u0306", "می\u200cروند", "خانه\u200c‌ها", "کتاب\u200c ", " \u200cها", "יִ"),
        *("• ", "‣ ", "▪\u00a0", "– ", "- ", "— ", "* ", "1. ", "•", "• • ", "· ", "🔹 ", "► ", "» "),
        *("&amp;", "&nbsp;", "&#8203;", "&lt;b&gt;", "<b>", "</p>", "<br/>", "**", "](http://a.example/b)", "[word"),
        *("https://news.example/a?b=c", "(https://t.example/x)", "www.news.example/a", " | Harbour Post", "By Jo Hale"),
        *("Subscribe", "Share", "word", "The quay stays closed, he said.", "Причал закрыт.", "اسکله بسته است."),
    ]
)
_TEXT = st.lists(st.one_of(_NASTY, st.text(st.characters(exclude_categories=["Cs"]), max_size=12)), max_size=30).map(
    "".join
)


@settings(max_examples=250)
@given(_TEXT)
@example("Headline of it\n\n• \u200c• one\n\n• two")
@example("A\n\n- - one\n- - two")
@example("(https://t.example/x)B\n\nB")
@example("](http://a.example/b)\n\n](http://a.example/b)")
def test_any_text_that_is_imported_is_in_the_form(raw: str) -> None:
    text = parse_corpus_text(raw)
    if text.title and text.paragraphs:
        assert body_faults(render_corpus(text.title, text.text).encode()) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TEXT, min_size=1, max_size=8), _TEXT)
def test_any_page_that_is_read_is_in_the_form(paragraphs: list[str], title: str) -> None:
    filler = "".join(f"<p>{line}</p>" for line in ENGLISH[0].paragraphs)
    body = "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs)
    page = (
        f"<html><head><title>{html.escape(title)}</title></head><body><article>{filler}{body}</article></body></html>"
    )
    try:
        read = extract(page, "https://news.example/a")
    except ExtractionError:
        return
    assert body_faults(render_corpus(read.title, read.text).encode()) == []
    assert line_faults(read.standfirst) == []


@pytest.mark.parametrize("form", FORMS)
def test_what_an_import_has_made_another_import_leaves_as_it_is(form: str) -> None:
    for language, stories in STORIES.items():
        text = parse_corpus_text(leave(form, language, 1, stories[1]))
        again = parse_corpus_text(render_corpus(text.title, text.text))
        assert (again.title, again.paragraphs, again.removed) == (text.title, text.paragraphs, ())


def test_what_is_imported_and_exported_is_a_folder_in_the_form_and_comes_back_the_same(
    session: Session, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    forms = list(FORMS)
    for number, story in enumerate(ENGLISH):
        raw = leave(forms[number], "en", number, story).replace("\n", "\r\n" if number % 2 else "\n")
        encoding = ("utf-8", "utf-8-sig", "cp1252", "utf-16")[number % 4]
        (old / f"{number}.txt").write_bytes(raw.encode(encoding))
    assert import_corpus(session, old, now=NOW).count("new") == len(ENGLISH)
    for number in range(995, 1003):
        one = Extracted(title=f"Quay {number} is closed", text=f"Quay {number} is closed.\n\n{number}")
        keep(session, "wire", one, url=f"https://wire.test/{number}", fetched=NOW + timedelta(days=number))
    export_corpus(session, new)
    assert folder_faults(new) == []
    content = {path.name: path.read_bytes() for path in new.iterdir()}
    assert set(import_corpus(session, new, now=NOW).lines()) & {"0 new, 0 changed, 12 same, 8 duplicate, 0 failed"}
    session.query(Revision).delete()
    session.query(Article).delete()
    assert import_corpus(session, new, now=NOW).count("new") == len(ENGLISH) + 8
    assert import_corpus(session, new, now=NOW).count("same") == len(ENGLISH) + 8
    export_corpus(session, tmp_path / "third")
    third = {path.name: path.read_bytes() for path in (tmp_path / "third").glob("*.txt")}
    assert third == {name: body for name, body in content.items() if name.endswith(".txt")}


def test_numbers_go_on_past_999(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"998_{'0' * 16}.txt").write_text("An older one\n\nIts text.", "utf-8")
    for number in range(3):
        one = Extracted(title=f"Quay {number} is closed", text=f"Quay {number} is closed for the day.")
        keep(session, "wire", one, url=f"https://wire.test/{number}", fetched=NOW)
    export_corpus(session, folder)
    (folder / f"998_{'0' * 16}.txt").unlink()
    names = sorted((path.stem for path in folder.glob("*.txt")), key=lambda name: int(name.partition("_")[0]))
    assert names == [f"{number}_{article_key(f'https://wire.test/{number - 999}')}" for number in (999, 1000, 1001)]
    assert folder_faults(folder) == []


def test_an_article_without_a_text_ends_in_no_newline(session: Session, tmp_path: Path) -> None:
    keep(session, "wire", Extracted(title="Only a headline", text=""), url="https://wire.test/1", fetched=NOW)
    export_corpus(session, tmp_path)
    assert [path.read_bytes() for path in tmp_path.glob("*.txt")] == [b"Only a headline"]


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ('"published": "yesterday"', '"published" is no time in ISO 8601'),
        ('"published": "2026-05-01T10:00:00"', '"published" has no zone'),
        ('"authors": "Jo Hale"', '"authors" is no list'),
        ('"authors": [5]', '"authors" is no text'),
        ('"confidence": "high"', '"confidence" is no number from 0 to 1'),
        ('"section": {}', '"section" is no text'),
    ],
)
def test_a_sidecar_that_was_edited_into_nonsense_is_told(
    session: Session, tmp_path: Path, facts: str, fault: str
) -> None:
    body = b"A headline\n\nA text below it."
    (tmp_path / f"000_{'a' * 16}.txt").write_bytes(body)
    sidecar = f'{{"sha256": "{sha256(body).hexdigest()}", {facts}}}'
    (tmp_path / f"000_{'a' * 16}.json").write_text(sidecar, "utf-8")
    (file,) = import_corpus(session, tmp_path, now=NOW).files
    assert (file.outcome, file.problem) == (
        "failed",
        f"000_{'a' * 16}.json: {fault}; mend it, or remove the file",
    )


def test_facts_with_lone_surrogates_and_controls_are_cleaned(session: Session, tmp_path: Path) -> None:
    body = b"A headline\n\nA text below it."
    (tmp_path / f"000_{'a' * 16}.txt").write_bytes(body)
    sidecar = (
        f'{{"sha256": "{sha256(body).hexdigest()}", "section": "Qu\\ud800ay\\u0000", "authors": ["Jo\\u00a0Hale"]}}'
    )
    (tmp_path / f"000_{'a' * 16}.json").write_text(sidecar, "utf-8")
    import_corpus(session, tmp_path, now=NOW)
    article = session.scalars(select(Article)).one()
    assert (article.section, article.authors) == ("Qu\ufffday", ["Jo Hale"])


def test_markup_that_leaked_into_a_text_goes() -> None:
    raw = (
        "## The quay stays closed\n\n<p>The **warden** of the [quay](https://quay.example/a) said &laquo;no&raquo;.</p>"
        "<p>He pointed to a list (https://quay.example/list) and to https://www.quay.example/rules?x=1.</p>"
        "A &amp;amp; B, and 3 &lt; 4.<br>Below the break."
    )
    text = parse_corpus_text(raw)
    assert text.title == "The quay stays closed"
    assert text.paragraphs == (
        "The warden of the quay said «no».",
        "He pointed to a list and to quay.example.",
        "A & B, and 3 < 4.",
        "Below the break.",
    )
    assert text_lines("[1] 2 * 3 * 4 and __init__ ") == ["[1] 2 * 3 * 4 and init"]


@pytest.mark.cpu_seconds(30)
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "a ",
            "<script>",
            "<!--",
            "<p ",
            "**a",
            "__",
            "[a](",
            "![",
            "(https://a.",
            "https://a.b/",
            "&amp;",
            "• ",
        ),
        *(
            "- a\n",
            "A headline | B\n",
            "Home > ",
            "By Jo Hale\n",
            "1 May 2026\n",
            "a: ",
            " - ",
            "(",
            "\u200c",
            "e\u0301",
        ),
    ],
)
def test_a_long_text_of_one_kind_is_read_in_a_moment(piece: str) -> None:
    parse_corpus_text("A headline\n\n" + piece * (300_000 // len(piece)))
