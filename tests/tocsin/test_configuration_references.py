"""What one file says about another: ids given twice, references to nothing, circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tocsin.folders import make, problems_in, shown
from tocsin.configuration import load

GAZETTE = """\
outlets:
  - id: harbour-gazette
    name: Harbour Gazette
    language: en
    country: GB
    feeds: [https://gazette.example/rss]
    tags: local
"""


def errors(folder: Path) -> list[tuple[str, int, int, str]]:
    return [(Path(p.file).name, p.line, p.column, p.message) for p in problems_in(folder) if p.level == "error"]


def test_an_unknown_entity_is_pointed_at_inside_the_text_with_what_was_meant(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            needs: [[$norlnd, Norland]]
            match:
              - $port-autority
              - all: ["strike | $port-auth", =$nothing-like-it]
              - any: x
                not: [$prot-authority]
            """,
    )
    assert errors(folder) == [
        ("ports.yaml", 2, 10, "$norlnd is no known entity; did you mean '$norland'?"),
        ("ports.yaml", 4, 5, "$port-autority is no known entity; did you mean '$port-authority'?"),
        ("ports.yaml", 5, 21, "$port-auth is no known entity; did you mean '$port-authority'?"),
        ("ports.yaml", 5, 35, "$nothing-like-it is no known entity"),
        ("ports.yaml", 7, 11, "$prot-authority is no known entity; did you mean '$port-authority'?"),
    ]


def test_an_unknown_entity_in_the_notation_of_queries_is_pointed_at(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            match:
              - query: 'strike NEAR/5 $norlnd'
              - query: >
                  strike
                  AND $port-autority
              - query: '"$norlnd" AND strike'
            """,
    )
    found = errors(folder)
    assert ("ports.yaml", 3, 27, "$norlnd is no known entity; did you mean '$norland'?") in found
    assert ("ports.yaml", 6, 11, "$port-autority is no known entity; did you mean '$port-authority'?") in found
    assert not [problem for problem in found if problem[1] == 7 and "norlnd" in problem[3]]


def test_links_between_entities_are_checked(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            entities:
              - {id: norland, name: Norland, type: country}
              - {id: navy, name: Navy, type: org, part_of: [armed-force], of: norlant}
              - {id: armed-forces, name: Armed Forces, type: org, of: navy}
              - {id: admiral, name: Admiral Holm, type: person, roles: [{title: chief, org: navvy}]}
              - {id: flag, name: Flag}
              - {id: port-authority, name: Port Authority, type: org}
            """,
    )
    assert errors(folder) == [
        ("all.yaml", 3, 49, "armed-force is no known entity; did you mean 'armed-forces'?"),
        ("all.yaml", 3, 67, "norlant is no known entity; did you mean 'norland'?"),
        ("all.yaml", 4, 59, "of: 'navy' is not a country"),
        ("all.yaml", 6, 10, "entity 'flag' has no type"),
    ]
    said = shown(folder)
    assert "all.yaml:5:81: warning: org: 'navvy' is no known entity; did you mean 'navy'?  [unknown-id]" in said


def test_a_wrong_default_of_a_file_is_reported_at_its_entities(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            defaults: {type: org, of: norlant}
            entities:
              - {id: port-authority, name: Port Authority}
              - {id: norland, name: Norland, type: country, of: norland}
            """,
    )
    assert errors(folder) == [("all.yaml", 3, 10, "norlant is no known entity; did you mean 'norland'?")]


def test_a_circle_of_parts_is_said_once(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            defaults: {type: org}
            entities:
              - {id: port-authority, name: Port Authority, part_of: [quay]}
              - {id: quay, name: Quay, part_of: [crane]}
              - {id: crane, name: Crane, part_of: [port-authority, lever]}
              - {id: lever, name: Lever, part_of: lever}
            """,
    )
    assert [(line, message) for _, line, _, message in errors(folder)] == [
        (3, "part_of goes round in a circle: port-authority -> quay -> crane -> port-authority"),
        (6, "part_of goes round in a circle: lever -> lever"),
    ]


