"""From a path to the text of a configuration file, whatever lies at that path."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from tocsin.configuration.masking import masked
from tocsin.problems import Problem

MAX_BYTES = 16 * 2**20
"""Ten thousand outlets take about 3 MB."""

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""The line breaks of YAML 1.1, so that our line numbers are the parser's."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 calls not printable (section 5.1), and a byte order mark anywhere but at the start."""
_OTHER_MARKS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))


def lines_of(text: str) -> list[str]:
    """The lines of `text` as the YAML parser counts them."""
    return _BREAK.split(text)


def read_text(path: Path, shown: str) -> str | Problem:
    """The text of the file at `path`, or why there is none. `shown` is the file's name in messages."""

    def refuse(message: str, hint: str = "", code: str = "file") -> Problem:
        return Problem(shown, 1, 1, message, code=code, hint=hint)

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return refuse("a file is due here, this is a folder")
        if not stat.S_ISREG(status.st_mode):
            return refuse("a file is due here, this is something else (a device or a pipe)")
        if status.st_size > MAX_BYTES:
            return refuse(
                f"the file is larger than {MAX_BYTES // 2**20} MB",
                "is this the right file? entities and watchlists may be split into several",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        return refuse("the file does not exist")
    except OSError as error:
        return refuse(f"the file cannot be read: {error.strerror or error}")
    return decode(raw, shown)


def decode(raw: bytes, shown: str) -> str | Problem:
    """The text of `raw`, which must be UTF-8 (a byte order mark is allowed), or a located problem."""
    for mark, name in _OTHER_MARKS:
        if raw.startswith(mark):
            return Problem(shown, 1, 1, f"the file is saved as {name}", code="encoding", hint="save it as UTF-8")
    if _two_bytes_each(raw[:1000]):
        return Problem(shown, 1, 1, "the file is saved as UTF-16", code="encoding", hint="save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line = len(lines_of(before))
        column = len(lines_of(before)[-1]) + 1
        return Problem(
            shown,
            line,
            column,
            f"this is not UTF-8 (byte {raw[error.start]:#04x})",
            code="encoding",
            hint="the file was probably saved in another encoding (Windows-1251, Latin-1); save it as UTF-8",
            source_line=masked(_raw_line(raw, error.start)),
        )
    if (found := _FORBIDDEN.search(text)) is not None:
        lines = lines_of(text[: found.start()])
        line, column = len(lines), len(lines[-1]) + 1
        return Problem(
            shown,
            line,
            column,
            f"an invisible control character (U+{ord(found.group()):04X}) stands here",
            code="encoding",
            hint="delete it; it usually comes in with pasted text",
            source_line=masked(lines_of(text)[line - 1]),
        )
    return text


def _two_bytes_each(raw: bytes) -> bool:
    """True for UTF-16 without a mark: every other byte of the plain letters is zero."""
    return any(raw[at::2].count(0) * 4 > len(raw[at::2]) for at in (0, 1))


def _raw_line(raw: bytes, at: int) -> str:
    start = raw.rfind(b"\n", 0, at) + 1
    end = raw.find(b"\n", at)
    return raw[start : end if end >= 0 else len(raw)].decode("utf-8-sig", "replace")
