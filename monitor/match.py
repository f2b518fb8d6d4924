"""Reading one document: verified term hits, entities, and the occurrences of queries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from monitor.document import Document, Zone
from monitor.scan import Scanner
from monitor.sentences import Places
from monitor.terms import Check, Gap, case_holds, gap_holds, plain
from monitor.text import SEP, Folded, fold, script, span

GLUE: Final = "\n\n"
"""Stands between title and text while a document is read; nothing matches across it."""
_APOSTROPHES: Final = frozenset("'’‘ʼ`´′＇")
_POSSESSIVE: Final = re.compile(r"['’‘ʼ`´′＇][sS](?![^\W_])")
_PERSIAN_SUFFIX: Final = re.compile(r"\u200c(?:ها(?:یی|ی|یش|یشان)?|ای|یی|ی|اش|ام|ات|مان|تان|شان)(?![^\W_]|\u200c)")
_ADDRESS: Final = re.compile(
    r"://|^\W*www\.|@[\w-]+\.|^\W*(?:[\w-]+\.)+(?:com|org|net|info|io|int|gov|edu|media|news|tv|me|eu|uk|ru|ir|az|ua|il|am|de|fr|su|рф)\W*(?:/|$)",
    re.IGNORECASE,
)
_JOINS_ADDRESS: Final = frozenset("/.@_=&?:#-%")
_LOOKALIKE: Final = dict(zip("ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі", strict=True))
_LATIN_TOKEN: Final = re.compile(r"[A-Za-zА-Яа-яЁё]*[A-Za-z][A-Za-zА-Яа-яЁё]*")
_PREVIOUS_WORD: Final = re.compile(r"([^\W_]+)[\W_]*$")
_BROKEN_WORD: Final = re.compile(r"([^\W\d_])[-‐]\n(?=[^\W\d_])")
_CONTINUED: Final = re.compile(
    r"[\s\u200c]*(?:(?P<comma>,)|(?P<join>/|&|(?:and|or|и|или|та|і|и/или|و|یا)(?=[\s\u200c])))?[\s\u200c]*[-‐‑–]?"
    r"(?P<number>\d+)(?P<suffix>[A-Za-zА-Яа-яЁё]{0,4})(?![^\W_])(?![.,:٫]\d)"
)
_COUNTED: Final = re.compile(
    r"[\s%°-]*(?:%|percent\b|per cent\b|kilomet|km\b|met(?:er|re)s?\b|miles?\b|kg\b|tons?\b|tonnes?\b"
    r"|million|billion|thousand"
    r"|hundred|people\b|men\b|women\b|soldiers|troops|others?\b|more\b|years?\b|days?\b|hours?\b|minutes?\b|times\b|dollars"
    r"|rubles|roubles|euros|of (?:them|which|whom)|км\b|м\b|кг\b|тонн|процент|тысяч|тыс\b|млн\b|млрд\b"
    r"|человек|солдат|военн"
    r"|друг|лет\b|дн(?:я|ей)\b|час|минут|доллар|рубл|евро|کیلومتر|متر|نفر|درصد|میلیون|میلیارد|هزار|روز|سال|تن )"
)


class Span(NamedTuple):
    """A half-open range of code points in title + GLUE + text."""

    start: int
    end: int


class Posting(NamedTuple):
    """A pattern belongs to a term, under this check."""

    term: int
    check: Check | None
    prefix: bool


class Occurrence(NamedTuple):
    """One place where a query, or a part of one, holds."""

    start: int
    end: int
    zone: Zone
    ambiguous: bool
    hits: tuple[Span, ...]


@dataclass(slots=True)
class EntityPlan:
    """What the reader needs to know of one entity; numbers are those of terms and entities."""

    id: str
    kind: str
    full: dict[int, str]
    """Term -> alias as written."""
    short: dict[int, str]
    near: tuple[int, ...]
    masks: tuple[int, ...]
    of: int | None
    series: dict[int, bytes]
    """Term -> the letters before its number, for «Shahed-129 and 191»."""


@dataclass(slots=True)
class Found:
    """An entity found."""

    span: Span
    alias: str
    ambiguous: bool = False


@dataclass(slots=True)
class Lexicon:
    """Everything compiled that reading a document needs."""

    scanner: Scanner
    postings: list[tuple[Posting, ...]]
    entities: list[EntityPlan]
    by_term: dict[int, tuple[int, ...]]
    """Term -> entities it names (full or short)."""
    known: dict[bytes, list[tuple[int, str]]]
    """Folded alias without blanks -> entities and alias."""
    outlets: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Term of an outlet's name -> ids of outlets so named."""


