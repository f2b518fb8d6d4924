"""Where a query holds in a document that has been read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from monitor.document import Document, Zone
from monitor.lexicon import Span
from monitor.match import Reading
from monitor.nodes import About, AtLeast, Boost, Both, Either, EntityRef, Near, Node, Phrase, Scope, Together
from monitor.recognise import NO_MASKS, Masks
from monitor.text import fold

_RANK: Final[dict[Zone, int]] = {"title": 0, "lede": 1, "body": 2}
_BESIDE: Final = 3


class Leaves(NamedTuple):
    """What the leaves of a tree stand for: the number of a term, the numbers of entities."""

    terms: dict[Phrase, int]
    entities: dict[EntityRef, tuple[int, ...]]


class Occurrence(NamedTuple):
    """One place where a query, or a part of it, holds. ``start`` is -1 for what is true of the whole article."""

    start: int
    end: int
    zone: Zone
    ambiguous: bool
    boost: float
    hits: tuple[Span, ...]


_ABOUT: Final = Occurrence(-1, -1, "title", False, 1.0, ())


class Evaluation:
    """Evaluates trees on one reading, under the masks of one query."""

    def __init__(self, reading: Reading, leaves: Leaves, masks: Masks = NO_MASKS) -> None:
        """`masks` cover words that must not count; they do not apply inside NOT."""
        self._reading = reading
        self._leaves = leaves
        self._masks = masks

    def occurrences(self, node: Node, part: Span | None = None) -> list[Occurrence]:
        """Every occurrence of `node` within `part` (default: the whole article), in order; empty where it fails."""
        match node:
            case Phrase() | EntityRef():
                return self._leaf(node, part)
            case Either():
                return _ordered([found for item in node.items for found in self.occurrences(item, part)])
            case Both():
                return self._both(node, part)
            case Together():
                return self._together(node, part)
            case Near():
                return self._near(node, part)
            case AtLeast():
                found = self.occurrences(node.item, part)
                return found if len({one.start for one in found}) >= node.count else []
            case Boost():
                return [
                    one._replace(boost=max(node.weight, one.boost) if one.boost != 1 else node.weight)
                    for one in self.occurrences(node.item, part)
                ]
            case Scope():
                return self.occurrences(node.item, _meet(self._part(node), part))
            case About():
                return [_ABOUT] if about_holds(node, self._reading.document) else []

    def _part(self, node: Scope) -> Span:
        reading = self._reading
        if node.name == "title":
            return (0, reading.title_end)
        end = reading.first_paragraph_end if node.name == "lede" else len(reading.text)
        return (reading.body_start, end)

    def _leaf(self, node: Phrase | EntityRef, part: Span | None) -> list[Occurrence]:
        found = self._everywhere(node)
        if part is None and not self._masks:
            return found
        return [one for one in found if self._counts(one.hits[0], part)]

    def _everywhere(self, node: Phrase | EntityRef) -> list[Occurrence]:
        """The occurrences of a leaf in the whole article, masked or not; many queries ask for the same leaf."""
        reading = self._reading
        key = self._leaves.terms[node] if isinstance(node, Phrase) else self._leaves.entities[node]
        known = reading.looked_up.get(key)
        if known is not None:
            return known
        if isinstance(key, int):
            signs = reading.signatures if key in reading.hits else NO_MASKS
            seen = [(place, False) for place in reading.hits.get(key, ()) if not (signs and signs.cover(place))]
        else:
            entities = reading.entities
            seen = [
                (place, ambiguous) for number in key if number in entities for place, _, ambiguous in entities[number]
            ]
        zone = reading.zone
        found = [Occurrence(place[0], place[1], zone(place[0]), mild, 1.0, (place,)) for place, mild in seen]
        reading.looked_up[key] = found = _ordered(found)
        return found

    def _counts(self, place: Span, part: Span | None) -> bool:
        """Whether a place lies in this part of the article and under no mask."""
        return (part is None or (part[0] <= place[0] and place[1] <= part[1])) and not self._masks.cover(place)

    def _both(self, node: Both, part: Span | None) -> list[Occurrence]:
        rows = []
        for item in node.items:
            found = self.occurrences(item, part)
            if not found:
                return []
            rows.append(found)
        if node.never:
            unmasked = Evaluation(self._reading, self._leaves)
            if any(unmasked.occurrences(item, part) for item in node.never):
                return []
        return _joined(rows)

    def _together(self, node: Together, part: Span | None) -> list[Occurrence]:
        places = self._reading.places
        rows = self._by_place(node.items, part, places.paragraph)
        if rows is None:
            return []
        if node.unit == "sentence":
            # Only paragraphs that hold every part are worth parting into sentences.
            local = [set(row) for row in rows if -1 not in row]
            shared = set.intersection(*local) if local else set()
            rows = [_regrouped(row, shared, places.sentence) for row in rows]
            if any(not row for row in rows):
                return []
        joined: list[Occurrence] = []
        everywhere = [row for row in rows if -1 in row]
        placed = [row for row in rows if -1 not in row]
        if not placed:
            return [_ABOUT] if everywhere else []
        for start in sorted(set(placed[0]).intersection(*placed[1:])):
            joined += _joined([row[start] for row in placed])
        return joined

    def _by_place(
        self, items: Sequence[Node], part: Span | None, where: Callable[[int], int]
    ) -> list[dict[int, list[Occurrence]]] | None:
        """The occurrences of every item by the place they are in (-1: the whole article); None where one has none."""
        rows: list[dict[int, list[Occurrence]]] = []
        for item in items:
            found = self.occurrences(item, part)
            if not found:
                return None
            row: dict[int, list[Occurrence]] = {}
            for one in found:
                row.setdefault(where(one.start) if one.start >= 0 else -1, []).append(one)
            rows.append(row)
        return rows

    def _near(self, node: Near, part: Span | None) -> list[Occurrence]:
        lefts = self.occurrences(node.left, part)
        rights = self.occurrences(node.right, part) if lefts else []
        found: list[Occurrence] = []
        for left in lefts:
            # What is nearest is among the next few on either side.
            at = bisect_left(rights, (left.start, left.end))
            beside = rights[max(0, at - _BESIDE) : at + _BESIDE]
            known = [(distance, one) for one in beside if (distance := self._distance(left, one, node)) is not None]
            if known:
                found.append(_join([left, min(known, key=itemgetter(0))[1]]))
        return found

    def _distance(self, left: Occurrence, right: Occurrence, node: Near) -> int | None:
        """Words between one and the other, None where there are too many or they are in different fields."""
        if left.start < 0 or right.start < 0 or (left.start, left.end) == (right.start, right.end):
            return None
        border = self._reading.body_start
        if (left.start < border) != (right.start < border):
            return None
        if node.ordered and right.start < left.start:
            return None
        first, second = (left, right) if left.start <= right.start else (right, left)
        if second.start < first.end:
            return -1
        distance = self._reading.words_between(first.end, second.start, node.words)
        return distance if distance <= node.words else None


def _regrouped(
    row: dict[int, list[Occurrence]], shared: set[int], where: Callable[[int], int]
) -> dict[int, list[Occurrence]]:
    grouped: dict[int, list[Occurrence]] = {}
    for place, found in row.items():
        if place == -1:
            grouped[-1] = found
        elif place in shared:
            for one in found:
                grouped.setdefault(where(one.start), []).append(one)
    return grouped


def about_holds(node: About, document: Document) -> bool:
    """Whether the article has this language, outlet (or tag of its outlet) or author."""
    if node.name == "lang":
        return document.lang.lower() == node.value.lower()
    if node.name == "outlet":
        if node.value.startswith("tag:"):
            return node.value[4:] in document.tags
        return document.outlet == node.value
    wanted = fold(node.value).data
    return any(wanted in fold(author).data for author in document.authors)


def _meet(one: Span, other: Span | None) -> Span:
    return one if other is None else (max(one[0], other[0]), min(one[1], other[1]))


def _ordered(found: list[Occurrence]) -> list[Occurrence]:
    """By place, each place once: the unambiguous, most boosted reading of it."""
    if len(found) < 2:
        return found
    kept: dict[tuple[int, int], Occurrence] = {}
    for one in sorted(found, key=_by_place):
        kept.setdefault((one.start, one.end), one)
    return list(kept.values())


def _by_place(one: Occurrence) -> tuple[int, int, bool, float]:
    return one.start, one.end, one.ambiguous, -one.boost


def _joined(rows: list[list[Occurrence]]) -> list[Occurrence]:
    """As many joint occurrences as the rarest part has: the best of each part first; every hit is shown."""
    local = [row for row in rows if row[0].start >= 0]
    if not local:
        return [_ABOUT]
    if len(local) == 1:
        return local[0]
    ranked = [sorted(row, key=lambda one: (_RANK[one.zone], one.ambiguous, one.start)) for row in local]
    joined = [_join(parts) for parts in zip(*ranked, strict=False)]
    hits = sorted({hit for row in local for one in row for hit in one.hits})
    joined[0] = joined[0]._replace(hits=tuple(hits))
    return joined


def _join(parts: Sequence[Occurrence]) -> Occurrence:
    start, end, zone, ambiguous, boost, first = parts[0]
    hits = set(first)
    for one in parts[1:]:
        start, end, boost = min(start, one.start), max(end, one.end), max(boost, one.boost)
        zone = one.zone if _RANK[one.zone] > _RANK[zone] else zone
        ambiguous = ambiguous or one.ambiguous
        hits.update(one.hits)
    return Occurrence(start, end, zone, ambiguous, boost, tuple(sorted(hits)))
