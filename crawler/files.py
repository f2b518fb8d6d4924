"""Pages in files, as people name them: whatever is named, reading it ends, and what is no page is told in words."""

from __future__ import annotations

import re
from pathlib import Path

MAX_BYTES = 32 * 1024 * 1024
"""A larger file is no page and no feed."""
_HEAD = 4096
_KINDS = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r\f\x1b")
_TAG = re.compile(
    rb"<\x00?(?:!\x00?d|h\x00?t\x00?m|h\x00?e\x00?a|b\x00?o\x00?d|m\x00?e\x00?t|div|article|p[\s>]|h\d)", re.I
)
_FEW = 0.1


def read_bounded(path: Path, most: int = MAX_BYTES) -> bytes:
    """What is in ``path``, which may be a pipe, or a device that never ends.

    Raises:
        OSError: It cannot be read.
        ValueError: It has more than ``most`` octets; the message is for people.
    """
    with path.open("rb") as file:
        body = file.read(most + 1)
    if len(body) > most:
        raise ValueError(f"more than {most // 1024 // 1024} MB; that is too much for one page")
    return body


def binary_kind(body: bytes) -> str:
    """What ``body`` is where it is plainly neither text nor markup, in words; "" otherwise."""
    head = body[:_HEAD]
    known = next((kind for start, kind in _KINDS if head.startswith(start)), "")
    if known or head.startswith(_WIDE) or _TAG.search(head):
        return known
    controls = len(head) - len(head.translate(None, _CONTROLS))
    wide = head.count(0) * 5 > 2 * len(head)  # UTF-16 without its mark
    return "binary data" if controls > _FEW * len(head) and not wide else ""
