"""Headlines of pages whose title is that of the site, a section or a number: old systems, offices."""

from __future__ import annotations

import pytest

from crawler.extract import extract

LINE = "Sluice at Oldmere stays shut until the eels have passed"
TEXT = [
    "The sluice at Oldmere will stay shut for nine more nights, because the eels have not yet gone down to the sea.",
    "Anglers counted four hundred of them under the old bridge on Sunday, three times as many as a year ago.",
]


def page(body: str, title: str = "The Fen Courier Online - Local News") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "printed",
    [
        f"<h2 class='x'>{LINE}</h2>",
        f"<span class='hd'>{LINE}</span><br>",
        f"<span class='zag'><b>{LINE}</b></span><br>",
        f"<div class='NewsTitle'>{LINE}</div>",
        f"<font face='Arial' size='4'><b>{LINE}</b></font><br><b>Anglers and millers agree at last</b><br>",
        f"<b>{LINE}</b><br><b>By Ida Vren</b><br>",
    ],
)
def test_what_stands_out_above_the_first_sentences_is_the_headline(printed: str) -> None:
    menu = "<td><b>In this issue</b><br><a href='/1'>Chess club wins the county cup again</a></td>"
    body = f"<table><tr>{menu}<td>Saturday, April 12, 2003<br>{printed}<span>{'<br><br>'.join(TEXT)}</span></td>"
    found = extract(page(f"{body}</tr></table>"), "https://www.fen.example/l/12.htm")
    assert found.title == LINE
    assert found.text.split("\n\n")[-2:] == TEXT


def test_the_only_h1_is_the_headline_where_the_title_is_a_number_and_the_name_of_an_office() -> None:
    office = "Office for Water and Roads of the Fens"
    body = f"<h1>{LINE}</h1>{''.join(f'<p>{text}</p>' for text in TEXT)}<div><h3>Contact</h3><p>{office}</p></div>"
    assert extract(page(body, f"Notice 117/2025 - {office}"), "https://www.fen.example/n").title == LINE


def test_a_headline_in_the_title_stays_where_the_h1_is_a_motto() -> None:
    told = "".join(f"<p>{text}</p>" for text in TEXT)
    body = f"<h1>News from the heart of the fens</h1><div class='t'>{LINE}</div>{told}"
    assert extract(page(body, f"{LINE} - Fen Courier"), "https://www.fen.example/n").title == LINE


SEARCHED = "Oldmere eel fury: everything we know about the sluice row"
TOLD = "".join(f"<p>{text}</p>" for text in TEXT)
LATEST = "<aside><h2>Latest</h2><a href='/3'>Chess club wins the county cup again</a></aside>"


@pytest.mark.parametrize(
    "printed",
    [
        f"<header class='top'><h1><a href='/'>The Fen Courier of Oldmere</a></h1></header><h1>{LINE}</h1>{TOLD}",
        f"<main><h1>{LINE}</h1><p>By Ida Vren</p>{TOLD}</main><aside><h1>Most read in the fens today</h1></aside>",
        f"<article><header><h2 class='ArticleHeadline'>{LINE}</h2></header>{TOLD}</article>",
    ],
)
def test_the_headline_over_the_text_goes_before_one_that_only_the_head_of_the_page_tells(printed: str) -> None:
    head = f"<title>{SEARCHED} - Fen Courier</title><meta property='og:title' content='{SEARCHED}'>"
    found = extract(f"<html><head>{head}</head><body>{printed}{LATEST}</body></html>", "https://www.fen.example/n")
    assert found.title == LINE


@pytest.mark.parametrize(
    "printed",
    [
        f"<h1>News from the heart of the fens</h1><div class='t'>{SEARCHED}</div>{TOLD}",
        f"<nav><h1>News from the heart of the fens</h1></nav><p>{TEXT[0]}</p><h2>What the millers want now</h2>{TOLD}",
        f"<h1>News from the heart of the fens</h1><h2>{SEARCHED.replace('fury', '<em>fury</em>')}</h2>{TOLD}",
        f"<div><h1>We value your privacy here</h1><p>{TEXT[0]}</p></div><div>{TOLD}</div>",
        f"<div class='site-logo'><h1>All the fens that fit</h1></div><div>{TOLD}</div>",
        f"<article>{TOLD}</article><section><h1>More from the fens today</h1><p>{TEXT[1]}</p></section>",
        f"<h1>Courier</h1><h1>Life in the wide fens</h1>{TOLD}<h1>More stories from the fens</h1>",
    ],
)
def test_the_headline_in_the_head_stays_where_the_page_shows_it_or_no_other(printed: str) -> None:
    head = f"<title>{SEARCHED} | Fen Courier</title><meta property='og:title' content='{SEARCHED}'>"
    found = extract(f"<html><head>{head}</head><body>{printed}{LATEST}</body></html>", "https://www.fen.example/n")
    assert found.title == SEARCHED


def test_the_name_of_the_site_at_the_top_of_the_page_is_no_headline() -> None:
    top = "<div><p class='site-title'>Oldmere Fen Sentinel</p></div>"
    title = "Oldmere Fen Sentinel - Serving the fens since 1889"
    for printed in (f"<h1>{LINE}</h1>", f"<h2 class='entry-title'>{LINE}</h2>"):
        assert extract(page(f"{top}<div>{printed}{TOLD}</div>", title), "https://www.paper.example/n").title == LINE


def test_a_publishing_house_and_an_office_are_no_persons() -> None:
    for field in ("Fen-Bote Verlag", "Redaktion der Bundeswehr", "Media Contact"):
        meta = f"<title>{LINE}</title><meta name='author' content='{field}'>"
        body = f"<h1>{LINE}</h1><p>Von Ida Vren</p>{''.join(f'<p>{text}</p>' for text in TEXT)}"
        found = extract(f"<html><head>{meta}</head><body>{body}</body></html>", "https://www.fen.example/n")
        assert found.authors == ("Ida Vren",), field


def test_what_two_engines_take_for_text_around_it_does_not_outvote_the_element_of_the_text() -> None:
    side = "".join(f"&#149; <a href='/{n}'>Chess club wins cup number {n}</a><br><br>" for n in range(9))
    inner = f"{TEXT[0]}<br><br>The bids were:<br><br>Hansen, 6.1<br>Tri-County, 6.4<br>Northern, 6.9<br><br>{TEXT[1]}"
    body = f"<td>{side}</td><td><b>{LINE}</b><br><span>{inner}</span></td><td>Poll<br>Yes<br>No</td>"
    found = extract(page(f"<table><tr>{body}</tr></table>"), "https://www.fen.example/l/12.htm").text.split("\n\n")
    assert found == [TEXT[0], "The bids were:", "Hansen, 6.1", "Tri-County, 6.4", "Northern, 6.9", TEXT[1]]
