"""Ways in which a refused query may have been meant. Some may be wrong in their turn: who asks leaves out what is not
read. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from monitor.nodes import OPERATORS, SCOPES
from monitor.query_bits import TEMPLATE, Bit, bits, edited, operand_end, operand_start

_SMALL: Final = {name.lower(): name + "/10" * (name in ("NEAR", "ONEAR")) for name in OPERATORS if name != "ATLEAST"}
_MOST_WORDS: Final = 8
"""Of a query that is taken for one phrase."""


def whole(text: str) -> tuple[str, ...]:
    """All of `text` as one phrase, where nothing in it speaks against it."""
    return () if set(text) & set('()"$“”«»') else (f'"{" ".join(text.split())}"',)


def in_capitals(text: str, at: int, word: str) -> tuple[str, ...]:
    """An operator in small letters: it alone in capitals, or all of them, or a phrase."""
    own = _raised(word)
    found = [bit for bit in bits(text)[1:-1] if bit.text.lower().split("/")[0] in _SMALL and not bit.operates]
    every = [(bit.start, bit.end, _raised(bit.text)) for bit in found if bit.start != at]
    alone = (at, at + len(word), own)
    excluding = [(start, end, "AND NOT" if new == "NOT" else new) for start, end, new in every]
    ways: tuple[str, ...] = (edited(text, alone), edited(text, alone, *every), edited(text, alone, *excluding))
    if own == "NOT":
        ways = (edited(text, (at, at + len(word), "AND NOT")), *ways)
        first = not text[:at].strip(" (")
        ways = (edited(text, alone, (at, at, f"{TEMPLATE} AND ")), *ways) if first else ways
    return (*dict.fromkeys(ways), *whole(text))


def _raised(word: str) -> str:
    name, slash, number = word.lower().partition("/")
    return name.upper() + slash + number if slash else _SMALL.get(name, word.upper())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text without operators, of which nothing better is known: as a phrase, and each of them; or
    may stand there at all, where it has none."""
    words = re.findall(r"[^\W_][\w'-]*", text)
    if len(words) > _MOST_WORDS or not {word.split("/")[0].upper() for word in words}.isdisjoint(OPERATORS):
        return ()
    return (f'"{" ".join(words)}"', " AND ".join(words)) if words else (TEMPLATE, "$entity")


def cleared(text: str) -> str:
    """`text` without operators that have nothing on one side."""
    return edited(text, *((bit.start, bit.end, "") for bit in _loose(bits(text))))


def without_loose_operators(text: str, at: int) -> tuple[str, ...]:
    """Operators that have nothing on one side, around `at`: without them; of two side by side each alone."""
    found = bits(text)
    loose = _loose(found)
    none = [(bit.start, bit.end, "") for bit in loose]
    ways = [edited(text, *none)] if none else []
    for bit, following in pairwise(found):
        if bit.joins and following.joins:
            others = [one for one in none if one[0] not in (bit.start, following.start)]
            ways = [edited(text, *others, (following.start, following.end, ""))]
            ways.append(edited(text, *others, (bit.start, bit.end, "")))
            break
    quoted = edited(text, *((bit.start, bit.end, f'"{bit.text}"') for bit in loose if bit.start == at))
    return (*ways, *whole(text), *([quoted] if quoted != edited(text) else []))


def _loose(found: list[Bit]) -> list[Bit]:
    loose: list[Bit] = []
    for number, bit in enumerate(found):
        if not bit.operates:
            continue
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        left = bit.joins and (before is None or before.text == "(" or before.joins or before in loose[-1:])
        if left or after is None or after.text == ")":
            loose.append(bit)
    # What stood before one that goes is now the last: AND NOT at the end.
    while loose and (at := found.index(loose[-1])) and found[at - 1].operates and found[at - 1] not in loose:
        loose.append(found[at - 1])
    return loose


