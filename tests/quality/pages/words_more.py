"""Words of further languages."""

from __future__ import annotations

LEXICON: dict[str, dict[str, tuple[str, ...]]] = {}
