"""The compiled half judges what is plain, and leaves the rest: the result is that of Python alone."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.document import Document
from monitor.entities import Entity
from monitor.match import Reading
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.text import native
from monitor.watchlists import Watchlist

pytestmark = pytest.mark.skipif(native() is None, reason="monitor/_native.c was not compiled")

_ENTITIES = [
    {"id": "s-9", "name": "S-9", "type": "weapon", "also": ["S-9VM", "Falcon-9", "Falcon-12"],
     "ru": ["С-9", "Сокол-9"]},
    {"id": "falcon", "name": "Falcon", "type": "weapon", "ru": ["Сокол"], "fa": ["شاهین"]},
    {"id": "reed", "name": "Anna Reed", "type": "person", "short": ["Reed"], "near": ["mayor"], "not": ["Reed Hall"]},
    {"id": "sand", "name": "Песков", "type": "person", "ru": ["Песков"]},
    {"id": "who", "name": "WHO", "type": "org", "also": ["O'Neil & Sons", "Brig. Guard", "A.B. Trust"]},
    {"id": "nowhere", "name": "Nowhere", "type": "country"},
    {"id": "hall", "name": "Reed Hall", "type": "place"},
    {"id": "group", "name": "Falcon Group", "type": "org"},
    {"id": "era", "name": "1929", "type": "event", "also": ["ΩMEGA", "Côte d'Or"]},
]  # fmt: skip
_TERMS = ["arms deal", "who", "WHO", "Falcon", "=reed", "fal*", "1929", "S-9", "the s", "oil-price cap", "Сокол летит",
          "АСОР", "x.y", "don't stop"]  # fmt: skip
_WORDS = [
    *("S-9", "s 9", "S9", "S‑9s", "S-9VM", "S – 9", "Falcon-9", "Falcon 12", "FALCON", "falcons", "and 12", ", 12"),
    "«Falcon-9» and «12»",
    *("Сокол-9", "соколами", "летит", "Песков", "песков", "С-9", "C-9", "АСОР", "ACOP", "шкала", "Mercedes", "город"),
    *("Anna Reed", "Anna  Reed", "Reed", "reed", "mayor", "Reed Hall", "Hall", "WHO", "who", "Who", "WHOs"),
    *("O'Neil & Sons", "O’Neil and Sons", "Brig. Guard", "Brig Guard", "A.B. Trust", "AB Trust", "Nowhere"),
    *("Anna-Reed", "no-\nwhere", "cote d or", "oil price", "or 9"),
    *("1929", "1,929", "$1929", "1929%", "ΩMEGA", "ωmega", "Côte d'Or", "شاهین", "شاهین\u200cها", "شاهین\u200c"),
    *("arms deal", "arms  deal", "arms\n\ndeal", "arms\u00a0deal", "arms_deal", "arms ء deal", "oil-price cap"),
    *("https://falcon.example/reed", "www.reed.com", "a@falcon.org", "Falcon.", "and/or", "x.y", "don't stop", "the s"),
]  # fmt: skip
_BETWEEN = [
    " ",
    " ",
    " ",
    "",
    "'s ",
    "’s",
    "'",
    "\u200c",
    "-",
    "/",
    ". ",
    ".",
    ", ",
    "\n",
    "\n\n",
    "\u0301",
    "\u00ad",
    "(",
]
_texts = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BETWEEN)), max_size=10).map(
    lambda parts: "".join(word + between for word, between in parts)
)


@cache
def _compiled() -> Ruleset:
    lists = [{"id": "one", "title": "One", "match": [{"any": [term]} for term in _TERMS]}]
    lists.append({"id": "two", "title": "Two", "match": ["$falcon", "$reed", {"all": ["$s-9", "arms deal"]}]})
    lists.append({"id": "exact", "title": "Exact", "match": [{"any": ["Falcon Wing", "WHO", "Reed"], "case": "exact"}]})
    entities = [Entity.model_validate(one) for one in _ENTITIES]
    return compile_ruleset([Watchlist.model_validate(one) for one in lists], entities)


@cache
def _plain() -> Ruleset:
    ruleset = _compiled()
    other = compile_ruleset(ruleset.watchlists, ruleset.entities, engine="ahocorasick")
    other.lexicon.names.compiled = None
    return other


@settings(max_examples=100)
@given(_texts, _texts)
def test_the_same_places_are_found_and_the_same_ones_refused_for_the_same_reasons(title: str, text: str) -> None:
    document = Document("1", title, text)
    for explain in (False, True):
        quick, plain = (Reading(one.lexicon, document, keep_rejected=explain) for one in (_compiled(), _plain()))
        assert quick.hits == plain.hits
        assert quick.entities == plain.entities
        assert sorted(quick.masked) == sorted(plain.masked)
        assert sorted(quick.rejected or ()) == sorted(plain.rejected or ())
        assert _compiled().analyse(document, explain) == _plain().analyse(document, explain)


@pytest.mark.parametrize(
    "text", ["Falcon Falcon's Falcon-9 and 12", "S-9 S9 s-9", "«Сокол-9» и 12", "WHO who", "1929 1.929"]
)
def test_examples_are_judged_alike(text: str) -> None:
    document = Document("1", "", text)
    assert _compiled().analyse(document, explain=True) == _plain().analyse(document, explain=True)
    assert Reading(_compiled().lexicon, document).hits
