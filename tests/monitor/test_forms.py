"""Generated forms: what is in, what must stay out, and why each one counts."""

from __future__ import annotations

import pytest

from monitor.declension import endings_of
from monitor.entities import Entity
from monitor.forms import forms_of, inflected
from monitor.russian_phrases import russian_forms


def _texts(term: str) -> set[str]:
    return {form.text.lower() for form in forms_of(term)}


@pytest.mark.parametrize(
    ("term", "inside", "outside"),
    [
        ("drone", {"drone", "drones"}, {"droned"}),
        ("delivery", {"deliveries", "deliverys"}, set()),
        ("embargo", {"embargos"}, set()),
        ("Resolution 1929", {"resolutions 1929"}, set()),
        ("=drone", {"drone"}, {"drones"}),
        ("поставка", {"поставки", "поставку", "поставкой", "поставок"}, {"поставить"}),
        ("поставить", {"поставит", "поставила"}, {"поставка"}),
        ("военно-техническое сотрудничество", {"военно-технического сотрудничества"}, set()),
        ("Герань-2", {"герани-2", "геранями-2"}, {"герань-2а"}),
        ("завод Купол", {"завода купол", "заводом купол"}, set()),
        ("Вертолёты России", {"вертолётов россии"}, {"вертолёт россии"}),
        ("С-300", {"с-300"}, {"с-300а"}),
        ("МиГ-29", {"миги-29", "мигов-29"}, set()),
        ("پهپاد", {"پهپادها", "پهپادهای", "پهپادی"}, {"پهپادان"}),
        ("ШОС", {"шос"}, {"шоса"}),
        ("Україна", {"україни", "україну", "україною"}, set()),
    ],
)
def test_a_term_has_the_forms_of_its_language(term: str, inside: set[str], outside: set[str]) -> None:
    found = _texts(term)
    assert inside <= found
    assert not outside & found


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("Владимир Путин", {"владимира путина", "владимиром путиным"}, {"владимир путины", "владимиру путиной"}),
        ("Сергей Шойгу", {"сергея шойгу", "сергеем шойгу"}, set()),
        ("Мария Захарова", {"марии захаровой", "марию захарову"}, set()),
        ("Мохаммад Багери", {"мохаммада багери"}, {"мохаммада багеря"}),
        ("Али Акбар Салехи", {"али акбара салехи", "али акбаром салехи"}, {"али акбара салеха", "али акбар салех"}),
        ("Масуд Пезешкиан", {"масуда пезешкиана", "масудом пезешкианом"}, set()),
        ("Василий Небензя", {"василия небензи", "василию небензе"}, set()),
        ("Сергей Чемезов", {"сергеем чемезовым"}, {"сергеем чемезовом"}),
        ("Юрий Слюсарь", {"юрия слюсаря", "юрием слюсарем"}, set()),
        ("Песков", {"пескова", "песковым"}, {"песка", "песковы"}),
        ("Хосейн Амир Абдоллахиан", {"хосейна амира абдоллахиана", "хосейн амир абдоллахиана"}, set()),
    ],
)
def test_a_name_declines_as_a_name(name: str, inside: set[str], outside: set[str]) -> None:
    found = {form.lower() for form in russian_forms(name, person=True).forms}
    assert inside <= found
    assert not outside & found


def test_every_form_says_why_and_the_first_is_the_term() -> None:
    forms = forms_of("санкции")
    assert forms[0] == ("санкции", "as written")
    assert all(form.why for form in forms)
    assert ("санкциям", "Russian dative, plural") in forms


def test_an_entity_lists_all_its_names_less_those_switched_off() -> None:
    entity = Entity(id="dehqan", name="Hossein Dehqan", type="person", fa=["حسین دهقان"], short=["Dehqan"])
    found = {form.text: form.why for form in forms_of(entity)}
    assert "Hossein Dehqans" in found
    assert "حسین دهقانی" not in found, "a person's name takes no joined suffix"
    assert "counts only in company" in found["Dehqan"]
    narrowed = entity.model_copy(update={"without": ["hossein dehqans"]})
    assert "Hossein Dehqans" not in {form.text for form in forms_of(narrowed)}


