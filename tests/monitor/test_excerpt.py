"""Read for a few leaves, a document has the hits of those leaves that the whole lexicon finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import excerpt
from monitor.document import Document
from monitor.entities import Entity
from monitor.excerpt import Excerpt
from monitor.match import Reading
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.scan import installed_engines
from monitor.watchlists import Watchlist
from tests.monitor import beat
from tests.monitor.archive import outlet
from tests.quality.labelled import sentences

OUTLETS = [outlet("gazette")]
ENTITIES = [
    Entity(id="red", name="Red Harbour", type="place"),
    Entity(id="harbour", name="Old Harbour", type="place", short=["Harbour"], near=["ferry"]),
    Entity(id="lakes", name="Bour Lakes", type="place"),
    Entity(id="harbour-road", name="Harbour Road", type="place"),
    Entity(id="road", name="Road of Kings", type="place", **{"not": ["Harbour Road of Kings"]}),
    Entity(id="great-red", name="Great Red Harbour Road", type="place"),
    Entity(id="kings", name="Kings", type="org", short=["of Kings"], near=["ferry"]),
    Entity(id="marlin-129", name="Marlin-129", type="legal"),
    Entity(id="marlin-191", name="Marlin-191", type="legal", also=["blue 191"]),
    Entity(id="brigade", name="191 Brigade", type="legal"),
    Entity(id="heron", name="Heron", type="weapon", short=["Blue"], near=["Marlin-191"]),
    Entity(id="s-40", name="S-40", type="weapon", ru=["С-40"]),
    Entity(id="crane", name="Crane-77", type="weapon"),
    Entity(id="heron-40", name="Heron S", type="weapon"),
    Entity(id="barn", name="Барн", type="person", short=["Барно"], near=["Heron"]),
    Entity(id="barn-son", name="Барн Овен", type="person"),
    Entity(id="dasht", name="دشت", type="org"),
    Entity(id="dasht-ha", name="های سبزوار", type="org"),
]
LIST = Watchlist.model_validate(
    {"id": "list", "title": "List", "match": [{"any": ["ferry", "harbour*", "blue 191", "=Gazette", "овен"]}]}
)
FRAGMENTS = [
    "Great ", "Red ", "Harbour", "Harbour's ", " Road ", "of Kings", "Kings", " the ferry. ", "Marlin-129",
    "Crane-77", " and ", ", ", "191", "-40", " S-40", "'s 40 ", " Brigade ", "Heron", " S ", "blue ", "Blue ", "Барн",
    " Овен", "а ", "Бaрн ", "-\n", "\n\n", "Gazette", " (Gazette)", "Har-\nbour ", "/40", "دشت", "\u200cهای",
    " سبزوار ", "ﷺ", "metre ", " или 40", ". ", "\nRead also: ",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def parted_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpt, "_FIRST", 0)
        yield


@cache
def rules(engine: int) -> Ruleset:
    names = installed_engines()
    return compile_ruleset([LIST], ENTITIES, OUTLETS, engine=names[engine % len(names)])


def same(whole: Ruleset, leaves: set[int], document: Document) -> None:
    found, everything = Excerpt(whole.lexicon, leaves).read(document), Reading(whole.lexicon, document)
    assert found.signatures.spans == everything.signatures.spans
    for leaf in leaves:
        if leaf >= 0:
            assert found.hits.get(leaf) == everything.hits.get(leaf)
        else:
            assert found.entities.get(~leaf) == everything.entities.get(~leaf), whole.entities[~leaf].id


leaves = st.sets(st.integers(~(len(ENTITIES) - 1), 4), min_size=1, max_size=3)
pieces = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


@settings(max_examples=300)
@given(leaves, st.one_of(st.just(""), pieces), pieces, st.integers(0, 2))
def test_any_text_has_the_same_hits_of_any_leaves(wanted: set[int], title: str, text: str, engine: int) -> None:
    whole = rules(engine)
    terms = list(whole.plans[0].queries[0].leaves.terms.values())
    same(whole, {terms[leaf] if leaf >= 0 else leaf for leaf in wanted}, Document("", title, text, outlet="gazette"))


@pytest.mark.parametrize(
    ("leaf", "text", "found"),
    [
        ("red", "They left Red Harbour Road.", False),
        ("red", "They left Red Harbour Lane.", True),
        ("road", "They left Harbour Road of Kings.", False),
        ("marlin-191", "A Marlin-129 and 191 flew.", True),
        ("marlin-191", "A “Marlin-129” and “191” flew.", True),
        ("marlin-191", "A Marlin-129 and 191 Brigade flew.", False),
        ("s-40", "They flew a Crane-77's 40 miles.", False),
        ("harbour", "The ferry left Har-\nBour at six.", True),
        ("harbour", "The ferry left Har-\nBour Lakes at six.", False),
        ("kings", "The ferry of Kings left.", True),
        ("dasht", "دشت\u200cهای سبزوار", False),
    ],
)
def test_what_stands_over_the_words_of_a_name_is_read_with_it(leaf: str, text: str, found: bool) -> None:
    whole = rules(0)
    number = next(number for number, one in enumerate(whole.entities) if one.id == leaf)
    document = Document("", "", text)
    same(whole, {~number}, document)
    assert (number in Reading(whole.lexicon, document).entities) == found


def test_the_labelled_sentences_have_the_same_hits_of_any_entity() -> None:
    whole = beat.ruleset()
    chance = random.Random(3)
    everyone = range(len(whole.entities))
    texts = [one.text for one in sentences()]
    for _ in range(25):
        wanted = {~number for number in chance.sample(everyone, k=2)}
        reader = Excerpt(whole.lexicon, wanted)
        for _ in range(20):
            document = Document("", "", " ".join(chance.sample(texts, k=4)))
            found, known = reader.read(document).entities, Reading(whole.lexicon, document).entities
            assert [found.get(~leaf) for leaf in wanted] == [known.get(~leaf) for leaf in wanted]


def found_beside(country: str, most: int, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    monkeypatch.setattr(excerpt, "_MOST", most)
    whole = beat.ruleset()
    wanted = {~number for number, one in enumerate(whole.entities) if one.id == country}
    document = Document("", "", "Sergei Shoigu flew from Tehran to Iran with a Shahed-136.")
    return {whole.entities[number].id for number in Excerpt(whole.lexicon, wanted).read(document).entities}


def test_names_that_have_nothing_to_do_with_a_leaf_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found_beside("iran", 1000, monkeypatch) == {"iran"}


def test_where_too_many_belong_together_all_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found_beside("iran", 0, monkeypatch) > {"iran", "shoigu"}


def test_the_first_documents_are_read_with_all_of_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "_FIRST", 1)
    assert found_beside("iran", 1000, monkeypatch) > {"iran", "shoigu"}
