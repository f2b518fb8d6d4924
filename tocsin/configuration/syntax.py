"""YAML's own complaints, said in the words of somebody who has to mend the line."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

BULLETS = frozenset("–—−•·▪●")
"""What word processors write at the beginning of a list item."""


class Said(NamedTuple):
    """A syntax error: where (from 1), what, and what to do."""

    line: int
    column: int
    message: str
    hint: str = ""


def in_plain_words(error: yaml.MarkedYAMLError, lines: list[str]) -> Said:
    """Say a parser's error in plain words; `lines` are the file's."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    line = min(line, max(1, len(lines)))
    source = lines[line - 1] if lines else ""
    problem = error.problem or "this cannot be read as YAML"
    context = error.context_mark
    started = f" (in the part that starts on line {context.line + 1})" if context and context.line + 1 != line else ""
    return (
        _indentation(line, lines)
        or _forbidden_start(problem, source, line, column)
        or _unclosed(error, problem, lines)
        or _flow(error, problem, line, column)
        or _bullet(line, lines)
        or _structure(error, lines, line, column, started)
        or Said(line, column, f"{problem}{started}")
    )


def _indentation(line: int, lines: list[str]) -> Said | None:
    """A tab or a no-break space in an indentation, on the line or just above it."""
    for number in (line, line - 1):
        if not 0 < number <= len(lines):
            continue
        source = lines[number - 1]
        indent = source[: len(source) - len(source.lstrip())]
        for char, name in (("\t", "a tab"), ("\xa0", "a no-break space")):
            if char in indent:
                return Said(number, indent.index(char) + 1, f"this line is indented with {name}", "use plain spaces")
    return None


def _forbidden_start(problem: str, source: str, line: int, column: int) -> Said | None:
    char = source[column - 1 : column]
    if "cannot start any token" in problem and char:
        if char == "\t":
            return Said(line, column, "a tab stands between the settings", "use plain spaces")
        hint = "put quotes round the text"
        if char == "@":
            hint += "; an entity is written with a dollar sign: $su-35"
        return Said(line, column, f"a text cannot start with {char} unless it is in quotes", hint)
    return None


def _unclosed(error: yaml.MarkedYAMLError, problem: str, lines: list[str]) -> Said | None:
    if "unexpected end of stream" in problem and error.context_mark is not None:
        at = error.context_mark
        quote = lines[at.line][at.column : at.column + 1] if at.line < len(lines) else ""
        return Said(at.line + 1, at.column + 1, f"the quote {quote} that opens here is never closed")
    if "unknown escape character" in problem and error.problem_mark is not None:
        at = error.problem_mark
        return Said(
            at.line + 1,
            at.column + 1,
            'a backslash inside " " has a special meaning',
            "use ' ' for a text with backslashes",
        )
    return None


def _flow(error: yaml.MarkedYAMLError, problem: str, line: int, column: int) -> Said | None:
    """Trouble inside [ ] and { }."""
    if "expected ',' or ']'" in problem or "expected ',' or '}'" in problem:
        opening, closing = "[]" if "']'" in problem else "{}"
        at = error.context_mark
        if at is not None and at.line + 1 != line:
            return Said(
                at.line + 1,
                at.column + 1,
                f"this {opening} is not closed: a comma or {closing} is due before line {line}",
                "or a text in it holds a comma, a quote or one of [ ] { } and must stand in quotes as a whole",
            )
        return Said(
            line,
            column,
            f"a comma or {closing} is due here",
            "inside [ ] and { } a text that holds a comma, a quote or one of [ ] { } must stand in quotes as a whole",
        )
    if "did not find expected comment or line break" in problem or "block scalar" in (error.context or ""):
        return Said(line, column - 1, "| and > announce a text on the lines below", "put quotes round the text")
    if "did not find expected alphabetic or numeric character" in problem:
        return Said(line, column - 1, "a text that starts with * or & needs quotes")
    return None


_STRUCTURE = (
    ("did not find expected node content", "a value is due here", "is there a comma too many, or a bracket missing?"),
    (
        "mapping values are not allowed",
        "this ': ' is read as the end of a setting's name",
        "a text with ': ' in it needs quotes; or the line is indented deeper than the one above it",
    ),
    (
        "could not find expected ':'",
        "a ':' is missing after this",
        "a setting is written 'name: value', a list item '- value'",
    ),
    (
        "did not find expected key",
        "this line fits neither the line above nor an outer level",
        "check how far it is indented",
    ),
    ("did not find expected '-' indicator", "a list item ('- ') is due here", "check how far the line is indented"),
    (
        "block sequence entries are not allowed",
        "a list item ('- ') cannot start here",
        "put it on a line of its own, or put quotes round the text",
    ),
    ("document start", "the file ends before this line", "check how far it is indented, and the quotes above it"),
)


def _bullet(line: int, lines: list[str]) -> Said | None:
    """A long dash or a dot where a list item begins, on the line or just above it: word processors put them there."""
    for number in (line, line - 1):
        source = lines[number - 1] if 0 < number <= len(lines) else ""
        text = source.lstrip()
        if text[:1] in BULLETS and text[1:2].isspace():
            column = len(source) - len(text) + 1
            return Said(number, column, f"{text[0]} begins no list item", "write a plain - and a blank")
    return None


def _structure(error: yaml.MarkedYAMLError, lines: list[str], line: int, column: int, started: str) -> Said | None:
    """Trouble with the block structure: colons, dashes, depth."""
    problem = error.problem or ""
    source = lines[line - 1] if lines else ""
    for needle, message, hint in _STRUCTURE:
        if needle not in problem:
            continue
        if needle.startswith("did not find expected") and _after_quote(source, column):
            return _after_closing_quote(source, line, column, lines)
        if needle.startswith("could not find") and error.context_mark is not None:
            return Said(error.context_mark.line + 1, error.context_mark.column + 1, message, hint)
        return Said(line, column, message + started, hint)
    return None


def _after_quote(source: str, column: int) -> bool:
    """True when what stands before the column ends a quoted text."""
    return source[: column - 1].rstrip()[-1:] in {'"', "'"}


def _after_closing_quote(source: str, line: int, column: int, lines: list[str]) -> Said:
    """Text after a quoted one. The quote that was forgotten often stands lines above: then that place is shown."""
    message, hint = "text follows a closing quote", "quotes must stand round the whole text"
    quote = source[: column - 1].rstrip()[-1:]
    if source[: column - 1].count(quote) % 2:
        for number in range(line - 1, 0, -1):
            opening = re.search(rf"(?:[:,-] +|[\[{{])({quote})[^{quote}]*$", lines[number - 1])
            if opening is not None:
                said = f"the quote {quote} that opens here is closed only on line {line}"
                return Said(number, opening.start(1) + 1, said, "close it where the text ends")
    if source.lstrip(" -").startswith('query: "'):
        hint = "put single quotes round the whole query: '\"dock strike\" AND quay'"
    return Said(line, column, message, hint)
