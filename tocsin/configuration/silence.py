"""Comments that switch a warning off: ``# lint: off CODE why``, on the line or alone on the line above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor import findings
from tocsin.configuration import idle, secrets
from tocsin.configuration.files import Source
from tocsin.configuration.inside import Position
from tocsin.problems import Problem, did_you_mean, listed

CODES = (*findings.CODES, secrets.CODE, idle.CODE)
_OFF = re.compile(r"(?:^|\s)#\s*lint:\s*off\b[ \t]*([a-z0-9,-]*)[ \t]*(.*)$", re.IGNORECASE)


def without_silenced(problems: Iterable[Problem], sources: Sequence[Source]) -> list[Problem]:
    """The problems less those warnings that a comment switches off. Errors cannot be switched off."""
    off = {source.shown: dict(_comments(source)) for source in sources}
    return [
        problem
        for problem in problems
        if problem.level == "error" or problem.code not in off.get(problem.file, {}).get(problem.line, ())
    ]


def _comments(source: Source) -> Iterator[tuple[int, set[str]]]:
    """Line numbers with the codes that are off there."""
    if source.tree is None:
        return
    lines = source.tree.lines
    off: dict[int, set[str]] = {}
    for number, line in enumerate(lines, start=1):
        if (match := _OFF.search(line)) is not None:
            codes = set(match[1].split(","))
            off.setdefault(number, set()).update(codes)
            if line.lstrip().startswith("#"):
                off.setdefault(_next_filled(lines, number), set()).update(codes)
    yield from off.items()


def _next_filled(lines: Sequence[str], number: int) -> int:
    """The first line below `number` that is more than a comment."""
    for following, line in enumerate(lines[number:], start=number + 1):
        if not line.lstrip().startswith("#"):
            return following
    return number


def bad_comments(sources: Sequence[Source]) -> Iterator[Problem]:
    """Comments that name no code, one that does not exist, or no reason."""
    for source in sources:
        if source.tree is None:
            continue
        for number, line in enumerate(source.tree.lines, start=1):
            match = _OFF.search(line)
            if match is None:
                continue
            at = Position(number, line.index("#", match.start()) + 1)
            unknown = [code for code in match[1].split(",") if code not in CODES]
            if not match[1]:
                message, hint = "this comment does not say which warning is off", "write: # lint: off CODE why"
            elif unknown:
                message = f"'{unknown[0]}' is no code of a warning{did_you_mean(unknown[0], CODES)}"
                hint = f"codes: {listed(CODES)}"
            elif not match[2].strip():
                message, hint = "say why the warning is off", f"write: # lint: off {match[1]} why"
            else:
                continue
            yield source.tree.problem(at, message, code="lint-off", hint=hint, warning=True)
