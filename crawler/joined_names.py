"""Names that a byline joins by words for "and", in many languages. Pure."""

from __future__ import annotations

import re

from crawler.credits import parted_names

_AND = re.compile(
    r"\s*[&+]\s*|(?:^|\s+)(?:and|und|et|og|och|ve|και|și|és|ja|и|та|й|with|mit|avec|con|com|met)\s+", re.I
)
_WEAK_AND = re.compile(r"(?<=\S)\s+(?:y|e|i|en|a|و|и)\s+(?=\S)")
"""Words that join names, but in some languages are part of one or stand before a place: asked for whole names."""
_ARABIC_AND = re.compile(r"(?<=\S)\s+و(?=[^\W\d_]{3,}\s)")


def halves(part: str) -> list[str]:
    """``part`` at its words for "and"; the doubtful ones part only whole names."""
    halves: list[str] = []
    for piece in _AND.split(part):
        pieces = [piece]
        for weak in (_WEAK_AND, _ARABIC_AND):
            pieces = [half for one in pieces for half in _at_weak(one, weak)]
        halves += [name for one in pieces for name in parted_names(one)]
    return halves


def _at_weak(piece: str, weak: re.Pattern[str]) -> list[str]:
    for match in weak.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if " " in left.strip() and " " in right.strip():
            return [left, *_at_weak(right, weak)]
    return [piece]
