"""Who wrote it: the people that a byline names.

A byline is read in parts: what labels an author or a photographer, names, job titles, places, houses, dates, agencies.
A line that nothing marks as a byline counts as one only where every part of it is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.bywords import ADJECTIVE, BARE_NOUN, CITIES, JOB, LABEL, NEVER_PERSON, NO_NAME, PICTURE, WRITTEN
from crawler.dates import without_dates
from crawler.text import clean_line, folded
from crawler.wires import agency_named, without_agency

_MAX_AUTHORS = 12
_MAX_LINE = 300
_STRONG = re.compile(r"\s*[;؛|•·/\n]\s*|\s+[–—-]+\s+|(?<=[^\W\d_]{3})(?<!Prof)(?<!Capt)(?<!Dott)(?<!Sgt)\.\s+(?=\S)")
_COMMA = re.compile(r"\s*[,،、]\s*")
_AND = re.compile(
    r"\s*[&+]\s*|(?:^|\s+)(?:and|und|et|og|och|ve|και|și|és|ja|и|та|й|with|mit|avec|con|com|met)\s+", re.I
)
_WEAK_AND = re.compile(r"(?<=\S)\s+(?:y|e|i|en|a|و|и)\s+(?=\S)")
"""Words that join names, but in some languages are part of one or stand before a place: asked for whole names."""
_ARABIC_AND = re.compile(r"(?<=\S)\s+و(?=[^\W\d_]{3,}\s)")
_IN = re.compile(
    r"\s+(?:reporting\s+)?(?:in|at|from|aus|im|à|au|aux|à|en|a|ad|из|в|во|у|در|از|fra|från|iz|w|z|v|ze|στ\w+|de)\s+"
    r"(?=[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄΑ-Ω\u0600-\u06ff]).*$"
)
_FOR = re.compile(
    r"\s+(?:special\s+(?:to|for)|writes?\s+for|for|of|für|pour|para|per|для|voor|at)\s+(?:the\s+)?(?=\S).*$", re.I
)
_BRACKETS = re.compile(r"\s*[(\[（].*?(?:[)\]）]|$)")
_HANDLE = re.compile(r"\s*(?:\bTwitter\s*:?\s*)?@\w[\w.]*|\S+@\S+\.\w+")
_TITLES = r"(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Lord|Rev|Gen|Col|Capt|Lt|Maj)"
_WORD = r"[A-ZÀ-ÞĀ-ŽƏİА-ЯЁІЇЄҐΆ-Ϋ][\w'’‘ʼ‑-]*\.?"
_PARTICLE = (
    r"(?:de|von|van|der|den|la|le|du|da|das|do|dos|del|della|di|el|bin|ibn|bint|al|ten|ter|zu|zum|af|av|y|e|of|abu|ben"
    r"|de[nr]|d['’]|al-|el-|'t|ter)"
)
_PERSON = re.compile(
    rf"(?:{_TITLES}\.?\s+)?{_WORD}(?:[\s.](?:{_PARTICLE}\s?){{0,3}}\s?{_WORD}){{1,4}}(?:,?\s(?:Jr|Sr|II|III)\.?)?"
)
_PARTICLED = re.compile(rf"(?:{_PARTICLE}\s){{1,3}}{_WORD}(?:\s{_WORD})*|{_WORD}\s(?:{_PARTICLE}\s){{1,3}}{_WORD}")
_CASELESS = re.compile(r"[\u0590-\u06ff\u200c\u0900-\u0dff ]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,8}")
_ENDS = " .:-–—|*\"'“”«»،,;"
_SIGNED = re.compile(r"^[—–-]\s*")


@dataclass
class _Byline:
    """What the parts of a line turned out to be."""

    people: list[str] = field(default_factory=list)
    agency: str = ""
    rest: list[str] = field(default_factory=list)
    """Parts that were not understood."""
    labelled: bool = False


def author_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[tuple[str, ...], str]:
    """Names of people in ``raw`` bylines, in order and once each, and the wire agency among them ("" if none).

    "By", job titles, places, addresses and the names in ``outlets`` (the site itself is no author) are left out, and
    so is who took the pictures; a name may be a single word where it stands first.
    """
    own = _own(tuple(outlets))
    names: dict[str, str] = {}
    agency = ""
    for text in raw:
        read = _read(clean_line(text[:_MAX_LINE]), own, marked=True)
        agency = agency or read.agency
        for name in read.people:
            names.setdefault(folded(name), name)
    agency = "" if _squeezed(agency) in own else agency
    return tuple(list(names.values())[:_MAX_AUTHORS]), agency


def byline(line: str) -> bool:
    """Whether a short line says by its wording that it names authors ("By Jo Hale", "Автор: Нина Кольцова")."""
    if len(line) > 120 or not LABEL.match(line):
        return False
    signed = bool(WRITTEN.match(line)) and without_dates(line)[1]  # "Submitted by jhale on 4 May 2026"
    read = _read(line, frozenset(), marked=signed)
    return read.labelled and not read.rest and bool(read.people)


def names_only(line: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The people in a line that holds nothing but names, job titles, places and dates; () where it holds more."""
    if not 4 <= len(line) <= 120:
        return ()
    read = _read(line, _own(tuple(outlets)), marked=False)
    if read.rest or (not read.labelled and any(_CASELESS.fullmatch(name) for name in read.people)):
        return ()  # without capitals any two words look like a name
    return tuple(read.people)


