"""Reads an article from its page. Pure: bytes in, `Extracted` out; no network, no clock, no state between pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from crawler.blocks import Line
from crawler.body import read_body
from crawler.captions import Captions, captions_of
from crawler.charset import Decoded, decode
from crawler.cutting import cut_furniture
from crawler.date_lines import is_date_line
from crawler.files import MAX_BYTES
from crawler.items import Extracted
from crawler.jsonld import article_facts
from crawler.language import text_language
from crawler.lines import behind_title, closing_note, furniture_reason, is_prose, repeats_title, starts_tail
from crawler.metadata import Metadata, read_metadata
from crawler.names import author_names, byline, signature
from crawler.page import parse_page
from crawler.skips import without_skipped
from crawler.standfirst import find_leads, first_place, lines_above, with_standfirst
from crawler.sweep import sweep
from crawler.text import clean_line, clean_lines, count_words, folded, join_paragraphs, line_hash
from crawler.unread import ExtractionError
from crawler.urls import readable
from crawler.wires import credit_line, dateline_credit

_SHORT_WORDS = 25
_SHORT_CHARS = 2_000
_REPEAT_WORDS = 8
_TRUNCATED = 0.5
_HEAD_LINES = 6
_LABEL_WORDS = 4
_PULLED_WORDS = (5, 60)
_MOST_QUOTED = 500
_STANDFIRST_WORDS = 6
_CROSSHEAD_WORDS = 9
_LAST_LINES, _NOTES_FROM = 4, 4
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})


@dataclass(frozen=True)
class Rules:
    """What is known of an outlet's pages."""

    body: str | None = None
    """CSS selector of the article text."""
    strip: tuple[str, ...] = ()
    """A line that is or contains one of these texts is dropped."""
    boilerplate: frozenset[str] = frozenset()
    """Hashes (`crawler.text.line_hash`) of lines that recur across the outlet's articles."""
    site_names: tuple[str, ...] = ()
    """Names of the outlet, cut from titles and bylines."""
    zone: str = "UTC"
    """IANA time zone that is meant where a page gives none."""


def extract(
    html: bytes | str,
    url: str,
    *,
    charset: str | None = None,
    rules: Rules = Rules(),
    languages: Sequence[str] = (),
    fetched: datetime | None = None,
) -> Extracted:
    """The article on a page that was fetched from ``url``.

    ``charset`` is the one of the HTTP header. ``languages`` (ISO 639-1) are those the outlet writes in: they settle
    what 04/05/2024 means and which language is believed when the text is too short to tell. ``fetched`` (aware)
    resolves "2 hours ago" and bounds dates from above.

    Raises:
        ExtractionError: there is no article text (kind "empty") or the page is too large (kind "size").
    """
    if len(html) > MAX_BYTES:
        raise ExtractionError(
            "size", f"{url or 'the page'}: the page has {len(html)} bytes; at most {MAX_BYTES} are read"
        )
    named = url or "the page"
    url = readable(url)  # whoever gives one that is none has the page all the same
    decoded = Decoded(html, "", 0) if isinstance(html, str) else decode(html, charset)
    page = parse_page(decoded.text)
    if page is None:
        raise ExtractionError("empty", f"{named}: there is no markup")
    facts = article_facts(page.json_ld)
    marks = sweep(page.tree)
    day_first = "en" not in languages or len(languages) > 1
    about = read_metadata(
        marks, facts, url, site_names=rules.site_names, fetched=fetched, zone=ZoneInfo(rules.zone), day_first=day_first
    )
    cut_furniture(page.tree, marks)
    captions = captions_of(marks)
    placed = find_leads(page.tree, marks, about, captions)
    body = read_body(
        page.tree,
        marks,
        rules.body,
        lambda: _tree(decoded.text),
        leads=[lead.text for lead in placed],
        above=lambda root: lines_above(page.tree, marks, about, root, captions),
    )
    first = first_place(body.root, marks)
    leads = [lead.text for lead in placed if lead.place <= first]
    if body.above and all(any(lead == line.text for line in body.lines) for lead in leads):
        leads = [body.above[0]]  # what is named as the lead is the first paragraph
    lines, credit = _article_lines(body.lines, about, captions, rules)
    confidence = body.confidence
    if facts is not None and (whole := _from_json(facts.body, about, captions, rules)) and _much_more(whole, lines):
        lines, confidence = whole, max(confidence, 0.8)
    leads = leads or _heading_above(body.lines, lines)
    standfirst = next((lead for lead in leads if not _same(lead, about.title)), "")
    standfirst, lines = with_standfirst(standfirst, about, lines)
    if not lines:
        raise ExtractionError("empty", f"{named}: no article text")
    text = join_paragraphs(lines)
    claimed = about.language or (languages[0] if len(languages) == 1 else "")
    return Extracted(
        title=about.title or lines[0],
        text=text,
        standfirst=standfirst,
        authors=about.authors,
        credit=credit or about.agency,
        published=about.published,
        modified=about.modified,
        language=text_language(claimed, text),
        canonical_url=about.canonical_url,
        image=about.image,
        section=about.section,
        tags=about.tags,
        paywall=about.paywall,
        confidence=_confidence(confidence, text, about, decoded) * (_TRUNCATED if page.truncated else 1),
        truncated=page.truncated,
    )


