"""`tocsin demo` as a stranger runs it: twice, and then with the press's next edition."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.ports import free_port
from tests.fakes.rounds import body, read_mail
from tests.tocsin.desk import at_work
from tests.tocsin.parts import PATIENCE
from tocsin.demo.papers import PAPERS


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the demonstration has run once, on free ports; what it said is in first.txt."""
    var = tmp_path_factory.mktemp("var")
    with at_work(var, first_port=free_port(len(PAPERS))):
        pass
    (var / "first.txt").write_text(run(var), encoding="utf-8")
    yield var


def run(var: Path, *options: str) -> str:
    """Standard output of one run, which must succeed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "demo", *options],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        env=kept | {"TOCSIN_VAR": str(var), "COLUMNS": "200", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def summary(var: Path, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(var, "--json", *options))
    return found


def mails(var: Path) -> list[Path]:
    return sorted((var / "outbox").glob("*.eml"))


def test_the_first_run_prints_the_totals_and_where_to_look(var: Path) -> None:
    said = (var / "first.txt").read_text(encoding="utf-8")
    head, row = next(
        (one.split(), two.split())
        for one, two in zip(said.splitlines(), said.splitlines()[1:], strict=False)
        if one.startswith("outlets ")
    )
    assert dict(zip(head, row, strict=True)) == {
        "outlets": "9", "found": "88", "fetched": "76", "new": "87", "changed": "0", "matched": "47", "stories": "43",
        "mailed": "1",
    }  # fmt: skip
    assert f"{var / 'outbox'}/" in said
    assert f"{var / 'demo' / 'config'}/" in said
    assert "Полярный телеграф" in said


def test_the_second_run_says_that_nothing_is_new_and_makes_no_mail(var: Path) -> None:
    before = mails(var)
    said = run(var)
    assert "Nothing new since the last run: no article was fetched again, no second mail was made." in said
    assert mails(var) == before
    assert len(before) == 1


def test_the_next_edition_brings_one_article_and_one_mail(var: Path) -> None:
    before = set(mails(var))
    found = summary(var, "--advance")
    assert (found["new"], found["fetched"], found["matched"], found["mailed"]) == (1, 1, 1, 1)
    (new,) = set(mails(var)) - before
    text = body(read_mail(new), "plain")
    assert "Crate marked as S-400 radar part" in text
    assert "Su-35" not in text
