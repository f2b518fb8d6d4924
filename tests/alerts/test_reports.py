"""Every matched article can be reached from the mail: other reports of a story, repeats, and what is older than a
first issue's time."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.arrange import Room, fit
from alerts.channels.feed import merged
from alerts.compose import compose, compose_alerts, preview
from alerts.digests import Digest
from alerts.message import encoded_size
from alerts.render import Rendered
from alerts.slots import Schedule, begins
from alerts.tables import Issue, IssueItem, Outbox
from alerts.view import IssueView
from tests.alerts.press import NOON, Press, alert, digest, facts
from tests.alerts.test_compose import MORNING, mails, plain

DAY = timedelta(days=1)


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session)


def shown(session: Session, rule: Digest | None = None) -> tuple[IssueView, Rendered, dict[str, Any]]:
    made = preview(session, rule or digest(), facts(), now=MORNING)
    return made.view, made.rendered, json.loads(made.payload)


def test_a_second_article_of_the_same_outlet_is_linked_under_its_story(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands at the harbour", story=story, url="https://post.example/1"), score=5)
    press.match(press.article("Harbour closed over radar", story=story, url="https://post.example/2"), score=2)
    press.match(
        press.article("Radar lands at the harbour", outlet="north-wire", story=story, url="https://wire.example/3"),
        score=2,
    )
    view, rendered, payload = shown(session)
    (told,) = view.full
    assert "    More on it, here and in 1 outlet:\n" in rendered.text  # which one, the lines below say
    assert "<bdi>More on it, here and in 1 outlet:</bdi><br>" in rendered.html
    assert [(one.title, one.same) for one in told.reports] == [
        ("Harbour closed over radar", False),
        ("Radar lands at the harbour", True),
    ]
    assert '<a href="https://post.example/2">Harbour closed over radar</a>' in rendered.html
    assert (
        '<a href="https://wire.example/3">North Wire</a></span> <span class="m"><bdi>the same headline</bdi>'
        in rendered.html
    )
    assert "    - Harbour closed over radar, The Harbour Post, Fri 20 Nov 14:02\n      https://post.example/2\n" in (
        rendered.text
    )
    assert "    - North Wire, the same headline, Fri 20 Nov 14:03\n      https://wire.example/3\n" in rendered.text
    entry = payload["stories"][0]
    assert [one["url"] for one in entry["reports"]] == ["https://post.example/2", "https://wire.example/3"]
    (item,) = merged(None, payload, "digest-desk")["items"]
    assert "Also: Harbour closed over radar (The Harbour Post) https://post.example/2" in item["content_text"]


@pytest.mark.parametrize(("stories", "copies", "limit"), [(1, 9, 40), (2, 6, 1), (130, 4, 30)])
def test_every_matched_article_stands_in_the_mail_or_its_attachment_whatever_the_room(
    session: Session, press: Press, stories: int, copies: int, limit: int
) -> None:
    addresses = []
    for number in range(stories):
        story = press.story()
        for copy in range(copies):
            url = f"https://harbour-post.example/2026/11/20/{number}-{copy}-what-the-office-said-of-the-radar"
            title = f"What the harbour office said of the radar on ferry {number}, part {copy} of its long report"
            press.match(press.article(title, story=story, url=url), score=3 + number % 7)
            addresses.append(url)
    view, rendered, payload = shown(session, digest(limit=limit))
    assert encoded_size(rendered.html) <= 90_000
    in_text = set((rendered.text + rendered.attached).split())
    assert in_text >= set(addresses)
    in_html = {url for url in addresses if f'"{url}"' in rendered.html}
    assert in_html == {url for url in addresses if url in rendered.text.split()}
    assert in_html | set(rendered.attached.split()) >= set(addresses)
    told = [one["url"] for entry in payload["stories"] for one in (entry, *entry["reports"])]
    assert sorted(told) == sorted(addresses)
    assert view.articles == len(addresses)


def test_reports_give_way_before_headlines_and_headlines_before_stories() -> None:
    def size(room: Room) -> int:
        return room.full * (100 + 50 * room.reports) + room.short * 20

    assert fit(size, Room(10, 40, 3), 3300) == Room(10, 40, 3)
    assert fit(size, Room(10, 40, 3), 2400) == Room(10, 40, 1)
    assert fit(size, Room(10, 40, 3), 1800) == Room(10, 40, 0)
    assert fit(size, Room(10, 40, 3), 1500) == Room(10, 25, 0)
    assert fit(size, Room(10, 40, 3), 900) == Room(7, 10, 0)


def test_what_only_repeats_a_story_sent_before_is_named_with_its_address(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story))
    compose(session, digest(), facts(), now=MORNING)
    for number in range(12):
        late = press.article(f"Radar, repeated {number}", story=story, at=NOON + DAY + timedelta(minutes=number))
        press.match(late)
    press.matched("Radar of its own", at=NOON + DAY)
    compose(session, digest(), facts(), now=MORNING + DAY)
    mail = mails(session)[-1]
    text = plain(mail)
    (attached,) = [part.get_content() for part in mail.iter_attachments()]
    assert "12 further articles only repeat stories you had before." in text
    assert text.index("Radar, repeated 11,") < text.index("Radar, repeated 10,")
    assert "2 more in the attached text." in text
    assert "https://harbour-post.example/2" in attached.split()
    assert "Radar, repeated 0," in attached


def test_a_quiet_day_names_what_repeats(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story))
    compose(session, digest(), facts(), now=MORNING)
    late = press.article("Radar, once more", story=story, at=NOON + DAY)
    press.match(late, score=7.8)
    press.match(late, "shipping", "ferry", score=2)
    issue = compose(session, digest(), facts(), now=MORNING + DAY)
    assert issue is not None
    assert issue.counts == {"air-defence": 1, "shipping": 1}, "a repeat matched too"
    mail = mails(session)[-1]
    text = plain(mail)
    said = " ".join(text.split())
    assert "read; what matched only repeats stories you had before." in said
    where = "Sat 21 Nov 14:00 · Air defence 7.8, Caspian shipping and ports 2: “radar” in text"
    assert where in said
    html = mail.get_body(("html",))
    assert html is not None
    assert where in re.sub(r"<[^>]*>|\s+(?=\s)", "", str(html.get_content()))
    assert "Nothing new on 3 watchlists." in text
    assert "1 further article only repeats stories you had before." in text
    assert "https://harbour-post.example/2" in text.split()


def test_what_repeats_on_skipped_days_stands_in_the_next_mail_that_goes_out(session: Session, press: Press) -> None:
    skipping, flash = digest(empty="skip"), alert(min_score=5)
    story = press.story()
    press.match(press.article("Radar lands", story=story), score=7)
    compose(session, skipping, facts(), now=MORNING)
    compose_alerts(session, flash, facts(), now=MORNING)
    repeats = [
        press.match(press.article(f"Radar, told {n} times", story=story, at=NOON + DAY), score=7) for n in (2, 3)
    ]
    compose_alerts(session, flash, facts(), now=NOON + DAY)
    held = select(IssueItem.digest).where(IssueItem.match_id.in_([match.id for match in repeats]))
    assert set(session.scalars(held)) == {"alert:flash"}
    quiet = compose(session, skipping, facts(), now=MORNING + DAY)
    assert quiet is not None
    assert (quiet.state, quiet.articles) == ("skipped", 2)
    quiet = compose(session, skipping, facts(), now=MORNING + 2 * DAY)
    assert quiet is not None
    assert (quiet.state, quiet.articles) == ("skipped", 2)
    assert set(session.scalars(held)) == {"alert:flash"}, "a claim that no reader saw would lose the match for good"
    press.matched("Radar of its own", at=NOON + 2 * DAY)
    sent = compose(session, skipping, facts(), now=MORNING + 3 * DAY)
    assert sent is not None
    assert sent.state == "ready"
    assert set(session.scalars(held.where(IssueItem.issue_id == sent.id))) == {"desk"}
    text = plain(mails(session)[-1])
    assert all(f"Radar, told {n} times" in text for n in (2, 3))
    compose(session, digest(), facts(), now=MORNING + 4 * DAY)
    assert "told 2 times" not in plain(mails(session)[-1])


def test_an_issue_of_updates_alone_says_that_nothing_in_it_is_a_new_story(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story))
    compose(session, digest(), facts(), now=MORNING)
    story.version, story.news = 2, "4 wagons"
    session.flush()
    compose(session, digest(), facts(), now=MORNING + DAY)
    mail = mails(session)[-1]
    assert mail["Subject"] == "Desk · Sun 22 Nov · 1 update – Radar lands"
    assert "No new story, 1 update of what you had from 1 article in 1 outlet" in " ".join(plain(mail).split())
    press.matched("Another radar", at=NOON + DAY)
    story.version = 3
    session.flush()
    compose(session, digest(), facts(), now=MORNING + 2 * DAY)
    said = " ".join(plain(mails(session)[-1]).split())
    assert "2 stories, 1 of them sent before and updated, from 2 articles" in said


def test_a_first_issue_in_an_old_archive_tells_its_time_first_and_the_rest_as_headlines(
    session: Session, press: Press
) -> None:
    for days in (90, 30, 3):
        press.matched(f"Radar of {days} days ago", at=MORNING - days * DAY, score=9)
    press.matched("Radar of this night", at=MORNING - timedelta(hours=5), score=2)
    view, rendered, _ = shown(session)
    assert [story.title for story in view.full] == ["Radar of this night"]
    assert [story.title for story in view.overflow] == [f"Radar of {days} days ago" for days in (3, 30, 90)]
    assert (view.stories, view.earlier) == (1, 3)
    assert view.window == (
        "first issue: Fri 20 Nov 07:30 – Sat 21 Nov 07:30 (Europe/Helsinki, 24 h), then what the archive held before"
    )
    assert "<h2>From before</h2>" in rendered.html
    assert "FROM BEFORE\n" in rendered.text
    assert "[2] Radar of 3 days ago – The Harbour Post, Wed 18 Nov 2026\n" in rendered.text
    issue = compose(session, digest(), facts(), now=MORNING)
    assert issue is not None
    assert issue.stories == 4
    assert compose(session, digest(), facts(), now=MORNING + timedelta(hours=1), slot=MORNING + DAY) is None


def test_a_first_issue_with_nothing_but_old_stories_says_so(session: Session, press: Press) -> None:
    press.matched("Radar of last month", at=MORNING - 30 * DAY)
    view, rendered, _ = shown(session)
    assert not view.quiet
    assert "Nothing new on 3 watchlists.\n1 story from before, as headlines, the newest first." in rendered.text
    assert "Radar of last month" in rendered.html


def test_what_a_new_outlet_lists_of_the_last_days_is_news_and_what_was_imported_of_last_year_is_not(
    session: Session, press: Press
) -> None:
    press.matched("Radar in the old archive", at=MORNING - 90 * DAY)
    for title, age in (("Radar on the new list", 3), ("Radar of last year", 300)):
        match = press.matched(title, at=MORNING - timedelta(hours=1))
        article = session.get_one(type(press.article()), match.article_id)
        article.published = MORNING - age * DAY
    session.flush()
    view, _, _ = shown(session)
    assert [story.title for story in view.full] == ["Radar on the new list"]
    assert [story.title for story in view.overflow] == ["Radar in the old archive", "Radar of last year"]


@pytest.mark.parametrize(("days", "length"), [(["mon"], 7), ([], 1), (["mon", "thu"], 3)])
def test_a_first_issue_is_about_at_least_one_period(days: list[str], length: int) -> None:
    monday = MORNING + 2 * DAY
    schedule = Schedule.of(Digest.model_validate({**digest().model_dump(), "days": days}), "Europe/Helsinki")
    assert monday - begins(schedule, monday) == (length if length != 3 else 4) * DAY
    assert monday + timedelta(hours=5) - begins(schedule, monday + timedelta(hours=5)) >= length * DAY
    assert begins(schedule, monday).astimezone(ZoneInfo("Europe/Helsinki")).strftime("%H:%M") == "07:30"


def test_no_message_is_left_without_its_issue(session: Session, press: Press) -> None:
    press.matched("Radar of last month", at=MORNING - 30 * DAY)
    compose(session, digest(), facts(), now=MORNING)
    assert set(session.scalars(select(Outbox.issue_id))) == set(session.scalars(select(Issue.id)))
