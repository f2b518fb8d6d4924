from __future__ import annotations

import email
import re
from datetime import datetime, timedelta
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from alerts import near
from alerts.compose import Preview, preview
from alerts.digests import Digest
from alerts.facts import Facts
from alerts.message import encoded_size
from alerts.render import RenderError
from alerts.safe import direction, inline, isolate, line, link
from crawler.database import Base
from monitor.ruleset import compile_ruleset
from monitor.watchlists import Watchlist
from tests.alerts.press import OUTLETS, Press, alert, digest, facts

MORNING = datetime(2026, 11, 21, 7, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture
def press() -> Press:
    """What is rendered does not depend on the database: one in memory is enough."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    return Press(Session(engine), MORNING - timedelta(hours=20))


def issue(press: Press, rule: Digest | None = None, known: Facts | None = None) -> Preview:
    press.session.flush()
    return preview(press.session, rule or digest(), known or facts(), now=MORNING)


class Page(HTMLParser):
    """What a browser would make of the mail: tags, attributes, addresses in order, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.tags if tag == "a"]


def mixed(press: Press, count: int = 8) -> None:
    for n in range(count):
        press.matched(f"Radar {n} on the quay", score=count - n, watchlist=["air-defence", "shipping"][n % 2])
    press.match(
        press.article("رادار در بندر", "یک رادار تازه با نام S-300 رسید.", outlet="sobh-khabar", language="fa"),
        "air-defence", "رادار", "S-300", score=99,
    )  # fmt: skip


def test_html_and_text_tell_the_same_stories_in_the_same_order_with_the_same_addresses_and_numbers(
    press: Press,
) -> None:
    mixed(press)
    seen = issue(press, digest(limit=5))
    page = Page(seen.rendered.html)
    in_html = [address for address in page.links if address.startswith("http")]
    in_text = re.findall(r"^\s*(https?://\S+)$", seen.rendered.text, re.M)
    assert in_html == in_text
    assert len(set(in_text)) == 9
    words = " ".join(page.text.split())
    for story in (*seen.view.full, *seen.view.overflow):
        assert story.title in words
        assert isolate(story.title) in " ".join(seen.rendered.text.split())
    numbers = [int(n) for n in re.findall(r"^\[(\d+)\]", seen.rendered.text, re.M)]
    assert numbers == list(range(1, 10))
    assert re.findall(r"\b\d+ stories from \d+ articles in \d+ outlets", words) == re.findall(
        r"\b\d+ stories from \d+ articles in \d+ outlets", seen.rendered.text
    )


def test_points_add_up_to_the_score_of_every_story(press: Press) -> None:
    press.match(
        press.article("Radar and ferry", "radar, ferry, quay"), "air-defence", "radar", "ferry", "quay", score=7.1
    )
    (story,) = issue(press).view.full
    assert story.total == story.score == "7.1"
    assert [one.points for one in story.why] == ["2.37", "2.37", "2.36"]


def test_right_to_left_stands_on_each_item_and_does_not_leak_into_the_rest(press: Press) -> None:
    mixed(press, 1)
    seen = issue(press)
    persian = [attributes for _, attributes in Page(seen.rendered.html).tags if attributes.get("lang") == "fa"]
    assert persian
    assert all(attributes["dir"] == "rtl" for attributes in persian)
    assert Page(seen.rendered.html).tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert "\u2068رادار در بندر\u2069" in seen.rendered.text
    assert "\u2068رادار در بندر\u2069" in seen.rendered.subject


def test_the_form_found_is_marked_in_headline_and_passage(press: Press) -> None:
    press.matched("The radar arrives", "Before dawn a radar was seen. Nobody asked.")
    html = issue(press).rendered.html
    assert html.count("<mark>radar</mark>") == 2
    assert "a *radar* was seen" in issue(press).rendered.text


HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)> radar & "quotes"\r\nBcc: all@desk.example '
    "\u202eevil\u202c \u2066x\u2069 \x00\x07\x85\u2028\u2029 {{ 7*7 }} {% raw %} " + "W" * 300
)


