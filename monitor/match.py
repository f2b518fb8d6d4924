"""Reading one document: every term it holds, verified, with spans in the original."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.asides import asides
from monitor.document import Document, Hit, Zone, hit_at
from monitor.lexicon import Found, Lexicon, Span
from monitor.lookalikes import made_cyrillic
from monitor.recognise import NO_MASKS, Masks, recognise
from monitor.scan import Sights, read
from monitor.sentences import Places
from monitor.surroundings import AROUND
from monitor.verify import Rejection, verified

if TYPE_CHECKING:
    from monitor.evaluate import Occurrence

GLUE: Final = "\n\n"
"""Stands between title and text while a document is read; nothing matches across it."""
_BROKEN_WORD: Final = re.compile(r"([^\W\d_])[-‐]\n(?=[^\W\d_])")
_CHUNK: Final = re.compile(r"\S+")


LookedUp = dict[int | tuple[int, ...], list["Occurrence"]]
"""Leaves of queries that were looked up, a term or entities by number, with their occurrences."""


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
        self.rejected: list[Rejection] | None = [] if keep_rejected else None
        self.looked_up: LookedUp = {}
        self.masked: list[Span] = []
        """Names that a longer phrase covered."""
        self._places: Places | None = None
        self._lines: dict[Span, str] = {}
        """Paragraphs in which outlets are named, without the blanks around them."""
        self._lede_end = -1
        self._entities: dict[int, list[Found]] | None = None
        self._signatures: Masks | None = None
        sights = read(lexicon.scanner, self.text, tell=keep_rejected)
        self.hits: dict[int, list[Span]] = sights.hits
        """Term -> where it stands, in order."""
        disordered = sights.disordered or bool(sights.found)
        if sights.found:
            self._take(sights, self.text)
        self.varied = sights.alike or sights.broken
        """Whether it was read in more than one way."""
        if self.varied:
            for variant in self._variants(sights):
                disordered = True
                others = read(lexicon.scanner, variant, tell=keep_rejected)
                for term, spans in others.hits.items():
                    self.hits.setdefault(term, []).extend(spans)
                self._take(others, variant)
        if disordered:
            for term, spans in self.hits.items():
                if len(spans) > 1:
                    self.hits[term] = sorted(set(spans))

    # ------------------------------------------------------------------ terms

    def _variants(self, sights: Sights) -> list[str]:
        """The text written otherwise, at the same length: broken words made whole, look-alikes made Cyrillic."""
        text, found = self.text, []
        if sights.broken:
            found.append(_BROKEN_WORD.sub("\\1\u00ad\u00ad", text))
        if sights.alike:
            found.append(made_cyrillic(sights.folded, text))
        return [variant for variant in found if variant and variant != text]

    def _take(self, sights: Sights, text: str) -> None:
        """Note every term whose form stands where one of its patterns was seen."""
        postings, hits = self.lexicon.postings, self.hits
        for number, place, doubt, start, end in sights.found:
            for posting in postings[number]:
                term, check, _, plainly = posting
                spot = place
                if doubt & AROUND or not plainly or (doubt and check is not None):
                    standing = verified(posting, sights.folded, text, (start, end), self.rejected)
                    if standing is None:
                        continue
                    spot = standing
                if term in hits:
                    hits[term].append(spot)
                else:
                    hits[term] = [spot]

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
        return hit_at(self.text, self.body_start, place)

    # ------------------------------------------------------------------ entities

    @property
    def entities(self) -> dict[int, list[Found]]:
        """Every entity that is mentioned, with its mentions in order."""
        if self._entities is None:
            self._entities = recognise(self)
        return self._entities

    @property
    def signatures(self) -> Masks:
        """The names of outlets where they sign (credit, footer, their own paper), and what is set beside the text:
        nothing is mentioned there."""
        if self._signatures is None:
            spans: list[Span] = []
            for term in self.hits.keys() & self.lexicon.outlets.keys():
                own = self.document.outlet in self.lexicon.outlets[term]
                spans += [place for place in self.hits[term] if own or self._signs(place)]
            labels = self.lexicon.labels
            spans += asides(
                self.text,
                [
                    (place, labels[term])
                    for term in self.hits.keys() & labels.keys()
                    for place in self.hits[term]
                    if place[0] >= self.body_start
                ],
            )
            self._signatures = Masks(spans) if spans else NO_MASKS
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
