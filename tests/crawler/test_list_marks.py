"""Marks of lists go, dashes of direct speech stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.corpus import parse_corpus_text
from crawler.extract import extract
from crawler.list_marks import without_list_dashes, without_mark
from tests.crawler.old_texts import ENGLISH, RUSSIAN


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("• The quay is closed", "The quay is closed"),
        ("•The quay is closed", "The quay is closed"),
        ("‣ one", "one"),
        ("▪ • two", "two"),
        ("* three", "three"),
        ("· four", "four"),
        ("\uf0b7 from a word processor", "from a word processor"),
        ("🔹 Причал закрыт", "Причал закрыт"),
        ("■見出し", "見出し"),
        ("» Mehr", "Mehr"),
        ("1. five stays", "1. five stays"),
        ("a) six stays", "a) six stays"),
        ("*a note stays", "*a note stays"),
        ("»Wir bleiben«, sagte sie.", "»Wir bleiben«, sagte sie."),
        ("№ 5 stays", "№ 5 stays"),
        ("●●県の港", "●●県の港"),
        ("• • •", "• • •"),
        ("– an en dash is not decided line by line", "– an en dash is not decided line by line"),
    ],
)
def test_signs_that_mean_nothing_else_go(line: str, bare: str) -> None:
    assert without_mark(line) == bare


@given(st.text(max_size=30))
def test_a_mark_is_taken_off_once_and_for_all(line: str) -> None:
    bare = without_mark(line)
    assert without_mark(bare) == bare
    assert any(map(str.isalnum, bare)) == any(map(str.isalnum, line))


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["– Мы готовы, – сказал начальник порта.", "– И я."], "ru"),
        (["– Мы готовы."], "ru"),
        (["– Кто откроет шлюз?", "– Смотритель."], "ru"),
        (["- Мы готовы.", "- И мы тоже."], "ru"),
        (["— No lo sé.", "— Yo tampoco."], "es"),
        (["– Nous sommes prêts, dit-il.", "– Pas moi."], "fr"),
        (["— The harbour master, in a letter of May"], "en"),
        (["- Nora Hale, harbour master"], "en"),
        (["- Who pays?", "- The port."], "en"),
    ],
)
def test_dashes_of_speech_stay(lines: list[str], language: str) -> None:
    assert without_list_dashes(lines, language) == lines


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["– зерно;", "– уголь;", "– рыба."], "ru"),
        (["- зерно", "- уголь"], "ru"),
        (["— grain", "— coal"], "en"),
        (["- The quay is closed.", "- The lock is open."], "en"),
        (["- The quay is closed."], "en"),
        (["- - twice;", "- once."], "es"),
    ],
)
def test_dashes_of_lists_go(lines: list[str], language: str) -> None:
    assert without_list_dashes(lines, language) == [line.replace("- ", "").lstrip("–— ") for line in lines]


def test_both_ways_in_take_the_marks_off() -> None:
    items = ["• Grain for the mill", "• Coal for the tugs", "• Salt for the ice house and for the fish market"]
    bare = [item[2:] for item in items]
    text = parse_corpus_text("\n\n".join([ENGLISH[0].title, *ENGLISH[0].paragraphs, *items, ENGLISH[1].paragraphs[0]]))
    assert text.paragraphs == (*ENGLISH[0].paragraphs, *bare, ENGLISH[1].paragraphs[0])
    body = "".join(f"<p>{line}</p>" for line in [*ENGLISH[0].paragraphs, *items, *ENGLISH[1].paragraphs])
    page = f"<html><body><article><h1>{ENGLISH[0].title}</h1>{body}</article></body></html>"
    assert [item for item in bare if item in extract(page, "https://quay.test/1").text.split("\n\n")] == bare


def test_a_dialogue_in_an_old_text_keeps_its_dashes() -> None:
    said = ["– Шлюз откроют в среду, – сказал начальник.", "– А причал?", "– Причал останется закрытым."]
    text = parse_corpus_text("\n\n".join([RUSSIAN[0].title, *RUSSIAN[0].paragraphs, *said]))
    assert text.paragraphs == (*RUSSIAN[0].paragraphs, *said)
