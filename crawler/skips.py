"""Boxes that a text names before and behind them for those who hear it read: "Skip the newsletter and continue reading"
and "End of the newsletter". What stands between the two lines is no part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.blocks import Line

_MOST = 12
"""Lines that a box may hold; more, and the second line belongs to another box."""
_LONGEST = 160
_START = re.compile(
    r"(?:skip .{2,90} and continue|пропустить .{2,90} и продолжить чтение|пропустити .{2,90} (?:і|й|та) продовжити"
    r"|(?:تخطى|تجاوز) .{2,90} (?:وواصل|واصل|وتابع)|از .{2,90} رد شوید و"
    r"|.{2,90} geç(?:in)? ve okumaya devam"
    r"|saltar .{2,90} y continuar|ignorer .{2,90} et continuer|pule .{2,90} e continue|.{2,60}をスキップ)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:end of |конец истории |кінець |پایان |نهاية |final de |fin de |fim do )\S.{0,90}"
    r"|.{2,90}(?: haberinin| için) sonu|.{2,40}(?: نهاية|の終わり)",
    re.IGNORECASE,
)


_WORDS = ("skip", "пропуст", "تخطى", "تجاوز", "رد شوید", "okumaya", "saltar", "ignorer", "pule ", "スキップ")
"""In lower case: one of these stands in whatever `_START` matches."""


def starts_skip(text: str) -> bool:
    """Whether a line offers to skip a box."""
    if len(text) > _LONGEST:
        return False
    low = text.casefold()
    return any(word in low for word in _WORDS) and _START.match(text) is not None


def without_skipped(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without those between a line to skip a box and the one that ends it, and without these two."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        if starts_skip(lines[place].text):
            behind = lines[place + 1 : place + 1 + _MOST]
            short = (number for number, line in enumerate(behind) if len(line.text) <= _LONGEST)
            end = next((number for number in short if _END.fullmatch(behind[number].text)), None)
            if end is not None:
                place += end + 2
                continue
        kept.append(lines[place])
        place += 1
    return kept
