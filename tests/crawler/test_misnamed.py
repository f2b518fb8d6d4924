"""What holds much of the text stays, whatever its element is called and wherever it is set."""

from __future__ import annotations

import pytest

from crawler.extract import extract
from crawler.lines import closing_note, furniture_reason, starts_tail

TITLE = "Salt works close after the dyke gives way"
TEXT = [
    "The last salt works on the northern flats closed on Monday, two days after a dyke gave way in the night.",
    "Nobody was hurt, but the sea now stands in nine of the fourteen basins, the owner told the harbour board.",
    "The board had asked for stones and clay in the spring, and was told that the money was needed for the road.",
    "Forty people worked there in summer, most of them from the two villages behind the old railway embankment.",
    "Salt was first raked on the flats in 1704, and the ledgers of the first owners are kept in the town hall.",
    "A commission is to say by the autumn whether the dyke can be closed again and what that would cost the town.",
    "The owner has not decided yet whether he wants to go on, he said, even if the basins were dry by next year.",
    "Until then the rakes, the carts and the narrow rails are to be stored in the sheds of the former school.",
    "The mayor promised that those who lost their work would be heard first when the new ferry hires its crew.",
]


def lines(inner: str, meta: str = "") -> list[str]:
    page = f"<html><head><title>{TITLE}</title>{meta}</head><body><main><h1>{TITLE}</h1>{inner}</main></body></html>"
    return extract(page, "https://www.flats.example/news/1").text.split("\n\n")


def paragraphs(texts: list[str] = TEXT, more: str = "") -> str:
    return "".join(f"<p{more}>{text}</p>" for text in texts)


@pytest.mark.parametrize("name", ["related-crime", "newsletter-article", "comment-piece", "modal-body", "quiz-text"])
@pytest.mark.parametrize("around", ["entry-content", "k7"])
def test_a_box_that_the_text_goes_through_stays_whatever_it_is_called(name: str, around: str) -> None:
    box = f"<div class='{name}'>{paragraphs(TEXT[3:6])}</div>"
    assert lines(f"<div class='{around}'>{paragraphs(TEXT[:3])}{box}{paragraphs(TEXT[6:])}</div>") == TEXT


def test_a_box_of_few_words_links_or_fields_in_the_text_goes() -> None:
    links = "".join(f"<p><a href='/{n}'>{text}</a></p>" for n, text in enumerate(TEXT[6:]))
    short = "<div class='related'><p>The flats before the flood, in pictures of the harbour board.</p></div>"
    form = f"<div class='newsletter'>{paragraphs(TEXT[6:])}<input name='email'></div>"
    for box in (f"<div class='related'>{links}</div>", short, form):
        assert lines(f"<div class='entry-content'>{paragraphs(TEXT[:3])}{box}{paragraphs(TEXT[3:6])}</div>") == TEXT[:6]


@pytest.mark.parametrize("hidden", ["style='display:none'", "hidden", "aria-hidden='true'"])
def test_the_rest_of_a_text_that_is_hidden_until_asked_for_stays(hidden: str) -> None:
    assert (
        lines(f"<div class='entry-content'>{paragraphs(TEXT[:6])}<div {hidden}>{paragraphs(TEXT[6:])}</div></div>")
        == TEXT
    )


@pytest.mark.parametrize("name", ["subscriber-only", "subscriber-content", "registration-required", "login-required"])
def test_a_name_that_says_who_may_read_cuts_nothing(name: str) -> None:
    locked = "".join(f"<div class='{name}'><p>{text}</p></div>" for text in TEXT[2:])
    preview = f"<div class='subscriber-preview'><p>{TEXT[1]}</p></div>"
    offer = "<div class='subscriber-offer'><p>Six months of the paper for the price of one.</p></div>"
    assert lines(f"<div class='k7'><p>{TEXT[0]}</p>{preview}{offer}{locked}</div>") == TEXT


def test_a_teaser_that_is_the_first_piece_of_the_text_stays() -> None:
    pieces = [f"<div class='article-body'><p>{text}</p></div>" for text in TEXT]
    split = f"<div class='teaser-content'>{''.join(pieces[:2])}</div><div class='metered'>{''.join(pieces[2:])}</div>"
    assert lines(f"<article>{split}</article>") == TEXT


def test_words_of_slides_set_as_captions_are_the_text() -> None:
    slides = "".join(
        f"<figure><img src='{n}.jpg' alt='{text}'><figcaption>{text}</figcaption></figure>"
        for n, text in enumerate(TEXT)
    )
    assert lines(f"<div class='gallery'>{slides}</div>") == TEXT


