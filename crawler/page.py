"""From markup to one tree that can be worked on: the only place where pages are parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from crawler.guard import cut_attribute_floods, cut_tag_floods
from crawler.text import REPLACEMENT

MAX_CHARS = 12_000_000
"""A longer page is no article; parsing it would cost more memory than a worker has."""
_MAX_DEPTH = 120
_SKIPPED = re.compile(r"<(?=[!SsTtNn])(?:!--|(script|style|svg|template|nav)\b)", re.IGNORECASE)
"""Most tags are passed by at their first letter: it takes a third of the time."""
_MENU = re.compile(
    r"<nav\b[^<>]*+>[^<]{0,160}+(?:<(?!/?(?:nav|h[1-6]|p|main|article|section|header|footer|aside|figure|blockquote|table"
    r"|time|address|dl|pre|form)\b)[^<>]*+(?:>[^<]{0,160}+)?+)*+</nav\s*>",
    re.IGNORECASE,
)
"""A `nav` that is nothing but lists of links: no heading, paragraph, date or long text. It stops at the first of
these, so that many that are never closed cost no more than one look each."""
_TAG_LINK = re.compile(r"\brel\s*=\s*[\"']?[^\"'<>]{0,80}\btag\b", re.IGNORECASE)
_JSON_LD = re.compile(r"application/ld\+json", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>]*)>")
_MARKUP = re.compile(r"<[A-Za-z!?/]")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n")
_HEADLINE_CHARS = 200
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_SELF_CLOSING = frozenset(
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "option", "html", "head", "body", "title"]
)
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html's own asks a function in Python for the class of each element, every time that it is met."""
_NAMED_CLOSERS = {name: re.compile(rf"</{name}\b[^>]*>", re.I) for name in ("script", "style", "svg", "template")}


@dataclass(frozen=True)
class Page:
    """A parsed page. The tree belongs to the caller, who may cut it up."""

    tree: HtmlElement
    json_ld: tuple[str, ...]
    """Contents of the JSON-LD scripts, unparsed."""
    truncated: bool = False
    """Whether it is so large that its end was not read."""


def parse_page(markup: str) -> Page | None:
    """Parse a page; None where there is nothing at all. What has no tag is plain text: see `page_of_text`.

    Scripts, styles, drawings, menus and comments are cut out of the text first (half of a typical page), the JSON-LD
    set aside. Nesting past libxml2's limit of 256, at which it would stop and give no text, is flattened.
    """
    if _MARKUP.search(markup) is None:
        markup = page_of_text(markup[:MAX_CHARS])
    truncated = len(markup) > MAX_CHARS
    markup, json_ld = _cut_unread(markup[:MAX_CHARS])
    whole = cut_attribute_floods(markup)
    markup = cut_tag_floods(whole)
    truncated = truncated or len(markup) < len(whole)
    tree, too_deep = _parse(markup)
    if too_deep:
        tree, _ = _parse(_flatten(markup))
    return None if tree is None else Page(tree, json_ld, truncated)


def page_of_text(text: str) -> str:
    """A page of a plain text: its first paragraph is the headline if it reads like one.

    Blank lines part the paragraphs; where there are none, each line is one.
    """
    parts = _BLANK_LINES.split(text)
    parts = [part for part in (parts if len(parts) > 1 else text.splitlines()) if part.strip()]
    headed = len(parts) > 1 and len(parts[0]) <= _HEADLINE_CHARS and parts[0].rstrip()[-1] not in ".:;,"
    tags = ["h1" if headed and place == 0 else "p" for place in range(len(parts))]
    return "".join(f"<{tag}>{escape(part)}</{tag}>" for tag, part in zip(tags, parts, strict=True))


def _parse(markup: str) -> tuple[HtmlElement | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=False
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        body = markup.encode()
    except UnicodeEncodeError:
        body = _SURROGATE.sub(REPLACEMENT, markup).encode()
    try:
        tree = document_fromstring(body.translate(None, _CONTROLS), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    return tree, any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _cut_unread(markup: str) -> tuple[str, tuple[str, ...]]:
    """``markup`` without what no reader sees, and the JSON-LD that stood in it. Linear: a closer that is missing
    once is never looked for again."""
    kept: list[str] = []
    json_ld: list[str] = []
    missing: set[str] = set()
    place = 0
    while (match := _SKIPPED.search(markup, place)) is not None:
        start, name = match.start(), (match[1] or "!--").lower()
        kept.append(markup[place:start])
        place = match.end()
        if name == "nav":
            menu = _MENU.match(markup, start)
            cut = menu is not None and not ("tag" in menu[0].lower() and _TAG_LINK.search(menu[0]))
            kept.append(" " if cut else match[0])
            place = menu.end() if menu is not None and cut else place
            continue
        if name in missing:
            kept.append(match[0])
            continue
        if name == "!--":
            end = markup.find("-->", place)
            inner_end, end = end, end + 3 if end != -1 else -1
        else:
            closer = _NAMED_CLOSERS[name].search(markup, place)
            inner_end, end = closer.span() if closer else (-1, -1)
        if end == -1:
            missing.add(name)
            kept.append(match[0])
            continue
        opened = markup.find(">", place, inner_end)
        if name == "script" and opened != -1 and _JSON_LD.search(markup, place, opened):
            json_ld.append(markup[opened + 1 : inner_end])
        kept.append(" ")
        place = end
    kept.append(markup[place:])
    return "".join(kept), tuple(json_ld)


def _flatten(markup: str) -> str:
    """``markup`` without containers nested deeper than a person could have meant; their text stays."""
    pieces: list[str] = []
    stack: list[tuple[str, bool]] = []
    depth = place = 0
    for match in _TAG.finditer(markup):
        pieces.append(markup[place : match.start()])
        place = match.end()
        closing, name = bool(match[1]), match[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            pieces.append(match[0])
        elif not closing:
            kept = depth < _MAX_DEPTH
            stack.append((name, kept))
            depth += kept
            pieces.append(match[0] if kept else " ")
        elif any(name == opened for opened, _ in stack[-50:]):
            while True:
                opened, kept = stack.pop()
                depth -= kept
                if kept:
                    pieces.append(f"</{opened}>")
                if opened == name:
                    break
            pieces.append(" ")
    pieces.append(markup[place:])
    return "".join(pieces)
