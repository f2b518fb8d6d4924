"""Who wrote it: the people that a byline names.

A byline is read in parts: what labels an author or a photographer, names, job titles, places, houses, dates, agencies.
A line that nothing marks as a byline counts as one only where every part of it is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.bywords import (
    BARE_NOUN,
    LABEL,
    LISTED,
    NEVER_PERSON,
    NO_NAME,
    PICTURE,
    SPLIT_CREDITS,
    WRITTEN,
    find_job,
)
from crawler.credits import is_imprint, parted_credits
from crawler.date_lines import without_dates
from crawler.given import is_given
from crawler.houses import is_own, own_names, squeezed
from crawler.joined_names import halves
from crawler.persons import (
    CASELESS,
    WORD,
    inverted_names,
    is_aside,
    is_company,
    is_person,
    is_place,
    may_be_name,
    without_clause,
    without_job,
    without_rank,
    without_whereabouts,
)
from crawler.text import clean_line, folded
from crawler.wires import agency_named, without_agency

_MAX_AUTHORS = 12
_MAX_LINE, _MAX_BYLINE = 300, 120
_STRONG = re.compile(
    r"\s*[;؛|•·/／\n]\s*|\s+[–—-]+\s+|(?<=[^\W\d_]{3})(?<!\b[A-Z][a-z][a-z])(?<!\b(?:Prof|Capt|Dott|Dipl))\.\s+(?=\S)"
)
_COMMA = re.compile(r"\s*[,،、]\s*")
_BRACKETS = re.compile(r"\s*[(\[（].*?(?:[)\]）]|$)")
_HANDLE = re.compile(r"\s*(?:\bTwitter\s*:?\s*)?@\w[\w.]*|\S+@\S+\.\w+")
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D|M\.?D|M\.?A|MSc|MBA|Esq|OBE|CBE|QC|KC|SJ)\b\.?")
_PICTURED = re.compile(
    rf"(?:^|[,;&]|\s(?:and|und|et|e|y|i|og|och|и|та|en)(?=\s))[^,;()&]*?\(\s*(?i:{PICTURE.pattern})[^):A-ZÀ-ÞА-Я]*\)"
)
"""A name with what it did for the pictures in brackets: "and Rui Valadas (photography)"."""
_ROLE = re.compile(r"\(\s*(?:text|texte|testo|texto|tekst|words|текст)\s*\)", re.IGNORECASE)
_WRAPPED = re.compile(r"[(\[（【](.*)[)\]）】]\.?")
_DE = re.compile(rf"de\s+(?={WORD}\s+{WORD})")
_CJK_JOB = re.compile(r"^(?:本报|本社)?(?:记者|記者)\s*|\s*(?:기자|특파원|記者|记者|特派员)$")
_FOLLOW = re.compile(
    r"\s+(?:follow(?:ing)?|folgen|suivre|seguir|подписаться|دنبال کردن|متابعة|takip et|לעקוב)$", re.IGNORECASE
)
"""A button behind a name."""
_WEEKDAY = re.compile(
    r"\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,?\s+(?:at\s+)?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?)?$",
    re.IGNORECASE,
)
_PLACE_FIRST = re.compile(r"^(?!\d)\w{3,}\s+[–—-]+\s+(?=[^\W\d]\S*\s+\S)")
"""A city before a dash and the names: "القاهرة - أحمد سالم"."""
_HOUSES = re.compile(r"\b[A-Z]{2,5}/[A-Z]{2,5}['’]s\s[^,;|]*")
"""A house with a stroke in its name, and the part of it that signs: "RFE/RL's Tatar Service"."""
_ENDS = " .:-–—|*\"'“”«»،,;"
_OF_OFFICE = re.compile(r"(?:der|des|dem|del|della|dello|dei) ")
"""What is left of "Redaktion der Bundeswehr" without the job."""
_STOPS = frozenset(".؟?!۔")
_SIGNED = re.compile(r"^[—–-]\s*")


@dataclass
class _Byline:
    """What the parts of a line turned out to be."""

    people: list[str] = field(default_factory=list)
    agency: str = ""
    rest: list[str] = field(default_factory=list)
    """Parts that were not understood."""
    labelled: bool = False
    house: bool = False
    """The outlet itself is named."""
    foreign: bool = False
    """Something that was not understood stands first."""

    def reject(self, part: str) -> None:
        """Note a part that is not understood."""
        self.foreign = self.foreign or not self.people
        self.rest.append(part)


def author_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[tuple[str, ...], str]:
    """Names of people in ``raw`` bylines, in order and once each, and the wire agency among them ("" if none).

    "By", job titles, places, addresses and the names in ``outlets`` (the site itself is no author) are left out, and
    so is who took the pictures; a name may be a single word where it stands first.
    """
    own = own_names(tuple(outlets))
    names: dict[str, str] = {}
    agency = ""
    for text in raw:
        read = _read(clean_line(text[:_MAX_LINE]), own, marked=True)
        agency = agency or read.agency
        for name in read.people:
            names.setdefault(folded(name), name)
    agency = "" if is_own(agency, own) else agency
    return tuple(list(names.values())[:_MAX_AUTHORS]), agency


def byline(line: str) -> bool:
    """Whether a short line says by its wording that it names authors ("By Jo Hale", "Автор: Нина Кольцова")."""
    if len(line) > _MAX_BYLINE:
        return False
    if is_imprint(line):
        return True
    if not LABEL.match(line):
        return False
    signed = bool(WRITTEN.match(line)) and without_dates(line)[1]  # "Submitted by jhale on 4 May 2026"
    read = _read(line, frozenset(), marked=signed)
    return read.labelled and not read.rest and bool(read.people) and not _tells(line, read)


def worded_names(line: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The people that a line names that begins with "By" or the like and a name, whatever comes behind."""
    if len(line) > _MAX_BYLINE or not (LABEL.match(line) or WRITTEN.match(line)):
        return ()
    signed = bool(WRITTEN.match(line)) and without_dates(line)[1]  # "Submitted by jhale on 4 May 2026"
    read = _read(line, own_names(tuple(outlets)), marked=signed)
    return tuple(read.people) if read.labelled and not read.foreign and not _tells(line, read) else ()


