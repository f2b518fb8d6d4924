"""The authors that a page names: in its facts, in bylines, beside dates; organisations only where no person signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile, islice

from lxml.html import HtmlElement

from crawler.bywords import DESK, LABEL_START, NEVER_PERSON, PICTURE
from crawler.elements import element_text
from crawler.given import is_given
from crawler.headline import SEPARATOR
from crawler.houses import is_own, own_names
from crawler.jsonld import ArticleFacts
from crawler.landmarks import Landmarks
from crawler.names import author_names, credited, has_job, names_only, signature, worded_names
from crawler.nearby import (
    BEHIND,
    PICTURE_NAMES,
    PROFILE,
    around_headline,
    beside,
    in_picture,
    leads_elsewhere,
    line_of_label,
    near_headline,
)
from crawler.openings import opening_names
from crawler.persons import is_person
from crawler.phrases import CONTACTS
from crawler.text import clean_line, folded
from crawler.unmarked import beside_dates, called_authors
from crawler.wires import agency_named

_MAX_LINE, _SHORT = 160, 60
_LAST, _PROSE, _SIGNED_WITHIN = 12, 80, 6
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "button", "figcaption", "label"})
_LOGIN = re.compile(r"[a-z][a-z0-9_.-]*")
"""A name in the system of the paper: believed only where readers see it too."""
_UNSEEN = re.compile(r"visually-?hidden|sr-only|screen-reader", re.IGNORECASE)
"""What only screen readers are told: headings of the byline."""
_JOINTS = re.compile(r"(?:and|und|et|y|e|ve|и|та|in|at|&|with|,|\.|\W+)", re.IGNORECASE)
_AUTHOR_FIELDS = (
    *("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author"),
    *("sailthru.author", "byl", "mediator_author", "citation_author", "cxenseparse:author", "cse-authors", "authors"),
    *("articleauthor", "article_author", "article-author", "dable:author", "author_name"),
)
_NAMED_LABEL = re.compile(r"written by|author|by|автор", re.IGNORECASE)
_NO_HOUSE = re.compile(
    r"(?:the |our )?(?:(?:web|news|online|editorial|digital) )?(?:staff|desk|newsroom|team|bureau|editors?|editorial"
    r"|admin|newsdesk|redaktion|rédaction|redacción|redazione|redakcja|redactie|staff (?:reporters?|writers?))",
    re.IGNORECASE,
)
_CASELESS = re.compile("[\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def authors_of(
    marks: Landmarks, facts: ArticleFacts, sites: Sequence[str], heading: HtmlElement | None
) -> tuple[tuple[str, ...], str]:
    """The first source that names people wins, unless a byline on the page names them and more; an agency named
    anywhere is the credit. ``heading`` shows the headline."""
    agency = ""
    around = around_headline(heading)
    fields = [value for name in _AUTHOR_FIELDS for value in marks.metas.get(name, ())]
    fields += _labelled_fields(marks)
    marked = [
        element
        for element in marks.authors[:40]
        if not PICTURE_NAMES.search(element.get("class") or "")
        and not _UNSEEN.search(element.get("class") or "")
        and not beside(element, around)
    ]
    worded = [line for element in marks.bylines[:8] if not beside(element, around) and (line := line_of_label(element))]
    stated: tuple[str, ...] = ()
    for source in (facts.authors, fields):
        stated, found = author_names(source, sites)
        agency = agency or found
        if stated:
            break
    place = marks.places.get(heading) if heading is not None else None

    def apart(element: HtmlElement) -> bool:
        return beside(element, around) or in_picture(element, around)

    near = near_headline(heading, place, BEHIND // 2) if stated else []
    if stated and _titled(stated, marks, near):
        stated = ()
    if stated and not any(" " in name for name in stated):
        for line in called_authors(near, apart):
            if (names := author_names([line], sites)[0]) and all(" " in name and is_given(name) for name in names):
                return names, agency
    if stated:
        named = any(" " in name for name in stated)
        shown = [text for one, text in near if named and _more_than(stated, text) and not beside(one, around)]
        lines = [line for element in marked[:8] if _more_than(stated, line := element_text(element))]
        apart_lines = [line for line in (*fields, *map(_named_in, marked[:8])) if _more_than(stated, line)]
        stated = _fuller(stated, (*lines, *worded[:2], *shown), sites)
        stated = _fuller(stated, [line for line in apart_lines if named], sites, known=True)
        if not all(map(_LOGIN.fullmatch, stated)) or any(stated[0] in text for text in (*lines, *(t for _, t in near))):
            return stated, agency
    near = near_headline(heading, place, BEHIND)
    visible = [line for element in marked if (line := _named_in(element)) and len(line) <= _MAX_LINE]
    visible = [line for line in visible if all(map(signature, line.split("; ")))] or visible
    houses = [name for name in facts.agencies if not (_is_outlet(name, marks, sites) or _NO_HOUSE.fullmatch(name))]
    desks = [line for line in (*facts.authors, *fields, *visible, *worded) if DESK.fullmatch(line)]
    for shown_by in _unstated(marked, visible, worded, near, apart=apart, marks=marks, sites=sites):
        names, found = author_names(shown_by, sites)
        agency = agency or found
        if names:
            return names, agency
    for name in houses:
        agency = agency or agency_named(name)
    shown = [text for one, text in near if one is not heading]
    houses = [name for name in houses if not agency_named(name) and any(name in text for text in shown)]
    if houses:
        return tuple(dict.fromkeys(houses)), agency
    return tuple(DESK.sub(r"\1", line) for line in desks[:1]), agency


def _unstated(
    marked: Sequence[HtmlElement],
    visible: Sequence[str],
    worded: Sequence[str],
    near: Sequence[tuple[HtmlElement, str]],
    *,
    apart: Callable[[HtmlElement], bool],
    marks: Landmarks,
    sites: Sequence[str],
) -> Iterator[Sequence[str]]:
    """What is visible of the authors, the surest first; ``apart`` tells what is no part of the article's head."""
    yield _innermost(marked)
    yield visible[:4]
    yield [name for line in worded[:2] for name in worded_names(line, sites)]
    yield _profiles(near, apart)
    yield _worded(near, sites, apart)
    yield beside_dates(near, sites, apart, marks.paragraphs)
    yield _closing(marks, sites)
    yield opening_names(marks.paragraphs, sites)


