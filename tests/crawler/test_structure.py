"""What the structure of a page says where no name does: sign-ups, words under pictures, rows, lists of names, walls."""

from __future__ import annotations

import pytest

from crawler import guard
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


def read(inner: str, head: str = "", title: str = TITLE) -> Extracted:
    body = f"<body><div class='q'><h1>{title}</h1>{inner}</div></body>"
    return extract(f"<html><head><title>{title}</title>{head}</head>{body}</html>", URL)


def lines(inner: str, head: str = "") -> list[str]:
    return read(inner, head).text.split("\n\n")


def paragraphs(texts: list[str] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "field", ["<input type='email'>", "<input name='EMAIL'>", "<input placeholder='Sähköposti (email)'>"]
)
def test_the_box_around_a_field_for_an_address_is_cut_in_any_language(field: str) -> None:
    box = f"<div class='zz'><div><p>Aamun viikko</p><p>Yksi kirje joka sunnuntai.</p><form>{field}</form></div></div>"
    assert lines(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:])) == TEXT


def test_a_sign_up_inside_a_list_leaves_the_list() -> None:
    box = "<aside class='{}'><p>Get it by mail.</p><form><input type='email'></form></aside>"
    items = ["Nine flights carried a number.", "Four were filed as aid.", "One was filed as “pigeons”."]
    for name in ("newsletter-signup", "k3"):
        listed = f"<ul><li>{items[0]}</li>{box.format(name)}<li>{items[1]}</li><li>{items[2]}</li></ul>"
        assert lines(paragraphs() + listed) == [*TEXT, *items]


def test_a_form_beside_a_long_text_does_not_take_the_text_along() -> None:
    assert lines(f"<div>{paragraphs()}<form><input type='email'></form></div>") == TEXT


def test_words_that_share_an_element_with_a_picture_are_its_caption() -> None:
    words = "<p class='x2'>The ferry at the quay on Sunday. Photograph by Jo Hale</p>"
    picture = f"<div class='x1'><img src='/f.jpg'>{words}</div>"
    assert lines(paragraphs(TEXT[:2]) + picture + paragraphs(TEXT[2:])) == TEXT


def test_a_picture_at_the_start_of_a_paragraph_leaves_the_paragraph() -> None:
    first = f"<p><img src='/f.jpg'>{TEXT[0]}</p>"
    assert lines(first + paragraphs(TEXT[1:])) == TEXT


def test_slides_whose_words_are_the_article_stay() -> None:
    slides = "".join(
        f"<div><img src='/{n}.jpg'><h2>Stop number {n} of the line</h2>"
        f"<div class='slide-caption'><p>{text}</p></div></div>"
        for n, text in enumerate(TEXT)
    )
    assert lines(slides) == [line for n, text in enumerate(TEXT) for line in (f"Stop number {n} of the line", text)]


def test_captions_beside_an_article_go() -> None:
    caption = "<div class='caption'>The ferry at the quay, seen from the lighthouse on a Sunday in May</div>"
    assert lines(paragraphs(TEXT[:2]) + caption + paragraphs(TEXT[2:])) == TEXT


def test_a_row_of_a_table_is_one_line_whatever_its_cells_are_made_of() -> None:
    rows = "<tr><td><p>Quarter</p></td><td><p>Tonnes</p></td></tr><tr><td><p>First</p></td><td><div>11</div></td></tr>"
    assert lines(f"{paragraphs()}<table>{rows}</table>") == [*TEXT, "Quarter Tonnes", "First 11"]


def test_a_page_laid_out_by_a_table_keeps_its_paragraphs() -> None:
    table = f"<table><tr><td>Menu</td><td>{paragraphs()}</td></tr></table>"
    assert lines(table)[-4:] == TEXT


def test_a_list_of_linked_names_inside_the_text_stays_and_one_of_headlines_goes() -> None:
    names = ["Marta Vance", "Oskar Thornby", "Liv Kestrel"]
    listed = "".join(f"<li><a href='/p/{n}'>{name}</a></li>" for n, name in enumerate(names))
    heads = "".join(f"<li><a href='/n/{n}'>Why the old depot of the port was sold twice</a></li>" for n in range(3))
    inner = f"{paragraphs(TEXT[:2])}<ul>{listed}</ul>{paragraphs(TEXT[2:])}"
    assert lines(inner) == [*TEXT[:2], *names, *TEXT[2:]]
    assert lines(f"{paragraphs(TEXT[:2])}<ul>{heads}</ul>{paragraphs(TEXT[2:])}") == TEXT


