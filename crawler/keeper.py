"""Articles that were read are stored, and what recurs in them is learnt and left out.

The first articles of an outlet wait for each other, up to `MANY` of them or to the end of its look: what they share is
learnt before any of them is stored, so that nobody is shown it. From then on each is stored as it comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.addresses import Task, alias, moved_article, next_look, settle_kept
from crawler.boilerplate import MANY, cut_hashes, learn_many
from crawler.items import Extracted
from crawler.left_out import take_out
from crawler.outlets import Outlet
from crawler.store import Kept, keep, own_address
from crawler.tables import Article
from crawler.text import join_paragraphs, line_hash
from crawler.writer import Writer


@dataclass(frozen=True)
class Read:
    """An article as it was read."""

    task: Task
    extracted: Extracted
    url: str
    """It was read from, after redirects."""
    origin: str
    fetched: datetime
    learnt: frozenset[str] = frozenset()
    """Hashes of the lines that were left out in reading."""


class Keeper:
    """Stores the articles of one outlet in one round.

    Args:
        outlet: Whose.
        writer: The database.
        stored: Is told of every article that was stored, and how.
    """

    def __init__(self, outlet: Outlet, writer: Writer, stored: Callable[[Read, Kept], None]) -> None:
        self.learnt: frozenset[str] = frozenset()
        """Hashes of the lines that are left out now."""
        self.unstored: dict[int, datetime | None] = {}
        """When the articles that still wait for each other came out, by the id of their address."""
        self._outlet = outlet
        self._writer = writer
        self._stored = stored
        self._first: list[Read] | None = None
        self._storing_first = asyncio.Lock()
        self._unlearnt: list[list[str]] = []

    async def prepare(self) -> None:
        """Load what was learnt in earlier rounds, and whether there were any."""

        def work(session: Session) -> tuple[frozenset[str], int]:
            known = session.scalars(select(Article.id).where(Article.outlet == self._outlet.id).limit(MANY))
            return cut_hashes(session, self._outlet.id), len(known.all())

        self.learnt, known = await self._writer.run(work)
        self._first = [] if known < MANY else None

    async def keep(self, read: Read) -> None:
        """Store ``read``, now or with the other first ones."""
        if self._first is not None and not read.task.again:
            self._first.append(read)
            self.unstored[read.task.address_id] = read.extracted.published
            if len(self._first) >= MANY:
                await self._store_first()
            return
        async with self._storing_first:  # what they share is known then
            pass
        if read.learnt is not self.learnt:
            read = _without(read, self.learnt)
        learnt = self.learnt
        kept = await self._writer.run(lambda session: self._store(session, read, learnt), hurry=False)
        self._stored(read, kept)
        if kept.outcome == "new":
            self._unlearnt.append(_lines(read))
            if len(self._unlearnt) >= MANY:
                await self._learn()

    async def finish(self) -> None:
        """Store what still waits, and count the lines of what was stored since the last time."""
        if self._first:
            await self._store_first()
        if self._unlearnt:
            await self._learn()

    async def _store_first(self) -> None:
        async with self._storing_first:
            first, self._first = self._first or [], None

            def work(session: Session) -> tuple[frozenset[str], list[tuple[Read, Kept]]]:
                self._count(session, [_lines(read) for read in first], unstored=len(first))
                learnt = cut_hashes(session, self._outlet.id)
                cleaned = [_without(read, learnt) for read in first]
                return learnt, [(read, self._store(session, read, learnt)) for read in cleaned]

            self.learnt, stored = await self._writer.run(work)
            self.unstored.clear()
        for read, kept in stored:
            self._stored(read, kept)

    async def _learn(self) -> None:
        articles, self._unlearnt = self._unlearnt, []

        def work(session: Session) -> frozenset[str]:
            self._count(session, articles)
            return cut_hashes(session, self._outlet.id)

        self.learnt = await self._writer.run(work)

    def _count(self, session: Session, articles: Sequence[Sequence[str]], *, unstored: int = 0) -> None:
        learn_many(session, self._outlet.id, articles, datetime.now(UTC), unstored=unstored)

    def _store(self, session: Session, read: Read, learnt: Container[str]) -> Kept:
        """Write one article and what became of its address."""
        now = datetime.now(UTC)
        kept = keep(
            session,
            self._outlet.id,
            read.extracted,
            url=read.url,
            fetched=read.fetched,
            origin=read.origin,
            cut=learnt,
            moved=None if read.task.again else moved_article(session, self._outlet.id, read.task),
        )
        next_at = next_look(self._outlet.revisit, read.extracted.published, read.task.found, now)
        settle_kept(session, read.task, kept.article_id, next_at=next_at)
        twins = [read.url, own_address(read.extracted.canonical_url, read.url)]
        alias(session, self._outlet.id, read.task, twins, kept.article_id, now=now)
        return kept


def _lines(read: Read) -> list[str]:
    return read.extracted.text.split("\n\n")


def _without(read: Read, learnt: Container[str]) -> Read:
    """``read`` without the lines that have been learnt since."""
    old = read.extracted
    lines, left_out = take_out(_lines(read), old.left_out, lambda line: line_hash(line) in learnt)
    if len(left_out) == len(old.left_out):
        return read
    standfirst = "" if line_hash(old.standfirst) in learnt else old.standfirst
    return replace(read, extracted=replace(old, text=join_paragraphs(lines), standfirst=standfirst, left_out=left_out))
