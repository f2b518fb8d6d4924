"""A NOT that does not stand behind AND: why it is refused, and the ways in which it may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.query_bits import TEMPLATE, Bit, around, bits, bracketed, edited, operand_end, operand_start
from monitor.query_errors import QueryError
from monitor.query_mends import whole


def misplaced(text: str, word: str, position: int, kind: str) -> QueryError | None:
    """The refusal of a NOT that is the token `word` of a `kind` at `position`, which was not expected there, or stands
    before it; None where there is none."""
    before = re.search(r"(\(*)([A-Za-z]+:)?(NOT)\s*$", text[:position])
    if before is not None and not re.match(r"\S", text[: before.start()][-1:]) and kind != "NOT":
        if before[2]:
            return _within_a_part(text, before.start(2), before.start(3), position)
        return _refused(text, before.start(3))
    if kind == "NOT" and word == "NOT":
        return _refused(text, before.start(3) if before is not None and not before[2] else position)
    return None


def _within_a_part(text: str, at: int, start: int, position: int) -> QueryError:
    """title:NOT wheat."""
    end = operand_end(text, position)
    excluded = f"NOT {text[at:start]}{text[position:end]}"
    joined = excluded if text[:at].rstrip().endswith("AND") else f"{TEMPLATE} AND {excluded}"
    message = "NOT stands after AND, before the part of an article"
    return QueryError(message, text, at, meant=(edited(text, (at, end, joined)), edited(text, (start, position, ""))))


def _refused(text: str, at: int) -> QueryError:
    if re.search(r"AND\s*\($", text[:at]):
        message = "NOT stands after AND, and before a bracket"
        return QueryError(message, text, text.rindex("(", 0, at), meant=_ways(text, at))
    message = "NOT stands after AND"
    if not text[:at].strip() or text[:at].rstrip().endswith("("):
        message = "NOT has nothing before it: AND NOT excludes from what is found"
    elif re.search(r"\bOR\s*$", text[:at]):
        message = "OR NOT would find all that is without it; NOT stands after AND"
    return QueryError(message, text, at, meant=_ways(text, at))


def _ways(text: str, at: int) -> tuple[str, ...]:
    """What a NOT at `at` that does not stand behind AND may have meant."""
    begun = re.match(r"NOT(?:\s+NOT\b)*\s*", text[at:])
    if begun is None:
        return ()
    after = at + begun.end()
    end = operand_end(text, after)
    unwanted, before = text[after:end], bits(text[:at])
    last = before[-1] if before else None
    if begun[0].count("NOT") > 1 and last is not None and not last.joins:
        return edited(text, (at, after, "AND NOT ")), edited(text, (at, after, "AND "))
    if last is None or last.text == "(":
        return tuple(_first(text, at, after, end))
    if last.text == "NOT":
        return edited(text, (at, after, "")), edited(text, (last.start, after, ""))
    if last.text == "AND":
        return edited(text, (at, after, "NOT ")), edited(text, (at, after, ""))
    start, _ = around(text, at)
    if last.joins and last.text != "OR":
        left = operand_start(text, last.start)
        near = f"{text[left : last.start].strip()} AND NOT ({text[left : last.end]} {unwanted})"
        return edited(text, (left, end, near)), edited(text, (last.start, after, "AND NOT "))
    if last.text == "OR":
        held = text[start : last.start].strip()
        excluded = edited(text, (start, at, f"{bracketed(held, unless=['AND'])} AND "))
        return excluded, edited(text, (start, at, f"({held}) AND ")), edited(text, (at, after, ""))
    return _behind_a_thing(text, at, after, end, last)


def _behind_a_thing(text: str, at: int, after: int, end: int, last: Bit) -> tuple[str, ...]:
    following = bits(text[after:])
    if following and following[0].joins:  # wheat NOT NEAR/5 corn
        operator = following[0]
        left, right = operand_start(text, at), operand_end(text, after + operator.end + 1)
        wanted = text[left:at].strip()
        near = f"{wanted} AND NOT ({wanted} {text[after:right]})"
        return edited(text, (left, right, near)), edited(text, (at, after, ""))
    if not following:
        return edited(text, (at, end, "")), *whole(text)
    return edited(text, (at, after, "AND NOT ")), *whole(text)


def _first(text: str, at: int, after: int, end: int) -> Iterator[str]:
    """NOT at the beginning of a query or bracket: what follows goes in front, or something has to."""
    start, stop = around(text, at)
    unwanted = text[after:end]
    rest = re.match(r"\s+(AND|OR)\s+(?!NOT\b)(.+)", text[end:stop], re.DOTALL)
    before = re.search(r"\bAND\s*\($", text[:at])
    if before is not None and rest is None and not text[end:stop].strip():
        yield edited(text, (before.end() - 1, stop + 1, f"NOT ({unwanted})"))
        yield edited(text, (before.end() - 1, stop + 1, f"({unwanted})"))
    if before is not None:
        yield edited(text, (before.end() - 1, after, "NOT ("))
    if rest is not None:
        yield edited(text, (start, stop, f"{bracketed(rest[2], unless=['AND'])} AND NOT {unwanted}"))
        yield edited(text, (start, stop, f"({rest[2]}) AND NOT {unwanted}"))
    yield edited(text, (at, at, f"{TEMPLATE} AND "))
    yield edited(text, (at, after, ""))
