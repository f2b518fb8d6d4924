"""One slip hides no other: what is wrong with the rest of a file, and of the other files, is said at once. Secrets are
never shown."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings

from tests.tocsin.folders import make, problems_in, said
from tests.tocsin.test_configuration_hostile import TEXTS, mutated
from tocsin.configuration.files import parse_source
from tocsin.configuration.masking import masked
from tocsin.configuration.reading import lines_of


def errors(folder: Path) -> list[tuple[str, int, str]]:
    return [(Path(one.file).name, one.line, one.message) for one in problems_in(folder) if one.level == "error"]


def lines_said(kind: str, text: str) -> list[int]:
    source = parse_source(kind, Path(f"{kind}.yaml"), f"{kind}.yaml", dedent(text))
    return [problem.line for problem in source.problems]


def test_three_slips_of_syntax_and_two_of_structure_in_one_file_come_at_once() -> None:
    text = """\
    outlets:
      - id: first
        name: First
       language: en
        country: FI
        feeds: [https://a.example/rss]
      - id: second
        name: Second
        languag: en
        country: FI
        feeds: [https://b.example/rss]
      - id: third
        name: "Third
        language: en
      - id: fourth
        name: Fourth
        language: en
        country: FI
        feeds: [https://d.example/rss
        every: 30m
      - id: fifth
        name: Fifth
        language: en
        country: FI
        feeds: [https://e.example/rss]
        every: 30
    """
    assert sorted(lines_said("outlets", text)) == [4, 9, 13, 19, 26]


@pytest.mark.parametrize(
    ("kind", "text", "lines"),
    [
        ("watchlists", "title: Quays\nmatch: [dock strike\nscoer: 2\ntests:\n  hits: [x]\n", [2, 3, 5]),
        ("watchlists", "title: 'Quays\nmatch:\n  - any: [quay]\n    weigth: 2\n", [1, 4]),
        (
            "watchlists",
            "title: @quays\nmatch:\n  - any: [quay]\n    weigth: 2\n  - all: [dock]\n    nt: x\n",
            [1, 4, 6],
        ),
        ("entities", "defaults: {type: org}\nentities:\n- id: a\n  name: *b\n- id: c\n  nam: C\n", [4, 6]),
        ("settings", "contact: https://a.example\ntimezone: @x\nmail_sever: m.example\n", [2, 3]),
        ("digests", "digests:\n\t- id: a\nalerts:\n  - id: flash\n    too: a@b.example\n", [2, 5]),
        (
            "digests",
            "digests:\n\t- id: a\n\t  at: '07:30'\n  - id: b\n    too: a@b.example\n    at: '25:00'\n",
            [2, 5, 6],
        ),
    ],
)
def test_what_is_left_out_around_a_slip_is_not_missed_and_the_rest_is_checked(
    kind: str, text: str, lines: list[int]
) -> None:
    assert [line for line in lines_said(kind, text) if line in lines] == lines
    assert not set(lines_said(kind, text)) - set(lines)


def test_a_file_of_which_nothing_is_left_says_its_one_slip() -> None:
    assert lines_said("outlets", "outlets: [{id: a, name: 'A}]\n") == [1]
    assert len(lines_said("watchlists", "- - [\n")) == 1


def test_an_alias_whose_anchor_is_left_out_is_no_slip_of_its_own() -> None:
    text = "outlets:\n  - id: a\n    name: &n @A\n  - id: b\n    name: *n\n"
    assert lines_said("outlets", text) == [3]


def test_a_slip_of_structure_hides_neither_queries_nor_references(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            scoer: 2
            match:
              - query: 'dock AND'
              - any: [$prot-authority]
                weigth: 3
              - any: [$prot-authority, $norland]
            """,
        watchlists__tides="title: Tides\nmatch:\n  - query: 'tide NEAR quay'\n",
        digests='digests:\n  - id: morning\n    to: desk@example.org\n    at: "07:30"\n    watchlists: [prots]\n',
        entities__all="""\
            defaults: {type: org}
            entities:
              - {id: norland, name: Norland, type: contry}
              - {id: port-authority, name: Port Authority, of: nordland}
            """,
    )
    assert [(name, line) for name, line, _ in errors(folder)] == [
        ("digests.yaml", 5),
        ("all.yaml", 3),
        ("all.yaml", 4),
        ("ports.yaml", 2),
        ("ports.yaml", 4),
        ("ports.yaml", 5),
        ("ports.yaml", 6),
        ("ports.yaml", 7),
        ("tides.yaml", 3),
    ]


def test_a_broken_file_makes_nothing_unknown_that_it_may_hold(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="defaults: {type: org}\nentities:\n  - {id: norland, name: @N}\n",
        watchlists__ports="title: Ports\nmatch:\n  - query: '$norland AND'\n  - $port-authority\n",
        outlets="outlets:\n  - {id: a, name: @A}\n",
    )
    assert [(name, line) for name, line, _ in errors(folder)] == [
        ("all.yaml", 3),
        ("outlets.yaml", 2),
        ("ports.yaml", 3),
        ("ports.yaml", 4),  # no word of the broken file is that
    ]


def test_what_is_no_id_after_a_dollar_is_told_beside_other_mistakes(tmp_path: Path) -> None:
    folder = make(tmp_path, watchlists__ports="title: Ports\nstatus: onn\nmatch:\n  - $Norland\n")
    assert [(name, line) for name, line, _ in errors(folder)] == [("ports.yaml", 2), ("ports.yaml", 4)]


def test_wrong_settings_of_an_item_hide_neither_its_id_nor_what_it_refers_to(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        outlets="""            outlets:
              - {id: a, name: A, language: en, country: GB, feedz: [https://a.example/rss], assume: [nordland]}
              - {id: a, name: A, language: en, country: GB, feeds: [https://a.example/rss]}
            """,
        entities__all="""            entities:
              - {id: norland, name: Norland, type: country}
              - {id: port-authority, name: Port Authority, type: orgg, of: nordland}
              - {id: port-authority, name: Port Authority, type: org}
            """,
        digests="""            digests:
              - {id: morning, to: desk@example.org, at: "07:30", watchlists: [prots], limitt: 3}
            alerts:
              - {id: morning, too: desk@example.org, watchlists: [prots]}
            """,
    )
    assert [(name, line, said.partition(";")[0]) for name, line, said in errors(folder)] == [
        ("digests.yaml", 2, "prots is no known watchlist"),
        ("digests.yaml", 2, "'limitt' is not a known setting here"),
        ("digests.yaml", 4, "the id 'morning' is defined twice (first at line 2)"),
        ("digests.yaml", 4, "'too' is not a known setting here"),
        ("digests.yaml", 4, "prots is no known watchlist"),
        ("all.yaml", 3, "type: 'orgg' is not allowed here"),
        ("all.yaml", 3, "nordland is no known entity"),
        ("all.yaml", 4, "entity 'port-authority' is defined twice (first at line 3)"),
        ("outlets.yaml", 2, "'feedz' is not a known setting here"),
        ("outlets.yaml", 2, "nordland is no known entity"),
        ("outlets.yaml", 3, "outlet 'a' is defined twice (first at line 2)"),
    ]


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_whatever_is_reported_of_a_torn_file_stands_in_it_and_nothing_twice(case: tuple[str, str]) -> None:
    kind, text = case
    source = parse_source(kind, Path(f"{kind}.yaml"), "file.yaml", text)
    found = [(one.line, one.column, one.message) for one in source.problems]
    assert len(set(found)) == len(found)
    assert all(1 <= line <= len(lines_of(text)) + 1 for line, _, _ in found)


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in TEXTS}))
def test_what_stood_in_a_good_file_is_never_an_error_because_of_a_slip_in_another_item(kind: str) -> None:
    for one, text in TEXTS:
        if one != kind or parse_source(kind, Path("x.yaml"), "x.yaml", text).problems:
            continue
        broken = text.rstrip("\n") + "\nnote: @\n"
        assert len(parse_source(kind, Path("x.yaml"), "x.yaml", broken).problems) == 1


