"""The main job against presses that a seed makes up: other markup, other words, other noise than the bundled one."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import as_file, files

import pytest
from sqlalchemy import select

from crawler.tables import Article
from monitor.tables import StoryArticle
from tests.fakes.random_press import RandomPress
from tests.fakes.rounds import Rounds, begin, body, four_gram_f1, shortest_gap

DELAY = 0.1
SEEDS = [(101, False), (202, False), (303, True)]
"""What makes up the press, and whether all of it stands on one host."""


@dataclass
class Job:
    """Two rounds against one press."""

    press: RandomPress
    rounds: Rounds


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def job(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    seed, one_host = request.param
    folder = tmp_path_factory.mktemp(f"seed-{seed}")
    config = folder / "config"
    with as_file(files("tocsin.demo").joinpath("config")) as ours:
        shutil.copytree(ours, config)
    with RandomPress(seed, outlets=7, articles=6, one_host=one_host) as press:
        (config / "outlets.yaml").write_text(press.outlets_yaml(f"{DELAY}s"), encoding="utf-8")
        rounds = begin(config, folder / "var", f"sqlite:///{folder / 'tocsin.sqlite'}")
        rounds.go(press.log)
        rounds.go(press.log)
        yield Job(press, rounds)
        rounds.house.engine.dispose()


def test_every_kind_of_list_leads_to_every_article(job: Job) -> None:
    assert {outlet.kind for outlet in job.press.outlets} == {
        "rss",
        "atom",
        "rdf",
        "json",
        "sitemap",
        "index",
        "section",
    }
    assert set(job.rounds.articles()) == {article.url for article in job.press.printed()}


def test_each_page_is_fetched_once_at_the_pace_that_was_asked_for(job: Job) -> None:
    origin = {request.outlet: "" for request in job.press.log}
    for name in origin:
        outlet = next(o for o in job.press.outlets if name in {o.id, "press"})
        origin[name] = outlet.origin
        assert shortest_gap([request for request in job.press.log if request.outlet == name]) >= DELAY * 0.95
    asked = Counter(
        origin[request.outlet] + request.path.partition("?utm_")[0]
        for request in job.press.log
        if request.status == 200
    )
    printed = {article.url for article in job.press.printed()}
    assert {url: asked[url] for url in printed if asked[url] > 1} == {}
    from_feed = {
        article.url
        for outlet in job.press.outlets
        for article in outlet.printed
        if "full-text-in-feed" in outlet.style.quirks and outlet.kind in {"rss", "rdf"}
    }
    assert {url for url in printed if not asked[url]} <= from_feed
    lists = re.compile(r"/(list(\?page=\d)?|s[12]\.xml\.gz|robots\.txt)$")
    assert [url for url in asked if url not in printed and not lists.search(url)] == []


def test_titles_texts_dates_and_authors_are_those_that_were_printed(job: Job) -> None:
    kept = job.rounds.articles()
    scores: list[float] = []
    for outlet in job.press.outlets:
        for article in outlet.printed:
            found = kept[article.url]
            assert found.title == article.title
            scores.append(four_gram_f1(article.text, found.text))
            assert scores[-1] >= 0.97 or "rich-text" in outlet.style.quirks, (article.text, found.text)
            assert found.published is not None
            assert abs(found.published - article.published) < timedelta(minutes=1)
            assert found.authors == [article.author]
    assert sum(scores) / len(scores) >= 0.97


def test_exactly_the_articles_that_speak_of_it_match_and_show_the_form(job: Job) -> None:
    kept, matches = job.rounds.articles(), job.rounds.matches()
    for article in job.press.printed():
        found = matches.get(article.url, {})
        assert set(found) == ({"combat-aircraft"} if article.form else set()), article
        for match in found.values():
            hits = [hit for part in match.parts for hit in part["hits"]]
            text = kept[article.url].text
            assert {text[hit["start"] : hit["end"]] for hit in hits} == {hit["form"] for hit in hits} == {article.form}


def test_the_mail_names_every_match_and_a_second_round_sends_none(job: Job) -> None:
    (mail,) = job.rounds.mails()
    text = body(mail, "plain")
    expected = [article for article in job.press.printed() if article.form]
    assert expected
    assert job.rounds.summaries[0].totals()["matched"] == len(expected)
    stories: dict[int, set[str]] = {}
    with job.rounds.session() as session:
        for url, story in session.execute(
            select(Article.url, StoryArticle.story_id).join(StoryArticle, StoryArticle.article_id == Article.id)
        ):
            stories.setdefault(story, set()).add(url)
    told = [urls & {article.url for article in expected} for urls in stories.values()]
    assert [urls for urls in told if urls and not any(url in text for url in urls)] == []
    assert job.rounds.summaries[1].nothing_new
