"""Which articles tell one story. Pure.

The judgement on two prints is symmetric (`monitor.likeness`); an article joins, in order of arrival, the story that the
evidence against all its articles speaks for (`home`). Copies are one story in whatever order they come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from math import fsum
from typing import Protocol, TypeVar

from monitor.agencies import canonical
from monitor.likeness import COPY_WINDOW, MOST_EVIDENCE, Verdict, judge
from monitor.meetings import meetings
from monitor.prints import Print
from monitor.sketch import Sketch


class Told(Protocol):
    """What the choice of a representative looks at."""

    @property
    def article(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def words(self) -> int: ...
    @property
    def outlet(self) -> str: ...
    @property
    def credit(self) -> str: ...


T = TypeVar("T", bound=Told)


def representative(told: Iterable[T], agencies: Mapping[str, Set[str]] | None = None) -> T:
    """The text that stands for a story: the earliest of those at least four fifths as long as the longest.

    Where one credits a wire agency whose own outlet is among them, that original goes first, if it is at least half
    as long as the longest.

    Args:
        told: at least one.
        agencies: as of `monitor.agencies.agencies`.
    """
    members = list(told)
    longest = max(member.words for member in members)
    known = agencies or {}
    credited = frozenset[str]().union(*(known.get(canonical(member.credit), ()) for member in members))
    originals = [member for member in members if member.outlet in credited and member.words >= 0.5 * longest]
    full = originals or [member for member in members if member.words >= 0.8 * longest]
    return min(full, key=lambda member: (member.at, member.article))


def stands(chosen: Told, others: Iterable[Told], agencies: Mapping[str, Set[str]]) -> bool:
    """Whether the representative of a story surely remains it when others join: each came later, is not longer, and
    neither credits an agency with an outlet of its own nor is such an outlet's."""
    originals = frozenset[str]().union(*agencies.values())
    return all(
        (chosen.at, chosen.article) < (other.at, other.article)
        and other.words <= chosen.words
        and canonical(other.credit) not in agencies
        and other.outlet not in originals
        for other in others
    )


NEWEST = 8
"""Articles of a story that a new one is weighed against."""
CLOSEST = 0.2
"""Share of the evidence that the article which speaks most for it has alone: the next report of a story often goes on
from the last one, in words that the first ones did not have."""


class Weighed:
    """The verdicts on pairs of articles, each asked for once."""

    def __init__(self, sketches: Mapping[int, Sketch]) -> None:
        """`sketches`: by article; more may come."""
        self.sketches = sketches
        self._verdicts: dict[tuple[int, int], Verdict] = {}

    def verdict(self, one: int, other: int) -> Verdict:
        """Of two articles that have sketches, in any order."""
        pair = (one, other) if one < other else (other, one)
        found = self._verdicts.get(pair)
        if found is None:
            found = self._verdicts[pair] = judge(self.sketches[one], self.sketches[other])
        return found

    def settle(self, one: int, other: int, verdict: Verdict) -> None:
        """Enter a verdict that is known."""
        self._verdicts[min(one, other), max(one, other)] = verdict

    def known(self, articles: Iterable[int]) -> list[int]:
        """Those of `articles` that have a sketch."""
        return [article for article in articles if article in self.sketches]


def home(new: int, copied: Set[int], members: Mapping[int, Sequence[int]], weighed: Weighed) -> list[int]:
    """The stories that a new article makes one, the one it fits best first; none if it opens a story.

    It belongs to a story by the mean of the evidence against its articles and a little by the best of it (`CLOSEST`),
    not by one link: else chains of texts that are each a little alike would make one story of a week. Two stories
    become one where the same is above 0 between them too. A copy is no matter of evidence.

    Args:
        copied: stories of which it copies an article.
        members: by story with an article that the new one is linked to, its newest articles, at most `NEWEST`, in order
            of their numbers.
    """

    def weight(some: Iterable[int], others: Sequence[int]) -> float:
        evidence = [weighed.verdict(one, other).evidence for one in some for other in others]
        return (1 - CLOSEST) * fsum(evidence) / len(evidence) + CLOSEST * max(evidence)

    weights = {story: MOST_EVIDENCE if story in copied else weight([new], others) for story, others in members.items()}
    fitting = sorted((s for s in members if weights[s] > 0), key=lambda s: (-weights[s], members[s][-1]))
    homes = fitting[:1]
    together = [new, *(other for story in homes for other in members[story])]
    for story in fitting[1:]:
        if (story in copied and homes[0] in copied) or weight(together, members[story]) > 0:
            homes.append(story)
            together += members[story]
    return homes


RECENT = 1_000
"""Articles whose sketches keep the parts that were taken out of them: what comes is compared with what came last."""


class Grouper:
    """Stories of a stream of prints, in memory: the same judgement as in the database, for tools and tests."""

    def __init__(self, kept: int = 20_000) -> None:
        """`kept`: prints held at least; beyond twice as many, those older than `COPY_WINDOW` before the newest are
        dropped, so that a stream in order of time may be endless."""
        self._kept = kept
        self._full = 2 * kept
        """How many prints it takes until old ones are looked for again: never for every article anew."""
        self._prints: dict[int, Sketch] = {}
        self._meetings = meetings()
        self._recent: deque[Sketch] = deque()
        self._parents: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        """Of every story, its newest articles."""

    def add(self, new: Print) -> None:
        """Let an article join; its number must be new, and higher than those before."""
        candidates = self._meetings.meet(week_of(new), new.article, new.keys)
        self._prints[new.article] = new.sketch
        self._recent.append(new.sketch)
        if len(self._recent) > RECENT:
            self._recent.popleft().lighten()
        self._parents[new.article] = new.article
        weighed = Weighed(self._prints)
        linked: dict[int, list[int]] = {}
        copied: set[int] = set()
        for candidate in weighed.known(candidates):
            found = weighed.verdict(new.article, candidate).link
            if found is not None:
                linked.setdefault(self.story(candidate), []).append(candidate)
                if found.kind == "copy":
                    copied.add(self.story(candidate))
        members = {story: self._members.get(story) or sorted(found) for story, found in linked.items()}
        self._join(new.article, home(new.article, copied, members, weighed))
        if len(self._prints) > self._full:
            self._forget(max(sketch.at for sketch in self._prints.values()) - COPY_WINDOW)
            self._full = max(2 * self._kept, len(self._prints) + self._kept)

    def story(self, article: int) -> int:
        """The story of an article: the lowest number among its articles."""
        while self._parents[article] != article:
            self._parents[article] = self._parents[self._parents[article]]
            article = self._parents[article]
        return article

    def _join(self, article: int, stories: Sequence[int]) -> None:
        together = [article, *stories]
        first = min(together)
        members = sorted([article, *(member for story in stories for member in self._members.pop(story, ()))])
        self._members[first] = members[-NEWEST:]
        for story in together:
            self._parents[story] = first

    def _forget(self, before: datetime) -> None:
        self._prints = {number: sketch for number, sketch in self._prints.items() if sketch.at >= before}
        held = ((story, [each for each in members if each in self._prints]) for story, members in self._members.items())
        self._members = {story: members for story, members in held if members}
        self._meetings.forget(_week(before) - 1)


def _week(at: datetime) -> int:
    return int(at.timestamp() // 604800)


def week_of(print_: Print | Sketch) -> int:
    """Weeks since 1970-01-01 (UTC) of an article: where its keys are kept."""
    return _week(print_.at)
