"""The stories touched by one slice: read once, changed in memory, written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.facts import Facts
from monitor.prints import Print
from monitor.stories import Link, representative
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
    """A story being read or made; written once at the end of the slice."""

    id: int
    first: datetime
    last: datetime
    version: int
    news: str
    updated: datetime
    facts: Facts


class Drafts:
    """Stories touched in this slice: read once, changed in memory, written once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._stories: dict[int, Draft] = {}
        self._member: dict[int, int] = {}
        self._moved: dict[int, int] = {}
        self._new_members: dict[int, dict[str, object]] = {}
        self._revised: list[dict[str, object]] = []
        self._touched: set[int] = set()
        self.joined: set[int] = set()

    def load(self, articles: set[int]) -> None:
        """Read the stories of `articles`."""
        missing = articles - self._member.keys()
        if not missing:
            return
        rows = self.session.execute(
            select(StoryArticle.article_id, Story).join(Story).where(StoryArticle.article_id.in_(missing))
        ).all()
        for article_id, story in rows:
            self._member[article_id] = story.id
            self._stories.setdefault(
                story.id,
                Draft(
                    story.id,
                    story.first,
                    story.last,
                    story.version,
                    story.news,
                    story.updated,
                    Facts.read(story.facts),
                ),
            )

    def story_of(self, article: int) -> int | None:
        """The story of an article, after all unions; None if it has none."""
        story = self._member.get(article)
        while story in self._moved:
            story = self._moved[story]
        return story

    def of(self, article: int) -> Draft:
        """The story of an article that has one."""
        story = self.story_of(article)
        assert story is not None
        return self._stories[story]

    def open(self, own: Print, *, revision: int, facts: Facts, now: datetime) -> None:
        """A story with one article."""
        row = Story(
            representative_id=own.article, first=own.at, last=own.at, version=1, updated=now, facts=facts.stored()
        )
        self.session.add(row)
        self.session.flush()
        self._stories[row.id] = Draft(row.id, own.at, own.at, 1, "", now, facts)
        self._enter(self._stories[row.id], own.article, revision, "first", 1.0)

    def unite(self, stories: set[int]) -> Draft:
        """One story out of several: the oldest keeps its number."""
        kept = self._stories[min(stories)]
        for number in stories - {kept.id}:
            other = self._stories.pop(number)
            kept.first, kept.last = min(kept.first, other.first), max(kept.last, other.last)
            if other.version > kept.version:
                kept.version, kept.news, kept.updated = other.version, other.news, other.updated
            kept.facts = kept.facts | other.facts
            self._moved[number] = kept.id
            self._touched.add(kept.id)
        return kept

    def add(
        self, story: Draft, own: Print, why: Link, *, revision: int, facts: Facts, added: str, now: datetime
    ) -> None:
        """One more article of a story."""
        story.first, story.last = min(story.first, own.at), max(story.last, own.at)
        self._enter(story, own.article, revision, why.kind, why.similarity)
        self._count_up(story, facts, added, now)

    def revise(self, story: Draft, article: int, *, revision: int, facts: Facts, added: str, now: datetime) -> None:
        """A new text of an article of a story."""
        self._revised.append({"b_article": article, "revision": revision})
        self._touched.add(story.id)
        self._count_up(story, facts, added, now)

    def _count_up(self, story: Draft, facts: Facts, added: str, now: datetime) -> None:
        story.facts = story.facts | facts
        if added:
            story.version, story.news, story.updated = story.version + 1, added, now

    def _enter(self, story: Draft, article: int, revision: int, reason: str, similarity: float) -> None:
        self._member[article] = story.id
        self._touched.add(story.id)
        self._new_members[article] = {
            "article_id": article,
            "revision": revision,
            "reason": reason,
            "similarity": similarity,
        }

    def write(self, agencies: Mapping[str, str]) -> None:
        """Bring the database to what was drafted."""
        session = self.session
        if self._new_members:
            rows = [values | {"story_id": self.story_of(article)} for article, values in self._new_members.items()]
            session.execute(insert(StoryArticle), rows)
        for old in self._moved:
            kept = old
            while kept in self._moved:
                kept = self._moved[kept]
            session.execute(update(StoryArticle).where(StoryArticle.story_id == old).values(story_id=kept))
        if self._moved:
            session.execute(delete(Story).where(Story.id.in_(self._moved)))
        if self._revised:
            statement = (
                update(StoryArticle)
                .where(StoryArticle.article_id == bindparam("b_article"))
                .values(revision=bindparam("revision"))
            )
            session.connection().execute(statement, self._revised)
        self.joined = {story for article in self._new_members if (story := self.story_of(article)) is not None}
        touched = {story for story in self._touched if story in self._stories}
        for story, tellers in _tellers(session, touched).items():
            draft = self._stories[story]
            session.execute(
                update(Story)
                .where(Story.id == story)
                .values(
                    representative_id=representative(tellers, agencies).article,
                    first=draft.first,
                    last=draft.last,
                    version=draft.version,
                    news=draft.news,
                    updated=draft.updated,
                    facts=draft.facts.stored(),
                )
                .execution_options(synchronize_session=False)
            )


def _tellers(session: Session, stories: set[int]) -> dict[int, list[Teller]]:
    found: dict[int, list[Teller]] = defaultdict(list)
    if stories:
        rows = session.execute(
            select(
                StoryArticle.story_id,
                Article.id,
                func.coalesce(Article.published, Article.first_seen, type_=Article.first_seen.type),
                Article.words,
                Article.outlet,
                Article.credit,
            )
            .join(Article, Article.id == StoryArticle.article_id)
            .where(StoryArticle.story_id.in_(stories))
        )
        for story, article, at, words, outlet, credit in rows:
            found[story].append(Teller(article, at, words, outlet, credit))
    return found
