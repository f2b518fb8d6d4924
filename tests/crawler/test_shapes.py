"""The types of values that every room's YAML shares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from crawler.outlets import Expect, Outlet
from crawler.shapes import Clock, Country, Duration, Id, Language, PartDate, Texts, Url, Zone, duplicates

BASE: dict[str, Any] = {"id": "a", "name": "A", "language": "en", "country": "GB", "feeds": "https://a.example/rss"}


def refused(kind: Any, value: Any) -> str:
    """What is said about a value."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return str(caught.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("15m", 900),
        ("2h", 7200),
        ("1d", 86400),
        ("2w", 1209600),
        ("90", 90),
        ("1.5 h", 5400),
        (" 500ms ", 0.5),
    ],
)
def test_a_span_of_time_in_each_unit(text: str, seconds: float) -> None:
    assert TypeAdapter(Duration).validate_python(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5m", "5 min", "1h30m", "٣m", "1e3s", "m"])
def test_what_is_no_span_of_time(text: str) -> None:
    assert "write a time span as" in refused(Duration, text)


@given(st.text())
def test_no_text_makes_a_span_that_is_endless_or_negative(text: str) -> None:
    try:
        seconds = TypeAdapter(Duration).validate_python(text)
    except ValidationError:
        return
    assert 0 <= seconds < 1e11


@given(st.dates())
def test_every_day_month_and_year_is_a_date(day: date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert TypeAdapter(PartDate).validate_python(text) == text


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-02-30", "24", "2024-1", "20240501", "2024-05-01T00:00", "yesterday", ""]
)
def test_what_is_no_date(text: str) -> None:
    assert "write a date as" in refused(PartDate, text)


@pytest.mark.parametrize(
    "text", ["http://a.example", "https://a.example:8080/x?y=1#z", "http://127.0.0.1:9/", "https://пример.рф/лента"]
)
def test_addresses_of_the_web(text: str) -> None:
    assert TypeAdapter(Url).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://a b.example",
        "http://[::1",
        "http://a:x/",
        "https://u:p@a.example/",
    ],
)
def test_what_is_no_address_of_the_web(text: str) -> None:
    assert "web address" in refused(Url, text)


@given(st.text())
def test_no_text_makes_the_address_check_fail_otherwise(text: str) -> None:
    try:
        assert TypeAdapter(Url).validate_python(text).startswith(("http://", "https://"))
    except ValidationError as error:
        assert error.errors()[0]["type"] == "value_error"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Clock, ["00:00", "23:59"], ["24:00", "7:30", "07:60", "07.30", "٠٧:٣٠"]),
        (Id, ["a", "s-300", "00-short"], ["", "-a", "A", "a_b", "a b", "é", "a\n"]),
        (Language, ["en", "fa"], ["eng", "EN", "e", "en-GB"]),
        (Country, ["NO", "GB"], ["no", "GBR", "N0"]),
        (Zone, ["Europe/Helsinki", "UTC"], ["Helsinki", "", "../etc/passwd", "Europe/Helsinky"]),
    ],
)
def test_each_written_form(kind: Any, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert TypeAdapter(kind).validate_python(text) == text
    for text in bad:
        assert refused(kind, text)


def test_one_text_is_a_list_of_one() -> None:
    assert TypeAdapter(Texts).validate_python("a, b") == ["a, b"]
    assert Outlet.model_validate(BASE).feeds[0].url == "https://a.example/rss"


def test_values_that_come_twice_are_told_once() -> None:
    assert duplicates(["a", "b", "a", "c", "b", "a"]) == ["a", "b"]


@pytest.mark.parametrize(("volume", "per_day"), [("5 per day", 5), ("14 per week", 2), ("2 per hour", 48)])
def test_what_is_expected_of_an_outlet_a_day(volume: str, per_day: float) -> None:
    assert Expect.model_validate(volume).per_day == per_day


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("articles", "news/*", "write a whole address"),
        ("articles", "https://a.example/{id}", "{id} is not known"),
        ("articles", "https://a.example/{digits", "stands alone"),
        ("articles", "https://a.example/a b", "no blanks"),
        ("sitemaps", "https://a.example/{digits}.xml", "{digits} is not known"),
        ("body", "div[", "no CSS selector"),
        ("body", "", "no CSS selector"),
        ("expect", "five a day", "5 per day"),
        ("every", "0s", "greater than or equal to 1"),
        ("budget", "0", "greater than or equal to 1"),
    ],
)
def test_settings_of_an_outlet_that_cannot_be(setting: str, value: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Outlet.model_validate({**BASE, setting: value})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "https://a.example/*",
        "https://a.example/{yyyy}/{mm}/{dd}/*",
        "/news/{digits}-*",
        "https://a.example/{yyyymmdd}/*.html",
    ],
)
def test_patterns_of_article_addresses(pattern: str) -> None:
    assert Outlet.model_validate({**BASE, "articles": pattern}).articles == pattern
