from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from crawler.database import sessions
from crawler.restoring import restore
from crawler.tables import Article, Revision
from monitor.prints import make_print
from monitor.screen import screen
from monitor.stories import Grouper
from monitor.story_store import StoryBook, forget
from monitor.tables import Story, StoryArticle, StoryMeeting, StorySketch
from tests.monitor.archive import NOON, WordRules, outlet, publish, revise, rows
from tests.quality.stories import everything

OUTLETS = [
    outlet("gazette", tags=("state",)),
    outlet("herald", tags=("state",)),
    outlet("courier", tags=("independent",)),
    outlet("agency", tags=("wire", "state")),
]
RECORDS = everything()
RULES = WordRules({"ships": "tanker"})
WIRE = (
    "The tanker Vela ran aground off Bandar Anzali on Tuesday with 40 sailors aboard, the harbour master Karim Sadr "
    "said.\n\nTugs from the port of Astara reached the ship before dawn and began to pump 1,200 tonnes of fuel into a "
    "barge. Nobody was hurt.\n\n“We expect to float her again within two days,” Sadr told reporters on the quay. The "
    "ship belongs to the Caspian Line of Baku and was on its way to Makhachkala."
)
CUT = WIRE.split("\n\n“", maxsplit=1)[0]
OTHER = (
    "Engineers in Isfahan opened a plant for tanker valves on Monday. The factory of the Zagros Group cost 80 million "
    "dollars and employs 350 people, its director Leila Parsa said at the ceremony.\n\nIt is the first of three such "
    "plants that the group wants to build before 2029, she added, and it will supply shipyards in Bushehr."
)


def stories(engine: Engine) -> list[tuple[list[str], str, int, str]]:
    """(outlets, the representative's outlet, version, news) of every story, oldest first."""
    found: list[Any] = rows(engine, select(Story).order_by(Story.id))
    result = []
    for story in found:
        members = select(Article.outlet).join(StoryArticle).where(StoryArticle.story_id == story.id)
        first = rows(engine, select(Article.outlet).where(Article.id == story.representative_id))[0]
        result.append((rows(engine, members.order_by(Article.id)), first, story.version, story.news))
    return result


def run(engine: Engine) -> None:
    screen(engine, RULES, OUTLETS, now=NOON)


