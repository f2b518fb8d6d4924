"""Commands whose standard streams are closed, or in an encoding that lacks most letters, and input nobody meant."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tocsin.desk import ROOT
from tocsin.cli import exits
from tocsin.starter import write_starter


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A configuration folder to begin with, and a database that every command of this module shares."""
    folder = tmp_path_factory.mktemp("streams")
    write_starter(folder / "config")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    here = {"TOCSIN_CONFIG": str(folder / "config"), "TOCSIN_VAR": str(folder / "var"), "PYTHONPATH": str(ROOT)}
    return {**kept, **here}


def run(
    environment: dict[str, str], *arguments: str, closed: str = "", given: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh"] if closed else []
    command = [*shell, sys.executable, "-m", "tocsin", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env={**environment, **more}, check=False)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["status", "match"])
def test_a_closed_stream_is_an_empty_one(environment: dict[str, str], command: str, closed: str) -> None:
    done = run(environment, command, closed=closed)
    assert (done.returncode, b"Traceback" in done.stderr) == (exits.OK, False)


@pytest.mark.parametrize("command", [["match", "--workers", "1"], ["group"]])
def test_answers_that_nobody_can_read_are_refused(environment: dict[str, str], command: list[str]) -> None:
    done = run(environment, *command, closed=">&-", given=b'{"id": 1, "title": "Two quays close"}')
    assert done.returncode == exits.USAGE
    assert done.stderr.decode().startswith("tocsin: stdout is closed")


def test_a_killed_process_of_a_run_over_lines_is_one_message_and_no_traceback(tmp_path: Path) -> None:
    program = tmp_path / "killed.py"
    program.write_text(
        "import os, signal, sys\n"
        "from tocsin.cli import failures, jsonl\n"
        "def work(record):\n"
        "    if record['id'] == 200:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return '\"ok\": true'\n"
        "try:\n"
        "    jsonl.transform(work, 2)\n"
        "except Exception as error:\n"
        "    sys.exit(failures.explain(error))\n",
        encoding="utf-8",
    )
    given = b"\n".join(b'{"id": %d}' % number for number in range(1, 400))
    done = subprocess.run(
        [sys.executable, str(program)],
        input=given, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told = done.stderr.decode()
    assert done.returncode == exits.MACHINE
    assert (told.count("\n"), "Traceback" in told) == (1, False)
    answered = len(done.stdout.splitlines())
    assert f": line {answered + 1} and those after it are not answered" in told


def test_what_an_encoding_lacks_is_written_in_numbers(environment: dict[str, str]) -> None:
    done = run(environment, "forms", "с-300", PYTHONIOENCODING="ascii")
    assert done.returncode == exits.OK
    assert b"\\u0441-300" in done.stdout


def test_lines_that_nobody_can_read_cost_only_themselves(environment: dict[str, str]) -> None:
    good = json.dumps({"id": "good", "text": "The port closed two quays on Monday."}).encode()
    bad = [b"[" * 100_000, b'{"id": ' + b"9" * 6_000 + b"}", b"\xff\xfe\x00"]
    for command in ("match", "group"):
        done = run(environment, command, given=b"\n".join([*bad, good]), PYTHONIOENCODING="utf-8:strict")
        assert done.returncode == exits.PROBLEM
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [("error" in one, one["id"]) for one in answers] == [*[(True, None)] * 3, (False, "good")], command


@pytest.mark.parametrize("command", [["match"], ["group"], ["extract", "--jsonl", "--workers", "1"]])
def test_a_line_without_an_id_is_an_error_that_names_the_line(environment: dict[str, str], command: list[str]) -> None:
    done = run(environment, *command, given=b'{"title": "x", "html": "<p>x"}\n{"id": null, "title": "x"}\n')
    assert done.returncode == exits.PROBLEM
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": None, "error": 'line 1 has no "id"'},
        {"id": None, "error": 'line 2 has no "id"'},
    ]


def test_dates_of_a_page_are_told_to_the_second_in_the_zone_it_states(
    environment: dict[str, str], tmp_path: Path
) -> None:
    sentence = "The trams stopped at noon, an official of the depot told reporters there on Tuesday morning."
    page = tmp_path / "page.html"
    page.write_text(
        '<html><head><meta property="article:published_time" content="2026-11-20T07:30:15.123456+02:00"></head>'
        f"<body><article><h1>Trams stop</h1><p>{sentence}</p><p>Again: {sentence}</p></article></body></html>"
    )
    asked = json.dumps({"id": 1, "html_file": str(page)}).encode()
    shown = run(environment, "extract", str(page)).stdout.decode()
    assert "published  2026-11-20T07:30:15+02:00\n" in shown
    for done in (run(environment, "extract", str(page), "--json"), run(environment, "extract", "--jsonl", given=asked)):
        assert json.loads(done.stdout)["published"] == "2026-11-20T07:30:15+02:00"


@pytest.mark.parametrize("command", [["match"], ["extract", "--jsonl"]])
def test_a_line_is_answered_before_the_next_one_comes(environment: dict[str, str], command: list[str]) -> None:
    page = "<html><body><article><h1>Two quays close</h1><p>The port closed two quays on Monday.</p></article></body>"
    for workers in ("1", "2"):
        with subprocess.Popen(
            [sys.executable, "-m", "tocsin", *command, "--workers", workers],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as running:  # fmt: skip
            assert running.stdin is not None
            assert running.stdout is not None
            for number in range(3):
                running.stdin.write(
                    json.dumps({"id": number, "text": "The port closed.", "html": page}).encode() + b"\n"
                )
                running.stdin.flush()
                assert json.loads(running.stdout.readline())["id"] == number
            running.stdin.close()
        assert running.returncode == exits.OK


def test_a_search_for_nothing_is_refused(environment: dict[str, str]) -> None:
    done = run(environment, "search", " ")
    assert done.returncode == exits.USAGE
    assert b"say what to search for" in done.stderr


def test_a_backup_never_takes_the_place_of_what_is_no_file(environment: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run(environment, "backup", str(pipe))
    assert done.returncode == exits.USAGE
    assert b"is no file" in done.stderr
    assert pipe.is_fifo()


def test_more_processes_than_any_machine_has_are_refused(environment: dict[str, str]) -> None:
    assert run(environment, "extract", "--jsonl", "--workers", "99999").returncode == exits.USAGE
