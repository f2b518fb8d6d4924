"""Two configuration folders side by side never mix their state without somebody saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tocsin.desk import Desk
from tests.tocsin.folders import make
from tocsin.belonging import MARK
from tocsin.cli import exits
from tocsin.settings import Environment
from tocsin.wiring import open_house


class Neighbours(Desk):
    """Commands as they run where nobody has set TOCSIN_VAR."""

    def environment(self) -> dict[str, str]:
        found = super().environment()
        del found["TOCSIN_VAR"]
        return found


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    """A folder with the configurations `mine`, which has a state, and `yours`."""
    for name in ("mine", "yours"):
        make(tmp_path / name)
    open_house(tmp_path / "mine", Environment()).engine.dispose()
    return tmp_path


def test_a_second_configuration_in_one_parent_is_refused_by_what_would_mix_and_told_by_what_only_looks(
    parent: Path,
) -> None:
    desk = Neighbours(parent / "yours", parent / "var")
    said = desk.run("once", "--config", "yours", code=exits.USAGE).err
    assert f"{parent}/var holds the articles and mails of {parent}/mine" in said
    assert "TOCSIN_VAR" in said
    assert f"mails of {parent}/mine" in desk.run("check", "--config", "yours").err
    assert f"mails of {parent}/mine" in desk.run("doctor", "--json", "--config", "yours", code=exits.PROBLEM).out


def test_who_names_a_folder_or_a_database_gets_it(parent: Path) -> None:
    for named in (Environment(var=parent / "var"), Environment(database=f"sqlite:///{parent}/other.sqlite")):
        house = open_house(parent / "yours", named)
        assert house.mixed_up == ""
        house.engine.dispose()


def test_a_renamed_configuration_keeps_its_state(parent: Path) -> None:
    (parent / "mine").rename(parent / "ours")
    house = open_house(parent / "ours", Environment())
    assert house.mixed_up == ""
    house.engine.dispose()
    assert (parent / "var" / MARK).read_text(encoding="utf-8") == f"{parent}/ours\n"
