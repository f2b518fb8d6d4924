"""Why an article matched, in words and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crawler.corpus import parse_corpus_text
from crawler.database import reader, sessions
from crawler.extract import extract
from crawler.items import Extracted
from crawler.tables import Address, Article
from crawler.urls import canonical, same_site
from monitor.document import Analysis, Document, Hit, ListResult
from monitor.screen import document_of
from tocsin.revising import History, history
from tocsin.times import local
from tocsin.wiring import House, SetupError

MOST_BYTES = 16_000_000
"""Larger files are refused."""
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_AROUND = 45
"""Characters shown on either side of a form found."""


def find(home: House, what: str, *, language: str, now: datetime) -> tuple[Document, History] | None:
    """The document that `what` names (a file, or the number, key or address of a kept article), and its changes; None
    for an address of the web that is not kept.

    Raises:
        SetupError: there is none, or the file is no text.
    """
    path = Path(what)
    if "://" not in what and path.exists():
        return _from_file(path, language, now), History()
    with sessions(reader(home.engine))() as session:
        article = kept_article(session, what)
        if article is not None:
            outlets = {outlet.id: outlet for outlet in home.configuration.outlets}
            return document_of(article, outlets.get(article.outlet)), history(session, article.id)
    if what.lower().startswith(("http://", "https://")):
        return None
    if what.isdecimal():
        raise SetupError(f"no article {what} is kept; `tocsin search` gives the numbers of those that are")
    raise SetupError(
        f"'{what}' is no file, and no article that is kept: give a file, an address (https://...), or an article's "
        "number or key of 16 letters, as `tocsin search` shows it"
    )


def from_page(home: House, page: Extracted, url: str, language: str) -> tuple[Document, History]:
    """A page that was fetched just now, as its outlet would be read: the one that has a feed or a list on that site."""
    there = [
        outlet
        for outlet in home.configuration.outlets
        for source in (*outlet.feeds, *outlet.sitemaps, *outlet.sections)
        if same_site(url, source.url)
    ]
    outlet = there[0] if there else None
    document = Document(
        id=url, title=page.title, text=page.text, lang=language or page.language or (outlet.language if outlet else ""),
        outlet=outlet.id if outlet else "", published=page.published, authors=page.authors, credit=page.credit,
        tags=tuple(outlet.tags) if outlet else (), assume=tuple(outlet.assume) if outlet else (),
    )  # fmt: skip
    return document, History()


def kept_article(session: Session, what: str) -> Article | None:
    """The article whose number, key or address is `what`; None where none is kept."""
    if what.isdecimal() and len(what) < 16:
        return session.get(Article, int(what))
    url = canonical(what) or what
    found = session.scalar(select(Article).where(or_(Article.key == what, Article.url.in_([what, url]))))
    if found is not None:
        return found
    named = session.scalar(select(Address).where(Address.url.in_([what, url])))
    return session.get(Article, named.article_id) if named is not None and named.article_id else None


def _from_file(path: Path, language: str, now: datetime) -> Document:
    raw = _content(path)
    if path.suffix.lower() in {".html", ".htm"} or _PAGE.match(raw):
        page = extract(raw, path.resolve().as_uri(), fetched=now)
        return Document(
            id=path.name, title=page.title, text=page.text, lang=language or page.language, published=page.published,
            authors=page.authors, credit=page.credit,
        )  # fmt: skip
    try:
        text = parse_corpus_text(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SetupError(
            f"{path} is no text in UTF-8 (byte {error.start + 1}); give a text, or a page that ends in .html"
        ) from None
    return Document(id=path.name, title=text.title, text="\n\n".join(text.paragraphs), lang=language)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise SetupError(f"{path} is no file; give a text, or a page that ends in .html")
    with path.open("rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise SetupError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB, which no article is")
    if b"\0" in raw:
        raise SetupError(f"{path} is no text; give a text in UTF-8, or a page that ends in .html")
    return raw


def lines(document: Document, analysis: Analysis, titles: Mapping[str, str], zone: str = "UTC") -> Iterator[str]:
    """The explanation for people, with times in `zone`: lists that passed, then the others with the reason why not."""
    yield document.title or "(no title)"
    facts = (document.outlet, local(document.published, zone), document.lang)
    if any(facts):
        yield " · ".join(str(fact) for fact in facts if fact)
    passed = [result for result in analysis.lists if result.passed]
    for result in sorted(passed, key=lambda r: -r.score):
        yield ""
        title = titles.get(result.watchlist, result.watchlist)
        points = "1 point" if result.score == 1 else f"{result.score:g} points"
        yield f"{title} [{result.watchlist}]: {points}, needs {result.threshold:g}"
        yield from _queries(document, result)
    if not passed:
        yield ""
        yield "No watchlist passed."
    rest = [result for result in analysis.lists if not result.passed]
    if rest:
        yield ""
        yield "Not passed:"
    for result in rest:
        why = "; ".join(result.why_not) or "nothing it looks for"
        yield f"  {result.watchlist}: {result.score:g} of {result.threshold:g}: {why}"
        yield from _queries(document, result)
    if analysis.masked:
        yield ""
        yield "Held back by an exclusion: " + ", ".join(f"“{hit.form}”" for hit in analysis.masked)
    if analysis.mentions:
        yield ""
        yield "Mentioned: " + ", ".join(sorted({f"${mention.entity}" for mention in analysis.mentions}))
    if document.assume:
        assumed = ", ".join(f"${entity}" for entity in document.assume)
        yield ""
        yield f"Taken as mentioned in every article of {document.outlet} (its assume:), for needs: {assumed}"


def _queries(document: Document, result: ListResult) -> Iterator[str]:
    for query in result.queries:
        yield f"  +{query.points:g}  {query.query}  ({query.zone})"
        for hit in query.hits:
            yield f"         {passage(document, hit)}"
    for gate in result.gates:
        yield f"         needs: {passage(document, gate)}"


def passage(document: Document, hit: Hit) -> str:
    """A form found, in brackets, among its neighbours, and where it stands."""
    text = document.title if hit.field == "title" else document.text
    before, after = text[max(0, hit.start - _AROUND) : hit.start], text[hit.end : hit.end + _AROUND]
    start = "…" if hit.start > _AROUND else ""
    end = "…" if hit.end + _AROUND < len(text) else ""
    shown = f"{start}{before}[{text[hit.start : hit.end]}]{after}{end}".replace("\n", " ")
    return f"{hit.field} {hit.start}-{hit.end}: {shown}"


def as_json(document: Document, analysis: Analysis) -> dict[str, Any]:
    """The explanation for scripts; spans are code points into `title` or `text`."""
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "outlet": document.outlet,
        "lang": document.lang,
        "lists": [_list(result) for result in analysis.lists],
        "entities": [
            {"id": m.entity, "alias": m.alias, "ambiguous": m.ambiguous, **m.hit._asdict()} for m in analysis.mentions
        ],
        "masked": [hit._asdict() for hit in analysis.masked],
    }


def _list(result: ListResult) -> dict[str, Any]:
    made = result._asdict()
    made["queries"] = [
        {"id": query.query, "points": query.points, "zone": query.zone, "entities": list(query.entities),
         "hits": [hit._asdict() for hit in query.hits]}
        for query in result.queries
    ]  # fmt: skip
    made["gates"] = [hit._asdict() for hit in result.gates]
    return made
