"""Who wrote it and when, by what stands between the headline and the text."""

from __future__ import annotations

import pytest

from tests.crawler.test_extract import PROSE, page, read

WHEN = "<div>5 May 2026</div>"


def authors(above: str) -> tuple[str, ...]:
    return read(page(above=above)).authors


@pytest.mark.parametrize(
    "above",
    [
        f"{WHEN}<p>Berlin, Germany</p>",
        f"<p>Cairo, Egypt</p>{WHEN}",
        "<p>Columbus, Ohio | May 5, 2026</p>",
        f"{WHEN}<p>PORTLAND, Maine</p>",
        "<p>Lyon, France</p>",
    ],
)
def test_a_place_under_the_headline_is_no_author(above: str) -> None:
    assert authors(above) == ()


def test_a_surname_before_the_given_name_is_believed_where_the_page_calls_it_an_author() -> None:
    assert authors(f"<p class='author'>Solheim, Ingrid</p>{WHEN}") == ("Ingrid Solheim",)


@pytest.mark.parametrize(
    "label",
    [
        *("Climate Crisis", "Local Elections", "Formula One", "Champions League", "Kyiv Oblast", "Supreme Court Watch"),
        *("Нижний Тагил", "Новая Зеландия", "Лига Чемпионов", "Нобелевская Премия", "Bayern München", "Castilla León"),
    ],
)
def test_a_section_or_a_region_beside_the_date_is_no_author(label: str) -> None:
    assert authors(f"<div>{label}</div>{WHEN}") == ()
    assert authors(f"<div>{label} | 5 May 2026</div>") == ()
    assert authors(f"<div><span>{label}</span> | <span>5 May 2026</span></div>") == ()


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (f"<div>Sarah Whitfield</div>{WHEN}", "Sarah Whitfield"),
        ("<div>Нина Кольцова | 5 мая 2026</div>", "Нина Кольцова"),
        (f"<div class='au'>Obi Mbeki</div>{WHEN}", "Obi Mbeki"),
        (f"<div>Obi Mbeki</div><div>Health Reporter</div>{WHEN}", "Obi Mbeki"),
        (f"<div>Obi MBEKI</div>{WHEN}", "Obi MBEKI"),
        ("<div>5 May 2026 | By Obi Mbeki</div>", "Obi Mbeki"),
        (f"<div>Obi Mbeki (Text)</div>{WHEN}", "Obi Mbeki"),
        (f"<a href='/staff/obi-mbeki'>Obi Mbeki</a>{WHEN}", "Obi Mbeki"),
    ],
)
def test_a_name_beside_the_date_is_believed_for_what_speaks_for_it(above: str, name: str) -> None:
    assert authors(above) == (name,)


def test_whom_the_article_tells_of_is_no_author_for_a_given_name_alone() -> None:
    told = "The owner, Sarah Whitfield, said that she would buy a third ship if the first two were full by midsummer."
    assert read(page(above=f"<div>Sarah Whitfield</div>{WHEN}", body=(told, *PROSE))).authors == ()
    note = "Sarah Whitfield has written about harbours and the people who live of them for more than thirty years now."
    assert read(page(above=f"<div>Sarah Whitfield</div>{WHEN}", body=(*PROSE, note))).authors == ("Sarah Whitfield",)
