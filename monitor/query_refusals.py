"""What the grammar does not read: why it is refused, and the ways in which it may have been meant."""

from __future__ import annotations

import re
from typing import Final, cast

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from monitor import query_mends as mends
from monitor.nodes import OPERATORS, SCOPES
from monitor.query_bits import TEMPLATE, bits, edited, operand_end
from monitor.query_errors import QueryError, closest, refused
from monitor.query_exclusions import misplaced
from monitor.query_foreign import from_elsewhere, pattern, sign_at_edge
from monitor.query_habits import PARTS, slip
from monitor.query_signs import atleast_ways, entity_ways, near_ways, weight_ways

_THINGS: Final = ("WORD", "PHRASE", "ENTITY", "EXACT", "SCOPE", "LPAR", "ATLEAST")
_MOST_PLACES: Final = 5
"""So many operators before the end of a query may stand behind a bracket that was forgotten."""
_TAG: Final = re.compile(r"\boutlet:(tag:[\w-]+)")
_NO_ID: Final = "after $ comes the id of an entity: small letters, digits, dashes"
_ONE_FORM: Final = "= switches inflection off for one word or phrase"
_SMALL: Final = "'{}' in small letters is a word, not an operator"


def explained(error: UnexpectedInput, text: str) -> QueryError:
    """The parser's error in words for the author of `text`."""
    at = cast("int | None", error.pos_in_stream)
    if at is not None and (regex := pattern(text, at)) is not None:
        return regex
    if at is not None and (tag := next((one for one in _TAG.finditer(text) if one.start() < at < one.end()), None)):
        meant = f'{text[: tag.start(1)]}"{tag[1]}"{text[tag.end(1) :]}'
        return QueryError("a tag of outlets stands in quotes", text, tag.start(1), meant=(meant,))
    if isinstance(error, UnexpectedCharacters):
        return _odd_character(text, cast("int", error.pos_in_stream))
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        kind, word, start = error.token.type, str(error.token), error.token.start_pos or 0
        habit = slip(text, start, kind, word)
        return refused(habit, text) if habit is not None else _unexpected(text, kind, word, start)
    opened = text.count("(") - text.count(")")
    last = bits(text)[-1]
    loose = mends.without_loose_operators(text, last.start)
    if opened > 0:
        closed = _closed(text.rstrip(), opened)
        ends = [mends.without_loose_operators(way, -1) for way in closed]
        return QueryError(
            "a bracket is never closed", text, len(text),
            meant=(*closed, *(way for ways in ends for way in ways), *mends.brackets(text, -1)),
        )  # fmt: skip
    if last.text.startswith("ATLEAST/"):
        loose = (f"{text.rstrip()} {TEMPLATE}", edited(text, (last.start, last.end, "")), *loose)
    if last.text.endswith(":"):
        loose = (f"{text.rstrip()}{TEMPLATE}", *mends.without_loose_operators(text[: last.start], -1), f'"{last.text}"')
    message = f"the query ends after {last.text}, where a phrase, a word or an $entity is expected"
    return QueryError(message, text, len(text.rstrip()), meant=loose)


def _closed(text: str, opened: int) -> tuple[str, ...]:
    """Ways to close the brackets that are open: in the end, or one of them before what AND adds, from the right."""
    rest = ")" * (opened - 1)
    ands = [found.start() for found in re.finditer(r"\s+AND\s", text)]
    return (f"{text}){rest}", *(f"{text[:at]}){text[at:]}{rest}" for at in reversed(ands[-_MOST_PLACES:])))


def not_an_id(text: str, position: int) -> QueryError:
    """What begins with $ at `position` is no entity's id; where it holds several of them, how they are written."""
    named = re.findall(r"\$[a-z0-9][a-z0-9-]*\+?", text)
    if len(named) > 1 and not re.sub(r"\$[a-z0-9][a-z0-9-]*\+?", "", text).strip(" ,;"):
        message = "several entities stand in one text; a list stands in [ ], parted by commas"
        return QueryError(message, text, position, meant=(f"[{', '.join(named)}]",))
    return QueryError(_NO_ID, text, position, meant=entity_ways(text, position))