def _tree(markup: str) -> HtmlElement | None:
    page = parse_page(markup)
    return page.tree if page is not None else None


def _confidence(of_body: float, text: str, about: Metadata, decoded: Decoded) -> float:
    """How sure the whole is: damaged characters, a very short text or a missing title take from the body's share."""
    if decoded.replaced:
        of_body *= max(0.3, 1 - 20 * decoded.replaced / max(1, len(decoded.text)))
    if count_words(text[:_SHORT_CHARS]) < _SHORT_WORDS:
        of_body *= 0.5
    if not about.title:
        of_body *= 0.8
    return round(min(1.0, max(0.0, of_body)), 3)


def _article_lines(lines: Sequence[Line], about: Metadata, captions: Captions, rules: Rules) -> tuple[list[str], str]:
    """The lines that belong to the article, and the agency they are credited to."""
    sites = (*about.sites, about.section)
    strip = [clean_line(text).casefold() for text in rules.strip]
    kept: list[Line] = []
    seen: set[str] = set()
    credit = ""
    writers = {folded(name) for name in about.authors}
    lines = _from_first_sentence(_from_headline(without_skipped(lines), about.title))
    for place, line in enumerate(lines):
        text = line.text
        if starts_tail(text) and not any(_goes_on(later.text) for later in lines[place + 1 :]):
            break
        found = credit_line(text)
        if found and (place >= len(lines) - 4 or place < 2):
            credit = credit or found
            continue
        plain = folded(text)
        if (
            furniture_reason(text, sites=sites, linked=line.links > 0)
            or (
                place < _HEAD_LINES
                and (repeats_title(text, about.title) or _is_byline(text, about) or _above_date(lines, place))
            )
            or (line.tag in _HEADINGS and plain in writers)
            or (byline(text) and (place < _HEAD_LINES or place >= len(lines) - 3))
            or plain in captions
            or (rules.boilerplate and line_hash(text) in rules.boilerplate)
            or any(cut and cut in text.casefold() for cut in strip)
        ):
            continue
        if count_words(text) > _REPEAT_WORDS:
            if plain in seen:
                continue
            seen.add(plain)
        credit = credit or (dateline_credit(text) if len(kept) < 2 else "")
        kept.append(line)
    kept = _without_pulled_quotes(_without_notes(kept, about))
    while kept and kept[-1].tag in _HEADINGS:
        kept.pop()
    return [line.text for line in kept], credit


