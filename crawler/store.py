"""Keeping articles: one row each, a revision for every text it has had."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from crawler.items import Extracted
from crawler.tables import Address, Article, Revision
from crawler.text import join_paragraphs, line_hash
from crawler.urls import article_key, canonical, fold, same_site

Outcome = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Kept:
    """What `keep` did."""

    article_id: int
    outcome: Outcome


def keep(
    session: Session,
    outlet_id: str,
    extracted: Extracted,
    *,
    url: str,
    fetched: datetime,
    origin: str = "page",
    original: str | None = None,
    cut: Container[str] = (),
) -> Kept:
    """Write one article, and a new revision where its title or text is not the one we have.

    Args:
        session: Caller commits.
        outlet_id: Who published it.
        extracted: What was read.
        url: The address it was read from, after redirects.
        fetched: When (aware).
        origin: page, feed, warc or corpus.
        original: The text before cleaning, of an import.
        cut: Hashes of lines (`crawler.text.line_hash`) that were left out of ``extracted`` as boilerplate. A text that
            differs from ours only by lines that were learnt since has not changed.

    An article is known by its canonical address (`own_address`), or by any address that led to it before.
    """
    address = own_address(extracted.canonical_url, url)
    digest = _digest(extracted.title, extracted.text)
    known = select(Address.article_id).where(Address.fold == fold(address), Address.state == "kept").scalar_subquery()
    article = session.scalars(
        select(Article).where(or_(Article.url == address, Article.id == known)).order_by(Article.url != address).limit(1)
    ).first()
    if article is None:
        article = Article(
            key=article_key(address), url=address, outlet=outlet_id, first_seen=fetched, origin=origin, digest=digest
        )
        outcome: Outcome = "new"
    elif digest in {article.digest, _digest(article.title, _without(article.text, cut))}:
        return Kept(article.id, "same")
    else:
        outcome = "changed"
        article.revision += 1
    _fill(article, extracted, fetched, digest)
    session.add(article)
    session.flush()
    session.execute(
        insert(Revision).values(
            article_id=article.id,
            number=article.revision,
            fetched=fetched,
            title=extracted.title,
            text=extracted.text,
            original=original,
        )
    )
    return Kept(article.id, outcome)


def own_address(claimed: str, url: str) -> str:
    """The canonical address of a page that was read at ``url`` and says that its own address is ``claimed``.

    The claim counts only within the site, and not where it names the front page: templates that give every page the
    same canonical address would make all articles one.
    """
    own = canonical(url) or url
    theirs = canonical(claimed, url) if claimed else None
    if theirs is None or not same_site(theirs, own):
        return own
    parts, mine = urlsplit(theirs), urlsplit(own)
    if parts.path.strip("/") == "" and not parts.query and (mine.path.strip("/") or mine.query):
        return own
    return theirs


def _digest(title: str, text: str) -> str:
    return sha256(f"{title}\n\n{text}".encode()).hexdigest()


def _without(text: str, cut: Container[str]) -> str:
    return join_paragraphs(line for line in text.split("\n\n") if line_hash(line) not in cut)


def _fill(article: Article, extracted: Extracted, fetched: datetime, digest: str) -> None:
    article.fetched = fetched
    article.published = extracted.published or article.published
    article.modified = extracted.modified or article.modified
    article.title, article.standfirst, article.text = extracted.title, extracted.standfirst, extracted.text
    article.authors, article.tags = list(extracted.authors), list(extracted.tags)
    article.credit, article.language = extracted.credit, extracted.language
    article.image, article.section = extracted.image, extracted.section
    article.paywall, article.confidence = extracted.paywall, extracted.confidence
    article.words = len(extracted.text.split())
    article.digest = digest
