"""Screening: every article that the present ruleset has not read yet gets its matches, mentions and story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.outlets import Outlet
from crawler.tables import Article
from monitor import unread, word_index
from monitor.batches import batched
from monitor.bulk import insert_rows
from monitor.document import Analysis, Document, ListResult
from monitor.entities import Entity
from monitor.story_store import StoryBook
from monitor.tables import Match, MentionCount, Screening
from monitor.watchlists import Watchlist

SLICE = 800
"""Articles per transaction: small enough that a writer beside us waits well under a second, and so many that the keys
by which articles meet, which lie all over their week's part of the index, share the pages that are written."""


class Rules(Protocol):
    """What screening needs of a compiled ruleset."""

    @property
    def hash(self) -> str: ...
    @property
    def watchlists(self) -> Sequence[Watchlist]: ...
    @property
    def entities(self) -> Sequence[Entity]: ...
    def analyse(self, document: Document) -> Analysis: ...


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """What one screening did."""

    screened: int = 0
    """Articles read."""
    matched: int = 0
    """Of these, articles that passed at least one watchlist."""
    withdrawn: int = 0
    """Matches of earlier screenings that no longer hold."""
    stories: int = 0
    """Stories that the matched articles are in."""


def document_of(article: Article, outlet: Outlet | None) -> Document:
    """An article as the matcher reads it; `outlet` is None where it is no longer configured."""
    return Document(
        id=article.key,
        title=article.title,
        text=article.text,
        lang=article.language or (outlet.language if outlet else ""),
        outlet=article.outlet,
        published=article.published,
        authors=tuple(article.authors),
        credit=article.credit,
        tags=tuple(outlet.tags) if outlet else (),
        assume=tuple(outlet.assume) if outlet else (),
    )


