"""The stories touched by one slice: read once, changed in memory, written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.bulk import insert_rows, update_rows
from monitor.facts import Facts
from monitor.likeness import Link
from monitor.prints import Print
from monitor.stories import NEWEST, representative, stands
from monitor.tables import Story, StoryArticle


class Teller(NamedTuple):
    """What the choice of a story's representative needs to know of an article."""

    article: int
    at: datetime
    words: int
    outlet: str
    credit: str


@dataclass(slots=True)
class Draft:
    """A story being read or made. A new one has a negative number until it is written."""

    id: int
    representative: int | None
    first: datetime
    last: datetime
    version: int
    news: str
    updated: datetime
    facts: Facts

    def values(self) -> tuple[Any, ...]:
        """What stands in `_COLUMNS`."""
        facts = self.facts.stored()
        return self.representative, self.first, self.last, self.version, self.news, self.updated, facts


_COLUMNS = ("representative_id", "first", "last", "version", "news", "updated", "facts")
"""Of a story, without its number."""


class Drafts:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._stories: dict[int, Draft] = {}
        self._member: dict[int, int] = {}
        self._moved: dict[int, int] = {}
        self._new_members: dict[int, tuple[int, str, float]] = {}
        """By article: its revision, and why it is there."""
        self._revised: list[tuple[int, int]] = []
        """(revision, article)."""
        self._touched: set[int] = set()
        """Stories whose articles changed."""
        self._joined: dict[int, list[Teller]] = defaultdict(list)
        """By story, articles that came since it was read."""
        self._members: dict[int, list[int]] = {}
        """By story, its newest articles in order of their numbers, where they were asked for."""
        self._unsure: set[int] = set()
        """Stories of which the representative must be chosen anew from all articles."""

    def load(self, articles: Iterable[int]) -> None:
        """Read the stories of `articles`."""
        missing = set(articles) - self._member.keys()
        if not missing:
            return
        columns = (StoryArticle.article_id, *Story.__table__.columns)
        chosen = select(*columns).join(Story).where(StoryArticle.article_id.in_(missing))
        for row in self.session.connection().execute(chosen):
            self._member[row.article_id] = row.id
            if row.id not in self._stories:
                self._stories[row.id] = Draft(
                    row.id,
                    row.representative_id,
                    row.first,
                    row.last,
                    row.version,
                    row.news,
                    row.updated,
                    Facts.read(row.facts),
                )

    def gather(self, stories: Iterable[int]) -> None:
        """Read which are the newest articles of stories that were read."""
        missing = set(stories) - self._members.keys()
        if not missing:
            return
        newness = func.row_number().over(partition_by=StoryArticle.story_id, order_by=StoryArticle.article_id.desc())
        columns = (StoryArticle.story_id, StoryArticle.article_id, newness.label("newness"))
        ranked = select(*columns).where(StoryArticle.story_id.in_(missing)).subquery()
        newest = select(ranked.c.story_id, ranked.c.article_id).where(ranked.c.newness <= NEWEST)
        for story, article in self.session.connection().execute(newest.order_by(ranked.c.article_id)):
            self._members.setdefault(story, []).append(article)

    def members(self, story: int) -> list[int]:
        """The newest articles of a story that was gathered, or made since, in order of their numbers."""
        return self._members.get(story, [])

    def story_of(self, article: int) -> Draft | None:
        """The story of an article, after all unions; None if it has none."""
        story = self._member.get(article)
        return self._stories[self.merged(story)] if story is not None else None

    def merged(self, story: int) -> int:
        """The story that it is or became part of."""
        while story in self._moved:
            story = self._moved[story]
        return story

    def open(self, own: Print, *, revision: int, facts: Facts, now: datetime) -> None:
        """A story with one article."""
        draft = Draft(-len(self._stories) - len(self._moved) - 1, own.article, own.at, own.at, 1, "", now, facts)
        self._stories[draft.id] = draft
        self._members[draft.id] = [own.article]
        self._enter(draft, own.article, revision, "first", 1.0)

    def unite(self, stories: Iterable[Draft]) -> Draft:
        """One story out of several: the oldest keeps its number."""
        kept, *others = sorted({story.id: story for story in stories}.values(), key=lambda s: (s.id < 0, abs(s.id)))
        for other in others:
            del self._stories[other.id]
            kept.first, kept.last = min(kept.first, other.first), max(kept.last, other.last)
            if other.version > kept.version:
                kept.version, kept.news, kept.updated = other.version, other.news, other.updated
            kept.facts = kept.facts | other.facts
            self._moved[other.id] = kept.id
            both = self._members.get(kept.id, []) + self._members.pop(other.id, [])
            self._members[kept.id] = sorted(both)[-NEWEST:]
            self._touched.add(kept.id)
            self._unsure.add(kept.id)
        return kept

    def add(
        self, story: Draft, article: Article, at: datetime, why: Link, *, facts: Facts, added: str, now: datetime
    ) -> None:
        """One more article of a story. `at`: when it was published, or first seen."""
        story.first, story.last = min(story.first, at), max(story.last, at)
        self._touched.add(story.id)
        self._members[story.id] = sorted([*self.members(story.id), article.id])[-NEWEST:]
        self._joined[story.id].append(Teller(article.id, at, article.words, article.outlet, article.credit))
        self._enter(story, article.id, article.revision, why.kind, why.similarity)
        self._count_up(story, facts, added, now)

    def revise(self, story: Draft, article: int, *, revision: int, facts: Facts, added: str, now: datetime) -> None:
        """A new text of an article of a story."""
        self._revised.append((revision, article))
        self._touched.add(story.id)
        self._unsure.add(story.id)
        self._count_up(story, facts, added, now)

    def _count_up(self, story: Draft, facts: Facts, added: str, now: datetime) -> None:
        story.facts = story.facts | facts
        if added:
            story.version, story.news, story.updated = story.version + 1, added, now

    def _enter(self, story: Draft, article: int, revision: int, reason: str, similarity: float) -> None:
        self._member[article] = story.id
        self._new_members[article] = (revision, reason, similarity)

    def write(self, agencies: Mapping[str, Set[str]]) -> set[int]:
        """Bring the database to what was drafted; the stories that new articles are in."""
        session = self.session
        made = [draft for number, draft in sorted(self._stories.items(), reverse=True) if number < 0]
        numbers: dict[int, int] = {}
        if made:
            ids = _insert(session, [draft.values() for draft in made])
            numbers = {draft.id: number for draft, number in zip(made, ids, strict=True)}
        members = {
            article: numbers.get(story, story)
            for article in self._new_members
            if (story := self.merged(self._member[article]))
        }
        rows = [(article, members[article], *values) for article, values in self._new_members.items()]
        columns = ("article_id", "story_id", "revision", "reason", "similarity")
        insert_rows(session, StoryArticle, columns, rows)
        gone = [old for old in self._moved if old > 0]
        for old in gone:
            kept = numbers.get(self.merged(old), self.merged(old))
            session.execute(update(StoryArticle).where(StoryArticle.story_id == old).values(story_id=kept))
        if gone:
            session.execute(delete(Story).where(Story.id.in_(gone)))
        update_rows(session, StoryArticle, ["revision"], "article_id", self._revised)
        self._update(numbers, agencies)
        return set(members.values())

    def _update(self, numbers: Mapping[int, int], agencies: Mapping[str, Set[str]]) -> None:
        touched = {numbers.get(id, id): self._stories[id] for id in self._touched if id in self._stories}
        chosen = _TELLER.add_columns(Story.id).join(Story, Story.representative_id == Article.id)
        standing = _tellers(self.session, chosen.where(Story.id.in_(touched)))
        unsure = [
            id
            for id, draft in touched.items()
            if draft.id in self._unsure
            or id not in standing
            or not stands(standing[id][0], self._joined[draft.id], agencies)
        ]
        members = _TELLER.add_columns(StoryArticle.story_id).join(StoryArticle, StoryArticle.article_id == Article.id)
        for story, tellers in _tellers(self.session, members.where(StoryArticle.story_id.in_(unsure))).items():
            touched[story].representative = representative(tellers, agencies).article
        changed = [(*draft.values(), id) for id, draft in touched.items()]
        update_rows(self.session, Story, _COLUMNS, "id", changed)