def test_paragraphs_that_each_have_a_picture_are_no_captions() -> None:
    assert (
        lines("".join(f"<div class='b'><img src='{n}.jpg'><p>{text}</p></div>" for n, text in enumerate(TEXT))) == TEXT
    )


def test_cards_are_the_article_where_nothing_else_can_be_read() -> None:
    cards = "".join(
        f"<div class='c'><a href='/{n}'>The flats in the year {n + 1} of it</a><p>{text}</p></div>"
        for n, text in enumerate(TEXT)
    )
    found = lines(f"<div>{cards}</div>")
    assert [text for text in TEXT if text in found] == TEXT


def test_a_subheading_that_could_head_comments_does_not_end_a_text() -> None:
    for label in ("<h2>Comments</h2>", "<p><strong>Comments</strong></p>"):
        found = lines(f"<div class='entry-content'>{paragraphs(TEXT[:4])}{label}{paragraphs(TEXT[4:])}</div>")
        assert [text for text in TEXT if text in found] == TEXT


@pytest.mark.parametrize("tag", ["h3", "p"])
def test_the_days_of_a_chronology_stay(tag: str) -> None:
    days = ["4 March 1953", "12 May 1987", "7 June 2023"]
    parts = [part for day, text in zip(days, TEXT[1:4], strict=True) for part in (day, text)]
    inner = "".join(f"<{tag}>{day}</{tag}><p>{text}</p>" for day, text in zip(days, TEXT[1:4], strict=True))
    assert lines(f"<div class='entry-content'><p>{TEXT[0]}</p>{inner}</div>") == [TEXT[0], *parts]


def test_rows_of_numbers_stay_in_a_table() -> None:
    rows = [("Year", "Tons"), ("1987", "4,120"), ("2023", "900")]
    table = "<table>" + "".join(f"<tr><td>{year}</td><td>{tons}</td></tr>" for year, tons in rows) + "</table>"
    found = lines(f"<div class='entry-content'>{paragraphs(TEXT[:3])}{table}{paragraphs(TEXT[3:5])}</div>")
    assert found == [*TEXT[:3], "Year Tons", "1987 4,120", "2023 900", *TEXT[3:5]]


def test_what_is_said_of_and_by_the_author_inside_the_text_stays() -> None:
    signed = "<meta name='author' content='Ida Vren'>"
    spoken = [*TEXT[:3], "Ida Vren: And who will pay for it?", TEXT[3], "I, Ida Vren, was among them.", TEXT[4]]
    assert lines(f"<div class='entry-content'>{paragraphs(spoken)}</div>", signed) == spoken


def test_whom_witnesses_may_ask_is_news_and_whom_readers_may_write_to_is_not() -> None:
    assert not closing_note(
        "Witnesses are asked to write to the harbour police at quay@police.example or to ring them."
    )
    assert closing_note("Readers who know more about the dyke may write to our reporter at vren@flats.example today.")
    assert closing_note(
        "Ida Vren has reported on the flats for years and listens at vren@flats.example to all.", ["Ida Vren"]
    )


@pytest.mark.parametrize(
    "line",
    [
        "AI-generated pictures of the flood fooled two in three of those who were asked.",
        "Already a member of the alliance, the small republic has little to fear.",
        "Back to square one.",
        "Never miss a payment and you may still lose the house, charities warn.",
        "Jetzt testen Forscher den Stoff an Mäusen.",
        "Lesen Sie auch das Kleingedruckte, warnt der Anwalt.",
        "Rejoignez notre camp, a-t-il lancé.",
        "Suscríbase o váyase, le dijo el portero.",
        "Iscriviti alla lista, mi dissero.",
        "Czytaj więcej książek, mówiła babcia.",
        "Volg ons niet, riep de gids.",
        "Läs också det finstilta, varnar juristen.",
        "Čtěte více knih, radí učitelka.",
        "Abone olanların sayısı düştü.",
        "One comment on “the lady of the lake” was enough to bring him to trial.",
    ],
)
def test_sentences_of_reporting_that_begin_like_prompts_stay_in_more_languages(line: str) -> None:
    assert furniture_reason(line) == ""
    assert not starts_tail(line)


@pytest.mark.parametrize("name", ["duet--article--article-body-component", "related-piece", "promo-text"])
def test_pieces_of_one_misleading_name_are_the_text_where_nothing_else_is(name: str) -> None:
    pieces = "".join(f"<div class='{name}'><p>{text}</p></div>" for text in TEXT)
    cards = "".join(f"<div class='card'><a href='/{n}'>The flats in the year {n + 1} of it</a></div>" for n in range(5))
    assert lines(f"<div>{pieces}</div><div>{cards}</div>") == TEXT