def _labelled_fields(marks: Landmarks) -> list[str]:
    """What Twitter's cards say under the label "Written by"."""
    return [
        value
        for number in ("1", "2")
        if _NAMED_LABEL.fullmatch(marks.meta(f"twitter:label{number}"))
        and (value := marks.meta(f"twitter:data{number}"))
    ]


def _titled(stated: tuple[str, ...], marks: Landmarks, near: Sequence[tuple[HtmlElement, str]]) -> bool:
    """Whether who is stated to be the author is what the title calls the site; a columnist there is shown as well."""
    parts = {folded(part) for part in SEPARATOR.split(f"{marks.title} | {marks.meta('og:title')}")}
    named = all(folded(name) in parts and not is_given(name) for name in stated)
    return named and not any(name in text for _, text in near for name in stated)


def _more_than(stated: tuple[str, ...], line: str) -> bool:
    """Whether a line may name all of ``stated`` and more, or be the whole name of one who is stated by a user's."""
    if len(line) > _MAX_LINE:
        return False
    if all(" " not in name for name in stated):
        return True
    return len(line) > len(" ".join(stated)) + 4 and all(name in line for name in stated)


def _fuller(
    stated: tuple[str, ...], lines: Sequence[str], sites: Sequence[str], *, known: bool = False
) -> tuple[str, ...]:
    """The people of a visible byline that names all of ``stated`` and more, or whole names instead of a user's. Where
    only ``known`` names are believed, the given name of each must be one: what is parted by its mark-up alone may be
    an office ("Research Analyst")."""
    named = {folded(name) for name in stated}
    for line in lines:
        names, _ = author_names([line], sites)
        whole = [name for name in names if " " in name and is_person(name) and not NEVER_PERSON.search(name)]
        if (
            named < {folded(name) for name in names}
            and len(whole) == len(names)
            and (not known or all(map(is_given, names)))
        ):
            return names
        if whole and all(" " not in name for name in stated) and len(whole) == len(names) >= len(stated):
            return names
    return stated


