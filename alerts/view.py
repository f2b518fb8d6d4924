"""What a template sees: finished words and numbers, nothing left to compute, nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from alerts.safe import isolate, line


class Segment(NamedTuple):
    """A run of text; `hit` where it is a form that a query found."""

    text: str
    hit: bool = False


class Why(NamedTuple):
    """One query that counted, with what it added to the score."""

    query: str
    forms: tuple[str, ...]
    field: str
    """headline, lead or text: the best place that any of `forms` stands in, which the points follow."""
    points: str
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """`forms` by the place where each stands first: headline, lead, text."""


@dataclass(frozen=True, slots=True)
class Report:
    """A matched article that is not told by itself: another report of a story, or a repeat of one sent before."""

    title: str
    url: str | None
    outlet: str
    published: datetime
    when: str
    lang: str
    dir: str
    same: bool = False
    """It has the headline of the story it belongs to."""
    match: str = ""
    """Of a repeat, its lists and score and what was found: `Air defence 7.8: “radar” in headline`."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story as the issue tells it."""

    number: int
    headline: tuple[Segment, ...]
    title: str
    """The headline without marks."""
    url: str | None
    outlet: str
    published: datetime
    when: str
    """`published` in local words."""
    lang: str
    language: str
    """Name of the language in English."""
    dir: str
    score: str
    passage: tuple[Segment, ...]
    why: tuple[Why, ...]
    watchlist: str
    """Title of the list it stands under."""
    also_outlets: tuple[str, ...] = ()
    also_lists: tuple[str, ...] = ()
    update: str = ""
    """What is new, for a story that was sent before."""
    alerted: str = ""
    """Local time of an instant alert on it."""
    urgent: bool = False
    note: str = ""
    """Instead of the score where it is told in one line: why it is only a near miss, or of which day it is."""
    reports: tuple[Report, ...] = ()
    """The other articles of this issue that belong to it, the first to be published first."""
    beyond: tuple[Report, ...] = ()
    """More of them, in the attachment only."""
    earlier: bool = False
    """From before the time that a first issue is about."""

    @property
    def total(self) -> str:
        """The points of `why`, added up."""
        return points(sum((Decimal(one.points.replace("−", "-")) for one in self.why), Decimal(0)))

    @property
    def covered(self) -> bool:
        """True where `reports` name every other outlet that has the story: a line of names would say nothing more."""
        return bool(self.also_outlets) and set(self.also_outlets) <= {one.outlet for one in self.reports}

    @property
    def more(self) -> str:
        """What stands above `reports`."""
        if not self.covered:
            return "More on it:"
        others = counting(len(self.also_outlets), "outlet", "outlets")
        own = any(one.outlet not in self.also_outlets for one in self.reports)
        return f"More on it, here and in {others}:" if own else f"Also in {others}:"


