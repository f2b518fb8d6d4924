"""What a digest may tell now: reads of the monitor's and of our own tables. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from alerts.digests import Alert, Digest
from alerts.selection import MatchRow, StoryState
from alerts.tables import Issue, IssueItem, IssueStory
from crawler.tables import Article, OutletRun, Revision
from monitor.batches import batched
from monitor.tables import Match, Story, StoryArticle

_AT = func.coalesce(Article.published, Article.first_seen)
_COLUMNS = (
    *(Match.id, Match.article_id, Match.watchlist, Match.score, Match.threshold, Match.parts, Match.revision),
    *(Match.found, Article.title, Article.url, Article.outlet, Article.language),
    *(_AT, StoryArticle.story_id, Article.first_seen),
)
_FIELDS = (
    *("match_id", "article_id", "watchlist", "score", "threshold", "parts", "revision"),
    *("found", "title", "url", "outlet", "language", "at", "story_id", "seen"),
)


def unclaimed(
    session: Session, name: str, rule: Digest | Alert, *, test: bool = False, since: datetime | None = None
) -> list[MatchRow]:
    """Matches that `rule` asks for and that no issue called `name` holds yet, the oldest first.

    Not by time: a match that was committed late, with an older `found`, is simply still there.
    test: also those in test, for a preview. since: only articles published and found since then, for alerts.
    """
    held = exists().where(IssueItem.match_id == Match.id, IssueItem.digest == name)
    fresh = [] if since is None else [Match.found >= since, since <= _AT]
    return found_rows(session, *asked_for(rule, test=test), Match.score >= rule.min_score, *fresh, ~held)


def missed(session: Session, name: str, digest: Digest, since: datetime) -> list[MatchRow]:
    """Matches found since `since` that the digest never told: below its score, or withdrawn before it was made."""
    held = exists().where(IssueItem.match_id == Match.id, IssueItem.digest == name)
    asked = [Match.watchlist.in_(digest.watchlists)] if digest.watchlists else []
    below = (Match.score < digest.min_score) | Match.withdrawn.is_not(None)
    return found_rows(session, Match.status == "on", *asked, below, Match.found >= since, ~held)


def returning(session: Session, name: str, rule: Digest | Alert, told: Collection[int]) -> list[MatchRow]:
    """Matches, all claimed before, of stories that this digest has told and that have grown since.

    told: stories that come back anyway, with an article that is new.
    """
    sent = (
        select(IssueStory.story_id, func.max(IssueStory.version).label("version"))
        .where(IssueStory.digest == name)
        .group_by(IssueStory.story_id)
        .subquery()
    )
    grown = session.scalars(
        select(Story.id).join(sent, sent.c.story_id == Story.id).where(Story.version > sent.c.version)
    )
    rows: list[MatchRow] = []
    for part in batched([one for one in grown if one not in told]):
        held = exists().where(IssueItem.match_id == Match.id, IssueItem.digest == name)
        rows += found_rows(
            session, *asked_for(rule), Match.score >= rule.min_score, held, StoryArticle.story_id.in_(part), new=False
        )
    return rows


def asked_for(rule: Digest | Alert, *, test: bool = False) -> list[ColumnElement[bool]]:
    """What a match must be to be sent at all: not in test, not withdrawn, of a list the rule names."""
    lists = [Match.watchlist.in_(rule.watchlists)] if rule.watchlists else []
    return [Match.status.in_(("on", "test") if test else ("on",)), Match.withdrawn.is_(None), *lists]


def story_states(session: Session, story_ids: Iterable[int]) -> dict[int, StoryState]:
    """The stories with every outlet that carries them, the first to publish first."""
    found: dict[int, StoryState] = {}
    for part in batched(sorted(set(story_ids))):
        outlets: dict[int, dict[str, None]] = defaultdict(dict)
        members = (
            select(StoryArticle.story_id, Article.outlet)
            .join(Article, Article.id == StoryArticle.article_id)
            .where(StoryArticle.story_id.in_(part))
            .order_by(_AT, Article.id)
        )
        for story_id, outlet in session.execute(members):
            outlets[story_id][outlet] = None
        for story in session.scalars(select(Story).where(Story.id.in_(part))):
            names = tuple(outlets[story.id])
            found[story.id] = StoryState(story.id, story.version, story.news, story.representative_id, names)
    return found


def sent_versions(session: Session, name: str, story_ids: Iterable[int]) -> dict[int, int]:
    """The highest version of each story that issues called `name` have told.

    An article's present story counts too: when two stories turn out to be one, it has been told.
    """
    sent: dict[int, int] = {}
    for part in batched(sorted(set(story_ids))):
        by_story = (
            select(IssueStory.story_id, func.max(IssueStory.version))
            .where(IssueStory.digest == name, IssueStory.story_id.in_(part))
            .group_by(IssueStory.story_id)
        )
        by_article = (
            select(StoryArticle.story_id, func.max(IssueItem.story_version))
            .join(Match, Match.article_id == StoryArticle.article_id)
            .join(IssueItem, IssueItem.match_id == Match.id)
            .where(IssueItem.digest == name, IssueItem.shown != "held-back", StoryArticle.story_id.in_(part))
            .group_by(StoryArticle.story_id)
        )
        for statement in (by_story, by_article):
            for story_id, version in session.execute(statement):
                sent[story_id] = max(version, sent.get(story_id, 0))
    return sent


def texts(session: Session, rows: Sequence[MatchRow]) -> dict[int, tuple[str, str]]:
    """Title and text, by match id, of the revision that each match's spans point into."""
    found: dict[int, tuple[str, str]] = {}
    for part in batched([row.match_id for row in rows]):
        present = select(Match.id, Article.title, Article.text).join(Article).where(Match.id.in_(part))
        then = (
            select(Match.id, Revision.title, Revision.text)
            .join(Revision, (Revision.article_id == Match.article_id) & (Revision.number == Match.revision))
            .join(Article, Article.id == Match.article_id)
            .where(Match.id.in_(part), Article.revision != Match.revision)
        )
        for statement in (present, then):
            found.update({match: (title, text) for match, title, text in session.execute(statement)})
    return found