def _named_in(element: HtmlElement) -> str:
    """The names in an element: its texts parted, unless they are the parts of one name."""
    parts = [line for text in element.itertext() if (line := clean_line(text[:200])) and not _JOINTS.fullmatch(line)]
    names = [part for part in parts if signature(part)]
    linked = {element_text(link) for link in element.iter("a")}
    if len(names) > 1 and linked.intersection(names):  # what stands beside the linked names is their office
        names = [name for name in names if name in linked or all(map(is_given, author_names([name])[0]))]
    if names:
        parts = [part for part in parts if part in names or PICTURE.match(part)]
    return ("; " if any(" " in part for part in parts) else " ").join(parts[:10])


def _is_outlet(name: str, marks: Landmarks, sites: Sequence[str]) -> bool:
    """Whether an organisation that signs is the outlet itself."""
    if is_own(name, own_names((*sites, *SEPARATOR.split(marks.title)[1:]))):
        return True
    plain = folded(name)
    return any(plain in folded(site) or (folded(site) and folded(site) in plain) for site in sites)


def _profiles(near: Sequence[tuple[HtmlElement, str]], apart: Callable[[HtmlElement], bool]) -> list[str]:
    """Names that link to a page about their bearer."""
    return [
        text
        for element, text in near
        if element.tag == "a" and PROFILE.search(element.get("href") or "") and signature(text) and not apart(element)
    ][:6]


def _worded(
    near: Sequence[tuple[HtmlElement, str]], sites: Sequence[str], apart: Callable[[HtmlElement], bool]
) -> list[str]:
    """Names in a line that begins like a byline, or that also tells their job: "Special correspondent Jo Hale"."""
    for element, text in near:
        names: tuple[str, ...] = ()
        if LABEL_START.match(text):
            names = worded_names(text, sites)
        told = has_job(text) or (_CASELESS.search(text) and credited(text))
        if not names and told and not leads_elsewhere(element):
            names = names_only(text, sites)
        if names and not apart(element):
            return list(names)
    return []


def _closing(marks: Landmarks, sites: Sequence[str]) -> list[str]:
    """Names that stand alone right under the last paragraph, as papers sign: "Jo Hale", "(Jo Hale, 4 May 2026)"; or
    behind the last words of a text that is parted by breaks."""
    if not marks.paragraphs:
        whole = max(marks.holders, key=_own_chars, default=None)
        inside = [one for one in whole.iter("*") if one.tag != "br"][-_SIGNED_WITHIN:] if whole is not None else []
        if names := _signed(inside, sites):
            return names
    blocks = (marks.paragraphs or marks.holders)[-_LAST:]
    prose = (one for one in reversed(blocks) if len(element_text(one)) >= _PROSE and not beside(one))
    last = next(prose, None)
    if last is None:
        return []
    below = dropwhile(lambda one: one is not last, last.getroottree().getroot().iter("*"))
    return _signed(islice((one for one in below if one.tag != "br"), 1, _SIGNED_WITHIN), sites)


def _signed(elements: Iterable[HtmlElement], sites: Sequence[str]) -> list[str]:
    """The first names that stand alone in one of ``elements``."""
    for element in elements:
        text = clean_line(element.text or "")
        if not text or len((element.tail or "").strip()) > _SHORT:
            continue  # words before a sentence are no signature below it
        if CONTACTS.fullmatch(text):
            return []  # whom journalists may ring
        names = names_only(text, sites)
        if names and not leads_elsewhere(element) and not beside(element) and element.tag not in _HEADINGS:
            return list(names)
        if len(text) > _SHORT:
            return []
    return []


def _own_chars(element: HtmlElement) -> int:
    """How much is written in an element outside the elements in it."""
    return len(element.text or "") + sum(len(child.tail or "") for child in element)


def _innermost(elements: Iterable[HtmlElement]) -> list[str]:
    """Names in links to authors and in elements that are marked as a name."""
    return [
        line
        for element in elements
        if (
            element.get("rel") == "author"
            or "name" in (element.get("itemprop") or "")
            or "fn" in (element.get("class") or "").split()
        )
        and (line := element_text(element))
    ][:10]