@dataclass(frozen=True, slots=True)
class Section:
    """The stories under one heading."""

    title: str
    anchor: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the table of watchlists."""

    title: str
    anchor: str
    count: int
    change: str
    """Against the previous issue: +3, −2, ±0, or – where there was none."""
    median: str
    """Articles a day, median of 14 days."""
    days: tuple[int | None, ...]
    """Articles on each of the last 14 days, the newest last; None where nothing was read."""
    spark: str


@dataclass(frozen=True, slots=True)
class HealthView:
    """Which outlets do not answer as they should."""

    healthy: int
    total: int
    lines: tuple[str, ...]

    @property
    def degraded(self) -> bool:
        """True where readers must be told."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class IssueView:
    """One issue, ready for any template."""

    digest: str
    title: str
    number: int
    window: str
    """Local, with zone and length in hours: Thu 19 Nov 07:30 – Fri 20 Nov 07:30 (Europe/Helsinki, 24 h)."""
    date: str
    """Local day of the issue: Fri 20 Nov."""
    composed: datetime
    late: str
    """In words, for an issue that makes up for missed ones; else empty."""
    stories: int
    articles: int
    outlets: int
    urgent: int
    minutes: int
    """Reading time."""
    health: HealthView
    top: tuple[StoryView, ...]
    """The best three."""
    rows: tuple[ListRow, ...]
    sections: tuple[Section, ...]
    overflow: tuple[StoryView, ...]
    """As one line each."""
    attached: tuple[StoryView, ...]
    """In the attached text only."""
    read: int
    """Articles that were read in the window, matching or not."""
    held_back: int
    """Articles that only repeat stories sent before."""
    near: tuple[StoryView, ...]
    config: str
    """Public name and fingerprint of the configuration."""
    reason: str
    """Why the reader gets it, and when it comes."""
    unsubscribe: str
    """How to stop it: a URI; empty where none is known."""
    fresh: tuple[str, ...] = ()
    """Who is named for the first time, and who together: one line each."""
    updates: int = 0
    """How many of `stories` were sent before and have grown."""
    earlier: int = 0
    """Stories of a first issue from before its time: headlines, not counted in `stories`."""
    repeats: tuple[Report, ...] = ()
    """Articles that bring nothing new to stories sent before, the newest first."""
    repeats_attached: tuple[Report, ...] = ()
    """More of them, in the attachment only."""

    @property
    def full(self) -> tuple[StoryView, ...]:
        """The stories told in full, in reading order."""
        return tuple(story for section in self.sections for story in section.stories)

    @property
    def quiet(self) -> bool:
        """True for an issue without a story."""
        return self.stories == 0 and self.earlier == 0

    @property
    def caption(self) -> str:
        """What the columns of the table of lists hold, and what is called urgent where anything is."""
        said = "Articles in this issue (repeats too), against the one before, and the median of the last 14 days"
        unread = self.rows[0].days.count(None) if self.rows else 0
        said += f", without the {unread} (·) on which nothing was read." if unread else "."
        return f"{said} Urgent: a story that reaches the score of one of the instant alerts." if self.urgent else said

    @property
    def told(self) -> str:
        """How many stories there are, in words."""
        if self.updates == self.stories and self.updates:
            return f"no new story, {counting(self.updates, 'update', 'updates')} of what you had"
        updated = f", {self.updates} of them sent before and updated," if self.updates else ""
        return counting(self.stories, "story", "stories") + updated

    @property
    def briefs(self) -> tuple[tuple[str, tuple[StoryView, ...]], ...]:
        """The headlines under their headings: those of this time, then those from before."""
        now = tuple(story for story in self.overflow if not story.earlier)
        before = tuple(story for story in self.overflow if story.earlier)
        return tuple(one for one in (("In brief", now), ("From before", before)) if one[1])

    @property
    def folded(self) -> tuple[StoryView, ...]:
        """Stories in the mail of which more reports stand in the attachment."""
        return tuple(story for story in (*self.full, *self.overflow) if story.beyond)

    @property
    def subject(self) -> str:
        """`Desk · Fri 9 Oct · 3 urgent, 41 stories – top headline`."""
        counted = counting(self.stories, "story", "stories") if self.stories else "nothing new"
        if self.updates and self.updates == self.stories:
            counted = counting(self.updates, "update", "updates")
        head = f"{self.title} · {self.date} · " + (f"{self.urgent} urgent, " if self.urgent else "") + counted
        first = self.top or self.overflow
        if first:
            head += f" – {isolate(line(first[0].title, 90))}"
        if self.quiet and self.health.degraded:
            head += f", {counting(len(self.health.lines), 'source', 'sources')} in trouble"
        return head


def points(value: float | Decimal) -> str:
    """A score or its part in at most two decimals, without trailing zeros."""
    exact = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{exact:f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text.replace("-", "−")


def counting(number: int, one: str, many: str) -> str:
    """`1 story`, `2 stories`."""
    return f"{number:,} {one if number == 1 else many}"


@dataclass(frozen=True, slots=True)
class AlertView:
    """One instant alert (or several rolled into one message), or a word to the operators."""

    title: str
    number: int
    subject: str
    moment: str
    """Local time of the message."""
    lead: str
    """What this is, in one sentence; may be empty."""
    stories: tuple[StoryView, ...]
    brief: tuple[StoryView, ...]
    """As one line each."""
    lines: tuple[str, ...]
    """Facts for operators."""
    notes: tuple[str, ...]
    config: str
    reason: str
    unsubscribe: str
