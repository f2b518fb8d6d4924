"""How each query of each list does, and what the lists missed: a part of `tocsin.state`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from monitor.feedback import Missed, records
from monitor.ruleset import Ruleset

Table = tuple[str, Sequence[str], Sequence[Sequence[object]]]
"""Title, columns, rows."""


@dataclass(frozen=True)
class QueryState:
    """One query of a watchlist."""

    watchlist: str
    status: str
    """Of the list: on, or test."""
    query: str
    matched: int
    only: int
    relevant: int
    not_relevant: int
    precision: float | None


def query_states(session: Session, ruleset: Ruleset) -> list[QueryState]:
    """Every query of `ruleset`, in its order."""
    asked = [(plan.id, query.id) for plan in ruleset.plans for query in plan.queries]
    status = {plan.id: plan.source.status for plan in ruleset.plans}
    return [
        QueryState(
            r.watchlist, status[r.watchlist], r.query, r.matched, r.only, r.relevant, r.not_relevant, r.precision
        )
        for r in records(session, asked)
    ]


def tables(queries: Sequence[QueryState], missed: Sequence[Missed]) -> Iterator[Table]:
    """The same for people; what was missed only where something was."""
    rows = [
        [q.watchlist, q.status, q.query, q.matched, q.only, q.relevant, q.not_relevant, _percent(q.precision)]
        for q in queries
    ]
    yield "Queries", ["watchlist", "status", "query", "matched", "only this", "relevant", "not", "precision"], rows
    if missed:
        found = [[one.watchlist, one.article, one.title] for one in missed]
        yield "Missed: called relevant, and not found", ["watchlist", "article", "title"], found


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
