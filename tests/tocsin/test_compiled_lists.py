"""Compiled watchlists are kept between commands: unchanged ones are read, and a cache that fails harms nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tocsin.desk import Desk
from tests.tocsin.folders import make
from tests.tocsin.test_reloading import settled, write
from tocsin.configuration import check, load
from tocsin.reloading import Watcher
from tocsin.settings import Environment
from tocsin.wiring import open_house

RECORD = '{"id": "1", "title": "", "text": "A paper kite rose over Vostok harbour."}\n'
KITES = "title: Kites\nscore: 1\nmatch:\n  - any: [paper kite]\ntests:\n  hit: [A paper kite rose over the harbour.]\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A configuration with one list, and a var folder with nothing in it."""
    made = Desk(tmp_path / "config", tmp_path / "var")
    made.run("init")
    for path in (made.config / "watchlists").iterdir():
        path.unlink()
    (made.config / "watchlists" / "kites.yaml").write_text(KITES, encoding="utf-8")
    (made.config / "digests.yaml").unlink()
    made.var.mkdir(exist_ok=True)
    return made


def _passed(desk: Desk) -> bool:
    (found,) = desk.run("match", "--jsonl", stdin=RECORD).json()["lists"]
    return bool(found["passed"])


def _files(desk: Desk) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (desk.var / "cache").iterdir()}


def test_commands_share_what_one_of_them_compiled(desk: Desk) -> None:
    desk.run("check")
    kept = _files(desk)
    assert len(kept) == 1
    assert _passed(desk)
    desk.run("check")
    desk.run("search", "kite", code=None)
    assert _files(desk) == kept


def test_an_edited_list_is_compiled_and_judges_by_the_new_words(desk: Desk) -> None:
    assert _passed(desk)
    (desk.config / "watchlists" / "kites.yaml").write_text(KITES.replace("paper kite", "silk kite"), encoding="utf-8")
    assert desk.run("match", "--jsonl", stdin=RECORD).json()["lists"] == []
    assert len(_files(desk)) == 2


def test_a_damaged_cache_changes_nothing_but_a_line_in_the_log(desk: Desk) -> None:
    whole = desk.run("check", "--json").json()
    (file,) = (desk.var / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:-50])
    again = desk.run("check", "--json")
    assert again.json() == whole
    assert "damaged" in again.err
    assert desk.run("check").err == ""


@pytest.mark.parametrize("fault", ["a file", "writable by all"])
def test_a_cache_that_cannot_be_used_changes_nothing_but_a_line_in_the_log(desk: Desk, fault: str) -> None:
    cache = desk.var / "cache"
    if fault == "a file":
        cache.write_text("in the way")
    else:
        cache.mkdir()
        cache.chmod(0o777)
    done = desk.run("match", "--jsonl", stdin=RECORD)
    assert done.json()["lists"][0]["passed"]
    assert "compiled watchlists are not kept" in done.err
    assert cache.is_file() or not list(cache.iterdir())


def test_checking_makes_no_var_folder(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "config", tmp_path / "nowhere" / "var")
    desk.run("init")
    desk.run("check")
    assert not (tmp_path / "nowhere").exists()


def test_what_is_read_from_the_cache_is_the_configuration_that_was_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = make(tmp_path / "config"), tmp_path / "cache"
    fresh = load(folder, cache=cache)
    monkeypatch.setattr("monitor.vocabulary.patterns", lambda _term: pytest.fail("compiled again"))
    warm = load(folder, cache=cache)
    assert warm == fresh
    assert warm.ruleset is not None
    assert fresh.ruleset is not None
    assert warm.ruleset.hash == fresh.ruleset.hash
    assert warm.ruleset.watchlists == fresh.ruleset.watchlists == warm.watchlists
    assert check(folder, cache=cache).summary() == check(folder, cache=cache).summary()
    home = open_house(folder, Environment(var=tmp_path))
    assert home.ruleset.hash == fresh.ruleset.hash


def test_a_daemon_that_sees_an_edit_keeps_what_it_compiled(tmp_path: Path) -> None:
    folder, cache = make(tmp_path / "config"), tmp_path / "cache"
    load(folder, cache=cache)
    watcher = Watcher(folder, cache)
    (path,) = (folder / "watchlists").iterdir()
    write(path, path.read_text(encoding="utf-8") + "score: 2\n")
    assert settled(watcher) is not None
    kept = {path.name: path.stat().st_ino for path in cache.iterdir()}
    assert len(kept) == 2
    load(folder, cache=cache)
    assert {path.name: path.stat().st_ino for path in cache.iterdir()} == kept
