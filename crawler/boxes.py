"""Boxes on a page that only their words give away: readers' comments, related articles and sign-ups in elements whose
names say nothing, and cards that tease other articles.

The label ("Read also", «Комментарии 14») is what a reader goes by. A box is all that hangs below the label; it is cut
unless it holds so much of the page's prose, or the headline, that the label must mean something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler import closing_phrases, phrases, prompts
from crawler.attribution import is_attributed
from crawler.date_lines import without_dates
from crawler.elements import element_text, has_text, longer, raw_text, remove, text_size, within
from crawler.labels import MAX_HEADING, MAX_LABEL
from crawler.landmarks import Landmarks
from crawler.lines import is_prose
from crawler.text import count_words

_STOPS = frozenset({"body", "html", "main", "article"})
_LISTS = frozenset({"ul", "ol", "div", "section", "nav", "aside", "table"})
_CARDS = frozenset({"div", "li", "article", "section", "td"})
_SILENT = frozenset({"img", "figure", "picture", "svg", "br", "hr", "a", "span", "div"})
_MIN_CARDS = 3
_SIGN_UP_WORDS, _ADVERTISED_WORDS = 70, 40
_UNLINKED = (3, 120)
_LINK_WORDS = 4
_CARD_CHARS = 900
_SAID = 40
_SENTENCE, _BEFORE_COMMENTS = 60, 250
_MANY = 400
_LARGEST = 20_000
_COMMENT_LABELS = 8
_NEAR, _BESIDE_HEADLINE = 3, 40


def cut_boxes(tree: HtmlElement, marks: Landmarks, total: int, limit: float) -> None:
    """Remove labelled boxes; ``total`` is the page's prose in characters, ``limit`` the share of it a box may hold."""
    comments = 0
    largest = min(total * limit, _LARGEST)
    for label in marks.labels[:_MANY]:
        if label.tag == "h1" or not within(label, tree):
            continue
        text = element_text(label, 2 * MAX_HEADING)
        heads_comments = opens_comments(text)
        if (len(text) > MAX_LABEL and not heads_comments) or is_attributed(text):
            continue
        if heads_comments:
            comments += 1
            if comments > _COMMENT_LABELS:
                continue
            _cut_comments(tree, marks, label, text)
        elif phrases.RELATED.fullmatch(text) or phrases.INLINE_RELATED.match(text):
            _cut_related(label, largest)
        elif phrases.ADVERTISEMENT.fullmatch(text):
            box = _box(label, largest)
            if box is not label and count_words(element_text(box, None)) <= _ADVERTISED_WORDS:
                remove(box)
        elif prompts.PROMPT.match(text) or prompts.SIGN_UP.fullmatch(text) or prompts.WALL.match(text):
            wall = prompts.WALL.match(text)
            box = _box(label, None if wall else largest)
            if box is not label and (wall or count_words(element_text(box, None)) <= _SIGN_UP_WORDS):
                remove(box)