def test_hostile_text_is_shown_as_text_and_does_nothing(press: Press) -> None:
    press.matched(HOSTILE, HOSTILE, url="javascript:alert(1)//https://harbour-post.example/x")
    seen = issue(press)
    page = Page(seen.rendered.html)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "form", "object", "svg", "link", "base"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [address for address in page.links if not address.startswith(("http", "mailto:", "#"))]
    for part in (seen.rendered.html, seen.rendered.text, seen.rendered.subject):
        assert "{{ 7*7 }}" in part or part == seen.rendered.subject
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", part)
    assert max(map(len, seen.rendered.text.splitlines())) <= 72
    message = email.message_from_bytes(seen.mime, policy=default)
    assert message["Bcc"] is None
    assert not any(part.defects for part in message.walk())


NO_LINKS = [
    *("javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//host/x", "/x", "x", "HTTPS:"),
    *("http://", "http://[::1", "https://a b/", "https://a/\nb", 'https://a/"onclick="x', "https://\u2028.example/"),
]


@pytest.mark.parametrize("url", NO_LINKS)
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url) is None


def test_web_addresses_stay_as_they_are() -> None:
    for url in ("https://harbour-post.example/a?b=c&d=%20#e", "http://127.0.0.1:8080/x"):
        assert link(url) == url
    assert link("https://é.example/خبر?q=ش") == "https://xn--9ca.example/%D8%AE%D8%A8%D8%B1?q=%D8%B4"


def test_lines_are_clean_and_cut_at_a_word() -> None:
    assert line("  a\t b\n\u200bc\u202e  ") == "a b c"
    assert line("one two three four", 10) == "one two…"
    assert line("W" * 50, 10) == "W" * 9 + "…"
    assert inline("می\u200cشود") == "می\u200cشود"
    assert direction("", "— سلام") == direction("ar-IQ") == "rtl"
    assert direction("en", "سلام") == direction("", "123") == "ltr"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_five_hundred_articles_fit_where_no_mail_program_clips_and_nothing_is_left_out(
    press: Press, language: str
) -> None:
    english = "The harbour office said that a radar left the ferry before dawn and went inland under escort. "
    persian = "به گفته‌ی دفتر بندر، یک رادار radar بامداد امروز از کشتی پیاده شد و با اسکورت به سوی خشکی رفت. "
    text = (english if language == "en" else persian) * 6
    for n in range(500):
        press.matched(f"{text[:95]} {n}", text, language=language, outlet="sobh-khabar", score=1 + n % 50)
    seen = issue(press, digest(limit=40))
    assert 60_000 < encoded_size(seen.rendered.html) <= 90_000
    told = len(seen.view.full) + len(seen.view.overflow) + len(seen.view.attached)
    assert told == 500
    assert len(seen.view.full) >= 25
    numbers = re.findall(r"^\[(\d+)\]", seen.rendered.text + seen.rendered.attached, re.M)
    assert [int(n) for n in numbers] == list(range(1, 501))
    message = email.message_from_bytes(seen.mime, policy=default)
    (attachment,) = message.iter_attachments()
    assert f"{len(seen.view.attached)} stories that found no room" in " ".join(attachment.get_content().split())
    assert max(map(len, seen.mime.split(b"\r\n"))) <= 998


def test_every_list_has_its_row_even_with_nothing_on_it(press: Press) -> None:
    mixed(press, 4)
    rows = {row.title: row for row in issue(press).view.rows}
    assert {title: row.count for title, row in rows.items()} == {
        "Air defence": 3, "Caspian shipping and ports": 2, "Embargo and sanctions": 0,
    }  # fmt: skip
    assert all(len(row.spark) == len(row.days) == 14 for row in rows.values())
    assert rows["Embargo and sanctions"].change == "–"


def test_nothing_is_loaded_from_elsewhere(press: Press) -> None:
    mixed(press)
    html = issue(press).rendered.html
    assert not re.search(r"(?i)\bsrc=|url\(|@import|<link|background=", html)


