"""Reading one document: every term it holds, verified, with spans in the original."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from monitor.checks import COUNTED, Check, Gap, case_holds, gap_holds, plain
from monitor.document import Document, Hit, Zone
from monitor.lexicon import Found, Lexicon, Posting, Span
from monitor.recognise import NO_MASKS, Masks, recognise
from monitor.scan import Sights, read
from monitor.sentences import Places
from monitor.surroundings import APOSTROPHES, AROUND, JOINS_ADDRESS
from monitor.text import SEP, Folded, span

GLUE: Final = "\n\n"
"""Stands between title and text while a document is read; nothing matches across it."""
_POSSESSIVE: Final = re.compile(r"['’‘ʼ`´′＇][sS](?![^\W_])")
_PERSIAN_SUFFIX: Final = re.compile(r"\u200c(?:ها(?:یی|ی|یش|یشان)?|ای|یی|ی|اش|ام|ات|مان|تان|شان)(?![^\W_]|\u200c)")
_ADDRESS: Final = re.compile(
    r"://|^\W*www\.|@[\w-]+\.|^\W*(?:[\w-]+\.)+(?:com|org|net|info|io|int|gov|edu|media|news|tv|me|eu|uk|ru|ir|az|ua|il"
    r"|am|de|fr|su|рф)\W*(?:/|$)",
    re.IGNORECASE,
)
_LOOKALIKE: Final = str.maketrans("ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі")
_LATIN_ONLY: Final = re.compile(
    f"[{re.escape(''.join(char for char in map(chr, range(65, 123)) if ord(char) not in _LOOKALIKE))}]"
)
_LATIN: Final = b"a"
_LATIN_LETTERS: Final = bytes(_LATIN[0] if 97 <= byte <= 122 else SEP for byte in range(256))
_PREVIOUS_WORD: Final = re.compile(r"([^\W_]+)[\W_]*$")
_BROKEN_WORD: Final = re.compile(r"([^\W\d_])[-‐]\n(?=[^\W\d_])")
_CHUNK: Final = re.compile(r"\S+")
_HYPHENS: Final = frozenset("-‑–")
_JOINTS: Final = _HYPHENS | frozenset(" \u00a0\u200c")
"""What stands in most gaps; a hyphen may stand in any but that of an apostrophe."""


class Reading:
    """One document as it is being read. What is costly is computed when first asked for.

    Positions count code points of title + GLUE + text, which is `text` here.
    """

    def __init__(self, lexicon: Lexicon, document: Document, *, keep_rejected: bool = False) -> None:
        """Scan the document and verify what was found; `keep_rejected` remembers what was not (for explanations)."""
        self.lexicon = lexicon
        self.document = document
        self.text = document.title + GLUE + document.text
        self.title_end = len(document.title)
        self.body_start = self.title_end + len(GLUE)
        self.rejected: list[tuple[int, Span, str]] | None = [] if keep_rejected else None
        self.masked: list[Span] = []
        """Names that a longer phrase covered."""
        self._places: Places | None = None
        self._lines: dict[Span, str] = {}
        """Paragraphs in which outlets are named, without the blanks around them."""
        self._lede_end = -1
        self._entities: dict[int, list[Found]] | None = None
        self._signatures: Masks | None = None if lexicon.outlets else NO_MASKS
        sights = read(lexicon.scanner, self.text)
        hits = sights.hits
        self.hits: dict[int, list[Span]] = hits
        """Term -> where it stands, in order."""
        if sights.found:
            self._take(sights, self.text)
        if sights.mixed or "-\n" in self.text or "‐\n" in self.text:
            for variant in self._variants(sights):
                others = read(lexicon.scanner, variant)
                for term, spans in others.hits.items():
                    hits.setdefault(term, []).extend(spans)
                self._take(others, variant)
        for term in [term for term, spans in hits.items() if len(spans) > 1]:
            hits[term] = sorted(set(hits[term]))

    # ------------------------------------------------------------------ terms

    def _variants(self, sights: Sights) -> list[str]:
        """The text written otherwise, at the same length: broken words made whole, look-alikes made Cyrillic."""
        text, found = self.text, []
        if "-\n" in text or "‐\n" in text:
            found.append(_BROKEN_WORD.sub("\\1\u00ad\u00ad", text))
        if sights.mixed:
            found.append(_cyrillic(sights.folded, text))
        return [variant for variant in found if variant and variant != text]

    def _take(self, sights: Sights, text: str) -> None:
        """Note every term whose form stands where one of its patterns was seen."""
        postings, hits = self.lexicon.postings, self.hits
        for number, place, doubt, start, end in sights.found:
            for posting in postings[number]:
                term, check, _, plainly = posting
                spot = place
                if doubt & AROUND or not plainly or (doubt and check is not None):
                    verified = self._verified(posting, sights.folded, text, start, end)
                    if verified is None:
                        continue
                    spot = verified
                if term in hits:
                    hits[term].append(spot)
                else:
                    hits[term] = [spot]

    def _verified(self, posting: Posting, folded: Folded, text: str, start: int, end: int) -> Span | None:
        """Where the form stands, or None where it is none after all."""
        term, check, prefix, _ = posting
        data = folded.data
        last = end - 1
        if prefix:
            last = data.index(SEP, end)
            if last > end and 48 <= data[end - 1] <= 57 and 48 <= data[end] <= 57:
                return None
        place = first, stop = span(folded, start + 1, last, text)
        before = text[first - 1] if first else " "
        if (
            before in APOSTROPHES
            and first > 1
            and "A" <= text[first - 2] <= "z"
            and data.index(SEP, start + 1) - start <= 3
        ):
            return None  # the s of Russia's is no S-300
        if (before in JOINS_ADDRESS or text[stop : stop + 1] in JOINS_ADDRESS) and _in_address(text, first, stop):
            return None
        if check is not None:
            why = self._objection(check, folded, text, start, place)
            if why:
                if self.rejected is not None:
                    self.rejected.append((term, place, why))
                return None
        return first, _extended(text, stop)

    def _objection(self, check: Check, folded: Folded, text: str, start: int, place: Span) -> str:
        """Why a pattern found is not the form after all; empty where it is."""
        at = start
        for gap in check.gaps:
            at = folded.data.index(SEP, at + 1)
            if not _gap_holds(gap, folded, text, at):
                return "written differently"
        if check.gaps and check.gaps[-1].kind == "number" and text[folded.origin[at]].isspace():
            counted = COUNTED.match(text, place[1])
            if counted and text[place[1] - 1].isdigit():
                return "the number counts something"
        if check.case != "ignore" and not case_holds(check, text[place[0] : place[1]]):
            return "wrong case"
        if check.number and _part_of_number(text, place):
            return "part of a longer number"
        if check.exotic and not plain(text[place[0] : place[1]]).startswith(check.exotic):
            return "other letters"
        return ""

    # ------------------------------------------------------------------ places

    @property
    def places(self) -> Places:
        """Paragraphs and sentences."""
        if self._places is None:
            self._places = Places(self.text, self.document.lang)
        return self._places

    @property
    def lede_end(self) -> int:
        """Where the first of several paragraphs ends; the start of the text where there is only one."""
        if self._lede_end < 0:
            end = self._first_end()
            self._lede_end = end if self.text[end : end + 8].strip() or self.text[end:].strip() else self.body_start
        return self._lede_end

    def _first_end(self) -> int:
        """Where the first paragraph ends. Mostly it is one line with an empty one after it, which is quickly seen."""
        text, start = self.text, self.body_start
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        if end > start and text.startswith("\n\n", end) and not text[start].isspace():
            return end
        return self.places.paragraph_end(start)

    @property
    def first_paragraph_end(self) -> int:
        """Where the first paragraph ends, be it the only one."""
        return self.lede_end if self.lede_end > self.body_start else len(self.text)

    def zone(self, position: int) -> Zone:
        """Headline, first paragraph or the rest."""
        if position < self.body_start:
            return "title"
        return "lede" if position < self.lede_end else "body"

    def words_between(self, left: int, right: int, most: int) -> int:
        """How many words stand between two positions; counted no further than one above `most`."""
        words = (word for word in _CHUNK.finditer(self.text, left, right) if any(map(str.isalnum, word[0])))
        return sum(1 for _ in islice(words, most + 1))

    def hit(self, place: Span) -> Hit:
        """`place` as it is told outside: the form, its field, and the span within that field."""
        start, end = place
        form = self.text[start:end]
        if start < self.body_start:
            return Hit(form, "title", start, end)
        return Hit(form, "text", start - self.body_start, end - self.body_start)

    # ------------------------------------------------------------------ entities

    @property
    def entities(self) -> dict[int, list[Found]]:
        """Every entity that is mentioned, with its mentions in order."""
        if self._entities is None:
            self._entities = recognise(self)
        return self._entities

    @property
    def signatures(self) -> Masks:
        """The names of outlets where they sign (credit, footer, their own paper): nothing is mentioned there."""
        if self._signatures is None:
            spans: list[Span] = []
            for term in self.lexicon.outlets.keys() & self.hits.keys():
                own = self.document.outlet in self.lexicon.outlets[term]
                spans += [place for place in self.hits[term] if own or self._signs(place)]
            self._signatures = Masks(spans)
        return self._signatures

    def _signs(self, place: Span) -> bool:
        start = self.places.paragraph(place[0])
        end = self.places.break_after(place[1])
        line = self._lines.get((start, end))
        if line is None:
            line = self._lines[start, end] = self.text[start:end].strip()
        left, right = self.text[max(start, place[0] - 3) : place[0]], self.text[place[1] : place[1] + 3]
        if left.rstrip().endswith(("(", "/")) and right.lstrip()[:1] in (")", "/"):
            return True
        return len(line) <= place[1] - place[0] + 4 or (len(line) < 200 and _FOOTER.search(line) is not None)


_FOOTER: Final = re.compile(
    r"^\W*(?:by|from|source|sources|via|photo|image|copyright|follow|subscribe|read more|read also|origin|published"
    r"|reporting)\b|©|\(c\)|all rights reserved|not responsible|reserved|newsletter|app\b|is a (?:news|media)"
    r"|^\W*(?:источник|по материалам|фото|автор|читайте|подпис)|^\W*(?:منبع|عکس|انتهای پیام)",
    re.IGNORECASE,
)


def _cyrillic(folded: Folded, text: str) -> str:
    """A mostly Cyrillic `text` with the Latin look-alikes of words that hold nothing else made Cyrillic; empty where
    nothing changes.

    A word of look-alikes alone stays Latin where the word before it is
    (Mercedes C300).
    """
    parts: list[str] = []
    (data, origin), told = folded, 0
    latin = data.translate(_LATIN_LETTERS)
    done = latin.find(_LATIN)
    while done >= 0:
        first, done = data.rindex(SEP, 0, done) + 1, data.index(SEP, done)
        start, end = origin[first], origin[done - 1] + 1
        done = latin.find(_LATIN, done)
        if _LATIN_ONLY.search(text, start, end):
            continue
        word = text[start:end]
        before = _PREVIOUS_WORD.search(text, max(0, start - 40), start) if word.isascii() else None
        if before and _LATIN_ONLY.search(before[1]):
            continue
        parts += [text[told:start], word.translate(_LOOKALIKE)]
        told = end
    return "".join([*parts, text[told:]]) if parts else ""


def _in_address(text: str, start: int, end: int) -> bool:
    """True inside a web or mail address: what stands there is not said."""
    joined_before = start > 0 and text[start - 1] in JOINS_ADDRESS
    joined_after = end + 1 < len(text) and text[end] in JOINS_ADDRESS and not text[end + 1].isspace()
    if not (joined_before or joined_after):
        return False
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return _ADDRESS.search(text[first:last]) is not None


def _gap_holds(gap: Gap, folded: Folded, text: str, at: int) -> bool:
    """Whether what stands at the blank `at` of the folded text may stand there."""
    origin = folded.origin
    left, right = origin[at - 1] + 1, origin[at + 1]
    between = text[left:right]
    if (
        between in _JOINTS
        and not gap.hard
        and (gap.kind == "soft" or (between in _HYPHENS and gap.kind != "apostrophe"))
    ):
        return True
    word_start = folded.data.rindex(SEP, 0, at) + 1
    word_end = folded.data.index(SEP, at + 1)
    before, after = text[origin[word_start] : left], text[right : origin[word_end - 1] + 1]
    opens = False
    if gap.kind == "number" and len(before) == 1:
        lead = text[: origin[word_start]].rstrip(" \t\u00a0\"'«“„(—–-")
        opens = not lead or lead[-1] in ".!?…\n:;"
    return gap_holds(gap, between, before, after, sentence_start=opens)


def _extended(text: str, end: int) -> int:
    """The end of the form with its possessive or its Persian suffix."""
    if end >= len(text):
        return end
    following = text[end]
    if following in APOSTROPHES and (found := _POSSESSIVE.match(text, end)):
        return found.end()
    if following == "\u200c" and (found := _PERSIAN_SUFFIX.match(text, end)):
        return found.end()
    return end


def _part_of_number(text: str, place: Span) -> bool:
    """True where digits are a piece of a decimal, of thousands, of money or of a percentage."""
    before, after = text[max(0, place[0] - 2) : place[0]], text[place[1] : place[1] + 2]
    if len(before) == 2 and before[1] in ".,:٫٬" and before[0].isdigit():
        return True
    if before and before[-1] in "$€£¥₽#":
        return True
    return (len(after) == 2 and after[0] in ".,:٫٬" and after[1].isdigit()) or after[:1] in ("%", "$", "€")
