"""Reads an article from its page. Pure: bytes in, `Extracted` out; no network, no clock, no state between pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from crawler.article_lines import article_lines
from crawler.blocks import Line
from crawler.body import read_body
from crawler.captions import Captions, captions_of
from crawler.charset import Decoded, decode
from crawler.corpus_form import in_form, opening, plain_line
from crawler.cutting import cut_furniture
from crawler.files import MAX_BYTES
from crawler.items import Extracted
from crawler.jsonld import article_facts
from crawler.language import text_language
from crawler.left_out import Cut
from crawler.metadata import Metadata, read_metadata
from crawler.page import parse_page
from crawler.rules import Rules
from crawler.standfirst import find_leads, first_place, lines_above, with_standfirst
from crawler.sweep import sweep
from crawler.text import clean_lines, count_words, folded, join_paragraphs, line_hash
from crawler.unread import ExtractionError
from crawler.urls import readable
from crawler.zones import likely_zone

_SHORT_WORDS = 25
_SHORT_CHARS = 2_000
_TRUNCATED = 0.5
_NOTHING_KNOWN = Rules()
_STANDFIRST_WORDS = 6
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})


def extract(
    html: bytes | str,
    url: str,
    *,
    charset: str | None = None,
    rules: Rules = _NOTHING_KNOWN,
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
    spoken = (marks.language or (languages[0] if len(languages) == 1 else ""))[:2].lower()
    zone = ZoneInfo(rules.zone or likely_zone(url, spoken))
    about = read_metadata(
        marks, facts, url, site_names=rules.site_names, fetched=fetched, zone=zone, day_first=day_first
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
    lines, left_out, credit = article_lines(body.lines, about, captions, rules)
    confidence = body.confidence
    stated, cut = _from_json(facts.body, about, captions, rules) if facts is not None else ([], ())
    if stated and _much_more(stated, lines):
        lines, left_out, confidence = stated, cut, max(confidence, 0.8)
    leads = leads or _heading_above(body.lines, lines)
    own = (lead for lead in leads if not _same(lead, about.title) and line_hash(lead) not in rules.boilerplate)
    standfirst = next(own, "")
    standfirst, lines = with_standfirst(standfirst, about, lines)
    if not lines:
        raise ExtractionError("empty", f"{named}: no article text")
    claimed = about.language or (languages[0] if len(languages) == 1 else "")
    title, lines = (title, lines) if (title := plain_line(about.title)) else opening(lines)
    language = text_language(claimed, join_paragraphs(lines))
    text = join_paragraphs(in_form(title, lines, language) or lines)
    return Extracted(
        title=title,
        text=text,
        standfirst=plain_line(standfirst),
        authors=about.authors,
        credit=credit or about.agency,
        published=about.published,
        modified=about.modified,
        language=language,
        canonical_url=about.canonical_url,
        image=about.image,
        section=about.section,
        tags=about.tags,
        paywall=about.paywall,
        confidence=_confidence(confidence, text, about, decoded) * (_TRUNCATED if page.truncated else 1),
        truncated=page.truncated,
        left_out=left_out,
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


def _heading_above(read: Sequence[Line], kept: Sequence[str]) -> list[str]:
    """The first line of a text where it is set as a heading but is as long as a sentence: a standfirst."""
    first = next((line for line in read if kept and line.text == kept[0]), None)
    if first is None or first.tag not in _HEADINGS or count_words(first.text) < _STANDFIRST_WORDS:
        return []
    return [first.text]


def _from_json(body: str, about: Metadata, captions: Captions, rules: Rules) -> tuple[list[str], Cut]:
    """Lines of a JSON-LD articleBody, for pages whose visible text is cut short, and the learnt ones among them."""
    if len(body) < 400 or "<" in body:
        return [], ()
    return article_lines([Line(line, "p", 0.0) for line in clean_lines(body)], about, captions, rules)[:2]


def _much_more(whole: Sequence[str], lines: Sequence[str]) -> bool:
    return sum(map(count_words, whole)) > 1.5 * sum(map(count_words, lines)) + 30


def _same(left: str, right: str) -> bool:
    return folded(left) == folded(right)
