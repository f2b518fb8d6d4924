from __future__ import annotations

import email
import re
import threading
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from alerts.compose import compose, preview, release
from alerts.operators import compose_operators
from alerts.tables import Issue, IssueItem, Outbox
from crawler.database import reader, sessions
from tests.alerts.press import NOON, Press, digest, facts

HELSINKI = ZoneInfo("Europe/Helsinki")
MORNING = datetime(2026, 11, 21, 7, 30, tzinfo=HELSINKI)


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session)


def mails(session: Session) -> list[EmailMessage]:
    rows = session.scalars(select(Outbox).order_by(Outbox.id))
    return [email.message_from_bytes(row.mime, policy=default) for row in rows]


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def shown(session: Session) -> dict[int, str]:
    return {item.match_id: item.shown for item in session.scalars(select(IssueItem))}


def test_an_issue_claims_its_matches_and_holds_one_finished_mail_for_each_reader(
    session: Session, press: Press
) -> None:
    match = press.matched("Radar arrives at the port")
    issue = compose(session, digest(), facts(), now=MORNING)
    assert issue is not None
    assert (issue.number, issue.stories, issue.articles, issue.state) == (1, 1, 1, "ready")
    assert issue.slot == MORNING
    assert shown(session) == {match.id: "full"}
    rows = session.scalars(select(Outbox)).all()
    assert [row.recipient for row in rows] == ["ana@desk.example", "bo@desk.example"]
    first, second = mails(session)
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Subject"] == "Desk · Sat 21 Nov · 1 story – Radar arrives at the port"
    assert b"bo@desk.example" not in rows[0].mime
    assert b"ana@desk.example" not in rows[1].mime
    assert "Radar arrives at the port" in plain(first)
    assert not first.defects


def test_before_the_slot_there_is_no_issue_and_after_it_only_one(session: Session, press: Press) -> None:
    press.matched()
    assert compose(session, digest(), facts(), now=MORNING - timedelta(seconds=1)) is None
    assert compose(session, digest(), facts(), now=MORNING) is not None
    press.matched()
    assert compose(session, digest(), facts(), now=MORNING + timedelta(hours=3)) is None


def test_a_late_commit_with_an_old_time_lands_in_the_next_issue(session: Session, press: Press) -> None:
    press.matched()
    first = compose(session, digest(), facts(), now=MORNING)
    late = press.matched(at=NOON - timedelta(days=3))
    second = compose(session, digest(), facts(), now=MORNING + timedelta(days=1))
    assert first is not None
    assert second is not None
    assert session.scalar(select(IssueItem.issue_id).where(IssueItem.match_id == late.id)) == second.id
    assert second.window_start == first.window_end


def test_each_digest_gets_every_match_of_its_lists_once(session: Session, press: Press) -> None:
    radar, port = press.matched(), press.matched(watchlist="shipping")
    low = press.matched(score=1)
    everything, ports = digest(), digest(id="ports", watchlists=["shipping"], min_score=2)
    compose(session, everything, facts(), now=MORNING)
    compose(session, ports, facts(), now=MORNING)
    held = session.execute(select(IssueItem.digest, IssueItem.match_id))
    assert sorted((name, match) for name, match in held) == [
        ("desk", radar.id),
        ("desk", port.id),
        ("desk", low.id),
        ("ports", port.id),
    ]


def test_what_is_in_test_or_withdrawn_is_never_sent_but_a_preview_shows_what_is_in_test(
    session: Session, press: Press
) -> None:
    press.match(press.article("Trial radar"), status="test")
    press.matched("Gone radar").withdrawn = NOON
    session.flush()
    view = preview(session, digest(), facts(), now=MORNING).view
    assert [story.title for story in view.full] == ["Trial radar"]
    issue = compose(session, digest(), facts(), now=MORNING)
    assert issue is not None
    assert issue.stories == 0
    assert shown(session) == {}


def test_copies_of_a_story_are_told_once_with_the_other_outlets(session: Session, press: Press) -> None:
    story = press.story()
    for outlet in ("harbour-post", "north-wire", "delta-daily", "inland-times", "vestnik-reki"):
        press.match(press.article("Radar lands at the harbour", outlet=outlet, story=story))
    issue = compose(session, digest(), facts(), now=MORNING)
    assert issue is not None
    assert (issue.stories, issue.articles) == (1, 5)
    text = plain(mails(session)[0])
    assert "1 story from 5 articles in 5 outlets" in text
    assert "Also in 4 outlets: North Wire, Delta Daily, Inland Times +1" in text


def test_a_story_sent_before_is_held_back_until_it_grows_and_then_says_what_is_new(
    session: Session, press: Press
) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story))
    compose(session, digest(), facts(), now=MORNING)
    copy = press.match(press.article("Radar lands, again", outlet="north-wire", story=story))
    quiet = compose(session, digest(), facts(), now=MORNING + timedelta(days=1))
    assert quiet is not None
    assert quiet.stories == 0
    assert shown(session)[copy.id] == "held-back"
    story.version, story.news = 2, "names the buyer"
    third = press.match(press.article("Radar: the buyer", outlet="delta-daily", story=story))
    again = compose(session, digest(), facts(), now=MORNING + timedelta(days=2))
    assert again is not None
    assert again.stories == 1
    assert shown(session)[third.id] == "full"
    assert "New since you had it: names the buyer" in plain(mails(session)[-1])


