from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert, inspect, select, text

from crawler.database import open_database, sessions
from crawler.tables import Article
from monitor.meetings import PlainMeetings
from monitor.story_meetings import read_meetings
from monitor.tables import Indexed, Screening, Unread
from tests.monitor.archive import publish, revise, rows
from tocsin import migrations
from tocsin.migrations import MigrationError, steps


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_an_empty_database_gets_exactly_the_tables_of_the_code(empty: Engine) -> None:
    assert migrations.upgrade(empty)
    with empty.connect() as connection:
        assert steps.difference(connection) == [], "run: python -m tocsin.migrations revision 'what changed'"


def test_a_database_that_is_up_to_date_is_left_alone(empty: Engine) -> None:
    migrations.upgrade(empty)
    assert not migrations.upgrade(empty)


def test_going_back_to_nothing_and_forth_again_ends_in_the_same_tables(empty: Engine) -> None:
    migrations.upgrade(empty)
    with empty.begin() as connection:
        steps.downgrade(connection, "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    assert migrations.upgrade(empty)
    with empty.connect() as connection:
        assert steps.difference(connection) == []


def test_what_was_screened_before_the_index_had_a_log_is_logged(empty: Engine) -> None:
    migrations.upgrade(empty)
    with sessions(empty)() as session:
        article = publish(session, "Report", "A tanker.", at=datetime(2026, 3, 10, 12, 0, 1, 250_000, tzinfo=UTC))
    with empty.begin() as connection:
        steps.downgrade(connection, "0004")
        read = {"article_id": article.id, "revision": 1, "ruleset": "", "screened": article.fetched}
        connection.execute(insert(Screening).values(read))
        words = "tsvector" if connection.dialect.name == "postgresql" else "text"
        connection.execute(text(f"CREATE TABLE word_index (id bigint PRIMARY KEY, words {words})"))
    migrations.upgrade(empty)
    (logged,) = rows(empty, select(Indexed.article_id, Indexed.revision, Indexed.outlet, Indexed.at))
    assert logged == (article.id, 1, "gazette", 1_773_144_001_250_000)


def test_where_there_was_no_index_everything_is_read_again(empty: Engine) -> None:
    migrations.upgrade(empty)
    with sessions(empty)() as session:
        article = publish(session, "Report", "A tanker.")
    with empty.begin() as connection:
        steps.downgrade(connection, "0004")
        read = {"article_id": article.id, "revision": 1, "ruleset": "", "screened": article.fetched}
        connection.execute(insert(Screening).values(read))
    migrations.upgrade(empty)
    assert rows(empty, select(Screening.article_id)) == rows(empty, select(Indexed.article_id)) == []


def test_what_nobody_has_read_is_queued_by_the_step_and_by_what_comes_after_it(empty: Engine) -> None:
    migrations.upgrade(empty)
    with sessions(empty)() as session:
        new, read, changed, closed = (publish(session, title, "A tanker.") for title in ("1", "2", "3", "4"))
        revise(session, changed, "A ferry.")
        for article in (read, changed):
            session.add(Screening(article_id=article.id, revision=1, ruleset="any", screened=article.fetched))
        closed.closed = closed.fetched
        session.commit()
    with empty.begin() as connection:
        steps.downgrade(connection, "0005")
    migrations.upgrade(empty)
    with sessions(empty)() as session:
        assert rows(empty, select(Unread.article_id).order_by(Unread.article_id)) == [1, 3]
        new, read, changed = session.scalars(select(Article).where(Article.id != 4).order_by(Article.id))
        revise(session, read, "A ferry.")
        later = publish(session, "5", "A tanker.")
        queued = [new.id, read.id, changed.id, later.id]
        assert rows(empty, select(Unread.article_id).order_by(Unread.article_id)) == queued


def test_articles_that_could_be_met_still_can_be_and_by_the_version_before_too(empty: Engine) -> None:
    migrations.upgrade(empty)
    before = [(2900, -7, 3), (2900, -7, 70_000), (2900, 1 << 62, 3), (2901, -7, 2_000_000_000)]
    with empty.begin() as connection:
        steps.downgrade(connection, "0008")
        values = [{"week": week, "key": key, "article_id": article} for week, key, article in before]
        connection.execute(text("INSERT INTO story_key VALUES (:week, :key, :article_id)"), values)
    migrations.upgrade(empty)
    with sessions(empty)() as session:
        met = PlainMeetings()
        for week in (2900, 2901):
            met.fill(week, read_meetings(session, week, [-7, 1 << 62]))
        assert met.meet(2900, 70_001, (-7, 1 << 62)) == [3, 2_000_000_000, 70_000]
    with empty.begin() as connection:
        steps.downgrade(connection, "0008")
        assert sorted(map(tuple, connection.execute(text("SELECT * FROM story_key")))) == before


def test_the_newest_step_is_the_one_the_fast_path_expects() -> None:
    assert steps.head() == migrations.HEAD


def test_processes_that_start_at_once_upgrade_once(empty: Engine) -> None:
    done: list[bool] = []
    threads = [threading.Thread(target=lambda: done.append(migrations.upgrade(empty))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, False, False, True]


def test_a_database_of_a_newer_version_is_refused_in_words(empty: Engine) -> None:
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MigrationError, match=r"9999.*newer"):
        migrations.upgrade(empty)


def test_a_step_that_fails_leaves_nothing_behind(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE outlet_run (id INTEGER)"))
    with pytest.raises(Exception, match="outlet_run"):
        migrations.upgrade(empty)
    assert inspect(empty).get_table_names() == ["outlet_run"]


def test_the_command_explains_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tocsin.migrations"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "revision" in done.stderr