def test_what_readers_wrote_is_not_the_text_however_much_it_is() -> None:
    said = "".join(f"<div class='comment-text'><p>{text}</p></div>" for text in TEXT[2:] * 3)
    assert lines(f"<div class='entry'>{paragraphs(TEXT[:2])}</div><div>{said}</div>") == TEXT[:2]


def test_a_notice_of_cookies_goes_though_it_is_longer_than_the_article() -> None:
    told = "These cookies are necessary for the site and cannot be switched off in your preferences of privacy. "
    notice = (
        f"<div id='onetrust-consent-sdk'><h2>Privacy</h2><div>{told * 2}</div><p>{told * 3}</p><p>{told * 2}</p></div>"
    )
    assert lines(f"<div>{paragraphs(TEXT[:3])}</div>{notice}") == TEXT[:3]


def test_a_label_of_what_is_gone_and_the_title_of_a_clip_that_does_not_play_go_too() -> None:
    clip = "<div><h2>The flats from the air</h2><p>To view this video please enable JavaScript at once.</p></div>"
    end = "<p>Note from the author:</p><p>Subscribe to our newsletter and never miss a story from the flats.</p>"
    inner = paragraphs(TEXT[:3]) + clip + paragraphs(TEXT[3:]) + end
    assert lines(f"<div class='entry-content'>{inner}</div>") == TEXT


def test_a_text_in_pieces_of_one_name_is_whole_without_what_stands_above_and_below_it() -> None:
    meta = "<ul class='c-meta'><li>Datum: 04.11.2025</li><li>Ort: Nordheim</li></ul>"
    quote = "<div class='c-quote'><blockquote>“The sea was never asked.”</blockquote></div>"
    pieces = f"<div class='c-rte'>{paragraphs(TEXT[1:5])}</div>{quote}<div class='c-rte'>{paragraphs(TEXT[5:6])}</div>"
    found = extract(
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p class='c-intro'>{TEXT[0]}</p>"
        f"{meta}{pieces}<p class='c-by'>von Redaktion der Salzwerke</p></article></body></html>",
        "https://www.flats.example/news/1",
    )
    assert found.text.split("\n\n") == [*TEXT[:5], "“The sea was never asked.”", TEXT[5]]
    assert found.authors == ()
    assert found.published is not None
    assert found.published.date().isoformat() == "2025-11-04"


def test_whom_an_author_writes_for_goes_by_the_surname_too() -> None:
    assert closing_note("Vren covers the flats for the Union Press.", ["Ida Vren"])
    assert not closing_note("Vrenburg covers the losses of the salt works.", ["Ida Vren"])


def test_a_standfirst_that_is_named_a_teaser_stays_under_the_headline() -> None:
    lead = f"<h2 class='sub'>The sea came at night</h2><div class='teaser-text'>{TEXT[0]}</div>"
    assert lines(f"{lead}<div class='w'>{paragraphs(TEXT[1:])}</div>") == ["The sea came at night", *TEXT]


@pytest.mark.parametrize(
    "cells",
    [
        "<td><img src='1.gif'><br><font size=1>Gazette photo by Jo Hale<br>The dyke, low since May.</font></td>",
        "<td><img src='1.gif'></td></tr><tr><td><font size=1>The dyke on Monday morning</font></td>",
    ],
)
def test_a_table_of_a_picture_and_what_is_written_under_it_goes(cells: str) -> None:
    table = f"<table align=right width=200><tr>{cells}</tr></table>"
    inner = f"<span class='tx'>{TEXT[0]}<br><br>{table}{'<br><br>'.join(TEXT[1:])}</span>"
    assert lines(f"<table><tr><td>{inner}</td></tr></table>") == TEXT


def test_the_years_of_a_history_stay_as_subheadings() -> None:
    inner = f"<p>{TEXT[0]}</p><h2>1704</h2><p>{TEXT[1]}</p><h2>1953</h2><p>{TEXT[2]}</p>"
    assert lines(f"<div class='entry-content'>{inner}</div>") == [TEXT[0], "1704", TEXT[1], "1953", TEXT[2]]


def test_whom_journalists_may_ring_is_no_author() -> None:
    ring = "<p><b>Media Contact:</b></p><p>Ida Vren, press@flats.example</p>"
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{paragraphs()}{ring}</body></html>"
    assert extract(page, "https://www.flats.example/news/1").authors == ()
