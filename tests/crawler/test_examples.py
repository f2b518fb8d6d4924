"""Every example page gives exactly the article that stands beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract import extract

FOLDER = Path(__file__).parent.parent / "examples"
PAGES = sorted(page.name for page in FOLDER.iterdir() if page.is_dir())
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_read_as_expected(name: str) -> None:
    wanted = json.loads((FOLDER / name / "expected.json").read_text(encoding="utf-8"))
    found = extract((FOLDER / name / "page.html").read_bytes(), wanted["url"], fetched=NOW)
    assert found.title == wanted["title"]
    assert found.text == wanted["text"]
    assert list(found.authors) == wanted["authors"]
    assert found.standfirst == wanted["standfirst"] or not wanted["standfirst"]
    assert found.credit == wanted["credit"]
    assert found.published is not None
    assert found.published.date() == datetime.fromisoformat(wanted["published"]).date()
    assert found.language == wanted["language"]
    assert 0.5 < found.confidence <= 1


def test_there_are_pages_of_many_makes_and_three_languages() -> None:
    languages = {
        json.loads((FOLDER / name / "expected.json").read_text(encoding="utf-8"))["language"] for name in PAGES
    }
    assert len(PAGES) >= 12
    assert languages >= {"en", "ru", "fa"}
