"""What a set of articles names for the first time: an entity, or two of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from crawler.tables import Article
from monitor.entities import Entity
from monitor.tables import MentionCount

YOUNG = timedelta(days=14)
"""With less of an archive before it, nearly everything would be new or unusual."""
MOST_PAIRS = 500
"""So many pairs are looked up, those of most articles first."""
_SLICE = 500


@dataclass(frozen=True, slots=True)
class First:
    """One entity, or two, that no article seen before had."""

    entities: tuple[str, ...]
    articles: tuple[int, ...]
    """Those of the set that have it, by rising number."""


def young(session: Session, at: datetime) -> bool:
    """Whether the archive is too young at that instant to say what is new or unusual."""
    oldest = session.scalar(select(func.min(Article.first_seen)))
    return oldest is None or at - oldest < YOUNG


def firsts_among(
    session: Session, articles: Collection[int], entities: Mapping[str, Entity], *, since: datetime
) -> list[First]:
    """What these articles name that no article first seen before `since` named: entities, then pairs, what stands in
    most articles first.

    Pairs with a country are left out (countries stand in every other article), and so are pairs with an entity that is
    itself new.
    """
    if young(session, since):
        return []
    named = _named(session, articles, entities)
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for article, names in sorted(named.items()):
        for name in names:
            where[name,].append(article)
    new = [first for first in _ordered(where) if not _met(session, first.entities, since)]
    dull = {name for first in new for name in first.entities}
    dull |= {entity.id for entity in entities.values() if entity.type == "country"}
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for article, names in sorted(named.items()):
        for pair in combinations([name for name in names if name not in dull], 2):
            together[pair].append(article)
    return new + [pair for pair in _ordered(together)[:MOST_PAIRS] if not _met(session, pair.entities, since)]


def _named(session: Session, articles: Collection[int], entities: Collection[str]) -> dict[int, list[str]]:
    """Article -> its entities, sorted."""
    ids = sorted(articles)
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(ids), _SLICE):
        rows = select(MentionCount.article_id, MentionCount.entity).where(
            MentionCount.article_id.in_(ids[start : start + _SLICE])
        )
        for article, entity in session.execute(rows.order_by(MentionCount.article_id, MentionCount.entity)):
            if entity in entities:
                found[article].append(entity)
    return found


def _ordered(where: Mapping[tuple[str, ...], list[int]]) -> list[First]:
    firsts = [First(names, tuple(articles)) for names, articles in where.items()]
    return sorted(firsts, key=lambda first: (-len(first.articles), first.entities))


def _met(session: Session, names: tuple[str, ...], since: datetime) -> bool:
    """Whether an article first seen before `since` named all of these."""
    mine = aliased(MentionCount)
    conditions: list[ColumnElement[bool]] = [mine.entity == names[0], Article.first_seen < since]
    for name in names[1:]:
        other = aliased(MentionCount)
        conditions.append(exists().where(other.article_id == mine.article_id, other.entity == name))
    found = select(mine.id).join(Article, Article.id == mine.article_id).where(*conditions).limit(1)
    return session.scalar(found) is not None
