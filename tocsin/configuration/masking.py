"""Secrets in lines that are shown: what looks like one becomes stars, as many as it has letters, so that carets stay
where they belong. Rather too much is hidden than too little: such a line is shown to say where the slip is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = r"pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|private[_-]?key|credentials?"
_KEY = re.compile(rf"(?<![^\W_])(?:{_WORD})s?\"?'?\s*[:=]\s*(?=\S)", re.IGNORECASE)
"""A setting that is called so, up to its value: everything behind it is hidden."""
_OPEN_KEY = re.compile(rf"(?<![^\W_])(?:{_WORD})s?\"?'?\s*:\s*[|>]?[+-]?\s*(?:#.*)?$", re.IGNORECASE)
"""The same without a value on its line: it stands below."""
_USER = re.compile(r"(?<=://)[^\s/?#\"'@]*:(?P<secret>[^\s\"']*)@")
"""A password before the host of an address (RFC 3986, 3.2.1); one with / or @ in it ends at the last @."""
_SERVICE = re.compile(
    r"\b(?!https?:|sqlite|postgresql|mailto|file:)[a-z][a-z0-9+.-]*://(?P<secret>[^\s\"',\]}]+)", re.IGNORECASE
)
"""An address of a chat or push service: all of it may be a key. ${NAME} in it is none."""


def masked_line(lines: Sequence[str], number: int) -> str:
    """Line `number` (from 1) of a file with stars in place of secrets."""
    line = lines[number - 1]
    return "*" * len(line) if _below_a_secret(lines, number) else masked(line)


def masked(text: str) -> str:
    """`text` with stars in place of secrets, as long as before."""
    for start, end in _secrets(text):
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def hidden(message: str, line: str) -> str:
    """`message` without what is a secret in `line`, and without what looks like one in itself."""
    for start, end in _secrets(line):
        secret = line[start:end].strip("\"' ,}]")
        if len(secret) > 2:
            message = message.replace(secret, "***")
    return masked(message)


def _secrets(text: str) -> list[tuple[int, int]]:
    found = [(match.end(), len(text)) for match in _KEY.finditer(text)]
    found += [match.span("secret") for match in _USER.finditer(text)]
    for match in _SERVICE.finditer(text):
        if "${" not in match["secret"]:
            found.append(match.span("secret"))
    return [span for span in found if span[0] < span[1]]


def _below_a_secret(lines: Sequence[str], number: int) -> bool:
    """True for a line that belongs to a setting above it whose value is a secret."""
    line = lines[number - 1]
    indent = len(line) - len(line.lstrip())
    for above in reversed(lines[: number - 1]):
        if not above.strip():
            continue
        if len(above) - len(above.lstrip()) < indent:
            return _OPEN_KEY.search(above) is not None
    return False
