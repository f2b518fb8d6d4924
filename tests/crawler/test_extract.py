"""Reading single facts of a page, and pages that mean harm."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.items import Extracted
from crawler.rules import Rules
from crawler.text import clean_line, line_hash
from crawler.unread import ExtractionError

URL = "https://gazette.test/news/7"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TITLE = "Ferry line to Anzali opens in spring"
PROSE = (
    "A ferry line between Astrakhan and Anzali will open in spring, the owner of the two ships said at the pier.",
    "The ships carry lorries and their drivers, and need two nights for the way if the weather in the delta allows it.",
    "Tickets are sold at the port only, because the owner does not trust machines that take money and print paper.",
    "The harbour master expects one departure a week, and asks drivers to bring patience and something warm to wear.",
)
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/page.html"))


def page(
    *,
    head: str = "",
    above: str = "",
    inside: str = "",
    below: str = "",
    title: str = TITLE,
    body: tuple[str, ...] = PROSE,
) -> str:
    text = "".join(f"<p>{line}</p>" for line in body[:2]) + inside + "".join(f"<p>{line}</p>" for line in body[2:])
    return (
        f'<html lang="en"><head>{head}</head><body><main><h1>{title}</h1>{above}'
        f'<div class="article-body">{text}</div>{below}</main></body></html>'
    )


def read(html: str | bytes, **options: object) -> Extracted:
    return extract(html, URL, fetched=NOW, **options)  # type: ignore[arg-type]


def ld(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def lines(found: Extracted) -> list[str]:
    return found.text.split("\n\n")


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>Subscribe to our newsletter</p>",
        "<p>Never miss a story again — sign up to our Telegram channel and we'll keep you up to speed!</p>",
        "<p>Подписывайтесь на наш Telegram-канал</p>",
        "<p>به کانال تلگرام ما بپیوندید</p>",
        "<p>Share on facebook</p><p>Share on twitter</p>",
        "<p>Read also: <a href='/x'>Port gets a second crane</a></p>",
        "<p>Читайте также: <a href='/x'>Порт получит второй кран</a></p>",
        "<p>1,204 views</p>",
        "<p>Photo: Harbour office</p>",
        "<p>© Gazette / Jo Hale</p>",
        "<p>12 May 2026, 10:15</p>",
        "<p>The Gazette is not responsible for the content of quoted articles.</p>",
        "<p>https://gazette.test/news/7</p>",
        "<p>To participate in the discussion</p><p>log in or register</p>",
        "<figure><img alt='A pier'><figcaption>Lorries wait at the pier in the rain.</figcaption></figure>",
        "<div class='related-posts'><p>Another story that is long enough to look like prose in here.</p></div>",
        "<aside><p>What else happened at the harbour on the day that the ferry line was announced there.</p></aside>",
        "<div style='display:none'><p>Words that no reader sees but that machines would read and believe.</p></div>",
        f"<h2>{TITLE}</h2>",
        f"<p>{PROSE[0]}</p>",
    ],
)
def test_what_is_no_article_is_left_out(furniture: str) -> None:
    assert lines(read(page(inside=furniture))) == list(PROSE)


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>What drivers say</h2>",
        "<blockquote><p>“I would rather swim,” said one of them.</p></blockquote>",
        "<ul><li>a blanket</li><li>bread for two days</li></ul>",
        "<p>Delivery of the S-300 was discussed too. (Reuters)</p>",
        "<p>Don’t wait for it, he said.</p>",
    ],
)
def test_quotes_subheads_and_lists_stay(kept: str) -> None:
    assert len(lines(read(page(inside=kept)))) == len(PROSE) + kept.count("<li>") + (0 if "<li>" in kept else 1)


@pytest.mark.parametrize("suffix", [" - The Gazette", " | The Gazette", " — The Gazette | News", " :: The Gazette"])
def test_the_site_is_cut_from_the_title(suffix: str) -> None:
    head = f"<title>{TITLE}{suffix}</title><meta property='og:title' content='{TITLE}{suffix}'>"
    assert read(page(head=head)).title == TITLE
    head += "<meta property='og:site_name' content='The Gazette'>"
    alone = f"<html><head>{head}</head><body><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    assert read(alone).title == TITLE


def test_a_dash_that_belongs_to_the_title_stays() -> None:
    title = "Iran - Russia: a ferry at last"
    assert read(page(title=title, head=f"<title>{title} | The Gazette</title>")).title == title


@pytest.mark.parametrize(
    "place", ["<p class='standfirst'>{}</p>", "<h2 class='sub-headline'>{}</h2>", "<div class='lead'>{}</div>"]
)
def test_a_visible_standfirst_becomes_the_first_paragraph(place: str) -> None:
    lead = "Two ships, one crane and no machine for tickets"
    found = read(page(above=place.format(lead)))
    assert found.standfirst == lead
    assert lines(found) == [lead, *PROSE]


def test_a_description_that_nobody_sees_is_not_put_into_the_text() -> None:
    found = read(page(head="<meta name='description' content='All about the new ferry line to Anzali, by us.'>"))
    assert found.standfirst == "All about the new ferry line to Anzali, by us."
    assert lines(found) == list(PROSE)


def test_the_lead_of_another_article_is_not_taken() -> None:
    cards = (
        "<div class='list'>"
        + "".join(
            f"<div><h3>Story {n}</h3><p class='lead'>The lead of story number {n} says this.</p></div>"
            for n in range(30)
        )
        + "</div>"
    )
    assert lines(read(page(below=cards))) == list(PROSE)


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        (ld(author={"@type": "Person", "name": "Laleh"}), ("Laleh",)),
        (ld(author=[{"name": "Jo Hale"}, {"name": "Martín Ibáñez"}]), ("Jo Hale", "Martín Ibáñez")),
        (ld(author="By Jo Hale and Ana Ruiz"), ("Jo Hale", "Ana Ruiz")),
        (ld(author={"@type": "Organization", "name": "The Gazette"}, publisher={"name": "The Gazette"}), ()),
        ("<meta name='author' content='admin'>", ()),
        ("<meta name='author' content='Jo Hale, Editor'>", ("Jo Hale",)),
        ("<meta property='article:author' content='https://facebook.com/gazette'>", ()),
        ("<meta name='author' content='Лев Ганин'>", ("Лев Ганин",)),
        ("<meta name='author' content='سارا محبی و علی رضایی'>", ("سارا محبی", "علی رضایی")),
        ("<meta name='author' content='By JO HALE Associated Press'>", ("JO HALE",)),
        ("<meta name='author' content='Jane Doe Senior Correspondent'>", ("Jane Doe",)),
        ("<meta name='author' content='Reuters Staff'>", ()),
        ("<meta name='author' content='Jo Hale (Moscow) and agencies'>", ("Jo Hale",)),
    ],
)
def test_authors_are_people(markup: str, authors: tuple[str, ...]) -> None:
    assert read(page(head=markup)).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("<span class='author'>By Laleh</span>", ("Laleh",)),
        ("<a rel='author' href='/a'>Jo Hale</a>", ("Jo Hale",)),
        ("<div class='x'>By Jo Hale</div>", ("Jo Hale",)),
        ("<i>Автор: Нина Кольцова</i>", ("Нина Кольцова",)),
    ],
)
def test_visible_bylines_are_read_and_are_no_text(byline: str, authors: tuple[str, ...]) -> None:
    found = read(page(above=byline))
    assert found.authors == authors
    assert lines(found) == list(PROSE)


def test_names_under_comments_are_no_authors() -> None:
    comments = "<div class='comments'><span class='author'>Old Sailor</span><p>I have seen three of them.</p></div>"
    assert read(page(below=comments)).authors == ()


@pytest.mark.parametrize(
    ("first", "last", "credit"),
    [
        ("TEHRAN (Reuters) - " + PROSE[0], "", "Reuters"),
        ("MOSCOW, January 20. /TASS/. " + PROSE[0], "", "TASS"),
        (PROSE[0], "By Itar-Tass", "Itar-Tass"),
        (PROSE[0], "Источник: ТАСС", "ТАСС"),
        (PROSE[0], "منبع: ایرنا", "ایرنا"),
    ],
)
def test_the_wire_is_credited_and_datelines_stay(first: str, last: str, credit: str) -> None:
    found = read(page(body=(first, *PROSE[1:], *([last] if last else []))))
    assert found.credit == credit
    assert lines(found) == [first, *PROSE[1:]]


@pytest.mark.parametrize(
    ("markup", "instant"),
    [
        (ld(datePublished="2026-05-01T10:00:00+03:30"), "2026-05-01T06:30"),
        (
            ld(datePublished="2026-05-01") + "<meta property='article:published_time' content='2026-05-01T06:30Z'>",
            "2026-05-01T06:30",
        ),
        ("<meta property='article:published_time' content='2026-05-01T06:30:00Z'>", "2026-05-01T06:30"),
        ("<meta itemprop='datePublished' content='2026-05-01T06:30:00Z'>", "2026-05-01T06:30"),
        (
            "<script type='application/ld+json'>{'broken': \"NewsArticle\"</script>"
            "<meta name='date' content='2026-05-01T06:30Z'>",
            "2026-05-01T06:30",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a "quoted" word",'
            '"datePublished":"2026-05-01T06:30:00Z"}</script>',
            "2026-05-01T06:30",
        ),
    ],
)
def test_the_date_of_machines_is_taken_with_its_zone(markup: str, instant: str) -> None:
    assert read(page(head=markup)).published == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("markup", "instant"),
    [
        ("<time datetime='2026-05-01T06:30:00Z'>May</time>", "2026-05-01T06:30"),
        ("<span class='posted-on'>2 hours ago</span>", "2026-06-01T10:00"),
        ("<div class='date'>۱۱ اردیبهشت ۱۴۰۵ - ۱۰:۳۰</div>", "2026-05-01T07:00"),
        ("<i>01.05.2026 10:30</i>", "2026-05-01T07:00"),
        ("<time datetime='2026-05-01T10:30:00+00:00'>01.05.2026 10:30</time>", "2026-05-01T10:30"),
        ("<i>1 May 2026 10:30 (UTC+3)</i>", "2026-05-01T07:30"),
    ],
)
def test_the_date_of_readers_is_taken_in_the_outlet_s_zone(markup: str, instant: str) -> None:
    found = read(page(above=markup), rules=Rules(zone="Asia/Tehran"))
    assert found.published == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_a_date_from_the_future_is_not_believed() -> None:
    assert read(page(head=ld(datePublished="2031-01-01T00:00:00Z"))).published is None


def test_an_update_is_no_publication() -> None:
    above = (
        "<p class='meta'><time class='updated' datetime='2026-05-03T00:00:00Z'>3 May</time>"
        "<time class='published' datetime='2026-05-01T00:00:00Z'>1 May</time></p>"
    )
    found = read(page(above=above))
    assert found.published == datetime(2026, 5, 1, tzinfo=UTC)
    assert found.modified == datetime(2026, 5, 3, tzinfo=UTC)


def test_the_other_facts_come_along() -> None:
    head = (
        "<link rel='canonical' href='/news/7-ferry'><meta property='og:image' content='/i.jpg'>"
        "<meta property='article:section' content='Ports'><meta property='article:tag' content='ferry'>"
    ) + ld(isAccessibleForFree="False", keywords="a, b")
    found = read(page(head=head))
    assert (found.canonical_url, found.image) == ("https://gazette.test/news/7-ferry", "https://gazette.test/i.jpg")
    assert (found.section, found.tags, found.paywall, found.language) == ("Ports", ("ferry", "a", "b"), True, "en")


@pytest.mark.parametrize("claim", ["/", "https://gazette.test", "javascript:alert(1)", "http://[bad", ""])
def test_a_canonical_address_that_is_none_is_not_taken(claim: str) -> None:
    assert read(page(head=f"<link rel='canonical' href='{claim}'>")).canonical_url == ""


def test_rules_of_the_outlet_are_followed() -> None:
    html = page(
        inside="<p>Harbour weather: fair, with a light wind from the north.</p><p>Notice of the week</p>",
        below="<div id='box'><p>" + PROSE[0] * 2 + "</p></div>",
    )
    found = read(
        html, rules=Rules(strip=("harbour weather",), boilerplate=frozenset({line_hash("notice of the week")}))
    )
    assert lines(found) == list(PROSE)
    assert lines(read(html, rules=Rules(body="#box"))) == [clean_line(PROSE[0] * 2)]
    assert lines(read(html, rules=Rules(body="#gone", strip=("harbour weather", "notice of"))))[0] == PROSE[0]
    assert read(html, rules=Rules(body="p[[")).title == TITLE


def test_two_pages_do_not_know_of_each_other() -> None:
    first = read(page())
    assert [read(page()) for _ in range(5)] == [first] * 5


def test_damaged_bytes_lower_the_confidence_and_stay_visible() -> None:
    whole = page().encode()
    damaged = read(whole[:400] + b"\xff\xfe\xff" + whole[400:], charset="utf-8")
    assert damaged.text.count("\ufffd") == 3
    assert damaged.confidence < read(whole).confidence


def test_a_text_cut_short_on_the_page_is_taken_from_its_json_ld() -> None:
    found = read(page(head=ld(articleBody="\n".join(PROSE * 1)), body=(PROSE[0], "", "", "")))
    assert lines(found) == list(PROSE)


@pytest.mark.parametrize(
    "html", ["", " ", "<html></html>", "<p></p>", "\x00" * 100, "<script>var a = 1</script>", "<!-- x -->"]
)
def test_a_page_without_text_is_an_error_of_its_own_kind(html: str) -> None:
    with pytest.raises(ExtractionError) as error:
        read(html)
    assert error.value.kind == "empty"
    with pytest.raises(ExtractionError):
        read(html.encode())


def hostile() -> dict[str, str]:
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    flood = " ".join(f'a{n}="x"' for n in range(60_000))
    deep = "[" * 100_000
    return {
        "nested tags": page(inside="", above="<div>" * 10_000, below="</div>" * 10_000),
        "nested inline tags": f"<html><body><h1>{TITLE}</h1>{'<b><i><font>' * 5_000}{text}",
        "nested tables": f"<html><body><h1>{TITLE}</h1>{'<table><tr><td>' * 3_000}{text}",
        "attributes": page(above=f"<div {flood}></div>"),
        "attributes without values": page(above=f"<div {'a ' * 100_000}></div>"),
        "deep JSON-LD": page(head=f'<script type="application/ld+json">{deep}</script>'),
        "long JSON-LD": page(
            head=f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{"x " * 500_000}</script>'
        ),
        "commas in JSON-LD": page(head=f'<script type="application/ld+json">{{"a":{"," * 300_000}</script>'),
        "many scripts": page(head='<script type="application/ld+json">{"@type":"Article"}</script>' * 5_000),
        "unclosed comments": page(below="<!-- " * 100_000),
        "unclosed scripts": page(below="<script " * 100_000),
        "blanks": page(title=TITLE, inside=f"<p>{' ' * 1_000_000}</p>"),
        "links": page(below="<a href='/x'>x</a> " * 100_000),
        "long word": page(inside=f"<p>{'x' * 1_000_000}</p>"),
        "digits": page(above=f"<time>{'9' * 200_000}</time><span class='date'>{'1/' * 100_000}</span>"),
        "headings": page(above=f"<h1>{TITLE} x</h1>" * 3_000),
        "bylines": page(above="<span class='author'>By x and y and z</span>" * 5_000),
        "NUL bytes": page().replace("ferry", "fer\x00ry"),
        "brackets": page(below="<" * 500_000),
        "lines in one paragraph": page(
            inside=f"{text}<p>{'and so it went on and on in one line of the text<br>' * 30_000}"
        ),
        "links around paragraphs": page(below="<a><p>x" * 60_000),
        "nested pictures": page(below="<figure><img src=a><p>words of a caption here" * 20_000),
        "nested lists": page(below="<dl><dt>term<dd>words" * 20_000),
    }


@pytest.mark.cpu_seconds(30)
@pytest.mark.parametrize("kind", list(hostile()))
def test_a_hostile_page_gives_its_article_all_the_same(kind: str) -> None:
    found = read(hostile()[kind])
    assert found.title.startswith(TITLE)
    assert PROSE[0] in found.text
    assert PROSE[3] in found.text


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_a_mutated_page_never_breaks_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(chance.choice(EXAMPLES).read_bytes())
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(body))
        match chance.randrange(4):
            case 0:
                body[place] = chance.randrange(256)
            case 1:
                del body[place : place + chance.randrange(200)]
            case 2:
                body[place:place] = bytes(
                    chance.choice([b"<", b">", b"</div>", b"<p>", b'"', b"\x00", b"&#x2028;", b"<table>", b"{"])
                )
            case _:
                other = chance.randrange(len(body))
                body[place:place] = body[other : other + chance.randrange(2_000)]
    try:
        found = read(bytes(body))
    except ExtractionError as error:
        assert error.kind == "empty"
        return
    assert all(line == clean_line(line) and line for line in lines(found))
    assert found.title == clean_line(found.title)
    assert 0 <= found.confidence <= 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_any_input_gives_an_article_or_the_error(html: str | bytes) -> None:
    try:
        read(html)
    except ExtractionError as error:
        assert error.kind == "empty"


def test_long_headlines_on_many_cards_are_no_prose() -> None:
    card = "<li><a href='/n/{0}'><span>The owner of ship {0} said it would be painted by summer</span></a></li>"
    shelf = "<aside><ul>" + "".join(card.format(number) for number in range(60)) + "</ul></aside>"
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    found = read(f"<html lang='en'><body><article><h1>{TITLE}</h1>{text}</article>{shelf}</body></html>")
    assert lines(found) == list(PROSE)
    assert found.confidence >= 0.9
