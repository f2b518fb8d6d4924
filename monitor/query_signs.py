"""Ways to write what was typed with signs of another keyboard, or with a number that an operator does not take."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from monitor.nodes import OPERATORS, SCOPES
from monitor.query_bits import bits, edited, operand_end

_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
SIGNS: Final = {chr(code): sign for code, sign in _FULL_WIDTH.items() if sign in '()$=*^:/"'}
"""Full-width signs, and those of the notation that they are taken for."""
_QUOTE: Final = re.compile(r"[“”„‟«»‹›＂〝〞〟`]|''")
_PAIR: Final = re.compile(r'"[^"]*"|“[^“”„"]*”|«[^«»"]*»')
_ALIKE: Final = str.maketrans("АВЕЕНКМОРСТХΑΒΕΗΙΚΜΝΟΡΤΧІЅ", "ABEEHKMOPCTXABEHIKMNOPTXIS")
"""Cyrillic and Greek capitals that look like Latin ones."""
_NUMBERED: Final = re.compile(r"(?:O?NEAR|ATLEAST)/(\S+)$|\S\^([\d.٫,]+)$")


def plainly_typed(text: str) -> tuple[str, int]:
    """`text` with quotes, signs, digits and operators as the notation has them, and where the first of them stands that
    was typed otherwise; what stands in proper quotes is left."""
    kept = [found.span() for found in _PAIR.finditer(text)]
    odd = [found for found in _QUOTE.finditer(text) if not any(start <= found.start() < end for start, end in kept)]
    edits = [(found.start(), found.end(), '"') for found in odd]
    if odd:  # of a pair of two kinds, the proper one is an end as well
        kept = [span for span in kept if text[span[0]] == '"']
    for bit in bits(text):
        if any(start <= bit.start < end for start, end in kept):
            continue
        plain = _plain(bit.text)
        if plain != bit.text:
            edits = [one for one in edits if not bit.start <= one[0] < bit.end]
            edits.append((bit.start, bit.end, plain))
    if not edits:
        return text, 0
    first, end, new = min(edits)
    same = next((at for at in range(end - first) if new[at : at + 1] != text[first + at]), 0)
    plain = edited(text, *edits)
    return (text, 0) if plain.count('"') % 2 else (plain, first + same)


def _plain(word: str) -> str:
    narrow = word.translate(_FULL_WIDTH)
    if _NUMBERED.search(narrow):
        narrow = "".join(str(unicodedata.digit(char, char)) if char.isdigit() else char for char in narrow)
    alike = narrow.translate(_ALIKE)
    if alike.lstrip("(").split("/")[0] in OPERATORS:
        return alike
    sign = bool(set(word) & set(SIGNS)) or narrow.partition(":")[0].lower() in SCOPES
    return narrow if sign or _NUMBERED.search(narrow) else word


def entity_ways(text: str, position: int) -> tuple[str, ...]:
    """What begins with $ at `position` and is no entity's id: the id it may be, or the words."""
    run = re.compile(r"\$\s*([^\s()\"“«]*)").match(text, position)
    if run is None:
        return ()
    start, end = run.span()
    named = run[1].strip(".,;:!?$*")
    if re.search(r"[,;|]", named):
        ids = [part.strip("$ ") for part in re.split(r"[,;|]+", named)]
        each = [f"${part}" for part in ids if part]
        return tuple(
            edited(text, (start, end, way)) for way in (" OR ".join(each), f"({' OR '.join(each)})", " AND ".join(each))
        )
    if not named:
        return (edited(text, (start, start + 1, "$entity")), edited(text, (start, end, "")))
    id_ = re.sub(r"[^a-z0-9-]+", "-", named.casefold()).strip("-") if named.isascii() else ""
    parts = "+" if run[1].rstrip(".,;").endswith(("+", "*")) else ""
    ways = [edited(text, (start, end, f"${id_}{parts}"))] if id_ else []
    if parts:
        ways.append(edited(text, (start, end, f"${id_}")))
    return (*ways, edited(text, (start, end, f'"{run[1].strip(".,;+*") or named}"')))


