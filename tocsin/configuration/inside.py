"""Where each character of a text stands in the file: quotes, escapes and folded lines undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


def places(lines: Sequence[str], start: Position, end: Position, style: str, value: str) -> list[Position]:
    """The place of every character of `value`, which stands from `start` to `end` in YAML's `style` (| > " ' or "").

    Source and value are walked side by side. Where they should lose each other, the last known place is repeated: a
    message then points a little beside, and never nowhere.
    """
    walk = _Walk(lines, start, end, style, value)
    walk.run()
    last = walk.found[-1] if walk.found else start
    return [*walk.found, *[last] * (len(value) - len(walk.found))]


class _Walk:
    def __init__(self, lines: Sequence[str], start: Position, end: Position, style: str, value: str) -> None:
        self.lines, self.end, self.style, self.value = lines, end, style, value
        self.found: list[Position] = []
        self.block = style in {"|", ">"}
        self.line, self.at = start.line - 1, start.column - 1  # from 0
        if self.block:
            self._next_line()
            self._take(len(value) - len(value.lstrip()))
        elif style:
            self.at += 1

    def run(self) -> None:
        while len(self.found) < len(self.value) and self.line < min(self.end.line, len(self.lines)):
            source = self.lines[self.line]
            if not source[self.at :].strip():
                self._break()
            elif self.style == '"' and source[self.at :].rstrip() == "\\":
                self._next_line()  # an escaped line break is nothing at all
            else:
                self._take(1)
                self.at += self._width(source)

    def _take(self, count: int) -> None:
        self.found += [Position(self.line + 1, self.at + 1)] * min(count, len(self.value) - len(self.found))

    def _break(self) -> None:
        """The end of a line: one blank or several line breaks of the value."""
        before = self.line
        rest = self.value[len(self.found) :]
        if self.block:
            # Here blanks may belong to the text: both sides go on at the next sign that shows.
            self._take(len(rest) - len(rest.lstrip()) or 1)
            self._next_line()
            return
        here = Position(self.line + 1, self.at + 1)
        self._next_line()
        breaks = self.line - before
        self.found += [here] * min(len(rest), max(1, breaks - 1))

    def _next_line(self) -> None:
        """To the first sign of the next line that is not blank."""
        self.line += 1
        while self.line < len(self.lines) and not self.lines[self.line].strip():
            self.line += 1
        text = self.lines[self.line] if self.line < len(self.lines) else ""
        self.at = len(text) - len(text.lstrip())

    def _width(self, source: str) -> int:
        """How many characters of the source the next character of the value takes up."""
        if self.style == "'" and source[self.at : self.at + 2] == "''":
            return 2
        if self.style == '"' and source[self.at] == "\\":
            return {"x": 4, "u": 6, "U": 10}.get(source[self.at + 1 : self.at + 2], 2)
        return 1