def _goes_on(line: str) -> bool:
    return is_prose(line) and not closing_note(line)


def _heading_above(read: Sequence[Line], kept: Sequence[str]) -> list[str]:
    """The first line of a text where it is set as a heading but is as long as a sentence: a standfirst."""
    first = next((line for line in read if kept and line.text == kept[0]), None)
    if first is None or first.tag not in _HEADINGS or count_words(first.text) < _STANDFIRST_WORDS:
        return []
    return [first.text]


def _without_pulled_quotes(lines: list[Line]) -> list[Line]:
    """Lines without those below the first two that are set apart and only repeat words of a paragraph."""
    if len(lines) > _MOST_QUOTED:
        return lines  # no article; looking for each line in all others would take its square
    whole = "\n".join(folded(line.text) for line in lines)
    usual = Counter(line.tag for line in lines).most_common(1)
    return [
        line
        for place, line in enumerate(lines)
        if place < 2
        or line.tag in {"p", "li", usual[0][0]}
        or (line.tag in _HEADINGS and count_words(line.text) <= _CROSSHEAD_WORDS)
        or not _PULLED_WORDS[0] <= count_words(line.text) <= _PULLED_WORDS[1]
        or whole.count(folded(line.text)) < 2
    ]


def _without_notes(lines: list[Line], about: Metadata) -> list[Line]:
    """Lines without those among the last few that tell of the authors or only name them."""
    if len(lines) < _NOTES_FROM:
        return lines
    return [
        line
        for place, line in enumerate(lines)
        if place < len(lines) - _LAST_LINES
        or not (closing_note(line.text, about.authors) or _is_byline(line.text, about))
    ]


def _from_headline(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """Lines below the headline, where it stands near the top under nothing but a kicker, a section or a date."""
    for place, line in enumerate(lines[: _HEAD_LINES + 2]):
        if is_prose(line.text) and not behind_title(line.text, title):
            return lines
        if rest := behind_title(line.text, title):
            return [replace(line, text=rest), *lines[place + 1 :]]
        if repeats_title(line.text, title):
            following = lines[place + 1 : place + 2]
            rest = behind_title(following[0].text, title) if following else ""
            return [replace(following[0], text=rest), *lines[place + 2 :]] if rest else lines[place + 1 :]
    return lines


def _from_first_sentence(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the labels above the first sentence: names, places and sections that stand alone."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if is_prose(line.text) or line.tag in _HEADINGS or count_words(line.text) > _LABEL_WORDS:
            return lines[place:] if place < len(lines) - 1 else lines
        if line.text[-1] in ".!?…؟:—–":  # a dateline may be a line of its own
            return lines[place:]
    return lines


def _above_date(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is but a name with the date of the page under it, as bylines are set."""
    return place + 1 < len(lines) and signature(lines[place].text) and is_date_line(lines[place + 1].text)


def _is_byline(text: str, about: Metadata) -> bool:
    """Whether a line near the top only names the authors that are known anyway."""
    if not about.authors or count_words(text) > 12:
        return False
    if any(text.startswith(name) and is_date_line(text.removeprefix(name)) for name in about.authors):
        return True
    names, _ = author_names([text], about.sites)
    known = {folded(name) for name in about.authors}
    return bool(names) and all(folded(name) in known for name in names)


def _from_json(body: str, about: Metadata, captions: Captions, rules: Rules) -> list[str]:
    """Lines of a JSON-LD articleBody, for pages whose visible text is cut short."""
    if len(body) < 400 or "<" in body:
        return []
    return _article_lines([Line(line, "p", 0.0) for line in clean_lines(body)], about, captions, rules)[0]


def _much_more(whole: Sequence[str], lines: Sequence[str]) -> bool:
    return sum(map(count_words, whole)) > 1.5 * sum(map(count_words, lines)) + 30


def _same(left: str, right: str) -> bool:
    return folded(left) == folded(right)
