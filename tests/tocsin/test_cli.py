"""Every command through the real entry point, on a desk whose press has been read once."""

from __future__ import annotations

import email
import email.policy
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.postgres import PostgresServer
from tests.tocsin.desk import Desk, at_work
from tests.tocsin.parts import PATIENCE
from tocsin.cli import exits


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that has run `tocsin once` and left its summary in first.json."""
    var = tmp_path_factory.mktemp("desk")
    with at_work(var) as desk:
        yield begun(desk)


def begun(desk: Desk) -> Desk:
    """Run `tocsin once`; one paper is down, hence the exit code."""
    done = desk.run("once", "--json", "--config", str(desk.config), code=exits.PROBLEM)
    (desk.var / "first.json").write_text(done.out, encoding="utf-8")
    return desk


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """A fresh starting configuration, nothing read."""
    made = Desk(tmp_path / "config", tmp_path / "var")
    made.run("init", code=0)
    return made


def test_once_counts_what_it_did(desk: Desk) -> None:
    first = json.loads((desk.var / "first.json").read_text(encoding="utf-8"))
    assert (first["outlets"], first["mailed"], first["failed"]) == (9, 1, ["polyarny-telegraf"])
    assert first["found"] >= first["new"] > 80
    assert 0 < first["stories"] <= first["matched"] <= first["screened"] == first["new"]


def test_once_again_finds_nothing_new_and_sends_no_second_mail(desk: Desk) -> None:
    before = sorted((desk.var / "outbox").iterdir())
    again = desk.run("once", "--json", code=None).json()
    assert (again["new"], again["fetched"], again["mailed"], again["quiet"]) == (0, 0, 0, ["demo-desk"])
    assert sorted((desk.var / "outbox").iterdir()) == before


def test_the_mail_lies_in_the_outbox_as_a_mail_program_reads_it(desk: Desk) -> None:
    (eml,) = (desk.var / "outbox").glob("*.eml")
    message = email.message_from_bytes(eml.read_bytes(), policy=email.policy.default)
    assert not message.defects
    assert {part.get_content_type() for part in message.walk()} >= {"text/plain", "text/html"}
    assert eml.with_suffix(".html").exists()
    assert eml.with_suffix(".txt").exists()


def test_crawl_of_one_outlet_asks_only_that_one(desk: Desk) -> None:
    report = desk.run("crawl", "gulf-ledger", "--json").json()
    assert [outlet["outlet"] for outlet in report["outlets"]] == ["gulf-ledger"]


def test_crawl_of_an_unknown_outlet_says_which_one_may_be_meant(desk: Desk) -> None:
    done = desk.run("crawl", "gulf-leger", code=exits.USAGE)
    assert "did you mean 'gulf-ledger'" in done.err


def test_crawl_back_to_a_date_says_what_did_not_lead_there_and_refuses_a_range_that_is_none(desk: Desk) -> None:
    done = desk.run("crawl", "gulf-ledger", "--since", "900d", code=exits.PROBLEM)
    assert "did not lead back to the date, see below" in " ".join(done.out.split())
    assert "it names no older file" in done.out
    assert "later than --until" in desk.run("crawl", "--since", "1d", "--until", "2d", code=exits.USAGE).err
    assert "add --since" in desk.run("crawl", "--until", "2d", code=exits.USAGE).err


def test_crawl_of_an_outlet_that_is_down_is_a_problem_and_says_why(desk: Desk) -> None:
    done = desk.run("crawl", "polyarny-telegraf", code=exits.PROBLEM)
    assert "polyarny-telegraf" in done.out


def test_screen_has_nothing_left_to_read(desk: Desk) -> None:
    assert desk.run("screen", "--json").json()["screened"] == 0
    assert "Every article has been read" in desk.run("screen").out


def test_explain_gives_spans_that_are_the_forms_found_and_points_that_add_up(desk: Desk) -> None:
    article = desk.run("explain", "1", "--json").json()
    for result in article["lists"]:
        assert round(sum(query["points"] for query in result["queries"]), 2) == pytest.approx(result["score"])
        for query in result["queries"]:
            for hit in query["hits"]:
                assert article[hit["field"]][hit["start"] : hit["end"]] == hit["form"]


def test_explain_finds_an_article_by_its_address_too(desk: Desk) -> None:
    assert desk.press is not None
    url = next(url for url in desk.press.expected() if "/amp/" not in url)
    kept = desk.run("explain", url, "--json").json()
    assert desk.run("explain", kept["id"], "--json").json() == kept


def test_explain_of_a_text_file_says_why_and_why_not(desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Iran shows its S-300\n\nTehran paraded S-300 launchers from Russia.\n", encoding="utf-8")
    said = desk.run("explain", str(draft)).out
    assert "[S-300]" in said
    assert "Not passed:" in said


def test_explain_of_what_does_not_exist_is_refused_in_words(desk: Desk) -> None:
    assert "is no file, and no article that is kept" in desk.run("explain", "no-such-thing", code=exits.USAGE).err
    assert "no article 999 is kept" in desk.run("explain", "999", code=exits.USAGE).err


def test_digest_preview_prints_and_claims_nothing(desk: Desk, tmp_path: Path) -> None:
    assert "demo" in desk.run("digest", "preview", "demo-desk").out.lower()
    assert "<html" in desk.run("digest", "preview", "demo-desk", "--as", "html").out
    desk.run("digest", "preview", "demo-desk", "--out", str(tmp_path / "shown"))
    assert sorted(path.name for path in (tmp_path / "shown").iterdir()) == ["demo-desk.html", "demo-desk.txt"]
    assert len(list((desk.var / "outbox").glob("*.eml"))) == 1


def test_digest_send_without_news_sends_nothing(desk: Desk) -> None:
    done = desk.run("digest", "send", "demo-desk", "--json").json()
    assert done["issue"] is None
    assert done["delivery"]["sent"] == 0


def test_digest_of_an_unknown_name_says_which_one_may_be_meant(desk: Desk) -> None:
    assert "did you mean 'demo-desk'" in desk.run("digest", "send", "demo-deks", code=exits.USAGE).err


def test_status_for_people_and_for_scripts(desk: Desk) -> None:
    state = desk.run("status", "--json").json()
    assert len(state["outlets"]) == 9
    assert state["outbox"] == {"sent": 1}
    assert state["digests"][0]["number"] == 1
    shown = desk.run("status").out
    assert "demo-desk" in shown
    assert "\x1b" not in shown


def test_status_never_shows_the_password_of_the_database(desk: Desk) -> None:
    assert "hunter2" not in desk.run("status").out
    secret = Desk(desk.config, desk.var, None, {"TOCSIN_DATABASE": "postgresql://tocsin:hunter2@127.0.0.1:1/tocsin"})
    assert "hunter2" not in secret.run("status", code=exits.MACHINE).err


def test_doctor_finds_a_sound_machine(desk: Desk) -> None:
    findings = {finding["what"]: finding["verdict"] for finding in desk.run("doctor", "--json").json()}
    assert findings["tables"] == "ok"
    assert "error" not in findings.values()
    desk.run("doctor", "--quick")


def test_a_backup_is_whole_and_replaces_an_older_one_only_where_that_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "tocsin.backup"
    target.parent.mkdir()
    target.write_bytes(b"an older copy")
    assert "is there already" in desk.run("backup", str(target), code=exits.USAGE).err
    assert target.read_bytes() == b"an older copy"
    desk.run("backup", "--force", str(target))
    copy = sqlite3.connect(target)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT count(*) FROM article").fetchone()[0] > 80
    copy.close()
    assert [path.name for path in target.parent.iterdir()] == ["tocsin.backup"]


def test_export_and_import_of_a_corpus_keep_titles_and_texts(desk: Desk, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    desk.run("export", "corpus", str(texts))
    files = sorted(texts.glob("*.txt"))
    assert len(files) > 80
    assert all(re.fullmatch(r"\d{3,}_[0-9a-f]{16}\.txt", file.name) for file in files)
    other = Desk(tmp_path / "config", tmp_path / "var")
    other.run("init")
    other.run("import", "corpus", str(texts))
    assert other.run("status", "--json").json()["counts"]["articles"] > 80


def test_the_same_on_postgresql(postgres: PostgresServer, tmp_path: Path) -> None:
    with at_work(tmp_path, postgres.create()) as desk:
        begun(desk)
        first = json.loads((desk.var / "first.json").read_text(encoding="utf-8"))
        assert (first["mailed"], first["new"] > 80) == (1, True)
        again = desk.run("once", "--json", code=None).json()
        assert (again["new"], again["mailed"]) == (0, 0)
        assert desk.run("status", "--json").json()["outbox"] == {"sent": 1}
        assert "error" not in {finding["verdict"] for finding in desk.run("doctor", "--json").json()}
        desk.run("backup", str(tmp_path / "copy.dump"))
        assert (tmp_path / "copy.dump").read_bytes().startswith(b"PGDMP")


def test_the_starting_configuration_is_right_and_is_not_overwritten(bare: Desk) -> None:
    assert bare.run("check", "--json").json()["ok"]
    assert "not empty" in bare.run("init", code=exits.USAGE).err


def test_check_shows_the_place_of_a_mistake_and_fails(bare: Desk) -> None:
    path = bare.config / "digests.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at:", "att:"), encoding="utf-8")
    done = bare.run("check", code=exits.PROBLEM)
    assert re.search(r"digests\.yaml:\d+:\d+: error: .*'att'.*did you mean 'at'", done.out)
    assert "^" in done.out
    report = bare.run("check", "--json", code=exits.PROBLEM).json()
    assert report["errors"] == len([p for p in report["problems"] if p["level"] == "error"])


def test_a_wrong_configuration_runs_nothing(bare: Desk) -> None:
    (bare.config / "outlets.yaml").write_text("outlets: [", encoding="utf-8")
    for command in ("once", "crawl", "screen", "status"):
        done = bare.run(command, code=exits.USAGE)
        assert "outlets.yaml" in done.err
        assert "nothing was done" in done.err
    assert not (bare.var / "tocsin.sqlite").exists()


def test_without_a_configuration_the_way_to_one_is_shown(tmp_path: Path) -> None:
    nowhere = Desk(tmp_path / "config", tmp_path / "var")
    assert "tocsin init" in nowhere.run("once", code=exits.USAGE).err


@pytest.mark.parametrize(
    ("variables", "code", "said"),
    [
        ({"TOCSIN_DATABASE": "postgresql://tocsin@127.0.0.1:1/tocsin"}, exits.MACHINE, "does not answer"),
        ({"TOCSIN_DATABASE": "mysql://tocsin@127.0.0.1/tocsin"}, exits.USAGE, "not supported"),
        ({"TOCSIN_DATABASE": "nonsense"}, exits.USAGE, "no database address"),
        ({"TOCSIN_VAR": "/proc/nothing/here"}, exits.MACHINE, "/proc/nothing"),
        ({"TOCSIN_DATABASE": "sqlite:////dev/null"}, exits.MACHINE, "database"),
    ],
    ids=["no-server", "other-kind", "no-url", "unwritable-var", "no-database-file"],
)
def test_a_machine_that_is_not_well_is_one_clear_line(
    bare: Desk, variables: dict[str, str], code: int, said: str
) -> None:
    done = Desk(bare.config, bare.var, None, variables).run("status", code=code)
    assert said in done.err
    assert done.out == ""


def test_a_file_that_is_no_database_is_said_to_be_none(bare: Desk) -> None:
    bare.var.mkdir(exist_ok=True)
    (bare.var / "tocsin.sqlite").write_text("These are minutes of a meeting, no database at all.\n" * 50)
    assert "no SQLite database" in bare.run("status", code=exits.MACHINE).err


def test_help_names_every_exit_code_and_loads_nothing_that_takes_long(bare: Desk) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tocsin", "--help"]
    done = subprocess.run(command, env=bare.environment(), capture_output=True, text=True, check=True, timeout=PATIENCE)
    for code, meaning in exits.MEANING.items():
        assert f"{code} {meaning.split()[0]}" in re.sub(r"\s+", " ", done.stdout)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & {"scrapy", "trafilatura", "sqlalchemy", "pydantic", "lxml", "numpy", "yaml", "jinja2"}


def test_help_fits_into_eighty_columns_and_every_command_has_an_example() -> None:
    import typer.main

    from tocsin.cli import app

    def commands(group: object, prefix: str) -> Iterator[tuple[str, str]]:
        for name, command in group.commands.items():  # type: ignore[attr-defined]
            if hasattr(command, "commands"):
                yield from commands(command, f"{prefix} {name}")
            else:
                yield f"{prefix} {name}", command.help or ""

    for name, text in commands(typer.main.get_command(app), "tocsin"):
        assert f"{name}" in text, f"{name} has no example in its help"
        assert len(text.split("\n\n")[0]) <= 76, f"{name}: the first line is a line"
        body = "\n".join(line.strip() for line in text.splitlines() if not line.startswith("  "))
        assert max(map(len, body.splitlines())) <= 80, name


def test_an_unknown_command_is_a_usage_error(bare: Desk) -> None:
    assert "No such command" in bare.run("crwal", code=exits.USAGE).err


def test_a_reader_that_leaves_early_is_no_failure(bare: Desk) -> None:
    done = subprocess.run(
        f"{sys.executable} -m tocsin status | true", shell=True, env=bare.environment(), cwd=bare.config.parent,
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert done.stderr == ""


def test_a_database_that_another_program_holds_is_said_to_be_locked_and_left_alone(bare: Desk) -> None:
    bare.run("status")
    holder = sqlite3.connect(bare.var / "tocsin.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    reading = bare.run("status", "--json").json()  # a reader does not wait for a writer
    assert reading["counts"]["articles"] == 0
    holder.execute("ROLLBACK")
    holder.close()


def test_a_full_disk_is_one_clear_line_and_what_was_kept_stays(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    # A limit on the size of files stands in for the end of the disk: the write fails half-way in the same way.
    limited = ["sh", "-c", 'ulimit -f 400 && exec "$@"', "sh", sys.executable, "-m", "tocsin", "backup", str(target)]
    done = subprocess.run(
        [*limited, "--config", str(desk.config)],
        env=desk.environment(), cwd=desk.config.parent, capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode in {exits.PROBLEM, exits.MACHINE}
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