def screen(
    engine: Engine,
    ruleset: Rules,
    outlets: Sequence[Outlet],
    *,
    now: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> ScreenReport:
    """Read every article whose newest revision `ruleset` has not read, oldest first.

    One transaction per slice: a screening that is interrupted goes on where it stopped. Texts are analysed, and what
    of them is compared and looked up is made, before the write transaction opens; in it, articles that changed or that
    another screening took meanwhile are left out, so two screenings at once do no harm.

    Args:
        outlets: all configured ones; those with status `off` are not screened, those with `test` give test matches.
            Articles of outlets that are no longer configured are screened, but for those set aside while it was off;
            where the outlet was on trial to the last, they give test matches as before.
        now: aware; becomes `found` and `withdrawn`.
        on_progress: told (articles done, articles in all) after every slice.
    """
    known = {outlet.id: outlet for outlet in outlets}
    off = [outlet.id for outlet in outlets if outlet.status == "off"]
    countries = frozenset(entity.id for entity in ruleset.entities if entity.type == "country")
    statuses = {watchlist.id or "": watchlist.status for watchlist in ruleset.watchlists}
    book = StoryBook(outlets, countries)
    trials = Trials(known, [name for name, status in statuses.items() if status == "on"])
    stories: set[int] = set()
    done = screened = matched = withdrawn = 0
    with sessions(reader(engine))() as session:
        marks = unread.marks_to_read(session, ruleset.hash, known.keys() - set(off))
        total = unread.count(session, marks)
    for aside, articles in _slices(engine, marks, off, now):
        results = {a.id: ruleset.analyse(document_of(a, known.get(a.outlet))) for a in articles}
        entities = {id: sorted({mention.entity for mention in result.mentions}) for id, result in results.items()}
        with sessions(reader(engine))() as session:
            passing = [a for a in articles if _passed(results[a.id], statuses, on_trial=False)]
            prints = book.prints(session, passing, entities)
            read = _read(session, articles)
        words = {a.id: word_index.words_of(a.title, a.text) for a in articles if not _is_read(a, read)}
        with sessions(engine).begin() as session:
            present, taken, unseen = _take(session, articles, ruleset.hash)
            found = {a.id: _passed(results[a.id], statuses, trials.holds(session, a.outlet)) for a in taken}
            withdrawn += _write_matches(session, taken, found, ruleset.hash, now)
            _write_mentions(session, taken, results)
            hits = [a for a in taken if found[a.id]]
            stories |= book.join(session, hits, entities, now=now, prints=prints)
            word_index.add(session, unseen, words)
            unread.mark(session, {a.id: (a.revision, ruleset.hash) for a in taken}, now=now)
            unread.forget(session, [a.id for a in present])
        done += aside + len(articles)
        screened += len(taken)
        matched += len(hits)
        if on_progress is not None:
            on_progress(done, total)
    return ScreenReport(screened, matched, withdrawn, len(stories))


def _slices(
    engine: Engine, marks: Sequence[str], off: Sequence[str], now: datetime
) -> Iterator[tuple[int, Sequence[Article]]]:
    """What is to be read, up to SLICE at a time, each with how many were set aside on the way to it."""
    aside = last = 0
    while True:
        with sessions(reader(engine))() as session:
            ids = unread.waiting(session, marks, last)
        if not ids:
            return
        with sessions(engine).begin() as session:
            left = unread.set_aside(session, ids, off, now=now)
        aside += len(left)
        last = ids[-1]
        rest = [id for id in ids if id not in left]
        for some in batched(rest, SLICE):
            with sessions(reader(engine))() as session:
                chosen = select(Article).where(Article.id.in_(some)).order_by(Article.id)
                articles = session.scalars(chosen).all()
            yield aside, articles
            aside = 0


def _take(
    session: Session, articles: Sequence[Article], ruleset: str
) -> tuple[list[Article], list[Article], list[Article]]:
    """Of `articles`, those that are still as they were read; of these, those that no other screening has done
    meanwhile; and of these, those whose present revision no ruleset has read before.

    The rows are locked against a change of their text (PostgreSQL; on SQLite the transaction is the only writer).
    """
    ids = [article.id for article in articles]
    lock = select(Article.id, Article.revision).where(Article.id.in_(ids), Article.closed.is_(None))
    locked = session.execute(lock.order_by(Article.id).with_for_update(key_share=True))
    revisions = {row.id: row.revision for row in locked}
    known = _read(session, articles)
    present = [a for a in articles if revisions.get(a.id) == a.revision]
    taken = [a for a in present if known.get(a.id) != (a.revision, ruleset)]
    return present, taken, [a for a in taken if not _is_read(a, known)]


def _read(session: Session, articles: Sequence[Article]) -> dict[int, tuple[int, str]]:
    """Which revision of an article was read last, and under which ruleset."""
    rows = select(Screening.article_id, Screening.revision, Screening.ruleset)
    chosen = rows.where(Screening.article_id.in_([article.id for article in articles]))
    return {row.article_id: (row.revision, row.ruleset) for row in session.execute(chosen)}


def _is_read(article: Article, known: Mapping[int, tuple[int, str]]) -> bool:
    """Whether any ruleset has read the present revision; `known` as of `_read`."""
    return known.get(article.id, (0, ""))[0] == article.revision


class Trials:
    """Which outlets are on trial. Of one that is no longer configured, its newest match tells what it was to the last:
    taking an entry away is no wish to have what it held back."""

    def __init__(self, known: Mapping[str, Outlet], lists: Sequence[str]) -> None:
        """known: the configured ones; lists: ids of the watchlists that are on."""
        self._held = {name: outlet.status == "test" for name, outlet in known.items()}
        self._lists = lists

    def holds(self, session: Session, outlet: str) -> bool:
        """Whether matches of this outlet's articles are only counted."""
        if outlet not in self._held:
            last = select(Match.status).join(Article, Article.id == Match.article_id)
            last = last.where(Article.outlet == outlet, Match.watchlist.in_(self._lists))
            self._held[outlet] = session.scalar(last.order_by(Match.id.desc()).limit(1)) == "test"
        return self._held[outlet]


def _passed(analysis: Analysis, statuses: Mapping[str, str], on_trial: bool) -> list[tuple[ListResult, str]]:
    """The lists an article passed, each with the status its match gets."""
    return [
        (result, "test" if on_trial or statuses[result.watchlist] == "test" else "on")
        for result in analysis.lists
        if result.passed and statuses[result.watchlist] != "off"
    ]


def _write_matches(
    session: Session,
    articles: Sequence[Article],
    found: Mapping[int, Sequence[tuple[ListResult, str]]],
    ruleset: str,
    now: datetime,
) -> int:
    """Bring the matches of `articles` to `found`, ids kept; how many were withdrawn."""
    ids = [article.id for article in articles]
    old = {
        (row.article_id, row.watchlist): row
        for row in session.execute(
            select(Match.id, Match.article_id, Match.watchlist, Match.withdrawn).where(Match.article_id.in_(ids))
        )
    }
    inserts: list[dict[str, Any]] = []
    updates: list[dict[str, Any]] = []
    for article in articles:
        for result, status in found[article.id]:
            values = {
                "score": result.score,
                "threshold": result.threshold,
                "parts": _parts(result),
                "revision": article.revision,
                "ruleset": ruleset,
                "withdrawn": None,
                "status": status,
            }
            row = old.pop((article.id, result.watchlist), None)
            if row is None:
                inserts.append({"article_id": article.id, "watchlist": result.watchlist, "found": now, **values})
            else:
                updates.append({"id": row.id, **values})
    gone = [row.id for row in old.values() if row.withdrawn is None]
    if inserts:
        columns = tuple(inserts[0])
        insert_rows(session, Match, columns, [tuple(map(row.__getitem__, columns)) for row in inserts])
    if updates:
        session.execute(update(Match), updates)
    if gone:
        session.execute(update(Match).where(Match.id.in_(gone)).values(withdrawn=now, ruleset=ruleset))
    return len(gone)


def _parts(result: ListResult) -> list[dict[str, Any]]:
    return [
        {
            "query": part.query,
            "points": part.points,
            "zone": part.zone,
            "entities": list(part.entities),
            "hits": [hit._asdict() for hit in part.hits],
        }
        for part in result.queries
    ]


def _write_mentions(session: Session, articles: Sequence[Article], results: Mapping[int, Analysis]) -> None:
    """Count the entities of `articles` anew."""
    rows: list[dict[str, Any]] = []
    for article in articles:
        counts: dict[str, list[bool]] = defaultdict(list)
        for mention in results[article.id].mentions:
            counts[mention.entity].append(mention.hit.field == "title")
        day = (article.published or article.first_seen).date()
        rows += [
            {"article_id": article.id, "entity": e, "count": len(t), "in_title": any(t), "day": day}
            for e, t in sorted(counts.items())
        ]
    session.execute(delete(MentionCount).where(MentionCount.article_id.in_([article.id for article in articles])))
    if rows:
        session.execute(insert(MentionCount), rows)