def has_job(line: str) -> bool:
    """Whether a short line holds a job title: "Health correspondent"."""
    return len(line) <= 60 and bool(JOB.search(line))


def signature(line: str) -> bool:
    """Whether a line is nothing but one or a few names, as some papers put them under the text."""
    return 5 <= len(line) <= 90 and _signature(line)


@lru_cache(maxsize=1_024)
def _signature(line: str) -> bool:
    return " " in line and not line.isupper() and not line.islower() and bool(names_only(_SIGNED.sub("", line)))


@lru_cache(maxsize=256)
def _own(outlets: tuple[str, ...]) -> frozenset[str]:
    """How the outlet may be named where it is no author."""
    return frozenset(_squeezed(name) for name in outlets if name)


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", folded(name)).removeprefix("the")


def _begins_as(name: str, own: frozenset[str]) -> bool:
    """Whether ``name`` shares its first two words with the outlet: a sister ("Isles Radio West")."""
    words = name.split()
    start = _squeezed(" ".join(words[:2]))
    return len(words) > 2 and len(start) >= 6 and any(site.startswith(start) for site in own)


def _read(line: str, own: frozenset[str], *, marked: bool) -> _Byline:
    """Sort the parts of a byline; ``marked`` says that the page calls it one, so that odd names are believed."""
    found = _Byline()
    if "://" in line or line.startswith("www."):
        return found  # the address of a profile
    line = _BRACKETS.sub(" , ", _HANDLE.sub(" ", without_dates(line)[0])).strip(_ENDS + " ")
    inverted = _inverted(line)
    if inverted:
        found.people = inverted
        return found
    picture = False
    for strong in _STRONG.split(line):
        for place, piece in enumerate(_COMMA.split(strong)):
            part = piece.strip(_ENDS)
            if not part:
                continue
            if picture_label := PICTURE.match(part):
                picture = True
                found.labelled = found.labelled or picture_label.end() < len(part)
                continue
            unlabelled = _without_label(part, marked=marked)
            if unlabelled != part:
                found.labelled, picture = True, False
                part = unlabelled
            if not picture and part:
                _sort(part, found, own, first=place == 0 and not found.people, marked=marked)
    return found


def _without_label(part: str, *, marked: bool) -> str:
    for _ in range(2):
        match = LABEL.match(f"{part} ") or (marked and BARE_NOUN.match(f"{part} ")) or None
        if match is None:
            break
        part = part[match.end() :].strip(_ENDS)
    return part


def _inverted(line: str) -> list[str]:
    """Names written as libraries do: "Solheim, Ingrid" or "Solheim, Ingrid; Aalto, Dmitri"; [] where they are not."""
    names: list[str] = []
    for one in line.split(";"):
        halves = [half.strip() for half in one.split(",")]
        if len(halves) != 2 or any(" " in half or not re.fullmatch(_WORD, half) for half in halves):
            return []
        names.append(f"{halves[1]} {halves[0]}")
    return names


