"""Secrets in lines that are shown: what looks like one becomes stars, as many as it has letters, so that carets stay
where they belong. Rather too much is hidden than too little: such a line is shown to say where the slip is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.problems import nearest

_WORD = r"pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|private[_-]?key|credentials?|authori[sz]ation|cookie"
_KEY = re.compile(rf"(?<![^\W_])(?:{_WORD})s?\"?'?\s*[:=]\s*(?=\S)", re.IGNORECASE)
"""A setting that is called so, up to its value: everything behind it is hidden."""
_OPEN_KEY = re.compile(rf"(?<![^\W_])(?:{_WORD})s?\"?'?\s*:\s*[|>]?[+-]?\s*(?:#.*)?$", re.IGNORECASE)
"""The same without a value on its line: it stands below."""
_SCHEME = re.compile(r"\b(?:Bearer|Basic)\s+(?P<secret>[\w.~+/=-]{6,})")
"""What a header for authorization is followed by (RFC 6750, 2.1; RFC 7617)."""
_USER = re.compile(r"(?<=://)[^\s/?#\"'@]*:(?P<secret>[^\s\"']*)@")
"""A password before the host of an address (RFC 3986, 3.2.1); one with / or @ in it ends at the last @."""
_SERVICE = re.compile(
    r"\b(?!https?:|sqlite|postgresql|mailto|file:)[a-z][a-z0-9+.-]*://(?P<secret>[^\s\"',\]}]+)", re.IGNORECASE
)
"""An address of a chat or push service: all of it may be a key. ${NAME} in it is none."""
_PARAMETER = re.compile(
    r"[?&;](?:sig|sign|signature|auth|code|hash|hmac|key|access\w*|api\w*)=(?P<secret>[^&\s\"',\]}]+)", re.IGNORECASE
)
"""A parameter of an address that is a key by its name."""
_RANDOM = re.compile(
    r"(?<![\w-])(?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\w*[0-9])(?=\w*[a-z])(?=\w*[A-Z])\w{20,}|"
    r"(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{24,})(?![\w-])",
    re.ASCII,
)
"""A word that nobody writes by hand: a UUID (RFC 9562), long hexadecimal, long with capitals and digits in it."""
_ADDRESS = re.compile(r"https?://[^\s/?#\"',\]}]+(?P<secret>[/?#][^\s\"',\]}]+)", re.IGNORECASE)
_NAME = re.compile(r"([A-Za-z_]\w*)\"?'?\s*:(?=\s|$)")
_BEARERS = ("webhook", "apprise", "operators_apprise", "ping")
"""Settings whose addresses are keys: who knows one may post there, or silence an alarm."""


def masked_line(lines: Sequence[str], number: int) -> str:
    """Line `number` (from 1) of a file with stars in place of secrets."""
    return _starred(lines[number - 1], _in_file(lines, number))


def masked(text: str) -> str:
    """`text` with stars in place of secrets, as long as before."""
    return _starred(text, [*_secrets(text), *_bearers(text, "")])


def hidden(message: str, lines: Sequence[str], number: int) -> str:
    """`message` without what is a secret in line `number` (from 1) of a file, and without what looks like one in
    itself. Outside of the file (0) only the latter."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    for start, end in _in_file(lines, number) if line else ():
        secret = line[start:end].strip("\"' ,}]")
        if len(secret) > 2:
            message = message.replace(secret, "***")
    return masked(message)


def _starred(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def _in_file(lines: Sequence[str], number: int) -> list[tuple[int, int]]:
    """Where the secrets of a line stand, as far as it and the settings above it tell."""
    line = lines[number - 1]
    above = _above(lines, number)
    if _OPEN_KEY.search(above):
        return [(0, len(line))] if line else []
    return [*_secrets(line), *_bearers(line, above)]


def _secrets(text: str) -> list[tuple[int, int]]:
    found = [(match.end(), len(text)) for match in _KEY.finditer(text)]
    for pattern in (_USER, _SCHEME, _SERVICE, _PARAMETER, _RANDOM):
        found += [match.span("secret") for match in pattern.finditer(text) if "${" not in match["secret"]]
    return [span for span in found if span[0] < span[1]]


def _bearers(line: str, above: str) -> Iterator[tuple[int, int]]:
    """What stands behind the host of addresses that belong to a setting which is called nearly as one of those with
    keys: a misspelt one is shown because it is misspelt."""
    outer = [name[1] for name in _NAME.finditer(above)][-1:]
    for address in _ADDRESS.finditer(line):
        names = outer + [name[1] for name in _NAME.finditer(line, 0, address.start())]
        if any(nearest(name, _BEARERS) for name in names):
            yield address.span("secret")


def _above(lines: Sequence[str], number: int) -> str:
    """The setting above that a line belongs to by its indentation; empty where there is none."""
    line = lines[number - 1]
    indent = len(line) - len(line.lstrip())
    item = line.lstrip().startswith("- ")  # may stand right below its setting
    for above in reversed(lines[: number - 1]):
        bare = above.lstrip()
        if not bare:
            continue
        depth = len(above) - len(bare)
        if depth < indent or (item and depth == indent and not bare.startswith("- ")):
            return above
    return ""