def test_a_story_whose_known_article_changed_comes_back_once_without_a_new_match(
    session: Session, press: Press
) -> None:
    story = press.story()
    press.match(press.article("Radar lands", story=story))
    compose(session, digest(), facts(), now=MORNING)
    story.version, story.news = 2, "new figure: 12 trucks"
    session.flush()
    second = compose(session, digest(), facts(), now=MORNING + timedelta(days=1))
    third = compose(session, digest(), facts(), now=MORNING + timedelta(days=2))
    assert second is not None
    assert third is not None
    assert [second.stories, third.stories] == [1, 0]
    assert "new figure: 12 trucks" in plain(mails(session)[2])


def test_what_is_over_the_limit_is_claimed_and_listed_as_headlines(session: Session, press: Press) -> None:
    matches = [press.matched(f"Radar number {n}", score=n) for n in range(1, 6)]
    issue = compose(session, digest(limit=2), facts(), now=MORNING)
    assert issue is not None
    assert [shown(session)[match.id] for match in matches] == ["overflow"] * 3 + ["full"] * 2
    text = plain(mails(session)[0])
    assert all(f"Radar number {n}" in text for n in range(1, 6))
    assert "IN BRIEF" in text


def test_forced_makes_an_issue_for_something_new_and_says_nothing_otherwise(session: Session, press: Press) -> None:
    at = MORNING + timedelta(hours=4)
    press.matched()
    assert compose(session, digest(), facts(), now=at, slot=at) is not None
    later = at + timedelta(hours=1)
    assert compose(session, digest(), facts(), now=later, slot=later) is None
    press.matched()
    issue = compose(session, digest(), facts(), now=later, slot=later)
    assert issue is not None
    assert issue.number == 2
    tomorrow = at + timedelta(days=1)
    quiet = compose(session, digest(), facts(), now=tomorrow, slot=tomorrow)
    assert quiet is not None, "a slot fell due meanwhile"
    assert quiet.stories == 0


def test_the_first_issue_ever_is_made_even_without_news(session: Session, press: Press) -> None:
    assert compose(session, digest(), facts(), now=NOON, slot=NOON) is not None
    assert "Nothing new on 3 watchlists" in plain(mails(session)[0])


@pytest.mark.parametrize(
    ("empty", "states", "numbers"),
    [
        ("brief", ["ready", "ready", "ready"], [1, 2, 3]),
        ("send", ["ready", "ready", "ready"], [1, 2, 3]),
        ("skip", ["skipped", "skipped", "skipped"], [None, None, None]),
        ("weekly", ["skipped", "skipped", "ready"], [None, None, 1]),
    ],
)
def test_a_quiet_saturday_sunday_and_monday_by_the_digests_word(
    session: Session, press: Press, empty: str, states: list[str], numbers: list[int | None]
) -> None:
    press.article(at=NOON)
    made = [compose(session, digest(empty=empty), facts(), now=MORNING + timedelta(days=n)) for n in range(3)]
    assert [issue.state for issue in made if issue] == states
    assert [issue.number for issue in made if issue] == numbers


def test_a_quiet_day_is_never_skipped_when_a_source_failed(session: Session, press: Press) -> None:
    for hours in range(3, 0, -1):
        press.look("north-wire", MORNING - timedelta(hours=hours), "the server answers 500")
    issue = compose(session, digest(empty="skip"), facts(), now=MORNING)
    assert issue is not None
    assert issue.state == "ready"
    assert "1 source in trouble" in issue.subject
    text = " ".join(plain(mails(session)[0]).split())
    assert "North Wire failing since Sat 21 Nov 04:30: does not answer as it should" in text
    assert "500" not in text, "details are for operators"


def test_a_source_that_fails_for_the_first_time_is_named_at_once_and_operators_are_not_mailed_of_it(
    session: Session, press: Press
) -> None:
    press.look("north-wire", MORNING - timedelta(days=1))
    why = "no connection: Cannot connect to host 127.0.0.1:9102 [Connect call failed ('127.0.0.1', 9102)]"
    press.look("north-wire", MORNING - timedelta(hours=1), why)
    assert compose_operators(session, facts(), now=MORNING) is None
    issue = compose(session, digest(empty="skip"), facts(), now=MORNING)
    assert issue is not None
    assert issue.state == "ready"
    (text, _) = (" ".join(plain(mail).split()) for mail in mails(session))
    assert "North Wire failed once on Sat 21 Nov 06:30: brought nothing at its last look" in text
    assert "9102" not in text
    press.look("north-wire", MORNING + timedelta(hours=1), why)
    told = [compose_operators(session, facts(), now=MORNING + timedelta(hours=hours)) for hours in (2, 3)]
    assert [one is None for one in told] == [False, True]


