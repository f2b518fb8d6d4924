"""Feeds that carry their texts: what becomes of title, description and text."""

from __future__ import annotations

from html import escape

import pytest
from sqlalchemy import Engine, select

from crawler.database import sessions
from crawler.entries import lead_of, lead_only
from crawler.items import Entry
from crawler.tables import Article
from tests.crawler.conftest import Crawl, only, outlet
from tests.crawler.corpus_rules import body_faults
from tests.crawler.old_texts import ENGLISH, RUSSIAN, Story
from tests.fakes.press import Press, Reply

LEAD = "Boats are sent away, and the warden says that he saw it coming."


def entry(story: Story, summary: str) -> Entry:
    content = "".join(f"<p>{line}</p>" for line in story.paragraphs)
    return Entry(link="https://quay.test/1", title=story.title, summary=summary, content=content)


def test_a_description_that_the_text_does_not_begin_with_is_the_standfirst(crawl: Crawl, archive: Engine) -> None:
    items = ""
    for number, (story, summary) in enumerate(
        [(ENGLISH[0], LEAD), (ENGLISH[1], ENGLISH[1].paragraphs[0]), (RUSSIAN[0], RUSSIAN[0].paragraphs[0][:60] + "…")]
    ):
        content = "".join(f"<p>{line}</p>" for line in (*story.paragraphs, *story.paragraphs[:2]))
        items += (
            f"<item><title>{story.title}</title><link>{{url}}/{number}</link><description>{escape(summary)}</description>"
            f"<content:encoded><![CDATA[{content}]]></content:encoded></item>"
        )
    feed = (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'
    )
    with Press() as press:
        press.pages["/feed"] = Reply(feed.replace("{url}", press.url), content_type="application/rss+xml")
        report = only(crawl([outlet(feeds=[f"{press.url}/feed"], fulltext="feed")]))
        assert (report.new, press.paths()) == (3, ["/feed"])
    with sessions(archive)() as session:
        kept = {one.title: one for one in session.scalars(select(Article))}
    assert [kept[story.title].standfirst for story in (ENGLISH[0], ENGLISH[1], RUSSIAN[0])] == [LEAD, "", ""]
    assert kept[ENGLISH[0].title].text == "\n\n".join(ENGLISH[0].paragraphs)


@pytest.mark.parametrize(
    "summary",
    [
        "",
        ENGLISH[0].title,
        ENGLISH[0].paragraphs[0],
        ENGLISH[0].paragraphs[0][:70] + " [...]",
        " ".join(ENGLISH[0].paragraphs),
        "A few words of it [...]",
        "The warden speaks at length. Read more",
        "Subscribe to our newsletter",
        ENGLISH[0].paragraphs[0] + " The post Quays appeared first on Harbour Post.",
        "word " * 100,
    ],
)
def test_what_only_begins_or_repeats_the_text_is_no_standfirst(summary: str) -> None:
    assert lead_of(entry(ENGLISH[0], summary)) == ""


def test_a_lead_alone_keeps_the_form() -> None:
    title = "A burst main closes the fish market for as long as it takes"
    kept = lead_only(Entry(link="https://quay.test/1", title=f"• {title}", summary=title), "en")
    assert (kept.title, kept.text) == (title, "")
    kept = lead_only(Entry(link="https://quay.test/1", title=title, summary=f"{LEAD} (https://quay.test/1)"), "en")
    assert (kept.text, kept.standfirst) == (LEAD, LEAD)
    assert body_faults(f"{kept.title}\n\n{kept.text}".encode()) == []
