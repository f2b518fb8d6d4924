"""What a long list held before we read it first: by marks of its addresses, what is added later is told from the old.

A list may hold fifty thousand addresses, most of them without a date. The newest packet of it is looked at in every
round; of what stands behind, only what was not there the last time is new, wherever it was put.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from crawler.items import Entry
from crawler.listing import MARK_OCTETS, Listing, mark
from crawler.tables import LeftAlone, SourceState


@dataclass
class Remembered:
    """Sorts the entries of a list behind its first packet into new ones and those that were there before us."""

    known: frozenset[bytes] | None
    """Marks of what was left alone at the last reading; None where nothing is remembered."""
    alone: set[bytes] = field(default_factory=set)
    """Marks of what was left alone this time."""

    def new_of(
        self, listing: Listing, entries: Sequence[Entry], read_before: datetime | None, now: datetime
    ) -> Iterator[Entry]:
        """The new ones of ``entries``, of any packet of ``listing`` but the first; see `Listing.may_be_new`."""
        for entry in entries:
            own = mark(entry.link)
            if listing.may_be_new(entry, read_before, now) or (self.known is not None and own not in self.known):
                yield entry
            else:
                self.alone.add(own)


def remembered(session: Session, url: str, listing: Listing) -> Remembered:
    """What is remembered of the list at ``url``, which now holds ``listing``.

    Nothing where most of what was left alone is gone: then the list was written anew, under other addresses, and what
    it holds is no news.
    """
    packed = session.scalars(select(LeftAlone.marks).where(LeftAlone.url == url)).one_or_none()
    if packed is None:
        whole = (SourceState.url == url) & SourceState.changed.is_not(None) & (SourceState.older == 0)
        was_taken_whole = session.scalars(select(SourceState.url).where(whole)).first() is not None
        return Remembered(frozenset() if was_taken_whole else None)
    known = frozenset(packed[at : at + MARK_OCTETS] for at in range(0, len(packed), MARK_OCTETS))
    still = known.intersection(listing.marks())
    return Remembered(known if 2 * len(still) >= len(known) else None)


def remember(session: Session, url: str, alone: Iterable[bytes]) -> None:
    """Write what of the list at ``url`` was left alone; the caller commits."""
    session.execute(delete(LeftAlone).where(LeftAlone.url == url))
    if packed := b"".join(sorted(alone)):
        session.execute(insert(LeftAlone).values(url=url, marks=packed))
