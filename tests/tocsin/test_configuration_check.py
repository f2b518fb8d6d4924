"""`check`: the lists' own tests, what the compiler refuses, lint at its line, and comments that switch it off."""

from __future__ import annotations

from pathlib import Path

import pytest

from alerts.facts import Secrets
from monitor.lint import ArchiveFigures
from tests.tocsin.folders import make, shown
from tocsin.configuration import Report, check, load

NONE = "entities: []\n"


def said(report: Report, folder: Path) -> str:
    return "\n".join(problem.show() for problem in report.problems).replace(f"{folder.as_posix()}/", "")


def test_a_good_folder_is_summed_up_in_one_line(tmp_path: Path) -> None:
    report = check(make(tmp_path))
    assert report.problems == ()
    assert report.summary() == (
        f"{tmp_path}: 1 outlet, 2 entities, 1 watchlist with 1 test, 1 digest, 0 alerts: 0 errors, 0 warnings"
    )
    assert report.as_json()["ok"] is True
    assert report.as_json()["tests"] == 1


def test_a_sentence_that_is_not_caught_is_an_error_at_its_line_with_the_reason(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            needs: [storm]
            score: 2
            match:
              - $port-authority
            tests:
              hit:
                - "In the storm the Port Authority closed two quays."
                - "The Port Authority closed two quays."
            """,
    )
    report = check(folder)
    assert [(problem.line, problem.column, problem.code) for problem in report.errors] == [
        (8, 7, "test"),
        (9, 7, "test"),
    ]
    assert "watchlist 'ports' does not catch this sentence" in said(report, folder)
    below, missing = (problem.hint for problem in report.errors)
    assert "2" in below
    assert "storm" in missing
    # A failing sentence does not keep the configuration from running: only `check` runs them.
    assert load(folder).watchlists[0].id == "ports"


def test_a_sentence_that_is_caught_against_its_will_names_the_form(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all=NONE,
        watchlists__ports="""\
            title: Ports
            match: [{id: quays, any: quay}]
            tests:
              hit: Two quays were closed.
              miss: ["The Quays Theatre opens tonight."]
            """,
    )
    report = check(folder)
    assert said(report, folder) == "\n".join(
        (
            "watchlists/ports.yaml:5:10: error: watchlist 'ports' catches this sentence, and should not (score 1)",
            '     5 |   miss: ["The Quays Theatre opens tonight."]',
            "       |          ^",
            "       = query 'quays' found 'Quays' (1)",
        )
    )
    assert report.as_json()["ok"] is False


def test_a_test_that_passes_because_of_another_query_is_pointed_out(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all=NONE,
        watchlists__ports="""\
            title: Ports
            match: [{id: quays, any: quay}, {id: cranes, any: crane}, {id: ships, any: ship}]
            tests:
              hit:
                - "Two quays and a crane were closed."
                - "Two quays were closed."
            """,
    )
    (problem,) = check(folder).problems
    assert (problem.line, problem.code) == (5, "test-by-other-query")
    assert problem.message == "this passes without query 'cranes' too, because of 'quays': no test needs 'cranes'"


def test_a_query_that_cannot_be_read_is_pointed_at_inside_its_text(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            match:
              - query: 'quay AND strike OR dock'
              - query: "\\u0071uay and strike"
              - query: 'it''s AND ca*'
              - query: >
                  quay AND
                  (strike OR dock
              - query: |
                  quay AND
                   strike and dock
              - query: quay strike
            tests: {hit: [x]}
            """,
    )
    places = [(problem.line, problem.column) for problem in check(folder).errors]
    assert places[:3] == [(3, 13), (4, 23), (5, 23)]
    assert (8, 22) in places
    assert (11, 15) in places
    assert (12, 17) in places
    assert len(places) == 6
    assert "write (quay AND strike) OR dock" in shown(folder)


def test_a_phrase_whose_quotes_yaml_takes_is_shown_with_quotes_round_it(tmp_path: Path) -> None:
    folder = make(
        tmp_path, watchlists__ports='title: Ports\nmatch:\n  - query: "coup d\'État"\n  - any: ["quay AND dock"]\n'
    )
    assert """write '"coup d''État"'  or  coup AND d'État (the single quotes are for YAML""" in shown(folder)
    make(tmp_path, watchlists__ports="title: Ports\nmatch:\n  - query: '\"coup d''État\"'\n")
    assert check(tmp_path).errors == []