def alerted(session: Session, rows: Sequence[MatchRow]) -> dict[int, datetime]:
    """When an instant alert first told an article or its story, by article id."""
    found: dict[int, datetime] = {}
    articles = {row.article_id for row in rows}
    stories = {row.story_id: row.article_id for row in rows if row.story_id}
    ready = (Issue.kind == "alert", Issue.state == "ready")
    for part in batched(sorted(articles)):
        by_article = (
            select(Match.article_id, func.min(Issue.composed))
            .join(IssueItem, IssueItem.match_id == Match.id)
            .join(Issue, Issue.id == IssueItem.issue_id)
            .where(*ready, IssueItem.shown != "held-back", Match.article_id.in_(part))
            .group_by(Match.article_id)
        )
        found.update((article, at) for article, at in session.execute(by_article))
    for part in batched(sorted(stories)):
        by_story = (
            select(IssueStory.story_id, func.min(Issue.composed))
            .join(Issue, Issue.id == IssueStory.issue_id)
            .where(*ready, IssueStory.story_id.in_(part))
            .group_by(IssueStory.story_id)
        )
        for story, at in session.execute(by_story):
            for row in rows:
                if row.story_id == story:
                    found[row.article_id] = min(at, found.get(row.article_id, at))
    return found


def last_issue(session: Session, name: str, now: datetime) -> Issue | None:
    """The newest issue called `name` whose slot is not after `now`, whatever became of it: the next slot follows from
    it. An issue of the future was made by a clock that has been set back since; its slot is not made again, and the
    days until then have theirs."""
    past = select(Issue).where(Issue.digest == name, Issue.slot <= now)
    return session.scalars(past.order_by(Issue.slot.desc()).limit(1)).first()


def last_made(session: Session, name: str, *, but: str = "") -> Issue | None:
    """The issue called `name` that was made last, whatever the clock said then; but: not one of this state."""
    made = select(Issue).where(Issue.digest == name, Issue.state != but)
    return session.scalars(made.order_by(Issue.id.desc()).limit(1)).first()


def beginning(session: Session) -> datetime | None:
    """When this archive began: the first look at an outlet, or the first article."""
    known = (session.scalar(select(func.min(Article.first_seen))), session.scalar(select(func.min(OutletRun.started))))
    return min((one for one in known if one), default=None)


def read_count(session: Session, start: datetime, end: datetime) -> int:
    """Articles that came in with start <= first seen <= end."""
    counted = select(func.count()).select_from(Article).where(Article.first_seen >= start, Article.first_seen <= end)
    return session.scalar(counted) or 0


def daily_counts(session: Session, edges: Sequence[datetime]) -> dict[str, list[int]]:
    """Matches by watchlist, one number for each span between two `edges` (half-open), by publication of the article (or
    first sight): what a list that is new finds in the archive is of its own day, and so is what came in late."""
    start, end = edges[0], edges[-1]
    known = and_(Article.published >= start, Article.published < end)
    unknown = and_(Article.published.is_(None), Article.first_seen >= start, Article.first_seen < end)
    spans = [(start <= _AT) & (end > _AT) for start, end in pairwise(edges)]
    columns = [func.sum(case((span, 1), else_=0)) for span in spans]
    counted = (
        select(Match.watchlist, *columns)
        .join(Article, Article.id == Match.article_id)
        .where(Match.status == "on", Match.withdrawn.is_(None), or_(known, unknown))
        .group_by(Match.watchlist)
    )
    return {row[0]: [int(number) for number in row[1:]] for row in session.execute(counted)}


def found_rows(session: Session, *conditions: ColumnElement[bool], new: bool = True) -> list[MatchRow]:
    """The matches that meet `conditions`, with what is needed of their articles."""
    statement = (
        select(*_COLUMNS)
        .join(Article, Article.id == Match.article_id)
        .join(StoryArticle, StoryArticle.article_id == Match.article_id, isouter=True)
        .where(*conditions)
        .order_by(Match.id)
    )
    return [_match(row, new=new) for row in session.execute(statement)]


def _match(row: Sequence[Any], *, new: bool) -> MatchRow:
    return MatchRow(**dict(zip(_FIELDS, row, strict=True)), new=new)
