"""Compiled rulesets on disk: the same results, nothing from strangers, and at worst they are compiled again."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
from pathlib import Path

import pytest

from monitor import ruleset_cache
from monitor.document import Document
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.scan import EngineName, installed_engines
from monitor.watchlists import Query, Watchlist
from tests.monitor import beat
from tests.quality.labelled import sentences

_DOCUMENTS = [Document(str(at), one.text[:20], one.text, lang=one.lang) for at, one in enumerate(sentences())]


def _compiled(cache: Path | None, engine: EngineName | None = None) -> Ruleset:
    return compile_ruleset(beat.watchlists(), beat.entities(), beat.outlets(), cache=cache, engine=engine)


@pytest.mark.parametrize("engine", installed_engines())
def test_what_is_kept_reads_as_what_was_compiled_with_either_engine(tmp_path: Path, engine: EngineName) -> None:
    expected = [beat.ruleset().analyse(document) for document in _DOCUMENTS]
    for ruleset in (_compiled(tmp_path, engine), _compiled(tmp_path, engine)):
        assert ruleset.lexicon.engine == engine
        assert ruleset.hash == beat.ruleset().hash
        assert [ruleset.analyse(document) for document in _DOCUMENTS] == expected
    assert len(list(tmp_path.iterdir())) == 1


def test_unchanged_lists_are_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiled(tmp_path)
    monkeypatch.setattr("monitor.vocabulary.patterns", lambda _term: pytest.fail("compiled again"))
    assert _compiled(tmp_path).passes("air-defence", "Iran received the S-300 contract.").queries


@pytest.mark.parametrize("damage", [b"", b"tocsin ruleset 1\nshort", b"something else"])
def test_a_damaged_file_is_compiled_anew_and_the_log_says_so(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    _compiled(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:-100])
    assert _compiled(tmp_path).hash == beat.ruleset().hash
    assert len(file.read_bytes()) == len(whole)
    assert "the file is damaged" in caplog.text


def test_old_rulesets_do_not_pile_up(tmp_path: Path) -> None:
    for score in range(9):
        changed = Watchlist(id="one", title="One", match=[Query(any=["kite"])], score=score)
        compile_ruleset([changed], [], cache=tmp_path, engine="ahocorasick")
    assert len(list(tmp_path.iterdir())) == 6


def _small(cache: Path) -> Ruleset:
    kites = Watchlist(id="kites", title="Kites", match=[Query(any=["paper kite"])], score=0)
    return compile_ruleset([kites], [], cache=cache, engine="ahocorasick")


def _works(ruleset: Ruleset) -> bool:
    return ruleset.passes("kites", "A paper kite rose over the harbour.").passed


def test_the_folder_and_its_files_are_made_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    _small(folder)
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_the_folder_above_nothing_is_made_and_nothing_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert _works(_small(tmp_path / "var" / "cache"))
    assert not list(tmp_path.iterdir())
    assert not caplog.records


class _Bomb:
    """What somebody who may write the cache could leave there."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._mark,)


def _planted(folder: Path, mark: Path) -> Path:
    """A file with a right name and a right checksum whose reading makes `mark`."""
    _small(folder)
    (file,) = folder.iterdir()
    body = pickle.dumps(_Bomb(mark))
    file.write_bytes(ruleset_cache._MAGIC + hashlib.sha256(body).digest() + body)
    return file


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_is_not_used(
    tmp_path: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    file = _planted(folder, mark)
    before = file.read_bytes()
    folder.chmod(mode)
    assert _works(_small(folder))
    assert not mark.exists()
    assert file.read_bytes() == before
    assert "its group or everybody may write it" in caplog.text


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read_but_replaced(
    tmp_path: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    file = _planted(folder, mark)
    file.chmod(mode)
    assert _works(_small(folder))
    assert not mark.exists()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "its group or everybody may write it" in caplog.text


@pytest.mark.parametrize("whose", ["folder", "file"])
def test_what_belongs_to_another_user_is_not_read(
    tmp_path: Path, whose: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    file = _planted(folder, mark)
    if os.geteuid() == 0:
        os.chown(folder if whose == "folder" else file, 12345, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert _works(_small(folder))
    assert not mark.exists()
    assert "it belongs to another user" in caplog.text


def test_a_link_to_a_file_elsewhere_is_not_followed(tmp_path: Path) -> None:
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    file = _planted(folder, mark)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert _works(_small(folder))
    assert not mark.exists()
    assert not file.is_symlink()


@pytest.mark.parametrize("what", ["file", "link"])
def test_something_else_in_the_place_of_the_folder_is_said_and_left_alone(
    tmp_path: Path, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "cache"
    if what == "file":
        folder.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    assert _works(_small(folder))
    assert len(caplog.records) == 1
    assert folder.is_file() or not list(folder.iterdir())


def test_a_file_that_cannot_be_kept_is_said_and_leaves_nothing_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _small(tmp_path)
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()  # a file cannot take its place, as on a disk that is full
    assert _works(_small(tmp_path))
    assert list(tmp_path.iterdir()) == [file]
    assert "are not kept" in caplog.text


def test_half_written_files_of_killed_processes_go_and_fresh_ones_stay(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".ruleset-old", tmp_path / ".ruleset-fresh"
    for path in (old, fresh):
        path.write_text("half")
    os.utime(old, (1_000_000, 1_000_000))
    _small(tmp_path)
    assert not old.exists()
    assert fresh.exists()


def test_another_version_of_the_program_does_not_read_what_this_one_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small(tmp_path)
    monkeypatch.setattr(ruleset_cache, "_program", lambda: "another")
    _small(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
