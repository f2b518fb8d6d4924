"""Texts out: articles as a folder of files in the corpus format, each with its facts beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.corpus_files import NAME
from crawler.corpus_text import render_corpus
from crawler.tables import Article


@dataclass(frozen=True)
class ExportReport:
    """How many articles were written, and how many the folder had already."""

    written: int
    present: int


def export_corpus(
    session: Session,
    directory: Path,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    outlets: Sequence[str] = (),
) -> ExportReport:
    """Write the articles first seen in [since, until) that ``directory`` does not have, in the order they came.

    ``outlets`` (ids) limits them. The folder is made if needed. Each text is written under a temporary name first, so
    that a broken export leaves no half file behind.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    names = [match for path in directory.iterdir() if (match := NAME.fullmatch(path.name))]
    present = {match[2] for match in names}
    number = max((int(match[1]) for match in names), default=-1)
    query = select(Article).order_by(Article.first_seen, Article.id).execution_options(yield_per=200)
    if since is not None:
        query = query.where(Article.first_seen >= since)
    if until is not None:
        query = query.where(Article.first_seen < until)
    if outlets:
        query = query.where(Article.outlet.in_(outlets))
    written = already = 0
    for article in session.scalars(query):
        if article.key in present:
            already += 1
            continue
        number += 1
        _write(directory, f"{number:03d}_{article.key}", article)
        written += 1
    return ExportReport(written, already)


def _write(directory: Path, name: str, article: Article) -> None:
    body = render_corpus(article.title, article.text).encode("utf-8")
    facts = {
        "key": article.key,
        "url": article.url,
        "outlet": article.outlet,
        "origin": article.origin,
        "standfirst": article.standfirst,
        "authors": article.authors,
        "credit": article.credit,
        "published": _iso(article.published),
        "modified": _iso(article.modified),
        "first_seen": _iso(article.first_seen),
        "fetched": _iso(article.fetched),
        "language": article.language,
        "image": article.image,
        "section": article.section,
        "tags": article.tags,
        "paywall": article.paywall,
        "confidence": article.confidence,
        "revision": article.revision,
        "sha256": sha256(body).hexdigest(),
    }
    sidecar = json.dumps(facts, ensure_ascii=False, indent=2).encode("utf-8")
    for suffix, content in ((".json", sidecar), (".txt", body)):  # the text last: it is what counts as present
        draft = directory / f".{name}{suffix}.part"
        draft.write_bytes(content)
        draft.replace(directory / f"{name}{suffix}")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
