"""`tocsin init`: a folder that works as it is, and never overwrites anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.configuration import check
from tocsin.starter import FILES, write_starter


def test_the_starter_passes_its_own_check_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "config"
    written = write_starter(folder, contact="desk@example.org", timezone="Asia/Tehran")
    report = check(folder)
    assert [problem.show() for problem in report.problems] == []
    assert report.tests == 3
    assert report.configuration is not None
    assert report.configuration.settings.contact == "desk@example.org"
    assert report.configuration.settings.timezone == "Asia/Tehran"
    assert set(written) == {path for path in folder.rglob("*") if path.is_file()}


def test_the_starter_shows_one_of_everything(tmp_path: Path) -> None:
    write_starter(tmp_path)
    configuration = check(tmp_path).configuration
    assert configuration is not None
    counts = [
        len(configuration.outlets),
        len(configuration.entities),
        len(configuration.watchlists),
        len(configuration.digests),
    ]
    assert counts == [1, 1, 1, 1]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine\n")
    with pytest.raises(FileExistsError, match="exists already; nothing was written"):
        write_starter(tmp_path)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]
    assert path.read_text() == "mine\n"


@pytest.mark.parametrize(
    ("contact", "timezone", "message"),
    [
        ("the desk", "UTC", "contact: write an address"),
        ("a@example.org", "Mars/Base", "timezone: 'Mars/Base' is no time zone"),
    ],
)
def test_values_that_check_would_refuse_are_refused_before_anything_is_written(
    tmp_path: Path, contact: str, timezone: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        write_starter(tmp_path / "config", contact=contact, timezone=timezone)
    assert not (tmp_path / "config").exists()