def test_near_misses_are_shown_only_where_asked_for_with_what_was_missing(press: Press) -> None:
    lists = [
        Watchlist.model_validate(
            {"id": "air-defence", "title": "Air defence", "match": ["radar"], "needs": ["harbour"]}
        ),
        Watchlist.model_validate(
            {"id": "shipping", "title": "Shipping", "match": ["ferry"], "not": ["ferry men"], "drop_if": ["obituary"]}
        ),
    ]
    known = facts(watchlists=tuple(lists), ruleset=compile_ruleset(lists, []))
    press.matched("Close call", score=2)
    press.matched("Hit", score=9)
    press.article("Inland", "A radar stands on the hill.")
    press.article("The captain", "An obituary of a ferry captain.")
    press.article("Weather", "Rain tomorrow.")
    press.article("Concert", "The ferry men play in the hall.")
    press.article("A feast", "The harbour had a feast.")
    assert "NEAR MISSES" not in issue(press, digest(min_score=3), known).rendered.text
    seen = issue(press, digest(min_score=3, near_misses=True), known)
    assert {story.title: story.note for story in seen.view.near} == {
        "Close call": "score 2, this digest asks for 3",
        "The captain": "Shipping: dropped: the article has 'obituary' (drop_if)",
        "Inland": "Air defence: gate missing: the article does not mention harbour",
        "Concert": "Shipping: ferry: masked by 'ferry men'",
    }
    words = " ".join(seen.rendered.text.split())
    assert "[2] Close call – The Harbour Post, score 2, this digest asks for 3" in words
    assert "gate missing" in seen.rendered.html


def test_near_misses_tell_nothing_of_what_is_on_trial_and_all_that_no_list_of_this_digest_took(press: Press) -> None:
    given = {"match": ["radar"], "needs": ["navy"]}
    lists = [
        Watchlist.model_validate({"id": "air-defence", "title": "Air defence", **given}),
        Watchlist.model_validate({"id": "shipping", "title": "Shipping", "match": ["hill"]}),
        Watchlist.model_validate({"id": "embargo", "title": "Embargo", **given, "status": "test"}),
    ]
    outlets = (OUTLETS[0], OUTLETS[1].model_copy(update={"status": "test"}))
    known = facts(watchlists=tuple(lists), ruleset=compile_ruleset(lists, []), outlets=outlets)
    press.match(press.article("Taken by another digest's list", "A radar is on the hill."), "shipping")
    press.match(press.article("Taken by a list on trial", "Radar of the port."), "embargo", status="test")
    press.match(press.article("Taken here", "A radar of the navy."), "air-defence")
    press.article("From an outlet on trial", "A radar of the town.", outlet=outlets[1].id)

    def near_of(*asked: str) -> set[tuple[str, str]]:
        seen = issue(press, digest(near_misses=True, watchlists=list(asked)), known)
        return {(story.title, story.note.split(":")[0]) for story in seen.view.near}

    by_trial = ("Taken by a list on trial", "Air defence")
    assert near_of("air-defence") == {("Taken by another digest's list", "Air defence"), by_trial}
    assert near_of() == {by_trial}
    assert near_of("embargo") == set()


def test_why_names_the_place_of_each_form(press: Press) -> None:
    article = press.article("Grain ships", "Wheat left the port. The wheat and oats are grain too.")
    hits = [
        {"form": form, "field": field, "start": start, "end": start + len(form)}
        for form, field, start in (
            ("Wheat", "text", 0),
            ("Grain", "title", 0),
            ("wheat", "text", 25),
            ("oats", "text", 35),
        )
    ]
    match = press.match(article, score=4.53)
    match.parts = [{"query": "grain-trade", "points": 4.53, "zone": "title", "entities": [], "hits": hits}]
    lead = press.match(press.article("Ships", "Wheat left the port, and oats."), score=2)
    found = [{**hit, "start": at, "end": at + 5} for at, hit in enumerate((hits[0], hits[3]))]
    lead.parts = [{"query": "corn", "points": 2, "zone": "lede", "entities": [], "hits": found}]
    seen = issue(press).rendered
    said = " ".join(seen.text.split())
    assert "Why: grain-trade “Grain” in headline, “Wheat”, “oats” in text 4.53" in said
    assert "Why: corn “Wheat” in lead, “oats” in text 2" in said
    html = " ".join(re.sub(r"<[^>]*>", "", seen.html).split())
    assert "Why: grain-trade “Grain” in headline, “Wheat”, “oats” in text 4.53" in html
    assert "Articles in this issue (repeats too), against the one before" in said


