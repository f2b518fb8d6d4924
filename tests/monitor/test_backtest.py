from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.tables import Article
from monitor.backtest import BacktestReport, backtest
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import screen
from monitor.watchlists import Query, Watchlist
from tests.monitor.archive import NOON, WordRules, publish

SINCE = NOON - timedelta(days=2)


def rules(*words: str, score: float = 1, **query: object) -> Ruleset:
    queries = [Query.model_validate({"any": [word], "id": word, **query}) for word in words]
    return compile_ruleset([Watchlist(id="ships", title="Ships", match=queries, score=score)], [])


def run(engine: Engine, new: Ruleset, old: Ruleset | None) -> BacktestReport:
    screen(engine, WordRules({}), [], now=NOON)
    with sessions(reader(engine))() as look:
        return backtest(look, new, old, "ships", since=SINCE, now=NOON + timedelta(hours=1))


def test_a_new_list_shows_its_hits_by_day_quiet_days_too(engine: Engine, session: Session) -> None:
    publish(session, "1", "A tanker.", at=NOON)
    publish(session, "2", "A tanker.", at=NOON - timedelta(days=2))
    publish(session, "3", "A ferry.", at=NOON)
    publish(session, "4", "A tanker long ago.", at=NOON - timedelta(days=9))
    report = run(engine, rules("tanker"), None)
    assert (report.articles, report.hits) == (3, 2)
    assert [count for _, count in report.days] == [1, 0, 1]
    assert sorted(change.title for change in report.sample) == ["1", "2"]
    assert (report.gained, report.lost, report.changed) == ((), (), ())
    assert report.sample == run(engine, rules("tanker"), None).sample


def test_a_young_archive_is_counted_from_its_first_article(engine: Engine, session: Session) -> None:
    publish(session, "1", "A tanker.", at=NOON)
    publish(session, "2", "A tanker.", at=NOON + timedelta(minutes=10))
    report = run(engine, rules("tanker"), None)
    assert (report.first, report.a_day) == (NOON, 2.0)
    publish(session, "3", "A ferry long ago.", at=NOON - timedelta(days=9))
    report = run(engine, rules("tanker"), None)
    assert (report.first, round(report.a_day, 2)) == (NOON - timedelta(days=9), 0.98)


def test_gained_lost_and_changed_have_their_reasons(engine: Engine, session: Session) -> None:
    publish(session, "both", "Once a tanker met a ferry.")
    publish(session, "old", "Only a ferry.")
    publish(session, "new", "Only a tanker.")
    report = run(engine, rules("tanker"), rules("ferry"))
    assert [(c.title, c.reason) for c in report.gained] == [("new", "tanker holds now (+1)")]
    assert [(c.title, c.reason) for c in report.lost] == [("old", "ferry no longer holds (-1); no query holds")]
    assert report.changed == ()
    heavier = run(engine, rules("tanker", "ferry"), rules("tanker"))
    assert [(c.title, c.before, c.after, c.reason) for c in heavier.changed] == [
        ("both", 1.0, 2.0, "ferry holds now (+1)")
    ]


def test_a_list_that_asks_for_more_points_loses_by_its_threshold(engine: Engine, session: Session) -> None:
    publish(session, "one", "Only a tanker.")
    (lost,) = run(engine, rules("tanker", score=2), rules("tanker")).lost
    assert (lost.title, lost.before, lost.after) == ("one", 1.0, None)
    assert "threshold 1 -> 2" in lost.reason


def test_a_gate_that_opens_or_shuts_is_the_reason(engine: Engine, session: Session) -> None:
    publish(session, "one", "Only a tanker.")

    def gated(*needs: str) -> Ruleset:
        match = [Query(any=["tanker"], id="tanker")]
        return compile_ruleset([Watchlist(id="ships", title="Ships", match=match, needs=[list(needs)])], [])

    (gained,) = run(engine, gated("tanker", "ferry"), gated("ferry")).gained
    assert gained.reason == "before, gate missing: the article does not mention ferry"
    (lost,) = run(engine, gated("ferry"), gated("tanker", "ferry")).lost
    assert lost.reason == "gate missing: the article does not mention ferry"


def test_without_another_version_the_last_screening_is_compared(engine: Engine, session: Session) -> None:
    publish(session, "both", "Once a tanker met a ferry.")
    publish(session, "old", "Only a ferry.")
    publish(session, "new", "Only a tanker.")
    saved = rules("ferry", weight=2)
    screen(engine, saved, [], now=NOON)
    with sessions(reader(engine))() as look:
        report = backtest(look, rules("tanker"), None, "ships", since=SINCE, now=NOON + timedelta(hours=1))
        again = backtest(look, saved, None, "ships", since=SINCE, now=NOON + timedelta(hours=1))
    assert [c.title for c in report.gained] == ["new"]
    assert [(c.title, c.before, c.reason) for c in report.lost] == [
        ("old", 2.0, "ferry no longer holds (-2); no query holds")
    ]
    assert [(c.title, c.before, c.after) for c in report.changed] == [("both", 2.0, 1.0)]
    assert (again.hits, again.gained, again.lost, again.changed) == (2, (), (), ())


def test_an_article_whose_text_was_dropped_is_not_lost(engine: Engine, session: Session) -> None:
    article = publish(session, "old", "Only a tanker.")
    screen(engine, rules("tanker"), [], now=NOON)
    session.execute(update(Article).where(Article.id == article.id).values(text="", closed=NOON))
    session.commit()
    report = run(engine, rules("tanker"), None)
    assert (report.articles, report.lost) == (0, ())


def test_only_so_many_are_told_the_greatest_differences_first(engine: Engine, session: Session) -> None:
    for number in range(4):
        publish(session, str(number), "A tanker." + "\n\nA tanker." * number)
    screen(engine, WordRules({}), [], now=NOON)
    with sessions(reader(engine))() as look:
        report = backtest(
            look, rules("tanker"), rules("ferry"), "ships", since=SINCE, now=NOON + timedelta(hours=1), told=2
        )
    assert (report.hits, report.counts) == (4, {"gained": 4, "lost": 0, "changed": 0})
    assert [change.title for change in report.gained] == ["3", "2"]
    assert len(report.sample) == 2
