from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text

from crawler.database import open_database
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
