"""One article, one address."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.urls import absolute, article_key, canonical, fold, host, same_site


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("HTTPS://News.Example:443/A/b?b=2&a=1#top", "https://news.example/A/b?a=1&b=2"),
        ("http://news.example", "http://news.example/"),
        ("https://m.news.example/a?utm_source=rss&utm_medium=x&id=7", "https://news.example/a?id=7"),
        ("https://news.example/a/amp/", "https://news.example/a"),
        ("https://news.example/a.amp.html", "https://news.example/a.html"),
        ("https://news.example/a?amp", "https://news.example/a"),
        ("https://www.google.com/amp/s/news.example/a", "https://news.example/a"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a?id=1", "https://news.example/a?id=1"),
        ("https://news.example/x/../b//./c", "https://news.example/b/c"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://news.example./a;jsessionid=12?PHPSESSID=3", "https://news.example/a"),
        (
            "https://новости.example/война?q=мир",
            "https://xn--b1amnebsh.example/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0?q=%D0%BC%D0%B8%D1%80",
        ),
        ("http://news.example:8080/%7euser/%e4", "http://news.example:8080/~user/%E4"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("\n https://news.example/long\n -headline ", "https://news.example/long%20-headline"),
        # numbers that name the article stay, whatever the parameter is called
        ("https://news.example/article.php?12345", "https://news.example/article.php?12345"),
        ("https://news.example/?cid=77&eid=2", "https://news.example/?cid=77&eid=2"),
        ("https://news.example/a?ref=front&source=9", "https://news.example/a?source=9"),
        ("https://news.example/lamp", "https://news.example/lamp"),
    ],
)
def test_spellings_of_an_address_come_to_one_form(found: str, expected: str) -> None:
    assert canonical(found) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#top",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://",
        "//",
        "http://a b/",
        "http://a:99999999/",
        "http://news.example/" + "a" * 3000,
        "ftp://news.example/a",
        "http://%zz/",
    ],
)
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert canonical(link) is None
    assert absolute(link) is None


def test_relative_links_are_taken_against_their_page() -> None:
    assert canonical("../b?x=1", "https://news.example/a/c/") == "https://news.example/a/b?x=1"
    assert absolute("//other.example/a#x", "https://news.example/") == "https://other.example/a"
    assert absolute("/a?utm_source=x", "https://news.example/") == "https://news.example/a?utm_source=x"


def test_twins_fold_together_and_others_do_not() -> None:
    forms = ["http://www.news.example/a/", "https://news.example/a", "https://m.news.example/a?fbclid=1"]
    assert {fold(canonical(form) or "") for form in forms} == {"news.example/a"}
    assert fold("https://news.example/a?id=1") != fold("https://news.example/a?id=2")


def test_the_key_is_that_of_the_canonical_address() -> None:
    key = sha256(b"https://news.example/a").hexdigest()[:16]
    assert article_key("https://news.example/a") == article_key("HTTPS://news.example:443/a#x") == key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://A.example:80/x", "a.example"),
        ("https://a.example:80/", "a.example:80"),
        ("http://u@b.example", "b.example"),
        ("mailto:x", ""),
        ("http://[::1]:9/", "[::1]:9"),
    ],
)
def test_the_host_is_name_and_port(url: str, expected: str) -> None:
    assert host(url) == expected


def test_a_site_is_a_host_with_its_prefixes() -> None:
    assert same_site("https://www.a.example/x", "http://m.a.example/y")
    assert same_site("https://news.a.example/", "https://a.example/")
    assert not same_site("https://aa.example/", "https://a.example/")
    assert not same_site("not an address", "https://a.example/")


@example("\\", "https://news.example/a/")
@example("?0&=", "https://news.example/a/")
@example("b\\..\\c", "https://news.example/a/")
@given(st.text(max_size=80), st.sampled_from(["", "https://news.example/a/", "http://a.example/?"]))
def test_any_text_is_read_without_failing_and_once_is_enough(text: str, start: str) -> None:
    once = canonical(start + text)
    if once is not None:
        assert canonical(once) == once
        assert once.isascii()
        assert fold(once) == fold(canonical(once) or "")
