"""One file of a folder of texts, with what Tocsin wrote beside it: read, and refused in words where it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from crawler.charset import decode
from crawler.files import binary_kind
from crawler.text import clean_line

NAME = re.compile(r"(\d{3,})_([0-9a-f]{16})\.txt")
"""Number and id in the name of a file of the corpus."""
_MAX_BYTES = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SLIPS, _CONTROL_SHARE = 3, 0.01
_TEXTS = ("url", "outlet", "standfirst", "credit", "language", "image", "section")
_LISTS = ("authors", "tags")
_TIMES = ("published", "modified")


@dataclass(frozen=True)
class TextFile:
    """A file: what stands in it, and the facts of its sidecar ({} where it has none that fits)."""

    name: str
    original: str
    facts: dict[str, Any]
    """Of the types that `crawler.items.Extracted` has."""


def text_files(directory: Path) -> Iterator[Path]:
    """The ``*.txt`` of ``directory``, those of the corpus in the order of their numbers, then the others by name."""
    paths = [path for path in directory.iterdir() if path.suffix == ".txt" and path.is_file()]
    yield from sorted(paths, key=_order)


def _order(path: Path) -> tuple[float, str]:
    match = NAME.fullmatch(path.name)
    return (int(match[1]) if match else float("inf"), path.name)


def read_text_file(path: Path) -> TextFile:
    """The text in ``path``, whatever its encoding.

    Raises:
        OSError: it cannot be read.
        ValueError: it is too large, or no text; or its sidecar holds what no sidecar of ours does.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes; at most {_MAX_BYTES} are read as one article")
    body = path.read_bytes()
    if kind := binary_kind(body):
        raise ValueError(f"{path.name} is no text but {kind}")
    original = decode(body).text
    if _is_junk(original):
        raise ValueError(f"{path.name} is no text: it is full of control characters")
    return TextFile(path.name, original, _sidecar(path.with_suffix(".json"), body))


def _is_junk(text: str) -> bool:
    """Whether control characters, which no text has, are more in ``text`` than a slip of an editor leaves."""
    controls = len(_CONTROL.findall(text))
    return controls > _SLIPS and controls > _CONTROL_SHARE * len(text)


def _sidecar(path: Path, body: bytes) -> dict[str, Any]:
    """What Tocsin wrote beside a text; {} where there is nothing, or the text has been changed since."""
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict) or facts.get("sha256") != sha256(body).hexdigest():
        return {}
    return {
        **{name: _fact(path, facts, name, _line) for name in _TEXTS},
        **{name: _fact(path, facts, name, _lines) for name in _LISTS},
        **{name: _fact(path, facts, name, _time) for name in _TIMES},
        "paywall": facts.get("paywall") is True,
        "confidence": _fact(path, facts, "confidence", _share),
    }


def _fact(path: Path, facts: dict[str, Any], name: str, read: Callable[[Any], Any]) -> Any:
    try:
        return read(facts.get(name))
    except (TypeError, ValueError) as error:
        raise ValueError(f'{path.name}: "{name}" {error}; mend it, or remove the file') from None


def _line(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError("is no text")
    return clean_line(value)


def _lines(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError("is no list")
    return tuple(line for one in value if (line := _line(one)))


def _time(value: Any) -> datetime | None:
    if not value:
        return None
    try:
        read = datetime.fromisoformat(_line(value))
    except ValueError:
        raise ValueError("is no time in ISO 8601") from None
    if read.tzinfo is None:
        raise ValueError("has no zone")
    return read


def _share(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("is no number from 0 to 1")
    return float(value)
