"""Arrays on disk: what is damaged is as good as gone."""

from __future__ import annotations

import os
from pathlib import Path
from time import time

import numpy as np

from monitor.shelf import Kept, Shelf

KEPT = Kept(7, 42, (np.arange(9, dtype=np.int64), np.arange(5, dtype=np.int32), np.frombuffer(b"one\ttwo", np.uint8)))


def test_what_was_put_is_read_back_by_another_process(tmp_path: Path) -> None:
    Shelf(tmp_path / "hits").put("one", KEPT)
    found = Shelf(tmp_path / "hits").get("one")
    assert found is not None
    assert found[:2] == KEPT[:2]
    assert [array.dtype for array in found.arrays] == [array.dtype for array in KEPT.arrays]
    assert [array.tolist() for array in found.arrays] == [array.tolist() for array in KEPT.arrays]


def test_a_file_with_any_octet_changed_or_missing_is_made_anew(tmp_path: Path) -> None:
    Shelf(tmp_path).put("one", KEPT)
    whole = (tmp_path / "one").read_bytes()
    for at in range(len(whole)):
        (tmp_path / "one").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Shelf(tmp_path).get("one") is None, at
        (tmp_path / "one").write_bytes(whole[:at])
        assert Shelf(tmp_path).get("one") is None, at
    Shelf(tmp_path).put("one", KEPT)
    assert (tmp_path / "one").read_bytes() == whole


def test_a_file_of_an_earlier_form_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"tocsin1\n7 42 |u11\n\0")
    assert Shelf(tmp_path).get("one") is None


def test_half_written_files_of_killed_processes_go_and_fresh_ones_stay(tmp_path: Path) -> None:
    for name, age in ((".half-old", 4000), (".half-new", 60), ("kept", 4000)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time() - age, time() - age))
    Shelf(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".half-new", "kept"]