def cut_answered(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove the entries under each of which readers may answer: elements of one parent, below an article."""
    answers = [label for label in marks.labels[:_MANY] if closing_phrases.REPLY.fullmatch((label.text or "").strip())]
    if len(answers) < _MIN_CARDS:
        return
    last = set(answers[-1].iterancestors())
    around = next(parent for parent in answers[0].iterancestors() if parent in last)
    entries = dict.fromkeys(_child_of(around, answer) for answer in answers)
    bodies = {above for body in marks.bodies for above in (body, *body.iterancestors())}
    first = next(iter(entries))
    if len(entries) < 2 or not longer(first, _SAID) or not _prose_before(tree, marks, first):
        return
    for entry in entries:
        if entry not in bodies and entry.find(".//h1") is None:
            remove(entry)


def _child_of(parent: HtmlElement, element: HtmlElement) -> HtmlElement:
    """The child of ``parent`` in which ``element`` stands."""
    while (above := element.getparent()) is not None and above is not parent:
        element = above
    return element


def opens_comments(text: str) -> bool:
    """Whether ``text`` is a heading under which readers write."""
    if len(text) > MAX_LABEL:
        return len(text) <= MAX_HEADING and bool(closing_phrases.RESPONSES.fullmatch(text))
    return bool(closing_phrases.COMMENTS_HEAD.fullmatch(text) or closing_phrases.RESPONSES.fullmatch(text))


def readers_part(marks: Landmarks) -> HtmlElement | None:
    """The first heading under which readers write and above which an article stands."""
    for label in marks.labels[:_MANY]:
        if label.tag in {"h1", "a"} or next(label.iterancestors("a", "button"), None) is not None:
            continue
        text = element_text(label, 2 * MAX_HEADING)
        if opens_comments(text) and _prose_before(label.getroottree().getroot(), marks, label):
            return label
    return None


def cut_cards(tree: HtmlElement, headings: Sequence[HtmlElement]) -> None:
    """Remove rows of teasers: at least three alike, each a link of several words followed by a few lines of text. Not
    where hardly a sentence stands outside of them: then they are what there is to read."""
    kept = {parent for heading in headings for parent in heading.iterancestors()}
    rows: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for link in tree.iter("a"):
        card = _card(link)
        if card is not None and (parent := card.getparent()) is not None:
            row = rows[parent, card.tag, card.get("class") or ""]
            if not row or row[-1] is not card:
                row.append(card)
    cards = [card for row in rows.values() if len(row) >= _MIN_CARDS for card in row if card not in kept]
    if cards and _more_than(tree, cards):
        for card in cards:
            remove(card)


def _more_than(tree: HtmlElement, cards: Sequence[HtmlElement]) -> bool:
    """Whether a few sentences stand in ``tree`` outside ``cards``."""
    inside = {element for card in cards for element in card.iter()}
    size = 0
    for element in tree.iter("*"):
        if element in inside:
            continue
        size += sum(len(text) for text in (element.text, element.tail) if text and len(text.strip()) >= _SENTENCE)
        if size >= _BEFORE_COMMENTS:
            return True
    return False


def _card(link: HtmlElement) -> HtmlElement | None:
    """The element that begins with ``link`` and holds other words besides; None where there is none near."""
    text = element_text(link, 300)
    if count_words(text) < _LINK_WORDS or without_dates(text)[1] or (link.get("href") or "").startswith("#"):
        return None  # "4 h ago 18:42 GMT": the address of a post on a live page
    element = link
    for _ in range(4):
        parent = element.getparent()
        if parent is None or parent.tag in _STOPS - {"article"} or not _first(element, parent):
            return None
        more = (element.tail or "").strip() or any(has_text(other) for other in element.itersiblings())
        element = parent
        if more:
            return element if element.tag in _CARDS and not longer(element, _CARD_CHARS) else None
    return None


def _cut_comments(tree: HtmlElement, marks: Landmarks, label: HtmlElement, text: str) -> None:
    """Remove what readers wrote below ``label``, which says ``text``: its box, or all that follows it there.

    A link to the comments stands above most articles, and "14 comments" beside the date: only a label with an article
    between it and the headline opens the readers' part, and what is named as the text is never part of it.
    """
    if label.tag == "a" or next(label.iterancestors("a", "button"), None) is not None:
        return
    box = _box(label, None)
    if box is label or box.tag in {"h2", "h3", "h4", "p", "span", "b", "strong"}:
        following = list(box.itersiblings())
    else:
        following = []
    if not _prose_before(tree, marks, box):
        return
    if _heads_text(text, following):
        return
    bodies = {around for body in marks.bodies for around in (body, *body.iterancestors())}
    for element in (box, *following):
        if element.find(".//h1") is None and element.tag != "h1" and element not in bodies:
            remove(element)


def _heads_text(text: str, following: Sequence[HtmlElement]) -> bool:
    """Whether a heading of comments that counts none is one of an article: paragraphs of it follow, and nothing else
    first. Readers' comments come with names, dates and lists."""
    if any(char.isdigit() for char in text):
        return False
    said = [element for element in following[:_MIN_CARDS] if has_text(element)]
    return bool(said) and all(element.tag == "p" and is_prose(element_text(element, None)) for element in said)


def _prose_before(tree: HtmlElement, marks: Landmarks, box: HtmlElement) -> bool:
    """Whether a few sentences stand between the headline and ``box``: an article that can be commented on."""
    heading = next((heading for heading in marks.headings if within(heading, tree)), None)
    below = heading is None
    lengths: list[int] = []
    for element in tree.iter():
        if element is box:
            return False
        below = below or element is heading
        if below:
            texts = (text.strip() for text in (element.text, element.tail) if text)
            lengths += [len(text) for text in texts if len(text) >= _SENTENCE]
            if sum(lengths) >= (_BEFORE_COMMENTS if len(lengths) > 1 else 2 * _BEFORE_COMMENTS):
                return True
    return False


def _cut_related(label: HtmlElement, limit: float) -> None:
    box = _box(label, limit, linked=True)
    if box is not label and box.tag not in {"h2", "h3", "h4", "strong", "b", "em", "span"}:
        if any(count_words(raw_text(link)[:300]) >= _LINK_WORDS for link in box.iter("a")) or _is_card(box):
            remove(box)
        return
    told = phrases.INLINE_RELATED.match(element_text(label))  # "Read also", not "Latest"
    for element in list(box.itersiblings())[:_NEAR]:
        if element.tag in _LISTS and (_linked(element) or (told and _lists_headlines(element))):
            remove(element)
        elif element.tag != "a" and has_text(element) and not phrases.COUNTER.fullmatch(element_text(element)):
            return


def _lists_headlines(element: HtmlElement) -> bool:
    """Whether each entry of a list is a heading and hardly anything else, which a script makes a link."""
    entries = list(element.iterchildren("li"))
    return bool(entries) and all(
        (heading := next(entry.iter("h2", "h3", "h4", "h5", "h6"), None)) is not None
        and text_size(entry, _CARD_CHARS) - text_size(heading, _CARD_CHARS) <= _BESIDE_HEADLINE
        for entry in entries
    )


def _is_card(box: HtmlElement) -> bool:
    """Whether a box is but a label and a heading, which a script makes a link."""
    return next(box.iter("h2", "h3", "h4", "h5"), None) is not None and next(box.iter("p", "li"), None) is None


def _linked(element: HtmlElement) -> bool:
    """Whether most of an element's words are links."""
    whole = len(element_text(element, None))
    return whole > 0 and sum(len(element_text(link, None)) for link in element.iter("a")) >= 0.6 * whole


def _box(label: HtmlElement, limit: float | None, *, linked: bool = False) -> HtmlElement:
    """The largest element that begins with ``label`` and holds neither the headline nor more prose than ``limit``;
    if ``linked``, no more words around its links than teasers have."""
    box = label
    while True:
        parent = box.getparent()
        if parent is None or parent.tag in _STOPS or not _first(box, parent):
            return box
        if limit is not None and longer(parent, max(limit, 300)):
            return box
        if parent.find(".//h1") is not None:
            return box
        if linked and not _teases(parent):
            return box
        box = parent


def _teases(element: HtmlElement) -> bool:
    """Whether an element is links with a few words each."""
    links = sum(len(element_text(link, None)) for link in element.iter("a"))
    return len(element_text(element, None)) - links <= _UNLINKED[0] * links + _UNLINKED[1]


def _first(element: HtmlElement, parent: HtmlElement) -> bool:
    """Whether no text stands before ``element`` in ``parent``."""
    if parent.text and parent.text.strip():
        return False
    for other in element.itersiblings(preceding=True):
        if (other.tail and other.tail.strip()) or other.tag not in _SILENT or has_text(other):
            return False
    return True
