"""What operators rely on: masks, company, gates, switches for forms, credits, and the reasons told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.outlets import Outlet
from monitor.document import Analysis, Document
from monitor.entities import Entity
from monitor.ruleset import compile_ruleset
from monitor.scan import installed_engines
from monitor.watchlists import Query, Watchlist
from tests.monitor import beat
from tests.quality.labelled import sentences

_ENTITIES = [
    {"id": "ruritania", "name": "Ruritania", "type": "country", "also": ["Ruritanian", "Strelsau"]},
    {"id": "hentzau", "name": "Rupert Hentzau", "type": "person", "of": "ruritania", "short": ["Hentzau"],
     "near": ["duke", "castle"], "not": ["Hentzau Street"]},
    {"id": "kestrel", "name": "Kestrel", "type": "weapon", "also": ["Kestrel drone"]},
    {"id": "kestrel-7", "name": "Kestrel-7", "type": "weapon", "part_of": ["kestrel"]},
    {"id": "kestrel-9", "name": "Kestrel-9", "type": "weapon", "part_of": ["kestrel"]},
    {"id": "guild", "name": "GUILD", "type": "org", "without": ["GUILDs"]},
    {"id": "lamp-s", "name": "Lamp-S", "type": "weapon", "ru": ["Лампа-С"]},
    {"id": "om-300", "name": "OM-300", "type": "weapon", "fa": ["ام-۳۰۰"]},
    {"id": "night-works", "name": "Kestrel Works", "type": "org"},
]  # fmt: skip
_OUTLET = Outlet.model_validate({"id": "courier", "name": "The Ruritania Courier", "language": "en", "country": "GB",
                                 "feeds": ["https://courier.example/feed"], "tags": ["local"],
                                 "assume": ["ruritania"]})  # fmt: skip


def _entities() -> list[Entity]:
    return [Entity.model_validate(one) for one in _ENTITIES]


def _analyse(document: Document, *lists: dict[str, Any], explain: bool = False) -> Analysis:
    named = [Watchlist.model_validate({"id": f"list-{at}", "title": "A list", **one}) for at, one in enumerate(lists)]
    return compile_ruleset(named, _entities(), [_OUTLET]).analyse(document, explain=explain)


def _found(text: str, title: str = "", outlet: str = "") -> list[tuple[str, str]]:
    document = Document("1", title, text, outlet=outlet)
    analysis = _analyse(document)
    for mention in analysis.mentions:
        source = title if mention.hit.field == "title" else text
        assert source[mention.hit.start : mention.hit.end] == mention.hit.form
    return [(mention.entity, mention.hit.form) for mention in analysis.mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("«Kestrel-7» and «9» flew.", [("kestrel-7", "Kestrel-7"), ("kestrel-9", "9")]),
        ('The "Kestrel-7", "9" and "7" flew.', [("kestrel-7", "Kestrel-7"), ("kestrel-9", "9"), ("kestrel-7", "7")]),
        ("«Kestrel-7» and 9 flew.", [("kestrel-7", "Kestrel-7")]),
        ("He said “Kestrel-7” and “9 of them”.", [("kestrel-7", "Kestrel-7")]),
        ("Hentzau smiled.", []),
        ("Hentzau smiled at the duke.", [("hentzau", "Hentzau")]),
        ("Hentzau smiled. The duke did not.", []),
        ("Rupert Hentzau came. Then Hentzau left.", [("hentzau", "Rupert Hentzau"), ("hentzau", "Hentzau")]),
        ("Hentzau left. Then Rupert Hentzau came.", [("hentzau", "Rupert Hentzau")]),
        ("The duke lives in Hentzau Street.", []),
        ("A hentzau is a small castle.", []),
        ("The GUILD met; the guild did not, nor did other GUILDs.", [("guild", "GUILD")]),
        ("A Kestrel drone, Kestrel-7 and 9.",
         [("kestrel", "Kestrel drone"), ("kestrel-7", "Kestrel-7"), ("kestrel-9", "9")]),
        ("Kestrel-7, 9 of them lost.", [("kestrel-7", "Kestrel-7")]),
        ("Two Kestrel-7s and 9 Zendan technicians came.", [("kestrel-7", "Kestrel-7s")]),
        ("Kestrel-7 and 9 technicians came.", [("kestrel-7", "Kestrel-7"), ("kestrel-9", "9")]),
        ("Две Лампы-С, а ещё ЛАМПА – С.", [("lamp-s", "Лампы-С"), ("lamp-s", "ЛАМПА – С")]),
        ("Лампа с абажуром и две лампы с трещинами.", []),
        ("Лампа-с, лампы-с.", [("lamp-s", "Лампа-с"), ("lamp-s", "лампы-с")]),
        ("ام ۳۰۰ سال‌ها در انبار بود.", [("om-300", "ام ۳۰۰")]),
        ("ام ۳۰۰ سال در انبار بود.", []),
        ("ام ۳۰۰ دلار بود.", []),
        ("ام‌ام ۳۰۰ بود.", []),
        ("Kestrel Works opened.", [("kestrel", "Kestrel"), ("night-works", "Kestrel Works")]),
        ("Read ruritania.example.com/ruritania or mail ruritania@example.com.", []),
    ],
)  # fmt: skip
def test_entities_are_found_as_the_rules_say(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


def test_a_headline_and_a_text_do_not_run_together() -> None:
    assert _found("Hentzau smiled.", title="Rupert") == []


@pytest.mark.parametrize(
    ("text", "outlet", "count"),
    [
        ("The Ruritania Courier has seen it.", "courier", 0),
        ("The Ruritania Courier has seen it.", "another", 1),
        ("It rained.\n\nThe Ruritania Courier is not responsible for the weather.", "another", 0),
        ("It rained.\n\nBy The Ruritania Courier", "another", 0),
        ("It rained (The Ruritania Courier).", "another", 0),
    ],
)
def test_an_outlet_that_signs_mentions_nothing(text: str, outlet: str, count: int) -> None:
    assert len(_found(text, outlet=outlet)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained.\n\nRead also: Ruritania buys lanterns", 0),
        ("It rained.\n\n► See also – Ruritania buys lanterns\n\nRuritania slept.", 1),
        ("It rained.\n\nRelated:\nRuritania buys lanterns\nA night in Ruritania\n\nRuritania slept. It rained on.", 1),
        (
            "It rained.\n\nRelated\n\nRuritania slept, and nobody was seen in the streets before noon of the next day.",
            1,
        ),
        ("It rained. Read also: Ruritania buys lanterns. The capital of Ruritania slept.", 1),
        ("It rained (read more: Ruritania buys lanterns), and Ruritania slept.", 1),
        ("Photo: a lantern in Ruritania / the Courier", 0),
        ("عکس: Ruritania", 0),
        ("Читайте также: Ruritania", 0),
        ("بیشتر بخوانید\nRuritania", 0),
        ("Read more of Ruritania by lantern.", 1),
        ("He had a photo: Ruritania by night.", 1),
        ("They see also: Ruritania is small.", 1),
        ("Photos of Ruritania were shown.", 1),
        ("Photo: the Courier. " + "Ruritania slept. " * 30, 30),
        ("Read also: Ruritania buys lanterns. " + "Ruritania slept. " * 30, 30),
        ("Фото: Ruritania " + "slept " * 80 + ". Ruritania slept.", 1),
        ("It rained. (Read also: Ruritania buys. " + "Ruritania slept. " * 30, 30),
        ("Photo: one. Read also: Ruritania buys lanterns", 0),
    ],
)
def test_nothing_is_mentioned_in_what_is_set_beside_the_text(text: str, count: int) -> None:
    assert len(_found(text)) == count
    assert len(_held(text, {"any": ["Ruritania"]})) == count


def test_labels_without_number_and_without_end_are_read_in_one_breath() -> None:
    text = (
        "Photo\n" * 50_000 + "Photo" + " " * 300_000 + "x " + "It rained. Read also: " * 30_000 + "\nRuritania slept."
    )
    assert len(_found(text)) == 1


def _held(text: str, query: dict[str, Any], **rest: Any) -> list[str]:
    """The forms a one-query list finds."""
    document = Document("1", rest.pop("title", ""), text, **rest.pop("about", {}))
    lists = _analyse(document, {"match": [query], **rest}).lists
    return [hit.form for one in lists for query_ in one.queries for hit in query_.hits]


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ({"any": ["lantern"]}, ["lanterns", "Lantern's", "Lanterns"]),
        ({"any": ["=lantern"]}, ["Lantern's"]),
        ({"any": ["lantern"], "without": ["lanterns"]}, ["Lantern's"]),
        ({"any": ["Lanterns"], "case": "exact"}, ["Lantern's", "Lanterns"]),
        ({"any": ["lante*"]}, ["lanterns", "Lantern's", "Lanterns"]),
        ({"any": ["TASK"]}, []),
        ({"any": ["TASK"], "case": "ignore"}, ["task"]),
        ({"any": ["lantern"], "not": ["Lanterns Hotel"]}, ["lanterns", "Lantern's"]),
        ({"any": ["lantern"], "in": "title"}, []),
        ({"any": ["lantern"], "lang": ["fr"]}, []),
    ],
)
def test_forms_can_be_widened_narrowed_and_switched_off(query: dict[str, Any], forms: list[str]) -> None:
    text = "Two lanterns lit the task. The Lantern's oil was low at the Lanterns Hotel."
    assert _held(text, query, about={"lang": "en"}) == forms


def test_parts_count_only_where_they_are_asked_for() -> None:
    assert _held("A Kestrel-7 flew.", {"any": ["$kestrel"]}) == []
    assert _held("A Kestrel-7 flew.", {"any": ["$kestrel+"]}) == ["Kestrel-7"]


@pytest.mark.parametrize(
    ("text", "about", "open_"),
    [
        ("A lantern in Strelsau.", {}, True),
        ("A lantern for Rupert Hentzau.", {}, True),
        ("A lantern.", {"outlet": "courier"}, True),
        ("A lantern.", {"assume": ("ruritania",)}, True),
        ("A lantern.", {"outlet": "another"}, False),
        ("A lantern and a Kestrel.", {}, False),
    ],
)
def test_a_gate_is_met_by_the_country_its_people_and_its_papers(text: str, about: dict[str, Any], open_: bool) -> None:
    held = _held(text, {"any": ["lantern"]}, needs=["$ruritania"], about=about)
    assert held == (["lantern"] if open_ else [])


def test_outlets_and_tags_limit_a_list() -> None:
    for allowed, found in ((["courier"], 1), (["tag:local"], 1), (["tag:state"], 0), (["another"], 0)):
        held = _held("A lantern.", {"any": ["lantern"]}, outlets=allowed, about={"outlet": "courier"})
        assert len(held) == found


def _reasons(text: str, watchlist: dict[str, Any], **about: Any) -> tuple[str, ...]:
    (result,) = _analyse(Document("1", "", text, **about), watchlist, explain=True).lists
    assert not result.passed
    return result.why_not


@pytest.mark.parametrize(
    ("text", "watchlist", "reason"),
    [
        ("A kite.", {"match": ["kite"], "needs": ["$ruritania"]}, "gate missing: the article does not mention"),
        ("A lantern.", {"match": ["lantern"], "score": 3}, "below threshold by 2.00: 1.00 of 3"),
        ("A lantern and oil.", {"match": ["lantern"], "drop_if": ["oil"]}, "dropped: the article has 'oil' (drop_if)"),
        ("A stove.", {"match": ["lantern"]}, "no query holds"),
        ("A lantern.", {"match": [{"id": "two", "all": ["lantern", "oil | gas"]}]}, "two: lacks oil OR gas"),
        ("A lantern. Oil.", {"match": [{"id": "two", "all": ["lantern", "oil"]}]},
         "two: has every part, but not in one sentence"),
        ("Oil and a lantern.", {"match": [{"id": "two", "query": "lantern ONEAR/3 oil"}]},
         "two: has both parts, but not within 3 words in this order"),
        ("Oil and a lantern.", {"match": [{"id": "two", "query": "lantern AND NOT oil"}]}, "two: NOT oil is there"),
        ("A lantern.", {"match": [{"id": "two", "query": "lantern AND lang:ru AND oil"}]}, "two: lacks lang:ru; oil"),
        ("The Oil Inn.", {"match": [{"any": ["oil"], "not": ["Oil Inn"]}]}, "oil: masked by 'Oil Inn'"),
        ("Hentzau.", {"match": ["$hentzau"]}, "'Hentzau' does not count: a short form of $hentzau without company"),
        ("The duke of Hentzau Street.", {"match": ["$hentzau"]}, "'Hentzau' does not count: a longer phrase"),
        ("The guild.", {"match": ["$guild"]}, "'guild' does not count: wrong case"),
        ("A lantern.", {"match": ["lantern"], "lang": ["ru"]}, "the list reads ru only, the article is in en"),
        ("A lantern.", {"match": ["lantern"], "outlets": ["courier"]}, "the list does not read the outlet 'another'"),
    ],
)  # fmt: skip
def test_a_list_says_why_it_did_not_pass(text: str, watchlist: dict[str, Any], reason: str) -> None:
    told = _reasons(text, watchlist, lang="en", outlet="another")
    assert any(one.startswith(reason) for one in told), told


def test_a_query_of_which_nothing_is_there_is_passed_over() -> None:
    items = [{"all": ["stove", "coal"]}, {"any": ["stove"]}, {"all": ["lantern", "oil"], "lang": "ru"}]
    assert _reasons("A lantern.", {"match": items}, lang="en") == ("no query holds",)
    (told,) = _reasons("A lantern.", {"match": [{"query": "title:(lantern AND oil)"}]}, lang="en")
    assert told == "no query holds"


def test_what_met_a_gate_is_told() -> None:
    document = Document("1", "Strelsau", "A lantern.")
    (result,) = _analyse(document, {"match": ["lantern"], "needs": ["$ruritania"]}).lists
    assert [(hit.form, hit.field) for hit in result.gates] == [("Strelsau", "title")]


def test_only_lists_that_hold_are_returned_and_all_when_explaining() -> None:
    lists: tuple[dict[str, Any], ...] = ({"match": ["lantern"]}, {"match": ["stove"]})
    document = Document("1", "", "A lantern.")
    assert [one.watchlist for one in _analyse(document, *lists).lists] == ["list-0"]
    assert [one.watchlist for one in _analyse(document, *lists, explain=True).lists] == ["list-0", "list-1"]


def test_queries_without_an_id_are_named_after_their_first_term() -> None:
    ruleset = compile_ruleset(
        [Watchlist(id="one", title="One", match=[Query(any=["Oil lamp"]), Query(any=["oil lamp"])])], []
    )
    (result,) = ruleset.analyse(Document("1", "", "An oil lamp.")).lists
    assert [query.query for query in result.queries] == ["oil-lamp", "oil-lamp-2"]


def test_a_very_repetitive_text_is_read_in_one_breath() -> None:
    words = "Hentzau Street, Hentzau the duke, Kestrel-7 and 9, Strelsau lantern. " * 3000
    query = '($hentzau NEAR/3 lantern) OR ($hentzau NEAR/9 $kestrel-7) OR (lantern SENTENCE "duke")'
    watchlist = {"match": [{"query": query, "not": ["Strelsau lantern"]}]}
    analysis = _analyse(Document("1", "", words), watchlist)
    assert len(analysis.mentions) == 3000 * 4
    (result,) = analysis.lists
    assert len(result.queries[0].hits) == 3000 * 2


_FRAGMENTS = [one.text for one in sentences()] + [
    "",
    "\u200c",
    "\u00ad",
    " \u2014 ",
    ".\n",
    "\n\n",
    "«",
    "'s",
    "😀",
    "C-300 ",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=2), st.lists(st.sampled_from(_FRAGMENTS), max_size=12))
def test_any_text_has_exact_spans_and_points_that_add_up(title: list[str], text: list[str]) -> None:
    document = Document("1", "".join(title), "".join(text), outlet="irna-fa")
    analysis = beat.ruleset().analyse(document)
    hits = [mention.hit for mention in analysis.mentions] + list(analysis.masked)
    hits += [hit for one in analysis.lists for query in one.queries for hit in query.hits]
    for hit in hits:
        source = document.title if hit.field == "title" else document.text
        assert source[hit.start : hit.end] == hit.form
        assert hit.form.strip() == hit.form != ""
    for one in analysis.lists:
        assert f"{sum(query.points for query in one.queries):.2f}" == f"{one.score:.2f}"


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=2), st.lists(st.sampled_from(_FRAGMENTS), max_size=12))
def test_every_engine_makes_the_same_of_a_text(title: list[str], text: list[str]) -> None:
    document = Document("1", "".join(title), "".join(text), outlet="irna-fa")
    found = [beat.ruleset_by(engine).analyse(document) for engine in installed_engines()]
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("title", ["", "Iran and Russia", "С-300", "ایران"])
@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", "\ud800 Iran", "😀" * 50 + " S\u2011300 for Iran", "Iran\r\n\r\nIran", "a" * 5000 + " Tehran"],
)
def test_odd_documents_keep_exact_spans(title: str, text: str) -> None:
    for mention in beat.ruleset().analyse(Document("1", title, text)).mentions:
        source = title if mention.hit.field == "title" else text
        assert source[mention.hit.start : mention.hit.end] == mention.hit.form
