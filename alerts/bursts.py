"""Alerts on unusual numbers: a watchlist or an entity that is met far more than on such a day (`when: burst`)."""

from __future__ import annotations

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
from alerts.safe import line
from alerts.selection import select as choose
from alerts.tables import Issue
from alerts.telling import Teller
from alerts.view import StoryView, points
from monitor.firsts import young
from monitor.tables import Match, MentionCount
from monitor.trends import Trend, entity_trends, watchlist_trends

HEADLINES = 5


@dataclass(frozen=True)
class Unusual:
    """One list or entity, far above its usual number today."""

    key: str
    """watchlist:ID or entity:ID."""
    count: int
    sentence: str
    stories: tuple[StoryView, ...]


def bursts(session: Session, alert: Alert, facts: Facts, *, now: datetime, zone: ZoneInfo) -> list[Unusual]:
    """What is unusual on the UTC day of `now` and was not alerted by this rule on that day yet.

    Lists the rule names (default: all); with no lists named also every entity. Nothing in the archive's first days.
    """
    if young(session, now):
        return []
    day = now.astimezone(UTC).date()
    lists = alert.watchlists or [name for name, one in facts.watchlist_by_id.items() if one.status == "on"]
    trends = watchlist_trends(session, day, lists, until=now)
    if not alert.watchlists:
        trends += entity_trends(session, day)
    today = select(Issue.counts).where(Issue.digest == alert_name(alert), Issue.composed >= _midnight(now))
    told = {key for counts in session.scalars(today) for key in counts}
    return [
        _unusual(session, facts, trend, now, zone)
        for trend in trends
        if trend.burst.is_burst and f"{trend.kind}:{trend.id}" not in told
    ]


def _unusual(session: Session, facts: Facts, trend: Trend, now: datetime, zone: ZoneInfo) -> Unusual:
    midnight = _midnight(now)
    here = now.astimezone(zone).date() == trend.day
    when = "today" if here else f"on {words.day(midnight, ZoneInfo('UTC'))} (UTC)"
    if trend.kind == "watchlist":
        title = facts.watchlist_title(trend.id)
        about: ColumnElement[bool] = Match.watchlist == trend.id
    else:
        title = next((entity.name for entity in facts.entities if entity.id == trend.id), trend.id)
        about = exists().where(MentionCount.article_id == Match.article_id, MentionCount.entity == trend.id)
    shown = (Match.status == "on", Match.withdrawn.is_(None))
    rows = found_rows(session, *shown, about, Match.found >= midnight, Match.found < midnight + timedelta(days=2))
    teller = Teller(facts, zone, {}, {})
    stories = tuple(teller.tell(one) for one in choose(rows, {}, {}).stories[:HEADLINES])
    sentence = f"{line(title)}: {trend.count} articles {when}, {points(trend.median)} on a usual day"
    return Unusual(f"{trend.kind}:{trend.id}", trend.count, sentence, stories)


def _midnight(now: datetime) -> datetime:
    """When the UTC day of `now` began."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
