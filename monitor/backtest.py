"""Backtest: what a changed watchlist, or a query not yet in a file, would have brought from the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from monitor.batches import batched
from monitor.differences import Change, change_of, judged, kept_part, result_of
from monitor.document import ListResult
from monitor.entities import Entity
from monitor.hit_store import HitStore
from monitor.recount import Recount, Scores, Version
from monitor.ruleset import Ruleset
from monitor.screen import document_of
from monitor.search import SEARCH, compile_search, in_order
from monitor.tables import Match

_DAY: Final = 86_400_000_000
_FIRST_DAY: Final = date(1970, 1, 1).toordinal()
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
SAMPLE = 20
"""Hits shown for a person to judge."""


@dataclass(frozen=True, slots=True)
class BacktestReport:
    """What a watchlist would have brought."""

    watchlist: str
    since: datetime
    until: datetime
    first: datetime | None
    """Of the archive's first screened article, as `since` counts; None where there is none."""
    articles: int
    """Screened articles of that time."""
    days: tuple[tuple[date, int], ...]
    """Hits per UTC day of publication, every day from `since` to `until`."""
    counts: Mapping[str, int]
    """How many articles were gained, lost and changed, told below or not."""
    sample: tuple[Change, ...]
    """Hits drawn by lot (the same ones every time), to be judged."""
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    changed: tuple[Change, ...]
    """Articles that pass both versions with another score. Of all three the greatest differences first."""

    @property
    def hits(self) -> int:
        """Articles that pass the new version."""
        return sum(count for _, count in self.days)

    @property
    def a_day(self) -> float:
        """Hits a day, of the days for which there is an archive; one at the least."""
        begin = max(self.since, self.first or self.since)
        return self.hits / max(1.0, (self.until - begin) / timedelta(days=1))


def backtest(
    session: Session,
    new: Ruleset,
    old: Ruleset | None,
    watchlist: str,
    *,
    since: datetime,
    now: datetime,
    outlets: Iterable[Outlet] = (),
    old_outlets: Iterable[Outlet] | None = None,
    store: HitStore | None = None,
    told: int | None = None,
) -> BacktestReport:
    """Run one watchlist over the screened articles published from `since` to `now`, beside the saved version.

    Scores come from stored hits (`monitor.recount`); only the articles that are told are read. A list whose queries
    hold in articles that have none of their words (`lang:fa AND NOT x`), or that ask for an author, is read instead.

    Args:
        new: a ruleset with the list as it would be.
        old: a ruleset with the list as it was; None = what the database holds of it, that is the version of the last
            screening. Where that is nothing either, nothing is compared.
        watchlist: its id, the same in both.
        outlets: those that `new` was compiled with.
        old_outlets: those of `old`, where they are others.
        store: the hits known so far; None = none, and what is read is forgotten afterwards.
        told: at most so many articles of each kind are told with their reasons; None = all.
    """
    papers = tuple(outlets)
    trial = _Trial(session, store or HitStore(), watchlist, since, now)
    after = trial.scores(new, papers)
    before = trial.scores(old, papers if old_outlets is None else tuple(old_outlets)) if old else trial.stored()
    both, in_after, in_before = np.intersect1d(after.articles, before.articles, assume_unique=True, return_indices=True)
    differs = after.values[in_after] != before.values[in_before]
    none = np.zeros(0, np.int64)
    compared = old is not None or len(before.articles) > 0
    gains = ~np.isin(after.articles, both, assume_unique=True)
    losses = ~np.isin(before.articles, both, assume_unique=True)
    shifts = np.abs(after.values[in_after] - before.values[in_before])[differs]
    kinds = {
        "sample": _first(after.articles, _lot(after.articles), SAMPLE if told is None else min(told, SAMPLE)),
        "gained": _first(after.articles[gains], -after.values[gains], told) if compared else none,
        "lost": _first(before.articles[losses], -before.values[losses], told) if compared else none,
        "changed": _first(both[differs], -shifts, told) if compared else none,
    }
    changes = trial.changes(np.unique(np.concatenate(list(kinds.values()))), new, old, papers)
    shown = {kind: tuple(changes[id] for id in ids.tolist() if id in changes) for kind, ids in kinds.items()}
    return BacktestReport(
        watchlist,
        since,
        now,
        trial.first,
        trial.articles,
        trial.days(after.articles),
        {"gained": int(gains.sum()), "lost": int(losses.sum()), "changed": int(differs.sum())}
        if compared
        else {"gained": 0, "lost": 0, "changed": 0},
        **shown,
    )


def screened_lists(session: Session) -> list[str]:
    """The ids of the watchlists of which the last screening found something, in order."""
    found = session.scalars(select(Match.watchlist).where(Match.withdrawn.is_(None)).distinct())
    return sorted(found)