def _odd_character(text: str, position: int) -> QueryError:
    char = text[position]
    if char in '"“«':
        return QueryError("this quote is never closed", text, position, meant=mends.quotes(text, position))
    if char == "$":
        return QueryError(_NO_ID, text, position, meant=entity_ways(text, position))
    if char == "^":
        return QueryError("after ^ comes a number, the weight", text, position, meant=weight_ways(text, position))
    if char == ":":
        return _colon(text, position)
    return QueryError(
        f"'{char}' is not expected here", text, position, meant=(edited(text, (position, position + 1, "")),)
    )


def _colon(text: str, position: int) -> QueryError:
    """A colon behind what is no part of an article, or behind a second one."""
    two = re.search(r"([A-Za-z]+):\s*([A-Za-z]+)$", text[:position])
    if two is not None and {two[1].lower(), two[2].lower()} <= set(SCOPES):
        end = operand_end(text, position + 1)
        thing = text[position + 1 : end].strip()
        outer, inner = f"{two[1]}:{thing}", f"{two[2]}:{thing}"
        ways = (
            (outer, inner)
            if outer == inner
            else (f"{outer} OR {inner}", f"({outer} OR {inner})", f"{outer} AND {inner}")
        )
        if two[2].lower() not in ("title", "lede", "body"):
            ways = (inner, f"{TEMPLATE} AND {inner}", f"{two[1]}:{TEMPLATE} AND {inner}")
        message = f"{two[1]}: and {two[2]}: stand before one thing, which takes one of them"
        return QueryError(
            message, text, two.start(), meant=tuple(edited(text, (two.start(), end, way)) for way in ways)
        )
    counted = re.search(r"ATLEAST/\d+\s+[A-Za-z]+$", text[:position])
    if counted is not None:
        message = "ATLEAST stands behind the part of an article, before what is counted"
        return QueryError(message, text, counted.start(), meant=atleast_ways(text, counted.start()))
    word = re.search(r"[^\s()\"]*$", text[:position])
    return no_scope(text, word.start() if word is not None else position, position)


def no_scope(text: str, start: int, colon: int) -> QueryError:
    """What stands from `start` before a `colon` is no part of an article."""
    name, end = text[start:colon], operand_end(text, colon + 1)
    close = [PARTS[name.casefold()]] if name.casefold() in PARTS else closest(name.casefold(), SCOPES)
    held = text[start:end].replace('"', "")
    quoted = [edited(text, (start, end, f'"{held}"'))] if "(" not in held and "$" not in held else []
    thing = text[colon + 1 : end]
    apart = [edited(text, (start, end, f"{name} AND {thing}"))] if thing and name.strip() else []
    message = f"'{name}:' is no part of an article; there are {', '.join(SCOPES)}"
    ways = (*(edited(text, (start, colon, one)) for one in close), *quoted, *apart)
    return QueryError(message, text, start if name else colon, meant=ways)


