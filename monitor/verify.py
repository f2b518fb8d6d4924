"""Whether what a pattern was seen at is a form of its term: what stands in and around it, its letters. Pure.

The compiled half decides the plain cases by the same rules, and leaves the rest to this.
"""

from __future__ import annotations

import re
from typing import Final

from monitor.checks import COUNTED, Check, Gap, case_holds, gap_holds, plain, with_edges
from monitor.letters import ZWNJ
from monitor.postings import Posting
from monitor.surroundings import APOSTROPHES, HYPHENS, JOINS_ADDRESS, JOINTS, POSSESSIVE
from monitor.text import SEP, Folded, span

Span = tuple[int, int]
Rejection = tuple[int, Span, str]
"""A term, where a form of it seemed to stand, and why it does not count there."""
_POSSESSIVE: Final = re.compile(rf"[{POSSESSIVE}][sS](?![^\W_])")
_GROUP: Final = re.compile(r"\d{3}(?!\d)")
SUFFIXES: Final = (
    "ها", "هایی", "های", "هایش", "هایشان", "ای", "یی", "ی", "اش", "ام", "ات", "مان", "تان", "شان",
)  # fmt: skip
"""Of Persian nouns, as they are written behind a zero-width non-joiner."""
_PERSIAN_SUFFIX: Final = re.compile(rf"\u200c(?:{'|'.join(SUFFIXES)})(?![^\W_]|\u200c)")
_DECIMAL: Final = ".,:٫٬"
"""Between two digits, they part pieces of one number."""
_ADDRESS: Final = re.compile(
    r"://|^\W*www\.|@[\w-]+\.|^\W*(?:[\w-]+\.)+(?:com|org|net|info|io|int|gov|edu|media|news|tv|me|eu|uk|ru|ir|az|ua|il"
    r"|am|de|fr|su|рф)\W*(?:/|$)",
    re.IGNORECASE,
)


def verified(
    posting: Posting, folded: Folded, text: str, seen: Span, rejected: list[Rejection] | None = None
) -> Span | None:
    """Where in `text` the form stands that was seen at this place of `folded`, its possessive or suffix included; None
    where it is none after all. The reason is noted in `rejected`, where a reader would ask for it.
    """
    term, check, prefix, _ = posting
    start, end = seen
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
        why = _objection(check, folded, text, start, place)
        if why:
            if rejected is not None:
                rejected.append((term, place, why))
            return None
    return first, _extended(text, stop)


def _objection(check: Check, folded: Folded, text: str, start: int, place: Span) -> str:
    """Why a pattern found is not the form after all; empty where it is."""
    at = start
    for gap in check.gaps:
        at = folded.data.index(SEP, at + 1)
        if not _gap_holds(gap, folded, text, at):
            return "written differently"
    if check.gaps and check.gaps[-1].kind in ("number", "abbreviation") and text[folded.origin[at]].isspace():
        counted = COUNTED.match(text, place[1])
        if counted and text[place[1] - 1].isdigit():
            return "the number counts something"
    if check.case != "ignore" and not case_holds(check, text[place[0] : place[1]]):
        return "wrong case"
    whole = with_edges(check.edges, text, *place)
    if whole is None:
        return "without its sign"
    if (check.number and _part_of_number(text, whole)) or _more_thousands(check, text, place):
        return "part of a longer number"
    if check.exotic and not plain(text[place[0] : place[1]]).startswith(check.exotic):
        return "other letters"
    return ""


def _more_thousands(check: Check, text: str, place: Span) -> bool:
    """Whether the thousands at either end go on (1 200 in «1 200 000», «1 200.5»)."""
    groups = [gap.kind == "thousands" for gap in check.gaps]
    if not any(groups):
        return False
    first, stop = place
    signs = {char for char in text[first:stop] if not char.isalnum()}
    before, after = text[max(0, first - 2) : first], text[stop : stop + 5]
    if groups[0] and text[first : first + 3].isdigit() and before[:1].isdigit() and before[1:] in signs:
        return True
    if groups[-1] and len(after) > 1 and after[0] in _DECIMAL and after[1].isdigit():
        return True
    return (
        groups[-1] and after[:1] in signs and after[1:4].isdigit() and len(after[1:4]) == 3 and not after[4:].isdigit()
    )


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
    if between in JOINTS and not gap.hard and (gap.kind == "soft" or (between in HYPHENS and gap.kind != "apostrophe")):
        return True
    word_start = folded.data.rindex(SEP, 0, at) + 1
    word_end = folded.data.index(SEP, at + 1)
    before, after = text[origin[word_start] : left], text[right : origin[word_end - 1] + 1]
    if gap.kind == "number" and text[origin[word_start] - 1 : origin[word_start]] == ZWNJ:
        return False  # «اس‌ام‌اس ۳۰۰ تومان» is about messages
    opens = False
    if gap.kind in ("number", "abbreviation") and len(before) == 1:
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
    if len(before) == 2 and before[1] in _DECIMAL and before[0].isdigit():
        return True
    if before and before[-1] in "$€£¥₽#":
        return True
    return (len(after) == 2 and after[0] in _DECIMAL and after[1].isdigit()) or after[:1] in ("%", "$", "€")
