"""Texts in the corpus format: old ones cleaned, new ones written, and back."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crawler.corpus import export_corpus, import_corpus, parse_corpus_text, render_corpus
from crawler.corpus_text import read_corpus_text
from crawler.items import Extracted
from crawler.outlets import Outlet, Source
from crawler.store import keep
from crawler.tables import Article, Revision
from crawler.text import clean_line
from crawler.urls import article_key

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TITLE = "Grain ships wait off Makhachkala as berth is dredged"
BODY = (
    "MAKHACHKALA, May 30. /TASS/. Eleven grain ships wait off the port because its deepest berth is being dredged.",
    "The harbour masters deputy said the work would take a week, and that Irans buyers had been told.",
    "What the buyers say",
    "A trader in Anzali said by telephone that he had heard nothing, and that his lorries stood idle since Friday.",
)
OLD = f"""30 May 2026
{TITLE}
Dredging takes a week longer than the port had announced in spring
{BODY[0]}

{BODY[1]}

{BODY[2]}

{BODY[3]}

By Itar-Tass

\u00a0

The Caspian Digest is not responsible for the content of quoted articles.
https://caspian-digest.test/vdcx1.html
Your Name
Your Email Address"""
PORTAL = f"""- Caspian Portal
World
Get the latest news from around the world, live coverage, off-beat stories, features and analysis.

{TITLE}

© Portal / Oleg Dorn / Go to the mediabankGrain ships off the port
Grain ships off the port - Caspian Portal
Subscribe
{BODY[0]}

Do You Know How Deep the Caspian Sea Is at Makhachkala?
{BODY[1]}

Never miss a story again — sign up to our Telegram channel and we'll keep you up to speed!

