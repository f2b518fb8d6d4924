"""How much of an issue is told in full, in one line, or in the attachment, so that no mail program clips it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from alerts.message import encoded_size
from alerts.view import IssueView, Section, StoryView

MAX_BYTES = 90_000
"""Of the HTML part as encoded. Gmail clips what is longer than 102 kB, all headers and styles included."""
HEADLINES = 100
"""One-line headlines in the mail; more are in the attachment."""
REPORTS = 3
"""Further reports of one story in the mail; more are in the attachment."""
REPEATS = 10
"""Repeats of stories sent before in the mail; more are in the attachment."""
_FEW = 10
_TOP = 3
_READING = 220
"""Words a minute."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story in words and the heading it belongs under."""

    view: StoryView
    section: str


@dataclass(frozen=True, slots=True)
class Room:
    """How many stories get how much room."""

    full: int
    short: int
    reports: int = 0
    """Of each story told in full."""


def arranged(frame: IssueView, told: Sequence[Told], headings: Sequence[tuple[str, str, str]], room: Room) -> IssueView:
    """`frame` filled with stories, which come best first.

    headings: (key, title, anchor) of each section, in order. The best `room.full` stories stand there, in the order
    given, then `room.short` as headlines, the rest in the attachment. Numbers run through in reading order.
    """
    by_section: dict[str, list[StoryView]] = defaultdict(list)
    rank: dict[int, int] = {}
    for at, one in enumerate(told[: room.full]):
        rank[id(one.view)] = at
        by_section[one.section].append(one.view)
    number, sections, numbered = 0, [], {}
    for key, title, anchor in headings:
        stories = []
        for view in by_section.get(key, ()):
            number += 1
            stories.append(_with_reports(replace(view, number=number), room.reports))
            numbered[rank[id(view)]] = stories[-1]
        if stories:
            sections.append(Section(title, anchor, tuple(stories)))
    rest = [_with_reports(replace(one.view, number=number + at), 0) for at, one in enumerate(told[room.full :], 1)]
    top = tuple(numbered[at] for at in range(min(_TOP, len(numbered))))
    full = [story for section in sections for story in section.stories]
    short, attached = tuple(rest[: room.short]), tuple(rest[room.short :])
    return replace(
        frame,
        top=top,
        sections=tuple(sections),
        overflow=short,
        attached=attached,
        minutes=reading_minutes(full, short),
        rows=tuple(
            row if any(section.anchor == row.anchor for section in sections) else replace(row, anchor="")
            for row in frame.rows
        ),
    )


def _with_reports(view: StoryView, shown: int) -> StoryView:
    return replace(view, reports=view.reports[:shown], beyond=view.reports[shown:]) if view.reports else view


def reading_minutes(full: Sequence[StoryView], short: Sequence[StoryView]) -> int:
    """Time to read what is in the mail, at 220 words a minute, at least one minute."""
    count = sum(len(one.title.split()) + sum(len(part.text.split()) for part in one.passage) for one in full)
    count += sum(len(one.title.split()) for one in short)
    return max(1, round(count / _READING))


def fitted(
    frame: IssueView,
    told: Sequence[Told],
    headings: Sequence[tuple[str, str, str]],
    room: Room,
    page: Callable[[IssueView], str],
    *,
    most: int = MAX_BYTES,
) -> tuple[IssueView, str]:
    """The issue with the most generous room, at most `room`, whose page takes at most `most` bytes; and that page.

    page: the HTML of an issue.
    """
    seen: dict[Room, tuple[IssueView, str, int]] = {}

    def size(room: Room) -> int:
        if room not in seen:
            view = arranged(frame, told, headings, room)
            html = page(view)
            seen[room] = (view, html, encoded_size(html))
        return seen[room][2]

    best = fit(size, room, most)
    size(best)
    return seen[best][:2]


def fit(size: Callable[[Room], int], room: Room, most: int = MAX_BYTES) -> Room:
    """The most generous room, at most `room`, whose issue takes at most `most` bytes.

    size: encoded bytes of the issue with that room. Further reports of a story give way first (all but one, then that
    one), then headlines (ten stay), then full stories.
    """
    if size(room) <= most:
        return room
    for reports in range(min(1, room.reports - 1), -1, -1):
        room = replace(room, reports=reports)
        if size(room) <= most:
            return room
    few = min(_FEW, room.short)
    if size(Room(room.full, few)) <= most:
        return Room(room.full, _most(few, room.short, lambda short: size(Room(room.full, short)), most))
    return Room(_most(0, room.full, lambda full: size(Room(full, few)), most), few)


def _most(low: int, high: int, size: Callable[[int], int], most: int) -> int:
    """The largest number from `low` up to, not including, `high` whose size fits; `low` where none does.

    Sizes grow nearly in a straight line, so the guess is drawn between the two ends instead of in the middle.
    """
    at_low, at_high = size(low), size(high)
    while high - low > 1:
        share = (most - at_low) / max(1, at_high - at_low)
        guess = min(high - 1, max(low + 1, low + int((high - low) * share)))
        measured = size(guess)
        if measured <= most:
            if most - measured < most // 50:
                return guess
            low, at_low = guess, measured
        else:
            high, at_high = guess, measured
    return low
