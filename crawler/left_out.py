"""Lines that were taken out of a text and can be put back: each with its place, so that no text is kept twice. Pure.

A place is how many lines of the text stand below: what is taken out mostly stands at the end, and what reading does to
the beginning of a text leaves it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Cut = tuple[tuple[int, str], ...]
"""(how many lines of the text stand below it, the line), in reading order."""


def whole(lines: Sequence[str], cut: Cut) -> list[str]:
    """The text as it was before anything was taken out."""
    return [line for line, _ in _merged(lines, cut)]


def whole_text(text: str, cut: Iterable[Sequence[Any]] | None) -> str:
    """`whole` of a text in the corpus format; ``cut`` as the database gives it."""
    if not cut:
        return text
    return "\n\n".join(whole(text.split("\n\n") if text else [], tuple((below, line) for below, line in cut)))


def take_out(lines: Sequence[str], cut: Cut, unwanted: Callable[[str], bool]) -> tuple[list[str], Cut]:
    """``lines`` without those that are ``unwanted``, and what has now been taken out of them in all.

    A text of nothing else stays as it is.
    """
    kept, out = _parted((line, gone or unwanted(line)) for line, gone in _merged(lines, cut))
    return (kept, out) if kept else (list(lines), cut)


def put_back(lines: Sequence[str], cut: Cut, wanted: Callable[[str], bool]) -> tuple[list[str], Cut]:
    """``lines`` with those of ``cut`` that are ``wanted`` in their places again, and what is still left out."""
    return _parted((line, gone and not wanted(line)) for line, gone in _merged(lines, cut))


def _merged(lines: Sequence[str], cut: Cut) -> list[tuple[str, bool]]:
    """Every line in reading order, and whether it is one that was taken out."""
    merged: list[tuple[str, bool]] = []
    waiting = list(reversed(cut))
    for below, line in zip(range(len(lines), 0, -1), lines, strict=True):
        while waiting and waiting[-1][0] >= below:
            merged.append((waiting.pop()[1], True))
        merged.append((line, False))
    return [*merged, *((line, True) for _, line in reversed(waiting))]


def _parted(merged: Iterable[tuple[str, bool]]) -> tuple[list[str], Cut]:
    """The lines that stay, and those that do not, with their places."""
    kept: list[str] = []
    gone: list[tuple[int, str]] = []
    for line, out in merged:
        if out:
            gone.append((len(kept), line))
        else:
            kept.append(line)
    return kept, tuple((len(kept) - above, line) for above, line in gone)