Newsfeed
0
To participate in the discussion
log in or register
Chats
Заголовок открываемого материала"""
LINE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).map(clean_line).filter(bool)


def test_an_old_text_is_brought_to_the_form_and_says_what_was_left_out() -> None:
    text = parse_corpus_text(OLD)
    assert text.title == TITLE
    assert text.paragraphs == ("Dredging takes a week longer than the port had announced in spring", *BODY)
    assert (text.credit, text.url) == ("Itar-Tass", "https://caspian-digest.test/vdcx1.html")
    assert text.date == datetime(2026, 5, 30, tzinfo=UTC)
    reasons = dict(text.removed)
    assert reasons["30 May 2026"] == "date of the page"
    assert reasons["By Itar-Tass"].startswith("wire credit")
    assert reasons["Your Name"] == "comment or login prompt"
    assert len(text.removed) == 6


def test_lines_above_the_headline_captions_and_prompts_go() -> None:
    text = parse_corpus_text(PORTAL)
    assert text.title == TITLE
    assert text.paragraphs == BODY[:2]
    kept = {TITLE, *text.paragraphs}
    assert {line for line, _ in text.removed} == {clean_line(line) for line in PORTAL.splitlines() if line} - kept
    assert all(reason for _, reason in text.removed)


@pytest.mark.parametrize("again", [TITLE, TITLE + TITLE, f"{TITLE} {TITLE}", TITLE.upper()])
def test_a_headline_that_is_repeated_stands_once(again: str) -> None:
    text = parse_corpus_text(f"{TITLE}\n\n{again}\n\n{BODY[0]}\n\n{BODY[1]}")
    assert (text.title, text.paragraphs) == (TITLE, BODY[:2])


def test_a_doubled_headline_and_the_name_of_the_site_are_cut() -> None:
    assert parse_corpus_text(f"{TITLE}{TITLE}\n\n{BODY[0]}").title == TITLE
    assert parse_corpus_text(f"{TITLE} - Caspian Portal\n\n{BODY[0]}", ["Caspian Portal"]).title == TITLE


def test_share_rows_signature_and_related_articles_at_the_end_go() -> None:
    tail = "Institute for Berths – BERTH\n\nShare on facebook\nShare on twitter\nOn Key\n\nRelated Posts\n\nBerths"
    text = parse_corpus_text(f"{TITLE}\n\n{BODY[0]}\n\n{BODY[1]}\n\n{tail}")
    assert text.paragraphs == BODY[:2]
    assert len(text.removed) == 6


def test_what_is_lost_in_the_text_itself_stays_lost() -> None:
    assert "Irans buyers" in parse_corpus_text(OLD).text


@given(st.text(max_size=600))
def test_any_text_is_parsed_and_no_line_vanishes_silently(raw: str) -> None:
    text = parse_corpus_text(raw)
    accounted = {text.title, *text.paragraphs, *(line for line, _ in text.removed)}
    for line in raw.splitlines():
        plain = clean_line(line)
        assert not plain or plain in accounted or any(plain in other or other in plain for other in accounted if other)


@given(LINE, st.lists(LINE, min_size=1, max_size=8))
def test_a_written_text_is_read_back_as_it_was(title: str, lines: list[str]) -> None:
    content = render_corpus(title, "\n\n".join(lines))
    assert not content.endswith("\n")
    text = read_corpus_text(content)
    assert (text.title, list(text.paragraphs)) == (title, lines)


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


def test_an_import_keeps_the_original_and_a_second_one_brings_nothing_new(session: Session, tmp_path: Path) -> None:
    folder = _write(tmp_path / "old", a=OLD)
    report = import_corpus(session, folder, now=NOW)
    assert [(file.outcome, file.outlet) for file in report.files] == [("new", "corpus")]
    article = session.scalars(select(Article)).one()
    assert (article.title, article.credit, article.origin, article.language) == (TITLE, "Itar-Tass", "corpus", "en")
    assert session.scalars(select(Revision)).one().original == OLD
    assert [file.outcome for file in import_corpus(session, folder, now=NOW + timedelta(days=1)).files] == ["same"]
    _write(folder, a=OLD.replace("a week", "a month"))
    assert [file.outcome for file in import_corpus(session, folder, now=NOW + timedelta(days=2)).files] == ["changed"]
    assert session.scalars(select(Article)).one().revision == 2


def test_the_outlet_is_told_by_the_address(session: Session, tmp_path: Path) -> None:
    digest = Outlet(
        id="digest",
        name="Caspian Digest",
        language="en",
        country="IR",
        feeds=[Source(url="https://www.caspian-digest.test/rss")],
    )
    report = import_corpus(session, _write(tmp_path / "old", a=OLD), now=NOW, outlets=[digest])
    assert report.files[0].outlet == "digest"


def test_a_text_that_was_crawled_already_is_recognised_by_address_or_wording(session: Session, tmp_path: Path) -> None:
    crawled = Extracted(title="Another headline", text="\n\n".join(BODY))
    keep(session, "wire", crawled, url="https://wire.test/1", fetched=NOW)
    by_words = import_corpus(session, _write(tmp_path / "one", a=f"{TITLE}\n\n" + "\n\n".join(BODY)), now=NOW)
    assert [(file.outcome, file.article) for file in by_words.files] == [
        ("duplicate", article_key("https://wire.test/1"))
    ]
    other = Extracted(
        title="Quite another", text="A text with other words than those of the file that has its address."
    )
    keep(session, "digest", other, url="https://caspian-digest.test/vdcx1.html", fetched=NOW)
    by_address = import_corpus(session, _write(tmp_path / "two", a=OLD), now=NOW)
    assert [file.outcome for file in by_address.files] == ["duplicate"]
    assert len(session.scalars(select(Article)).all()) == 2


def test_two_copies_in_one_folder_become_one_article(session: Session, tmp_path: Path) -> None:
    folder = _write(tmp_path / "old", a=f"{TITLE}\n\n" + "\n\n".join(BODY), b=f"{TITLE}\n\n" + "\n\n".join(BODY))
    assert [file.outcome for file in import_corpus(session, folder, now=NOW).files] == ["new", "duplicate"]


def test_a_report_of_two_outlets_goes_out_and_comes_in_as_an_article_of_each(session: Session, tmp_path: Path) -> None:
    wire = Extracted(title=TITLE, text="\n\n".join(BODY))
    for outlet in ("quay", "pier"):
        keep(session, outlet, wire, url=f"https://{outlet}.test/1", fetched=NOW)
    assert export_corpus(session, tmp_path / "out").written == 2
    session.execute(delete(Article))
    for outcome in ("new", "same"):
        report = import_corpus(session, tmp_path / "out", now=NOW)
        assert [(file.outcome, file.outlet) for file in report.files] == [(outcome, "quay"), (outcome, "pier")]
    assert {article.url for article in session.scalars(select(Article))} == {
        "https://quay.test/1",
        "https://pier.test/1",
    }


def test_files_that_cannot_be_read_are_reported_and_the_rest_is_kept(session: Session, tmp_path: Path) -> None:
    folder = _write(tmp_path / "old", a="", b="Only a headline", c=OLD)
    (folder / "d.txt").write_bytes(b"\xff\xfe\x00" + "Заголовок\n\nТекст".encode("cp1251"))
    report = import_corpus(session, folder, now=NOW)
    assert [file.outcome for file in report.files][:3] == ["failed", "failed", "new"]
    assert all(file.problem for file in report.files if file.outcome == "failed")
    assert any("left out (date of the page): 30 May 2026" in line for line in report.lines())


@pytest.mark.parametrize(
    "junk", [random.Random(7).randbytes(30_000), b"\x01\x02\x03 abc\n\n" * 400, b"%PDF-1.7\nA headline\n\nAnd a text."]
)
def test_what_is_no_text_is_refused_in_words(session: Session, tmp_path: Path, junk: bytes) -> None:
    folder = _write(tmp_path / "old", fine=OLD)
    (folder / "junk.txt").write_bytes(junk)
    report = import_corpus(session, folder, now=NOW)
    assert [(file.file, file.outcome) for file in report.files] == [("fine.txt", "new"), ("junk.txt", "failed")]
    assert "junk.txt is no text" in report.files[1].problem


def test_a_report_moves_no_cursor(session: Session, tmp_path: Path) -> None:
    folder = _write(
        tmp_path / "old", a=OLD.replace(TITLE, f"{TITLE}\x1b[2J").replace("Your Name", "Source: \x07\x1b]0;x")
    )
    report = import_corpus(session, folder, now=NOW)
    assert report.failed == 0
    assert all(line.isprintable() for line in report.lines())


def test_what_is_exported_comes_back_the_same(session: Session, tmp_path: Path) -> None:
    article = Extracted(
        title="Share", text="Subscribe\n\n12 views\n\n" + BODY[0], authors=("Jo Hale",), credit="TASS", language="en",
        published=NOW, tags=("grain",), section="Ports", standfirst="Subscribe", confidence=0.7,
    )  # fmt: skip
    keep(session, "wire", article, url="https://wire.test/1", fetched=NOW)
    report = export_corpus(session, tmp_path / "out")
    assert (report.written, report.present) == (1, 0)
    name = f"000_{article_key('https://wire.test/1')}"
    content = (tmp_path / "out" / f"{name}.txt").read_bytes()
    assert content.decode() == f"Share\n\n{article.text}"
    facts = json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))
    assert (facts["url"], facts["authors"], facts["published"]) == ("https://wire.test/1", ["Jo Hale"], NOW.isoformat())
    before = {
        column.name: getattr(session.scalars(select(Article)).one(), column.name)
        for column in Article.__table__.columns
    }
    session.query(Revision).delete()
    session.query(Article).delete()
    assert [file.outcome for file in import_corpus(session, tmp_path / "out", now=NOW).files] == ["new"]
    after = {
        column.name: getattr(session.scalars(select(Article)).one(), column.name)
        for column in Article.__table__.columns
    }
    same = before.keys() - {"id", "origin", "revision"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert (export_corpus(session, tmp_path / "out").written, (tmp_path / "out" / f"{name}.txt").read_bytes()) == (
        0,
        content,
    )


def test_an_export_counts_on_and_takes_only_its_window(session: Session, tmp_path: Path) -> None:
    for number in range(4):
        one = Extracted(title=f"Story {number}", text=BODY[number % 2] + str(number))
        keep(session, "wire", one, url=f"https://wire.test/{number}", fetched=NOW + timedelta(days=number))
    out = tmp_path / "out"
    assert export_corpus(session, out, since=NOW + timedelta(days=1), until=NOW + timedelta(days=3)).written == 2
    assert export_corpus(session, out, outlets=["nobody"]).written == 0
    report = export_corpus(session, out)
    assert (report.written, report.present) == (2, 2)
    assert sorted(path.name[:3] for path in out.glob("*.txt")) == ["000", "001", "002", "003"]
    assert not list(out.glob(".*"))


def test_a_text_that_was_edited_after_its_export_is_cleaned_like_any_other(session: Session, tmp_path: Path) -> None:
    keep(session, "wire", Extracted(title=TITLE, text=BODY[0]), url="https://wire.test/1", fetched=NOW)
    export_corpus(session, tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.txt")
    path.write_text(f"{TITLE}\n\n{BODY[1]}\n\nLeave a Comment", encoding="utf-8")
    session.query(Revision).delete()
    session.query(Article).delete()
    report = import_corpus(session, tmp_path / "out", now=NOW)
    assert [line for line, _ in report.files[0].removed] == ["Leave a Comment"]
