"""Stories in the database: an article joins in O(its candidates), whatever the archive holds.

Only articles that passed a watchlist join. A story is what a digest shows, so a copy that no list wants would cost
keys for the whole archive and could never be seen; when a list that wants it is added, re-screening lets it join.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Select, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article, Revision
from monitor.facts import facts_of, news
from monitor.prints import Print, make_print
from monitor.stories import BUCKET, Link, link, rank, week_of
from monitor.story_drafts import Drafts
from monitor.tables import MentionCount, StoryArticle, StoryKey

REMEMBERED = 4000
"""Prints kept in memory between slices; others are made again from the text."""
_LOCK = 0x746F6373
"""PostgreSQL advisory lock: two screens let their articles join one after the other."""


class StoryBook:
    """Lets articles join stories, slice by slice. Keep one for a whole screening: it remembers recent prints."""

    def __init__(self, outlets: Iterable[Outlet], common: frozenset[str] = frozenset()) -> None:
        """
        Args:
            outlets: for owners (`group:`), tags and wire agencies of their own.
            common: entities that do not tell events apart (countries).
        """
        self._outlets = {outlet.id: outlet for outlet in outlets}
        self._common = common
        self._agencies = _agencies(self._outlets.values())
        self._prints: OrderedDict[tuple[int, int], Print] = OrderedDict()

    def join(
        self, session: Session, articles: Sequence[Article], entities: Mapping[int, Iterable[str]], *, now: datetime
    ) -> set[int]:
        """Let `articles` join stories, and say which stories they are in; the caller commits.

        An article that is in a story already stays there; where its text changed since, the story's version counts
        up if the change brought facts.

        Args:
            articles: distinct rows, text loaded.
            entities: article id -> ids of the entities found in it.
        """
        if not articles:
            return set()
        if session.get_bind().dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        members = {
            row.article_id: row
            for row in session.scalars(
                select(StoryArticle).where(StoryArticle.article_id.in_([a.id for a in articles]))
            )
        }
        prints = {article.id: self._print(article, entities.get(article.id, ())) for article in articles}
        drafts = Drafts(session)
        for article in articles:
            member = members.get(article.id)
            if member is not None and member.revision != article.revision:
                self._revise(article, member, prints[article.id], drafts, now)
        new = [article for article in articles if article.id not in members]
        self._join_new(session, new, prints, drafts, now)
        drafts.write(self._agencies)
        return {member.story_id for member in members.values()} | drafts.joined

    def _join_new(
        self, session: Session, new: Sequence[Article], prints: Mapping[int, Print], drafts: Drafts, now: datetime
    ) -> None:
        if not new:
            return
        buckets = _buckets(session, [prints[article.id] for article in new])
        compared: dict[int, list[int]] = {}
        keys: list[tuple[int, int, int]] = []
        for article in sorted(new, key=lambda a: a.id):
            own = prints[article.id]
            week = week_of(own)
            shared: Counter[int] = Counter()
            for key in own.keys:
                for near in (week - 1, week, week + 1):
                    shared.update(buckets.get((near, key), ()))
                bucket = buckets[week, key]
                if len(bucket) < BUCKET:
                    bucket.append(article.id)
                    keys.append((week, key, article.id))
            compared[article.id] = rank(shared)
        known = dict(prints) | self._load(session, {c for found in compared.values() for c in found} - prints.keys())
        drafts.load({c for found in compared.values() for c in found})
        for article in sorted(new, key=lambda a: a.id):
            links = {
                c: found for c in compared[article.id] if c in known and (found := link(prints[article.id], known[c]))
            }
            self._place(article, prints[article.id], links, drafts, now)
        if keys:
            session.execute(insert(StoryKey), [{"week": w, "key": k, "article_id": a} for w, k, a in sorted(keys)])

    def _place(self, article: Article, own: Print, links: Mapping[int, Link], drafts: Drafts, now: datetime) -> None:
        """Put a new article into the story of its links (joining stories it connects), or open one."""
        linked = {candidate: found for candidate, found in links.items() if drafts.story_of(candidate) is not None}
        tags = self._tags(own.outlet)
        if not linked:
            drafts.open(own, revision=article.revision, facts=facts_of(own, tags), now=now)
            return
        best = max(linked.values(), key=lambda found: (found.kind == "copy", found.similarity))
        story = drafts.unite({story for c in linked if (story := drafts.story_of(c)) is not None})
        added = news(story.facts, own, article.text, tags)
        drafts.add(story, own, best, revision=article.revision, facts=facts_of(own, tags), added=added, now=now)

    def _revise(self, article: Article, member: StoryArticle, own: Print, drafts: Drafts, now: datetime) -> None:
        """An article of a story has a new text: a new version of the story if facts were added."""
        drafts.load({article.id})
        story = drafts.of(article.id)
        before = drafts.session.scalar(
            select(Revision).where(Revision.article_id == article.id, Revision.number == member.revision)
        )
        said = story.facts
        if before is not None:
            said = said | facts_of(
                make_print(article.id, before.title, before.text, outlet=article.outlet, at=own.at), ()
            )
        added = news(said, own, article.text, self._tags(article.outlet), revised=True)
        facts = facts_of(own, self._tags(article.outlet))
        drafts.revise(story, article.id, revision=article.revision, facts=facts, added=added, now=now)

    def _print(self, article: Article, entities: Iterable[str]) -> Print:
        """The print of an article's newest text, from memory where it is known."""
        known = self._prints.get((article.id, article.revision))
        if known is not None:
            return known
        outlet = self._outlets.get(article.outlet)
        made = make_print(
            article.id,
            article.title,
            article.text,
            outlet=article.outlet,
            group=outlet.group if outlet else "",
            at=article.published or article.first_seen,
            credit=article.credit,
            entities=[entity for entity in entities if entity not in self._common],
        )
        self._prints[article.id, article.revision] = made
        if len(self._prints) > REMEMBERED:
            self._prints.popitem(last=False)
        return made

    def _load(self, session: Session, wanted: set[int]) -> dict[int, Print]:
        """Prints of candidates."""
        if not wanted:
            return {}
        entities: dict[int, list[str]] = defaultdict(list)
        for article_id, entity in session.execute(
            select(MentionCount.article_id, MentionCount.entity).where(MentionCount.article_id.in_(wanted))
        ):
            entities[article_id].append(entity)
        rows = session.scalars(select(Article).where(Article.id.in_(wanted)))
        return {row.id: self._print(row, entities[row.id]) for row in rows}

    def _tags(self, outlet: str) -> Sequence[str]:
        known = self._outlets.get(outlet)
        return known.tags if known else ()


