"""Old texts dropped, as the settings' `keep:` says. Addresses stay: what was dropped is never fetched again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from crawler.tables import Article, Revision

SLICE = 500
"""Articles per transaction."""


def drop_texts(session: Session, *, before: datetime, now: datetime) -> int:
    """Drop the texts and revisions of up to SLICE articles that were first seen before `before`; how many.

    Title, address and facts stay. The caller commits, and calls again while something was dropped.
    """
    old = select(Article.id).where(Article.first_seen < before, or_(Article.text != "", Article.closed.is_(None)))
    ids = list(session.scalars(old.order_by(Article.id).limit(SLICE)))
    if ids:
        session.execute(delete(Revision).where(Revision.article_id.in_(ids)))
        session.execute(update(Article).where(Article.id.in_(ids)).values(text="", standfirst="", closed=now))
    return len(ids)


def close(session: Session, *, before: datetime, now: datetime) -> list[int]:
    """Take up to SLICE articles first seen before `before` out of screening; their ids. The caller commits."""
    old = select(Article.id).where(Article.first_seen < before, Article.closed.is_(None))
    ids = list(session.scalars(old.order_by(Article.id).limit(SLICE)))
    if ids:
        session.execute(update(Article).where(Article.id.in_(ids)).values(closed=now))
    return ids
