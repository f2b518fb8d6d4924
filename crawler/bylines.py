"""The authors that a page names: in its facts, in bylines, beside dates; organisations only where no person signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from crawler.dates import is_date_line
from crawler.headline import SEPARATOR
from crawler.jsonld import ArticleFacts
from crawler.marks import Mark, marks_of
from crawler.names import author_names, signature
from crawler.sweep import Landmarks, element_text
from crawler.text import clean_line, folded

PARTS = re.compile(r"\s*[|·•—–]\s*|\s+/\s+|\s{2,}")
"""What parts a line under the headline: "17 February 2026 | Jo Hale"."""
_NEAR = 40
_JOINTS = re.compile(r"(?:by|and|und|et|y|e|ve|и|та|von|par|por|di|in|at|&|with|,|\.|\W+)", re.IGNORECASE)
_AUTHOR_FIELDS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "mediator_author",
)
_PICTURE = re.compile(r"image|photo|media|picture|caption|credit", re.IGNORECASE)


def authors_of(marks: Landmarks, facts: ArticleFacts, sites: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The first source that names people wins; an agency named anywhere is the credit."""
    agency = ""
    marked = [
        element
        for element in marks.authors[:40]
        if not _PICTURE.search(element.get("class") or "") and not beside(element)
    ]
    visible = [line for element in marked if (line := _named_in(element)) and len(line) <= 120]
    visible = [line for line in visible if all(map(signature, line.split("; ")))] or visible
    fields = [value for name in _AUTHOR_FIELDS for value in marks.metas.get(name, ())]
    for source in (facts.authors, fields, _innermost(marked), visible[:4], marks.bylines[:2]):
        names, found = author_names(source, sites)
        agency = agency or found
        if names:
            return names, agency
    houses = [name for name in facts.agencies if not _is_outlet(name, marks, sites)]
    for source in (_beside_dates(marks), houses):
        names, found = author_names(source, sites)
        agency = agency or found
        if names:
            return names, agency
    return (), agency


def _named_in(element: HtmlElement) -> str:
    """The names in an element: its texts parted, unless they are the parts of one name."""
    parts = [line for text in element.itertext() if (line := clean_line(text[:200])) and not _JOINTS.fullmatch(line)]
    parts = [part for part in parts if signature(part)] or parts
    return ("; " if any(" " in part for part in parts) else " ").join(parts[:8])


def _is_outlet(name: str, marks: Landmarks, sites: Sequence[str]) -> bool:
    """Whether an organisation that signs is the outlet itself."""
    parts = {folded(part) for part in SEPARATOR.split(marks.title)}
    plain = folded(name)
    return plain in parts or any(plain in folded(site) or (folded(site) and folded(site) in plain) for site in sites)


def _beside_dates(marks: Landmarks) -> list[str]:
    """Names that share a line with a date below the headline: "17 February 2026, 07:45 | Jo Hale"."""
    if not marks.headings:
        return []
    heading = marks.headings[0]
    place = marks.places[heading]
    for text in _texts(heading, place):
        parts = [part for part in PARTS.split(text) if part]
        names = [part for part in parts if signature(part)]
        if len(parts) > 1 and names and any(is_date_line(part) for part in parts):
            return names
    return []


def _texts(heading: HtmlElement, place: int) -> Iterator[str]:
    """Short texts of the elements around a heading."""
    for number, element in enumerate(heading.getroottree().getroot().iter()):
        if number > place + _NEAR:
            return
        if number >= place - _NEAR // 2:
            yield from (line for text in (element.text, element.tail) if text and len(line := clean_line(text)) <= 120)


def beside(element: HtmlElement) -> bool:
    """Whether an element stands in comments, related articles or the like."""
    return any(
        parent.tag in {"aside", "nav", "footer"} or Mark.ASIDE in marks_of(parent.attrib)
        for parent in element.iterancestors()
        if parent.tag not in {"body", "html", "main"}
    )


def _innermost(elements: Iterable[HtmlElement]) -> list[str]:
    """Names in links to authors and in elements that are marked as a name."""
    return [
        line
        for element in elements
        if (element.get("rel") == "author" or "name" in (element.get("itemprop") or ""))
        and (line := element_text(element))
    ][:10]