def test_arabic_words_take_their_prefixes() -> None:
    entity = Entity(id="iraq", name="Iraq", type="country", ar=["العراق"])
    found = {form.text for form in forms_of(entity)}
    assert {"والعراق", "للعراق", "وللعراق", "بالعراق"} <= found
    assert not [form for form in found if "الال" in form]


@pytest.mark.parametrize(
    ("term", "language", "among"),
    [
        ("القمح", "", {"القمح", "والقمح", "بالقمح", "للقمح"}),
        ("تصدير القمح", "", {"وتصدير القمح", "لتصدير القمح"}),
        ("سفينة", "", {"وسفينة", "السفينة", "للسفينة"}),
        ("اتفاق نووي", "", {"الاتفاق النووي", "بالاتفاق النووي"}),
        ("قمح", "", {"القمح", "والقمح"}),
        ("قمح", "ar", {"القمح", "وقمح", "لقمح"}),
        ("الماس", "", {"الماسها", "والماس"}),
    ],
)
def test_a_term_of_a_list_that_is_or_may_be_arabic_takes_article_and_prefixes(
    term: str, language: str, among: set[str]
) -> None:
    forms = [form.text for form in inflected(term, word=True, language=language)]
    assert among <= set(forms)
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(("term", "language"), [("روش", ""), ("کشتی", ""), ("رود", "fa")])
def test_a_persian_term_takes_no_arabic_letter_in_front(term: str, language: str) -> None:
    forms = {form.text for form in inflected(term, word=True, language=language)}
    assert not {"ف" + term, "و" + term, "ل" + term} & forms
    assert term + "ها" in forms


def test_names_are_also_found_where_a_one_letter_word_is_written_to_them() -> None:
    person = Entity.model_validate(
        {"id": "hafez", "name": "Hafez Bahar", "type": "person", "fa": ["حافظ بهار", "بهار"]}
    )
    land = Entity.model_validate({"id": "land", "name": "Golestan", "type": "country", "fa": ["گلستان", "گل"]})
    written = {form.text for form in forms_of(person)}
    assert {"وحافظ بهار", "لحافظ بهار"} <= written
    assert "وبهار" not in written
    assert {form.text for form in forms_of(land)} & {"وگلستان", "لگلستان", "وگل"} == {"وگلستان"}


def test_a_name_with_ov_inside_declines_by_its_own_ending() -> None:
    assert declined("довгач", "ablt") == {"довгачем"}
    assert declined("дорохов", "ablt") == {"дороховым"}


def declined(name: str, case: str) -> set[str]:
    stem, endings = endings_of(name, person=True)
    return {stem + ending for ending in endings.paradigm[case, "sing"]}


@pytest.mark.parametrize(
    ("name", "person", "among", "outside"),
    [
        ("Чорноморська біржа", False, {"чорноморської біржі", "чорноморську біржу", "чорноморською біржею"}, set()),
        ("Міністерство оборони", False, {"міністерства оборони", "міністерству оборони"}, {"міністерства обороною"}),
        ("Державна митна служба", False, {"державної митної служби"}, {"державна митної служба"}),
        ("Олена Павленко", True, {"олени павленко", "олену павленко"}, set()),
        ("Остап Залеський", True, {"остапа залеського", "остапом залеським"}, set()),
        ("Шахед-136", False, {"шахеди-136", "шахедів-136"}, set()),
        ("НБУ", False, {"НБУ"}, set()),
    ],
)
def test_ukrainian_names_of_several_words_decline_together(
    name: str, person: bool, among: set[str], outside: set[str]
) -> None:
    forms = {form.text for form in inflected(name, person=person, language="uk")}
    assert among <= forms
    assert not outside & forms
    assert name in forms
