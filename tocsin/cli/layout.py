"""Tables for a terminal of any width. Pure: texts in, lines out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = 2
_LEAST = 8
"""Columns are made no narrower than this, unless they are."""
_INDENT = "    "


def laid_out(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> Iterator[str]:
    """A line of headings, then the rows.

    What does not fit into `width` cells: the last column, where it is text, stands on lines of its own below each row;
    then the widest columns of text but the first (people copy ids from it) are broken into several lines.

    Args:
        right: Which columns stand at the right.
    """
    count = len(columns)
    widths = [max(cell_len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    if _total(widths) > width and count > 1 and not right[-1]:
        count -= 1
    widths = _narrowed(widths[:count], right, width)
    yield from _row(columns[:count], widths, right)
    for row in rows:
        yield from _row(row[:count], widths, right)
        for below in row[count:]:
            wide = max(width - len(_INDENT), 2 * _LEAST)
            yield from (_INDENT + line for line in _wrapped(below, wide))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _narrowed(widths: list[int], right: Sequence[bool], width: int) -> list[int]:
    """`widths` that fit, as far as columns can give way."""
    widths = list(widths)
    texts = [at for at in range(1, len(widths)) if not right[at]]
    while _total(widths) > width:
        widest = max(texts, key=lambda at: widths[at], default=0)
        if not widest or widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
    return widths


def _wrapped(text: str, wide: int) -> list[str]:
    """Lines of at most `wide` cells: a letter of Chinese or Japanese takes two, and words of them have no blanks."""
    return [part.strip() for line in textwrap.wrap(text, wide) for part in chop_cells(line, wide)]


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """One row, in as many lines as its longest cell takes."""
    broken = [
        [cell] if cell_len(cell) <= wide else _wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, broken))):
        parts = []
        for lines, wide, is_right in zip(broken, widths, right, strict=False):
            text = lines[at] if at < len(lines) else ""
            blank = " " * (wide - cell_len(text))
            parts.append(blank + text if is_right else text + blank)
        yield (" " * GAP).join(parts).rstrip()
