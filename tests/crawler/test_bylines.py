"""Who wrote it and when, by what stands between the headline and the text."""

from __future__ import annotations

import pytest

from crawler.extract import extract
from tests.crawler.test_extract import PROSE, lines, page, read

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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Das Interview führten Lea Braun und Tim Wolf", ("Lea Braun", "Tim Wolf")),
        ("Das Gespräch führte Lea Braun", ("Lea Braun",)),
        ("Lea Braun berichtet aus Kairo", ("Lea Braun",)),
        ("Von Lea Braun und unseren Korrespondenten", ("Lea Braun",)),
        ("Von Lea Braun, mit Material der dpa", ("Lea Braun",)),
        ("Mit Material der dpa", ()),
        ("Підготувала Олена Дорошенко", ("Олена Дорошенко",)),
        ("Розмовляла Олена Дорошенко", ("Олена Дорошенко",)),
        ("Материал подготовил Иван Петров", ("Иван Петров",)),
        ("Интервью взяла Анна Петрова", ("Анна Петрова",)),
        ("Беседу вел Иван Петров", ("Иван Петров",)),
        ("Иван Петров, доктор исторических наук", ("Иван Петров",)),
        ("Rédigé par Luc Morin", ("Luc Morin",)),
        ("Article rédigé par Luc Morin", ("Luc Morin",)),
        ("Publié par Luc Morin", ("Luc Morin",)),
        ("Luc Morin (à Kiev), correspondance particulière", ("Luc Morin",)),
        ("De notre envoyé spécial à Kiev, Luc Morin", ("Luc Morin",)),
        ("Reviewed by Dr. Ann Berg | Written by Jo Hale", ("Jo Hale",)),
        ("By Jo Hale. Medically reviewed by Ann Berg, MD", ("Jo Hale",)),
        ("Hosted by Jo Hale", ("Jo Hale",)),
        ("Curated by Jo Hale and Ann Berg", ("Jo Hale", "Ann Berg")),
        ("Jo Hale writes", ("Jo Hale",)),
        ("Jo Hale is a reporter for The Gull", ("Jo Hale",)),
        ("By Jo Hale, Special to The Gull", ("Jo Hale",)),
        ("Jo Hale / The Gull", ("Jo Hale",)),
        ("Jo Hale / Ann Berg", ("Jo Hale", "Ann Berg")),
        ("Jo Hale, Portmere Gazette", ("Jo Hale",)),
        ("Jo Hale Follow", ("Jo Hale",)),
        ("Guest author: Jo Hale", ("Jo Hale",)),
        ("By Eva Reporter", ("Eva Reporter",)),
        ("By Staff Reporter", ()),
        ("Vincent van der Meer und Anna d'Amico", ("Vincent van der Meer", "Anna d'Amico")),
        ("By bell hooks", ("bell hooks",)),
        ("本报记者 王小明 通讯员 李芳", ("王小明", "李芳")),
        ("记者 王小明 编辑 李芳", ("王小明",)),
        ("Opinion - Jo Hale", ("Jo Hale",)),
        ("Jo Hale — AP Science Writer", ("Jo Hale",)),
        ("By the Rev. Jo Hale, Special to The Gull", ("Rev. Jo Hale",)),
        ("新华社记者王小明", ("王小明",)),
        ("记者王小明、李芳报道", ("王小明", "李芳")),
        ("القاهرة - أحمد سالم", ("أحمد سالم",)),
    ],
)
def test_a_marked_byline_is_freed_from_what_it_tells_beside_names(line: str, names: tuple[str, ...]) -> None:
    assert authors(f"<p class='author'>{line}</p><time datetime='2026-05-05T10:00:00Z'>5 May</time>") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Guest author: Jo Hale", ("Jo Hale",)),
        ("Von unserer Redakteurin Lea Braun", ("Lea Braun",)),
        ("By Kathryn Court", ("Kathryn Court",)),
        ("By Keith Street and Joan Road", ("Keith Street", "Joan Road")),
        ("Posted by Jo Hale on Tuesday at 5pm", ("Jo Hale",)),
        ("LEA BRAUN, BERLIN", ("LEA BRAUN",)),
        ("Aus Kairo berichtet Lea Braun", ("Lea Braun",)),
    ],
)
def test_a_line_that_nothing_marks_is_a_byline_by_its_wording(line: str, names: tuple[str, ...]) -> None:
    found = read(page(above=f"<p>{line}</p><time datetime='2026-05-05T10:00:00Z'>5 May</time>"))
    assert found.authors == names
    assert lines(found) == list(PROSE)


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (
            "2026年05月05日 18:40　来源：<a>银河日报</a>　作者：王小明 李芳　<span>【字体：大 中 小】</span>",
            ("王小明", "李芳"),
        ),
        ("2026年05月05日 18:40　来源：<a>银河日报</a>　作者：王小明　浏览次数：120", ("王小明",)),
        ("作者：王小明　发布时间：2026-05-05　点击：12", ("王小明",)),
        ("2026-05-05 18:40:00　点击：12 次", ()),
    ],
)
def test_the_line_under_a_chinese_headline_is_read_and_is_no_text(head: str, names: tuple[str, ...]) -> None:
    prose = tuple(
        f"第{number}座桥将在今年夏天关闭一年半，工程师说桥墩已经老化，需要全部更换。" for number in "一二三四五"
    )
    found = read(
        page(title="老桥将关闭一年半", above=f'<div class="info">{head}</div>', body=(*prose, "（责任编辑：赵刚）"))
    )
    assert found.authors == names
    assert found.published is not None and found.published.date().isoformat() == "2026-05-05"
    assert lines(found) == list(prose)


