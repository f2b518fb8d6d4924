from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from crawler.database import open_database
from tests.fakes.postgres import PostgresServer
from tocsin.lock import AlreadyRunningError, leadership

_HOLDER = """
import sys
import time
from pathlib import Path
from crawler.database import open_database
from tocsin.lock import leadership
with leadership(open_database(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_and_told_so(engine: Engine, tmp_path: Path) -> None:
    with (
        leadership(engine, tmp_path),
        pytest.raises(AlreadyRunningError, match="another `tocsin run`"),
        leadership(engine, tmp_path),
    ):
        pass


def test_the_lock_is_free_again_after_the_block(engine: Engine, tmp_path: Path) -> None:
    for _ in range(2):
        with leadership(engine, tmp_path) as held:
            assert not held.lost()


def test_the_lock_dies_with_its_process_even_when_that_is_killed(engine: Engine, tmp_path: Path) -> None:
    url = engine.url.render_as_string(hide_password=False)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, url, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(AlreadyRunningError), leadership(engine, tmp_path):
        pass
    holder.kill()
    holder.communicate()
    until = time.monotonic() + 60
    while True:  # PostgreSQL notices a dead client when its socket closes, a moment later
        try:
            with leadership(engine, tmp_path):
                return
        except AlreadyRunningError:
            assert time.monotonic() < until, "the lock of a killed process is still held"
            time.sleep(0.05)


def test_a_refusal_names_the_process_that_holds_a_file(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/t.sqlite")
    with (
        leadership(engine, tmp_path),
        pytest.raises(AlreadyRunningError, match=r"process \d+"),
        leadership(engine, tmp_path),
    ):
        pass


def test_a_leader_notices_that_its_server_restarted(postgres: PostgresServer, tmp_path: Path) -> None:
    engine = open_database(postgres.create())
    with leadership(engine, tmp_path) as held:
        with postgres.away():
            pass
        assert held.lost()
    engine.dispose()
