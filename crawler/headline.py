"""The headline as readers see it, without the name of the site, and what the site calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.elements import element_text
from crawler.given import is_given
from crawler.jsonld import ArticleFacts
from crawler.landmarks import Landmarks
from crawler.names import signature
from crawler.printed import only_heading, printed_headline, printed_site_names, standing_headline, without_logo
from crawler.text import clean_line, count_words, folded

SEPARATOR = re.compile(
    r"\s+[|\-–—:«»·•/]+\s+|(?<=[^\W\d_])-{2,}(?=[^\W\d_])|\s*[|»]\s*|\s*::\s*|(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af」』】？！])[-_－｜：](?=\w)"
)
_SITE_PREFIX = re.compile(r"([^:|]{2,60})\s?:\s+(?=\S+\s\S+)")
_SITE_WORDS = 5
_SECTION_WORDS = 3
_COLON = re.compile(r":\s+")
_SHOWN_IN = ("h2", "h3", "h4", "div", "span", "td", "font", "b", "strong", "big", "p", "a", "center")
_SUBHEADS = ("h2", "h3", "h4")
_MIN_TITLE = 3
_TORN = re.compile(r"\w \W(?: |$)|[(«“„] ")
"""A headline whose markup parts a word from its colon."""


def names_of_site(marks: Landmarks, facts: ArticleFacts, url: str, given: Sequence[str]) -> tuple[str, ...]:
    """Names the site calls itself, those ``given`` by its operator first."""
    host = urlsplit(url).hostname or ""
    labels = host.removeprefix("www.").split(".")
    names = [*given, *marks.metas.get("og:site_name", []), *marks.metas.get("application-name", []), facts.publisher]
    parts = SEPARATOR.split(marks.title)
    shown = {folded(element_text(heading)) for heading in marks.headings[:3]} | {folded(marks.meta("og:title"))}
    if len(parts) > 1 and folded(parts[0]) in shown:
        stated = bool([name for name in names if name])
        names += [  # a person between the headline and the site is a columnist; behind it only where the site is known
            part
            for place, part in enumerate(parts[1:], 2)
            if len(part.split()) <= _SITE_WORDS and not ((stated or place < len(parts)) and signature(part))
        ]
    told = _told_in_head(marks)
    names += [name for name in printed_site_names(marks) if folded(name) in told and not is_given(name)]
    names += [host.removeprefix("www."), *(labels[-2:-1] if len(labels) > 1 else [])]
    return tuple(dict.fromkeys(name for name in names if name))


def _told_in_head(marks: Landmarks) -> frozenset[str]:
    """The parts of what the head of a page calls it and its author."""
    fields = (marks.title, marks.meta("og:title"), marks.meta("twitter:title"), marks.meta("author", "article:author"))
    return frozenset(folded(part) for field in fields for part in SEPARATOR.split(field) if part)


def headline(marks: Landmarks, facts: ArticleFacts, sites: Sequence[str]) -> str:
    """The headline as readers see it, without the site's name."""
    headings = [
        line
        for heading in without_logo(marks.headings[:20])
        for line in (element_text(heading), *_inner_titles(heading, marks.meta("og:title")))
        if line and not _is_site(line, sites)
    ]
    claims = [facts.headline, marks.meta("og:title"), marks.meta("twitter:title"), marks.title]
    claims = [line for claim in claims if (line := clean_line(claim)) and not _is_site(line, sites)]
    claims = _without_kicker(claims)
    for claim in claims:
        parts = {folded(part) for part in _cuts(claim)}
        for heading in sorted(headings, key=lambda line: -len(line.split())):  # the name of a site is shorter
            if folded(heading) in parts:
                torn = _TORN.search(heading) and not _TORN.search(claim) and folded(heading) == folded(claim)
                return claim if torn else heading
    shown_titles = {folded(element_text(element)) for element in marks.titles[:40]}
    if claims and folded(claims[0]) in shown_titles:
        return claims[0]
    for heading in headings:  # a headline that the claims shorten or word a little differently
        if any(alike(heading, claim) for claim in claims):
            return heading
    for claim in claims[1:]:
        for part in _cuts(claim):
            if len(part.split()) >= _MIN_TITLE and folded(part) in shown_titles and not _names_site(part, sites):
                return part
    if not claims:
        return headings[0] if headings else printed_headline(marks)
    claimed = {folded(part) for claim in claims for part in _cuts(claim) if not _names_site(part, sites)}
    whole = {folded(claim) for claim in (*claims, _without_site(claims[0], sites))}
    if standing := standing_headline(marks, whole.union(p for p in claimed if count_words(p) >= _MIN_TITLE), sites):
        return standing
    stated = bool(facts.headline or marks.meta("og:title") or marks.meta("twitter:title"))
    only = "" if stated or not headings else only_heading(marks)
    shown = _shown_part(marks, claims[0], _SHOWN_IN)
    if shown and (not only or claims[0].startswith(shown) or _shown_part(marks, claims[0], _SUBHEADS)):
        return shown  # else it is the name of the site, which stands somewhere too
    return only or ("" if stated else printed_headline(marks)) or _without_site(claims[0], sites)


