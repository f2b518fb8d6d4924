"""What came in last."""

from __future__ import annotations

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
from tocsin.newest import newest
from tocsin.settings import Environment
from tocsin.wiring import open_house


def test_articles_come_newest_first_with_the_lists_that_took_them(session: Session) -> None:
    press = Press(session)
    first = press.article("First", outlet="north-wire")
    press.match(first, "shipping", score=1)
    press.match(first, "air-defence", score=4)
    press.match(first, "sanctions", score=9).withdrawn = NOON
    press.article("Second")
    press.matched("Third")
    session.flush()
    found = newest(session)
    assert [one.title for one in found] == ["Third", "Second", "First"]
    assert list(found[-1].lists.items()) == [("air-defence", 4), ("shipping", 1)]
    assert [one.title for one in newest(session, matched=True)] == ["Third", "First"]
    assert [one.title for one in newest(session, outlets=["north-wire"])] == ["First"]
    assert [one.title for one in newest(session, limit=1)] == ["Third"]


def test_the_command_names_articles_by_the_number_that_others_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_VAR", str(tmp_path / "var"))
    config = str(make(tmp_path / "config"))
    house = open_house(Path(config), Environment(var=tmp_path / "var"))
    with sessions(house.engine).begin() as session:
        press = Press(session, NOON - timedelta(hours=1))
        press.matched("Quay shut", watchlist="ports", outlet="harbour-gazette", score=4.5)
        press.article("Quay open", outlet="harbour-gazette")
    house.engine.dispose()
    assert tocsin(["latest", "harbour gazette", "--config", config]) == exits.OK
    assert capsys.readouterr().out.splitlines() == [
        "2026-11-20 11:02 UTC  harbour-gazette  Quay open  [2]",
        "2026-11-20 11:01 UTC  harbour-gazette  Quay shut  [1]",
        "    ports 4.5",
    ]
    assert tocsin(["latest", "--matched", "--json", "--config", config]) == exits.OK
    assert [one["lists"] for one in json.loads(capsys.readouterr().out)] == [{"ports": 4.5}]
