"""A changed configuration is taken over when it is right; when it is wrong, the last good one stays."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from tests.tocsin.folders import make
from tocsin.configuration import Configuration
from tocsin.reloading import Watcher, content

TIMES = count(1_800_000_000)


def write(path: Path, text: str) -> None:
    """Write a file with a time of change of its own: a file system may count in whole seconds."""
    path.write_text(text, encoding="utf-8")
    at = next(TIMES)
    os.utime(path, (at, at))


def settled(watcher: Watcher) -> Configuration | None:
    """What the watcher says at the second look, when the folder has come to rest."""
    assert watcher.changed() is None
    return watcher.changed()


def test_a_folder_at_rest_is_never_loaded_again(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    assert [watcher.changed() for _ in range(3)] == [None] * 3


def test_a_right_change_is_handed_over_once(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    write(tmp_path / "settings.yaml", "contact: new@example.org\n")
    configuration = settled(watcher)
    assert configuration is not None
    assert configuration.settings.contact == "new@example.org"
    assert watcher.changed() is None


def test_a_folder_that_is_still_being_written_to_is_left_alone(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    for number in range(4):
        write(tmp_path / "settings.yaml", f"contact: desk{number}@example.org\n")
        assert watcher.changed() is None
    configuration = watcher.changed()
    assert configuration is not None
    assert configuration.settings.contact == "desk3@example.org"


def test_a_wrong_change_is_reported_once_and_the_last_good_one_stays(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    write(tmp_path / "outlets.yaml", "outlets: [{id: x}]\n")
    assert settled(watcher) is None
    assert "'name' is missing" in watcher.problem
    problem = watcher.problem
    assert watcher.changed() is None
    assert watcher.problem == problem


def test_mending_the_mistake_takes_the_mended_one_over(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    write(tmp_path / "digests.yaml", "digests: [\n")
    assert settled(watcher) is None
    write(tmp_path / "digests.yaml", "digests: []\n")
    configuration = settled(watcher)
    assert configuration is not None
    assert configuration.digests == ()
    assert watcher.problem == ""


def test_taking_the_mistake_back_clears_the_problem_without_a_reload(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    good = (tmp_path / "digests.yaml").read_text(encoding="utf-8")
    write(tmp_path / "digests.yaml", "digests: [\n")
    assert settled(watcher) is None
    assert watcher.problem
    write(tmp_path / "digests.yaml", good)
    assert settled(watcher) is None
    assert watcher.problem == ""


def test_the_same_bytes_written_again_are_no_change(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    write(tmp_path / "settings.yaml", (tmp_path / "settings.yaml").read_text(encoding="utf-8"))
    assert settled(watcher) is None


def test_a_new_file_a_removed_file_and_a_removed_folder_are_changes(tmp_path: Path) -> None:
    watcher = Watcher(make(tmp_path))
    write(tmp_path / "watchlists" / "more.yaml", "title: More\nmatch: [quay]\n")
    configuration = settled(watcher)
    assert configuration is not None
    assert len(configuration.watchlists) == 2
    (tmp_path / "watchlists" / "more.yaml").unlink()
    configuration = settled(watcher)
    assert configuration is not None
    assert len(configuration.watchlists) == 1
    (tmp_path / "outlets.yaml").unlink()
    assert settled(watcher) is None
    assert "outlets.yaml" in watcher.problem


def test_an_edit_between_loading_and_watching_is_noticed(tmp_path: Path) -> None:
    folder = make(tmp_path)
    loaded = content(folder)
    assert Watcher(folder, in_force=loaded).changed() is None
    write(folder / "settings.yaml", "contact: new@example.org\n")
    configuration = settled(Watcher(folder, in_force=loaded))
    assert configuration is not None
    assert configuration.settings.contact == "new@example.org"
    calm = Watcher(folder, in_force=content(folder))
    assert [calm.changed() for _ in range(3)] == [None] * 3
