"""In which element of a page the article stands: a marked one with most of the prose, or the innermost that has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from crawler.elements import whole_text, within
from crawler.landmarks import Landmarks

_MIN_PROSE = 25
_SHARE_OF_PROSE = 0.6
_ARTICLE_PROSE = 400
_PARAGRAPH = 80
_MOST_LINKS = 400
_LITTLE_MORE = 1.15
_TWIN_LEVELS, _TWIN_SHARE, _MOST_PIECES = 4, 0.6, 60


def container(tree: HtmlElement, marks: Landmarks) -> tuple[HtmlElement | None, float, bool]:
    """The element that holds the article, its share of all prose, and whether its name says that it does."""
    mass: dict[HtmlElement, int] = defaultdict(int)
    for element, length in prose_elements(tree, marks):
        mass[element] += length
        for parent in element.iterancestors():
            mass[parent] += length
    total = mass.get(tree, 0)
    if not total:
        return None, 0.0, False
    marked = [(mass[element], element) for element in marks.bodies if mass.get(element, 0) >= 0.5 * total]
    if marked:
        most = max(size for size, _ in marked)
        chosen = [element for size, element in marked if size >= 0.9 * most][-1]
        if chosen.find(".//h1") is not None:  # a page in itself: what is named as the text inside it is nearer to it
            inner = [(size, element) for size, element in marked if element.find(".//h1") is None]
            chosen = max(inner, key=lambda one: one[0])[1] if inner else chosen
        element = _whole_of(chosen, mass, marks)
        return element, mass[element] / total, True
    if (whole := _of_pieces(mass, marks, total)) is not None:
        return whole, mass[whole] / total, True
    if (alone := _only_marked(mass, marks)) is not None and _heads(alone, mass, marks):
        return alone, 1.0, True
    element = tree
    while True:
        heaviest = max((child for child in element if child in mass), key=lambda child: mass[child], default=None)
        if heaviest is None or mass[heaviest] < _SHARE_OF_PROSE * mass[element] or heaviest.tag == "p":
            around = _with_twins(element, tree, mass)
            element = around if around is not element else _joined(element, tree, mass)
            return element, mass[element] / total, False
        element = heaviest


def _with_twins(piece: HtmlElement, tree: HtmlElement, mass: Mapping[HtmlElement, int]) -> HtmlElement:
    """The element around ``piece`` and its like, where the prose beside it stands in elements of the same name."""
    inner = piece
    for _ in range(_TWIN_LEVELS):
        parent = inner.getparent()
        if parent is None or parent is tree or inner.tag in {"article", "body"}:
            break
        twins = [
            other
            for other in parent
            if other is not inner
            and mass.get(other, 0)
            and other.tag == inner.tag
            and _name(other) == _name(inner) != ""
            and other.find(".//h1") is None
        ]
        if twins and sum(mass[twin] for twin in twins) >= _TWIN_SHARE * (mass[parent] - mass[inner]):
            return _with_twins(parent, tree, mass)
        inner = parent
    return piece


def _joined(piece: HtmlElement, tree: HtmlElement, mass: dict[HtmlElement, int]) -> HtmlElement:
    """``piece``, or a new element in its place that holds it, those beside it of the very same name and what stands
    between them, such as a picture or a quotation: a text in several pieces, without what stands above and below."""
    parent, name = piece.getparent(), piece.get("class")
    if parent is None or piece is tree or not name or piece.tag in {"article", "body"}:
        return piece
    pieces = [
        other
        for other in parent
        if other is piece
        or (
            other.tag == piece.tag and other.get("class") == name and mass.get(other, 0) and other.find(".//h1") is None
        )
    ]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return piece
    first = parent.index(pieces[0])
    span = list(parent)[first : parent.index(pieces[-1]) + 1]
    size = sum(mass.get(other, 0) for other in span)
    if sum(mass[other] for other in pieces) < _TWIN_SHARE * size or any(one.tag == "h1" for one in span):
        return piece
    whole = parent.makeelement("div")
    for other in span:
        whole.append(other)
    parent.insert(first, whole)
    mass[whole] = size
    return whole


def _name(element: HtmlElement) -> str:
    """The first of an element's classes: what kind it is of; the others vary from one to the next."""
    return next(iter((element.get("class") or "").split()), "")