class Reading:
    """One document as it is being read. Everything costly is computed when first asked for."""

    def __init__(self, lexicon: Lexicon, document: Document) -> None:
        """Scan the document and verify what was found."""
        self.lexicon = lexicon
        self.document = document
        self.text = document.title + GLUE + document.text
        self.title_end = len(document.title)
        self.body_start = len(document.title) + len(GLUE)
        self.hits: dict[int, list[Span]] = {}
        self.rejected: list[tuple[int, Span, str]] = []
        self.masked: list[Span] = []
        self._memo: dict[int, list[Occurrence]] = {}
        self._read()

    # ------------------------------------------------------------------ terms

    def _read(self) -> None:
        folded = fold(self.text)
        self._scan(folded, self.text)
        for variant in self._variants(folded):
            self._scan(fold(variant), variant)
        for term, spans in self.hits.items():
            if len(spans) > 1:
                self.hits[term] = sorted(set(spans))

    def _variants(self, folded: Folded) -> Iterable[str]:
        """The text written otherwise: words broken at a line's end made whole, look-alikes made Cyrillic.

        Same length as the text, so that spans are the same.
        """
        if "-\n" in self.text or "‐\n" in self.text:
            variant = _BROKEN_WORD.sub("\\1\u00ad\u00ad", self.text)
            if variant != self.text:
                yield variant
        if _has_cyrillic_majority(folded):
            variant = _LATIN_TOKEN.sub(self._cyrillic, self.text)
            if variant != self.text:
                yield variant

    def _cyrillic(self, found: re.Match[str]) -> str:
        token = found[0]
        if any("A" <= char <= "z" and char not in _LOOKALIKE for char in token):
            return token
        if token.isascii():
            # Beside a Latin word it is Latin too (Mercedes C300).
            before = _PREVIOUS_WORD.search(self.text, max(0, found.start() - 40), found.start())
            word = before[1] if before else ""
            if any("A" <= char <= "z" for char in word) and any(
                char not in _LOOKALIKE for char in word if char.isalpha()
            ):
                return token
        return "".join(_LOOKALIKE.get(char, char) for char in token)

    def _scan(self, folded: Folded, text: str) -> None:
        postings, data = self.lexicon.postings, folded.data
        for number, start, end in self.lexicon.scanner.scan(data):
            for posting in postings[number]:
                self._verify(posting, folded, text, start, end)
        del data

    def _verify(self, posting: Posting, folded: Folded, text: str, start: int, end: int) -> None:
        data = folded.data
        if posting.prefix:
            last = data.index(SEP, end)
            if last > end and posting.check is not None and posting.check.number and script(data[end]) == "digit":
                return
        else:
            last = end - 1
        first, stop = span(folded, start + 1, last, text)
        place = Span(first, stop)
        if first and text[first - 1] in _APOSTROPHES and first > 1 and text[first - 2].isalnum():
            word_end = data.index(SEP, start + 1)
            if word_end - start - 1 <= 2 and text[first - 2].isascii():
                return  # the s of Russia's is no S-300
        if self._in_address(text, first, stop):
            return
        check = posting.check
        if check is not None and (why := self._objection(check, folded, text, start, place)):
            self.rejected.append((posting.term, place, why))
            return
        self.hits.setdefault(posting.term, []).append(Span(first, self._extended(text, stop)))

    @staticmethod
    def _in_address(text: str, start: int, end: int) -> bool:
        """True inside a web or mail address: what stands there is not said."""
        if (start and text[start - 1] in _JOINS_ADDRESS) or (end < len(text) and text[end] in _JOINS_ADDRESS):
            first, last = start, end
            while first and not text[first - 1].isspace():
                first -= 1
            while last < len(text) and not text[last].isspace():
                last += 1
            return _ADDRESS.search(text[first:last]) is not None
        return False

    def _objection(self, check: Check, folded: Folded, text: str, start: int, place: Span) -> str:
        """Why a pattern found is not the form after all; empty where it is."""
        for gap in check.gaps:
            if not self._gap_holds(gap, folded, text, start):
                return "written differently"
        found = text[place.start : place.end]
        if check.case != "ignore" and not case_holds(check, found):
            return "wrong case"
        if check.number and _part_of_number(text, place):
            return "part of a longer number"
        if check.exotic and not plain(found).startswith(check.exotic):
            return "other letters"
        return ""

    def _gap_holds(self, gap: Gap, folded: Folded, text: str, start: int) -> bool:
        origin, at = folded.origin, start + gap.at
        left, right = int(origin[at - 1]) + 1, int(origin[at + 1])
        between = text[left:right]
        if gap.kind == "soft" and not gap.hard and between in (" ", "-", "‑", "–", "\u00a0", "\u200c"):
            return True
        word_start = folded.data.rindex(SEP, 0, at) + 1
        word_end = folded.data.index(SEP, at + 1)
        before = text[int(origin[word_start]) : left]
        after = text[right : int(origin[word_end - 1]) + 1]
        opens = False
        if gap.kind == "number" and len(before) == 1:
            lead = text[: int(origin[word_start])].rstrip(" \t\u00a0\"'«“„(—–-")
            opens = not lead or lead[-1] in ".!?…\n:;"
        return gap_holds(gap, between, before, after, sentence_start=opens)

    @staticmethod
    def _extended(text: str, end: int) -> int:
        """The end of the form with its possessive or its Persian suffix."""
        if end >= len(text):
            return end
        following = text[end]
        if following in _APOSTROPHES and (found := _POSSESSIVE.match(text, end)):
            return found.end()
        if following == "\u200c" and (found := _PERSIAN_SUFFIX.match(text, end)):
            return found.end()
        return end

    # ------------------------------------------------------------------ places

    @cached_property
    def places(self) -> Places:
        """Paragraphs and sentences."""
        return Places(self.text, self.document.lang)

    @cached_property
    def lede_end(self) -> int:
        """Where the first paragraph of the text ends; its start where there is only one paragraph."""
        found = re.compile(r"\n[^\S\n]*\n\s*(?=\S)").search(self.text, self._body_first)
        return found.start() if found else self.body_start

    @cached_property
    def first_paragraph_end(self) -> int:
        """Where the first paragraph ends, be it the only one."""
        return self.lede_end if self.lede_end > self.body_start else len(self.text)

    @cached_property
    def _body_first(self) -> int:
        found = re.compile(r"\S").search(self.text, self.body_start)
        return found.start() if found else len(self.text)

    def zone(self, position: int) -> Zone:
        """Headline, first paragraph or the rest."""
        if position < self.body_start:
            return "title"
        return "lede" if position < self.lede_end else "body"

    # ------------------------------------------------------------------ entities

    @cached_property
    def blocked(self) -> list[Span]:
        """The names of outlets where they sign: nothing is mentioned there."""
        spans: list[Span] = []
        for term, ids in self.lexicon.outlets.items():
            own = self.document.outlet in ids
            spans += [place for place in self.hits.get(term, ()) if own or self._signs(place)]
        return spans

    def _signs(self, place: Span) -> bool:
        """True where an outlet's name stands as a credit, a dateline or a footer rather than in a sentence."""
        start = self.places.paragraph(place.start)
        end = self.text.find("\n\n", place.end)
        line = self.text[start : end if end >= 0 else len(self.text)].strip()
        around = self.text[max(start, place.start - 3) : place.start], self.text[place.end : place.end + 3]
        if around[0].rstrip().endswith(("(", "/")) and around[1].lstrip()[:1] in (")", "/"):
            return True
        if len(line) <= place.end - place.start + 4:
            return True
        return len(line) < 200 and _FOOTER.search(line) is not None

    @cached_property
    def entities(self) -> dict[int, list[Found]]:
        """Every entity that is mentioned, with its mentions in order."""
        plans = self.lexicon.entities
        candidates = sorted({entity for term in self.hits for entity in self.lexicon.by_term.get(term, ())})
        fulls = {number: self._unmasked(plans[number], plans[number].full) for number in candidates}
        fulls = self._longest(fulls)
        for number in candidates:
            if plans[number].series:
                self._continue(plans[number], fulls)
        found = fulls
        for number in candidates:
            plan = plans[number]
            if plan.short and (short := self._unmasked(plan, plan.short)):
                before = min((mention.span.start for mention in fulls.get(number, ())), default=len(self.text))
                company = [
                    Found(one.span, one.alias, True)
                    for one in short
                    if one.span.start > before or self._in_company(plan, one.span)
                ]
                if company:
                    found = {**found, number: [*found.get(number, ()), *company]}
        found = self._longest(found)
        return {number: sorted(one, key=lambda mention: mention.span) for number, one in found.items() if one}

    def _unmasked(self, plan: EntityPlan, terms: dict[int, str]) -> list[Found]:
        masks = [place for term in plan.masks for place in self.hits.get(term, ())] + self.blocked
        kept: dict[Span, Found] = {}
        for term, alias in terms.items():
            for place in self.hits.get(term, ()):
                if covered(place, masks):
                    self.masked.append(place)
                else:
                    kept.setdefault(place, Found(place, alias))
        return list(kept.values())

    def _longest(self, found: dict[int, list[Found]]) -> dict[int, list[Found]]:
        """Within one type of entity the longest form takes the place; equally long ones share it."""
        by_kind: dict[str, list[tuple[Span, int, Found]]] = {}
        for number, mentions in found.items():
            kind = self.lexicon.entities[number].kind
            by_kind.setdefault(kind, []).extend((mention.span, number, mention) for mention in mentions)
        kept: dict[int, list[Found]] = {}
        for rows in by_kind.values():
            rows.sort(key=lambda row: (row[0].start - row[0].end, row[0].start))
            taken: list[Span] = []
            for place, number, mention in rows:
                if any(place.start < other.end and other.start < place.end and place != other for other in taken):
                    continue
                taken.append(place)
                known = kept.setdefault(number, [])
                if all(place != one.span for one in known):
                    known.append(mention)
        return kept

    def _in_company(self, plan: EntityPlan, place: Span) -> bool:
        friends = [one for term in plan.near for one in self.hits.get(term, ())]
        if not friends:
            return False
        sentence = self.places.sentence(place.start)
        return any(
            self.places.sentence(one.start) == sentence and (one.end <= place.start or one.start >= place.end)
            for one in friends
        )

    def _continue(self, plan: EntityPlan, fulls: dict[int, list[Found]]) -> None:
        """«Shahed-129 and 191»: numbers that go on after a designation, where the result is a known alias."""
        for term, stem in plan.series.items():
            for place in self.hits.get(term, ()):
                pending: list[tuple[Span, list[tuple[int, str]]]] = []
                position = place.end
                while found := _CONTINUED.match(self.text, position):
                    if not (found["comma"] or found["join"]):
                        break
                    digits = fold(found["number"]).data.strip()
                    suffix = fold(found["suffix"]).data.strip()
                    owners = self.lexicon.known.get(stem + digits + suffix)
                    if owners is None and suffix in (b"s",):
                        owners = self.lexicon.known.get(stem + digits)
                    if owners is None or _COUNTED.match(self.text, found.end()):
                        break
                    end = found.end() if not suffix or owners else found.end("number")
                    pending.append((Span(found.start("number"), end), owners))
                    position = found.end()
                    if found["join"]:
                        for spot, entities in pending:
                            for number, alias in entities:
                                mentions = fulls.setdefault(number, [])
                                if not any(spot == one.span for one in mentions):
                                    mentions += [Found(spot, alias)]
                        pending = []

    def words_between(self, left: int, right: int) -> int:
        """How many words stand between two positions."""
        return sum(1 for word in self.text[left:right].split() if any(map(str.isalnum, word)))


