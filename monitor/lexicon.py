"""What compiling leaves behind for reading: patterns, terms and the plan of every entity. Numbers name all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.scan import Scanner
from monitor.terms import Check

Span = tuple[int, int]
"""A half-open range of code points in the text that is being read."""


class Posting(NamedTuple):
    """A pattern belongs to a term, under this check."""

    term: int
    check: Check | None
    prefix: bool


@dataclass(slots=True)
class EntityPlan:
    """What reading needs to know of one entity."""

    id: str
    kind: str
    full: dict[int, str]
    """Term -> alias as written."""
    short: dict[int, str]
    near: tuple[int, ...]
    masks: tuple[int, ...]
    series: dict[int, bytes]
    """Term -> the folded letters before its number, for «Shahed-129 and 191»."""


class Found(NamedTuple):
    """A mention of an entity."""

    span: Span
    alias: str
    ambiguous: bool = False


@dataclass(slots=True)
class Lexicon:
    """Everything compiled that reading a document needs."""

    scanner: Scanner
    postings: Sequence[tuple[Posting, ...]]
    """By the number of the pattern."""
    entities: Sequence[EntityPlan]
    by_term: Mapping[int, tuple[int, ...]]
    """Term -> entities it names (full or short)."""
    known: Mapping[bytes, Sequence[tuple[int, str]]]
    """Folded alias without blanks -> entities and alias."""
    outlets: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Term of an outlet's name -> ids of the outlets so named."""