def test_a_line_that_begins_with_a_tab_hides_no_other_slip_of_its_item() -> None:
    text = "outlets:\n  - id: a\n    nmae: A\n\tlanguage: en\n    every: 30\n  - id: b\n\tname: B\n    evry: 3m\n"
    assert sorted(lines_said("outlets", text)) == [3, 4, 5, 7, 8]


SECRET = "hunter2-and-more"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("settings", f"contact: https://a.example\nmail_password: {SECRET}\n"),
        ("settings", f'contact: https://a.example\nsmtp_password: "{SECRET}\n'),
        ("settings", f"contact: https://a.example\nmail_password:\n  {SECRET}: x\n"),
        ("settings", f"contact: https://a.example\nmail_password: |\n  {SECRET}\n bad\n"),
        ("settings", f"contact: https://a.example\nping: ftp://user:{SECRET}@a.example/\n"),
        ("settings", f"contact: https://a.example\ndatabase: postgresql://u:{SECRET}@db.example/x\n"),
        ("settings", f"contact: https://a.example\ndatabase: postgresql://u:{SECRET}@db.example:port/x\n"),
        ("settings", f"contact: https://a.example\napi_token: {SECRET}\n"),
        ("settings", f"contact: https://a.example\noperators_apprise: {{tgram://{SECRET}/1: x}}\n"),
        ("digests", f"digests:\n  - {{id: a, at: x, apprise: [slack://{SECRET}/b/c]}}\n"),
        ("digests", f"digests:\n  - id: a\n    webhook: https://a.example/?token={SECRET}\n     at: x\n"),
        ("digests", f"digests:\n  - id: a\n    webhook: ws://{SECRET}/\n    at: '07:30'\n"),
        ("digests", f"digests:\n  - {{id: a, at: '07:30', aprise: [https://hooks.example/services/{SECRET}]}}\n"),
        ("digests", f"digests:\n  - id: a\n    at: '07:30'\n    webhok:\n      - https://h.example/{SECRET}\n"),
        ("digests", f"digests:\n  - id: a\n    at: '07:30'\n    webhok:\n    - https://h.example/{SECRET} x: y\n"),
        ("digests", "digests:\n  - id: a\n    at: '07:30'\n" + 2 * f"    webhook: https://h.example/?sig={SECRET}\n"),
        ("digests", f"digests:\n  - id: a\n    at: '07:30'\n    hook: {{url: https://h.example/?sig={SECRET}}}\n"),
        ("digests", f"digests:\n  - id: a\n    at: '07:30'\n    header: 'Authorization: Bearer {SECRET}'\n"),
        ("digests", f"digests:\n  - id: a\n    at: '07:30'\n    headers: [Bearer {SECRET}]\n"),
        ("settings", f"contact: https://a.example\npinng: https://hc.example/{SECRET}\n"),
        ("settings", f"contact: https://a.example\noperator_apprise: https://hooks.example/{SECRET}\n"),
    ],
)
def test_a_secret_is_shown_neither_in_the_line_nor_in_the_message(kind: str, text: str) -> None:
    shown = said(kind, text)
    assert "error" in shown
    assert SECRET not in shown
    assert "hunter2" not in shown


def test_what_is_no_secret_stays_readable() -> None:
    for line in (
        "to: desk@example.org",
        "feeds: [https://a.example:8080/rss, http://b.example/]",
        'hit: ["The secretary: he said the password was lost."]',
        "apprise: [tgram://${TELEGRAM}/1]",
        "database: postgresql://tocsin@db.example.org/tocsin",
        "feds: [https://a.example/en/rss.xml?section=world&page=2]",
        "sections: [https://paper.example/2026/11/22/Iran-signs-S-300-deal-with-Moscow-says-minister-12345678]",
        "contact: https://desk.example.org/our-crawler",
        'hit: ["The bearer of the news told basic facts: authorities closed the quay."]',
    ):
        assert masked(line) == line
    key = "5f1c3ff5-9a62-4a0b-b6a6-7d6a1a3f8a11"
    assert masked(f"feds: [https://a.example/feed/{key}]") == f"feds: [https://a.example/feed/{'*' * len(key)}]"
    assert masked("database: postgresql://t:pw@db.example.org/t") == "database: postgresql://t:**@db.example.org/t"