def _whole_of(piece: HtmlElement, mass: Mapping[HtmlElement, int], marks: Landmarks) -> HtmlElement:
    """The element around ``piece`` and others of its name, where a text is laid out in several such pieces."""
    name = piece.get("class")
    pieces = [body for body in marks.bodies if body.get("class") == name and mass.get(body, 0)]
    if len(pieces) < 2:
        return piece
    named = set(pieces)
    pieces = [body for body in pieces if body is piece or named.isdisjoint(body.iterancestors())]
    if len(pieces) < 2:
        return piece
    own = list(piece.iterancestors("article"))
    if any(list(body.iterancestors("article")) != own for body in pieces):
        return piece  # pieces of other articles
    around = [set(body.iterancestors()) for body in pieces]
    whole = next((parent for parent in piece.iterancestors() if all(parent in chain for chain in around)), piece)
    much = sum(mass[body] for body in pieces)
    return piece if whole.tag in {"body", "html"} or mass[whole] > _LITTLE_MORE * much else whole


def _of_pieces(mass: Mapping[HtmlElement, int], marks: Landmarks, total: int) -> HtmlElement | None:
    """The element around pieces that are marked as text alike and hold most of the prose together, none of them half
    of it; None where there are none, or no element is theirs alone."""
    alike: dict[str, list[HtmlElement]] = defaultdict(list)
    for body in marks.bodies:
        if body.get("class") and mass.get(body, 0):
            alike[body.get("class") or ""].append(body)
    for pieces in alike.values():
        if len(pieces) > 1 and sum(mass[piece] for piece in pieces) >= _SHARE_OF_PROSE * total:
            first = pieces[0]
            whole = _whole_of(first, mass, marks)
            return whole if whole is not first else None
    return None


def _only_marked(mass: Mapping[HtmlElement, int], marks: Landmarks) -> HtmlElement | None:
    """The one marked element that holds an article's worth of prose, on a page full of other prose (cards, comments);
    None where several have its name: they are pieces or teasers."""
    sizes = sorted(((mass.get(element, 0), place) for place, element in enumerate(marks.bodies)), reverse=True)
    if not sizes or sizes[0][0] < _ARTICLE_PROSE:
        return None
    element = marks.bodies[sizes[0][1]]
    twins = [other for other in marks.bodies if other.get("class") == element.get("class")]
    return element if len(twins) == 1 else None


def _heads(element: HtmlElement, mass: Mapping[HtmlElement, int], marks: Landmarks) -> bool:
    """Whether the first paragraph below the headline stands in ``element``: the box of a widget beside an unmarked
    text may have the name of a text too."""
    heading = next((heading for heading in marks.headings if heading.getparent() is not None), None)
    below = marks.places.get(heading, 0) if heading is not None else 0
    first = next((p for p in marks.paragraphs if marks.places.get(p, 0) > below and mass.get(p, 0) >= _PARAGRAPH), None)
    return first is None or first is element or any(parent is element for parent in first.iterancestors())


def prose_elements(tree: HtmlElement, marks: Landmarks) -> list[tuple[HtmlElement, int]]:
    """Elements that hold prose themselves, and how many characters of it."""
    found = [(p, length) for p in marks.paragraphs if within(p, tree) and (length := _prose(p))]
    for element in dict.fromkeys(marks.holders):
        if within(element, tree):
            length = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
            found.append((element, length))
    return found


def _prose(paragraph: HtmlElement) -> int:
    """Characters of a paragraph outside links, 0 if there are too few to be prose."""
    length = len(whole_text(paragraph).strip())
    if length < _MIN_PROSE:
        return 0
    length -= sum(len(whole_text(link).strip()) for link in _links(paragraph))
    return length if length >= _MIN_PROSE else 0


def _links(paragraph: HtmlElement) -> list[HtmlElement]:
    """The links in a paragraph, not those in others; the first few hundred tell enough."""
    found: list[HtmlElement] = []
    around: set[HtmlElement] = set()
    for link in islice(paragraph.iter("a"), _MOST_LINKS):
        if around and next(link.iterancestors("a"), None) in around:
            around.add(link)
        else:
            found.append(link)
            if len(link):
                around.add(link)
    return found