def _shown_part(marks: Landmarks, claim: str, shown_in: Sequence[str]) -> str:
    """The part of a claim that the page shows as a line of its own, in an element of one of these tags; "" where it
    shows none, or all of it."""
    cuts: dict[str, str] = {folded(part): part for part in _cuts(claim) if len(part.split()) >= _MIN_TITLE}
    cuts |= {folded(part): part for match in _COLON.finditer(claim) if len((part := claim[match.end() :]).split()) > 3}
    held = next(iter([*marks.paragraphs, *marks.holders]), None)
    if len(cuts) < 2 or held is None:
        return ""
    shown = {
        folded(clean_line(text))
        for element in held.getroottree().getroot().iter(*shown_in)
        if (text := element.text) and len(text) <= len(claim) + 40
    }
    longest = max(shown.intersection(cuts), key=len, default="")  # the name of the site, too, may stand alone
    return "" if longest == folded(claim) else cuts.get(longest, "")


def _inner_titles(heading: HtmlElement, shared: str) -> list[str]:
    """The parts of a heading that may be the headline behind a kicker: <h1><span>Rail</span><span>The night ....; none
    where the title that is ``shared`` (OpenGraph's) has the kicker too."""
    if not len(heading) or (heading.text or "").strip() or folded(shared).startswith(folded(element_text(heading))):
        return []
    return [line for child in heading[:6] if len((line := element_text(child)).split()) >= _MIN_TITLE]


def _without_kicker(claims: list[str]) -> list[str]:
    """``claims`` with the shorter first where the first is another behind a kicker ("Rail: The night train ...")."""
    for other in claims[1:]:
        head = claims[0].removesuffix(other) if claims else ""
        if head != (claims[0] if claims else "") and head.rstrip().endswith(":") and len(other.split()) >= 3:
            return [other, *claims]
    return claims


def _cuts(title: str) -> Iterator[str]:
    """``title`` and what is left of it when it is cut at each separator."""
    yield title
    for match in SEPARATOR.finditer(title):
        yield title[: match.start()]
        yield title[match.end() :]


def alike(heading: str, claim: str) -> bool:
    """Whether two headlines share so many words that they are one, worded a little differently."""
    left, right = set(folded(heading).split()), set(folded(claim).split())
    return len(left) >= 3 and len(left & right) >= 0.6 * min(len(left), len(right)) and len(right) >= 3


def _is_site(line: str, sites: Sequence[str]) -> bool:
    plain = folded(line).replace(" ", "")
    return any(plain == folded(site).replace(" ", "") for site in sites)


def _without_site(title: str, sites: Sequence[str]) -> str:
    """``title`` up to the part that names the site, or from it on where that stands first."""
    start = 0
    if (prefix := _SITE_PREFIX.match(title)) and _names_site(prefix[1], sites):
        start = prefix.end()
    for match in SEPARATOR.finditer(title, start):
        if start == 0 and _names_site(title[: match.start()], sites):
            start = match.end()
            continue
        rest = SEPARATOR.split(title[match.end() :])
        named = _names_site(rest[0], sites) or (
            len(rest) > 1 and len(rest[0].split()) <= _SECTION_WORDS and _names_site(rest[1], sites)
        )
        if named and len(title[start : match.start()].split()) >= 2:
            return title[start : match.start()]
    return title[start:]


def _names_site(part: str, sites: Sequence[str]) -> bool:
    plain = folded(part).replace(" ", "")
    return bool(plain) and any(
        plain == name or (len(name) >= 4 and name in plain and len(plain) <= 3 * len(name))
        for site in sites
        if (name := folded(site).replace(" ", ""))
    )