def _unexpected(text: str, kind: str, word: str, position: int) -> QueryError:
    before = re.search(r"(\S+)\s*$", text[:position])
    last, last_at = (before[1], before.start(1)) if before else ("", 0)
    refusal = _misspelled(text, word, position, last, last_at) or misplaced(text, word, position, kind)
    if refusal is not None:
        return refusal
    if "|" in (word, last):
        at = position if word == "|" else last_at
        meant = (
            (f"{text[:at]}OR{text[at + 1 :]}", *mends.whole(text))
            if text[:at].strip() and text[at + 1 :].strip()
            else ()
        )
        return QueryError("in a query, alternatives are parted by OR, not by |", text, at, meant=meant)
    bare = last.lstrip("(")
    operator = bare.split("/")[0]
    if operator == "ATLEAST" and kind in _THINGS:
        message = "ATLEAST counts one phrase, word or $entity, and nothing else"
        if not re.fullmatch(r"ATLEAST/\d+", bare):
            message = f"{bare} needs a number, e.g. ATLEAST/2"
        at = last_at + len(last) - len(bare)
        if (first := re.search(r"ATLEAST/\d+\s+ATLEAST/\d+\s*$", text[:position])) is not None:
            at = first.start()
        return QueryError(message, text, position if "needs" not in message else at, meant=atleast_ways(text, at))
    if operator in OPERATORS and word.split("/", maxsplit=1)[0] in OPERATORS:
        message = f"{bare} and {word} stand side by side: a phrase, a word or an $entity is missing"
        return QueryError(message, text, position, meant=mends.without_loose_operators(text, position))
    if word in OPERATORS and kind == "WORD":
        message = f"{word} has nothing behind it: a phrase, a word or an $entity is missing"
        without = edited(text, (position, position + len(word), ""))
        moved = re.compile(r"\s*\)").match(text, position + len(word))
        outside = edited(text, (position, moved.end(), f") {word}")) if moved is not None else without
        return QueryError(
            message, text, position, meant=(outside, without, *mends.without_loose_operators(text, position))
        )
    if operator in OPERATORS and kind in _THINGS:
        message = f"{bare} has nothing before it: a phrase, a word or an $entity is missing"
        at = last_at + len(last) - len(bare)
        if (scope := re.search(r"\w+:\s*$", text[:at])) is not None:
            ways = (edited(text, (at, position, "")), edited(text, (scope.start(), position, "")))
            return QueryError(message, text, at, meant=ways)
        return QueryError(message, text, at, meant=mends.without_loose_operators(text, at))
    if last.endswith("=") and kind != "EXACT":
        return QueryError(
            _ONE_FORM, text, last_at + len(last) - 1, meant=_each_exact(text, last_at + len(last) - 1, position)
        )
    if kind == "EXACT":
        return QueryError(
            _ONE_FORM,
            text,
            position,
            meant=(edited(text, (position, position + 1, "")), *_each_exact(text, position, position + 1)),
        )
    if kind in _THINGS and last and last != "(" and operator not in OPERATORS:
        return _side_by_side(text, position, word, last)
    return _stray(text, kind, word, position)


def _each_exact(text: str, equals: int, position: int) -> tuple[str, ...]:
    """= before a bracket: before each word in it, or before none."""
    end = operand_end(text, position)
    each = re.sub(r"(?<=[\s(])(?!(?:AND|OR|NOT)\b|\$)(?=[^\s()])", "=", text[position:end])
    return edited(text, (equals, end, each)), edited(text, (equals, position, ""))


def _stray(text: str, kind: str, word: str, position: int) -> QueryError:
    """A sign where a thing is expected."""
    if kind == "RPAR" and text.count(")") > text.count("("):
        return QueryError("this bracket was never opened", text, position, meant=mends.brackets(text, position))
    if kind == "STAR":
        message = "a * stands only behind at least three letters of a word, for any ending"
        alone = edited(text, (position, position + 1, ""))
        phrase = re.search(r'"([^"\s]+)"$', text[:position])
        word_before = [edited(text, (phrase.start(), position + 1, f"{phrase[1]}*"))] if phrase is not None else []
        several = re.search(r'"([^"]+)\s([^"\s]+)"$', text[:position])
        if several is not None:
            word_before = [edited(text, (several.start(), position + 1, f'"{several[1]}" ONEAR/1 {several[2]}*'))]
        weighed = re.search(r"(\w+)(\^[\d.]+)$", text[:position])
        if weighed is not None:
            word_before = [edited(text, (weighed.start(), position + 1, f"{weighed[1]}*{weighed[2]}"))]
        if (entity := re.search(r"\$[a-z0-9-]+$", text[:position])) is not None:
            word_before = [edited(text, (position, position + 1, "+"))]
            message = f"{entity[0]} has no endings; {entity[0]}+ also finds what is part of it"
        return QueryError(
            message, text, position, meant=(*word_before, alone, *mends.without_loose_operators(alone, -1), TEMPLATE)
        )
    if kind == "BOOST":
        start = re.search(r"\^\S*$", text[:position])
        return QueryError(
            "one weight stands behind one thing",
            text,
            position,
            meant=weight_ways(text, start.start() if start else position),
        )
    mended = mends.brackets(text, position) if kind == "RPAR" else mends.without_loose_operators(text, position)
    return QueryError(
        f"'{word}' is not expected here; a phrase, a word or an $entity is",
        text,
        position,
        meant=(*mended, *mends.without_loose_operators(text, position)),
    )