def _insert(session: Session, stories: list[tuple[Any, ...]]) -> Iterable[int]:
    """Write new stories, values as of `_COLUMNS`; their numbers, in order.

    SQLite answers rows in no order that it promises, so each would be a statement of its own; but whoever writes there
    is alone, so the numbers that it would give can be given.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        rows = [dict(zip(_COLUMNS, story, strict=True)) for story in stories]
        return connection.execute(insert(Story).returning(Story.id, sort_by_parameter_order=True), rows).scalars()
    first = (session.scalar(select(func.max(Story.id))) or 0) + 1
    numbers = range(first, first + len(stories))
    numbered = [(number, *story) for number, story in zip(numbers, stories, strict=True)]
    insert_rows(session, Story, ("id", *_COLUMNS), numbered)
    return numbers


_TELLER = select(
    Article.id,
    func.coalesce(Article.published, Article.first_seen, type_=Article.first_seen.type),
    Article.words,
    Article.outlet,
    Article.credit,
)


def _tellers(session: Session, rows: Select[Any]) -> dict[int, list[Teller]]:
    """By story, which is the last column, what `_TELLER` selects."""
    found: dict[int, list[Teller]] = defaultdict(list)
    for *told, story in session.connection().execute(rows):
        found[story].append(Teller._make(told))
    return found