def test_a_page_that_is_only_a_list_of_links_keeps_its_lines() -> None:
    names = [f"Name number {n}" for n in range(10)]
    found = lines("<ul>" + "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(names)) + "</ul>")
    assert found[-10:] == names


def test_offers_in_place_of_the_rest_go_however_long() -> None:
    plan = "".join(
        f"<div>Plan {n}: complete access to all that we print, on every device that you own.</div>" for n in range(9)
    )
    wall = f"<div class='k9'><h2>Keep reading for £1</h2>{plan}</div>"
    assert lines(paragraphs() + wall) == TEXT


def test_the_name_of_the_author_in_each_post_of_a_live_page_goes() -> None:
    posts = "".join(f"<div class='p'><div class='post-author'><b>Jo Hale</b></div><p>{text}</p></div>" for text in TEXT)
    assert lines(posts) == TEXT


def test_who_is_quoted_stays() -> None:
    quote = "<blockquote><p>Nobody asked the people who live there.</p><cite class='author'>Jo Hale</cite></blockquote>"
    found = lines(paragraphs(TEXT[:2]) + quote + paragraphs(TEXT[2:]), "<meta name='author' content='Ana Ruiz'>")
    assert "Jo Hale" in " ".join(found)


def test_a_text_in_an_element_named_for_its_tools_stays() -> None:
    said = "<div class='r'><b>Ana</b><p>I have lived on this island for thirty years and was never asked.</p></div>"
    inner = f"<div class='article-tools share'>{paragraphs()}</div><div class='talk'>{said * 20}</div>"
    assert lines(inner)[:4] == TEXT


def test_the_box_of_a_widget_that_is_named_as_a_text_is_not_taken_for_the_article() -> None:
    widget = "".join(
        f"<p>About this paper: since {year} it has been printed and read on the quay.</p>" for year in range(1900, 1908)
    )
    others = "".join(f"<p>{text} It was said again in week {n}.</p>" for n in range(6) for text in TEXT)
    inner = f"<div class='a1'>{paragraphs()}</div><div>{others}</div><div class='widget rich-text'>{widget}</div>"
    assert lines(inner)[:4] == TEXT


def test_the_headline_before_the_first_sentence_is_taken_off() -> None:
    assert lines(f"{TITLE} {TEXT[0]}<p>{TEXT[1]}</p>{paragraphs(TEXT[2:])}") == TEXT


def test_a_sentence_that_begins_as_the_headline_does_stays() -> None:
    first = f"{TITLE} from May on, the company that runs it told the council in a letter on Monday."
    assert lines(f"<p>{first}</p>{paragraphs(TEXT[1:])}")[0] == first


def test_marks_of_footnotes_are_no_text_and_powers_are() -> None:
    inner = (
        f"<p>{TEXT[0][:-1]}<sup><a href='#n1'>1</a></sup>.</p><p>It covers 40 km<sup>2</sup> of the bay and more.</p>"
    )
    assert lines(inner + paragraphs(TEXT[1:]))[:2] == [TEXT[0], "It covers 40 km2 of the bay and more."]


def test_a_page_of_too_many_tags_says_that_it_was_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(paragraphs()).truncated
    monkeypatch.setattr(guard, "MAX_TAGS", 20)
    found = read(paragraphs([f"{text} Week {n}." for n in range(9) for text in TEXT]))
    assert found.truncated
    assert found.confidence <= 0.5
    assert TEXT[0] in found.text


def test_a_plain_text_is_read_by_its_blank_lines() -> None:
    sums = "5 < 6 & 7, officials of the port said on Monday evening."
    text = f"{TITLE}\n\n{TEXT[0][:40]}\n{TEXT[0][40:].strip()}\n\n{sums}\n\n{TEXT[1]}\n"
    found = extract(text, "file:///draft.txt")
    assert found.title == TITLE
    assert found.text.split("\n\n")[1:] == [sums, TEXT[1]]
    assert found.text.startswith("The night ferry will not call")


def test_a_plain_text_without_blank_lines_is_read_by_its_lines() -> None:
    assert extract("\n".join([TITLE, *TEXT]), URL).text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Διαβάστε επίσης: Το παλιό λιμάνι",
        "Przeczytaj także: Stary port",
        "Čtěte také: Starý přístav",
        "Baca juga: Pelabuhan tua",
        "関連記事：古い港",
        "อ่านข่าวเพิ่มเติม : ท่าเรือเก่า",
        "点击上方蓝字关注我们",
        "▶ 네이버에서 한빛통신 구독하기",
        "Ακολουθήστε το Λιμάνι στο Google News",
        "© Jo Hale / Gazette",
        "Πηγή: ΑΠΕ",
        "Continued on the next page...",
        "17.33 GMT",
        "This post may contain affiliate links. Please read our policy.",
    ],
)
def test_furniture_in_further_languages_goes(line: str) -> None:
    assert lines(f"{paragraphs(TEXT[:2])}<p>{line}</p>{paragraphs(TEXT[2:])}") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Read also had the minister's letter of May, which nobody on the board remembers.",
        "Watch: the country's clocks go back an hour on Sunday, and the ferry waits for no one.",
        "Ο λιμενάρχης ακολούθησε το πλοίο ως την έξοδο του λιμανιού και γύρισε το βράδυ.",
        "Zdroj paliva na ostrově nestačí, řekl v pondělí starosta a požádal o další loď.",
        "관련 기사는 없었지만 항만청은 지난주에 이미 결정을 내렸다고 밝혔다.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert line in lines(f"{paragraphs(TEXT[:2])}<p>{line}</p>{paragraphs(TEXT[2:])}")


