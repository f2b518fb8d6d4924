"""The main job, end to end over real HTTP: the sample press is crawled, screened, composed and delivered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from crawler.tables import Address, Article, Revision
from monitor.health import outlet_health
from monitor.tables import Match, StoryArticle
from tests.fakes.chromium import PATIENCE, chromium
from tests.fakes.postgres import PostgresServer
from tests.fakes.rounds import Rounds, begin, body, four_gram_f1, shortest_gap
from tocsin.demo import Request, SamplePress, prepare
from tocsin.demo.papers import PAPERS
from tocsin.demo.pieces import Piece, pieces

NOW = datetime.now(UTC)
DELAY = 0.2
"""Seconds, as in the demonstration's outlets.yaml."""
FULL_TEXT_IN_FEED = "meridian-wire"
DOWN = "polyarny-telegraf"


@dataclass
class Job:
    """Three rounds of the main job against one press that does not change."""

    press: SamplePress
    rounds: Rounds
    log: list[Request]

    def printed(self) -> Iterator[tuple[str, Piece]]:
        """Canonical address and text of every article that may be fetched."""
        for paper in self.press.papers():
            for piece in pieces(paper.id):
                if not piece.forbidden and not piece.late:
                    yield self.press.address(paper.id, piece.slug), piece


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def job(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    var = tmp_path_factory.mktemp("job")
    if request.param == "sqlite":
        database = f"sqlite:///{var / 'tocsin.sqlite'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        database = server.create()
    with prepare(var, NOW, first_port=0) as demo:
        rounds = begin(demo.config, var, database)
        for _ in range(3):
            rounds.go(demo.press.log)
        yield Job(demo.press, rounds, list(demo.press.log))
        rounds.house.engine.dispose()


def test_every_article_of_the_press_is_found_and_nothing_else(job: Job) -> None:
    assert set(job.rounds.articles()) == {url for url, _ in job.printed()}


def test_every_page_is_fetched_once_in_three_rounds(job: Job) -> None:
    asked = Counter(
        f"{job.press.origin(request.outlet)}{request.path.partition('?')[0]}"
        for request in job.log
        if request.status != 304
    )
    for url, piece in job.printed():
        assert asked[url] == (0 if piece.outlet == FULL_TEXT_IN_FEED else 1), url
    assert max(count for url, count in asked.items() if "/amp/" in url or url.endswith("robots.txt")) <= 1


def test_later_rounds_ask_only_whether_the_lists_have_changed(job: Job) -> None:
    lists = Counter(paper.id for paper in PAPERS for _ in paper.sources)
    for log in job.rounds.logs[1:]:
        good = [request for request in log if request.outlet != DOWN]
        assert all(request.status == 304 and request.conditional for request in good)
        assert all(Counter(r.outlet for r in good)[outlet] <= lists[outlet] + 2 for outlet in lists)


def test_no_outlet_is_asked_more_often_than_its_delay_allows(job: Job) -> None:
    for paper in PAPERS:
        mine = [request for request in job.log if request.outlet == paper.id]
        assert shortest_gap(mine) >= DELAY * 0.95, paper.id


def test_the_crawler_says_who_it_is(job: Job) -> None:
    assert {request.agent for request in job.log} == {"Tocsin/0.1.0 (+https://example.org/tocsin-demo)"}


def test_what_robots_txt_forbids_is_never_asked_for(job: Job) -> None:
    assert not [request for request in job.log if request.path.startswith("/subscribers/")]
    with job.rounds.session() as session:
        refused = session.scalars(select(Address).where(Address.url.contains("/subscribers/"))).one()
        assert (refused.state, refused.article_id) == ("refused", None)


def test_the_texts_are_those_that_were_printed(job: Job) -> None:
    kept = job.rounds.articles()
    scores: dict[str, float] = {}
    for url, piece in job.printed():
        article = kept[url]
        assert article.title == piece.title
        scores[url] = four_gram_f1(piece.text, article.text)
    assert {url: round(score, 3) for url, score in scores.items() if score < 0.97} == {}
    exact = sum(kept[url].text == piece.text for url, piece in job.printed())
    assert exact >= 0.9 * len(scores), f"only {exact} of {len(scores)} texts are exact"


def test_dates_are_those_that_were_printed(job: Job) -> None:
    kept = job.rounds.articles()
    for url, piece in job.printed():
        published = kept[url].published
        assert published is not None, url
        coarse = timedelta(days=1, hours=1) if piece.outlet == "northgate-review" else timedelta(seconds=61)
        assert abs(published - piece.published(job.press.started)) <= coarse, url


def test_authors_languages_and_credits_are_kept(job: Job) -> None:
    kept = job.rounds.articles()
    language = {paper.id: paper.language for paper in PAPERS}
    named = 0
    for url, piece in job.printed():
        assert kept[url].language == language[piece.outlet], url
        named += piece.author in kept[url].authors or piece.author == kept[url].credit
        assert kept[url].credit in ("", piece.credit), url
    assert named >= 0.9 * sum(1 for _ in job.printed())


def test_every_match_that_is_expected_is_there_and_no_other(job: Job) -> None:
    found = job.rounds.matches()
    for url, piece in job.printed():
        assert set(found.get(url, {})) == {match.watchlist for match in piece.matches}, url


def test_spans_point_at_the_forms_found(job: Job) -> None:
    kept, found = job.rounds.articles(), job.rounds.matches()
    for url, piece in job.printed():
        article = kept[url]
        for match in found.get(url, {}).values():
            hits = [hit for part in match.parts for hit in part["hits"]]
            assert hits
            for hit in hits:
                whole = article.title if hit["field"] == "title" else article.text
                assert whole[hit["start"] : hit["end"]] == hit["form"]
            assert round(sum(part["points"] for part in match.parts), 2) == match.score >= match.threshold
        for expected in piece.matches:
            forms = {hit["form"] for part in found[url][expected.watchlist].parts for hit in part["hits"]}
            assert any(expected.form.casefold() in form.casefold() for form in forms), (url, expected, forms)


def test_the_story_that_four_outlets_carry_is_one_story(job: Job) -> None:
    with job.rounds.session() as session:
        rows = session.execute(
            select(Article.outlet, StoryArticle.story_id, Article.text).join(
                StoryArticle, StoryArticle.article_id == Article.id
            )
        ).all()
    copies = {row.outlet: row.story_id for row in rows if "Two full-motion simulators" in row.text}
    assert len(copies) == 4
    assert len(set(copies.values())) == 1
    same = [row.outlet for row in rows if row.story_id == copies["meridian-wire"] and row.outlet in copies]
    assert sorted(same) == sorted(copies), "other articles of the four outlets are no part of it"


def test_the_outlet_that_is_down_is_reported_and_holds_up_nobody(job: Job) -> None:
    for summary in job.rounds.summaries:
        assert [report.outlet for report in summary.failed_outlets] == [DOWN]
    with job.rounds.session() as session:
        health = outlet_health(session, job.rounds.house.configuration.outlets, datetime.now(UTC))
    assert {row.outlet for row in health if row.state == "failing"} == {DOWN}


def test_one_mail_goes_out_in_the_first_round_and_none_after(job: Job) -> None:
    first, *later = job.rounds.summaries
    totals = first.totals()
    assert totals["mailed"] == 1
    assert totals["outlets"] == len(PAPERS)
    assert totals["new"] == sum(1 for _ in job.printed())
    assert totals["matched"] == sum(bool(piece.matches) for _, piece in job.printed())
    for summary in later:
        assert summary.nothing_new
        assert summary.totals()["fetched"] == summary.totals()["mailed"] == 0
    assert len(job.rounds.mails()) == 1
    kinds = Counter(path.suffix for path in (job.rounds.house.var / "outbox").rglob("*") if path.is_file())
    assert kinds == {".eml": 1, ".html": 1, ".txt": 1}


def test_the_mail_parses_without_a_defect_and_holds_every_story_once(job: Job) -> None:
    (mail,) = job.rounds.mails()
    assert [defect for part in mail.walk() for defect in part.defects] == []
    assert mail["To"] == "desk@demo.example"
    html, text = body(mail, "html"), body(mail, "plain")
    with job.rounds.session() as session:
        stories = dict(session.execute(select(StoryArticle.article_id, StoryArticle.story_id)).all())
        matched = session.execute(select(Match.article_id, Article.url).join(Article)).all()
    by_story: dict[int, set[str]] = {}
    for article_id, url in matched:
        by_story.setdefault(stories[article_id], set()).add(url)
    for urls in by_story.values():
        assert any(url in html for url in urls)
        assert any(url in text for url in urls)
    assert re.findall(r"https?://127\.0\.0\.1\S+?(?=[\s\"<>)])", text) or by_story == {}
    assert "Полярный телеграф" in html and "Полярный телеграф" in text
    assert "<script" not in html and "<img" not in html


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("width", [375, 800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mail_fits_a_phone_and_a_desk(job: Job, browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    page_file = tmp_path / "mail.html"
    page_file.write_text(body(job.rounds.mails()[0], "html"), encoding="utf-8")
    asked: list[str] = []
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri(), timeout=PATIENCE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width
    assert asked == [page_file.as_uri()], "a mail loads nothing"


def test_a_correction_becomes_a_revision_and_a_new_article_a_second_mail(tmp_path: Path, database_url: str) -> None:
    with prepare(tmp_path, NOW, first_port=0) as demo:
        outlets = demo.config / "outlets.yaml"
        courier = outlets.read_text().partition("\n\n")[0]
        outlets.write_text(f"{courier}\n    revisit: [24h]\n")
        rounds = begin(demo.config, tmp_path, database_url)
        rounds.go(demo.press.log)
        url = demo.press.address("caspian-courier", "alabuga-parts-broker")
        published = rounds.articles()[url].published
        assert published is not None
        with rounds.session() as session:
            row = session.scalars(select(Address).where(Address.url == url)).one()
            assert row.next_at == published + timedelta(hours=24)
            row.next_at = datetime.now(UTC)  # two hours later
            session.commit()
        demo.press.advance()
        rounds.go(demo.press.log)
        article = rounds.articles()[url]
        assert article.revision == 2
        assert "sold 2,300 small piston engines" in article.text
        with rounds.session() as session:
            texts = session.scalars(
                select(Revision.text).where(Revision.article_id == article.id).order_by(Revision.number)
            ).all()
        assert ["sold 1,900" in text for text in texts] == [True, False]
        late = demo.press.address("caspian-courier", "s-400-radar-crate-at-olya")
        asked = {request.path.partition("?")[0] for request in rounds.logs[1] if request.status == 200}
        assert asked == {"/rss.xml", "/news/alabuga-parts-broker", "/news/s-400-radar-crate-at-olya"}
        assert rounds.articles()[late].revision == 1
        assert len(rounds.mails()) == 2
        assert late in body(rounds.mails()[1], "plain")
        rounds.house.engine.dispose()
