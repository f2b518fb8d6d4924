"""Nothing that is to be read is missed, although nobody looks through the archive for it."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Engine, and_, event, func, or_, select, update
from sqlalchemy.orm import Session

import monitor.screen
from crawler.database import Base, open_database, sessions
from crawler.tables import Article
from monitor import unread
from monitor.document import Analysis, Document
from monitor.screen import screen
from monitor.tables import Indexed, Match, Screening, Unread
from tests.monitor.archive import NOON, WordRules, outlet, publish, revise, rows

TANKER, FERRY = WordRules({"ships": "tanker"}), WordRules({"ships": "ferry"})
ON, OFF = outlet("gazette"), outlet("gazette", status="off")


def missed(ruleset: WordRules, off: tuple[str, ...] = ()) -> ColumnElement[bool]:
    """What is to be read, by comparing the whole archive with what was read."""
    read = and_(Screening.revision == Article.revision, Screening.ruleset == ruleset.hash)
    return and_(Article.closed.is_(None), Article.outlet.not_in(off), or_(Screening.article_id.is_(None), ~read))


def left(engine: Engine, ruleset: WordRules, off: tuple[str, ...] = ()) -> int:
    found: int = rows(
        engine, select(func.count()).select_from(Article).outerjoin(Screening).where(missed(ruleset, off))
    )[0]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_after_whatever_happened_a_screening_leaves_nothing(engine: Engine, session: Session, seed: int) -> None:
    chance = random.Random(seed)
    papers = ["gazette", "herald", "mirror"]
    off: tuple[str, ...] = ()
    for step in range(40):
        what = chance.choice(["new", "new", "new", "changed", "same", "closed", "switched", "screened", "screened"])
        known = rows(engine, select(Article.id))
        if what == "new":
            publish(session, f"Report {step}", chance.choice(["A tanker.", "A ferry."]), outlet=chance.choice(papers))
        elif what == "changed" and known:
            revise(session, session.get_one(Article, chance.choice(known)), f"A tanker of {step} tons.")
        elif what == "same" and known:  # written as it was
            session.execute(update(Article).where(Article.id == chance.choice(known)).values(revision=Article.revision))
            session.commit()
        elif what == "closed" and known:
            session.execute(update(Article).where(Article.id == chance.choice(known)).values(closed=NOON))
            session.commit()
        elif what == "switched":
            off = tuple(chance.sample(papers, chance.randint(0, 2)))
        else:
            ruleset = chance.choice([TANKER, FERRY])
            outlets = [outlet(id, status="off" if id in off else "on") for id in papers]
            to_read = left(engine, ruleset, off)
            assert screen(engine, ruleset, outlets, now=NOON).screened == to_read
            assert left(engine, ruleset, off) == 0
            assert rows(engine, select(func.count()).select_from(Unread))[0] == 0
            assert screen(engine, ruleset, outlets, now=NOON).screened == 0
    texts = rows(engine, select(func.count()).select_from(select(Indexed.article_id, Indexed.revision).subquery()))
    assert texts == rows(engine, select(func.count(func.distinct(Indexed.article_id * 1000 + Indexed.revision))))


def numbered(number: int) -> Article:
    return Article(
        id=number, key=str(number), url=f"http://gazette.example/{number}", outlet="gazette", revision=1,
        first_seen=NOON, fetched=NOON, published=NOON, title="Report", text="A tanker.", digest="",
    )  # fmt: skip


def test_an_article_that_is_committed_late_with_a_lower_number_is_read(engine: Engine, session: Session) -> None:
    with sessions(engine)() as slow:
        slow.add(numbered(1))
        if engine.dialect.name == "postgresql":  # SQLite has one writer: there it can only come later
            slow.flush()
        session.add(numbered(2))
        session.commit()
        assert screen(engine, TANKER, [ON], now=NOON).screened == 1
        slow.commit()
    assert screen(engine, TANKER, [ON], now=NOON).screened == 1
    assert left(engine, TANKER) == 0


def test_what_changes_while_it_is_being_read_stays_to_be_read(engine: Engine, session: Session) -> None:
    article = publish(session, "Convoy", "A tanker.")

    class Slow(WordRules):
        def analyse(self, document: Document, explain: bool = False) -> Analysis:
            if "tanker" in document.text:
                with sessions(engine)() as other:
                    revise(other, other.get_one(Article, article.id), "A ferry.")
            return super().analyse(document, explain)

    assert screen(engine, Slow({"ships": "tanker"}), [ON], now=NOON).screened == 0
    assert rows(engine, select(Unread.article_id)) == [article.id]
    assert screen(engine, Slow({"ships": "tanker"}), [ON], now=NOON).screened == 1
    assert rows(engine, select(Unread.article_id)) == []


def test_what_is_closed_while_it_is_being_read_gets_no_matches(engine: Engine, session: Session) -> None:
    article = publish(session, "Convoy", "A tanker.")

    class Slow(WordRules):
        def analyse(self, document: Document, explain: bool = False) -> Analysis:
            with sessions(engine).begin() as other:
                other.execute(update(Article).where(Article.id == article.id).values(closed=NOON, text=""))
            return super().analyse(document, explain)

    assert screen(engine, Slow({"ships": "tanker"}), [ON], now=NOON).screened == 0
    assert rows(engine, select(Match)) == []
    screen(engine, TANKER, [ON], now=NOON)
    assert rows(engine, select(Unread.article_id)) == []


class KilledError(Exception):
    """Stands for kill -9."""


@pytest.mark.parametrize("place", ["_write_matches", "_write_mentions"])
def test_what_was_being_written_when_the_process_died_is_read_again(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(monitor.screen, "SLICE", 3)
    for number in range(8):
        publish(session, f"Report {number}", "A tanker.")
    calls = []
    plain = getattr(monitor.screen, place)

    def dies(*given: Any) -> Any:
        calls.append(place)
        if len(calls) == 2:
            raise KilledError
        return plain(*given)

    with monkeypatch.context() as patch:
        patch.setattr(monitor.screen, place, dies)
        with pytest.raises(KilledError):
            screen(engine, TANKER, [ON], now=NOON)
    assert rows(engine, select(func.count()).select_from(Unread))[0] == left(engine, TANKER) == 5
    assert screen(engine, TANKER, [ON], now=NOON).screened == 5
    assert left(engine, TANKER) == 0


def test_an_article_whose_transaction_failed_is_in_no_queue(engine: Engine, session: Session) -> None:
    publish(session, "Report", "A tanker.")
    session.execute(update(Article).values(revision=2))
    session.rollback()
    assert screen(engine, TANKER, [ON], now=NOON).screened == 1
    session.execute(update(Article).values(revision=2))
    session.rollback()
    assert rows(engine, select(Unread.article_id)) == []


def test_two_screenings_under_different_lists_leave_nothing_to_either(engine: Engine, session: Session) -> None:
    for number in range(30):
        publish(session, f"Report {number}", "A tanker and a ferry.")
    gate = threading.Barrier(2)

    def run(ruleset: WordRules) -> None:
        gate.wait()
        screen(engine, ruleset, [ON], now=NOON)

    threads = [threading.Thread(target=run, args=(rules,)) for rules in (TANKER, FERRY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ruleset in (TANKER, FERRY):
        screen(engine, ruleset, [ON], now=NOON)
        assert left(engine, ruleset) == 0


def test_an_outlet_that_is_off_is_set_aside_once_and_read_when_it_is_on_again(engine: Engine, session: Session) -> None:
    first = publish(session, "First", "A tanker.")
    screen(engine, TANKER, [ON], now=NOON)
    publish(session, "Second", "A ferry.")
    assert screen(engine, FERRY, [OFF], now=NOON).screened == 0
    with sessions(engine)() as look:
        assert unread.marks_to_read(look, FERRY.hash, []) == []
        assert unread.waiting(look, [], 0) == []
        assert unread.marks_to_read(look, FERRY.hash, ["gazette"]) == ["off gazette"]
    revise(session, first, "A ferry.")  # by an import
    assert screen(engine, FERRY, [OFF], now=NOON).screened == 0
    report = screen(engine, FERRY, [ON], now=NOON)
    assert (report.screened, report.matched) == (2, 2)
    assert sorted(rows(engine, select(Indexed.article_id, Indexed.revision))) == [(1, 1), (1, 2), (2, 1)]


def test_closed_articles_are_set_aside_once_when_the_lists_change(engine: Engine, session: Session) -> None:
    for number in range(3):
        publish(session, f"Report {number}", "A tanker.")
    screen(engine, TANKER, [ON], now=NOON)
    session.execute(update(Article).where(Article.id < 3).values(closed=NOON))
    session.commit()
    steps: list[tuple[int, int]] = []
    report = screen(engine, FERRY, [ON], now=NOON, on_progress=lambda *step: steps.append(step))
    assert (report.screened, steps) == (1, [(3, 3)])
    with sessions(engine)() as look:
        assert unread.marks_to_read(look, TANKER.hash, []) == [FERRY.hash]
    assert rows(engine, select(Match.withdrawn)).count(None) == 2  # what was found before it was closed holds


def test_a_restored_copy_goes_on_where_it_was(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'tocsin.sqlite'}")
    Base.metadata.create_all(engine)
    with sessions(engine)() as session:
        publish(session, "First", "A tanker.")
        screen(engine, TANKER, [ON], now=NOON)
        publish(session, "Second", "A tanker.")
        with (
            closing(sqlite3.connect(tmp_path / "tocsin.sqlite")) as source,
            closing(sqlite3.connect(tmp_path / "copy.sqlite")) as target,
        ):
            source.backup(target)
        screen(engine, TANKER, [ON], now=NOON)
        engine.dispose()
    copy = open_database(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert screen(copy, TANKER, [ON], now=NOON).screened == 1
    with sessions(copy)() as session:
        publish(session, "Third", "A tanker.")
    assert screen(copy, TANKER, [ON], now=NOON).screened == 1
    copy.dispose()


def test_looking_for_news_costs_the_same_in_a_large_archive(tmp_path: Path) -> None:
    """Steps of SQLite's machine, which say how many rows were looked at."""
    engine = open_database(f"sqlite:///{tmp_path / 'tocsin.sqlite'}")
    Base.metadata.create_all(engine)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    event.listen(engine, "checkout", lambda raw, *_: raw.set_progress_handler(count, 1))
    costs = []
    with sessions(engine)() as session:
        for size in (20, 300):
            for number in range(size):
                publish(session, f"Report {size} {number}", "A tanker.", outlet="gazette" if number % 2 else "herald")
            session.execute(update(Article).where(Article.id % 3 == 0).values(closed=NOON))
            session.commit()
            for ruleset in (TANKER, FERRY):
                screen(engine, ruleset, [OFF], now=NOON)
            steps = 0
            assert screen(engine, FERRY, [OFF], now=NOON).screened == 0
            costs.append(steps)
    engine.dispose()
    assert costs[1] <= costs[0] * 1.2