def _misspelled(text: str, word: str, position: int, last: str, last_at: int) -> QueryError | None:
    """An operator without its number, or in small letters."""
    for candidate, at in ((word, position), (last, last_at)):
        run = re.compile(r"[^\s()\"]+").match(text, at)
        near = re.fullmatch(r"(O?NEAR)([/:]\S*)?", candidate.upper())
        if near and run and not re.fullmatch(r"O?NEAR/\d+", candidate.upper()) and (near[2] or candidate.isupper()):
            message = f"{candidate} needs the number of words, e.g. {near[1]}/10"
            return QueryError(message, text, at, meant=near_ways(text, at, run.end()))
        name, slash, number = candidate.partition("/")
        if name in ("AND", "OR", "NOT") and slash:
            plain = "AND NOT" if name == "NOT" and not re.search(r"\bAND\s*$", text[:at]) else name
            ways = [edited(text, (at, at + len(candidate), plain))]
            if number.isdigit():
                ways.append(edited(text, (at, at + len(candidate), f"NEAR/{number}")))
            return QueryError(f"{name} takes no number", text, at, meant=(*ways, *mends.whole(text)))
        if name.upper() in OPERATORS and name != name.upper():
            if name.upper() == "ATLEAST":
                upper = edited(text, (at, at + len(name), "ATLEAST"))
                return QueryError(
                    _SMALL.format(candidate), text, at, meant=(upper, *mends.whole(text), *atleast_ways(text, at))
                )
            return QueryError(_SMALL.format(candidate), text, at, meant=mends.in_capitals(text, at, candidate))
    return None


def _side_by_side(text: str, position: int, word: str, last: str) -> QueryError:
    """The refusal of two things with nothing between them: `last` and, at `position`, `word`."""
    rest = re.match(r"[^\s()]+", text[position:])
    here = rest[0] if rest else word
    refusal = from_elsewhere(text, position, here) or sign_at_edge(here, text, position)
    if refusal is None and last[0] in "+-!\u2212\u2013" and text.startswith(last):
        refusal = sign_at_edge(last, text, 0)
    if refusal is not None:
        return refusal
    if (entity := re.search(r"\$[a-z0-9-]+\+?$", text[:position])) is not None:  # $iran_x, $iran,russia
        return QueryError(_NO_ID, text, entity.start(), meant=entity_ways(text, entity.start()))
    if (weight := re.search(r"\^\d+(?:\.\d+)?$", text[:position])) is not None:  # wheat^1,5
        return QueryError(
            "after ^ comes a number, the weight", text, weight.start(), meant=weight_ways(text, weight.start())
        )
    if last[-1] in ",;" and len(last) > 1 and rest:
        before = text[:position].rstrip()
        meant = tuple(f"{before[:-1]} {operator} {text[position:]}" for operator in ("OR", "AND"))
        return QueryError(f"a {last[-1]} parts nothing in a query", text, len(before) - 1, meant=meant)
    message = "two things stand side by side with nothing between them"
    if '"' in last and text.count('"') % 2:
        message, cut = "a quote is missing, or there is one too many", text.rindex('"')
        ways = (edited(text, (cut, cut + 1, "")), *mends.words_of(text))
        return QueryError(message, text, position, meant=ways)
    return QueryError(message, text, position, meant=mends.beside(text, position))
