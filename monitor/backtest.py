"""Backtest: what a changed watchlist, or a query not yet in a file, would have brought from the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.document import Hit, ListResult, QueryResult
from monitor.entities import Entity
from monitor.passages import passage
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import document_of
from monitor.search import SEARCH, batched, compile_search, in_order, published_between
from monitor.tables import Match
from monitor.word_index import candidates

SAMPLE = 20
"""Hits shown for a person to judge."""


@dataclass(frozen=True, slots=True)
class Change:
    """One article, and what became of it."""

    article_id: int
    key: str
    title: str
    outlet: str
    day: date
    before: float | None
    """Score under the saved version; None where it did not pass."""
    after: float | None
    reason: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class BacktestReport:
    """What a watchlist would have brought."""

    watchlist: str
    since: datetime
    until: datetime
    articles: int
    """Articles of that time."""
    days: tuple[tuple[date, int], ...]
    """Hits per UTC day of publication, every day from `since` to `until`."""
    sample: tuple[Change, ...]
    """Hits drawn by lot (the same ones every time), to be judged."""
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    changed: tuple[Change, ...]
    """Articles that pass both versions with another score."""

    @property
    def hits(self) -> int:
        """Articles that pass the new version."""
        return sum(count for _, count in self.days)


def backtest(
    session: Session,
    new: Ruleset,
    old: Ruleset | None,
    watchlist: str,
    *,
    since: datetime,
    now: datetime,
    outlets: Iterable[Outlet] = (),
) -> BacktestReport:
    """Run one watchlist over the articles published from `since` to `now`, beside the saved version.

    The word index says which articles can match at all; only these are read. Rulesets of this list alone are the
    fastest (`alone`). Articles that were not screened yet are not known.

    Args:
        new: a ruleset with the list as it would be.
        old: a ruleset with the list as it was; None = what the database holds of it, that is the version of the last
            screening. Where that is nothing either, nothing is compared.
        watchlist: its id, the same in both.
    """
    known = {outlet.id: outlet for outlet in outlets}
    within = [*published_between(since, now), Article.closed.is_(None)]  # the text of a closed article is gone
    per_day: Counter[date] = Counter()
    hits: list[Change] = []
    gained: list[Change] = []
    lost: list[Change] = []
    changed: list[Change] = []
    stored = _stored(session, watchlist, within) if old is None else {}
    compared = old is not None or bool(stored)
    ids = _to_read(session, within, [rules for rules in (new, old) if rules], watchlist, stored)
    for article in in_order(session, ids):
        document = document_of(article, known.get(article.outlet))
        after = _result(watchlist, new.analyse(document).lists)
        before = stored.get(article.id) if old is None else _result(watchlist, old.analyse(document).lists)
        passed, passed_before = after is not None and after.passed, before is not None and before.passed
        if not passed and not passed_before:
            continue
        if not passed:
            after = _result(watchlist, new.analyse(document, explain=True).lists)
        change = _change(article, before, after)
        if after is not None and passed:
            per_day[change.day] += 1
            hits.append(change)
        if not compared:
            continue
        if passed and not passed_before:
            gained.append(change)
        elif passed_before and not passed:
            lost.append(change)
        elif change.before != change.after:
            changed.append(change)
    return BacktestReport(
        watchlist,
        since,
        now,
        session.scalar(select(func.count()).select_from(Article).where(*within)) or 0,
        tuple((day, per_day[day]) for day in _days(since, now)),
        tuple(sorted(hits, key=_lot)[:SAMPLE]),
        tuple(gained),
        tuple(lost),
        tuple(changed),
    )


def alone(rules: Ruleset, watchlist: str, outlets: Sequence[Outlet] = ()) -> Ruleset:
    """A ruleset of one of the lists of `rules`."""
    return compile_ruleset([one for one in rules.watchlists if one.id == watchlist], rules.entities, outlets)


def backtest_term(
    session: Session,
    text: str,
    entities: Sequence[Entity],
    *,
    since: datetime,
    now: datetime,
    outlets: Sequence[Outlet] = (),
) -> BacktestReport:
    """What a query not yet in a file would have brought; its list is called `search`.

    Raises:
        RulesetError: the query is refused; its problem says the column and what may have been meant.
    """
    rules = compile_search(text, entities, outlets)
    return backtest(session, rules, None, SEARCH, since=since, now=now, outlets=outlets)


def _to_read(
    session: Session,
    within: Sequence[ColumnElement[bool]],
    versions: Sequence[Ruleset],
    watchlist: str,
    stored: Mapping[int, ListResult],
) -> list[int]:
    """Ids of the articles that can match any version, in order."""
    found = set(stored)
    for rules in versions:
        possible = candidates(session, rules, {watchlist})
        if possible is None:
            return list(session.scalars(select(Article.id).where(*within).order_by(Article.id)))
        found |= possible
    ids: list[int] = []
    for chunk in batched(sorted(found)):
        ids += session.scalars(select(Article.id).where(Article.id.in_(chunk), *within).order_by(Article.id))
    return ids


def _stored(session: Session, watchlist: str, within: Sequence[ColumnElement[bool]]) -> dict[int, ListResult]:
    """What the last screening found for a list, by article."""
    rows = session.execute(
        select(Match.article_id, Match.score, Match.threshold, Match.parts)
        .join(Article, Article.id == Match.article_id)
        .where(Match.watchlist == watchlist, Match.withdrawn.is_(None), *within)
    )
    return {
        article_id: ListResult(watchlist, score, threshold, True, tuple(_part(watchlist, part) for part in parts))
        for article_id, score, threshold, parts in rows
    }


def _part(watchlist: str, part: Mapping[str, Any]) -> QueryResult:
    hits = tuple(Hit(**hit) for hit in part["hits"])
    return QueryResult(watchlist, part["query"], part["points"], part["zone"], hits, tuple(part["entities"]))


def _result(watchlist: str, lists: Sequence[ListResult]) -> ListResult | None:
    return next((result for result in lists if result.watchlist == watchlist), None)


def _change(article: Article, before: ListResult | None, after: ListResult | None) -> Change:
    shown = after if after is not None and after.passed else before
    return Change(
        article.id,
        article.key,
        article.title,
        article.outlet,
        (article.published or article.first_seen).astimezone(UTC).date(),
        before.score if before is not None and before.passed else None,
        after.score if after is not None and after.passed else None,
        reason(before, after),
        str(passage(article.text, (hit for part in shown.queries for hit in part.hits))) if shown else "",
    )


def reason(before: ListResult | None, after: ListResult | None) -> str:
    """In words, why an article's result differs between two versions of a list. None = no query holds."""
    old = {part.query: part.points for part in before.queries} if before is not None else {}
    new = {part.query: part.points for part in after.queries} if after is not None else {}
    words = [f"{query} holds now (+{points:g})" for query, points in new.items() if query not in old]
    words += [f"{query} no longer holds (-{points:g})" for query, points in old.items() if query not in new]
    words += [f"{q} {old[q]:g} -> {points:g} points" for q, points in new.items() if q in old and old[q] != points]
    if before is not None and after is not None and before.threshold != after.threshold:
        words.append(f"threshold {before.threshold:g} -> {after.threshold:g}")
    if after is not None and not after.passed:
        words += after.why_not
    return "; ".join(words) or "the same queries hold"


def _days(since: datetime, until: datetime) -> Iterator[date]:
    day, last = since.astimezone(UTC).date(), (until - timedelta(microseconds=1)).astimezone(UTC).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _lot(change: Change) -> str:
    return sha256(change.key.encode()).hexdigest()
