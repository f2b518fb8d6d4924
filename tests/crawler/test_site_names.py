"""What a site is called, out of the titles of its feeds and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.site_names import LONGEST, feed_name, page_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BBC News - World", "BBC News - World"),
        ("Harbour Post » Feed", "Harbour Post"),
        ("Harbour Post » Feed » Politics", "Harbour Post » Politics"),
        ("Quay Ledger RSS Feed", "Quay Ledger"),
        ("Quay Ledger (RSS 2.0)", "Quay Ledger"),
        ("RSS: Quay Ledger", "Quay Ledger"),
        ("RSS Feed for Tide Times", "Tide Times"),
        ("Светлый край. RSS", "Светлый край"),
        ("Flux RSS du Phare", "Phare"),
        ("Chicken Feed", "Chicken Feed"),
        ("RSS", ""),
        ("Feed | Atom", ""),
    ],
)
def test_a_feed_is_named_without_the_words_that_say_it_is_one(title: str, name: str) -> None:
    assert feed_name(title) == name


@pytest.mark.parametrize(
    ("title", "host", "feed", "name"),
    [
        ("Home - The Quay Ledger", "ql.example.org", "", "The Quay Ledger"),
        ("Breaking news, weather and sport | QLN", "www.qln.com", "", "QLN"),
        ("Latest from the coast – The Harbour Post", "hp.com", "The Harbour Post » Feed", "The Harbour Post"),
        ("Tide Times: sport and opinion", "tt.example", "", "Tide Times"),
        ("Главная | Светлый край", "sk.example", "", "Светлый край"),
        ("Home", "hp.example", "", ""),
    ],
)
def test_a_page_is_named_without_its_slogan(title: str, host: str, feed: str, name: str) -> None:
    assert page_name(title, host, feed) == name


@given(title=st.text(), host=st.text(), feed=st.text())
def test_any_title_gives_a_short_name(title: str, host: str, feed: str) -> None:
    assert len(feed_name(title)) <= LONGEST
    assert len(page_name(title, host, feed)) <= LONGEST