def test_a_language_in_which_no_outlet_is_reads_nothing(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            lang: [sp, en]
            match:
              - any: [huelga]
                lang: sp
              - any: [strike]
                lang: en
            """,
    )
    found = [(one.line, one.message) for one in check(folder).warnings if one.code == "idle"]
    assert found == [(5, "no outlet that this list reads is in sp: they are in en")]


def test_lint_stands_at_its_line_with_its_code(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            defaults: {type: org}
            entities:
              - id: port-authority
                name: Port Authority
                also: [Harbour Office, PA]
              - {id: rail, name: Rail Board}
            """,
        watchlists__ports="title: Ports\nmatch:\n  - $port-authority\n  - all: [strike | harbour office, quay]\n",
    )
    report = check(folder)
    assert [(Path(p.file).name, p.line, p.column, p.code) for p in report.problems] == [
        ("all.yaml", 5, 28, "short-alias"),
        ("all.yaml", 6, 10, "unused-entity"),
        ("ports.yaml", 1, 8, "no-tests"),
        ("ports.yaml", 4, 20, "term-is-alias"),
    ]
    assert report.errors == []


def test_a_comment_switches_a_warning_off_on_its_line_or_alone_on_the_line_above(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            defaults: {type: org}
            entities:
              - id: port-authority
                name: Port Authority
                also: [PA]          # lint: off short-alias everybody here says so
              # lint: off unused-entity kept for next year
              # (the board is founded in May)
              - {id: rail, name: Rail Board}
              - {id: road, name: Road Board}
            """,
    )
    assert [(problem.line, problem.code) for problem in check(folder).problems] == [(9, "unused-entity")]


def test_a_comment_on_another_line_or_for_another_code_switches_nothing_off(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            defaults: {type: org} # lint: off short-alias,unused-entity at the end of the line above
            entities:
              - {id: port-authority, name: Port Authority, also: [PA]} # lint: off unused-entity not this one
            """,
    )
    assert [(problem.line, problem.code) for problem in check(folder).problems] == [(3, "short-alias")]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# lint: off", "this comment does not say which warning is off"),
        ("# lint: off short-alais people say so", "'short-alais' is no code of a warning; did you mean 'short-alias'?"),
        ("# lint: off short-alias", "say why the warning is off"),
    ],
)
def test_a_comment_must_name_a_known_code_and_a_reason(tmp_path: Path, comment: str, message: str) -> None:
    found = check(make(tmp_path, digests=f"digests: [] {comment}\n")).problems
    (problem,) = [one for one in found if one.code != "idle"]
    assert (problem.message, problem.code, problem.column) == (message, "lint-off", 13)


def test_an_error_cannot_be_switched_off(tmp_path: Path) -> None:
    folder = make(
        tmp_path, digests="digests: [] # lint: off unknown-key why not\ndigest: [] # lint: off unknown-key x\n"
    )
    assert [problem.code for problem in check(folder).errors] == ["unknown-key"]


def test_a_test_sentence_cut_at_its_comma_is_pointed_out(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all=NONE,
        watchlists__ports="""\
            title: Ports
            match: [quay]
            tests:
              hit: [After the storm, two quays were closed.]
              miss: ["The harbour, again.", Nothing here., Nor there.]
            """,
    )
    problems = check(folder).problems
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [
        (4, 9, "test"),
        (4, 26, "split-at-comma"),
    ]


def test_curly_quotes_are_pointed_out_where_yaml_takes_them_for_letters(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all=NONE,
        watchlists__ports="""\
            title: “Ports”
            match: [“quay, closed”, "“crane”", it's “so”]
            tests: {hit: ["A quay."]}
            """,
    )
    found = [(problem.line, problem.column) for problem in check(folder).problems if problem.code == "curly-quotes"]
    assert found == [(1, 8), (2, 9)]


def test_the_list_of_a_word_processor_is_pointed_out_where_yaml_makes_one_text_of_it(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all=NONE,
        watchlists__ports="""\
            title: Ports – the whole coast
            match:
              • quay
              • crane
            note: "– as agreed"
            tests: {miss: ["A ship."]}
            """,
    )
    found = [(problem.line, problem.column) for problem in check(folder).problems if problem.code == "bullet"]
    assert found == [(3, 3)]


def test_figures_of_the_archive_bring_their_own_warnings(tmp_path: Path) -> None:
    folder = make(tmp_path)
    figures = ArchiveFigures(days=120, silent={"harbour-gazette": "since 3 May; usually every 2 h"})
    assert [(problem.code, Path(problem.file).name) for problem in check(folder, lambda _: figures).problems] == [
        ("silent-outlet", "outlets.yaml"),
        ("never-matched", "ports.yaml"),
    ]