def weight_ways(text: str, position: int) -> tuple[str, ...]:
    """After ^ at `position` stands no weight from above 0 to 10: a weight that may be meant, or none."""
    run = re.compile(r"\^\s*([^\s()]*)").match(text, position)
    if run is None:
        return ()
    start, end = run.span()
    stars = run[1].endswith("*")
    number = re.search(r"\d*[.,]?\d+", run[1])
    value = number[0].replace(",", ".") if number is not None else "2"
    value = "0" + value if value.startswith(".") else value
    if len(value) > 8 or float(value) > 10:
        value = "10"
    if float(value) == 0:
        value = "0.5"
    more = [f"^{other}" for other in re.findall(r"\^(\d+(?:\.\d+)?)", run[0])][1:2]
    return tuple(edited(text, (start, end, "*" * stars + new)) for new in (f"^{value}", *more, "") if start or new)


def near_ways(text: str, start: int, end: int) -> tuple[str, ...]:
    """NEAR or ONEAR from `start` to `end` without a number of words that it takes."""
    found = re.match(r"(O?NEAR)", text[start:end].upper())
    name = found[1] if found is not None else "NEAR"
    apart = re.compile(r"\s*[/:]?\s*(\d+)(?=\s)").match(text, end)
    inside = re.search(r"\d+", text[start:end])
    glued = re.compile(r"O?NEAR[/:]?\d+([^\W\d].*)", re.DOTALL).match(text[start:end])
    stop = apart.end() if apart is not None and inside is None else end
    number = (inside or (apart and re.search(r"\d+", apart[0])) or [""])[0]
    rest = f" {glued[1]}" if glued is not None else ""
    if number and int(number[:7]) > 1000:
        return edited(text, (start, stop, f"{name}/1000{rest}")), edited(text, (start, stop, f"AND{rest}"))
    if number and int(number[:7]) == 0:
        return (*_as_phrase(text, start, stop), edited(text, (start, stop, f"{name}/1{rest}")))
    here = f"{name}/{int(number[:4]) if number else 10}{rest}"
    return edited(text, (start, stop, here)), edited(text, (start, stop, f"SENTENCE{rest}"))


def _as_phrase(text: str, start: int, stop: int) -> tuple[str, ...]:
    """The words on both sides as one phrase, which is what no word between them means."""
    left = re.search(r"([^\s()\"$*^:=]+|\"[^\"]*\")\s*$", text[:start])
    right = re.compile(r"\s*([^\s()\"$*^:=]+|\"[^\"]*\")(?=\s|\)|$)").match(text, stop)
    if left is None or right is None:
        return ()
    phrase = f'"{left[1]} {right[1]}"'.replace('""', '"')
    return (edited(text, (left.start(), right.end(), '"' + phrase.replace('"', "") + '"')),)


def atleast_ways(text: str, start: int) -> tuple[str, ...]:
    """ATLEAST at `start` with a number that it does not take, without one, or before what it does not count."""
    run = re.compile(r"(?i:ATLEAST)(?:[/:]?\s*(-?\d+)(?=[\s/]|$)[/]?|/\S*|)\s*").match(text, start)
    if run is None:
        return ()
    number = max(2, int((run[1] or "2")[:6]))
    end = operand_end(text, run.end())
    counted = text[run.end() : end]
    ways: list[str] = []
    if counted.startswith("("):
        each = " ".join(
            bit.text if bit.operates or bit.text in "()" else f"ATLEAST/{number} {bit.text}" for bit in bits(counted)
        )
        ways.append(edited(text, (run.end(), end, each), (start, run.end(), "")))
    elif (scope := re.match(r"(?:title|lede|body):", counted)) is not None:
        ways.append(edited(text, (start, end, f"{scope[0]}ATLEAST/{number} {counted[scope.end() :]}")))
    elif (second := re.match(r"ATLEAST/(\d+)\s+", counted)) is not None:
        ways.append(edited(text, (run.end(), run.end() + second.end(), "")))
        ways.append(edited(text, (start, run.end(), "")))
    elif counted:
        ways.append(edited(text, (start, run.end(), f"ATLEAST/{number} ")))
    return (*ways, edited(text, (start, run.end(), "")))
