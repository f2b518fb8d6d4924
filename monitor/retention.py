"""Old matches dropped, as the settings' `keep:` says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.tables import Match

SLICE = 1000
"""Matches per transaction."""


def old_matches(session: Session, *, before: datetime) -> list[int]:
    """Up to SLICE matches found before `before`, of articles that are not screened any more: nothing makes them anew,
    so a digest that forgot them could not tell them twice."""
    old = select(Match.id).join(Article).where(Match.found < before, Article.closed.is_not(None))
    return list(session.scalars(old.order_by(Match.id).limit(SLICE)))


def drop_matches(session: Session, matches: list[int]) -> None:
    """Drop these matches, whose claims are gone already; the caller commits."""
    session.execute(delete(Match).where(Match.id.in_(matches)))
