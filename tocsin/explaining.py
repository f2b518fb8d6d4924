"""Why an article matched, in words and in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crawler.corpus import parse_corpus_text
from crawler.database import reader, sessions
from crawler.extract import extract
from crawler.tables import Address, Article
from crawler.urls import canonical
from monitor.document import Analysis, Document, Hit, ListResult
from monitor.screen import document_of
from tocsin.revising import History, history
from tocsin.wiring import House, SetupError

_AROUND = 45
"""Characters shown on either side of a form found."""


def find(home: House, what: str, *, language: str, now: datetime) -> tuple[Document, History]:
    """The document that `what` names (a file, or the number, key or address of a kept article), and its changes.

    Raises:
        SetupError: there is none.
    """
    path = Path(what)
    if "://" not in what and path.is_file():
        return _from_file(path, language, now), History()
    with sessions(reader(home.engine))() as session:
        article = _article(session, what)
        if article is None:
            raise SetupError(
                f"'{what}' is neither a file nor an article that is kept (number, key of 16 letters, or address)"
            )
        outlets = {outlet.id: outlet for outlet in home.configuration.outlets}
        return document_of(article, outlets.get(article.outlet)), history(session, article.id)


def _article(session: Session, what: str) -> Article | None:
    if what.isdecimal() and len(what) < 16:
        return session.get(Article, int(what))
    url = canonical(what) or what
    found = session.scalar(select(Article).where(or_(Article.key == what, Article.url.in_([what, url]))))
    if found is not None:
        return found
    named = session.scalar(select(Address).where(Address.url.in_([what, url])))
    return session.get(Article, named.article_id) if named is not None and named.article_id else None


def _from_file(path: Path, language: str, now: datetime) -> Document:
    raw = path.read_bytes()
    if path.suffix.lower() in {".html", ".htm"}:
        page = extract(raw, path.resolve().as_uri(), fetched=now)
        return Document(
            id=path.name, title=page.title, text=page.text, lang=language or page.language, published=page.published,
            authors=page.authors, credit=page.credit,
        )  # fmt: skip
    text = parse_corpus_text(raw.decode("utf-8", "replace"))
    return Document(id=path.name, title=text.title, text="\n\n".join(text.paragraphs), lang=language)


def lines(document: Document, analysis: Analysis, titles: Mapping[str, str]) -> Iterator[str]:
    """The explanation for people: lists that passed, then the others with the reason why not."""
    yield document.title or "(no title)"
    facts = (document.outlet, document.published and document.published.strftime("%Y-%m-%d %H:%M UTC"), document.lang)
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
