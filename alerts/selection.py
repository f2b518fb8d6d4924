"""Which stories an issue tells, and in which order. Pure: rows of matches in, candidates out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from alerts.digests import Alert, Digest


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match with what is needed of its article to rank it."""

    match_id: int
    article_id: int
    watchlist: str
    score: float
    threshold: float
    parts: Sequence[Mapping[str, Any]]
    revision: int
    found: datetime
    title: str
    url: str
    outlet: str
    language: str
    at: datetime
    """Publication, or first sight where the page gave no date."""
    story_id: int | None = None
    seen: datetime | None = None
    """When the article came into the archive; None: it does not matter here."""
    new: bool = True
    """False: claimed by an earlier issue; its story comes back."""


@dataclass(frozen=True, slots=True)
class StoryState:
    """What the monitor knows of a story."""

    id: int
    version: int
    news: str
    representative: int | None
    outlets: tuple[str, ...] = ()
    """Every outlet that carries it, the first to publish first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story to tell: its best match, by which it is told and ranked, and every match it stands for."""

    key: str
    lead: MatchRow
    rows: tuple[MatchRow, ...]
    story: StoryState | None
    returns: bool
    """It was sent before and has grown since."""
    urgent: bool
    lists: tuple[str, ...] = field(default=())
    """Every watchlist it passed, the lead's first."""
    earlier: bool = False
    """In a first issue: from before the time it is about."""

    @property
    def articles(self) -> set[int]:
        """Articles that are new in this issue."""
        return {row.article_id for row in self.rows if row.new}

    @property
    def version(self) -> int:
        """Version of the story as told here."""
        return self.story.version if self.story else 1

    @property
    def outlets(self) -> tuple[str, ...]:
        """Every outlet that carries it, the one shown excepted."""
        known = self.story.outlets if self.story else ()
        here = (row.outlet for row in sorted(self.rows, key=lambda row: row.at))
        return tuple(dict.fromkeys(outlet for outlet in (*known, *here) if outlet != self.lead.outlet))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is told, best first, and what is claimed without being told."""

    stories: tuple[Candidate, ...]
    held_back: tuple[MatchRow, ...]


def select(
    rows: Iterable[MatchRow],
    stories: Mapping[int, StoryState],
    sent: Mapping[int, int],
    *,
    group: Literal["story", "watchlist", "outlet"] = "story",
    urgent: Callable[[MatchRow], bool] = lambda _row: False,
    publisher: Callable[[str], str] = str,
    earlier: Callable[[MatchRow], bool] = lambda _row: False,
) -> Selection:
    """Fold matches into stories and rank them: urgent first, then by score, by number of publishers, newest first.
    Stories of which every match is `earlier` come after all others, the newest first.

    A story is told by its best new match, whose score is the one that is shown: order and numbers agree.
    `sent` holds the highest version of each story that this digest has told: such a story is held back until its
    version is higher. With `group="watchlist"` nothing is folded: each article stands alone under each of its lists.
    """
    folded: dict[str, list[MatchRow]] = defaultdict(list)
    for row in rows:
        folded[_key(row, group)].append(row)
    told: list[Candidate] = []
    held_back: list[MatchRow] = []
    for key, members in folded.items():
        story = stories.get(members[0].story_id or 0)
        before = sent.get(story.id) if story and group != "watchlist" else None
        if story and before is not None and story.version <= before:
            held_back.extend(row for row in members if row.new)
        else:
            one = _candidate(key, members, story, before is not None, urgent)
            told.append(replace(one, earlier=all(earlier(row) for row in members)))
    told.sort(key=lambda one: _rank(one, len({publisher(outlet) for outlet in one.outlets})))
    return Selection(tuple(told), tuple(held_back))


def urgency(alerts: Sequence[Alert]) -> Callable[[MatchRow], bool]:
    """Says whether a match reaches the bar of one of the instant alerts: such a story is called urgent."""
    bars = [(frozenset(alert.watchlists), alert.min_score) for alert in alerts if alert.when == "match"]
    return lambda row: any(row.score >= bar and (not lists or row.watchlist in lists) for lists, bar in bars)


def before(since: datetime) -> Callable[[MatchRow], bool]:
    """Says whether a match is older than the time that a first issue is about: its article was in the archive before
    `since`, or was published more than a week before. (Lists of an outlet that is read for the first time go back some
    days; that is news to its reader, while years that were imported are not.)"""
    return lambda row: (row.seen is not None and row.seen < since) or row.at < since - timedelta(days=7)


def wanted(rule: Digest | Alert, row: MatchRow) -> bool:
    """True where `rule` asks for this match: its list, and its score."""
    return row.score >= rule.min_score and (not rule.watchlists or row.watchlist in rule.watchlists)


def _key(row: MatchRow, group: str) -> str:
    if group == "watchlist":
        return f"list:{row.watchlist}:{row.article_id}"
    return f"story:{row.story_id}" if row.story_id else f"article:{row.article_id}"


def _candidate(
    key: str, rows: list[MatchRow], story: StoryState | None, returns: bool, urgent: Callable[[MatchRow], bool]
) -> Candidate:
    representative = story.representative if story else None
    lead = min(
        rows,
        key=lambda row: (
            not row.new,
            -row.score,
            row.article_id != representative,
            row.at,
            row.article_id,
            row.watchlist,
        ),
    )
    lists = dict.fromkeys([lead.watchlist, *sorted({row.watchlist for row in rows})])
    return Candidate(key, lead, tuple(rows), story, returns, any(urgent(row) for row in rows), tuple(lists))


def _rank(one: Candidate, publishers: int) -> tuple[bool, bool, float, int, float, str]:
    age = -one.lead.at.timestamp()
    if one.earlier:
        return (True, False, 0, 0, age, one.key)
    return (False, not one.urgent, -one.lead.score, -publishers, age, one.key)
