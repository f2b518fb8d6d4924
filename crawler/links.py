"""Finds the articles on a page that lists them, and the page after it. Pure; the page is hostile input."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from courlan.filters import extension_filter, is_navigation_page, is_not_crawlable, path_filter
from lxml import etree

from crawler.charset import decode
from crawler.guard import cut_attribute_floods, cut_tag_floods
from crawler.items import Entry
from crawler.link_dates import shown_date
from crawler.text import clean_line
from crawler.urls import absolute, canonical, fold, same_site

MAX_LINKS = 5_000
"""Links of one page that are looked at."""
MAX_FOUND = 500
"""Articles of one page that are taken."""
_MAYBE, _SURE = 1, 2
_ANCHORS = 3
"""Links to one article beside which its date is looked for."""
_FEW = 3
"""Where a page has fewer links that surely lead to articles, those that maybe do are taken as well."""
_ASIDE = frozenset({"nav", "footer", "aside", "form", "noscript"})
_NEXT_WORDS = re.compile(
    r"^\W*(?:next(?: page)?|older(?: posts| stories| articles)?|more (?:news|stories|articles)|load more|show more"
    r"|следующ\w+|дал(?:ее|ьше)|вперед|вперёд|(?:показать )?ещ[её]|старые записи"
    r"|بعدی|صفحه بعد|بیشتر|التالي|المزيد|weiter|suivant|siguiente)\W*$",
    re.IGNORECASE,
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:[/?&](?:page|p|pg|paged|seite|pagina)[=/_-]?|/page/)(\d{1,4})(?=$|[/&#])", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d{2}[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?[0-3]?\d)?(?=[/_-]|$)")
_NUMBERED = re.compile(r"(?:^|[/_.=-])\d{4,}(?=$|[/?_.&-])")
_TAXONOMY = re.compile(
    r"^/(?:[a-z]{2}/)?(?:tags?|categor(?:y|ies)|authors?|topics?|search|wp-content|feed)(?:/|$)", re.I
)
_PLACEHOLDERS = {
    "*": r"[^?#\s]*",
    "{digits}": r"\d+",
    "{yyyymmdd}": r"\d{8}",
    "{yyyy}": r"\d{4}",
    "{mm}": r"\d{2}",
    "{dd}": r"\d{2}",
}
_PIECE = re.compile(r"\*+|\{(?:digits|yyyymmdd|yyyy|mm|dd)\}")


@dataclass(frozen=True)
class Links:
    """What a listing page leads to."""

    entries: tuple[Entry, ...]
    """Articles, in the order of the page."""
    following: str = ""
    """Address of the next page of the list, "" where there is none."""


class Pattern:
    """The `articles` setting of an outlet: which addresses are articles.

    ``*`` stands for anything but a query, ``{digits}`` for a number, ``{yyyy}``, ``{mm}``, ``{dd}`` and ``{yyyymmdd}``
    for dates. A pattern that begins with a slash holds for every host. Scheme, ``www`` and a final slash do not
    matter, nor does the query unless the pattern has one.
    """

    def __init__(self, pattern: str) -> None:
        self._query = "?" in pattern
        self._path_only = pattern.startswith("/")
        bare = re.sub(r"^https?://(?:www\d?\.)?", "", pattern, flags=re.IGNORECASE).rstrip("/")
        parts: list[str] = []
        at = 0
        for piece in _PIECE.finditer(bare):
            parts.append(re.escape(bare[at : piece.start()]))
            parts.append(_PLACEHOLDERS["*" if piece[0][0] == "*" else piece[0]])
            at = piece.end()
        parts.append(re.escape(bare[at:]))
        self._regex = re.compile("".join(parts))

    def matches(self, url: str) -> bool:
        """Whether ``url`` (any absolute form) is an article's."""
        key = canonical(url)
        if key is None:
            return False
        text = fold(key)
        if self._path_only:
            text = text[text.find("/") :] if "/" in text else "/"
        if not self._query:
            text = text.partition("?")[0].rstrip("/")
        return self._regex.fullmatch(text) is not None


def is_taxonomy(url: str) -> bool:
    """Whether an address is plainly that of a front page, a tag, a category, an author or a search, not an article."""
    parts = urlsplit(url)
    return (parts.path.strip("/") == "" and not parts.query) or bool(_TAXONOMY.search(parts.path))


