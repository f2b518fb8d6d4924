"""The headline as it is printed, on pages whose title is that of the site or of a section, or is worded for searchers.

It is the only h1, or what stands out most above the first sentences of the text: a heading, large or bold letters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.date_lines import holds_date
from crawler.elements import element_text
from crawler.labels import opens_box
from crawler.landmarks import Landmarks
from crawler.marks import Mark, marks_of
from crawler.names import byline, signature
from crawler.nearby import beside
from crawler.text import clean_line, count_words, folded

_WORDS = (3, 25)
_SENTENCE = 80
_LONGEST = 400
_LINES = ("h2", "h3", "h4", "div", "span", "td", "font", "b", "strong", "big", "p", "a", "center")
_LEVELS = 4
_MOST = 4_000
_UNSEEN = frozenset({"title", "script", "style", "option", "noscript"})
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_BOLD = frozenset({"b", "strong"})
_SIZES = re.compile(r"\+[1-7]|[4-7]")
_HEAD = re.compile(
    r"(?:^|[\s_-])(?:h(?:ea)?d(?:line|ing)?|hl|titel|titre|titulo|titolo|zag(?:olovok)?|tytul|ueberschrift)\d?(?:$|[\s_-])"
)
_STOP = re.compile(r"[.:;,!]$")
_OF_SITE = re.compile(r"(?:^|[\s_-])(?:site-?(?:title|name|logo)|logo|brand|masthead)(?:$|[\s_-])", re.IGNORECASE)
_HOME = re.compile(r"/|https?://[^/]+/?")
_FIRST, _SITE_WORDS = 200, 6
_UNREAD = re.compile(r"visually-?hidden|sr-only|screen-reader", re.IGNORECASE)


def printed_site_names(marks: Landmarks) -> list[str]:
    """What the top of a page calls the site: in its logo, in a link to the front page; "Home" among them."""
    held = next(iter([*marks.headings, *marks.paragraphs, *marks.holders]), None)
    names = []
    for element in islice(held.getroottree().getroot().iter("*"), _FIRST) if held is not None else ():
        front = element.tag == "a" and _HOME.fullmatch(element.get("href") or "")
        if front or _of_site(element.get("class"), element.get("id")):
            picture = element if element.tag == "img" else element.find(".//img")
            names.append(element_text(element, 200))
            names.append(clean_line(picture.get("alt") or "") if picture is not None else "")
    return [name for name in names if 0 < count_words(name) <= _SITE_WORDS]


@lru_cache(maxsize=4_096)
def _of_site(name: str | None, anchor: str | None) -> bool:
    """Whether a class and an id tell that an element shows the name of the site."""
    return bool((name and _OF_SITE.search(name)) or (anchor and _OF_SITE.search(anchor)))


def standing_headline(marks: Landmarks, claimed: Container[str], sites: Sequence[str]) -> str:
    """The headline over the text of an article whose head words it otherwise, for searchers or friends; "" where the
    page has none, or shows one of those that its head has ``claimed`` (folded).

    It is the only h1 that is no part of a menu, of a box or of the top of the page; without any, what stands out above
    the first sentences and is called a headline.
    """
    own = {folded(site) for site in sites}
    found = {
        line: heading
        for heading in marks.headings
        if (line := element_text(heading, 400)) and folded(line) not in own and not _apart(heading)
    }
    if len(found) > 1:
        return ""
    for line, heading in found.items():
        if not _WORDS[0] <= count_words(line) <= _WORDS[1] or holds_date(line) or not _over_text(heading, marks):
            return ""
    line = next(iter(found), "") or printed_headline(marks, called=True)
    return "" if not line or _shown(marks, claimed) else line


def _apart(heading: HtmlElement) -> bool:
    """Whether a heading is one of a box or a menu, the name of the site in its head, or only for screen readers."""
    if beside(heading) or _UNREAD.search(heading.get("class") or ""):
        return True
    for one in (heading, *islice(heading.iterancestors(), _LEVELS)):
        if one.tag not in {"body", "html"} and _of_site(one.get("class"), one.get("id")):
            return True
    if any(one.tag == "header" and one.find(".//nav") is not None for one in heading.iterancestors()):
        return True
    return _links_home(heading)


def without_logo(headings: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    """``headings`` without links to the front page, where there are others."""
    return [heading for heading in headings if not _links_home(heading)] or headings


def _links_home(heading: HtmlElement) -> bool:
    """Whether a heading is a link to the front page: the logo."""
    links = [*heading.iterancestors("a"), *heading.iter("a")]
    return any(_HOME.fullmatch(link.get("href") or "") for link in links)


def _over_text(heading: HtmlElement, marks: Landmarks) -> bool:
    """Whether most of what is written on a page stands below a heading and in what holds it: no box of its own."""
    furniture = set(marks.furniture)
    if not furniture.isdisjoint([heading, *heading.iterancestors()]) or opens_box(element_text(heading, 400)):
        return False
    places = {element: place for place, element in enumerate(heading.getroottree().iter("*"))}
    long = {
        one: len(text) for one in (*marks.paragraphs, *marks.holders) if len(text := element_text(one)) >= _SENTENCE
    }
    if 2 * sum(size for one, size in long.items() if places[one] > places[heading]) < sum(long.values()):
        return False
    boxes = {one: 0 for one in heading.iterancestors() if one.tag not in {"body", "html"}}
    for one, size in long.items():
        for box in boxes.keys() & set(one.iterancestors()):
            boxes[box] += size
    most = max(boxes.values(), default=0)
    return not most or 2 * most >= sum(long.values())


def _shown(marks: Landmarks, claimed: Container[str]) -> bool:
    """Whether readers see one of the headlines that the head of the page claims, outside menus and boxes."""
    held = next(iter([*marks.paragraphs, *marks.holders, *marks.headings]), None)
    if held is None:
        return False
    called = (*marks.titles, *marks.subheads)
    if any(folded(element_text(one, _LONGEST)) in claimed and not beside(one) for one in called):
        return True
    for element in held.getroottree().getroot().iter(*_LINES):
        text = element.text
        if text and len(text) <= _LONGEST and folded(clean_line(text)) in claimed and not beside(element):
            return True
    return False


def only_heading(marks: Landmarks) -> str:
    """The text of the only h1 of a page, where it reads like a headline and is no link to the front page; else ""."""
    if len(marks.headings) != 1 or marks.headings[0].find(".//a") is not None:
        return ""
    line = element_text(marks.headings[0], 400)
    return line if _WORDS[0] <= count_words(line) <= _WORDS[1] else ""


def printed_headline(marks: Landmarks, *, called: bool = False) -> str:
    """The line that stands out most above the first sentences; "" where there is none. ``called`` asks for one whose
    class calls it a headline."""
    first = _first_sentences(marks)
    around, bold = first, ""
    for _ in range(_LEVELS):
        if around is None or first is None or around.tag in {"body", "html"}:
            break
        found = sorted(_standing_out(around, called=called), key=lambda one: -one[0])
        if found and found[0][0] > 1:
            return found[0][1]
        bold = bold or (found[0][1] if found else "")
        around = around.getparent()
    return bold


def _first_sentences(marks: Landmarks) -> HtmlElement | None:
    """The element that holds the first long text outside links."""
    held = next(iter([*marks.paragraphs, *marks.holders]), None)
    if held is None:
        return None
    for element in islice(held.getroottree().getroot().iter("*"), _MOST):
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if not text or len(text.strip()) < _SENTENCE or holder is None or holder.tag in _UNSEEN:
                continue
            if holder.tag != "a" and next(holder.iterancestors("a"), None) is None:
                return holder
    return None


def _standing_out(around: HtmlElement, *, called: bool) -> Iterator[tuple[int, str]]:
    """Lines in ``around`` before its first long text that are set as headlines are, and how much each stands out."""
    for element in around.iter("*"):
        for text in (element.text, element.tail if element is not around else None):
            if text and len(text.strip()) >= _SENTENCE:
                return
        rank = _rank(element) if not called or (_called(element) and not beside(element)) else 0
        if not rank or element.find(".//a") is not None or next(element.iterancestors("a"), None) is not None:
            continue
        line = element_text(element, 400)
        if not _WORDS[0] <= count_words(line) <= _WORDS[1] or _STOP.search(line):
            continue
        if not (holds_date(line) or byline(line) or signature(line)):
            yield rank, line


def _rank(element: HtmlElement) -> int:
    if element.tag in _SUBHEADS:
        return 3
    if _called(element):
        return 2
    if element.tag == "font" and _SIZES.fullmatch(element.get("size") or ""):
        return 2
    return 1 if element.tag in _BOLD else 0


def _called(element: HtmlElement) -> bool:
    """Whether the class of an element calls it a headline."""
    return Mark.TITLE in marks_of(element.attrib) or bool(_HEAD.search((element.get("class") or "").lower()))
