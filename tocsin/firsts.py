"""What the archive has never held before: the first mention of an entity, the first article that names two together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.entities import Entity
from monitor.tables import MentionCount
from monitor.trends import entity_trends, first_pairs

DAYS = 7
"""Days that are looked at, today included."""
YOUNG_DAYS = 14
"""In an archive with less before a day, nearly everything of that day would be new: it is left out."""

NOTHING = (
    f"Nobody was met for the first time in the last {DAYS} days, alone or with another; "
    f"an archive younger than {YOUNG_DAYS} days has nothing to compare with."
)


@dataclass(frozen=True)
class FirstSeen:
    """An entity, or two together, on the first UTC day they were met."""

    day: date
    entities: tuple[str, ...]
    """One id, or two."""
    names: str
    """For people."""
    article: int
    """Number of the first article, for `tocsin explain`."""
    title: str
    at: datetime
    """When that was published, or found where it does not say: aware, UTC."""


def first_seen(session: Session, entities: Iterable[Entity], *, now: datetime) -> list[FirstSeen]:
    """What was met for the first time in the last `DAYS` UTC days, the newest first.

    Pairs with a country are left out (countries stand in every other article), and so are pairs of which one entity
    is itself new on that day: its first mention says it all. Entities that are no longer configured are passed over.
    """
    known = {entity.id: entity for entity in entities}
    oldest = session.scalar(select(func.min(MentionCount.day)))
    if oldest is None:
        return []
    today = now.astimezone(UTC).date()
    found: list[FirstSeen] = []
    for back in range(DAYS):
        day = today - timedelta(days=back)
        if day - oldest < timedelta(days=YOUNG_DAYS):
            break
        found += _on(session, known, day)
    return found


def _on(session: Session, known: dict[str, Entity], day: date) -> Iterator[FirstSeen]:
    new = [trend.id for trend in entity_trends(session, day) if trend.first_ever and trend.id in known]
    for name in new:
        met = select(func.min(MentionCount.article_id)).where(MentionCount.entity == name, MentionCount.day == day)
        yield _told(session, known, day, (name,), session.scalars(met).one())
    countries = {entity.id for entity in known.values() if entity.type == "country"}
    for pair in first_pairs(session, day, leave_out={*countries, *new}):
        if pair.one in known and pair.other in known:
            yield _told(session, known, day, (pair.one, pair.other), pair.article_id)


def _told(session: Session, known: dict[str, Entity], day: date, ids: tuple[str, ...], article: int) -> FirstSeen:
    first = session.get_one(Article, article)
    names = " and ".join(known[name].name for name in ids)
    return FirstSeen(day, ids, names, article, first.title, first.published or first.first_seen)