def find_links(body: bytes, url: str, charset: str | None = None, pattern: str | None = None) -> Links:
    """The articles that the page at ``url`` links to, and the next page of the list.

    Args:
        body: HTML as received.
        url: Its address; only links within its site are taken.
        charset: What the HTTP header says.
        pattern: The outlet's `articles`; without it, what looks like an article by its address and its text.

    Never raises on broken markup.
    """
    markup = cut_tag_floods(cut_attribute_floods(decode(body, charset).text))
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Links(())
    if root is None:
        return Links(())
    base = _base(root, url)
    wanted = Pattern(pattern) if pattern else None
    found: dict[str, Entry] = {}
    surely: set[str] = set()
    anchors: dict[str, list[etree._Element]] = {}
    for number, anchor in enumerate(root.iter("a")):
        if number >= MAX_LINKS or len(found) >= MAX_FOUND:
            break
        link = absolute(anchor.get("href") or "", base)
        if link is None:
            continue
        key = fold(canonical(link) or link)
        title = clean_line(" ".join(anchor.itertext()))[:500] or clean_line(anchor.get("title") or "")[:500]
        if key in found:
            anchors[key].append(anchor)
            if len(title) > len(found[key].title):
                found[key] = Entry(link=found[key].link, title=title)
                if not wanted and _likelihood(link, url, title, anchor) == _SURE:
                    surely.add(key)
        elif likely := (_SURE if wanted.matches(link) else 0) if wanted else _likelihood(link, url, title, anchor):
            found[key], anchors[key] = Entry(link=link, title=title), [anchor]
            if likely == _SURE:
                surely.add(key)
    chosen = [
        replace(entry, published=next(filter(None, map(shown_date, anchors[key][:_ANCHORS])), None))
        for key, entry in found.items()
        if key in surely or len(surely) < _FEW
    ]
    return Links(tuple(chosen), _following(root, base, url))


def _base(root: etree._Element, url: str) -> str:
    for element in root.iter("base"):
        return absolute(element.get("href") or "", url) or url
    return url


def _likelihood(link: str, page: str, title: str, anchor: etree._Element) -> int:
    """`_SURE` by what articles have in common: a date, a number or a long slug in the address, and a headline.

    `_MAYBE` where there is a headline alone; 0 for what courlan's filters tell to be something else.
    """
    parts = urlsplit(link)
    path = parts.path
    elsewhere = not same_site(link, page) or fold(link) == fold(page) or is_taxonomy(link)
    if elsewhere or is_not_crawlable(link) or is_navigation_page(link) or _PAGE_NUMBER.search(link):
        return 0
    if not path_filter(path, parts.query) or not extension_filter(path):
        return 0
    slug = max(re.split(r"[/.]", path), key=len)
    strong = bool(_DATED.search(path)) or bool(_NUMBERED.search(f"{path}?{parts.query}")) or slug.count("-") >= 4
    weak = slug.count("-") >= 2 or slug.count("_") >= 2 or len(slug) >= 25
    words = len(title.split())
    if any(isinstance(above.tag, str) and above.tag in _ASIDE for above in anchor.iterancestors()):
        return _SURE if strong and words >= 4 else 0
    if (strong and (words >= 2 or not title)) or (weak and words >= 4):
        return _SURE
    return _MAYBE if words >= 3 else 0


def _following(root: etree._Element, base: str, page: str) -> str:
    """rel=next, else a link that is called so, else the one with the next page number."""
    by_number = ""
    by_word = ""
    here = _page_number(page)
    for element in root.iter("link", "a"):
        target = absolute(element.get("href") or "", base)
        if target is None or not same_site(target, page) or fold(target) == fold(page):
            continue
        if "next" in (element.get("rel") or "").lower().split():
            return target
        if element.tag != "a":
            continue
        label = clean_line("".join(element.itertext()))[:60] or clean_line(element.get("aria-label") or "")[:60]
        named = _NEXT_WORDS.match(label) or _NEXT_CLASS.search(element.get("class") or "")
        if named and not by_word and (_page_number(target) or urlsplit(target).path.startswith(urlsplit(page).path)):
            by_word = target
        elif not by_number and label.isdigit() and _page_number(target) == here + 1 == int(label[:6]):
            by_number = target
    return by_word or by_number


def _page_number(url: str) -> int:
    found = _PAGE_NUMBER.search(url)
    return int(found[1]) if found else 1
