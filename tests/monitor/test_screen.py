from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

import monitor.screen
from crawler.database import sessions
from crawler.tables import Article
from monitor.document import Analysis, Document
from monitor.screen import screen
from monitor.tables import Match, MentionCount, Screening, StoryArticle
from tests.monitor.archive import NOON, WordRules, outlet, publish, revise, rows

LATER = NOON + timedelta(hours=1)
GAZETTE = outlet("gazette")


def matches(engine: Engine) -> list[tuple[str, str, bool, str]]:
    statement = select(Article.title, Match).join(Match).order_by(Article.title, Match.watchlist)
    return [(title, match.watchlist, match.withdrawn is None, match.status) for title, match in rows(engine, statement)]


def test_an_article_is_read_once_and_its_spans_point_into_it(engine: Engine, session: Session) -> None:
    article = publish(session, "Convoy at sea", "A tanker left port.\n\nThe tanker is new.")
    rules = WordRules({"ships": "tanker"})
    report = screen(engine, rules, [GAZETTE], now=LATER)
    assert (report.screened, report.matched, report.withdrawn, report.stories) == (1, 1, 0, 1)
    match = rows(engine, select(Match))[0]
    assert (match.score, match.threshold, match.revision, match.found) == (2.0, 1, 1, LATER)
    assert sum(part["points"] for part in match.parts) == match.score
    for hit in match.parts[0]["hits"]:
        assert article.text[hit["start"] : hit["end"]] == hit["form"] == "tanker"
    assert screen(engine, rules, [GAZETTE], now=LATER).screened == 0


def test_a_changed_ruleset_withdraws_and_a_later_one_restores_the_same_match(engine: Engine, session: Session) -> None:
    publish(session, "Convoy at sea", "A tanker left port.")
    tanker, frigate = WordRules({"ships": "tanker"}), WordRules({"ships": "frigate"})
    screen(engine, tanker, [GAZETTE], now=NOON)
    first = rows(engine, select(Match.id))[0]
    assert screen(engine, frigate, [GAZETTE], now=LATER).withdrawn == 1
    assert rows(engine, select(Match.withdrawn))[0] == LATER
    assert screen(engine, frigate, [GAZETTE], now=LATER).withdrawn == 0
    screen(engine, WordRules({"ships": "tanker"}, threshold=0.5), [GAZETTE], now=LATER)
    row = rows(engine, select(Match))[0]
    assert (row.id, row.withdrawn, row.found) == (first, None, NOON)


def test_a_new_revision_is_read_again(engine: Engine, session: Session) -> None:
    article = publish(session, "Convoy at sea", "A ship left port.")
    rules = WordRules({"ships": "tanker"})
    assert screen(engine, rules, [GAZETTE], now=NOON).matched == 0
    revise(session, article, "A ship, the tanker Vela, left port.")
    assert screen(engine, rules, [GAZETTE], now=LATER).matched == 1
    assert rows(engine, select(Match.revision))[0] == 2
    assert rows(engine, select(Screening.revision))[0] == 2


def test_outlets_that_are_off_wait_and_test_outlets_give_test_matches(engine: Engine, session: Session) -> None:
    publish(session, "1", "tanker", outlet="gazette")
    publish(session, "2", "tanker", outlet="trial")
    publish(session, "3", "tanker", outlet="closed")
    publish(session, "4", "tanker", outlet="forgotten")
    rules = WordRules({"ships": "tanker", "quiet": "tanker"}, test=("quiet",))
    outlets = [GAZETTE, outlet("trial", status="test"), outlet("closed", status="off")]
    assert screen(engine, rules, outlets, now=NOON).screened == 3
    assert matches(engine) == [
        ("1", "quiet", True, "test"),
        ("1", "ships", True, "on"),
        ("2", "quiet", True, "test"),
        ("2", "ships", True, "test"),
        ("4", "quiet", True, "test"),
        ("4", "ships", True, "on"),
    ]


