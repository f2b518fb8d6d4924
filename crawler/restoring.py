"""A learnt line that was cut by mistake is put back into the articles it was cut from."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crawler.left_out import put_back
from crawler.store import digest_of, text_words
from crawler.tables import Article, Revision
from crawler.text import join_paragraphs, line_hash

SLICE = 200
"""Articles looked at in one transaction."""


def restore(session: Session, outlet: str, line: str, *, after: int = 0) -> tuple[int | None, int]:
    """Put ``line`` back into the newest texts of ``outlet`` that it was left out of, up to `SLICE` of them at a time.

    What matched and what was mailed points into a text by the number of its revision, so a text with the line is one
    more revision; `crawler.left_out.whole` of it and of the one before are the same: the outlet has changed nothing.

    Args:
        session: Caller commits.
        outlet: Id.
        line: As an operator writes it; case, punctuation and spaces do not matter.
        after: Articles up to this number have been done.

    Returns:
        The number to go on after (None when all were done), and how many articles have the line again.
    """
    digest = line_hash(line)
    newest = (Revision.article_id == Article.id) & (Revision.number == Article.revision)
    chosen = (
        select(Article, Revision)
        .join(Revision, newest)
        .where(Article.outlet == outlet, Article.id > after, Revision.left_out.is_not(None))
        .order_by(Article.id)
        .limit(SLICE)
        .with_for_update(of=Article)
    )
    rows = session.execute(chosen).all()
    done = sum(_restored(session, article, text, lambda one: line_hash(one) == digest) for article, text in rows)
    return (rows[-1][0].id if len(rows) == SLICE else None), done


def _restored(session: Session, article: Article, old: Revision, wanted: Callable[[str], bool]) -> bool:
    """Give ``article`` a text with the ``wanted`` ones of the lines that were left out; whether there were any."""
    before = tuple((below, line) for below, line in old.left_out or ())
    lines, still_out = put_back(old.text.split("\n\n") if old.text else [], before, wanted)
    if len(still_out) == len(before):
        return False
    text = join_paragraphs(lines)
    article.text, article.words, article.digest = text, text_words(text), digest_of(article.title, text)
    article.revision += 1
    told = {"article_id": article.id, "number": article.revision, "fetched": old.fetched, "title": old.title}
    session.flush()
    session.execute(
        insert(Revision), [{**told, "text": text, "original": old.original, "left_out": list(still_out) or None}]
    )
    return True
