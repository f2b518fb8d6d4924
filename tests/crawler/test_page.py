"""What is cut out of a page's text before it is parsed, and what is not."""

from __future__ import annotations

import pytest

from crawler.page import parse_page

MENU = "<nav class='main'><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Map</a><svg><path/></svg></li></ul></nav>"


def text(markup: str) -> str:
    page = parse_page(f"<html><body>{markup}</body></html>")
    assert page is not None
    return " ".join(page.tree.itertext())


def test_a_menu_is_cut_and_what_stands_around_it_stays() -> None:
    assert text(f"<p>before</p>{MENU}<p>behind</p>{MENU.upper()}<p>end</p>").split() == ["before", "behind", "end"]


@pytest.mark.parametrize(
    "inside",
    [
        "<h1>The headline</h1>",
        "<p>A paragraph</p>",
        "<time>1 May</time>",
        "<div>" + "A text that is longer than any entry of a menu. " * 6 + "</div>",
        "<a href='/tag/rail' rel='nofollow tag'>Rail</a>",
        "<a href='/x'>never closed",
    ],
)
def test_a_nav_that_is_more_than_a_menu_is_left_alone(inside: str) -> None:
    closed = "" if "never" in inside else "</nav>"
    assert "Entry" in text(f"<nav><a href='/'>Entry</a>{inside}{closed}<p>The article</p>")


def test_a_menu_in_a_larger_nav_is_cut_alone() -> None:
    assert text(f"<nav><h2>Kept</h2>{MENU}</nav>").split() == ["Kept"]


def test_json_ld_is_set_aside_wherever_it_stands() -> None:
    page = parse_page("<svg><path/></svg><script type='application/LD+json'>{\"a\": 1}</script><p>text</p></html>")
    assert page is not None and page.json_ld == ('{"a": 1}',)
