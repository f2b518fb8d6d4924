"""Alerts on unusual numbers: a watchlist or an entity that is met far more than on such a day (`when: burst`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from alerts import words
from alerts.claims import found_rows
from alerts.digests import Alert
from alerts.facts import Facts
from alerts.recording import alert_name
from alerts.safe import isolate, line
from alerts.selection import MatchRow
from alerts.selection import select as choose
from alerts.tables import Issue
from alerts.telling import Teller
from alerts.view import StoryView, counting, points
from monitor.surprise import TIMES
from monitor.tables import Match, MentionCount
from monitor.trends import Trend, entity_trends, watchlist_trends
from monitor.watched import DAY, midnight, published

SHOWN = 10
"""Lists and entities in one message; what is left is counted. They surprise less than those shown."""
HEADLINES = 5
"""Of the best stories, for each of the first of them."""
MOST_HEADLINES = 15
LATE = timedelta(hours=36)
"""Since the day began: what came in late, or in quiet hours, is told for so long."""


@dataclass(frozen=True)
class Unusual:
    """One list or entity, far above its usual number."""

    trend: Trend
    sentence: str

    @property
    def key(self) -> str:
        """watchlist:ID@DAY or entity:ID@DAY."""
        return _key(self.trend)


def bursts(session: Session, alert: Alert, facts: Facts, *, now: datetime, zone: ZoneInfo) -> list[Unusual]:
    """What is unusual on the UTC day of `now`, or on the one before while that is no longer ago than LATE, and was not
    alerted by this rule for that day yet; what surprises most comes first.

    Lists the rule names (default: all); with no lists named also every entity.
    """
    today = now.astimezone(UTC).date()
    days = [day for day in (today - DAY, today) if now < midnight(day) + LATE]
    issues = select(Issue.counts).where(Issue.digest == alert_name(alert), Issue.composed >= midnight(days[0]))
    told = {key for counts in session.scalars(issues) for key in counts}
    lists = alert.watchlists or [name for name, one in facts.watchlist_by_id.items() if one.status == "on"]
    found = watchlist_trends(session, days, lists, facts.outlets, now=now)
    if not alert.watchlists:
        found += entity_trends(session, days, [entity.id for entity in facts.entities], facts.outlets, now=now)
    unusual = [one for one in found if one.burst.is_burst and _key(one) not in told]
    unusual.sort(key=lambda one: (-one.day.toordinal(), one.burst.p, one.id))
    return [Unusual(one, _sentence(facts, one, now, zone)) for one in unusual]


def headlines(session: Session, facts: Facts, group: Sequence[Unusual], zone: ZoneInfo) -> list[StoryView]:
    """The best stories behind the first of `group`, each once."""
    teller = Teller(facts, zone, {}, {})
    told: dict[int, StoryView] = {}
    for one in group[:SHOWN]:
        best = choose(_rows(session, one.trend), {}, {}).stories[:HEADLINES]
        told |= {story.lead.article_id: teller.tell(story) for story in best if story.lead.article_id not in told}
        if len(told) >= MOST_HEADLINES:
            break
    return list(told.values())[:MOST_HEADLINES]


def rest(group: Sequence[Unusual]) -> str:
    """What a message for `group` does not name; may be empty."""
    left = len(group) - SHOWN
    return f"And {counting(left, 'more', 'more')} in unusual numbers, in `tocsin status --trends`." if left > 0 else ""


def _key(trend: Trend) -> str:
    return f"{trend.kind}:{trend.id}@{trend.day.isoformat()}"


def _rows(session: Session, trend: Trend) -> list[MatchRow]:
    about: ColumnElement[bool] = Match.watchlist == trend.id
    if trend.kind == "entity":
        about = exists().where(MentionCount.article_id == Match.article_id, MentionCount.entity == trend.id)
    return found_rows(session, Match.status == "on", Match.withdrawn.is_(None), about, published(trend.day, trend.day))


def _sentence(facts: Facts, trend: Trend, now: datetime, zone: ZoneInfo) -> str:
    """`Captain Orlov: 9 articles today, 2 on a usual day`; of a day that readers do not call today, its date."""
    if trend.kind == "watchlist":
        title = facts.watchlist_title(trend.id)
    else:
        title = next((entity.name for entity in facts.entities if entity.id == trend.id), trend.id)
    day = words.day(midnight(trend.day), ZoneInfo("UTC"))
    when = "today" if trend.day == now.astimezone(UTC).date() == now.astimezone(zone).date() else f"on {day} (UTC)"
    usual = trend.median
    if usual is None or trend.count < TIMES * usual:  # of a weekday that is quieter than others
        usual = trend.burst.expected
        of = f"a usual {trend.day:%A}"
    else:
        of = "a usual day"
    known = f" ({trend.unread} of the last 14 were not read)" if trend.unread else ""
    number = points(round(usual, 1))
    return f"{isolate(line(title))}: {trend.count} articles {when}, {number} on {of}{known}"