_FOOTER: Final = re.compile(
    r"^\W*(?:by|from|source|sources|via|photo|image|copyright|follow|subscribe|read more|read also|origin|published"
    r"|reporting)\b"
    r"|©|\(c\)|all rights reserved|not responsible|reserved|newsletter|app\b|is a (?:news|media)"
    r"|^\W*(?:источник|по материалам|фото|автор|читайте|подпис)|^\W*(?:منبع|عکس|انتهای پیام)",
    re.IGNORECASE,
)


def covered(place: Span, masks: Sequence[Span]) -> bool:
    """True where a mask covers some of the words of `place`, unless `place` itself is the longer phrase around it."""
    for mask in masks:
        if mask.start < place.end and place.start < mask.end:
            inside = place.start <= mask.start and mask.end <= place.end and place != mask
            if not inside:
                return True
    return False


def _part_of_number(text: str, place: Span) -> bool:
    before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
    if len(before) == 2 and before[1] in ".,:٫٬-–/" and before[0].isdigit():
        return before[1] not in "-–/" or not text[place.start : place.end].isdigit()
    if before[-1:] in "$€£¥₽#" and before:
        return True
    return (len(after) == 2 and after[0] in ".,:٫٬" and after[1].isdigit()) or after[:1] in ("%", "$", "€")


def _has_cyrillic_majority(folded: Folded) -> bool:
    from monitor.text import mostly_cyrillic  # noqa: PLC0415

    return mostly_cyrillic(folded)


Evaluator = Callable[["Reading"], list[Occurrence]]


def overlapping(place: Span, spans: Sequence[Span]) -> bool:
    """True where `place` shares a character with one of the sorted `spans`."""
    at = bisect_left(spans, (place.start,))
    return any(one.start < place.end and place.start < one.end for one in spans[max(0, at - 1) : at + 1])
