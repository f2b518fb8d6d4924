"""What the archive has never held before: the first mention of an entity, the first article that names two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.entities import Entity
from monitor.firsts import DAYS, first_met

NOTHING = f"Nobody was met for the first time in the last {DAYS} days, alone or with another."


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


def first_seen(
    session: Session, entities: Iterable[Entity], outlets: Sequence[Outlet], *, now: datetime
) -> list[FirstSeen]:
    """What was met for the first time in the last `DAYS` UTC days, the newest first; as `monitor.firsts.first_met`.
    Entities that are no longer configured are passed over."""
    known = {entity.id: entity for entity in entities}
    told = []
    for one in first_met(session, known, outlets, now=now):
        first = session.get_one(Article, one.articles[0])
        names = " and ".join(known[name].name for name in one.entities)
        told.append(FirstSeen(one.day, one.entities, names, first.id, first.title, first.published or first.first_seen))
    return told
