"""What is known of an outlet's pages before one of them is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """What is known of an outlet's pages."""

    body: str | None = None
    """CSS selector of the article text."""
    strip: tuple[str, ...] = ()
    """A line that is or contains one of these texts is dropped."""
    boilerplate: frozenset[str] = frozenset()
    """Hashes (`crawler.text.line_hash`) of lines that recur across the outlet's articles."""
    site_names: tuple[str, ...] = ()
    """Names of the outlet, cut from titles and bylines."""
    zone: str = ""
    """IANA time zone that is meant where a page gives none; "" if that is to be told from the page."""
