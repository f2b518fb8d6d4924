"""Words that a page sets twice, and what outlets say to their readers beside a text."""

from __future__ import annotations

import pytest

from crawler.extract import extract
from crawler.lines import furniture_reason
from tests.crawler.test_structure import TEXT, TITLE, URL, lines, paragraphs

SAID = "“We have boats that outrun their piers,” the master told the council. “A boat is only as good as its pier.”"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote class='c-pullquote'><p>We have boats that outrun their piers.</p><cite>Jo</cite></blockquote>",
        "<div class='Block_quoteBig__w'><p>We have boats that outrun their piers</p></div>",
        "<blockquote>A boat is only as good as its pier</blockquote><cite>Jo Hale, harbour master</cite>",
    ],
)
def test_a_pull_quote_goes_with_its_speaker(quote: str) -> None:
    assert lines(paragraphs([TEXT[0], SAID]) + quote + paragraphs(TEXT[1:])) == [TEXT[0], SAID, *TEXT[1:]]


def test_a_pull_quote_goes_though_it_declines_what_it_repeats() -> None:
    said = "— В одном городе я нашёл внутри восемь мышиных гнёзд и партитуру Франка, изгрызенную до третьей страницы."
    quote = "<div class='quote-big'><p>Восемь мышиных гнёзд и партитура Франка</p></div>"
    assert lines(paragraphs([TEXT[0], said]) + quote + paragraphs(TEXT[1:])) == [TEXT[0], said, *TEXT[1:]]


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>The pier will be lengthened by nine metres before the winter.</blockquote>",
        "<blockquote class='twitter-tweet'><p>We have boats that outrun their piers</p>— Jo Hale (@jo)</blockquote>",
        "<blockquote><p>We have boats that outrun their piers.</p><p>And the council has known it for as long as I have"
        " been here.</p></blockquote>",
    ],
)
def test_a_quotation_that_says_more_or_a_quoted_message_stays(quote: str) -> None:
    read = lines(paragraphs([TEXT[0], SAID]) + quote + paragraphs(TEXT[1:]))
    assert len(read) > len(TEXT) + 1


def test_letters_that_are_set_smaller_stay_with_their_word_in_a_standfirst() -> None:
    lead = (
        "<p class='standfirst'>Left since the XVIII<sup>e</sup> century, the <em>pier</em>s of the island are back.</p>"
    )
    read = extract(
        f"<html lang='en'><title>{TITLE}</title><body><article><h1>{TITLE}</h1>{lead}<div class='article-body'>"
        f"{paragraphs()}</div></article></body></html>",
        URL,
    )
    assert read.standfirst == "Left since the XVIIIe century, the piers of the island are back."
    assert read.text.startswith(read.standfirst)


def test_who_is_quoted_above_the_headline_is_no_standfirst() -> None:
    page = (
        f"<html lang='en'><title>{TITLE}</title><article><h4 class='subtitle kicker'>The harbour master said:</h4>"
        f"<h1>{TITLE}</h1><p class='summary'>{TEXT[0]}</p>"
        f"<div class='article-body'>{paragraphs(TEXT[1:])}</div></article>"
    )
    assert extract(page, URL).text.split("\n\n") == TEXT


def test_headlines_under_read_also_go_though_no_link_leads_to_them() -> None:
    box = (
        "<div class='more-on'><h2>Read also</h2><span>list of 2 items</span><ul><li><span>list 1 of 2</span>"
        "<h3>Storm stops the boats in the sound</h3></li><li><span>list 2 of 2</span><h3>Piers fill in dry years</h3>"
        "</li></ul><span>end of list</span></div>"
    )
    assert lines(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:])) == TEXT


def test_a_page_laid_out_by_a_table_is_read_from_the_cell_with_the_prose() -> None:
    menu = "".join(f"<a href='/{name}'>{name}</a><br>" for name in ("Start", "Dates", "Clubs", "Pictures", "Guests"))
    items = (
        "<ul><li>Benches (builder's yard, September)</li><li>Gild the letters – donors wanted!</li><li>Light</li></ul>"
    )
    cell = f"<p>{TEXT[0]}</p><p><u>What is left to do:</u></p>{items}<p>{TEXT[2]}</p>"
    page = (
        f"<html><title>Home paper</title><body><center><table><tr><td colspan=2><font size=6>Paper of the island</font>"
        f"</td></tr><tr><td><font>{menu}<br>Visitors: 0211</font></td><td><font><p><b>{TITLE}</b></p>{cell}</font></td>"
        "</tr>"
        "<tr><td colspan=2>Last change: 24.08.2025</td></tr></table></center></body></html>"
    )
    read = extract(page, URL).text
    assert "Clubs" not in read and "Visitors" not in read
    assert all(line in read for line in ("Gild the letters – donors wanted!", "Light", TEXT[2]))


def test_a_short_sign_under_the_last_paragraph_goes_and_a_word_of_a_list_stays() -> None:
    assert lines(paragraphs() + "<p>OB</p>") == TEXT
    assert lines(paragraphs() + "<ul><li>Norway</li><li>EU</li></ul>") == [*TEXT, "Norway", "EU"]


@pytest.mark.parametrize(
    "line",
    [
        "Do you use the bridge every day? Let us know in the comments",
        "Что вы думаете об этом? Пишите в комментариях!",
        "Artikel anhören 3 Min",
        "Écouter l'article",
        "16.41 AEST",
        "1.2K19",
        "Więcej ciekawych historii przeczytasz na stronie głównej",
        "Share this: Click to share on Facebook (Opens in new window) Click to print (Opens in new window)",
        "Klick, um auf Facebook zu teilen (Wird in neuem Fenster geöffnet)",
        "خرید با تخفیف از فروشگاه افزودن به سبد",
        "Forward-Looking Statements",
        "This press release contains forward-looking statements within the meaning of the Private Securities Litigation"
        " Reform Act of 1995. " + "Words such as “expects” are meant to name them, and nobody should rely on any. " * 4,
    ],
)
def test_what_is_said_to_readers_beside_a_text_goes(line: str) -> None:
    assert furniture_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "“Let us know in the comments,” the presenter said at the end of each clip.",
        "He let the council know in the comments to the budget that the pier was lost.",
        "Wer den Artikel anhören wollte, musste zahlen.",
        "More than 1.2K people came.",
        "Share prices fell; in the comments of analysts there was little hope.",
        "Tell me, what do you say in the comments to your pupils?",
        "The company's statement contains no forward-looking estimate of losses.",
        "Warum legen so viele ihre Einkäufe in den Warenkorb?",
        "Sie legte das Brot in den Warenkorb.",
        "Nobody had told her what the button to add to cart was for.",
        "Więcej informacji znajdziesz na stronie urzędu.",
        "Forward-looking statements were missing from the report, the auditor wrote.",
        "The project was supported by a loan of nine million from the island's fund.",
    ],
)
def test_sentences_that_speak_of_such_words_stay(line: str) -> None:
    assert not furniture_reason(line)
