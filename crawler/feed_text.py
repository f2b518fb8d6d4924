"""Values of a feed's entries as they are kept: plain lines, absolute addresses, language codes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.text import clean_line
from crawler.urls import joined

_MARKUP = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]*|![A-Za-z[][^<>]*)>", re.DOTALL)
_UNSEEN_BLOCKS = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BROKEN_LINE = re.compile(r"\s*[\r\n\t]\s*")
_CONTROLS = re.compile("[\x00-\x1f]")
_WINDOWS = {code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", "ignore"))}
_C1 = re.compile("[\x80-\x9f]")


def mappings(value: Any) -> Sequence[Mapping[str, Any]]:
    """The mappings in a list; none where ``value`` is no list."""
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list | tuple) else []


def text_of(value: Any) -> str:
    """``value`` without blanks around it; "" where it is no text."""
    return value.strip() if isinstance(value, str) else ""


def plain(value: Any) -> str:
    """Text of a field that may hold markup, escaped once or twice, as one clean line."""
    text = text_of(value)
    for _ in range(2):
        if "<" in text:
            text = _MARKUP.sub(" ", _UNSEEN_BLOCKS.sub(" ", text))
        if "&" not in text:
            break
        text = html.unescape(text)
    if _C1.search(text):  # "&#151;", which is meant as Windows has it
        text = text.translate(_WINDOWS)
    return clean_line(text)


def absolute_link(base: str, link: str) -> str:
    """``link`` as an absolute http(s) address, "" where it is none."""
    link = _CONTROLS.sub("", _BROKEN_LINE.sub("", link.strip())).replace(" ", "%20")
    return joined(base, link) if link else ""


def is_address(stated_id: str) -> bool:
    """Whether an id, which may be any text, is the address of its entry as well: whole, or a path from the root."""
    return stated_id.lower().startswith(("http://", "https://", "/"))


def language_code(value: Any) -> str:
    """The first two letters of a language tag; "" where it is none."""
    code = text_of(value)[:2].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