def test_ids_given_twice_name_the_first_place(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        outlets="""\
            outlets:
              - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example']}
              - {id: a, name: B, language: en, country: GB, feeds: ['https://b.example']}
            """,
        entities__more="entities: [{id: norland, name: Norland, type: country}]\n",
        watchlists__quays="id: ports\ntitle: Quays\nmatch: [{id: q, any: quay}, {id: q, any: pier}]\n",
        digests="""\
            digests: [{id: morning, to: a@example.org, at: '07:30'}]
            alerts: [{id: morning, to: a@example.org}]
            """,
    )
    base = folder.as_posix()
    assert errors(folder) == [
        ("digests.yaml", 2, 15, "the id 'morning' is defined twice (first at line 1)"),
        ("more.yaml", 1, 17, f"entity 'norland' is defined twice (first at {base}/entities/all.yaml:3)"),
        ("outlets.yaml", 3, 10, "outlet 'a' is defined twice (first at line 2)"),
        ("quays.yaml", 1, 5, f"watchlist 'ports' is defined twice (first at {base}/watchlists/ports.yaml:1)"),
        ("quays.yaml", 3, 34, "query 'q' is defined twice in this list (first on line 3)"),
    ]
    assert shown(folder).count("= give one of them an id of its own, or delete it if both mean the same") == 5


def test_outlets_tags_and_lists_are_known_by_name(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="title: Ports\nmatch: [quay]\noutlets: [harbor-gazette, 'tag:locl', 'tag:local']\n",
        digests="""\
            digests: [{id: d, to: a@example.org, at: '07:30', watchlists: [ports, prots]}]
            alerts: [{id: f, to: a@example.org, watchlists: harbour}]
            """,
        outlets=GAZETTE + "    assume: [norlan]\n",
    )
    assert errors(folder) == [
        ("digests.yaml", 1, 71, "prots is no known watchlist; did you mean 'ports'?"),
        ("digests.yaml", 2, 49, "harbour is no known watchlist"),
        ("outlets.yaml", 8, 14, "norlan is no known entity; did you mean 'norland'?"),
        ("ports.yaml", 3, 11, "harbor-gazette is no known outlet; did you mean 'harbour-gazette'?"),
        ("ports.yaml", 3, 27, "locl is no known tag of an outlet; did you mean 'local'?"),
    ]


def test_outlets_named_in_a_query_are_known_too(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__ports="""\
            title: Ports
            match:
              - query: quay AND outlet:harbor-gazette
              - query: 'quay AND outlet:"tag:locl" AND "outlet: nowhere"'
              - query: (outlet:harbour-gazette OR outlet:"tag:local") AND quay
            """,
        outlets=GAZETTE,
    )
    assert errors(folder) == [
        ("ports.yaml", 3, 28, "harbor-gazette is no known outlet; did you mean 'harbour-gazette'?"),
        ("ports.yaml", 4, 30, "locl is no known tag of an outlet; did you mean 'local'?"),
    ]


def test_a_list_that_is_named_by_its_title_is_told_its_id(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        watchlists__quays="title: Quays of Norland\nmatch: [quay]\n",
        digests="digests: [{id: d, to: a@example.org, at: '07:30', watchlists: [quays of norland]}]\n",
    )
    assert errors(folder) == [("digests.yaml", 1, 64, "a list is named by its id: that of 'quays of norland' is quays")]


def test_an_entities_file_that_cannot_be_parsed_makes_no_references_wrong_that_it_may_define(tmp_path: Path) -> None:
    folder = make(tmp_path, entities__all="entities: [{id: norland}, {id: port-authority\n")
    assert {Path(problem.file).name for problem in problems_in(folder)} == {"all.yaml"}
    folder = make(tmp_path / "other", entities__all="entities: [{id: norland\n")
    assert {Path(problem.file).name for problem in problems_in(folder)} == {"all.yaml", "ports.yaml"}


def test_an_entities_file_with_one_bad_line_still_knows_its_ids(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        entities__all="""\
            entities:
              - {id: norland, name: Norland, type: contry}
              - {id: port-authority, name: Port Authority, type: org}
            """,
    )
    assert [(name, line) for name, line, _, _ in errors(folder)] == [("all.yaml", 2)]


@pytest.mark.parametrize("price", ["$4 billion", "US$", "$"])
def test_a_dollar_sign_in_an_alias_is_no_reference(tmp_path: Path, price: str) -> None:
    folder = make(
        tmp_path,
        entities__all=f"""\
            defaults: {{type: org}}
            entities:
              - {{id: port-authority, name: Port Authority, also: ["{price} lawsuit"]}}
            """,
    )
    assert load(folder).entities[0].also == [f"{price} lawsuit"]
