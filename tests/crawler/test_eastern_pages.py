"""Headlines, authors and dates of eastern pages: what only the page shows, what stands beside names, which zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.countries import country_of
from crawler.dates import parse_instant
from crawler.extract import extract
from crawler.items import Extracted
from crawler.zones import likely_zone
from tests.crawler.test_extract import PROSE, ld, lines, page, read

TEXT = "".join(f"<p>{line}</p>" for line in PROSE)


def bare(head: str, *, body: str = TEXT, title: str = "Береговая правда") -> Extracted:
    """A page without an h1 whose title element names the outlet only."""
    return extract(
        f"<html><head><title>{title}</title></head><body><div>{head}{body}</div></body></html>",
        "https://paper.example/a",
    )


@pytest.mark.parametrize(
    "head",
    [
        '<div class="NewsTitle">Паром выйдет весной</div>',
        '<div class="page-title">Новости</div><h3 class="news-title">Паром выйдет весной</h3>',
        "<td><font size=1>30 ноября 2006 года</font><br><span class=zag><b>Паром выйдет весной</b></span></td>",
        "<ul><li><a href='/x'><b>Другой паром не выйдет</b></a></ul><h2>Паром выйдет весной</h2>",
    ],
)
def test_the_headline_is_the_line_above_the_text_where_the_page_names_only_its_outlet(head: str) -> None:
    found = bare(head)
    assert found.title == "Паром выйдет весной"
    assert lines(found) == list(PROSE)


def test_a_headline_is_cut_at_two_hyphens() -> None:
    title = "一座百年渡口的最后一位摆渡人"
    assert bare(f"<h1>{title}</h1>", title=f"{title}--社会--海报网").title == title


def test_who_signs_inside_a_text_that_is_parted_by_breaks() -> None:
    text = (
        "<table><tr><td>" + "<br>".join(PROSE) + "<br><div align=right><b>Галина ТЕТЕРИНА.</b></div></td></tr></table>"
    )
    found = bare("", body=text)
    assert found.authors == ("Галина ТЕТЕРИНА",)
    assert lines(found) == list(PROSE)


def test_an_author_more_in_the_head_or_on_the_page_is_believed() -> None:
    head = ld(author={"@type": "Person", "name": "Кирилл Вострецов"})
    both = ("Кирилл Вострецов", "Дарья Лим")
    assert read(page(head=f"{head}<meta name='author' content='{', '.join(both)}'>")).authors == both
    shown = "".join(f"<a><span>{name}</span></a>" for name in both)
    assert read(page(head=head, below=f"<div class='article__authors'>{shown}</div>")).authors == both


@pytest.mark.parametrize(
    "above",
    [
        "<div class='reporter-box'><a class='name'>اخبار آذربایجان شرقی</a><button>دنبال کردن</button></div>",
        "<p class='author'>IRNA English</p>",
        "<div>Телеграм ВКонтакте</div><div>5 мая 2026</div>",
    ],
)
def test_a_channel_a_house_and_networks_are_no_authors(above: str) -> None:
    assert read(page(above=above)).authors == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [("民报记者 林晓岚", "林晓岚"), ("（高瀬美咲）", "高瀬美咲"), ("IRNA English / Нина Кольцова", "Нина Кольцова")],
)
def test_names_are_freed_from_their_houses_and_brackets(line: str, name: str) -> None:
    assert read(page(above=f"<p class='author'>{line}</p>")).authors == (name,)


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        *(("https://irna.ir/1", "fa", "Asia/Tehran"), ("https://x.com/1", "fa", "Asia/Tehran")),
        *(
            ("https://ria.ru/1", "ru", "Europe/Moscow"),
            ("https://x.com/1", "ru", "UTC"),
            ("https://x.kz/1", "ru", "Asia/Almaty"),
        ),
        *(
            ("https://x.af/1", "fa", "Asia/Kabul"),
            ("https://x.com/1", "ar", "UTC"),
            ("https://radio.am/1", "en", "UTC"),
        ),
        *(("https://x.co.uk/1", "en", "Europe/London"), ("not an address", "en", "UTC"), ("https://[::1/", "", "UTC")),
        *(("https://новости.рф/1", "ru", "Europe/Moscow"), ("https://x.xn--mgba3a4f16a/1", "", "Asia/Tehran")),
    ],
)
def test_the_zone_is_told_by_the_domain_and_by_languages_of_one_country(url: str, language: str, zone: str) -> None:
    assert likely_zone(url, language) == zone


@pytest.mark.parametrize(
    ("host", "country"),
    [
        ("ria.ru", "RU"),
        ("Gazette.CO.UK", "GB"),
        ("новости.рф", "RU"),
        ("xn--b1amarcd.xn--p1ai", "RU"),
        ("news.xn--90ais", "BY"),
        ("خبر.ایران", "IR"),
        ("press.am.", "AM"),
        ("paper.io", ""),
        ("paper.com", ""),
        ("paper.xn--zz", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
    ],
)
def test_a_country_is_told_by_the_ending_in_whatever_script(host: str, country: str) -> None:
    assert country_of(host) == country


def test_a_clock_without_a_zone_is_the_one_of_the_readers_and_keeps_its_day() -> None:
    markup = page(above="<div>۱۴ آبان ۱۴۰۵ - ۰۱:۳۰</div>").replace("<html", '<html lang="fa"', 1)
    markup = markup if 'lang="fa"' in markup else f'<html lang="fa">{markup}</html>'
    found = extract(markup, "https://paper.example/a").published
    assert found is not None
    assert (found.day, found.hour, found.utcoffset()) == (5, 1, timedelta(hours=3.5))


def test_a_day_alone_is_that_day() -> None:
    found = extract(page(above="<div>۱۴ آبان ۱۴۰۵</div>"), "https://paper.ir/a").published
    assert found == datetime(2026, 11, 5, tzinfo=UTC)


def test_utc_is_turned_where_the_address_carries_the_day_of_the_readers() -> None:
    head = "<meta property='article:published_time' content='2026-11-04T21:10:00Z'>"
    turned = extract(page(head=head), "https://paper.ru/2026/11/05/ferry").published
    assert turned is not None
    assert turned.isoformat() == "2026-11-05T00:10:00+03:00"
    kept = extract(page(head=head), "https://paper.ru/ferry").published
    assert kept is not None
    assert kept.isoformat() == "2026-11-04T21:10:00+00:00"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("الخميس 1448/5/25 هـ الموافق 2026/11/05 م", "00:00"),
        ("27 أبريل ,2026: 10:00 ص GST", "10:00"),
        ("۱۴۰۵/۰۸/۱۴ ه‍.ش", "00:00"),
    ],
)
def test_days_of_two_calendars_and_odd_commas(text: str, clock: str) -> None:
    found = parse_instant(text)
    assert found is not None
    assert found.year == 2026
    assert found.strftime("%H:%M") == clock


def test_a_clock_behind_strokes_belongs_to_its_day() -> None:
    found = read(page(above="<span>دوشنبه / ۱۴ اردیبهشت ۱۴۰۵ / ۱۱:۱۴</span>")).published
    assert found is not None
    assert (found.day, found.hour, found.minute) == (4, 11, 14)


@pytest.mark.parametrize(
    "above",
    [
        "<div class='timeDate'><span>نشر في: <time>27 أبريل 2026: 10:00 ص</time></span>"
        "<span>آخر تحديث: <time>27 أبريل 2026: 11:15 ص</time></span></div>",
        "<div>5 ноября 2026 года 15:30 Москва, Кремль</div>",
    ],
)
def test_stamps_above_the_text_are_no_text(above: str) -> None:
    assert lines(read(page(body=(above, *PROSE)))) == list(PROSE)
