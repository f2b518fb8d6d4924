"""Search: the watchlists' query language over the archive, with passages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.batches import BATCH, batched
from monitor.collector import without_collector
from monitor.document import Hit
from monitor.entities import Entity
from monitor.passages import Passage, passage
from monitor.replay import Sieve, Tree, abouts_of
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.ruleset_errors import RulesetError, RulesetProblem
from monitor.screen import document_of
from monitor.texts import Texts
from monitor.watchlists import Query, Watchlist
from monitor.word_index import candidates

SEARCH = "search"
"""Id of the list and of the query that a search is compiled to."""
_NO_TEXT = re.compile("[\ud800-\udfff]")
"""What stands in an argument for octets that are no UTF-8."""
_FIRST = 50
"""So many articles are read at first: mostly those are all that is asked for."""
_MANY = 50_000
"""Of more candidates the dates are read in one pass over all articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that the query holds in."""

    article_id: int
    key: str
    title: str
    outlet: str
    url: str
    at: datetime
    """Publication, or first sight."""
    points: float
    hits: tuple[Hit, ...]
    passage: Passage


def compile_search(text: str, entities: Sequence[Entity], outlets: Sequence[Outlet] = ()) -> Ruleset:
    """A ruleset of one list with one query in the notation of the field: ``"arms embargo" NEAR/10 $iran``.

    Raises:
        RulesetError: the query is refused; its problem says the column and what may have been meant.
    """
    if not text.strip():
        raise RulesetError([RulesetProblem("watchlist", SEARCH, ("match", 0, "query"), "say what to search for")])
    if (odd := _NO_TEXT.search(text)) is not None:
        message = "here stands an octet that is no UTF-8; give the query in UTF-8"
        raise RulesetError([RulesetProblem("watchlist", SEARCH, ("match", 0, "query"), message, odd.start() + 1)])
    watchlist = Watchlist(id=SEARCH, title=text, match=[Query(id=SEARCH, query=text)], score=0)
    if "$" in text:  # entities compete for names, so a query of one needs all of them; a query of none needs none
        return compile_ruleset([watchlist], entities, outlets)
    return compile_ruleset([watchlist], (), [outlet.model_copy(update={"assume": []}) for outlet in outlets])


def search(
    session: Session,
    rules: Ruleset,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    in_outlets: Collection[str] = (),
    outlets: Iterable[Outlet] = (),
    limit: int = 50,
) -> list[Found]:
    """Articles in which the query of `rules` (see `compile_search`) holds, newest first.

    Articles that were not screened yet are not found.

    Args:
        since, until: bounds of publication (or first sight), half-open.
        in_outlets: only these outlets; empty = all.
        outlets: the configured ones, for their tags and what they assume.
    """
    known = {outlet.id: outlet for outlet in outlets}
    within = published_between(since, until)
    if in_outlets:
        within.append(Article.outlet.in_(in_outlets))
    found: list[Found] = []
    newest = _newest_first(session, within, candidates(session, rules))
    for article in in_order(session, _held(session, rules, newest, known)):
        analysis = rules.analyse(document_of(article, known.get(article.outlet)))
        held = [part for result in analysis.lists if result.watchlist == SEARCH for part in result.queries]
        if held:
            hits = tuple(hit for part in held for hit in part.hits)
            found.append(
                Found(
                    article.id,
                    article.key,
                    article.title,
                    article.outlet,
                    article.url,
                    article.published or article.first_seen,
                    sum(part.points for part in held),
                    hits,
                    passage(article.text, hits),
                )
            )
            if len(found) == limit:
                break
    return found


def published_between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """Conditions on an article's publication (or first sight, where it has no date), half-open."""
    found: list[ColumnElement[bool]] = []
    if since is not None:
        found.append(or_(Article.published >= since, and_(Article.published.is_(None), Article.first_seen >= since)))
    if until is not None:
        found.append(or_(Article.published < until, and_(Article.published.is_(None), Article.first_seen < until)))
    return found


def _newest_first(session: Session, within: Sequence[ColumnElement[bool]], only: set[int] | None) -> list[int]:
    """Articles that meet the conditions, of those in `only` (None = all)."""
    at = func.coalesce(Article.published, Article.first_seen, type_=Article.first_seen.type)
    order: list[tuple[datetime, int]] = []
    if only is None or len(only) > _MANY:
        rows = session.execute(select(at, Article.id).where(*within)).all()
        order = [(when, id) for when, id in rows if only is None or id in only]
    else:
        for ids in batched(sorted(only)):
            order += [
                (when, id) for when, id in session.execute(select(at, Article.id).where(Article.id.in_(ids), *within))
            ]
    order.sort(reverse=True)
    return [id for _, id in order]


def _held(session: Session, rules: Ruleset, ids: Sequence[int], outlets: Mapping[str, Outlet]) -> Iterator[int]:
    """Of these articles those in which the query holds, in the order given; as many are read as are asked for, and read
    for the query alone. A query of authors, which are not read here, may not hold in all of them."""
    trees = [Tree.of(query) for plan in rules.plans for query in plan.queries]
    if any(node.name == "author" for tree in trees for node in abouts_of(tree)):
        yield from ids
        return
    texts, sieves = Texts(session, outlets), [Sieve(tree, rules.lexicon) for tree in trees]
    done, size = 0, _FIRST
    while done < len(ids):
        chunk = ids[done : done + size]
        done, size = done + size, min(size * 2, BATCH)
        with without_collector():
            read = ((id, rules.informed(document)) for id, document in texts.some(chunk))
            held = {id for id, document in read if any(sieve.worth(document) is not None for sieve in sieves)}
        yield from (id for id in chunk if id in held)


def in_order(session: Session, ids: Iterable[int]) -> Iterator[Article]:
    """Articles by id, in the order given, a few at a time."""
    for chunk in _taken(ids):
        rows = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(chunk)))}
        yield from (rows[id] for id in chunk if id in rows)
        session.expunge_all()


def _taken(ids: Iterable[int]) -> Iterator[list[int]]:
    """At first a few of them, then more."""
    rest, size = iter(ids), _FIRST
    while chunk := list(islice(rest, size)):
        yield chunk
        size = min(size * 2, BATCH)
