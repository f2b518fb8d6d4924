"""What is still to be read, found without looking at the archive: its cost follows what is new.

New texts stand in the table `unread`, which the database itself fills (`monitor.tables`). Texts that another ruleset
read are found by its hash, which is indexed. An article that no ruleset is to read, because it is closed or its outlet
is off, is set aside under a mark in the place of the hash, so that it is looked at once and not at every screening.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.tables import Screening, Unread

CLOSED: Final = "closed"
"""Mark of articles whose text or matches were dropped."""
AGAIN: Final = "again"
"""Mark of articles that are to be read once more by whatever ruleset comes."""
PAGE: Final = 5000
"""Articles looked at together. Setting one aside is a small row, so many of them make one transaction."""


def marks_to_read(session: Session, ruleset: str, on: Collection[str]) -> list[str]:
    """The marks, of other rulesets or of outlets that are on again, whose articles `ruleset` is to read.

    What was set aside while its outlet was off stays so when the outlet is no longer configured: taking an entry away
    is no wish to have what it held back.

    Args:
        ruleset: its hash.
        on: ids of the outlets that are configured and not off.
    """
    settled, again = {ruleset, CLOSED}, set(map(_off, on))
    found: list[str] = []
    least = select(func.min(Screening.ruleset))
    mark = session.scalar(least)  # one step in the index for each mark, however many articles are under it
    while mark is not None:
        if mark in again or (mark not in settled and not mark.startswith(_off(""))):
            found.append(mark)
        mark = session.scalar(least.where(Screening.ruleset > mark))
    return found


def waiting(session: Session, marks: Sequence[str], after: int) -> list[int]:
    """The next articles that are new or under one of `marks`, by rising id, at most PAGE of them."""
    fresh = select(Unread.article_id).where(Unread.article_id > after).order_by(Unread.article_id).limit(PAGE)
    found = set(session.scalars(fresh))
    for mark in marks:
        under = select(Screening.article_id).where(Screening.ruleset == mark, Screening.article_id > after)
        found.update(session.scalars(under.order_by(Screening.article_id).limit(PAGE)))
    return sorted(found)[:PAGE]


def count(session: Session, marks: Sequence[str]) -> int:
    """How many articles `waiting` gives in all."""
    under = session.scalar(select(func.count()).select_from(Screening).where(Screening.ruleset.in_(marks))) or 0
    fresh = select(func.count()).select_from(Unread).outerjoin(Screening, Screening.article_id == Unread.article_id)
    return under + (
        session.scalar(fresh.where(or_(Screening.article_id.is_(None), Screening.ruleset.not_in(marks)))) or 0
    )


def set_aside(session: Session, articles: Sequence[int], off: Collection[str], *, now: datetime) -> set[int]:
    """Mark those of `articles` that are closed or of an outlet that is off; which they are. The caller commits."""
    not_read: ColumnElement[bool] = Article.closed.is_not(None)
    if off:
        not_read = or_(not_read, Article.outlet.in_(off))
    rows = session.execute(
        select(Article.id, Article.outlet, Article.closed, Screening.revision)
        .outerjoin(Screening)
        .where(Article.id.in_(articles), not_read)
        .order_by(Article.id)
        .with_for_update(of=Article, key_share=True)
    ).all()
    under: dict[str, list[int]] = {}
    for row in rows:
        under.setdefault(CLOSED if row.closed is not None else _off(row.outlet), []).append(row.id)
    for why, ids in under.items():  # two statements for thousands of rows
        session.execute(update(Screening).where(Screening.article_id.in_(ids)).values(ruleset=why))
        forget(session, ids)
    never = [row for row in rows if row.revision is None and row.closed is None]
    mark(session, {row.id: (0, _off(row.outlet)) for row in never}, now=now)
    return {row.id for row in rows}


def mark(session: Session, articles: dict[int, tuple[int, str]], *, now: datetime) -> None:
    """Write who read which revision of these articles: (revision, hash or mark)."""
    if not articles:
        return
    session.execute(delete(Screening).where(Screening.article_id.in_(articles)))
    rows = [
        {"article_id": id, "revision": revision, "ruleset": ruleset, "screened": now}
        for id, (revision, ruleset) in articles.items()
    ]
    session.execute(insert(Screening), rows)


def rename(session: Session, old: str, new: str) -> None:
    """What was set aside because outlet ``old`` was off is set aside for ``new``. The caller commits."""
    session.execute(update(Screening).where(Screening.ruleset == _off(old)).values(ruleset=_off(new)))


def read_again(session: Session, articles: Collection[int]) -> None:
    """Have these read once more, but for what is set aside. The caller commits."""
    read = Screening.article_id.in_(articles), Screening.ruleset != CLOSED, Screening.ruleset.not_like(_off("%"))
    session.execute(update(Screening).where(*read).values(ruleset=AGAIN))


def forget(session: Session, articles: Collection[int]) -> None:
    """These are not unread any more. The transaction must hold the locks of their rows, so that no revision that came
    meanwhile is forgotten with them."""
    session.execute(delete(Unread).where(Unread.article_id.in_(articles)))


def _off(outlet: str) -> str:
    return f"off {outlet}"
