"""Retention: what `keep:` says goes, everything else stays, and nothing is fetched, found or sent a second time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from alerts import retention
from alerts.tables import Issue, IssueItem, Outbox
from crawler import runs
from crawler.database import open_database, sessions
from crawler.items import Extracted
from crawler.store import keep
from crawler.tables import Article, OutletRun, Revision
from monitor.tables import Match
from tests.tocsin.folders import make
from tocsin import migrations, upkeep, work
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
OLD = NOW - timedelta(days=100)


def house_of(tmp_path: Path, url: str, kept: str) -> House:
    settings = f"contact: https://example.org/bot\nkeep: {kept}\n"
    return open_house(make(tmp_path / "config", settings=settings), Environment(var=tmp_path / "var", database=url))


def fill(house: House) -> None:
    """One old and one new article, both matched, the old one sent."""
    for at, number in ((OLD, 1), (NOW, 2)):
        with sessions(house.engine).begin() as session:
            page = Extracted(f"Port Authority {number}", f"The Port Authority closed quay {number}.")
            keep(session, "harbour-gazette", page, url=f"https://gazette.example/{number}", fetched=at)
        work.read(house, now=at)
        if at == OLD:
            assert work.compose_all(house, now=at, at_once=True).made


def count(house: House, table: type) -> int:
    with sessions(house.engine)() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def texts(tmp_path: Path, database_url: str) -> Iterator[House]:
    made = house_of(tmp_path, database_url, "{texts: 30d}")
    fill(made)
    yield made
    made.engine.dispose()


@pytest.fixture
def matches(tmp_path: Path, database_url: str) -> Iterator[House]:
    made = house_of(tmp_path, database_url, "{matches: 30d}")
    fill(made)
    yield made
    made.engine.dispose()


def test_old_texts_go_and_their_matches_and_titles_stay(texts: House) -> None:
    assert "texts of 1 articles dropped" in list(upkeep.tend(texts, now=NOW))
    with sessions(texts.engine)() as session:
        old, new = session.scalars(select(Article).order_by(Article.first_seen))
        assert (old.text, old.title) == ("", "Port Authority 1")
        assert new.text
        assert [revision.article_id for revision in session.scalars(select(Revision))] == [new.id]
    assert count(texts, Match) == 2
    assert list(upkeep.tend(texts, now=NOW)) == []


def test_a_changed_watchlist_withdraws_nothing_from_articles_without_text(texts: House) -> None:
    list(upkeep.tend(texts, now=NOW))
    path = texts.directory / "watchlists/ports.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Ports", "title: Ports\nscore: 0.5"), encoding="utf-8"
    )
    again = open_house(texts.directory, texts.environment)
    assert work.read(again, now=NOW).screened == 1
    with sessions(again.engine)() as session:
        assert session.scalar(select(func.count()).where(Match.withdrawn.is_not(None))) == 0
    again.engine.dispose()


def test_old_matches_go_with_their_claims_and_are_never_sent_again(matches: House) -> None:
    assert "1 matches dropped" in list(upkeep.tend(matches, now=NOW))
    assert (count(matches, Match), count(matches, IssueItem), count(matches, Issue)) == (1, 0, 1)
    path = matches.directory / "watchlists/ports.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Ports", "title: Ports\nscore: 0.5"), encoding="utf-8"
    )
    again = open_house(matches.directory, matches.environment)
    work.read(again, now=NOW)
    (made,) = work.compose_all(again, now=NOW + timedelta(minutes=1), at_once=True).made
    assert made.articles == 1
    again.engine.dispose()


def test_the_contents_of_old_mails_go_once_they_are_sent_and_what_waits_or_is_new_stays(
    matches: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "SLICE", 2)
    settings = matches.configuration.settings
    assert settings.keep.mails == 30 * 86400
    with sessions(matches.engine).begin() as session:
        (issue,) = session.scalars(select(Issue))
        for number, (state, at) in enumerate(
            [("sent", OLD)] * 4 + [("failed", OLD), ("retry", OLD), ("held", OLD), ("sent", NOW)]
        ):
            identity = {"recipient": f"r{number}@desk.example", "message_id": f"<{number}@desk.example>"}
            session.add(
                Outbox(issue_id=issue.id, channel="mail", date=at, mime=b"bytes", state=state, **identity)
            )  # fmt: skip
    assert "contents of 5 messages dropped" in list(upkeep.tend(matches, now=NOW))
    with sessions(matches.engine)() as session:
        left = session.execute(
            select(Outbox.state, Outbox.date, Outbox.mime).where(Outbox.recipient.like("r%")).order_by(Outbox.id)
        )
        assert [(state, at == NOW, bool(mime)) for state, at, mime in left] == [
            *[("sent", False, False)] * 4, ("failed", False, False),
            ("retry", False, True), ("held", False, True), ("sent", True, True),
        ]  # fmt: skip
    assert "contents" not in " ".join(upkeep.tend(matches, now=NOW))


def test_old_raw_pages_go(tmp_path: Path) -> None:
    for name, at in (("old.warc.gz", OLD), ("new.warc.gz", NOW)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (at.timestamp(), at.timestamp()))
    assert upkeep.drop_raw(tmp_path, NOW - timedelta(days=30)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["new.warc.gz"]


def test_old_looks_go_but_for_the_newest_of_each_outlet(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "SLICE", 2)
    house = house_of(tmp_path, database_url, "{texts: 900d}")
    ago = {"gazette": (90, 80, 70, 60, 50, 40, 20, 1), "rare": (200, 100), "young": (3, 2)}
    with sessions(house.engine).begin() as session:
        for outlet, days in ago.items():
            at = [NOW - timedelta(days=day) for day in days]
            session.add_all(OutletRun(round="r", outlet=outlet, started=one, finished=one) for one in at)
    assert list(upkeep.tend(house, now=NOW)) == []
    with sessions(house.engine)() as session:
        left = session.execute(select(OutletRun.outlet, OutletRun.started).order_by(OutletRun.id)).all()
        assert work.last_looks(session, NOW)["rare"] == NOW - timedelta(days=100)
    assert [(outlet, (NOW - at).days) for outlet, at in left] == [
        ("gazette", 20), ("gazette", 1), ("rare", 100), ("young", 3), ("young", 2),
    ]  # fmt: skip
    house.engine.dispose()


def test_a_file_that_is_mostly_holes_is_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "FREE_PAGES", 100)
    engine = open_database(f"sqlite:///{tmp_path}/t.sqlite")
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE filler (content BLOB)"))
        connection.execute(text("INSERT INTO filler VALUES (zeroblob(4000000))"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE filler"))
    assert any("rewritten" in line for line in upkeep.tidy(engine))
    assert (tmp_path / "t.sqlite").stat().st_size < 2_000_000
    engine.dispose()


def test_going_back_a_step_keeps_every_row(matches: House) -> None:
    from tocsin.migrations import steps

    before = {table: count(matches, table) for table in (Match, IssueItem, Issue, Revision)}
    with matches.engine.begin() as connection:
        steps.downgrade(connection, "0001")
    migrations.upgrade(matches.engine)
    assert {table: count(matches, table) for table in (Match, IssueItem, Issue, Revision)} == before


def test_the_planner_figures_are_refreshed_however_much_others_write(tmp_path: Path) -> None:
    path = tmp_path / "busy.sqlite"
    engine = open_database(f"sqlite:///{path}")
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE t (a INTEGER)", "CREATE INDEX i ON t (a)", "INSERT INTO t VALUES (1)", "ANALYZE",
        ):  # fmt: skip
            connection.exec_driver_sql(statement)
    engine.dispose()
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 3000) "
            "INSERT INTO t SELECT v FROM n"
        )
        connection.exec_driver_sql("SELECT * FROM t WHERE a = 5").all()
    other = sqlite3.connect(path, timeout=0, isolation_level=None)

    def meanwhile(_statement: str) -> None:
        with suppress(sqlite3.OperationalError):
            other.execute("INSERT INTO t VALUES (7)")

    raw = engine.raw_connection()
    real: Any = raw.driver_connection
    real.set_trace_callback(meanwhile)
    raw.close()
    assert list(upkeep.tidy(engine)) == []
    real.set_trace_callback(None)
    assert other.execute("SELECT stat FROM sqlite_stat1").fetchone()[0].startswith("3")
    other.close()
    engine.dispose()
