"""What became of one article between two versions of a watchlist, and why, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from crawler.tables import Article
from monitor.analysis import Ruleset
from monitor.document import Document, Hit, ListResult, QueryResult
from monitor.explain import NO_QUERY
from monitor.passages import passage


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


def judged(rules: Ruleset, watchlist: str, document: Document) -> ListResult | None:
    """What a list makes of a document, explained where it does not pass; None where there is no such list."""
    found = result_of(watchlist, rules.analyse(document).lists)
    if found is None or not found.passed:
        found = result_of(watchlist, rules.analyse(document, explain=True).lists)
    return found


def result_of(watchlist: str, lists: Sequence[ListResult]) -> ListResult | None:
    """One list's result among those of an analysis."""
    return next((result for result in lists if result.watchlist == watchlist), None)


def kept_part(watchlist: str, part: Mapping[str, Any]) -> QueryResult:
    """A query's result as a match keeps it."""
    hits = tuple(Hit(**hit) for hit in part["hits"])
    return QueryResult(watchlist, part["query"], part["points"], part["zone"], hits, tuple(part["entities"]))


def change_of(article: Article, before: ListResult | None, after: ListResult | None) -> Change:
    """What became of an article; None = nothing is known of that version, or no query held."""
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
    """In words, why an article's result differs between two versions of a list. None = no query holds.

    Where a gate or a filter kept one of the versions away, that is the reason, not the queries behind it.
    """
    old = {part.query: part.points for part in before.queries} if before is not None else {}
    new = {part.query: part.points for part in after.queries} if after is not None else {}
    words: list[str] = []
    if not _shut(before) and not _shut(after):
        words += [f"{query} holds now (+{points:g})" for query, points in new.items() if query not in old]
        words += [f"{query} no longer holds (-{points:g})" for query, points in old.items() if query not in new]
    words += [f"{q} {old[q]:g} -> {points:g} points" for q, points in new.items() if q in old and old[q] != points]
    if before is not None and after is not None and before.threshold != after.threshold:
        words.append(f"threshold {before.threshold:g} -> {after.threshold:g}")
    if before is not None and _shut(before):
        words += [f"before, {why}" for why in before.why_not]
    if after is not None and not after.passed:
        words += after.why_not
    return "; ".join(words) or "the same queries hold"


def _shut(result: ListResult | None) -> bool:
    """Whether a list was kept away from an article in which its queries may hold."""
    return result is not None and not result.passed and not result.queries and NO_QUERY not in result.why_not
