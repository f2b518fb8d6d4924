"""The mails as a reader's screen shows them: Chromium, light and dark, phone and desk, with and without styles."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.alerts.samples import html_of, sample_mails
from tests.fakes.chromium import PATIENCE, chromium

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js")
KINDS = ("digest", "quiet", "alert")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def mails() -> dict[str, str]:
    """The HTML parts of the sample mails."""
    return {kind: html_of(mime) for kind, mime in sample_mails().items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("styled", [True, False], ids=["styled", "stripped"])
def test_nothing_scrolls_sideways_and_nothing_is_fetched(
    browser: Browser, mails: dict[str, str], kind: str, styled: bool
) -> None:
    html = mails[kind] if styled else re.sub(r"<style>.*?</style>", "", mails[kind], flags=re.S)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.set_content(html, timeout=PATIENCE)
    for width in (375, 600, 800):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert asked == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_either_colour_scheme(
    browser: Browser, mails: dict[str, str], kind: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.set_content(mails[kind], timeout=PATIENCE)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    page.close()
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert "color-contrast" in {one["id"] for one in found["passes"]}


def test_dark_changes_foreground_and_background_together(browser: Browser, mails: dict[str, str]) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.set_content(mails["digest"], timeout=PATIENCE)
        style = "(s) => { const c = getComputedStyle(document.querySelector(s)); return [c.color, c.backgroundColor] }"
        seen[scheme] = {selector: page.evaluate(style, selector) for selector in (".c", "mark", ".h", ".n")}
        page.close()
    for selector, light in seen["light"].items():
        dark = seen["dark"][selector]
        assert light[0] != dark[0], selector
        assert light[1] != dark[1], selector


def test_persian_runs_right_to_left_and_its_meta_line_left_to_right(browser: Browser, mails: dict[str, str]) -> None:
    page = browser.new_page()
    page.set_content(mails["digest"], timeout=PATIENCE)
    look = "(s) => { const c = getComputedStyle(document.querySelector(s)); return [c.direction, c.textAlign] }"
    assert page.evaluate(look, ".s[lang=fa] h3") == ["rtl", "right"]
    assert page.evaluate(look, ".s[lang=fa] .m")[0] == "ltr"
    assert page.evaluate(look, ".s[lang=ru] h3")[0] == "ltr"
    page.close()
