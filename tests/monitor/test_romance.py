"""Number in Spanish, French and Portuguese: what is found, and what stays another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.outlets import Outlet
from monitor.document import Document
from monitor.entities import Entity
from monitor.forms import inflected, tongues_of
from monitor.lint import lint
from monitor.romance import ROMANCE, romance_forms
from monitor.ruleset import compile_ruleset
from monitor.ruleset_cache import ruleset_hash
from monitor.text import fold_short
from monitor.watchlists import Watchlist


def _paper(language: str) -> Outlet:
    return Outlet.model_validate(
        {"id": f"paper-{language}", "name": "-", "language": language, "country": "PA", "feeds": ["https://a.example/"]}
    )


def _found(text: str, watchlist: dict[str, object], papers: str, entities: tuple[Entity, ...] = ()) -> bool:
    """Whether a list takes an article of the first of `papers` (languages, parted by blanks)."""
    source = Watchlist.model_validate({"id": "w", "title": "W", **watchlist})
    first, *_ = spoken = papers.split()
    rules = compile_ruleset([source], entities, [_paper(one) for one in spoken])
    found = rules.analyse(Document(id="1", title="", text=text, lang=first, outlet=f"paper-{first}"))
    return any(one.passed for one in found.lists)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("es", "canal", "canales"),
        ("es", "nación", "naciones"),
        ("es", "huelga general", "huelgas generales"),
        ("es", "buque portacontenedores", "buques portacontenedores"),
        ("es", "golpe de Estado", "golpes de Estado"),
        ("es", "barco piloto", "barcos piloto"),
        ("es", "juez", "jueces"),
        ("es", "ley", "leyes"),
        ("es", "israelí", "israelíes"),
        ("es", "autobús", "autobuses"),
        ("es", "país", "países"),
        ("es", "café", "cafés"),
        ("es", "robot", "robots"),
        ("fr", "général", "généraux"),
        ("fr", "coup d'État", "coups d'État"),
        ("fr", "coup d’État", "coups d’État"),
        ("fr", "junte militaire", "juntes militaires"),
        ("fr", "bateau", "bateaux"),
        ("fr", "feu", "feux"),
        ("fr", "travail", "travaux"),
        ("fr", "porte-avion", "porte-avions"),
        ("fr", "chef d'état-major", "chefs d'état-major"),
        ("fr", "conseil national", "conseils nationaux"),
        ("pt", "greve geral", "greves gerais"),
        ("pt", "canhão", "canhões"),
        ("pt", "alemão", "alemães"),
        ("pt", "navio-tanque", "navios-tanque"),
        ("pt", "homem", "homens"),
        ("pt", "míssil", "mísseis"),
        ("pt", "civil", "civis"),
        ("pt", "português", "portugueses"),
        ("pt", "mulher", "mulheres"),
    ],
)
def test_a_word_is_found_in_both_numbers(language: str, one: str, many: str) -> None:
    def folded(term: str) -> set[bytes]:
        return {fold_short(form.text) for form in inflected(term, word=True, language=language)}

    assert fold_short(many) in folded(one)
    assert fold_short(one) in folded(many)


@pytest.mark.parametrize(
    ("language", "word"), [("es", "crisis"), ("fr", "avis"), ("fr", "prix"), ("pt", "lápis"), ("es", "OTAN")]
)
def test_what_has_no_plural_of_its_own_gets_none(language: str, word: str) -> None:
    assert [form.text for form in inflected(word, word=False, language=language)] == [word]


def test_the_languages_of_the_outlets_decide() -> None:
    strikes: dict[str, object] = {"match": ["huelga general"]}
    assert _found("Las huelgas generales siguen.", strikes, "es")
    assert _found("Las huelgas generales siguen.", strikes, "es en fa")
    assert not _found("Las huelgas generales siguen.", strikes, "en")


def test_only_the_outlets_that_a_list_reads_decide() -> None:
    only: dict[str, object] = {"match": ["canal"], "outlets": ["paper-en"]}
    assert not _found("Two canales.", only, "en es")
    assert _found("Two canals.", only, "en es")


@pytest.mark.parametrize("text", ["Two planes landed.", "The fines rose.", "He wares his goods; she cares."])
def test_beside_english_a_word_of_one_syllable_becomes_no_english_one(text: str) -> None:
    assert not _found(text, {"match": ["plan", "fin", "war", "car"]}, "en es fr pt")


def test_where_only_spanish_is_read_a_word_of_one_syllable_has_its_plural() -> None:
    assert _found("Los planes del puerto.", {"match": ["plan"]}, "es")
    assert _found("Las voces.", {"match": [{"any": ["voz"], "lang": "es"}]}, "es en")


def test_letters_tell_where_nothing_is_known_of_the_outlets() -> None:
    assert "naciones" in {form.text for form in inflected("nación", word=True)}
    assert {form.text for form in inflected("canal", word=True)} == {"canal", "canals"}
    assert {form.text for form in inflected("Übung", word=True)} == {"Übung", "Übungs"}


def test_a_name_says_its_language() -> None:
    people = Entity(id="people", name="Iranians", type="country", es=["iraní"], fr=["iranien"], pt=["iraniano"])
    for text in ("Los iraníes votan.", "Les iraniens votent.", "Os iranianos votam."):
        assert _found(text, {"match": ["$people"]}, "en", (people,))


def test_a_person_has_no_plural() -> None:
    holm = Entity(id="holm", name="Ana Cortés", type="person", es=["Ana Cortés"])
    assert not _found("Las Anas Corteses.", {"match": ["$holm"]}, "es", (holm,))
    assert _found("Habla Ana Cortes.", {"match": ["$holm"]}, "es", (holm,))


def test_company_and_masks_have_their_plurals_too() -> None:
    port = Entity(
        id="port", name="Port Authority", type="org", short=["AP"], near=["canal"], not_=["AP general", "huelga AP"]
    )
    named: dict[str, object] = {"match": [{"any": ["$port"], "weight": 2}]}
    assert _found("La AP cerró los canales.", named, "es", (port,))
    assert not _found("La AP cerró los bares.", named, "es", (port,))
    assert not _found("En los canales, las huelgas AP siguen.", named, "es", (port,))


def test_a_form_that_only_the_outlets_make_can_be_switched_off() -> None:
    source = Watchlist.model_validate(
        {"id": "w", "title": "W", "match": [{"any": ["canal"], "without": ["canales", "canalos"]}]}
    )
    told = [one.message for one in lint([source], (), [_paper("es")]) if one.code == "without-no-form"]
    assert len(told) == 1
    assert "'canalos'" in told[0]


def test_an_outlet_in_another_language_makes_another_ruleset() -> None:
    assert ruleset_hash((), (), [_paper("en")]) == ruleset_hash(
        (), (), [_paper("en").model_copy(update={"language": "ru"})]
    )
    assert ruleset_hash((), (), [_paper("en")]) != ruleset_hash(
        (), (), [_paper("en").model_copy(update={"language": "es"})]
    )


def test_which_rules_are_followed() -> None:
    assert tongues_of(["en", "ru"]) == ()
    assert tongues_of(["es", "fa", "pt"]) == ("en", "es", "pt")
    assert tongues_of(["fr"]) == ("fr",)


@given(st.text(max_size=30), st.sampled_from(sorted(ROMANCE)), st.booleans(), st.booleans())
def test_any_text_has_a_few_forms_and_none_is_itself(text: str, language: str, singular: bool, careful: bool) -> None:
    forms = dict(romance_forms(text, language, singular=singular, careful=careful))
    assert text not in forms
    assert all(forms)
    assert len(forms) < 40
