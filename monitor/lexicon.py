"""What compiling leaves behind for reading: patterns, terms and the plan of every entity. Numbers name all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.naming import EntityPlan, Found, Names, Plans
from monitor.postings import Posting, Postings, Rule
from monitor.scan import NO_PATTERNS, EngineName, Patterns, Scanner, Span

__all__ = ["EntityPlan", "Found", "Lexicon", "Names", "Plans", "Posting", "Postings", "Rule", "Span"]


@dataclass(slots=True)
class Lexicon:
    """Everything compiled that reading a document needs."""

    scanner: Scanner
    engine: EngineName
    postings: Postings
    """By the number of the pattern."""
    entities: Plans
    """By number."""
    names: Names
    """Term -> entities it names."""
    outlets: Mapping[int, tuple[str, ...]]
    """Term of an outlet's name -> ids of the outlets so named."""
    labels: Mapping[int, bool]
    """Term that may stand before what is no part of the text -> whether that belongs to a picture."""
    patterns: Patterns = NO_PATTERNS
    """Folded, by number: what the scanner looks for. Begins with a blank; one that does not end with one is the
    beginning of a word."""