def _tells(line: str, read: _Byline) -> bool:
    """Whether a line in a script without capitals, where any few words look like a name, ends as a sentence does and
    begins with no given name that is known."""
    return line[-1:] in _STOPS and any(CASELESS.fullmatch(name) and not is_given(name) for name in read.people)


def names_only(line: str, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The people in a line that holds nothing but names, job titles, places and dates; () where it holds more."""
    if not 4 <= len(line) <= 120:
        return ()
    read = _read(line, own_names(tuple(outlets)), marked=False)
    known = all(is_given(name) for name in read.people if CASELESS.fullmatch(name))
    if read.rest or _tells(line, read) or not (read.labelled or known):
        return ()  # without capitals any two words look like a name
    return tuple(read.people)


def credited(line: str) -> bool:
    """Whether a line of names says by a word what its people did: "| Автор: Нина Кольцова", "Jo Hale (Text)"."""
    return _read(line, frozenset(), marked=False).labelled or bool(_ROLE.search(line)) or has_job(line)


def has_job(line: str) -> bool:
    """Whether a short line holds a job title: "Health correspondent"."""
    return len(line) <= 60 and bool(find_job(line))


def signature(line: str) -> bool:
    """Whether a line is nothing but one or a few names, as some papers put them under the text."""
    return 5 <= len(line) <= 90 and _signature(line)


@lru_cache(maxsize=1_024)
def _signature(line: str) -> bool:
    return " " in line and not line.isupper() and not line.islower() and bool(names_only(_SIGNED.sub("", line)))


def _begins_as(name: str, own: frozenset[str]) -> bool:
    """Whether ``name`` shares its first two words with the outlet: a sister ("Isles Radio West")."""
    words = name.split()
    start = squeezed(" ".join(words[:2]))
    return len(words) > 2 and len(start) >= 6 and any(site.startswith(start) for site in own)


@lru_cache(maxsize=1_024)
def _read(line: str, own: frozenset[str], *, marked: bool) -> _Byline:
    """Sort the parts of a byline; ``marked`` says that the page calls it one, so that odd names are believed.

    Remembered, as a page asks the same of a line in several places.
    """
    found = _Byline()
    if "://" in line or line.startswith("www.") or "(www." in line:
        return found  # the address of a profile, or a house and its own
    if is_company(line):
        return found
    if "/" in line:
        line = _HOUSES.sub(" ", line)
    line = LISTED.sub(r"\1: ", line, count=1) if LISTED.match(line) else line
    line = _HANDLE.sub(" ", without_dates(SPLIT_CREDITS.sub(" ; ", line))[0]).strip(_ENDS + " ")
    line = wrapped[1] if (wrapped := _WRAPPED.fullmatch(line)) else _PICTURED.sub("", line)
    line = _DEGREE.sub("", _BRACKETS.sub(" , ", line)).strip(_ENDS + " ")
    line = parted_credits(line)
    if marked:
        line = _FOLLOW.sub("", line)
        line = line if PICTURE.match(line) else _PLACE_FIRST.sub("", line)
    if LABEL.match(line):
        line = _WEEKDAY.sub("", line)
    inverted = inverted_names(line) if marked else []  # "Berlin, Germany" looks the same
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
    if (found.house or found.agency) and len(found.people) == 1 and " " not in found.people[0]:
        found.people = []  # "Dubai - The Gazette": a place before the house
    return found


def _without_label(part: str, *, marked: bool) -> str:
    for _ in range(2):
        match = _DE.match(part) or LABEL.match(f"{part} ") or (marked and BARE_NOUN.match(f"{part} ")) or None
        if match is None:
            break
        part = part[match.end() :].strip(_ENDS)
    return part


def _sort(part: str, found: _Byline, own: frozenset[str], *, first: bool, marked: bool) -> None:
    """Add what one part between commas is to ``found``."""
    for half in halves(part):
        name = _CJK_JOB.sub("", half.strip(_ENDS))
        found.labelled = found.labelled or name != half.strip(_ENDS)
        if not name or (found.people and is_aside(name)):
            continue
        if agency := agency_named(name):
            found.agency = found.agency or agency
            continue
        if is_own(name, own):
            found.house = True
            continue
        if _OF_OFFICE.match(name):
            found.reject(name)
            continue
        name, agency = without_agency(name)
        found.agency = found.agency or agency
        name = without_rank(without_whereabouts(name))
        name, had_job = without_job(name)
        name = name.strip(_ENDS)
        if had_job and " " in name and any(site.endswith(squeezed(name.rsplit(" ", 1)[1])) for site in own):
            name = name.rsplit(" ", 1)[0] if name.count(" ") > 1 else name  # "Jo B. Hale Tribune Columnist"
        if not name:
            continue
        if is_own(name, own) or (found.people and _begins_as(name, own)):
            continue
        told = found.people and " " in name and name.islower()  # "доктор исторических наук"
        if marked and (told or not (shorter := without_clause(name))):
            found.reject(name)
            continue
        name = shorter if marked else name
        whole = is_person(name)
        known = found.labelled and whole and is_given(name)  # "By Kathryn Court", "By Eva Reporter"
        named = not NO_NAME.search(name) and ((marked and first) or not NEVER_PERSON.search(name))
        if whole and (named or known):
            if not (found.people and had_job and not first):
                found.people.append(name)
        elif found.people and (is_place(name) or had_job):
            continue
        elif marked and first and not found.people and not had_job and may_be_name(name):
            found.people.append(name)
        elif had_job and not (marked and first):
            found.reject(name)
        elif marked and may_be_name(name) and " " in name and (is_given(name) or not NEVER_PERSON.search(name)):
            found.people.append(name)
        else:
            found.reject(name)