def test_a_folder_with_errors_is_summed_up_too(tmp_path: Path) -> None:
    report = check(make(tmp_path, settings="contat: x\n"))
    assert report.configuration is None
    assert report.summary() == f"1 error, 0 warnings in {tmp_path}"
    assert report.as_json()["problems"][0]["hint"].startswith("allowed here: ")


def test_secrets_that_this_environment_lacks_are_warned_of_where_they_are_asked_for(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        settings="contact: https://example.org/bot\nmail_user: watch\noperators_apprise: ['slack://${OPS}']\n",
        digests="""\
            digests:
              - id: morning
                apprise:
                  - tgram://${BOT}/1
                  - tgram://${CHAT}/2
                webhook: https://hook.example/in
                at: "07:30"
            """,
    )
    known = Secrets(named={"CHAT": "x"})
    warned = [
        (problem.file.rpartition("/")[2], problem.line, problem.code, problem.message.split()[-6])
        for problem in check(folder, secrets=known).problems
    ]
    assert warned == [
        ("digests.yaml", 4, "secret", "TOCSIN_SECRET_BOT,"),
        ("digests.yaml", 6, "secret", "TOCSIN_WEBHOOK_SECRET,"),
        ("settings.yaml", 2, "secret", "TOCSIN_SMTP_PASSWORD,"),
        ("settings.yaml", 3, "secret", "TOCSIN_SECRET_OPS,"),
    ]
    given = Secrets(smtp_password="p", webhook="w", named={"CHAT": "x", "BOT": "y", "OPS": "z"})
    assert check(folder, secrets=given).problems == check(folder).problems == ()


def test_what_will_not_happen_is_said(tmp_path: Path) -> None:
    folder = make(
        tmp_path, digests=None, outlets="outlets: []\n", watchlists__ports="title: P\nmatch: [a]\nstatus: off\n"
    )
    found = [(Path(one.file).name, one.line, one.message) for one in check(folder).warnings if one.code == "idle"]
    assert found == [
        ("digests.yaml", 0, "no digest and no alert is on: nobody is told of anything"),
        ("outlets.yaml", 1, "no outlet is on: nothing is read"),
        ("watchlists", 0, "no watchlist is on: nothing is found, digests stay empty"),
    ]
    assert not check(folder).errors


def test_what_is_on_trial_is_read_and_found_but_not_mailed(tmp_path: Path) -> None:
    gazette = "{id: a, name: A, language: en, country: GB, feeds: ['https://a.example/rss'], status: test}"
    folder = make(
        tmp_path, outlets=f"outlets:\n  - {gazette}\n", watchlists__ports="title: P\nmatch: [a]\nstatus: test\n"
    )
    found = [(Path(one.file).name, one.message) for one in check(folder).warnings if one.code == "idle"]
    assert found[:2] == [
        ("outlets.yaml", "no outlet is on: those on trial (status: test) are read, but nothing of them is ever mailed"),
        (
            "watchlists",
            "no watchlist is on: what those on trial (status: test) find is counted, but digests stay empty",
        ),
    ]


def test_a_list_that_nobody_hears_of_and_a_digest_without_a_list_are_pointed_out(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__tides="title: Tides\nmatch: [high tide]\nstatus: test\n",
        watchlists__quays="title: Quays\nmatch: [quay wall]\n",
        digests="""\
            digests:
              - {id: morning, to: a@example.org, at: "07:30", watchlists: [ports]}
              - {id: evening, to: a@example.org, at: "18:00", watchlists: [tides]}
              - {id: never, to: a@example.org, at: "19:00", status: off}
            """,
    )
    found = [(Path(one.file).name, one.line, one.message) for one in check(folder).warnings if one.code == "idle"]
    assert found == [
        ("digests.yaml", 3, "no list of digest 'evening' is on: it has nothing to tell"),
        ("quays.yaml", 1, "no digest and no alert takes watchlist 'quays': nobody is told of what it finds"),
    ]
    every = make(tmp_path / "other", watchlists__quays="title: Quays\nmatch: [quay wall]\n")
    assert not [one for one in check(every).warnings if one.code == "idle"]


def test_a_mail_host_without_a_dot_is_pointed_out(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        settings="contact: https://example.org/bot\noperators: ops@example\n",
        digests="""\
        digests:
          - {id: morning, to: [a@example.org, desk@example, root@localhost], at: "07:30"}
        alerts:
          - {id: urgent, to: desk@example}
        """,
    )
    found = [problem for problem in check(folder).problems if problem.code == "mail-host"]
    assert [(Path(one.file).name, one.line, one.column, one.level) for one in found] == [
        ("digests.yaml", 2, 39, "warning"),
        ("digests.yaml", 4, 22, "warning"),
        ("settings.yaml", 2, 12, "warning"),
    ]