def beside(text: str, position: int) -> tuple[str, ...]:
    """Things side by side, one of them at `position`: as one phrase, joined by AND, or near each other."""
    stars = [(bit.start, bit.end, "") for bit in bits(text) if bit.text == "*"]
    if stars:
        position -= sum(end < position for _, end, _ in stars)
        return beside(edited(text, *stars), min(position, stars[0][0]))
    found = bits(text)
    at = next((number for number, bit in enumerate(found) if bit.start <= position < bit.end), None)
    if at is None:
        return ()
    if not found[at].thing or (at and found[at - 1].text == ")"):
        return _groups(text, position)
    first = last = at
    while first and found[first - 1].thing:
        first -= 1
    while last + 1 < len(found) and found[last + 1].thing:
        last += 1
    run = found[first : last + 1]
    if len(run) < 2:
        return _groups(text, position)
    start, end = run[0].start, run[-1].end
    joined = " AND ".join(bit.text if ":" not in bit.text or _scoped(bit.text) else f'"{bit.text}"' for bit in run)
    ways: list[str] = []
    scope, _, head = run[0].text.rpartition(":")
    if scope.lower() not in SCOPES:
        scope, head = "", run[0].text
    if all(_is_plain(text) for text in (head, *(bit.text for bit in run[1:]))):
        words = " ".join([head.strip('"'), *(bit.text.strip('"') for bit in run[1:])])
        ways.append(edited(text, (start, end, f'{scope + ":" if scope else ""}"{words}"')))
    ways += [edited(text, (start, end, joined)), edited(text, (start, end, f"({joined})"))]
    near = " NEAR/10 " if "$" in text[start:end] else " ONEAR/1 "
    if any(_scoped(bit.text) for bit in run[1:]):
        return tuple(ways)
    return (*ways, edited(text, (start, end, near.join(bit.text for bit in run))))


def _scoped(text: str) -> bool:
    return text.partition(":")[0].lower() in SCOPES


def _is_plain(text: str) -> bool:
    """A word or a phrase that may be a part of a longer phrase."""
    return not set(text.strip('"')) & set('$=*^()"“«') and not _scoped(text)


def _groups(text: str, position: int) -> tuple[str, ...]:
    """The same where one of them is a bracket."""
    left, end = operand_start(text, position), operand_end(text, position)
    near = f"({text[left:position].strip()} NEAR/10 {text[position:end]})"
    return (
        edited(text, (position, position, "AND ")),
        edited(text, (left, end, f"({text[left:position].strip()} AND {text[position:end]})")),
        edited(text, (position, position, "NEAR/10 ")),
        edited(text, (left, end, near)),
    )


def brackets(text: str, position: int) -> tuple[str, ...]:
    """A bracket that was never opened, empty ones, or ones the wrong way round."""
    if (empty := re.search(r"\(\s*\)", text)) is not None:
        rest = edited(text, (*empty.span(), " "))
        return cleared(rest), edited(text, (*empty.span(), TEMPLATE)), edited(text, (*empty.span(), "$entity"))
    if text[position : position + 1] == ")":
        return (
            edited(text, (position, position + 1, "")),
            edited(text, (0, 0, "(")),
            edited(f"({text})"),
            edited(text.replace("(", " ").replace(")", " ")),
        )
    return (edited(text.replace("(", " ").replace(")", " ")),)


def quotes(text: str, position: int) -> tuple[str, ...]:
    """A quote that is never closed."""
    rest = text[position + 1 :]
    ways = [edited(text, (position, len(text), f'"{rest.strip()}"'))] if rest.strip() else []
    if (operator := re.search(r"\s+(?:AND|OR|O?NEAR/\d+|SENTENCE|PARAGRAPH)\s", rest)) is not None:
        held = rest[: operator.start()].strip()
        ways.insert(0, edited(text, (position, position + 1 + operator.start(), f'"{held}"')))
    ways.append(edited(text, (position, position + 1, "")))
    if (word := re.search(r"[^\s()\"]+$", text[:position])) is not None:
        ways.append(edited(text, (word.start(), position + 1, f'"{word[0]}"')))
    return tuple(ways)