def test_copies_in_several_outlets_are_one_story_and_another_event_is_not(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette")
    publish(session, "Vela runs aground", CUT, outlet="herald", at=NOON + timedelta(hours=1))
    publish(session, "Valve plant opens in Isfahan", OTHER, outlet="herald")
    run(engine)
    assert stories(engine) == [(["gazette", "herald"], "gazette", 1, ""), (["herald"], "herald", 1, "")]
    reasons = rows(engine, select(StoryArticle.reason).order_by(StoryArticle.article_id))
    assert reasons == ["first", "copy", "first"]


def test_a_copy_that_comes_in_a_later_screening_joins(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette")
    run(engine)
    publish(session, "Tanker aground off Anzali", WIRE, outlet="herald", at=NOON + timedelta(hours=5))
    run(engine)
    assert [members for members, *_ in stories(engine)] == [["gazette", "herald"]]


def test_an_article_that_no_list_wants_joins_no_story(engine: Engine, session: Session) -> None:
    publish(session, "Harvest", "The harvest was good this year in every village of the valley.")
    run(engine)
    assert stories(engine) == []
    assert rows(engine, select(func.count()).select_from(StoryMeeting)) == [0]


def test_the_fullest_early_text_stands_for_the_story(engine: Engine, session: Session) -> None:
    publish(session, "Vela aground", CUT, outlet="herald")
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette", at=NOON + timedelta(hours=1))
    run(engine)
    assert stories(engine)[0][:2] == (["herald", "gazette"], "gazette")


def test_the_wire_that_a_copy_credits_is_the_original(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette", credit="Agency")
    publish(session, "Tanker aground off Anzali", WIRE, outlet="agency", at=NOON + timedelta(hours=1))
    run(engine)
    assert stories(engine)[0][1] == "agency"


def test_the_first_independent_outlet_is_news_and_another_state_outlet_is_not(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette")
    publish(session, "Tanker aground off Anzali", WIRE, outlet="herald", at=NOON + timedelta(hours=1))
    run(engine)
    assert stories(engine)[0][2:] == (1, "")
    publish(session, "Tanker aground off Anzali", WIRE, outlet="courier", at=NOON + timedelta(hours=2))
    run(engine)
    assert stories(engine)[0][2:] == (2, "first independent outlet")


def test_a_correction_counts_the_version_up_and_a_mended_comma_does_not(engine: Engine, session: Session) -> None:
    article = publish(session, "Tanker aground off Anzali", WIRE)
    run(engine)
    revise(session, article, WIRE.replace("Nobody was hurt.", "Nobody, it seems, was hurt."))
    run(engine)
    assert stories(engine)[0][2:] == (1, "")
    revise(session, article, WIRE.replace("with 40 sailors", "with 43 sailors"))
    run(engine)
    assert stories(engine)[0][2:] == (2, "new number: 43")
    assert rows(engine, select(StoryArticle.revision)) == [3]
    revise(session, article, WIRE.replace("with 40 sailors", "with 40 sailors"))
    run(engine)
    assert stories(engine)[0][2:] == (2, "new number: 43")


def test_a_learnt_line_that_is_put_back_is_read_and_is_no_news(engine: Engine, session: Session) -> None:
    line = "Founded in 1911 by Admiral Piotr Kowalczyk"
    article = publish(session, "Tanker aground off Anzali", WIRE)
    session.query(Revision).one().left_out = [(0, line)]
    session.commit()
    run(engine)
    assert restore(session, "gazette", line) == (None, 1)
    session.commit()
    run(engine)
    assert stories(engine)[0][2:] == (1, "")
    assert rows(engine, select(StoryArticle.revision)) == [2]
    revise(session, article, f"{WIRE}\n\n{line}\n\nThe owner sent his deputy Farid Mamedov.")
    run(engine)
    assert "Farid Mamedov" in stories(engine)[0][3]


def test_a_new_name_and_a_new_quote_are_news(engine: Engine, session: Session) -> None:
    article = publish(session, "Tanker aground off Anzali", WIRE)
    run(engine)
    quote = "“Our company will pay for every single litre that was lost,” he said."
    revise(session, article, f"{WIRE}\n\nThe owner sent his deputy Farid Mamedov. {quote}")
    run(engine)
    version, news = stories(engine)[0][2:]
    assert version == 2
    assert "Farid Mamedov" in news
    assert "our company will pay for every single litre" in news


@pytest.mark.parametrize(
    ("title", "hours", "version", "news"),
    [
        ("Tanker aground off Anzali", 2, 1, ""),
        ("Tanker Vela still stuck off Anzali", 2, 1, ""),
        ("Salvage of Anzali tanker halted by strike at shipyard", 2, 2, "new in the headline: Salvage, halted, strike"),
        ("Anzali tanker: salvage halted", 9, 2, "new in the headline: salvage, halted"),
    ],
)
def test_a_report_whose_headline_tells_something_else_is_news_and_one_in_other_words_is_not(
    engine: Engine, session: Session, title: str, hours: int, version: int, news: str
) -> None:
    publish(session, "Tanker aground off Anzali", WIRE)
    run(engine)
    again = (
        "Work on the tanker Vela, which ran aground off Bandar Anzali on Tuesday with 40 sailors aboard, goes on, the "
        "harbour master Karim Sadr told the port radio of Astara. Tugs pump fuel into a barge, and the Caspian Line "
        "of Baku wants to float her before the sea gets rough."
    )
    publish(session, title, again, outlet="herald", at=NOON + timedelta(hours=hours))
    run(engine)
    ((_, _, counted, said),) = stories(engine)
    assert counted == version
    assert said.startswith(news)


def test_an_article_that_connects_two_stories_makes_them_one(engine: Engine, session: Session) -> None:
    first, second, third = WIRE.split("\n\n")
    publish(session, "Tanker aground off Anzali", f"{first}\n\n{first[:60]}", outlet="gazette")
    publish(session, "Salvage begins", f"{second}\n\n{third}".replace("ship", "tanker"), outlet="herald")
    run(engine)
    assert len(stories(engine)) == 2
    oldest = rows(engine, select(func.min(Story.id)))[0]
    publish(session, "Tanker aground off Anzali", WIRE.replace("the ship", "the tanker"), outlet="courier")
    run(engine)
    assert [members for members, *_ in stories(engine)] == [["gazette", "herald", "courier"]]
    assert rows(engine, select(Story.id)) == [oldest]


@pytest.mark.parametrize("size", [1, 7, 50])
def test_the_database_groups_as_memory_does_whatever_the_slices(engine: Engine, session: Session, size: int) -> None:
    records = RECORDS if size > 1 else RECORDS[:60]
    grouper = Grouper()
    ids = []
    for record in records:
        article = publish(session, record.title, record.text, outlet=record.outlet, at=record.at, language=record.lang)
        ids.append(article.id)
        grouper.add(make_print(article.id, record.title, record.text, outlet=record.outlet, at=record.at))
    for start in range(0, len(ids), size):
        book = StoryBook(())  # a new one remembers nothing: sketches come from the database
        with sessions(engine).begin() as work:
            chosen = Article.id.in_(ids[start : start + size])
            articles = work.scalars(select(Article).where(chosen).order_by(Article.id)).all()
            book.join(work, articles, {}, now=NOON)
    in_database: dict[int, set[int]] = {}
    for article_id, story in rows(engine, select(StoryArticle.article_id, StoryArticle.story_id)):
        in_database.setdefault(story, set()).add(article_id)
    in_memory: dict[int, set[int]] = {}
    for id in ids:
        in_memory.setdefault(grouper.story(id), set()).add(id)
    assert sorted(map(sorted, in_database.values())) == sorted(map(sorted, in_memory.values()))


def test_old_keys_and_sketches_are_dropped_and_new_ones_stay(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette", at=NOON - timedelta(days=60))
    publish(session, "Valve plant opens in Isfahan", OTHER, outlet="herald")
    run(engine)
    with sessions(engine).begin() as work:
        forget(work, now=NOON)
    assert len(rows(engine, select(StorySketch))) == 1
    weeks = rows(engine, select(StoryMeeting.week).distinct())
    assert weeks == [int(NOON.timestamp() // 604800)]
    assert len(stories(engine)) == 2


def test_a_sketch_of_another_version_is_made_again(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette")
    run(engine)
    session.execute(update(StorySketch).values(data=b"\xff old"))
    session.commit()
    publish(session, "Tanker aground off Anzali", WIRE, outlet="herald", at=NOON + timedelta(hours=5))
    run(engine)
    assert [members for members, *_ in stories(engine)] == [["gazette", "herald"]]


def test_a_withdrawn_article_stays_in_its_story(engine: Engine, session: Session) -> None:
    publish(session, "Tanker aground off Anzali", WIRE, outlet="gazette")
    run(engine)
    screen(engine, WordRules({"ships": "submarine"}), OUTLETS, now=NOON)
    assert [members for members, *_ in stories(engine)] == [["gazette"]]
