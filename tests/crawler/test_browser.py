"""Pages that only exist once their scripts have run, drawn by a real Chromium through our gate."""

from __future__ import annotations

import asyncio
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import uvloop
from sqlalchemy import Engine, select

import crawler.gate
from crawler.database import sessions
from crawler.options import CrawlOptions
from crawler.round import open_rounds
from crawler.tables import Article
from tests.crawler.conftest import AGENT, Crawl, article_page, only, outlet, rss
from tests.fakes.press import Press, Reply

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
needs_chromium = pytest.mark.usefixtures("chromium")
SHELL = """<html><head><title>Loading</title></head><body><div id='root'></div><img src='/picture.jpg'><script>
fetch('/story.json').then(answer => answer.json()).then(story => {
  document.title = story.title;
  document.getElementById('root').innerHTML =
    '<article><h1>' + story.title + '</h1>' + story.text.map(line => '<p>' + line + '</p>').join('') + '</article>';
});
</script></body></html>"""
STORY = (
    '{"title": "Pilots guide the ferry home", "text": ['
    + ", ".join(f'"The pilot of boat number {n} said that the fog was the thickest in years."' for n in range(8))
    + "]}"
)


@pytest.fixture
def chromium() -> None:
    """Skips where the browser or its driver is not installed, unless TOCSIN_TEST_CHROMIUM=required."""
    if Path(CHROMIUM).exists() and find_spec("playwright"):
        return
    if os.environ.get("TOCSIN_TEST_CHROMIUM") == "required":
        pytest.fail("Chromium or playwright is not installed, and TOCSIN_TEST_CHROMIUM=required")
    pytest.skip("Chromium or playwright is not installed")


@needs_chromium
def test_a_page_made_by_scripts_is_read_and_its_pictures_are_not_loaded(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages["/page"] = Reply(SHELL)
        press.pages["/story.json"] = Reply(STORY, content_type="application/json")
        press.pages["/feed"] = Reply(rss([("Ferry", f"{press.url}/page")]), content_type="application/rss+xml")
        paper = outlet(feeds=[f"{press.url}/feed"], render="browser")
        report = only(crawl([paper], chromium=CHROMIUM))
        assert (report.new, report.errors) == (1, {})
        assert "/picture.jpg" not in press.paths()
        assert {asked.headers["user-agent"] for asked in press.log} == {AGENT}
    with sessions(archive)() as session:
        article = session.scalars(select(Article)).one()
        assert (article.title, "boat number 7" in article.text) == ("Pilots guide the ferry home", True)


@needs_chromium
def test_scripts_reach_nothing_private(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    """127.0.0.2 plays the public internet."""
    monkeypatch.setattr(crawler.gate, "is_public", lambda address: address == "127.0.0.2")
    with Press(host="127.0.0.2") as press, Press() as inside:
        inside.pages["/secret"] = Reply("secret", headers={"Access-Control-Allow-Origin": "*"})
        tricks = "".join(
            f"fetch('http://{name}:{inside.port}/secret').catch(() => 0);"
            for name in ("127.0.0.1", "localhost", "2130706433")
        )
        page = article_page("A page with tricks", head=f"<script>{tricks}</script>")
        page += f"<iframe src='{inside.url}/secret'></iframe>"
        press.pages["/page"] = Reply(page)
        press.pages["/feed"] = Reply(rss([("x", f"{press.url}/page")]), content_type="application/rss+xml")
        paper = outlet(feeds=[f"{press.url}/feed"], render="browser", allow_private=False)
        events: list[dict[str, Any]] = []

        async def story() -> None:
            options = CrawlOptions(database=sqlite_url, user_agent=AGENT, workers=1, chromium=CHROMIUM)
            async with open_rounds(options, events.append) as rounds:
                await rounds.run("round", [paper], options)

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(story())
        assert [event["outcome"] for event in events if event["event"] == "article"] == ["new"]
        assert inside.connections == 0


def test_an_outlet_whose_browser_is_missing_says_what_to_install(crawl: Crawl) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply(rss([("x", f"{press.url}/page")]), content_type="application/rss+xml")
        paper = outlet(feeds=[f"{press.url}/feed"], render="browser")
        report = only(crawl([paper], chromium="/nowhere/chromium"))
        assert report.errors == {"browser": 1}
        assert "/nowhere/chromium" in report.problem
        assert report.waiting == 1
