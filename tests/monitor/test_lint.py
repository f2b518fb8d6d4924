"""Lines that are valid and probably wrong: each code has one example that is found and one that is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.outlets import Outlet
from monitor.entities import Entity
from monitor.findings import CODES, Finding
from monitor.lint import ArchiveFigures, lint
from monitor.watchlists import Watchlist

TESTED: dict[str, Any] = {"tests": {"hit": ["x"]}}


def entity(id_: str, name: str, **more: Any) -> Entity:
    return Entity.model_validate({"id": id_, "name": name, "type": "org", **more})


def watchlist(match: list[Any], **more: Any) -> Watchlist:
    return Watchlist.model_validate({"id": "list", "title": "List", "match": match, **TESTED, **more})


def found(*models: Entity | Watchlist, archive: ArchiveFigures | None = None) -> list[Finding]:
    lists = [model for model in models if isinstance(model, Watchlist)]
    return lint(lists, [model for model in models if isinstance(model, Entity)], (), archive)


def codes(*models: Entity | Watchlist) -> list[str]:
    return [finding.code for finding in found(*models)]


def test_a_plain_configuration_gives_no_finding() -> None:
    assert found(entity("port", "Port Authority", ru=["Управление порта"]), watchlist(["$port"])) == []


@pytest.mark.parametrize("alias", ["РФ", "U", "a1", "e-u"])
def test_an_alias_of_one_or_two_letters_is_pointed_out(alias: str) -> None:
    (finding,) = found(entity("port", "Port Authority", also=["Quay Office", alias]))
    assert (finding.code, finding.path) == ("short-alias", ("also", 1))


def test_the_same_alias_is_fine_as_a_short_form_with_company() -> None:
    assert codes(entity("port", "Port Authority", short=["PA", "1929"], near=["port"])) == []


def test_a_number_is_no_name() -> None:
    (finding,) = found(entity("law", "Harbour Act", also=["1929"]))
    assert (finding.code, finding.path) == ("number-alias", ("also", 0))


def test_one_alias_in_two_entities_of_a_type_counts_for_both_and_is_pointed_out() -> None:
    first = entity("port", "Port Authority", also=["The Authority"])
    findings = found(first, entity("rail", "Rail Authority", also=["the  authority"]))
    assert [(f.code, f.id, f.path) for f in findings] == [("shared-alias", "rail", ("also", 0))]
    assert "$port" in findings[0].message
    assert codes(first, entity("ship", "Authority", type="weapon", also=["The Authority"])) == []


def test_short_forms_may_be_shared_because_company_tells_them_apart() -> None:
    first = entity("holm-a", "Anna Holm", type="person", short=["Holm"], near=["admiral"])
    assert codes(first, entity("holm-b", "Bo Holm", type="person", short=["Holm"], near=["minister"])) == []


def test_a_term_that_is_a_name_of_an_entity_is_pointed_out_unless_it_is_meant_exactly() -> None:
    port = entity("port", "Port Authority", also=["Harbour Office"])
    findings = found(port, watchlist(["$port", {"all": ["strike | harbour office", "$port"]}, "=Port Authority"]))
    assert [(f.code, f.path) for f in findings] == [("term-is-alias", ("match", 1, "all", 0))]
    assert codes(port, watchlist(["$port"], needs=["Port Authority"])) == ["term-is-alias"]


def test_the_id_of_an_entity_as_a_word_is_pointed_out() -> None:
    anna = entity("lindqvist", "Anna Lindqvist")
    (finding,) = found(anna, watchlist(["quay", "strike | Lindqvist"], needs=["$lindqvist"]))
    assert (finding.code, finding.path, finding.offset) == ("term-is-entity", ("match", 1, "any", 0), 9)
    assert finding.message.endswith("did you mean $lindqvist?")
    assert codes(anna, watchlist(["$lindqvist", "=lindqvist"])) == []


def test_an_entity_that_no_list_asks_for_is_pointed_out() -> None:
    assert codes(entity("port", "Port Authority"), entity("rail", "Rail Authority"), watchlist(["$port"])) == [
        "unused-entity"
    ]


@pytest.mark.parametrize(
    "asked",
    [
        [{"any": ["$port"]}],
        [{"all": ["x | $port", "y"]}],
        [{"query": '"x" NEAR/3 $port'}],
        [{"any": ["x"], "not": ["$port"]}],
        ["$harbours+"],
    ],
)
def test_every_way_to_ask_for_an_entity_is_seen(asked: list[Any]) -> None:
    port = entity("port", "Port Authority", part_of=["docks"])
    parents = (entity("docks", "Dock Board", part_of=["harbours"]), entity("harbours", "Harbour Board"))
    assert "port" not in {finding.id for finding in found(port, *parents, watchlist(asked))}


def test_those_who_stand_for_a_needed_country_are_used() -> None:
    norland = entity("norland", "Norland", type="country")
    minister = entity("minister", "Eva Lund", type="person", of="norland", roles=[{"title": "head", "org": "port"}])
    assert codes(norland, minister, entity("port", "Port Authority"), watchlist(["strike"], needs=["$norland"])) == []


def test_a_not_that_covers_its_own_term_is_pointed_out() -> None:
    findings = found(
        watchlist([{"any": ["quay", "crane"], "not": ["Crane"]}, {"all": ["a | dock", "b"]}], **{"not": ["dock"]})
    )
    assert [(f.code, f.path) for f in findings] == [
        ("not-covers-all", ("match", 0, "any", 1)),
        ("not-covers-all", ("match", 1, "all", 0)),
    ]
    (finding,) = found(entity("port", "Port Authority", **{"not": ["port authority"]}))
    assert (finding.code, finding.path) == ("not-covers-all", ("name",))


def test_a_form_that_was_never_made_cannot_be_switched_off() -> None:
    findings = found(
        watchlist(
            [
                {"any": ["strike", "=quay"], "without": ["strikes", "striker", "quays"]},
                {"query": "crane* OR забастовка", "without": ["Забастовке", "cranes"]},
            ]
        ),
        entity("holm", "Anna Holm", type="person", short=["Holm"], without=["Holms", "Holm's"]),
        watchlist(["$holm"]),
    )
    findings = [finding for finding in findings if finding.code == "without-no-form"]
    assert [(finding.id, finding.path) for finding in findings] == [
        ("list", ("match", 0, "without", 1)),
        ("list", ("match", 0, "without", 2)),
        ("list", ("match", 1, "without", 1)),
        ("holm", ("without", 1)),
    ]
    assert findings[0].message.endswith(
        "'striker' is no form that is made here, so nothing is switched off; there are strike, strikes"
    )
    assert "забастовк" in findings[2].message
    holm = entity("holm", "Anna Holm", type="person")
    (finding,) = found(holm, watchlist([{"any": ["$holm"], "without": ["Holms"]}]))
    assert finding.message.endswith("none is made of the terms here ($holm has without: where it is defined)")


@pytest.mark.parametrize(
    ("match", "more", "path"),
    [
        (["x"], {"needs": [["a", "b"]], "drop_if": ["B", "A"]}, ("needs", 0)),
        ([{"any": ["x", "y"]}], {"drop_if": ["x", "y"]}, ("match", 0, "any")),
        ([{"all": ["x | y", "z"]}], {"drop_if": ["y", "x"]}, ("match", 0, "all", 0)),
        ([{"any": "x", "lang": "ru"}], {"lang": ["en", "fa"]}, ("match", 0, "lang")),
    ],
)
def test_conditions_that_contradict_each_other_are_pointed_out(match: list[Any], more: Any, path: Any) -> None:
    (finding,) = found(watchlist(match, **more))
    assert (finding.code, finding.path) == ("impossible", path)


def test_a_way_out_of_the_contradiction_is_enough() -> None:
    assert codes(watchlist([{"any": ["x", "y"]}], needs=[["a", "b"]], drop_if=["x", "a"])) == []


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"also": ["Mосква Port"]}, "mixed-script"),  # a Latin M before Cyrillic letters
        ({"ru": ["C-300"]}, "mixed-script"),  # nothing but a Latin C
        ({"also": ["Port\u200bside"]}, "invisible"),
        ({"near": ["qu\u00aday"]}, "invisible"),
        ({"fa": ["بندر\u202c"]}, "invisible"),
    ],
)
def test_what_cannot_be_seen_is_pointed_out(texts: Any, code: str) -> None:
    (finding,) = found(entity("port", "Port Authority", **texts))
    assert finding.code == code


def test_scripts_side_by_side_and_persian_joiners_are_fine() -> None:
    texts = {"ru": ["С-300", "порт Oslo", "OFAC"], "fa": ["خامنه\u200cای"], "also": ["Ålesund", "São João"]}
    assert codes(entity("port", "Port Authority", **texts)) == []


@pytest.mark.parametrize(
    ("reviewed", "ended", "warned"),
    [
        ("2026-11", "2026-12-01", True),
        ("2026-11", "2026-11-30", False),
        ("2026", "2026-12", False),
        ("2025-12-31", "2026", True),
        (None, "2026", False),
    ],
)
def test_a_role_that_ended_after_the_review_is_pointed_out(reviewed: str | None, ended: str, warned: bool) -> None:
    minister = entity("minister", "Eva Lund", type="person", roles=[{"title": "minister", "to": ended}])
    assert codes(minister, watchlist(["$minister"], reviewed=reviewed)) == (["role-ended"] if warned else [])


def test_whoever_still_holds_a_post_is_not_reported() -> None:
    roles = [{"title": "minister", "to": "2026-10"}, {"title": "envoy", "from": "2026-10"}]
    assert codes(entity("lund", "Eva Lund", type="person", roles=roles), watchlist(["$lund"], reviewed="2020")) == []


@pytest.mark.parametrize(
    ("term", "offset"),
    [("dock strike OR port strike", 12), ("quay NEAR/5 strike", 5), ("dock strik*", 10), ("strik* quay", 5)],
)
def test_an_operator_in_a_term_is_pointed_out(term: str, offset: int) -> None:
    for item in ({"any": [term]}, {"all": [term, "crane"]}, {"any": ["crane"], "not": [term]}):
        (finding,) = found(watchlist([item]))
        assert (finding.code, finding.offset) == ("query-in-term", offset)


@pytest.mark.parametrize("term", ["tram line, трамвайная линия", "tram; bus", "ترام، اتوبوس"])
def test_a_list_without_its_brackets_is_pointed_out(term: str) -> None:
    where = [
        (watchlist([{"any": term}]), ("match", 0, "any", 0)),
        (watchlist([term]), ("match", 0, "any", 0)),
        (watchlist(["crane"], needs=[term]), ("needs", 0, 0)),
        (watchlist(["crane"], drop_if=term), ("drop_if", 0)),
    ]
    for one, path in where:
        (finding,) = found(one)
        assert (finding.code, finding.path, finding.offset) == ("list-in-term", path, max(map(term.find, ",;،")))


@pytest.mark.parametrize("term", ["BBB-", "=BBB–", '"BBB-"', "-gate"])
def test_a_dash_at_the_edge_of_a_term_is_pointed_out(term: str) -> None:
    (finding,) = found(watchlist([{"any": [term, "crane"]}]))
    assert (finding.code, term[finding.offset or 0]) == ("dash-at-edge", "–" if "–" in term else "-")


@pytest.mark.parametrize("term", ["dock-strike", "BBB -", "C++", "- ", "a - b"])
def test_other_dashes_are_not(term: str) -> None:
    assert "dash-at-edge" not in [finding.code for finding in found(watchlist([{"any": [term, "crane"]}]))]


@pytest.mark.parametrize(
    "texts",
    [["Port, the old one", "quay"], ['"tram, bus"'], ["“Washington, D.C.”"], ["«Туда, обратно»"], ["1,500 tons"]],
)
def test_a_comma_among_other_terms_or_in_quotes_is_meant(texts: list[str]) -> None:
    assert found(watchlist([{"any": texts}])) == []


@pytest.mark.parametrize("term", ["OR", "Portland OR", "dock or quay", "=trade AND quay", "NOTAM", "5 * 5"])
def test_a_word_that_only_looks_like_an_operator_is_left_alone(term: str) -> None:
    assert codes(watchlist([term])) == []


def test_a_list_without_tests_and_a_doubt_are_pointed_out() -> None:
    assert codes(watchlist(["x"], tests={})) == ["no-tests"]
    assert codes(entity("port", "Port Authority", check="its name since 2025")) == ["unchecked"]


def test_the_archive_knows_what_is_too_broad_and_what_never_came() -> None:
    lists = watchlist(["the", {"id": "rare", "any": "quay strike"}, "crane"])
    figures = ArchiveFigures(days=100, hits={("list", 0): 9000, ("list", 2): 5})
    findings = found(lists, archive=figures)
    assert [(f.code, f.path) for f in findings] == [("broad-term", ("match", 0)), ("never-matched", ("match", 1))]
    assert "90 articles a day" in findings[0].message
    assert "query 'rare' has found nothing in 100 days" in findings[1].message
    assert found(lists, archive=ArchiveFigures(days=30, hits={("list", 0): 30})) == []


def test_a_silent_outlet_is_reported_at_the_outlet() -> None:
    outlet = Outlet.model_validate(
        {"id": "gazette", "name": "Gazette", "language": "en", "country": "GB", "feeds": ["https://g.example/rss"]}
    )
    figures = ArchiveFigures(days=100, silent={"gazette": "since 3 May, usually every 2 h", "gone": "for ever"})
    (finding,) = lint([], [], [outlet], figures)
    assert (finding.code, finding.kind, finding.id) == ("silent-outlet", "outlet", "gazette")


def test_every_code_that_is_found_is_explained() -> None:
    assert all(description and code == code.lower() for code, description in CODES.items())
