"""Dates as news pages write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.date_lines import is_date_line
from crawler.dates import date_in_url, parse_instant
from crawler.zones import zone_of

FETCHED = datetime(2024, 5, 10, 12, tzinfo=UTC)
MOSCOW = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-05-01T10:00:00+03:00", "2024-05-01T07:00"),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00"),
        ("2024-05-01T10:00+0330", "2024-05-01T06:30"),
        ("2024-05-01 10:00", "2024-05-01T07:00"),
        ("2024-05-01", "2024-05-01T00:00"),
        ("Wed, 01 May 2024 10:00:00 +0300", "2024-05-01T07:00"),
        ("May 1, 2024 3:05 pm", "2024-05-01T12:05"),
        ("1 May 2024, 15:05 GMT", "2024-05-01T15:05"),
        ("February 18, 2024 at 12:02 p.m. EST", "2024-02-18T17:02"),
        ("Thu 2 May 2024 14.05 BST", "2024-05-02T13:05"),
        ("1 мая 2024, 15:05 МСК", "2024-05-01T12:05"),
        ("20.01.2015 14:05", "2015-01-20T11:05"),
        ("1 May 2024 18:40 (UTC+2)", "2024-05-01T16:40"),
        ("1 May 2024, 18:40 +0200", "2024-05-01T16:40"),
        ("1 May 2024, 18:40 -0400", "2024-05-01T22:40"),
        ("Wed, 01 May 2024 10:00:00 GMT +0200", "2024-05-01T08:00"),
        ("1 May 2024, 10:00-11:30", "2024-05-01T07:00"),
        ("04/05/2024", "2024-05-04T00:00"),
        ("۱۲ اردیبهشت ۱۴۰۳ - ۱۰:۳۰", "2024-05-01T07:30"),
        ("۱۴۰۳/۰۲/۱۲ ۱۰:۳۰", "2024-05-01T07:30"),
        ("دوشنبه ۳ شهريور ۱۳۹۹", "2020-08-24T00:00"),
        ("13 ژوئن 2023", "2023-06-13T00:00"),
        ("1714550400", "2024-05-01T08:00"),
        ("1714550400000", "2024-05-01T08:00"),
        ("2 hours ago", "2024-05-10T10:00"),
        ("an hour ago", "2024-05-10T11:00"),
        ("час назад", "2024-05-10T11:00"),
        ("5 минут назад", "2024-05-10T11:55"),
        ("вчера, 14:05", "2024-05-09T11:05"),
        ("۲ ساعت پیش", "2024-05-10T10:00"),
        ("دیروز ۱۲:۳۰", "2024-05-09T09:30"),
        ("just now", "2024-05-10T12:00"),
    ],
)
def test_a_date_is_read_to_the_minute(text: str, instant: str) -> None:
    assert parse_instant(text, fetched=FETCHED, zone=MOSCOW) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "99/99/2024", "2024-13-45", "0000-00-00T00:00:00Z", "31 February 2024", "1970-01-01", "2 hours"],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_instant(text, fetched=FETCHED) is None


def test_a_date_after_the_page_was_fetched_is_nonsense() -> None:
    assert parse_instant("2031-01-01T00:00:00Z", fetched=FETCHED) is None
    assert parse_instant("2031-01-01T00:00:00Z") is not None


@pytest.mark.parametrize("day_first", [True, False])
@pytest.mark.parametrize("text", ["Mon, 05/04/2026 - 08:00", "Monday 04.05.2026, 8:00", "Mon 4/5/26 08:00"])
def test_the_weekday_tells_the_day_from_the_month(text: str, day_first: bool) -> None:
    assert parse_instant(text, day_first=day_first) == datetime(2026, 5, 4, 8, tzinfo=UTC)


def test_the_month_comes_first_where_the_outlet_writes_so() -> None:
    assert parse_instant("04/05/2024", day_first=False) == datetime(2024, 4, 5, tzinfo=UTC)


def test_relative_words_need_the_moment_of_fetching() -> None:
    assert parse_instant("2 hours ago") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.test/2024/05/01/story", datetime(2024, 5, 1, tzinfo=UTC)),
        ("https://a.test/20240501/story-1.html", datetime(2024, 5, 1, tzinfo=UTC)),
        ("https://a.test/fa/news/1403/02/12/99", datetime(2024, 5, 1, tzinfo=UTC)),
        ("https://a.test/news/20241399", None),
        ("https://a.test/news/77", None),
    ],
)
def test_an_address_may_carry_the_day(url: str, day: datetime | None) -> None:
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    "line",
    [
        "19 Jan 2025",
        "Updated: 3 May 2023 10:00 GMT",
        "5 May 2026 18:40 (UTC+3)",
        "12:05 14.06.2026",
        "۲۲ اردیبهشت ۱۴۰۵، ۱۵:۱۵",
    ],
)
def test_a_line_that_is_only_a_date_is_known(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["MOSCOW, 26 Oct 2021, RUSSTRAT Institute.", "1 May 2023 attack kills 10", "May", "2024"]
)
def test_a_line_with_more_in_it_is_no_date(line: str) -> None:
    assert not is_date_line(line)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    instant = parse_instant(text, fetched=FETCHED)
    assert instant is None or instant.tzinfo is UTC
    is_date_line(text)
    date_in_url(text)


@given(st.datetimes(datetime(1991, 1, 1), datetime(2024, 5, 1)), st.integers(-14, 14))  # noqa: DTZ001 - made aware below
def test_an_iso_instant_survives_whatever_its_zone(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert parse_instant(aware.isoformat(), fetched=FETCHED) == aware


def test_every_country_has_a_zone_that_exists() -> None:
    assert zone_of("IR") == "Asia/Tehran"
    assert zone_of("XX") == "UTC"
    for country in ("AE", "DE", "GB", "IL", "RU", "US"):
        assert ZoneInfo(zone_of(country)).key != "UTC"