def _buckets(session: Session, prints: Sequence[Print]) -> defaultdict[tuple[int, int], list[int]]:
    """(week, key) -> articles already there, for every key of `prints` in their own week and its neighbours."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for print_ in prints:
        for week in (week_of(print_) - 1, week_of(print_), week_of(print_) + 1):
            wanted[week].update(print_.keys)
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for week, keys in wanted.items():
        for key, article in session.execute(_keys_of_week(session, week, sorted(keys))):
            found[week, key].append(article)
    for bucket in found.values():
        bucket.sort()
    return found


def _keys_of_week(session: Session, week: int, keys: list[int]) -> Select[int, int]:
    """All keys travel as one parameter, so that a slice is one statement a week on both databases."""
    if session.get_bind().dialect.name == "postgresql":
        listed = select(func.unnest(bindparam(None, keys, ARRAY(BigInteger))))
    else:
        table = func.json_each(str(keys)).table_valued("value")
        listed = select(table.c.value)
    return select(StoryKey.key, StoryKey.article_id).where(StoryKey.week == week, StoryKey.key.in_(listed))


def _agencies(outlets: Iterable[Outlet]) -> dict[str, str]:
    """Folded agency name -> the outlet that is that agency."""
    found: dict[str, str] = {}
    for outlet in outlets:
        if "wire" in outlet.tags:
            found.setdefault(outlet.name.casefold(), outlet.id)
            for word in (*outlet.name.casefold().split(), *outlet.id.split("-")):
                found.setdefault(word, outlet.id)
    return found