def test_an_outlet_that_was_on_trial_to_the_last_holds_its_past_back_when_its_entry_is_taken_away(
    engine: Engine, session: Session
) -> None:
    for name in ("trial", "trusted"):
        publish(session, "1", "tanker", outlet=name)
        publish(session, "2", "convoy", outlet=name)
    before = WordRules({"ships": "tanker"})
    screen(engine, before, [outlet("trial", status="test"), outlet("trusted")], now=NOON)
    assert matches(engine) == [("1", "ships", True, "test"), ("1", "ships", True, "on")]
    screen(engine, WordRules({"ships": "tanker", "more": "convoy"}), [GAZETTE], now=LATER)
    assert matches(engine) == [
        ("1", "ships", True, "test"),
        ("1", "ships", True, "on"),
        ("2", "more", True, "test"),
        ("2", "more", True, "on"),
    ]


def test_mentions_are_counted_by_day_of_publication(engine: Engine, session: Session) -> None:
    publish(session, "Vela sails", "The Vela left. Captain Orlov smiled.")
    screen(engine, WordRules({}, ("Vela", "Orlov")), [GAZETTE], now=NOON)
    found = rows(engine, select(MentionCount).order_by(MentionCount.entity))
    assert [(r.entity, r.count, r.in_title, r.day) for r in found] == [
        ("orlov", 1, False, NOON.date()),
        ("vela", 2, True, NOON.date()),
    ]


class KilledError(Exception):
    """Stands for kill -9 in the middle of a slice."""


def test_an_interrupted_screening_goes_on(engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor.screen, "SLICE", 4)
    for number in range(10):
        publish(session, f"Report {number}", f"The tanker number {number} left.")

    class Stops(WordRules):
        def analyse(self, document: Document, explain: bool = False) -> Analysis:
            if document.title == "Report 6":
                raise KilledError
            return super().analyse(document)

    steps: list[tuple[int, int]] = []
    with pytest.raises(KilledError):
        screen(engine, Stops({"ships": "tanker"}), [GAZETTE], now=NOON, on_progress=lambda *step: steps.append(step))
    assert steps == [(4, 10)]
    assert rows(engine, select(func.count()).select_from(Match))[0] == 4
    report = screen(engine, WordRules({"ships": "tanker"}), [GAZETTE], now=NOON)
    assert (report.screened, report.matched) == (6, 6)


def test_two_screenings_at_once_give_what_one_gives(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitor.screen, "SLICE", 5)
    tale = "The tanker Vela ran aground near Bandar Anzali with 40 sailors aboard, the harbour master Karim Sadr said. "
    for number in range(60):
        publish(session, f"Report {number}", tale * 3, outlet=f"paper{number % 7}")
    rules = WordRules({"ships": "tanker", "places": "Anzali"}, ("Vela",))
    failures: list[BaseException] = []
    gate = threading.Barrier(2)

    def run() -> None:
        try:
            gate.wait()
            screen(engine, rules, [GAZETTE], now=NOON)
        except BaseException as error:  # noqa: BLE001 (shown by the assertion)
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rows(engine, select(func.count()).select_from(Match))[0] == 120
    assert rows(engine, select(func.count()).select_from(MentionCount))[0] == 60
    assert rows(engine, select(func.count()).select_from(Screening))[0] == 60
    assert rows(engine, select(func.count(func.distinct(StoryArticle.story_id))))[0] == 1


def test_an_article_that_changes_while_it_is_read_is_left_for_the_next_screening(
    engine: Engine, session: Session
) -> None:
    article = publish(session, "Convoy", "A tanker left port.")

    class Late(WordRules):
        def analyse(self, document: Document, explain: bool = False) -> Analysis:
            with sessions(engine)() as other:
                row = other.get_one(Article, article.id)
                if row.revision == 1:
                    revise(other, row, "A ferry left port.")
            return super().analyse(document)

    rules = Late({"ships": "tanker"})
    assert screen(engine, rules, [GAZETTE], now=NOON).screened == 0
    assert matches(engine) == []
    assert screen(engine, rules, [GAZETTE], now=NOON).screened == 1
    assert matches(engine) == []