def test_only_the_newest_articles_are_read_again_for_near_misses_and_only_the_closest_are_shown(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = [Watchlist.model_validate({"id": "air-defence", "title": "A", "match": ["radar"], "needs": ["navy"]})]
    known = facts(watchlists=tuple(lists), ruleset=compile_ruleset(lists, []))
    asked = digest(near_misses=True)
    for number in range(25):
        press.article(f"Inland {number}", "A radar stands on the hill.")
    shown = [story.title for story in issue(press, asked, known).view.near]
    assert len(shown) == near.SHOWN == 20
    monkeypatch.setattr(near, "READ", 3)
    assert {story.title for story in issue(press, asked, known).view.near} == {f"Inland {n}" for n in (22, 23, 24)}


@pytest.mark.parametrize(
    ("group", "headings", "stories"),
    [("story", ["Air defence"], 1), ("watchlist", ["Air defence"], 2), ("outlet", ["The Harbour Post"], 1)],
)
def test_how_stories_are_put_together(press: Press, group: str, headings: list[str], stories: int) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story), score=5)
    press.match(press.article("Radar lands, copied", outlet="north-wire", story=story), score=4)
    view = issue(press, digest(group=group)).view
    assert [section.title for section in view.sections] == headings
    assert view.stories == stories


def test_urgent_is_what_an_instant_alert_would_have_told(press: Press) -> None:
    press.matched("Big radar", score=8)
    press.matched("Small radar", score=2)
    seen = issue(press, known=facts(alerts=(alert(min_score=6),)))
    assert seen.rendered.subject == "Desk · Sat 21 Nov · 1 urgent, 2 stories – Big radar"
    assert email.message_from_bytes(seen.mime, policy=default)["X-Tocsin-Severity"] == "urgent"


def team(folder: Path, name: str, text: str) -> Facts:
    (folder / name).write_text(text, "utf-8")
    return facts(templates=folder)


def test_a_team_replaces_one_block_and_keeps_the_rest(press: Press, tmp_path: Path) -> None:
    press.matched("Radar <lands>")
    own = '{% extends "builtin/digest.html.j2" %}{% block footer %}<p>Ask {{ issue.title }} & co.</p>{% endblock %}'
    html = issue(press, known=team(tmp_path, "digest.html.j2", own)).rendered.html
    assert "<p>Ask Desk & co.</p>" in html
    assert "Stop getting this mail" not in html
    assert "&lt;lands&gt;" in html
    assert "Stop getting this mail" in issue(press, known=facts(templates=tmp_path)).rendered.text


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("{{ issue.titel }}", "titel"),
        ("{% if %}", r"digest\.html\.j2:1"),
        ("{{ ''.__class__.__mro__ }}", "unsafe|__class__"),
        ("{{ issue.__init__.__globals__ }}", "unsafe|__init__"),
        ('{% include "../../secrets.txt" %}', "secrets"),
    ],
)
def test_a_wrong_or_prying_template_is_refused_with_its_place(
    press: Press, tmp_path: Path, block: str, message: str
) -> None:
    press.matched()
    own = f'{{% extends "builtin/digest.html.j2" %}}{{% block footer %}}{block}{{% endblock %}}'
    with pytest.raises(RenderError, match=message):
        issue(press, known=team(tmp_path, "digest.html.j2", own))
