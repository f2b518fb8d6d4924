"""The life of an address and of an article, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from crawler.addresses import (
    RETRIES,
    Task,
    alias,
    claim,
    due,
    known_article,
    next_look,
    settle,
    settle_kept,
)
from crawler.hosts import Host, Seen, load_host, load_source, save_host, save_source
from crawler.items import Entry, Extracted
from crawler.store import keep, own_address
from crawler.tables import Address, Article, Revision
from crawler.text import line_hash
from crawler.writer import Writer

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://news.example"


def entries(*paths: str, published: datetime | None = None) -> list[Entry]:
    return [Entry(link=f"{SITE}/{path}", title=path, published=published) for path in paths]


def one(session: Session, path: str = "a") -> Task:
    (task,) = claim(session, "harbour", entries(path), now=NOW).tasks
    return task


def story(title: str = "A ship leaves", text: str = "It left.\n\nNobody saw it.") -> Extracted:
    return Extracted(title=title, text=text, language="en")


def row(session: Session, task: Task) -> Address:
    session.flush()
    session.expire_all()
    return session.get_one(Address, task.address_id)


def test_an_address_is_claimed_once_in_all_its_spellings(session: Session) -> None:
    first = claim(session, "harbour", entries("a", "b", "a?utm_source=x"), now=NOW)
    assert (len(first.listed), [task.link for task in first.tasks]) == (2, [f"{SITE}/a", f"{SITE}/b"])
    twins = [Entry(link="http://www.news.example/a/"), Entry(link="https://m.news.example/b#x"), Entry(link="mailto:x")]
    assert claim(session, "other", twins, now=NOW).tasks == []


def test_the_link_is_asked_for_as_found_without_credentials(session: Session) -> None:
    (task,) = claim(
        session, "harbour", [Entry(link="https://me:secret@m.news.example/a?utm_source=rss#x")], now=NOW
    ).tasks
    assert (task.url, task.link) == (f"{SITE}/a", "https://m.news.example/a?utm_source=rss")
    (again,) = due(session, "harbour", now=NOW, limit=5)
    assert again.link == task.link


def test_a_range_of_dates_leaves_out_what_is_dated_outside(session: Session) -> None:
    listed = [
        *entries("old", published=NOW - timedelta(days=9)),
        *entries("in", published=NOW - timedelta(days=2)),
        *entries("until", published=NOW),
        *entries("undated"),
        Entry(link=f"{SITE}/touched", modified=NOW - timedelta(days=9)),
    ]
    claimed = claim(session, "harbour", listed, now=NOW, since=NOW - timedelta(days=3), until=NOW)
    assert {task.link.rpartition("/")[2] for task in claimed.tasks} == {"in", "undated"}


def test_no_more_is_begun_than_there_is_room_for_and_the_rest_is_counted(session: Session) -> None:
    claim(session, "harbour", entries("b"), now=NOW)
    claimed = claim(session, "harbour", entries("a", "b", "c", "d", "e"), now=NOW, most=2)
    assert [task.link for task in claimed.tasks] == [f"{SITE}/a", f"{SITE}/c"]
    assert (len(claimed.listed), claimed.left) == (5, 2)
    assert claim(session, "harbour", entries("a", "b", "c", "d", "e"), now=NOW).left == 0


def test_a_page_that_fails_is_tried_in_later_rounds_and_then_given_up(session: Session) -> None:
    task = one(session)
    now = NOW
    for wait in RETRIES:
        settle(session, task, "failed", "no answer", now=now)
        assert row(session, task).next_at == now + wait
        assert due(session, "harbour", now=now + wait - timedelta(seconds=1), limit=9) == []
        now += wait
        assert [again.address_id for again in due(session, "harbour", now=now, limit=9)] == [task.address_id]
    settle(session, task, "failed", "no answer", now=now)
    assert row(session, task).next_at is None
    assert row(session, task).reason == "given up after 6 tries: no answer"


def test_what_was_never_fetched_goes_before_what_failed_and_the_limit_holds(session: Session) -> None:
    failed, fresh = one(session, "failed"), one(session, "fresh")
    settle(session, failed, "failed", "x", now=NOW)
    assert [task.address_id for task in due(session, "harbour", now=NOW, limit=1)] == [fresh.address_id]
    assert [task.address_id for task in due(session, "harbour", now=NOW, limit=9, without=[fresh.address_id])] == [
        failed.address_id
    ]


@pytest.mark.parametrize("state", ["gone", "refused", "empty"])
def test_what_cannot_be_had_is_not_asked_again(session: Session, state: str) -> None:
    task = one(session)
    settle(session, task, state, "why", now=NOW)
    assert due(session, "harbour", now=NOW + timedelta(days=999), limit=9) == []


def test_a_second_look_that_fails_leaves_the_article_known(session: Session) -> None:
    task = one(session)
    kept = keep(session, "harbour", story(), url=task.link, fetched=NOW)
    settle_kept(session, task, kept.article_id, next_at=NOW)
    (again,) = due(session, "harbour", now=NOW, limit=9)
    assert again.again
    settle(session, again, "failed", "no answer", now=NOW)
    assert (row(session, task).state, row(session, task).article_id) == ("kept", kept.article_id)


@pytest.mark.parametrize(
    ("published_ago", "expected_in"),
    [(timedelta(0), timedelta(hours=1)), (timedelta(hours=2), timedelta(hours=4)), (timedelta(days=2), None)],
)
def test_the_plan_of_revisits_counts_from_publication(published_ago: timedelta, expected_in: timedelta | None) -> None:
    at = next_look([3600, 6 * 3600, 24 * 3600], NOW - published_ago, NOW, NOW)
    assert at == (NOW + expected_in if expected_in else None)
    assert next_look([], None, NOW, NOW) is None


def test_one_text_is_one_revision_and_a_correction_is_a_second(session: Session) -> None:
    task = one(session)
    url = task.link
    new = keep(session, "harbour", story(), url=url, fetched=NOW)
    settle_kept(session, task, new.article_id, next_at=None)
    same = keep(session, "harbour", story(), url=f"{url}/?utm_source=x", fetched=NOW + timedelta(hours=1))
    mended = story(text="It left.\n\nNobody saw it.\n\nCorrection: somebody saw it.")
    changed = keep(session, "harbour", mended, url=url, fetched=NOW + timedelta(hours=2))
    assert [kept.outcome for kept in (new, same, changed)] == ["new", "same", "changed"]
    session.expire_all()
    article = session.get_one(Article, new.article_id)
    assert (article.revision, article.first_seen, article.fetched) == (2, NOW, NOW + timedelta(hours=2))
    texts = session.scalars(select(Revision.text).order_by(Revision.number)).all()
    assert texts == [story().text, mended.text]


def test_a_date_that_a_correction_does_not_give_stays(session: Session) -> None:
    dated = replace(story(), published=NOW)
    kept = keep(session, "harbour", dated, url=f"{SITE}/a", fetched=NOW)
    keep(session, "harbour", story(text="It left at noon.\n\nNobody saw it."), url=f"{SITE}/a", fetched=NOW)
    session.expire_all()
    assert session.get_one(Article, kept.article_id).published == NOW


def test_lines_learnt_since_as_boilerplate_are_no_correction(session: Session) -> None:
    footer = "Follow us wherever you are."
    keep(session, "harbour", story(text=f"It left.\n\n{footer}"), url=f"{SITE}/a", fetched=NOW)
    cut = frozenset({line_hash(footer)})
    assert keep(session, "harbour", story(text="It left."), url=f"{SITE}/a", fetched=NOW, cut=cut).outcome == "same"


def test_copies_with_one_canonical_address_are_one_article(session: Session) -> None:
    claimed = replace(story(), canonical_url=f"{SITE}/real")
    first = keep(session, "harbour", claimed, url=f"{SITE}/copy", fetched=NOW)
    second = keep(session, "harbour", claimed, url=f"{SITE}/real", fetched=NOW)
    assert (first.article_id, second.outcome) == (second.article_id, "same")


def test_a_template_that_gives_every_page_one_canonical_address_loses_no_article(session: Session) -> None:
    texts = ["Grain goes south on a train.\n\nIt was late.", "Ministers meet in the north.\n\nThey talked."]
    for number, text in enumerate(texts):
        page = Extracted(title=f"Story {number}", text=text, canonical_url=f"{SITE}/section/")
        assert keep(session, "harbour", page, url=f"{SITE}/{number}", fetched=NOW).outcome == "new"


@pytest.mark.parametrize(
    ("claimed", "url", "expected"),
    [
        (f"{SITE}/b", f"{SITE}/a", f"{SITE}/b"),
        ("/b", f"{SITE}/a", f"{SITE}/b"),
        ("", f"{SITE}/a?utm_source=x", f"{SITE}/a"),
        (SITE, f"{SITE}/a", f"{SITE}/a"),
        ("https://elsewhere.example/b", f"{SITE}/a", f"{SITE}/a"),
        ("javascript:x", f"{SITE}/a", f"{SITE}/a"),
        (f"{SITE}/", f"{SITE}/", f"{SITE}/"),
    ],
)
def test_whose_word_counts_for_an_address(claimed: str, url: str, expected: str) -> None:
    assert own_address(claimed, url) == expected


def test_where_a_redirect_ended_is_known_from_then_on(session: Session) -> None:
    task, waiting = one(session), one(session, "target")
    kept = keep(session, "harbour", story(), url=f"{SITE}/target", fetched=NOW)
    settle_kept(session, task, kept.article_id, next_at=None)
    alias(session, "harbour", task, [f"{SITE}/target", f"{SITE}/third", task.link], kept.article_id, now=NOW)
    assert row(session, waiting).state == "kept"
    assert known_article(session, "http://www.news.example/third/") == kept.article_id
    assert due(session, "harbour", now=NOW, limit=9) == []
    assert session.scalar(select(func.count()).select_from(Address)) == 3


def test_hosts_and_lists_are_remembered(session: Session) -> None:
    host = Host("news.example", "User-agent: *", 200, NOW, NOW + timedelta(hours=1), 3, NOW)
    save_host(session, host)
    assert load_host(session, "news.example") == host
    assert load_host(session, "other.example") == Host("other.example")
    seen = Seen(200, '"1"', "yesterday", "d" * 64, "2026-11-20")
    save_source(session, SITE, "harbour", seen, now=NOW, changed=True)
    save_source(session, SITE, "harbour", Seen(500, error="broken"), now=NOW, changed=False)
    assert load_source(session, SITE) == replace(seen, status=500, error="broken", checked=NOW, changed=NOW)


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    with Writer(engine) as one_writer:
        yield one_writer


def test_one_piece_of_work_that_fails_does_not_take_the_others_with_it(writer: Writer, session: Session) -> None:
    def finds(name: str) -> Callable[[Session], str]:
        return lambda inner: one(inner, name).link

    def fails(inner: Session) -> None:
        inner.add(Address(url="x", fold="x", outlet="o", state="found", found=NOW))
        inner.flush()
        raise ZeroDivisionError

    futures = [writer.submit(finds(f"w{number}")) for number in range(5)]
    broken = writer.submit(fails)
    last = writer.submit(finds("last"))
    assert [future.result(60) for future in [*futures, last]] == [*(f"{SITE}/w{n}" for n in range(5)), f"{SITE}/last"]
    with pytest.raises(ZeroDivisionError):
        broken.result(60)
    assert session.scalar(select(func.count()).select_from(Address)) == 6


def test_unhurried_work_shares_the_next_commit_and_is_written_before_the_writer_ends(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.writer.LINGER", 600.0)
    commits = []

    def count(connection: object) -> None:
        commits.append(connection)

    def finds(name: str) -> Callable[[Session], Task]:
        return lambda inner: one(inner, name)

    event.listen(engine, "commit", count)
    try:
        with Writer(engine) as writer:
            patient = [writer.submit(finds(f"p{number}"), hurry=False) for number in range(3)]
            writer.submit(finds("now")).result(60)
            assert all(future.done() for future in patient)
            assert len(commits) == 1
            left = writer.submit(finds("last"), hurry=False)
        assert left.done()
    finally:
        event.remove(engine, "commit", count)
    assert session.scalar(select(func.count()).select_from(Address)) == 5
