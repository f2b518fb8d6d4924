"""The screened articles as columns: what lists ask of an article besides its words, for a million of them at once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.collector import without_collector
from monitor.shelf import Array, Kept, Shelf
from monitor.tables import Indexed
from monitor.word_index import microseconds

ARTICLES: Final = "articles"
"""The name under which the columns are kept."""
_NUMBERS: Final = ("ids", "numbers", "at", "revisions", "outlets", "languages")
_AT_ONCE: Final = 50_000
"""Rows of the log: of a million as objects at once a process would need half a gigabyte."""


@dataclass(slots=True)
class Columns:
    """Every screened article, by rising id, as its newest screened revision was."""

    epoch: int
    """Drawn when the columns were made from nothing: what was derived under another one is of no use."""
    upto: int
    """Last number of the log that was read."""
    stamp: int
    """Its stamp."""
    ids: NDArray[np.int64]
    numbers: NDArray[np.int64]
    """Of the log, per article."""
    at: NDArray[np.int64]
    """Microseconds since 1970-01-01 UTC."""
    revisions: NDArray[np.int32]
    outlets: NDArray[np.int32]
    """Number in `outlet_names`."""
    languages: NDArray[np.int32]
    """Number in `language_names`."""
    outlet_names: list[str]
    language_names: list[str]
    closed: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """Ids of articles whose text is gone, in order."""
    places: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Id -> row; -1 where there is none."""
    in_time: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """`at`, the earliest first."""

    def rows(self, articles: NDArray[np.int64]) -> NDArray[np.int32]:
        """The rows of these articles, -1 for one that is not known."""
        if not len(self.places):
            return np.full(len(articles), -1, np.int32)
        known = articles < len(self.places)
        return np.where(known, self.places[np.where(known, articles, 0)], -1).astype(np.int32)

    def within(self, rows: NDArray[np.int32], since: datetime, until: datetime) -> NDArray[np.bool_]:
        """Which of these rows are open and of that time, half-open."""
        at = self.at[rows]
        found: NDArray[np.bool_] = (at >= microseconds(since)) & (at < microseconds(until))
        if len(self.closed):
            articles = self.ids[rows]
            found &= np.append(self.closed, -1)[np.searchsorted(self.closed, articles)] != articles
        return found

    def count(self, since: datetime, until: datetime) -> int:
        """How many articles are open and of that time, half-open."""
        first, last = np.searchsorted(self.in_time, [microseconds(since), microseconds(until)])
        gone = self.rows(self.closed)
        at = self.at[gone[gone >= 0]]
        return int(last - first - np.count_nonzero((at >= microseconds(since)) & (at < microseconds(until))))


def columns(session: Session, shelf: Shelf, last: Columns | None = None) -> Columns:
    """The columns as of now: `last` or what the shelf has, and what the log says came since."""
    found = last
    if found is None and (kept := shelf.get(ARTICLES)) is not None:
        found = _unpacked(kept)
    if found is not None and found.upto:
        stamp = session.scalar(select(Indexed.stamp).where(Indexed.number == found.upto))
        if stamp != found.stamp:  # another database, or a restored one
            found = None
    if found is None:
        found = _empty()
    log = Indexed.__table__.c  # as plain columns: there may be a million rows
    rows = session.connection().execute(
        select(log.number, log.article_id, log.revision, log.stamp, log.outlet, log.language, log.at)
        .where(log.number > found.upto)
        .order_by(log.number),
        execution_options={"yield_per": _AT_ONCE},
    )
    with without_collector():
        grown = _extended(found, rows.partitions())
    if grown is not found:
        shelf.put(ARTICLES, _packed(grown))
    if grown is not found or last is None:
        grown.places = np.full(int(grown.ids[-1]) + 1 if len(grown.ids) else 0, -1, np.int32)
        grown.places[grown.ids] = np.arange(len(grown.ids), dtype=np.int32)
        grown.in_time = np.sort(grown.at, kind="stable")  # nearly sorted as they come
    closed = session.scalars(select(Article.id).where(Article.closed.is_not(None)).order_by(Article.id))
    grown.closed = np.array(closed.all(), np.int64)
    return grown


def _empty() -> Columns:
    none, small = np.zeros(0, np.int64), np.zeros(0, np.int32)
    return Columns(secrets.randbits(62), 0, 0, none, none, none, small, small, small, [], [])  # never put on a shelf


def _extended(old: Columns, chunks: Iterable[Sequence[Any]]) -> Columns:
    """With what the log says came since, some rows of it at a time; `old` itself where nothing did."""
    outlets, languages = _numbered(old.outlet_names), _numbered(old.language_names)
    parts: dict[str, list[Array]] = {name: [getattr(old, name)] for name in _NUMBERS}
    upto = stamp = 0
    for rows in chunks:
        numbers, ids, revisions, stamps, names, spoken, at = zip(*rows, strict=True)
        upto, stamp = int(numbers[-1]), int(stamps[-1])
        values = (ids, numbers, at, revisions, _coded(outlets, names), _coded(languages, spoken))
        for (_, taken), more in zip(parts.items(), values, strict=True):
            taken.append(np.array(more, taken[0].dtype))
    if not upto:
        return old
    joined = {name: np.concatenate(taken) for name, taken in parts.items()}
    order = np.lexsort((joined["numbers"], joined["ids"]))  # by id, the newest revision last
    newest = order[np.append(np.diff(joined["ids"][order]) != 0, True)]
    made: dict[str, Any] = {name: one[newest] for name, one in joined.items()}
    return Columns(old.epoch, upto, stamp, **made, outlet_names=list(outlets), language_names=list(languages))


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _coded(known: dict[str, int], names: Sequence[str]) -> list[int]:
    """The number of each name; new ones get the next."""
    for name in sorted(set(names) - known.keys()):
        known[name] = len(known)
    return list(map(known.__getitem__, names))


def _packed(one: Columns) -> Kept:
    names = "\n".join(["\t".join(one.outlet_names), "\t".join(one.language_names)]).encode()
    numbers = (getattr(one, name) for name in _NUMBERS)
    return Kept(one.epoch, one.upto, (np.array([one.stamp]), *numbers, np.frombuffer(names, np.uint8)))


def _unpacked(kept: Kept) -> Columns:
    stamp, *numbers, names = kept.arrays
    outlets, languages = names.tobytes().decode().split("\n")
    made: dict[str, Any] = dict(zip(_NUMBERS, numbers, strict=True))
    made |= {"outlet_names": outlets.split("\t"), "language_names": languages.split("\t")}
    return Columns(kept.epoch, kept.upto, int(stamp[0]), **made)
