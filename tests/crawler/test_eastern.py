"""Pages of the eastern presses: who signs, what is only said to readers, and what stands in masthead and footer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.blocks import Line
from crawler.date_lines import is_date_line
from crawler.dates import parse_instant
from crawler.lines import closing_note, furniture_reason
from crawler.skips import without_skipped
from tests.crawler.test_extract import PROSE, ld, lines, page, read

WHEN = "<div>5 May 2026</div>"


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (f"<div>مهسا دانشور</div>{WHEN}", "مهسا دانشور"),
        (f"<div>خالد الطويل</div>{WHEN}", "خالد الطويل"),
        (f"<div>יואב זיתוני</div>{WHEN}", "יואב זיתוני"),
        ("<ul><li><span>نویسنده، </span><span>کیوان ستاره</span></li><li>شغل، رادیو ساحل</li></ul>", "کیوان ستاره"),
        ("<ul><li><span>Автор, </span><span>Павел Ксенжек</span></li></ul>", "Павел Ксенжек"),
        ("<p class='author'>Майор Денис РОГОВ</p>", "Денис РОГОВ"),
    ],
)
def test_people_are_read_in_scripts_with_and_without_capitals(above: str, name: str) -> None:
    assert read(page(above=above)).authors == (name,)


@pytest.mark.parametrize(
    "above", [f"<div>طرح تازه</div>{WHEN}", f"<div>أسعار الذهب</div>{WHEN}", f"<div>עוד חדשות</div>{WHEN}"]
)
def test_two_words_that_begin_with_no_given_name_are_no_author(above: str) -> None:
    assert read(page(above=above)).authors == ()


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("（记者王小明、李芳）", ("王小明", "李芳")),
        ("【环海日报记者　郭小媛】", ("郭小媛",)),
        ("(서울=바다통신) 김하나 기자 = ", ("김하나",)),
        ("<b>مهسا دانشور:</b> ", ("مهسا دانشور",)),
    ],
)
def test_the_first_sentence_may_name_who_wrote(first: str, names: tuple[str, ...]) -> None:
    assert read(page(body=(first + PROSE[0], *PROSE[1:]))).authors == names


def test_a_name_with_a_colon_that_others_answer_is_a_speaker() -> None:
    asked = tuple(f"<b>{who}:</b> {line}" for who, line in zip(("مهسا دانشور", "رضا کاوه") * 2, PROSE, strict=True))
    assert read(page(body=asked)).authors == ()


@pytest.mark.parametrize(
    ("site", "author"),
    [
        ("شبكة الساحل", "الساحل نت"),
        ("Berehinform", "Берегінформ"),
        ("Звезда Каспия", "ТРК Звезда Каспия"),
        ("Sahil Haber", "Sahil Ajansı"),
    ],
)
def test_the_outlet_is_no_author_however_it_writes_its_name(site: str, author: str) -> None:
    head = f"<meta property='og:site_name' content='{site}'>{ld(author={'@type': 'Person', 'name': author})}"
    assert read(page(head=head)).authors == ()
    assert read(page(head=head, above="<p>Автор: Нина Кольцова</p>")).authors == ("Нина Кольцова",)


def test_an_organisation_or_a_login_that_no_reader_sees_signs_nothing() -> None:
    assert read(page(head=ld(author={"@type": "Organization", "name": "Port Council"}))).authors == ()
    assert read(page(head=ld(author={"@type": "Person", "name": "ranam"}))).authors == ()
    seen = page(head=ld(author={"@type": "Person", "name": "ranam"}), above="<div>Posted: ranam</div>")
    assert read(seen).authors == ("ranam",)


def test_label_and_name_may_be_entries_of_one_list() -> None:
    below = "<div><ul><li><span>Автор:</span></li><li><a href='/user/7/'>Глеб Митрохин</a></li></ul></div>"
    assert read(page(below=below)).authors == ("Глеб Митрохин",)


@pytest.mark.parametrize(
    "line",
    [
        "Читайте «Берег» в Telegram.",
        "Все важные новости — в канале «Берега» в мессенджере MAX",
        "Сохрани номер «Берега» - сообщи новость первым!",
        "На снимках: паром у причала.",
        "Фото Юрия СОМОВА.",
        "Фото ілюстративне",
        "БЕРЕГ.-0-",
        "============ ر.ا.",
        "【纠错】【责任编辑:成岚】",
        "İlgili konular ticaret",
        "Место работы, Служба новостей «Берег»",
        "この記事は会員限定です。",
        "כתבות נוספות למנויי החוף:",
    ],
)
def test_what_is_said_to_readers_goes(line: str) -> None:
    assert furniture_reason(line)
    assert line not in lines(read(page(inside=f"<p>{line}</p>")))


@pytest.mark.parametrize(
    "line",
    [
        "Читайте больше книг, советовал ученикам учитель.",
        "Все важные новости посёлок узнавал от паромщика, который приходил по вторникам.",
        "На снимках со спутника видны три новых причала, построенных за лето.",
        "Фото Сомова изменило отношение города к парому.",
        "Видео с причала разошлось по городу за два часа.",
        "Пресс-служба порта сообщила о закрытии линии.",
        "قبل از ظهر سه کشتی در بندر پهلو گرفتند و بار خود را خالی کردند.",
        "وقال صحافي حضر الاجتماع إن العبارة لن تبحر قبل الصيف.",
    ],
)
def test_a_sentence_of_reporting_stays(line: str) -> None:
    assert line in lines(read(page(inside=f"<p>{line}</p>")))


def test_the_office_that_signs_a_notice_and_a_word_on_its_author_are_no_text() -> None:
    assert closing_note("Пресс-служба Каспийского порта")
    assert not closing_note("Пресс-служба порта сообщила о закрытии линии")
    assert closing_note("مینا شریفی خبرنگار رادیو ساحل است.", ("مینا شریفی",))


def test_a_box_that_may_be_skipped_is_skipped() -> None:
    told = (
        "Первое.",
        "Пропустить Рассылка и продолжить чтение.",
        "Что это?",
        "Мы объясняем.",
        "Конец истории Рассылка",
    )
    found = without_skipped([Line(text, "p", 0.0) for text in (*told, "Второе.")])
    assert [line.text for line in found] == ["Первое.", "Второе."]
    open_end = [Line(text, "p", 0.0) for text in (*told[:4], "Второе.")]
    assert without_skipped(open_end) == open_end


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        *(("منذ 3 ساعات", 3), ("منذ ساعتين", 2), ("قبل ساعة", 1), ("לפני 3 שעות", 3), ("לפני שעתיים", 2)),
        *(("3 saat önce", 3), ("2 години тому", 2), ("vor 2 Stunden", 2), ("il y a 3 heures", 3), ("hace 2 horas", 2)),
    ],
)
def test_hours_are_counted_back_from_the_moment_of_fetching(text: str, hours: int) -> None:
    fetched = datetime(2026, 5, 5, 12, tzinfo=UTC)
    assert parse_instant(text, fetched=fetched) == fetched.replace(hour=12 - hours)
    assert parse_instant(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("20260505T1012", 5), ("۱۵ / ۲ / ۱۴۰۵", 5), ("May 5-6, 2026", 5), ("5–6 мая 2026", 6), ("12:34 - 5 мая 2026", 5)],
)
def test_further_forms_of_dates(text: str, day: int) -> None:
    assert (found := parse_instant(text)) and (found.year, found.month, found.day) == (2026, 5, day)


def test_a_date_with_the_words_of_its_zone_is_a_date() -> None:
    assert is_date_line("7 مايو 2026 - 01:03 بتوقيت أبوظبي")


def test_the_day_in_the_masthead_and_the_day_of_a_teaser_are_not_that_of_the_article() -> None:
    top = "<div id='masthead'><div class='time'>چهارشنبه ۶ خرداد ۱۴۰۵ - ۱۳:۲۰</div></div>"
    told = "<div><span>تاریخ انتشار:</span> <span>۱۵ اردیبهشت ۱۴۰۵ - ۱۲:۱۰</span></div>"
    found = read(page(above=told).replace("<main>", f"{top}<main>"))
    assert found.published == datetime(2026, 5, 5, 12, 10, tzinfo=UTC)
    teaser = "<a href='/x'><b>Another ferry line altogether</b> <time datetime='2026-04-01'>1 апреля 2026</time></a>"
    found = read(
        page(above="<a class='when-time' href='/2026/05/05/'>04:51, 5 мая 2026</a>", inside=f"<div>{teaser}</div>")
    )
    assert found.published == datetime(2026, 5, 5, 4, 51, tzinfo=UTC)


@pytest.mark.parametrize(
    "above",
    [
        "<div class='head__title-second'>Паром выйдет весной</div><figure><img src='/a.jpg'></figure>",
        "<p class='stamp'>2026-05-05 11:12</p><div class='tit-sub'><h2>Паром выйдет весной</h2></div>",
    ],
)
def test_a_short_line_right_under_the_headline_is_the_standfirst(above: str) -> None:
    assert lines(read(page(above=above)))[0] == "Паром выйдет весной"


def test_the_office_of_an_author_and_what_is_told_of_one_stand_outside_the_text() -> None:
    office = '<span>Обозреватель отдела портов газеты "Берег"</span>'
    above = f'<p class="author"><a href="/authors/1/">Иннокентий Сташевский</a><br>{office}</p>{WHEN}'
    below = (
        "<div class='c-author__content'><h4>Иннокентий Сташевский</h4><p>Корреспондент газеты с 2017 года.</p></div>"
    )
    found = read(page(above=above, inside="", below=below))
    assert lines(found) == list(PROSE)
    assert found.authors == ("Иннокентий Сташевский",)
