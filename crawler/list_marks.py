"""Marks that stand before the items of a list: they are no part of a text in the corpus format.

Signs that mean nothing else go from any line. A dash is a mark only in a list: in many languages it also opens direct
speech, and such a dash stays. Numbers and letters ("1.", "a)") say something and stay. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_SIGNS = (
    "•‣◦⁃∙●○◉■□▪▫◾◽◼◻▬◆◇♦◊⬧►▶▸▹▷➤➢➣➔➜❖✦·・‧\u25aa\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
    "\U0001f534\U0001f535\U0001f536\U0001f537\U0001f538\U0001f539\U0001f53a\U0001f53b\U0001f7e0\U0001f7e1\U0001f7e2"
)
_APART = "*★☆✓✔✅☑✱✳»›>→⇒"
"""Marks only with a blank behind them: "»Wir" opens a quotation, "*" may lead to a note."""
_MARK = re.compile(rf"(?:([{_SIGNS}])(?!\1)\s*|[{re.escape(_APART)}]\s+)+(?=\S)")
_FIRST = frozenset(_SIGNS + _APART)
_DASHES = frozenset("-–—")
_DASH = re.compile(r"([-–—])\s+(?=\S)")
_ENDED = re.compile(r"[.!?…؟。][\"'”’»)]*$")
_SPOKEN = re.compile(r"[,.!?…\"”»]\s*[-–—]\s|[?؟][\"”»)]*$")
"""Words and who said them, or a question: direct speech."""
_QUOTING = frozenset({"en", "de", "nl", "da", "he", "ar", "fa", "zh", "ja", "ko"})
"""Languages whose press sets what is said in quotation marks."""


def without_mark(line: str) -> str:
    """``line`` without the signs of a list before it; a line that is nothing else stays."""
    if line[:1] not in _FIRST:
        return line
    match = _MARK.match(line)
    rest = line[match.end() :] if match else ""
    return rest if any(map(str.isalnum, rest)) else line


def without_list_dashes(lines: Sequence[str], language: str) -> list[str]:
    """``lines`` without the dashes before the items of lists; ``language`` (ISO 639-1) tells whether a dash may open
    direct speech.

    Items stand below one another. They end without a full stop or with a semicolon, or the language has quotation
    marks for speech; none of them is a question or names a speaker.
    """
    if not any(line[:1] in _DASHES for line in lines):
        return list(lines)
    read: list[str] = []
    for mark, group in groupby(lines, key=_dash):
        run = list(group)
        read += [_without_dash(line) for line in run] if mark and _is_list(run, mark, language) else run
    return read


def _dash(line: str) -> str:
    match = _DASH.match(line)
    return match[1] if match else ""


def _without_dash(line: str) -> str:
    while match := _DASH.match(line):
        line = line[match.end() :]
    return without_mark(line)


def _is_list(run: Sequence[str], mark: str, language: str) -> bool:
    if any(_SPOKEN.search(line) for line in run):
        return False
    if len(run) == 1:  # without a full stop it may be the name of whoever said what stands above
        return mark == "-" and language in _QUOTING and _ENDED.search(run[0]) is not None
    return language in _QUOTING or not any(_ENDED.search(line) for line in run[:-1])
