"""What changed between two texts of one article, for people. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT_WORDS = 12
"""Words shown on each side of a change in `Diff.short`."""
_TOKEN = re.compile(r"\n+|[^\S\n]+|[\w'’-]+|[^\w\s]")
_LARGEST = 20_000
"""Tokens up to which words are compared; a longer text is compared by paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Diff:
    """All pieces in reading order. Leaving out `new` gives the old text, leaving out `gone` the new one, exactly."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything but white space differs."""
        return any(piece.kind != "same" and piece.text.strip() for piece in self.pieces)

    @property
    def added(self) -> str:
        """The new runs only, one a line."""
        return "\n".join(piece.text.strip() for piece in self.pieces if piece.kind == "new" and piece.text.strip())

    def short(self, words: int = CONTEXT_WORDS) -> Diff:
        """The same with long unchanged runs cut to `words` words around each change, « … » in between."""
        last = len(self.pieces) - 1
        return Diff(
            tuple(
                Piece("same", _cut(piece.text, words, first=number == 0, last=number == last))
                if piece.kind == "same"
                else piece
                for number, piece in enumerate(self.pieces)
            )
        )


def diff(old: str, new: str) -> Diff:
    """The word-level difference of two texts.

    Single words that stayed between two changes are shown as changed too: «[three -> five] of» reads better than
    letters interleaved.
    """
    old_tokens, new_tokens = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, old_tokens, new_tokens, autojunk=False)
    pieces: list[Piece] = []
    for tag, a, b, c, d in _joined(_slid(matcher.get_opcodes(), old_tokens, new_tokens), old_tokens):
        gone, came = "".join(old_tokens[a:b]), "".join(new_tokens[c:d])
        if tag == "equal":
            pieces.append(Piece("same", gone))
            continue
        if gone:
            pieces.append(Piece("gone", gone))
        if came:
            pieces.append(Piece("new", came))
    return Diff(tuple(pieces))


Opcode = tuple[str, int, int, int, int]


def _tokens(text: str) -> list[str]:
    tokens = _TOKEN.findall(text)
    return tokens if len(tokens) <= _LARGEST else re.findall(r"[^\n]+|\n+", text)


def _slid(opcodes: Sequence[Opcode], old: list[str], new: list[str]) -> list[Opcode]:
    """An addition or loss that could stand a few words later just as well is moved to where a paragraph begins."""
    found = list(opcodes)
    for number in range(1, len(found) - 1):
        tag, a, b, c, d = found[number]
        before, after = found[number - 1], found[number + 1]
        if tag not in {"insert", "delete"} or before[0] != "equal" or after[0] != "equal":
            continue
        tokens, start, end = (new, c, d) if tag == "insert" else (old, a, b)
        for by in range(after[2] - after[1]):
            if "\n" in tokens[start + by - 1]:
                found[number - 1] = ("equal", before[1], before[2] + by, before[3], before[4] + by)
                found[number] = (tag, a + by, b + by, c + by, d + by)
                found[number + 1] = ("equal", after[1] + by, after[2], after[3] + by, after[4])
                break
            if tokens[start + by] != tokens[end + by]:
                break
    return found


def _joined(opcodes: Sequence[Opcode], old: list[str]) -> list[Opcode]:
    """Changes that only white space or one short word keeps apart become one change."""
    merged: list[Opcode] = []
    for number, (tag, a, b, c, d) in enumerate(opcodes):
        between = tag == "equal" and 0 < number < len(opcodes) - 1
        glue = between and "\n" not in "".join(old[a:b]) and sum(token.strip() != "" for token in old[a:b]) <= 1
        kind = "replace" if glue or tag != "equal" else "equal"
        if merged and kind == "replace" == merged[-1][0]:
            _, first_a, _, first_c, _ = merged[-1]
            merged[-1] = ("replace", first_a, b, first_c, d)
        else:
            merged.append((kind, a, b, c, d))
    return merged


def _cut(text: str, words: int, *, first: bool, last: bool) -> str:
    runs = re.findall(r"\s*\S+", text)
    keep_head, keep_tail = (0 if first else words), (0 if last else words)
    if len(runs) <= keep_head + keep_tail + 1:
        return text
    head = "".join(runs[:keep_head])
    if last:
        return f"{head} …"
    tail = "".join(runs[len(runs) - keep_tail :]) + text[len(text.rstrip()) :]
    return f"{head} … {tail.lstrip()}"
