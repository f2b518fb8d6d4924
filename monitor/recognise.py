"""From term hits to entities: masks, the longest alias, short forms in company, numbers that go on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from monitor.checks import COUNTED
from monitor.lexicon import EntityPlan, Found, Span
from monitor.text import fold_short

if TYPE_CHECKING:
    from monitor.match import Reading

_CONTINUED: Final = re.compile(
    r"(?P<quoted>[»”“\"])?[\s\u200c]*(?:(?P<comma>,)|(?P<join>/|&|(?:and|or|и|или|та|і|و|یا)(?=[\s\u200c])))[\s\u200c]*(?(quoted)[«“„\"])[-‐‑–]?"
    r"(?P<number>\d+)(?P<suffix>[A-Za-zА-Яа-яЁё]{0,4})(?![^\W_])(?(quoted)(?=[»”“\"]))(?![.,:٫]\d)"
)
_PEOPLE: Final = re.compile(
    r"\s+(?:\w+ ){1,2}(?:technicians|specialists|instructors|engineers|advis[eo]rs|experts|workers|pilots|sailors"
    r"|officers|officials|cadets|students|servicemen|crew|personnel)\b"
    r"|\s+(?:\w+ ){1,2}(?:техник|специалист|инструктор|инженер|советник|эксперт|рабочи|пилот|л[её]тчик|моряк|офицер"
    r"|сотрудник|курсант|студент)"
)
"""Behind a number and a word that tells which («24 Russian technicians»): those of «35 pilots» may fly the 35."""
_NUMBER: Final = re.compile(r"\d")


class Masks:
    """Words that must not count, because a longer phrase means something else there."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """`spans` in any order."""
        self.spans = sorted(set(spans))
        self._longest = max((end - start for start, end in self.spans), default=0)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def cover(self, place: Span) -> bool:
        """True where a mask covers some words of `place`, unless `place` is itself the longer phrase around it."""
        if not self.spans:
            return False
        start, end = place
        at = bisect_left(self.spans, (end,))
        while at:
            at -= 1
            first, last = self.spans[at]
            if first <= start - self._longest:
                return False
            if start < last and not (start <= first and last <= end and place != (first, last)):
                return True
        return False


NO_MASKS: Final = Masks(())


def recognise(reading: Reading) -> dict[int, list[Found]]:
    """Entities by number, each with its mentions in order.

    Masked names are noted in `reading.masked`.
    """
    plans = reading.lexicon.entities
    found, others, apart = _easy(reading)
    if not others and apart:
        return found
    shortened: list[tuple[int, list[int]]] = []
    numbered: list[tuple[int, list[int]]] = []
    for number, terms in others:
        plan = plans[number]
        short = [] if plan.short.keys().isdisjoint(terms) else [term for term in terms if term in plan.short]
        if short:
            shortened.append((number, short))
        if len(short) < len(terms) and (full := _unmasked(reading, plan, plan.full, terms)):
            found[number] = full
        if not plan.series.keys().isdisjoint(terms):
            numbered.append((number, terms))
    found = _longest(reading, found)
    if not (numbered or shortened):
        return _ordered(found)
    grown = False
    for number, terms in numbered:
        if number in found:
            grown = _continue(reading, plans[number], terms, found[number], found) or grown
    for number, short in shortened:
        if company := _in_company(reading, plans[number], short, found.get(number, ())):
            found[number] = [*found.get(number, ()), *company]
            grown = True
    if grown:
        found = _longest(reading, found)
    return _ordered(found)


def _ordered(found: dict[int, list[Found]]) -> dict[int, list[Found]]:
    for mentions in found.values():
        if len(mentions) > 1:
            mentions.sort()
    return found


_Easy = tuple[dict[int, list[Found]], list[tuple[int, list[int]]], bool]


def _easy(reading: Reading) -> _Easy:
    """The mentions of entities whose names, as far as they were found, count wherever they stand; the others, with the
    terms of theirs that were found, in order; whether the former stand apart."""
    names, signed = reading.lexicon.names, bool(reading.signatures)
    if names.compiled is not None and not signed:
        easy: _Easy = names.compiled.found(reading.hits, reading.text)
        return easy
    found: dict[int, list[Found]] = {}
    others: list[tuple[int, list[int]]] = []
    for number, terms in sorted(_named(reading).items()):
        plan = reading.lexicon.entities[number]
        if not signed and plan.simple and plan.series.keys().isdisjoint(terms):
            found[number] = sorted(_unmasked(reading, plan, plan.full, terms))
        else:
            others.append((number, terms))
    return found, others, _stand_apart(found)


def _named(reading: Reading) -> dict[int, list[int]]:
    """Entities of which a name or short form was found, each with those terms, in order."""
    names = reading.lexicon.names
    named: dict[int, list[int]] = {}
    for term in sorted(reading.hits):
        for number in names.of(term):
            if number in named:
                named[number].append(term)
            else:
                named[number] = [term]
    return named


def _unmasked(reading: Reading, plan: EntityPlan, names: dict[int, str], terms: Iterable[int]) -> list[Found]:
    """The mentions by those of `terms` that are in `names`, each place once; masked ones are noted."""
    hits = reading.hits
    masks = reading.signatures
    if plan.masks and not hits.keys().isdisjoint(plan.masks):
        masks = Masks([*masks.spans, *(place for term in plan.masks for place in hits.get(term, ()))])
    kept: dict[Span, Found] = {}
    for term in terms:
        alias = names.get(term)
        if alias is None:
            continue
        for place in hits[term]:
            if masks and masks.cover(place):
                reading.masked.append(place)
            elif place not in kept:
                kept[place] = Found(place, alias)
    return list(kept.values())


def _stand_apart(found: dict[int, list[Found]]) -> bool:
    spans = [one.span for mentions in found.values() for one in mentions]
    if len(spans) < 2:
        return True
    end = 0
    for start, stop in sorted(spans):
        if start < end:
            return False
        end = stop
    return True


def _longest(reading: Reading, found: dict[int, list[Found]]) -> dict[int, list[Found]]:
    """Within one type of entity the longest form takes the place; equally long ones share it."""
    if _stand_apart(found):
        return found
    plans, text = reading.lexicon.entities, reading.text
    by_kind: dict[str, list[tuple[Span, int, Found]]] = {}
    for number, mentions in found.items():
        by_kind.setdefault(plans[number].kind, []).extend((one.span, number, one) for one in mentions)
    kept: dict[int, list[Found]] = {}
    for rows in by_kind.values():
        for crowd in _crowds(sorted(rows)):
            for _, number, mention in crowd if len(crowd) == 1 else _apart(crowd, text):
                kept.setdefault(number, []).append(mention)
    return kept


def _crowds(rows: list[tuple[Span, int, Found]]) -> Iterator[list[tuple[Span, int, Found]]]:
    """Rows in order of place, those together that overlap, directly or by others."""
    crowd: list[tuple[Span, int, Found]] = []
    end = -1
    for row in rows:
        start, stop = row[0]
        if crowd and start >= end:
            yield crowd
            crowd = []
        crowd.append(row)
        end = max(end, stop)
    if crowd:
        yield crowd


def _apart(rows: list[tuple[Span, int, Found]], text: str) -> list[tuple[Span, int, Found]]:
    """Of rows that overlap the longest; of two that overlap without one holding the other, the one with a number.

    «дрон Шахед-136» holds «дрон Шахед» and «Шахед-136»: the number says more.
    """
    ranked = sorted(
        rows, key=lambda row: (_NUMBER.search(text, *row[0]) is None, row[0][0] - row[0][1], row[0], row[1])
    )
    taken: list[Span] = []  # sorted and, but for equals, apart
    kept: list[tuple[Span, int, Found]] = []
    seen: set[tuple[Span, int]] = set()
    for row in ranked:
        place, number = row[0], row[1]
        at = bisect_right(taken, place)
        if not at or taken[at - 1] != place:
            if at and taken[at - 1][1] > place[0]:
                continue
            if at < len(taken) and taken[at][0] < place[1]:
                continue
            taken.insert(at, place)
        if (place, number) not in seen:
            seen.add((place, number))
            kept.append(row)
    return kept


def _in_company(reading: Reading, plan: EntityPlan, short: Sequence[int], full: Sequence[Found]) -> list[Found]:
    """The short forms that count: after a full name, or in one sentence with a `near` word."""
    named = min((one.span[0] for one in full), default=len(reading.text))
    friends: dict[int, list[Span]] | None = None
    company = []
    for mention in _unmasked(reading, plan, plan.short, short):
        place = mention.span
        if place[0] < named:
            if friends is None:
                friends = _friends(reading, plan)
            beside = friends.get(reading.places.sentence(place[0]), ()) if friends else ()
            if not any(friend[1] <= place[0] or friend[0] >= place[1] for friend in beside):
                continue
        company.append(Found(place, mention.alias, True))
    return company


def _friends(reading: Reading, plan: EntityPlan) -> dict[int, list[Span]]:
    """Where the `near` words stand, by sentence."""
    friends: dict[int, list[Span]] = {}
    for term in plan.near:
        for place in reading.hits.get(term, ()):
            friends.setdefault(reading.places.sentence(place[0]), []).append(place)
    return friends


def _continue(
    reading: Reading, plan: EntityPlan, terms: Iterable[int], own: Sequence[Found], found: dict[int, list[Found]]
) -> bool:
    """«Shahed-129 and 191»: numbers that go on after a designation, where the result is a known alias.

    Where the designation ends a quotation («Shahed-129» and «191»), each number stands in quotes as well.
    A list of commas counts once it ends in an «and»; a number that counts something («and 400 kilometres») ends it.
    Adds to `found` and says whether it did.
    """
    grown = False
    designated, text = reading.lexicon.names.designated, reading.text
    spans = {one.span for one in own}
    for term in terms:
        stem = plan.series.get(term)
        if stem is None:
            continue
        for place in reading.hits[term]:
            if place not in spans:
                continue
            pending: list[tuple[Span, Sequence[tuple[int, str]]]] = []
            position = place[1]
            while more := _CONTINUED.match(text, position):
                letters = fold_short(more["suffix"])
                name = stem + fold_short(more["number"])
                owners = designated(name + letters) or (designated(name) if letters == b"s" else None)
                if not owners or COUNTED.match(text, more.end()) or _PEOPLE.match(text, more.end()):
                    break
                pending.append(((more.start("number"), more.end()), owners))
                position = more.end()
                if more["join"]:
                    for spot, entities in pending:
                        for number, alias in entities:
                            found.setdefault(number, []).append(Found(spot, alias))
                    pending, grown = [], True
    return grown
