"""What the pure part of the monitor takes in and gives out; no database, no clock, no network here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

Field = Literal["title", "text"]
Zone = Literal["title", "lede", "body"]


class Document(NamedTuple):
    """One article as the matcher reads it. Spans are code-point offsets into `title` or `text` as given here."""

    id: str
    title: str
    text: str
    lang: str = ""
    outlet: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    credit: str = ""
    tags: tuple[str, ...] = ()
    """The outlet's tags, for `outlets: ["tag:state"]`."""
    assume: tuple[str, ...] = ()
    """Country entities the outlet is taken to mention."""


class Hit(NamedTuple):
    """A form found: ``(title or text)[start:end] == form``, always."""

    form: str
    field: Field
    start: int
    end: int


def hit_at(text: str, body_start: int, place: tuple[int, int]) -> Hit:
    """The hit at `place` of title, what parts it from the body, and the body, which begins at `body_start`."""
    start, end = place
    if start < body_start:
        return Hit(text[start:end], "title", start, end)
    return Hit(text[start:end], "text", start - body_start, end - body_start)


class Mention(NamedTuple):
    """An entity in a document."""

    entity: str
    hit: Hit
    alias: str
    """The alias that matched, as it stands in the YAML."""
    ambiguous: bool = False
    """True for a `short` form that counted only because of its company."""


class QueryResult(NamedTuple):
    """A query that holds in a document, its list's gates included."""

    watchlist: str
    query: str
    points: float
    """Rounded to two decimals; the sum over a list's queries is the list's score, to the last digit."""
    zone: Zone
    """The best zone of its hits."""
    hits: tuple[Hit, ...]
    entities: tuple[str, ...] = ()
    """Entities among its hits."""


class ListResult(NamedTuple):
    """What one watchlist makes of a document."""

    watchlist: str
    score: float
    threshold: float
    passed: bool
    queries: tuple[QueryResult, ...]
    gates: tuple[Hit, ...] = ()
    """What met `needs:`, for the explanation; empty where an outlet's `assume:` met it."""
    why_not: tuple[str, ...] = ()
    """In plain words, for a list that did not pass: gate missing, masked by, below threshold by, ..."""


class Analysis(NamedTuple):
    """Everything the ruleset finds in one document."""

    mentions: tuple[Mention, ...] = ()
    lists: tuple[ListResult, ...] = ()
    """Every list with at least one query that holds, or (when asked to explain) every list."""
    masked: tuple[Hit, ...] = ()
    """Forms that a `not:` phrase covered."""
