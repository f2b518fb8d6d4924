"""Stories in the database: an article joins in O(its candidates), whatever the archive holds.

Only articles that passed a watchlist join. A story is what a digest shows, so a copy that no list wants would cost
keys for the whole archive and could never be seen; when a list that wants it is added, re-screening lets it join.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.orm import Session

from crawler.left_out import whole_text
from crawler.outlets import Outlet
from crawler.tables import Article, Revision
from monitor.agencies import agencies
from monitor.bulk import insert_rows
from monitor.collector import without_collector
from monitor.facts import facts_of, headline_words, news
from monitor.likeness import COPY_WINDOW, Link
from monitor.meetings import meetings
from monitor.prints import Print, make_print
from monitor.sketch import Sketch, unpack
from monitor.stories import Weighed, home, week_of
from monitor.story_drafts import Drafts
from monitor.story_meetings import read_meetings, write_meetings
from monitor.tables import MentionCount, StoryArticle, StoryMeeting, StorySketch

REMEMBERED = 5000
"""Sketches kept in memory between slices; others are read again."""
_LOCK = 0x746F6373
"""PostgreSQL advisory lock: two screens let their articles join one after the other."""


class StoryBook:
    """Lets articles join stories, slice by slice. Keep one for a whole screening: it remembers recent sketches."""

    def __init__(self, outlets: Iterable[Outlet], common: frozenset[str] = frozenset()) -> None:
        """
        Args:
            outlets: for tags and wire agencies of their own.
            common: entities that do not tell events apart (countries).
        """
        self._outlets = {outlet.id: outlet for outlet in outlets}
        self._common = common
        self._agencies = agencies(self._outlets.values())
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()

    def prints(
        self, session: Session, articles: Sequence[Article], entities: Mapping[int, Iterable[str]]
    ) -> dict[int, Print]:
        """The fingerprints of those of `articles` that will want one in `join`, by id: made here, outside of the
        transaction that writes, nobody waits for them. What changes meanwhile costs time, no more.

        Args:
            articles, entities: as for `join`.
        """
        members = _members(session, articles)
        wanted = (a for a in articles if a.id not in members or members[a.id].revision != a.revision)
        with without_collector():
            return {article.id: self._print(article, entities.get(article.id, ())) for article in wanted}

    def join(
        self,
        session: Session,
        articles: Sequence[Article],
        entities: Mapping[int, Iterable[str]],
        *,
        now: datetime,
        prints: Mapping[int, Print] = MappingProxyType({}),
    ) -> set[int]:
        """Let `articles` join stories, and say which stories they are in; the caller commits.

        An article that is in a story already stays there; where its text changed since, the story's version counts
        up if the change brought facts.

        Args:
            articles: distinct rows, text loaded.
            entities: article id -> ids of the entities found in it.
            prints: of these very texts, as of `prints`; what is missing is made.
        """
        if not articles:
            return set()

        def own(article: Article) -> Print:
            return prints.get(article.id) or self._print(article, entities.get(article.id, ()))

        with without_collector():
            return self._join(session, articles, own, now)

    def _join(
        self, session: Session, articles: Sequence[Article], own: Callable[[Article], Print], now: datetime
    ) -> set[int]:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        members = _members(session, articles)
        drafts = Drafts(session)
        for article in articles:
            known = members.get(article.id)
            if known is not None and known.revision != article.revision:
                self._revise(article, known.revision, own(article), drafts, now)
        new = sorted((article for article in articles if article.id not in members), key=lambda article: article.id)
        self._join_new(new, {article.id: own(article) for article in new}, drafts, now)
        joined = drafts.write(self._agencies)
        return joined | {drafts.merged(row.story_id) for row in members.values()}

    def _join_new(self, new: Sequence[Article], prints: Mapping[int, Print], drafts: Drafts, now: datetime) -> None:
        if not new:
            return
        session = drafts.session
        compared = _candidates(session, [prints[article.id] for article in new])
        sketches = {number: own.sketch for number, own in prints.items()}
        sketches |= self._load(session, {c for found in compared.values() for c in found} - prints.keys())
        weighed = Weighed(sketches)
        links: dict[int, dict[int, Link]] = {}
        for number, candidates in compared.items():
            judged = ((c, weighed.verdict(number, c).link) for c in candidates if c in sketches)
            links[number] = {candidate: found for candidate, found in judged if found is not None}
        linked = {candidate for found in links.values() for candidate in found} - prints.keys()
        drafts.load(linked)
        stories = {story.id for candidate in linked if (story := drafts.story_of(candidate)) is not None}
        drafts.gather(stories)
        members = {member for story in stories for member in drafts.members(story)}
        sketches |= self._load(session, members - sketches.keys())
        for article in new:
            self._place(article, prints[article.id], links[article.id], weighed, drafts, now=now)
        _keep(session, prints.values())
        for number in prints:
            self._remember(sketches[number])

    def _place(
        self,
        article: Article,
        own: Print,
        links: Mapping[int, Link],
        weighed: Weighed,
        drafts: Drafts,
        *,
        now: datetime,
    ) -> None:
        """Put a new article into the story that it fits (joining stories it connects), or open one."""
        tags = self._tags(own.outlet)
        facts = facts_of(own, tags)
        stories = {other: story for other in links if (story := drafts.story_of(other)) is not None}
        told = {other: story.id for other, story in stories.items()}
        members = {
            id: weighed.known(drafts.members(id)) or sorted(other for other in told if told[other] == id)
            for id in told.values()
        }
        copied = {id for other, id in told.items() if links[other].kind == "copy"}
        homes = home(article.id, copied, members, weighed)
        if not homes:
            drafts.open(own, revision=article.revision, facts=facts, now=now)
            return
        fitting = [other for other, id in told.items() if id in homes]
        best = max((links[other] for other in fitting), key=lambda found: (found.kind == "copy", found.similarity))
        story = drafts.unite([stories[other] for other in fitting])
        linked = [weighed.sketches[other] for other in fitting]
        retold = best.kind == "copy"
        headline = [] if retold else headline_words(article.title, own.sketch, linked, own.at - story.last)
        added = news(story.facts, own, article.text, tags, headline=headline)
        drafts.add(story, article, own.at, best, facts=facts, added=added, now=now)

    def _revise(self, article: Article, compared: int, own: Print, drafts: Drafts, now: datetime) -> None:
        """An article of a story has a new text: a new version of the story if facts were added."""
        session = drafts.session
        drafts.load({article.id})
        story = drafts.story_of(article.id)
        assert story is not None, "only members are revised"
        before = session.scalar(select(Revision).where(Revision.article_id == article.id, Revision.number == compared))
        said = story.facts
        if before is not None:
            text = whole_text(before.text, before.left_out)  # a learnt line that is back says nothing new
            old = make_print(article.id, before.title, text, outlet=article.outlet, at=own.at)
            said = said | facts_of(old)
        tags = self._tags(article.outlet)
        added = news(said, own, article.text, tags, revised=True)
        drafts.revise(story, article.id, revision=article.revision, facts=facts_of(own, tags), added=added, now=now)
        session.execute(update(StorySketch).where(StorySketch.article_id == article.id).values(data=own.sketch.packed))
        self._remember(own.sketch)

    def _print(self, article: Article, entities: Iterable[str]) -> Print:
        return make_print(
            article.id,
            article.title,
            article.text,
            outlet=article.outlet,
            at=article.published or article.first_seen,
            entities=[entity for entity in entities if entity not in self._common],
        )

    def _remember(self, sketch: Sketch) -> None:
        self._sketches[sketch.article] = sketch
        self._sketches.move_to_end(sketch.article)
        if len(self._sketches) > REMEMBERED:
            self._sketches.popitem(last=False)

    def _load(self, session: Session, wanted: set[int]) -> dict[int, Sketch]:
        """Sketches of candidates; those that a version of Tocsin with another kind wrote are made again."""
        found = {number: self._sketches[number] for number in wanted if number in self._sketches}
        missing = wanted - found.keys()
        outdated: list[int] = []
        rows = select(StorySketch.article_id, StorySketch.outlet, StorySketch.at, StorySketch.data)
        for number, outlet, at, data in session.execute(rows.where(StorySketch.article_id.in_(missing))):
            sketch = unpack(data, article=number, outlet=outlet, at=at)
            if sketch is None:
                outdated.append(number)
            else:
                found[number] = sketch
        if outdated:
            found |= self._made_again(session, outdated)
        for number in missing & found.keys():
            self._remember(found[number])
        return found

    def _made_again(self, session: Session, wanted: Sequence[int]) -> dict[int, Sketch]:
        entities: dict[int, list[str]] = defaultdict(list)
        mentions = select(MentionCount.article_id, MentionCount.entity).where(MentionCount.article_id.in_(wanted))
        for number, entity in session.execute(mentions):
            entities[number].append(entity)
        rows = session.scalars(select(Article).where(Article.id.in_(wanted))).all()
        return {row.id: self._print(row, entities[row.id]).sketch for row in rows}

    def _tags(self, outlet: str) -> Sequence[str]:
        known = self._outlets.get(outlet)
        return known.tags if known else ()


def _members(session: Session, articles: Iterable[Article]) -> dict[int, Row[int, int, int]]:
    """Those of `articles` that are in a story, with its number and the revision that was compared."""
    rows = select(StoryArticle.article_id, StoryArticle.story_id, StoryArticle.revision)
    chosen = rows.where(StoryArticle.article_id.in_([article.id for article in articles]))
    return {row.article_id: row for row in session.connection().execute(chosen).all()}


def forget(session: Session, *, now: datetime) -> None:
    """Drop keys and sketches too old to be met by what is published from now on; the caller commits.

    What is imported with older dates is then only compared with its own kind.
    """
    before = now - 2 * COPY_WINDOW
    session.execute(delete(StoryMeeting).where(StoryMeeting.week < int(before.timestamp() // 604800)))
    session.execute(delete(StorySketch).where(StorySketch.at < before - timedelta(weeks=1)))


def _candidates(session: Session, prints: Sequence[Print]) -> dict[int, list[int]]:
    """For each article those worth comparing, older ones of the same slice included; writes the keys of all."""
    under: dict[int, set[int]] = defaultdict(set)
    for each in prints:
        under[week_of(each)].update(each.keys)
    written = {week: sorted(keys) for week, keys in sorted(under.items())}
    met = meetings()
    for near in {each + step for each in written for step in (-1, 0, 1)}:
        asking = [each for each in (near - 1, near, near + 1) if each in written]
        several = len(asking) > 1
        keys = sorted(set[int]().union(*(under[each] for each in asking))) if several else written[asking[0]]
        met.fill(near, read_meetings(session, near, keys))
    compared = {each.article: met.meet(week_of(each), each.article, each.keys) for each in prints}
    write_meetings(session, [row for week, keys in written.items() for row in met.stored(week, keys)])
    return compared


def _keep(session: Session, prints: Iterable[Print]) -> None:
    rows = [(own.article, own.outlet, own.at, own.sketch.packed) for own in prints]
    insert_rows(session, StorySketch, ("article_id", "outlet", "at", "data"), rows)
