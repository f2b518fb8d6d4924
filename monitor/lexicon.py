"""What compiling leaves behind for reading: patterns, terms and the plan of every entity. Numbers name all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.naming import EntityPlan, Found, Names
from monitor.postings import Posting, Postings, Rule
from monitor.scan import NO_PATTERNS, EngineName, Patterns, Scanner, Span

__all__ = ["EntityPlan", "Found", "Lexicon", "Names", "Posting", "Postings", "Rule", "Span"]


@dataclass(slots=True)
class Lexicon:
    """Everything compiled that reading a document needs."""

    scanner: Scanner
    engine: EngineName
    postings: Postings
    """By the number of the pattern."""
    entities: Sequence[EntityPlan]
    names: Names
    """Term -> entities it names."""
    known: Mapping[bytes, Sequence[tuple[int, str]]]
    """Folded alias that ends in a number, without blanks -> entities and alias."""
    outlets: Mapping[int, tuple[str, ...]]
    """Term of an outlet's name -> ids of the outlets so named."""
    patterns: Patterns = NO_PATTERNS
    """Folded, by number: what the scanner looks for. Begins with a blank; one that does not end with one is the
    beginning of a word."""