class _Trial:
    """One list over one time of the archive."""

    def __init__(self, session: Session, store: HitStore, watchlist: str, since: datetime, until: datetime) -> None:
        self._session = session
        self._watchlist = watchlist
        self._span = since, until
        self._recount = Recount(session, store)
        at = self._recount.at
        self.articles = at.count(since, until)
        self.first = _EPOCH + timedelta(microseconds=int(at.in_time[0])) if len(at.in_time) else None

    def scores(self, rules: Ruleset, outlets: Sequence[Outlet]) -> Scores:
        """Articles that pass the list as `rules` have it."""
        version = Version.of(rules, self._watchlist, outlets)
        if version is None:
            return Scores(np.zeros(0, np.int64), np.zeros(0, np.float64))
        return self._recount.scores(version, *self._span) if version.decidable else self._read(rules, outlets)

    def stored(self) -> Scores:
        """Articles that passed it in the last screening."""
        rows = self._session.execute(
            select(Match.article_id, Match.score)
            .where(Match.watchlist == self._watchlist, Match.withdrawn.is_(None))
            .order_by(Match.article_id)
        ).all()
        found = Scores(np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float64))
        places = self._recount.at.rows(found.articles)
        known = places >= 0
        known[known] = self._recount.at.within(places[known], *self._span)
        return Scores(found.articles[known], found.values[known])

    def _read(self, rules: Ruleset, outlets: Sequence[Outlet]) -> Scores:
        known = {outlet.id: outlet for outlet in outlets}
        found: list[tuple[int, float]] = []
        at = self._recount.at
        within = at.within(np.arange(len(at.ids), dtype=np.int32), *self._span)
        for article in in_order(self._session, at.ids[within].tolist()):
            result = result_of(self._watchlist, rules.analyse(document_of(article, known.get(article.outlet))).lists)
            if result is not None and result.passed:
                found.append((article.id, result.score))
        return Scores(np.array([row[0] for row in found], np.int64), np.array([row[1] for row in found], np.float64))

    def days(self, articles: NDArray[np.int64]) -> tuple[tuple[date, int], ...]:
        """Articles per UTC day."""
        at = self._recount.at
        numbers, counts = np.unique(at.at[at.rows(articles)] // _DAY, return_counts=True)
        per_day = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        since, until = self._span
        first, last = since.astimezone(UTC).date(), (until - timedelta(microseconds=1)).astimezone(UTC).date()
        days = range(first.toordinal(), last.toordinal() + 1)
        return tuple((date.fromordinal(day), per_day.get(day - _FIRST_DAY, 0)) for day in days)

    def changes(
        self, ids: NDArray[np.int64], new: Ruleset, old: Ruleset | None, outlets: Sequence[Outlet]
    ) -> dict[int, Change]:
        """What became of these articles, and why. Not of one that has changed since it was screened."""
        known = {outlet.id: outlet for outlet in outlets}
        at = self._recount.at
        revisions = dict(zip(ids.tolist(), at.revisions[at.rows(ids)].tolist(), strict=True))
        kept = self._kept(ids.tolist()) if old is None else {}
        found = {}
        for article in in_order(self._session, ids.tolist()):
            if article.revision != revisions[article.id]:
                continue
            document = document_of(article, known.get(article.outlet))
            after = judged(new, self._watchlist, document)
            before = kept.get(article.id) if old is None else judged(old, self._watchlist, document)
            found[article.id] = change_of(article, before, after)
        return found

    def _kept(self, ids: Sequence[int]) -> dict[int, ListResult]:
        """What the last screening found in these articles."""
        found = {}
        for chunk in batched(ids):
            rows = self._session.execute(
                select(Match.article_id, Match.score, Match.threshold, Match.parts).where(
                    Match.watchlist == self._watchlist, Match.withdrawn.is_(None), Match.article_id.in_(chunk)
                )
            )
            for id, score, threshold, parts in rows:
                results = tuple(kept_part(self._watchlist, part) for part in parts)
                found[id] = ListResult(self._watchlist, score, threshold, True, results)
        return found


def backtest_term(
    session: Session,
    text: str,
    entities: Sequence[Entity],
    *,
    since: datetime,
    now: datetime,
    outlets: Sequence[Outlet] = (),
    store: HitStore | None = None,
    told: int | None = None,
) -> BacktestReport:
    """What a query not yet in a file would have brought; its list is called `search`.

    Raises:
        RulesetError: the query is refused; its problem says the column and what may have been meant.
    """
    rules = compile_search(text, entities, outlets)
    return backtest(session, rules, None, SEARCH, since=since, now=now, outlets=outlets, store=store, told=told)


def _first(ids: NDArray[np.int64], order: NDArray[Any], most: int | None) -> NDArray[np.int64]:
    """The ids with the smallest `order`, at most so many."""
    return ids[np.argsort(order, kind="stable")[:most]]


def _lot(ids: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for each id that looks like chance and is always the same."""
    mixed = ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9)
