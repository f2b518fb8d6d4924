"""What matched, as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crawler.database import sessions
from tests.alerts.press import NOON, Press
from tests.tocsin.folders import make
from tocsin.cli import exits
from tocsin.cli import run as tocsin
from tocsin.coverage import coverage, inert, write_csv
from tocsin.settings import Environment
from tocsin.wiring import open_house


def test_each_article_stands_once_under_each_list_that_holds_and_nothing_else_does(session: Session) -> None:
    press = Press(session)
    story = press.story()
    both = press.article("Радар на причале", outlet="vestnik-reki", language="ru", story=story)
    press.match(both, "air-defence", "a", "b", score=5)
    press.match(both, "shipping", score=2)
    press.match(press.article("Tried"), status="test")
    press.matched("Gone").withdrawn = NOON
    press.matched("Of another day", at=NOON + timedelta(days=2))
    session.flush()
    rows = list(coverage(session, until=NOON + timedelta(days=1)))
    assert [(row.title, row.watchlist, row.score, row.story) for row in rows] == [
        ("Радар на причале", "air-defence", 5, story.id),
        ("Радар на причале", "shipping", 2, story.id),
    ]
    assert rows[0].queries == ("q-a", "q-b")
    assert [row.title for row in coverage(session, since=NOON + timedelta(days=1))] == ["Of another day"]
    assert [row.watchlist for row in coverage(session, lists=["shipping"])] == ["shipping"]


def test_a_spreadsheet_finds_text_and_no_formula(session: Session) -> None:
    press = Press(session)
    press.matched('=HYPERLINK("http://x.example","\n,quay")', outlet="harbour-post")
    file = io.StringIO(newline="")
    assert write_csv(coverage(session), file, names={"harbour-post": "The Harbour Post"}, zone="Asia/Tehran") == 1
    head, row = csv.reader(io.StringIO(file.getvalue()))
    told = dict(zip(head, row, strict=True))
    assert told["title"] == '\'=HYPERLINK("http://x.example"," ,quay")'
    assert (told["outlet"], told["name"], told["list"]) == ("harbour-post", "The Harbour Post", "air-defence")
    assert told["time"] == "2026-11-20 15:31 +03:30"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_what_would_be_computed_is_quoted(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_the_command_writes_a_file_or_answers_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_VAR", str(tmp_path / "var"))
    config = str(make(tmp_path / "config"))
    house = open_house(Path(config), Environment(var=tmp_path / "var"))
    with sessions(house.engine).begin() as session:
        Press(session).matched("Quay shut", watchlist="ports", outlet="harbour-gazette")
    house.engine.dispose()
    file = tmp_path / "all.csv"
    assert tocsin(["export", "matches", str(file), "--since", "2026-11-01", "--config", config]) == exits.OK
    assert file.read_bytes().startswith(b"\xef\xbb\xbfarticle,time,outlet,name,")
    assert "Harbour Gazette" in file.read_text(encoding="utf-8")
    assert "1 row written" in capsys.readouterr().out
    assert tocsin(["export", "matches", "--json", "--config", config]) == exits.OK
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["title"], row["watchlist"], row["at"]) == ("Quay shut", "ports", "2026-11-20T12:01:00+00:00")
    assert tocsin(["export", "matches", "--list", "prots", "--config", config]) == exits.USAGE
    assert "did you mean 'ports'" in capsys.readouterr().err
