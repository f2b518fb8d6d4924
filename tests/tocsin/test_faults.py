"""What goes wrong on a machine, done to the real `tocsin run`: it says so, goes on by itself, and loses nothing."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.fakes.postgres import PostgresServer
from tests.tocsin.desk import Desk, at_work
from tests.tocsin.test_run import started
from tocsin.cli import exits
from tocsin.demo.setting_up import DELAY
from tocsin.scheduler import NO_NAMES

EVERYTHING = 87
"""Articles that the sample press brings out."""


@contextmanager
def volume(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own at `folder`, as small as wanted."""
    folder.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tocsin-test", str(folder)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@contextmanager
def desk_on(tmp_path: Path, var: Path, database: str, *, every: str = "") -> Iterator[Desk]:
    """The sample press, watched from `var`."""
    with at_work(tmp_path, database, var=var) as desk:
        outlets = desk.config / "outlets.yaml"
        private = "allow_private: true"
        often = f"{private}\n    every: {every}" if every else private
        quick = outlets.read_text(encoding="utf-8").replace(f"delay: {DELAY}", "delay: 10ms")
        outlets.write_text(quick.replace(private, often), encoding="utf-8")
        yield desk


def complete(desk: Desk) -> None:
    """One undisturbed run more, and everything is there, once."""
    done = desk.run("once", "--json", code=None).json()
    assert done["mailed"] == 1
    counts = desk.run("status", "--json").json()["counts"]
    assert (counts["articles"], counts["unread"]) == (EVERYTHING, 0)
    assert '"error"' not in desk.run("doctor", "--json", code=None).out


def test_a_disk_that_fills_up_while_articles_are_written_costs_none_of_them(tmp_path: Path) -> None:
    var = tmp_path / "small"
    with volume(var, "1200k"), desk_on(tmp_path, var, f"sqlite:///{var}/tocsin.sqlite") as desk:
        with (desk.config / "settings.yaml").open("a", encoding="utf-8") as settings:
            settings.write("keep: {raw: 30d}\n")
        with started(desk, "run") as part:
            seen = []
            for entry in part.entries():
                seen.append(entry)
                if entry["event"] == "fails" and entry["what"] == "crawl":
                    break
            assert re.search("database or disk is full|No space left on device", seen[-1]["why"])
            assert not [entry for entry in seen if "exception" in entry], "a full disk is no fault of the program"
            remount(var, "size=200m")
            part.end()
        complete(desk)
        for file in (var / "raw").iterdir():  # what was begun when the disk was full does not hide what came later
            with file.open("rb") as warc:
                assert len({record.rec_headers["WARC-Target-URI"] for record in ArchiveIterator(warc)}) > 70


def test_a_var_folder_that_cannot_be_written_is_one_clear_line_and_used_when_it_can(tmp_path: Path) -> None:
    var = tmp_path / "small"
    with volume(var, "200m"), desk_on(tmp_path, var, f"sqlite:///{var}/tocsin.sqlite") as desk:
        desk.run("status")
        remount(var, "ro")
        for command in ("run", "once"):
            said = desk.run(command, code=exits.MACHINE).err.strip().splitlines()[-1]
            assert "cannot be opened or made; is its folder there and writable?" in said
        remount(var, "rw")
        complete(desk)


def test_a_database_that_another_program_holds_for_too_long_is_told_and_used_again(tmp_path: Path) -> None:
    patience = "import crawler.database; crawler.database.BUSY_SECONDS = 1; from tocsin.__main__ import main; main()"
    with desk_on(tmp_path, tmp_path / "var", f"sqlite:///{tmp_path}/tocsin.sqlite") as desk:
        desk.run("status")
        with closing(sqlite3.connect(tmp_path / "tocsin.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            part = desk.part(sys.executable, "-c", patience, "run")
            try:
                assert "locked by another program" in str(part.wait_for("fails", what="issue")["why"])
                other.execute("ROLLBACK")
                told = part.wait_for_all("works again", "crawl")  # the round waits for the lock too
                assert told["crawl"]["new"] == EVERYTHING
                part.end()
            finally:
                part.kill()
        complete(desk)


def test_a_restart_of_postgresql_in_the_middle_of_a_crawl_costs_nothing(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with desk_on(tmp_path, tmp_path / "var", postgres.create(), every="2s") as desk, started(desk, "run") as part:
        part.wait_for("screened")
        with postgres.away():
            pass
        part.wait_for("the lock is lost with its connection; trying to lead again")
        part.wait_for("started")
        part.wait_for("crawl")
        part.end()
        complete(desk)


def test_without_a_resolver_outlets_are_told_to_be_unknown_and_are_read_when_it_is_back(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to hide the machine's own list of hosts")
    hosts, resolver = tmp_path / "hosts", tmp_path / "resolv.conf"
    hosts.write_text("127.0.0.1 localhost\n", encoding="utf-8")
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", encoding="utf-8")
    with ExitStack() as stack:
        desk = stack.enter_context(
            desk_on(tmp_path, tmp_path / "var", f"sqlite:///{tmp_path}/tocsin.sqlite", every="2s")
        )
        outlets = desk.config / "outlets.yaml"
        named = outlets.read_text(encoding="utf-8").replace("http://127.0.0.1:", "http://press.example:")
        outlets.write_text(named, encoding="utf-8")
        hide = f'mount --bind {hosts} /etc/hosts && mount --bind {resolver} /etc/resolv.conf && exec "$@"'
        part = desk.part("unshare", "--mount", "sh", "-c", hide, "sh", sys.executable, "-m", "tocsin", "run")
        stack.callback(part.kill)
        assert "press.example" in str(part.wait_for(NO_NAMES)["problem"])
        hosts.write_text("127.0.0.1 localhost press.example\n", encoding="utf-8")
        while not part.wait_for("crawl")["new"]:
            continue
        part.end()