def test_after_downtime_one_late_issue_with_its_true_window(session: Session, press: Press) -> None:
    press.matched()
    first = compose(session, digest(), facts(), now=MORNING)
    press.matched()
    back = MORNING + timedelta(days=1, hours=5)
    issue = compose(session, digest(), facts(), now=back)
    assert first is not None
    assert issue is not None
    assert issue.slot == MORNING + timedelta(days=1)
    assert (issue.window_start, issue.window_end) == (first.window_end, back)
    text = plain(mails(session)[-1])
    assert "Sat 21 Nov 07:30 – Sun 22 Nov 12:30 (Europe/Helsinki, 29 h)" in text
    assert "Late: was due Sun 22 Nov 07:30." in text
    assert compose(session, digest(), facts(), now=back) is None


def test_a_daily_digest_that_is_back_after_a_weekend_goes_out_at_once_and_says_what_it_stands_for(
    session: Session, press: Press
) -> None:
    press.matched()
    first = compose(session, digest(), facts(), now=MORNING)
    press.matched()
    back = MORNING + timedelta(days=3, hours=2)
    issue = compose(session, digest(), facts(), now=back)
    assert first is not None
    assert issue is not None
    assert (issue.state, issue.slot, issue.window_start) == ("ready", MORNING + timedelta(days=3), first.window_end)
    assert "Late: this stands for 3 issues, from Sun 22 Nov 07:30 on." in plain(mails(session)[-1])


def test_an_issue_missed_for_too_long_waits_for_an_operator(session: Session, press: Press) -> None:
    weekly = digest(days=["sat"])
    press.matched()
    compose(session, weekly, facts(), now=MORNING)
    press.matched()
    issue = compose(session, weekly, facts(), now=MORNING + timedelta(days=9))
    assert issue is not None
    assert (issue.state, issue.slot) == ("held", MORNING + timedelta(days=7))
    states = select(Outbox.state).where(Outbox.issue_id == issue.id)
    assert set(session.scalars(states)) == {"held"}
    assert release(session, "desk") == 2
    assert set(session.scalars(states)) == {"pending"}
    assert issue.state == "ready"


def test_two_composers_at_once_make_one_issue(engine: Engine) -> None:
    make = sessions(engine)
    with make.begin() as session:
        press = Press(session)
        for _ in range(30):
            press.matched()
    barrier = threading.Barrier(4)
    made: list[int] = []

    def run() -> None:
        barrier.wait()
        with make.begin() as own:
            issue = compose(own, digest(), facts(), now=MORNING)
            if issue is not None:
                made.append(issue.id)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with make() as session:
        assert len(made) == session.scalar(select(func.count()).select_from(Issue)) == 1
        assert session.scalar(select(func.count()).select_from(IssueItem)) == 30
        assert session.scalar(select(func.count()).select_from(Outbox)) == 2


def test_a_transaction_that_fails_claims_nothing(engine: Engine) -> None:
    make = sessions(engine)
    with make.begin() as session:
        Press(session).matched()
    with pytest.raises(RuntimeError), make.begin() as session:
        compose(session, digest(), facts(), now=MORNING)
        raise RuntimeError("the power went")
    with make.begin() as session:
        assert session.scalar(select(func.count()).select_from(Outbox)) == 0
        assert compose(session, digest(), facts(), now=MORNING) is not None


def test_a_preview_renders_without_claiming_on_a_reading_connection(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        Press(session).matched("Radar for all")
    with sessions(reader(engine))() as session:
        seen = preview(session, digest(), facts(), now=MORNING)
        assert "Radar for all" in seen.rendered.text
        assert email.message_from_bytes(seen.mime, policy=default)["Subject"] == seen.rendered.subject
        assert session.scalar(select(func.count()).select_from(IssueItem)) == 0


def test_an_address_that_cannot_be_written_to_fails_alone_and_says_why(session: Session, press: Press) -> None:
    press.matched()
    # The configuration refuses such an address; should one come another way, it must not stop the others.
    odd = digest().model_copy(update={"to": ["añа@desk.example", "bo@desk.example"]})
    compose(session, odd, facts(), now=MORNING)
    bad, good = session.scalars(select(Outbox).order_by(Outbox.id)).all()
    assert (bad.state, good.state) == ("failed", "pending")
    assert "plain ASCII" in bad.smtp_text


def test_the_first_issue_window_begins_with_the_archive_in_utc_zones(session: Session, press: Press) -> None:
    press.matched(at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    issue = compose(session, digest(timezone="UTC"), facts(), now=datetime(2026, 11, 21, 7, 30, tzinfo=UTC))
    assert issue is not None
    assert issue.window_start == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_five_hundred_readers_share_one_rendering_and_none_sees_another(session: Session, press: Press) -> None:
    press.matched("Radar on the quay")
    readers = [f"reader{n:03}@desk.example" for n in range(500)]
    compose(session, digest(to=readers), facts(), now=MORNING)
    rows = session.scalars(select(Outbox)).all()
    assert len({row.message_id for row in rows}) == 500
    assert len({row.mime.split(b"\r\n\r\n", 1)[1] for row in rows}) == 1
    for row in rows:
        assert re.findall(rb"reader\d\d\d", row.mime) == [row.recipient[:9].encode()]
