"""What the monitor keeps under the id of an outlet goes along when that id is changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from monitor import unread, word_index
from monitor.batches import batched
from monitor.tables import StorySketch

_AT_ONCE = 5000


def take_over(session: Session, articles: Sequence[int], old: str, new: str) -> None:
    """Give ``new`` what stands under ``old``; the caller holds the locks of the articles, and commits.

    Args:
        articles: ids of those that were the old one's and are the new one's now.
    """
    unread.rename(session, old, new)
    for moved in batched(articles, _AT_ONCE):
        session.execute(update(StorySketch).where(StorySketch.article_id.in_(moved)).values(outlet=new))
    word_index.rename(session, articles, new)


def read_again(session: Session, articles: Sequence[int]) -> None:
    """Have articles read as those of the outlet they belong to now: its status, its tags, what it takes for granted.
    The caller holds their locks, and commits. (Where an id is changed in the YAML, the ruleset is another one anyway.)
    """
    for some in batched(articles, _AT_ONCE):
        unread.read_again(session, some)