@pytest.mark.parametrize(
    "line",
    [
        *("Di, 5. Mai 2026", "Di 05.05.2026", "Berlin, 5. Mai 2026", "mar. 5 mai 2026", "05/05/26"),
        *("Вт, 5 мая 2026", "вт, 05/05/2026 - 18:40", "05.05.2026, вт", "г. Москва, 5 мая 2026"),
        *("Время чтения: 3 мин. 5 мая 2026", "5 May 2026 · 3 min read", "Вт, 5 травня 2026", "5 травня 2026 р."),
        *("5 травня 2026 року", "05 трав. 2026", "الثلاثاء 5 مايو/أيار 2026", "5 أيار/مايو 2026"),
        *("18 ذو القعدة 1447 - 5 مايو 2026", "Publié le 5 mai 2026 - Mis à jour le 6 mai 2026"),
    ],
)
def test_a_date_in_a_line_that_nothing_marks_is_read(line: str) -> None:
    found = read(page(above=f"<p>{line}</p>"))
    assert found.published is not None and found.published.date().isoformat() == "2026-05-05"
    assert found.authors == ()
    assert lines(found) == list(PROSE)


def test_a_change_that_a_line_tells_beside_the_day_of_issue_is_read() -> None:
    found = read(page(above="<p>Publié le 5 mai 2026 - Mis à jour le 6 mai 2026</p>"))
    assert found.modified is not None and found.modified.date().isoformat() == "2026-05-06"


HEADED = "<h1>Sluice at Oldmere stays shut until the eels pass</h1>"
TOLD = "<p>The sluice will stay shut for nine more nights, because the eels have not yet gone down to the sea.</p>" * 2


@pytest.mark.parametrize(
    ("head", "above", "names"),
    [
        ("<meta name='author' content='Solvane, Inc.'>", "", ()),
        ("<title>Fenland Post - Counties</title><meta name='author' content='Fenland Post'>", "", ()),
        (
            "<title>Fenland Post - Counties</title><meta name='author' content='Fenland Post'>",
            "<div>By <a href='/author/8'>Emma Oduya</a> | 27 January 2026</div>",
            ("Emma Oduya",),
        ),
        (
            "<meta name='author' content='Fenbote'>",
            "<div><span class='auth'>Emma Oduya</span><span>27 January 2026</span></div>",
            ("Emma Oduya",),
        ),
        (
            "",
            "<div class='authors'><a href='/experts/1'>Dr Emma Oduya</a><span>Senior Fellow, Food Security</span></div>"
            "<div class='authors'><a href='/experts/2'>Peter Vren</a><span>Research Associate</span></div>",
            ("Dr Emma Oduya", "Peter Vren"),
        ),
        ("", "<div><span>گفت‌وگو: <a>شیدا مقدم‌فر</a></span></div>", ("شیدا مقدم‌فر",)),
    ],
)
def test_a_house_a_company_or_an_office_is_no_author_where_readers_see_a_person(
    head: str, above: str, names: tuple[str, ...]
) -> None:
    markup = f"<html><head>{head}</head><body>{HEADED}{above}{TOLD}</body></html>"
    assert extract(markup, "https://www.paper.example/n").authors == names


@pytest.mark.parametrize(
    ("stated", "line", "day"),
    [
        ("2026-03-21T19:02:00Z", "First published on Sun 22 Mar 2026 05.02 AEST", "2026-03-22T05:02:00+10:00"),
        ("2025-10-24T21:00:00Z", "شنبه ۳ آبان ۱۴۰۴ ساعت ۰۰:۳۰", "2025-10-25T00:30:00+03:30"),
        ("2025-10-24T21:00:00Z", "شنبه ۳ آبان ۱۴۰۴", "2025-10-25T00:30:00+03:30"),
        ("2026-03-21T19:02:00Z", "Sun 22 Mar 2026 09.30 AEST", "2026-03-21T19:02:00+00:00"),
    ],
)
def test_a_moment_stated_in_utc_falls_on_the_day_that_readers_see(stated: str, line: str, day: str) -> None:
    language = "fa" if "آبان" in line else "en"
    head = f"<meta property='article:published_time' content='{stated}'>"
    markup = f"<html lang='{language}'><head>{head}</head><body>{HEADED}<div>{line}</div>{TOLD}</body></html>"
    found = extract(markup, "https://www.paper.example/n")
    assert found.published is not None
    assert found.published.isoformat() == day
