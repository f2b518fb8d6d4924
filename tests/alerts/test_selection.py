"""Which stories lead, and that what readers see of the order is what it was made by."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select as sql
from sqlalchemy.orm import Session

from alerts.compose import compose
from alerts.selection import MatchRow, StoryState, select
from alerts.tables import Outbox
from tests.alerts.press import NOON, Press, digest, facts
from tests.alerts.samples import html_of
from tests.alerts.test_compose import mails, plain

AT = datetime(2026, 11, 20, tzinfo=UTC)


@st.composite
def rows(draw: st.DrawFn) -> list[MatchRow]:
    """Matches of up to five stories, some of them claimed before, in any order."""
    made = []
    for number in range(draw(st.integers(1, 25))):
        score = draw(st.integers(1, 6)) / 2
        story = draw(st.sampled_from([None, 1, 2, 3, 4, 5]))
        made.append(
            MatchRow(
                match_id=number, article_id=number // 2, watchlist=draw(st.sampled_from(["a", "b"])), score=score,
                threshold=1, parts=(), revision=1, found=AT, title="", url="", outlet=draw(st.sampled_from("xyz")),
                language="en", at=AT + timedelta(minutes=draw(st.integers(0, 90))), story_id=story,
                new=draw(st.booleans()),
            )
        )  # fmt: skip
    return made


@given(rows=rows(), bar=st.integers(1, 4), representative=st.integers(0, 12))
def test_stories_come_urgent_first_and_then_by_the_score_that_is_shown_which_is_their_best_new_one(
    rows: list[MatchRow], bar: int, representative: int
) -> None:
    states = {story: StoryState(story, 1, "", representative) for story in range(1, 6)}
    told = select(rows, states, {}, urgent=lambda row: row.score >= bar).stories
    assert sorted(row.match_id for one in told for row in one.rows) == [row.match_id for row in rows]
    for one in told:
        fresh = [row for row in one.rows if row.new] or one.rows
        assert one.lead.score == max(row.score for row in fresh)
        assert one.lead in fresh
    shown = [(not one.urgent, -one.lead.score) for one in told]
    assert all(before <= after for before, after in pairwise(shown))


def test_among_equals_the_representative_tells_the_story(session: Session) -> None:
    press = Press(session)
    story = press.story()
    press.match(press.article("The first report", story=story))
    second = press.article("The fuller report", outlet="north-wire", story=story)
    press.match(second)
    story.representative_id = second.id
    compose(session, digest(), facts(), now=NOON + timedelta(hours=1), slot=NOON)
    assert mails(session)[0]["Subject"].endswith("The fuller report")


def test_html_text_and_json_show_the_scores_in_the_order_of_the_stories(session: Session) -> None:
    press = Press(session)
    story = press.story()
    press.match(press.article("Radar, says the first report", story=story), score=2)
    press.match(press.article("Radar, radar, says the second", outlet="north-wire", story=story), score=9)
    for score in (4, 6, 7, 8):
        press.matched(f"Radar number {score}", score=score)
    compose(session, digest(limit=3, feed=True), facts(), now=NOON + timedelta(hours=1), slot=NOON)
    text = plain(mails(session)[0])
    html = html_of(session.scalars(sql(Outbox.mime).where(Outbox.channel == "mail")).all()[0])
    payload = json.loads(session.scalars(sql(Outbox.mime).where(Outbox.channel == "feed")).one())
    assert [story["score"] for story in payload["stories"]] == ["9", "8", "7", "6", "4"]
    assert [sum(float(why["points"]) for why in story["why"]) for story in payload["stories"]] == [9, 8, 7, 6, 4]
    top = ["9", "8", "7"]
    assert re.findall(r"· score (\d+)", text) == top * 2
    assert re.findall(r'score&nbsp;<b class="n">(\d+)</b>', html) == top * 2
    assert re.findall(r"Post.?, (\d)\b", text) == ["6", "4"]
