"""Keeping articles: one row each, a revision for every text it has had."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import bindparam, insert, or_, select
from sqlalchemy.orm import Session

from crawler.items import Extracted
from crawler.tables import Address, Article, Revision
from crawler.text import join_paragraphs, line_hash
from crawler.urls import article_key, canonical, fold, same_site

Outcome = Literal["new", "changed", "same"]


_TELLING = 30
"""Two texts of fewer different words may be alike by chance."""
# Built once: putting a statement together costs more than running it.
_NEW_ARTICLE = insert(Article.__table__)  # type: ignore[arg-type]
_NEW_REVISION = insert(Revision.__table__)  # type: ignore[arg-type]
_LED = select(Address.article_id).where(Address.fold == bindparam("fold"), Address.state == "kept").scalar_subquery()
_FIND = (
    select(Article.id)
    .where(or_(Article.url == bindparam("address"), Article.id == _LED))
    .order_by(Article.url != bindparam("address"))
    .limit(1)
)


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
    moved: int | None = None,
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
        moved: An article that this may be at its new address: the outlet's feed calls both by one GUID. It is believed
            where headline or text say the same, as some feeds give a number twice.

    An article is known by its canonical address (`own_address`), or by any address that led to it before.
    """
    own = canonical(url) or url
    address = own_address(extracted.canonical_url, url)
    digest = digest_of(extracted.title, extracted.text)
    article = _find(session, address)
    if article is not None and address != own and not _alike(article, extracted):
        address, article = own, _find(session, own)  # what the page calls its address is another article's
    if article is None and moved is not None:
        article = _moved(session.get(Article, moved), extracted, address)
    values = _values(extracted, fetched, digest)
    outcome: Outcome
    if article is None:
        named = {"key": article_key(address), "url": address, "outlet": outlet_id, "origin": origin, "revision": 1}
        new = session.connection().execute(_NEW_ARTICLE, {**named, "first_seen": fetched, **values})
        assert new.inserted_primary_key is not None
        article_id, number, outcome = int(new.inserted_primary_key[0]), 1, "new"
    elif digest in {article.digest, digest_of(article.title, _without(article.text, cut))}:
        return Kept(article.id, "same")
    else:
        for name, value in values.items():
            if value is not None:  # a date that the new text does not give stays
                setattr(article, name, value)
        article.revision += 1
        session.flush()
        article_id, number, outcome = article.id, article.revision, "changed"
    told = {"article_id": article_id, "number": number, "fetched": fetched}
    text = {"title": extracted.title, "text": extracted.text, "left_out": extracted.left_out or None}
    session.connection().execute(_NEW_REVISION, {**told, **text, "original": original})
    return Kept(article_id, outcome)


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


def digest_of(title: str, text: str) -> str:
    """What tells one text of an article from another: `Article.digest`."""
    return sha256(f"{title}\n\n{text}".encode()).hexdigest()


def _without(text: str, cut: Container[str]) -> str:
    return join_paragraphs(line for line in text.split("\n\n") if line_hash(line) not in cut)


def _find(session: Session, address: str) -> Article | None:
    """The article known by ``address``, or by what led to it."""
    found = session.connection().execute(_FIND, {"address": address, "fold": fold(address)}).scalar()
    return None if found is None else session.get_one(Article, found)


def _moved(article: Article | None, extracted: Extracted, address: str) -> Article | None:
    """``article`` at its new ``address``, where it is what was read there; others go on to know it by its key."""
    if article is None or not (
        article.title.casefold() == extracted.title.casefold() or _same_words(article, extracted)
    ):
        return None
    article.url = address
    return article


def _same_words(article: Article, extracted: Extracted) -> bool:
    """Whether two texts, of some length, share most words of the shorter one."""
    ours, theirs = set(article.text.split()), set(extracted.text.split())
    shorter = min(len(ours), len(theirs))
    return shorter >= _TELLING and 10 * len(ours & theirs) >= 7 * shorter


def _alike(article: Article, extracted: Extracted) -> bool:
    """Whether two texts may be one article at two times: the same headline, or most words of the shorter one."""
    if article.title.casefold() == extracted.title.casefold():
        return True
    ours, theirs = set(article.text.split()), set(extracted.text.split())
    return 10 * len(ours & theirs) >= 7 * min(len(ours), len(theirs))


def text_words(text: str) -> int:
    """The words of a text in the corpus format, where single blanks and blank lines part them."""
    return text.count(" ") + text.count("\n\n") + bool(text)


def _values(extracted: Extracted, fetched: datetime, digest: str) -> dict[str, Any]:
    """The columns that follow from what was read."""
    return {
        "fetched": fetched,
        "published": extracted.published,
        "modified": extracted.modified,
        "title": extracted.title,
        "standfirst": extracted.standfirst,
        "text": extracted.text,
        "authors": list(extracted.authors),
        "credit": extracted.credit,
        "language": extracted.language,
        "image": extracted.image,
        "section": extracted.section,
        "tags": list(extracted.tags),
        "paywall": extracted.paywall,
        "confidence": extracted.confidence,
        "words": text_words(extracted.text),
        "digest": digest,
    }
