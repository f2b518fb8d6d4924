from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from monitor.backtest import BacktestReport, backtest
from tests.monitor.archive import NOON, WordRules, publish

SINCE = NOON - timedelta(days=2)


def run(engine: Engine, new: WordRules, old: WordRules | None) -> BacktestReport:
    with sessions(reader(engine))() as look:
        return backtest(look, new, old, "ships", since=SINCE, now=NOON + timedelta(hours=1))


def test_a_new_list_shows_its_hits_by_day_quiet_days_too(engine: Engine, session: Session) -> None:
    publish(session, "1", "A tanker.", at=NOON)
    publish(session, "2", "A tanker.", at=NOON - timedelta(days=2))
    publish(session, "3", "A ferry.", at=NOON)
    publish(session, "4", "A tanker long ago.", at=NOON - timedelta(days=9))
    report = run(engine, WordRules({"ships": "tanker"}), None)
    assert (report.articles, report.hits) == (3, 2)
    assert [count for _, count in report.days] == [1, 0, 1]
    assert sorted(change.title for change in report.sample) == ["1", "2"]
    assert (report.gained, report.lost, report.changed) == ((), (), ())
    assert report.sample == run(engine, WordRules({"ships": "tanker"}), None).sample


def test_gained_lost_and_changed_have_their_reasons(engine: Engine, session: Session) -> None:
    publish(session, "both", "A tanker met a ferry.")
    publish(session, "old", "A ferry.")
    publish(session, "new", "A tanker and a tanker.")
    report = run(engine, WordRules({"ships": "tanker"}), WordRules({"ships": "ferry"}))
    assert [(change.title, change.reason) for change in report.gained] == [("new", "tanker holds now (+2)")]
    assert [(change.title, change.reason) for change in report.lost] == [("old", "ferry no longer holds (-1)")]
    assert report.changed == ()
    higher = run(engine, WordRules({"ships": "tanker"}, threshold=2), WordRules({"ships": "tanker"}))
    assert [(c.title, c.before, c.after, c.reason) for c in higher.lost] == [("both", 1.0, None, "threshold 1 -> 2")]