def _sort(part: str, found: _Byline, own: frozenset[str], *, first: bool, marked: bool) -> None:
    """Add what one part between commas is to ``found``."""
    for half in _halves(part):
        name = half.strip(_ENDS)
        if not name:
            continue
        if agency := agency_named(name):
            found.agency = found.agency or agency
            continue
        if _squeezed(name) in own:
            continue
        name, agency = without_agency(name)
        found.agency = found.agency or agency
        name = _without_whereabouts(name)
        name, had_job = _without_job(name)
        name = name.strip(_ENDS)
        if not name:
            continue
        if _squeezed(name) in own or (found.people and _begins_as(name, own)):
            continue
        whole = _is_person(name)
        if whole and not NO_NAME.search(name) and (marked or not NEVER_PERSON.search(name)):
            if found.people and (name.casefold() in CITIES or (had_job and not first)):
                continue
            found.people.append(name)
        elif found.people and (_is_place(name) or had_job):
            continue
        elif marked and first and not found.people and not had_job and _may_be_name(name):
            found.people.append(name)
        elif had_job and not (marked and first):
            found.rest.append(name)
        elif not NO_NAME.search(name) and marked and _may_be_name(name) and " " in name:
            found.people.append(name)
        else:
            found.rest.append(name)


def _halves(part: str) -> list[str]:
    """``part`` at its words for "and"; the doubtful ones part only whole names."""
    halves: list[str] = []
    for piece in _AND.split(part):
        pieces = [piece]
        for weak in (_WEAK_AND, _ARABIC_AND):
            pieces = [half for one in pieces for half in _at_weak(one, weak)]
        halves += pieces
    return halves


def _at_weak(piece: str, weak: re.Pattern[str]) -> list[str]:
    for match in weak.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if " " in left.strip() and " " in right.strip():
            return [left, *_at_weak(right, weak)]
    return [piece]


def _without_whereabouts(name: str) -> str:
    """``name`` without the place or the house behind it: "Jo Hale in Cairo", "Jo Hale for The Gazette"."""
    for pattern in (_IN, _FOR):
        shorter = pattern.sub("", name)
        if shorter != name and (" " in shorter.strip()) and not _PARTICLED.fullmatch(name):
            name = shorter
    return name


def _without_job(name: str) -> tuple[str, bool]:
    """``name`` without the job title before or behind it, and whether there was one. "Pat Writer" has none."""
    match = JOB.search(name)
    if match is None:
        return name, False
    before, behind = name[: match.start()].split(), name[match.end() :].split()
    lower = name[match.start()].islower()
    stripped = len(before)
    while stripped and ADJECTIVE.fullmatch(before[stripped - 1].strip(",")):
        stripped -= 1
    had_adjective = stripped < len(before)
    kept = before[:stripped]
    if len(kept) >= 2:
        return " ".join(kept), True
    if kept and behind and JOB.search(" ".join(behind)):
        return "", True
    if not kept and len(behind) >= 2 and behind[0][:1].isupper():
        return " ".join(behind), True
    if not kept and len(behind) >= 2 and _CASELESS.fullmatch(" ".join(behind)):
        return " ".join(behind), True
    if len(kept) == 1 and not had_adjective and not lower and not behind and not _CASELESS.fullmatch(name):
        return name, False  # a surname that is also a trade
    if len(kept) == 1 and not had_adjective and lower:
        return kept[0], True
    return "", True


def _is_person(name: str) -> bool:
    """Whether ``name`` has the shape of a person's: several words with capitals, or of a script without them."""
    if not 4 <= len(name) <= 60 and not _CASELESS.fullmatch(name):
        return False
    if _CASELESS.fullmatch(name):
        return 2 <= len(name.split()) <= 4 or (len(name) <= 8 and not "\u0590" <= name[0] <= "\u0dff")
    return bool(_PERSON.fullmatch(name))


def _is_place(name: str) -> bool:
    return " " not in name or name.casefold() in CITIES


def _may_be_name(name: str) -> bool:
    return 2 <= len(name) <= 60 and len(name.split()) <= 6 and not NO_NAME.search(name)
