"""What is wrong with a configuration, said so that its author can mend it: where, what, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

Level = Literal["error", "warning"]
_WIDEST = 110
"""Characters of a source line that are shown around the caret."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file. Lines and columns count from 1, columns in characters; line 0: no file at all."""

    file: str
    line: int
    column: int
    message: str
    level: Level = "error"
    code: str = ""
    hint: str = ""
    """A second line: what is allowed here, or what to do."""
    source_line: str = ""

    @property
    def order(self) -> tuple[str, int, int]:
        """By file, then from top to bottom."""
        return (self.file, self.line, self.column)

    def __str__(self) -> str:
        code = f"  [{self.code}]" if self.level == "warning" and self.code else ""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.level}: {self.message}{code}"

    def show(self) -> str:
        """The finding, its source line with a caret under the place, and the hint."""
        lines = [str(self)]
        if self.source_line.strip():
            source, caret = pointed(self.source_line, self.column)
            lines += [f"{self.line:>6} | {source}", f"       | {caret}"]
        if self.hint:
            lines.append(f"       = {self.hint}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, str | int]:
        """The finding for scripts."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "level": self.level,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


class ConfigurationError(Exception):
    """The configuration cannot be used. `problems` holds everything that was found, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def show(self) -> str:
        """All findings with their source lines."""
        return "\n\n".join(problem.show() for problem in self.problems)


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that `word` was probably meant to be, or None when none is near.

    Distance is optimal string alignment (a swap of neighbours is one slip); at most a third of the letters may differ.
    """
    candidates = {name.casefold(): name for name in allowed}
    limit = max(1, (len(word) + 1) // 3)
    found = process.extractOne(word.casefold(), list(candidates), scorer=OSA.distance, score_cutoff=limit)
    if found:
        return candidates[found[0]]
    # A word of the name alone: 's300' for 's300-contract' is no slip of the pen, but surely meant.
    starts = [name for name in candidates if len(word) >= 4 and name.startswith(word.casefold())]
    return candidates[starts[0]] if len(starts) == 1 else None


def did_you_mean(word: str, allowed: Iterable[str], sign: str = "") -> str:
    """`; did you mean 'x'?` or nothing, ready to be put behind a message."""
    near = nearest(word, allowed)
    return f"; did you mean '{sign}{near}'?" if near else ""


def instead(word: str, allowed: Iterable[str], sign: str = "") -> str:
    """What may be written instead of an unknown `word`, ready to be put behind a message: the one that was probably
    meant, else some of those that have it as a part of their name, else some of all."""
    every = sorted(allowed)
    if near := did_you_mean(word, every, sign):
        return near
    if not every:
        return "; there is none yet"
    alike = [name for name in every if word and word.casefold() in name.casefold()]
    return f"; there {'is' if len(every) == 1 else 'are'} {listed((sign + name for name in alike or every), 8)}"


def listed(names: Iterable[str], most: int = 30) -> str:
    """Names with commas, shortened when there are very many."""
    every = list(names)
    shown = ", ".join(every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most} more"


def pointed(line: str, column: int) -> tuple[str, str]:
    """A line as a terminal may show it, of a long one what is around `column` (from 1), and a caret for below it."""
    text, column = _window(line, column)
    return _visible(text), f"{_padding(text[: column - 1])}^"


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a very long line that holds `column`, and where the column lies in it."""
    if len(line) <= _WIDEST:
        return line, column
    start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
    before, after = ("…" if start else ""), ("…" if start + _WIDEST < len(line) else "")
    return f"{before}{line[start : start + _WIDEST]}{after}", column - start + len(before)


def _hidden(char: str) -> bool:
    """Controls and direction overrides: they would act on the terminal instead of showing."""
    return char != "\t" and (unicodedata.category(char) in {"Cc", "Cs"} or "\u202a" <= char <= "\u202e")


def _visible(text: str) -> str:
    return "".join("\ufffd" if _hidden(char) else char for char in text)


def _padding(text: str) -> str:
    """Blanks as wide as `text` is on a terminal."""
    out: list[str] = []
    for char in text:
        if char == "\t":
            out.append("\t")
        elif _hidden(char):
            out.append(" ")
        elif unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Me", "Mn"}:
            continue
        else:
            out.append("  " if unicodedata.east_asian_width(char) in {"W", "F"} else " ")
    return "".join(out)
