"""Boxes that only their words give away, and what must survive beside them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from crawler.extract import extract
from crawler.items import Extracted

URL = "https://www.gazette.example/news/1"
TITLE = "The night ferry stops calling at the island"
TEXT = [
    "The night ferry will not call at the island from May on, the company that runs it said on Monday.",
    "Islanders had asked for a hearing since the first notice went up on the quay two winters ago.",
    "The council will vote on a boat of its own in June, and nobody can say yet who would pay for it.",
    "Until then the mail goes by the noon boat, which is slower and does not take lorries or horses.",
]
LONG = (
    "I have lived on this island for thirty years and never once was I asked what I think of the ferry or its owners."
)


def read(inner: str, head: str = "") -> Extracted:
    body = f"<body><div class='q'><h1>{TITLE}</h1>{inner}</div></body>"
    return extract(f"<html><head><title>{TITLE}</title>{head}</head>{body}</html>", URL)


def paragraphs(texts: list[str] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "label",
    [
        "<h3>Comments (3)</h3>",
        "<div>Комментарии 3</div>",
        "<b>نظرات کاربران</b>",
        "<h3>40 responses</h3>",
        f"<h3>40 responses to “{TITLE}”</h3>",
        f"<h2>One thought on “{TITLE}, and nobody can say yet who would pay for a boat of its own in June”</h2>",
        f"<h3>9 Antworten auf „{TITLE}“</h3>",
    ],
)
def test_what_readers_wrote_below_a_label_goes_though_it_is_longer_than_the_article(label: str) -> None:
    said = "".join(f"<div class='z'><b>Guest {n}</b><p>{LONG} {LONG} Number {n}.</p></div>" for n in range(9))
    assert read(f"<div>{paragraphs()}</div><div>{label}{said}</div>").text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "meta",
    [
        "<a href='#c'>14 comments</a>",
        "<span>14 Comments</span>",
        "<p>Comments</p>",
        "<div><span>Комментарии</span><span>14</span></div>",
    ],
)
def test_a_count_of_comments_above_the_article_costs_none_of_it(meta: str) -> None:
    assert read(f"{meta}{paragraphs()}").text == "\n\n".join(TEXT)


def test_a_link_to_another_article_takes_no_paragraph_with_it() -> None:
    section = f"<section><p>Read also: <a href='/2'>The harbour master resigns</a></p>{paragraphs(TEXT[2:])}</section>"
    assert read(f"{paragraphs(TEXT[:2])}{section}").text == "\n\n".join(TEXT)


def test_a_row_of_teasers_goes_and_paragraphs_that_begin_with_a_link_stay() -> None:
    cards = "".join(
        f"<div class='k'><a href='/{n}'>The harbour master resigns for the {n}th time</a><p>{LONG} {n}</p></div>"
        for n in range(5)
    )
    linked = [f"<a href='/t{n}'>The ferry company</a> {text[4:]}" for n, text in enumerate(TEXT)]
    found = read(f"<div>{paragraphs(linked)}</div><div>{cards}</div>")
    assert LONG not in found.text
    assert all(text[4:] in found.text for text in TEXT)


def test_the_next_article_of_an_endless_page_goes() -> None:
    first = f"<article class='a'><h1>{TITLE}</h1>{paragraphs()}</article>"
    other = f"<article class='a'><h1>Another headline of another day</h1><p>{LONG}</p><p>{LONG} Again.</p></article>"
    page = f"<html><head><title>{TITLE}</title></head><body>{first}{other}</body></html>"
    assert extract(page, URL).text == "\n\n".join(TEXT)


def test_headings_of_the_first_level_inside_a_text_part_nothing() -> None:
    found = read(f"{paragraphs(TEXT[:2])}<h1>What happens next</h1>{paragraphs(TEXT[2:])}")
    assert all(text in found.text for text in TEXT)


def test_a_drop_cap_that_is_hidden_from_screen_readers_stays() -> None:
    found = read(f"<p><span aria-hidden='true'>T</span>{TEXT[0][1:]}</p>{paragraphs(TEXT[1:])}")
    assert found.text == "\n\n".join(TEXT)


def test_a_sentence_between_headline_and_text_is_the_standfirst_and_a_caption_is_not() -> None:
    lead = "Two winters of protest have not moved the company, and now the island looks for a boat of its own"
    caption = "<div><img src='/f.jpg'><div>The ferry at the quay of the island in a storm</div></div>"
    found = read(f"<div class='y1'>{lead}</div>{caption}<div class='article-body'>{paragraphs()}</div>")
    assert found.standfirst == lead
    assert found.text == "\n\n".join([lead, *TEXT])


def test_a_text_in_several_pieces_of_one_name_is_taken_whole() -> None:
    pieces = "".join(f"<div class='block text{n}'><div><p>{text}</p></div></div>" for n, text in enumerate(TEXT))
    assert read(f"<div>{pieces}</div>").text == "\n\n".join(TEXT)


def test_a_class_that_misleads_costs_no_text_in_bare_divs() -> None:
    rows = "".join(f"<div>{text}</div>" for text in TEXT)
    assert read(f"<div class='content-sidebar-wrap'>{rows}</div>").text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2026-05-02T00:30:00+03:30", "2026-05-02T00:30:00+03:30"),
        ("2026-05-02T00:30:00Z", "2026-05-02T00:30:00+00:00"),
    ],
)
def test_a_date_keeps_the_zone_of_its_readers(stated: str, shown: str) -> None:
    found = read(paragraphs(), f"<meta property='article:published_time' content='{stated}'>")
    assert found.published is not None
    assert found.published.isoformat() == shown


def test_the_local_statement_of_an_instant_is_preferred_to_the_universal_one() -> None:
    head = "<meta property='article:published_time' content='2026-05-01T21:00:00Z'>"
    found = read(f"<time datetime='2026-05-02T00:30:00+03:30'>2 May</time>{paragraphs()}", head)
    assert found.published is not None
    assert found.published.isoformat() == "2026-05-02T00:30:00+03:30"


@pytest.mark.parametrize("label", ["40 responses", f"40 responses to “{TITLE}”", "40 comments"])
@pytest.mark.parametrize("when", ["<span>3 hours ago</span>", "<time datetime='2026-11-02T10:00Z'>2 November</time>"])
def test_an_article_is_not_dated_by_what_readers_wrote_below_it(label: str, when: str) -> None:
    said = "".join(f"<div><b>Guest {n}</b> {when}<p>{LONG} Number {n}.</p></div>" for n in range(40))
    html = f"<body><div><h1>{TITLE}</h1>{paragraphs()}</div><div><h3>{label}</h3>{said}</div></body>"
    found = extract(html, URL, fetched=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert found.published is None
    assert found.text == "\n\n".join(TEXT)


def test_the_date_above_the_article_is_read_though_the_count_of_comments_stands_before_it() -> None:
    above = "<div><span>14 comments</span> <time datetime='2026-11-02T10:00Z'>2 November</time></div>"
    html = f"<body><div><h1>{TITLE}</h1>{above}{paragraphs()}</div></body>"
    found = extract(html, URL, fetched=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert found.published == datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_a_short_paragraph_that_begins_like_a_label_takes_nothing_with_it() -> None:
    spoken = "Follow us, the ferrymen shouted through the smoke."
    inner = f"{paragraphs(TEXT[:2])}<div><p>{spoken}</p><p>Few heard them.</p></div>{paragraphs(TEXT[2:])}"
    assert read(inner).text == "\n\n".join([*TEXT[:2], spoken, "Few heard them.", *TEXT[2:]])


@pytest.mark.parametrize(
    "head",
    [
        "<span class='news-date-time'>05.05.2026 09:40</span>",
        "<span class='news-date-time'>05.05.2026 09:40</span><img src='/1.jpg' alt=''>",
        "<time>5 May 2026</time> — ",
        "<span class='date'>5 May 2026</span> | <span class='author'>Jo Hale</span> ",
        "<i>05.05.2026 09:40</i> ",
        "<b>By Jo Hale</b><br>",
        "<b>By Jo Hale</b> – ",
    ],
)
def test_a_date_or_a_byline_in_one_line_with_the_first_sentence_is_no_part_of_it(head: str) -> None:
    assert read(head + "<br><br>".join(TEXT)).text == "\n\n".join(TEXT)
    assert read(f"<div>{head}{TEXT[0]}</div><p>{'</p><p>'.join(TEXT[1:])}</p>").text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "first",
    [
        "On <time>5 May 2026</time> the harbour council closed the ferry slip, and nobody was asked before that day.",
        "<b>5 May 2026</b> The harbour council closes the ferry slip, and the islanders ask for a hearing in June.",
        "<time>5 May 2026</time>, a Tuesday, is the day on which the harbour council closed the slip for two years.",
        "<span class='author'>Jo Hale</span>, who wrote the first history of the slip, sold it at the harbour.",
    ],
)
def test_a_date_or_a_name_that_belongs_to_the_first_sentence_stays(first: str) -> None:
    shown = re.sub("<[^>]*>", "", first)
    assert read(f"<p>{first}</p>{paragraphs()}").text == "\n\n".join([shown, *TEXT])


def test_the_clock_and_the_reporter_above_each_entry_of_a_live_blog_go() -> None:
    said = zip((20, 19, 18, 17), ("Jo Hale", "Ana Ruiz", "Jo Hale", "Ana Ruiz"), TEXT, strict=True)
    posts = "".join(
        f"<div class='live-post'><div class='live-post__meta'><time datetime='2026-05-05T{hour}:10Z'>{hour}:10</time>"
        f"<span class='live-post__author'>{name}</span></div><p>{text}</p></div>"
        for hour, name, text in said
    )
    assert read(posts).text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("<b>Нина Кольцова</b>, фото автора", True),
        ("Jo Hale, photos by the author", True),
        ("Lea Braun, Fotos: Autorin", True),
        ("Текст и фото автора", True),
        ("Photos de l’auteur", True),
        ("The council, photographs of the author in hand, refused to vote.", False),
        ("В зале суда показали фото автора письма, и он узнал себя сам.", False),
    ],
)
def test_a_line_that_says_who_took_the_pictures_goes_and_a_sentence_stays(line: str, cut: bool) -> None:
    shown = re.sub("<[^>]*>", "", line)
    assert read(f"<div>{paragraphs(TEXT)}<p>{line}</p></div>").text == "\n\n".join(TEXT if cut else [*TEXT, shown])


def test_posts_of_a_live_page_that_open_with_a_link_to_themselves_are_no_teasers() -> None:
    posts = "".join(
        f"<article class='b'><header><a href='#b{n}'><time datetime='2026-05-05T1{n}:10:00Z'>{n}h ago</time>"
        f"<span>1{n}:10 GMT</span></a></header><h2>Post {n} of the day on the quay</h2>"
        f"{paragraphs([TEXT[n], LONG + str(n)])}</article>"
        for n in range(4)
    )
    text = read(f"<p>All that happened at the ferry on Tuesday, as it came in.</p><div>{posts}</div>").text
    assert all(line in text for line in (*TEXT, f"{LONG}3", "Post 2 of the day on the quay"))
    assert "h ago" not in text


def test_the_points_of_a_summary_stay_together_and_a_list_of_links_is_none() -> None:
    points = [
        "Ferry stops for the first time in seven years",
        "Freight up by a third",
        "Council asks for a second boat",
    ]
    items = "".join(f"<li>{point}</li>" for point in points)
    linked = (
        "<ul><li><a href='/1'>Seven boats that never came</a></li><li><a href='/2'>The quay in numbers</a></li></ul>"
    )
    found = read(f"<ul>{items}</ul>{linked}<div class='article-body'>{paragraphs()}</div>")
    assert found.text == "\n\n".join([*points, *TEXT])


def test_a_subheading_may_quote_the_text_and_a_quotation_has_a_foot() -> None:
    said = "<blockquote><p>We will row if we must.</p><footer>Ana Ruiz, harbour master</footer></blockquote>"
    head = "<h2>Nobody can say yet who would pay</h2>"
    page = f"{paragraphs(TEXT[:3])}{head}{paragraphs(TEXT[3:])}{said}{paragraphs([LONG])}"
    lines = read(page).text.split("\n\n")
    assert "Nobody can say yet who would pay" in lines
    assert lines[-3:] == ["We will row if we must.", "Ana Ruiz, harbour master", LONG]


def test_a_dateline_in_a_line_of_its_own_stays() -> None:
    page = f"<div class='article-body'><cite><span>Karsk</span> — </cite>{paragraphs()}</div>"
    assert read(page).text.startswith("Karsk —")


@pytest.mark.parametrize(
    "shown",
    [
        '<dateformat time="1777968000" mode="abs"></dateformat>',
        '<my-timestamp data-timestamp="1777968000000"><span>[hour]:[minute]</span></my-timestamp>',
        '<aside><time datetime="2026-05-05T08:00Z">5 May</time></aside>',
    ],
)
def test_a_date_that_a_script_writes_out_is_read_from_its_attribute(shown: str) -> None:
    assert read(f"<div>{shown}</div>{paragraphs()}").published == datetime(2026, 5, 5, 8, tzinfo=UTC)


def test_a_date_that_can_be_read_either_way_gives_way_to_an_exact_one() -> None:
    head = (
        '<meta property="article:published_time" content="2026-05-04T08:00:00Z"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "headline": "x", "datePublished": "05/04/2026 - 08:00"}</script>'
    )
    assert read(paragraphs(), head).published == datetime(2026, 5, 4, 8, tzinfo=UTC)


def test_an_agency_in_a_headline_of_another_article_is_no_author() -> None:
    other = "<div><a href='/2'>State Procurement Agency rejects claim on boats</a></div>"
    assert read(f"<p>{TEXT[0]}</p>{other}").authors == ()


def test_a_house_with_a_stroke_in_its_name_is_nobody() -> None:
    assert read(f"<div class='byline'>By <a>QRS/QR's Radio Harbour</a></div>{paragraphs()}").authors == ()


def test_what_is_offered_in_place_of_a_text_goes_and_the_text_behind_a_wall_stays() -> None:
    offer = "<p>Unlock every article at once. Cancel whenever you like.</p><p>Already a subscriber? Log in</p>"
    page = f"{paragraphs()}<div class='paper-paywall'>{offer}</div>"
    assert read(page).text == "\n\n".join(TEXT)
    behind = f"{paragraphs([LONG, *TEXT])}<div class='paywall'>{paragraphs([LONG + LONG])}</div>"
    assert read(behind).text.endswith(LONG + LONG)
    short = "".join(f"<div class='paywall'><p>{text}</p></div>" for text in TEXT[2:])
    assert read(paragraphs(TEXT[:2]) + short).text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='border: 0px; clip: rect(0px, 0px, 0px, 0px); position: absolute'>, opens new tab</span>",
        "<span hidden>, opens new tab</span>",
        "<span class='visuallyhidden'>, opens new tab</span>",
    ],
)
def test_what_only_screen_readers_are_told_is_no_part_of_a_sentence(hidden: str) -> None:
    first = f"The ferry will not call <a href='https://ferry.example'>at the island{hidden}</a> from May on, it said."
    assert "opens" not in read(f"<p>{first}</p>{paragraphs()}").text
    kept = read(f"<div hidden='until-found'>{paragraphs([LONG])}</div>{paragraphs()}").text
    assert LONG in kept


def test_a_newsroom_that_signs_as_an_organisation_names_nobody() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "author": '
        '{"@type": "Organization", "name": "Newsroom"}}</script>'
    )
    assert read(paragraphs(), head).authors == ()


def test_the_points_of_a_summary_stay_apart_though_their_list_is_named_as_the_lead() -> None:
    points = ["The company has missed payments twice since March", "A fund of the state may put in 120 million"]
    items = "".join(f"<li><span>{point}</span></li>" for point in points)
    found = read(f"<ul class='media-ui-abstract'>{items}</ul><div class='article-body'>{paragraphs()}</div>")
    assert found.text == "\n\n".join([*points, *TEXT])


def test_a_byline_that_tells_of_its_author_is_no_standfirst() -> None:
    told = "<span>, a reporter who has covered the coast since 2016.</span>"
    byline = f"<p>By <span><a href='/authors/jo'>Jo Hale</a></span>{told}</p>"
    head = '<meta name="author" content="Jo Hale">'
    assert read(f"{byline}<div class='article-body'>{paragraphs()}</div>", head).text == "\n\n".join(TEXT)


def test_all_who_stand_in_the_line_of_a_name_beside_the_date_are_authors() -> None:
    signed = "<div><span>Martin Lee</span> and <span>Anna Ruiz</span></div><div>5 May 2026</div>"
    assert read(f"{signed}{paragraphs()}").authors == ("Martin Lee", "Anna Ruiz")


def test_a_house_written_as_one_word_is_no_author_beside_a_person() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "author": '
        '[{"@type": "Person", "name": "Jo McKenzie"}, {"@type": "Person", "name": "CoastMatters"}]}</script>'
    )
    assert read(paragraphs(), head).authors == ("Jo McKenzie",)


def test_the_headline_of_another_article_between_blocks_of_text_goes_though_no_link_holds_its_words() -> None:
    def block(kind: str, inner: str) -> str:
        return f"<div class='article__block' data-type='{kind}'><div class='article__{kind}'>{inner}</div></div>"

    teaser = (
        "<a class='article__article-link' href='/2'></a><div class='article__article-desc'>"
        "<div class='article__article-title'>The harbour gets a second crane</div></div>"
    )
    blocks = [block("text", text) for text in TEXT]
    blocks.insert(2, block("article", teaser))
    assert read(f"<div class='article__body'>{''.join(blocks)}</div>").text == "\n\n".join(TEXT)
