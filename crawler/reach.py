"""How far the lists of an outlet lead back, in a round for a range of dates. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo

from crawler.items import Entry
from crawler.sitemaps import MAX_DAYS

_DAY = timedelta(days=1)
_LONGEST_PAUSE = timedelta(days=3)
"""An outlet may publish nothing over a long weekend."""
_ODD, _FEW = 2, 5
_NAMED_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/)"
    r"|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?=[/_-])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/))"
)
"""Stricter than what lists are ordered by: an article is passed over for it, and a number alone is no date."""


def named_days(link: str) -> tuple[datetime, datetime] | None:
    """The day or month that the path of an address names: its first instant and the first one after it (UTC)."""
    match = _NAMED_DAY.search(link)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or match[4] or match[6])
    last = calendar.monthrange(year, month)[1]
    day = match[3] or match[5] or match[7]
    first = datetime(year, month, min(int(day), last) if day else 1, tzinfo=UTC)
    return first, first + (_DAY if day else timedelta(days=last))


def dated(entry: Entry) -> datetime | None:
    """When ``entry`` came out at the latest, by the list or by its address; None where neither dates it."""
    if entry.published is not None:
        return _end_of(entry.published)
    named = named_days(entry.link)
    return named[1] if named else _end_of(entry.modified) if entry.modified is not None else None


def outside(entry: Entry, since: datetime | None, until: datetime | None) -> bool:
    """Whether ``entry`` came out before ``since``, or at ``until`` or later, by the list or by its address.

    What was last changed before ``since`` is older still. A day in an address is one of an unknown zone.
    """
    if entry.published is not None:
        early = since is not None and entry.published < since and _end_of(entry.published) <= since
        return early or (until is not None and entry.published >= until)
    if since is not None and entry.modified is not None and _end_of(entry.modified) <= since:
        return True
    named = named_days(entry.link)
    if named is None:
        return False
    first, after = named
    return (since is not None and after + _DAY <= since) or (until is not None and first - _DAY >= until)


def _end_of(moment: datetime) -> datetime:
    """``moment``; of a mere day, which is read as its midnight (UTC), the end."""
    return moment + _DAY if moment.time() == time.min else moment


def odd_among(count: int) -> int:
    """How many of ``count`` dates, the oldest ones, are not relied on: articles that are pinned, or dated wrongly."""
    return min(_ODD, (count + 9) // 10) if count >= _FEW else 0


def oldest_of(dates: Iterable[datetime]) -> datetime | None:
    """The oldest of ``dates`` that is relied on; None where there is none."""
    ordered = sorted(dates)
    return ordered[odd_among(len(ordered))] if ordered else None


@dataclass
class _List:
    oldest: datetime | None = None
    empty: bool = True
    """Nothing was listed on any page of it."""
    why: str = ""
    """Why it led no further by itself."""
    broken: str = ""
    """Why we did not follow it further."""
    passed: bool = False
    """It led past the date."""


@dataclass
class WayBack:
    """What the lists of one outlet showed while a round followed them back to a date.

    Args:
        since: The date (aware).
        now: When the round began (aware).
    """

    since: datetime
    now: datetime
    asked: set[str] = field(default_factory=set)
    """Pages that were asked for: lists may lead into each other."""
    _lists: dict[str, _List] = field(default_factory=dict)
    _part_of: dict[str, str] = field(default_factory=dict)

    def divide(self, source: str, urls: Iterable[str]) -> None:
        """``urls`` are the days of one list with a date in its address; they end, it does not."""
        self._part_of.update((url, source) for url in urls if url != source)

    def saw(self, url: str, dates: Sequence[datetime], *, empty: bool = False) -> None:
        """A page of the list at ``url`` held articles of ``dates``; ``empty``: it held none at all."""
        one = self._of(url)
        one.empty = one.empty and empty
        oldest = oldest_of(dates)
        one.oldest = min(filter(None, (one.oldest, oldest)), default=None)

    def leads_past(self, url: str, dates: Sequence[datetime], count: int) -> bool:
        """Whether a page of ``count`` articles, of which some are of ``dates``, is all before the date."""
        if dates and 2 * len(dates) >= count and max(dates) < self.since:
            self.led_past(url)
            return True
        return False

    def led_past(self, url: str) -> None:
        """The list at ``url`` also leads to what is before the date."""
        self._of(url).passed = True

    def ended(self, url: str, why: str) -> None:
        """The list at ``url`` led no further, which is its end or not."""
        if url not in self._part_of:
            self._of(url).why = why

    def broke(self, url: str, why: str) -> None:
        """The list at ``url`` leads further, and was not followed."""
        self._of(url).broken = why

    def asked_days(self, source: str, asked: Sequence[str], missing: Collection[str]) -> None:
        """The days of ``source`` were ``asked`` for, the newest first; some are ``missing``."""
        if (self.now - self.since).days > MAX_DAYS:
            self.broke(source, f"{MAX_DAYS} days are the most of one round")
        elif asked and asked[-1] not in missing:
            self.led_past(source)
        else:
            self.ended(source, f"{len(missing)} of the {len(asked)} addresses asked for are not there (HTTP 404)")

    def told(self, zone: tzinfo = UTC) -> tuple[list[str], bool]:
        """In words, which lists did not lead back to the date, and whether that needs a look.

        The date is named as people in ``zone`` gave it.

        It does where a list was not followed to its end, and where no list of the outlet led back; what dates nothing
        may have.
        """
        notes: list[str] = []
        needs_look = False
        reached = any(self._reached(one) for one in self._lists.values())
        since = f"{self.since.astimezone(zone):%Y-%m-%d}"
        for url, one in self._lists.items():
            if self._reached(one) and not one.broken:
                continue
            why = one.broken or one.why
            if not why:
                continue
            if one.empty:
                how_far = "lists no article"
            elif one.oldest is None:
                how_far = f"dates nothing: whether it leads back to {since} cannot be told"
            else:
                back_to = one.oldest - timedelta(microseconds=1)  # of a mere day, the end is known
                how_far = f"was followed back to {back_to:%Y-%m-%d} only, not to {since}"
            notes.append(f"{url} {how_far}: {why}")
            needs_look |= bool(one.broken) or (not reached and (one.empty or one.oldest is not None))
        return notes, needs_look

    def _of(self, url: str) -> _List:
        return self._lists.setdefault(self._part_of.get(url, url), _List())

    def _reached(self, one: _List) -> bool:
        slack = min((self.now - self.since) / 10, _LONGEST_PAUSE)
        return one.passed or (one.oldest is not None and one.oldest <= self.since + slack)