@pytest.mark.parametrize("control", ["<button>Report</button>", "<a href='#'>Antworten</a>", "<span>Ответить</span>"])
def test_entries_that_can_be_answered_are_the_readers(control: str) -> None:
    said = "I have lived on this island for thirty years and never once was I asked about the ferry."
    entries = "".join(
        f"<div class='e'><p>{said} And that was in {year}.</p>{control}</div>" for year in range(2000, 2030)
    )
    assert lines(f"<div>{paragraphs()}</div><div class='gb'>{entries}</div>") == TEXT


def test_rows_with_a_link_to_a_report_stay() -> None:
    rows = "".join(f"<tr><td>Year {year}</td><td><a href='/{year}'>Report</a></td></tr>" for year in range(2020, 2026))
    assert "Year 2020 Report" in lines(f"{paragraphs()}<table>{rows}</table>")


def test_the_next_article_under_a_linked_headline_goes_and_sections_of_the_same_name_stay() -> None:
    more = [f"{text} That was told again in the second week." for text in TEXT]
    parts = (
        f"<div class='part'><h1>{TITLE}</h1>{paragraphs()}</div><div class='part'><h2>{{}}</h2>{paragraphs(more)}</div>"
    )
    page = f"<html><head><title>{TITLE}</title></head><body>{parts}</body></html>"
    linked = extract(page.format("<a href='/next'>The lighthouse is sold to a stranger</a>"), URL)
    plain = extract(page.format("Why it stops"), URL)
    assert linked.text.split("\n\n") == TEXT
    assert plain.text.split("\n\n") == [*TEXT, "Why it stops", *more]


def test_a_subheading_that_is_named_a_tag_stays() -> None:
    inner = f"{paragraphs(TEXT[:2])}<h3 class='edTag'>Why it stops</h3>{paragraphs(TEXT[2:])}"
    assert lines(inner) == [*TEXT[:2], "Why it stops", *TEXT[2:]]


@pytest.mark.parametrize(
    "label",
    ["みんなのコメント", "热门评论", "댓글 31", "Komentáře", "Σχόλια", "What readers say", "31 comments so far"],
)
def test_readers_parts_are_known_in_further_languages_below_one_long_paragraph_too(label: str) -> None:
    said = "<div><b>Ana</b><p>I have lived on this island for thirty years and was never asked what I think.</p></div>"
    inner = f"<p>{' '.join(TEXT * 2)}</p><div><h2>{label}</h2>{said * 3}</div>"
    assert lines(inner) == [" ".join(TEXT * 2)]
