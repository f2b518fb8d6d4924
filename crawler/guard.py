"""What is taken out of hostile markup before any parser sees it. Linear in the size of the input."""

from __future__ import annotations

import html
import re

_LONG_TAG = re.compile(r"<[A-Za-z!?/][^<>]{8000,}")
_MAX_ATTRIBUTES = 300
MAX_TAGS = 40_000
"""Opening and closing tags of one page that are read."""
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_ROOT = re.compile(r"<(?![!?])")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)([A-Za-z]\w*;)?", re.DOTALL
)
_PAIR = re.compile(
    r"&#(?:x(d[89ab][0-9a-f]{2})|(5[5-6]\d{3}));&#(?:x(d[c-f][0-9a-f]{2})|(5[6-7]\d{3}));", re.IGNORECASE
)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|(\d+));", re.IGNORECASE)


def cut_attribute_floods(markup: str) -> str:
    """``markup`` with tags of hundreds of attributes cut down to their name: parsers take quadratic time for them.

    A long tag with few attributes (a picture written as a data address) stays.
    """
    return _LONG_TAG.sub(_shorten, markup)


def _shorten(match: re.Match[str]) -> str:
    tag = match[0]
    if tag.count("=") <= _MAX_ATTRIBUTES and len(tag.split(None, _MAX_ATTRIBUTES + 1)) <= _MAX_ATTRIBUTES:
        return tag
    return tag[:200].split(None, 1)[0]


def cut_tag_floods(markup: str) -> str:
    """``markup`` up to its tag number `MAX_TAGS`: each element costs a parser and its readers some three kilobytes.

    The largest pages of live reports have a third of that.
    """
    if markup.count("<") <= MAX_TAGS:
        return markup
    at = -1
    for _ in range(MAX_TAGS):
        at = markup.find("<", at + 1)
    return markup[:at]


def cut_entity_declarations(xml: str) -> tuple[str, bool]:
    """``xml`` without a document type that declares entities, and whether there was one.

    Entities that are never declared can neither grow (entity bombs) nor be read from elsewhere (external entities).
    """
    root = _ROOT.search(xml)
    head = xml[: root.start()] if root else xml
    doctype = _DOCTYPE.search(head)
    if doctype is None:
        return xml, False
    entity = _ENTITY.search(xml, doctype.start())
    if entity is None:
        return xml, False
    end = xml.find("]>", entity.start())
    while end != -1 and (following := _ENTITY.search(xml, end)) is not None:
        end = xml.find("]>", following.start())
    return (xml[: doctype.start()] + xml[end + 2 :] if end != -1 else xml[: doctype.start()]), True


def mend_references(xml: str) -> str:
    """``xml`` without numbered characters that XML does not have: a parser gives up at the first.

    The two halves of a character, written as one number each, become the character that was meant.
    """
    return _REFERENCE.sub(_possible, _PAIR.sub(_joined, xml))


def mend_ampersands(xml: str) -> str:
    """``xml`` with the most common fault cured: bare ampersands and entities that only HTML has."""
    return _AMPERSAND.sub(_mended, xml) if xml.count("<![CDATA[") == xml.count("]]>") else xml


def _mended(match: re.Match[str]) -> str:
    if match[0][0] == "<":
        return match[0]
    char = html.unescape(f"&{match[1]}") if match[1] else "&"
    return "".join(f"&#{ord(c)};" for c in char) if match[1] and char[0] != "&" else "&amp;" + (match[1] or "")


def _possible(match: re.Match[str]) -> str:
    number = _number(match[1], match[2])
    is_char = number in {0x9, 0xA, 0xD} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return match[0] if is_char or 0x10000 <= number <= 0x10FFFF else ""


def _joined(match: re.Match[str]) -> str:
    high, low = _number(match[1], match[2]) - 0xD800, _number(match[3], match[4]) - 0xDC00
    return chr(0x10000 + (high << 10) + low) if 0 <= high < 0x400 and 0 <= low < 0x400 else match[0]


def _number(hexadecimal: str | None, decimal: str | None) -> int:
    """The number of a reference; beyond all characters where it is long (Python refuses to read the longest)."""
    digits = (hexadecimal or decimal or "").lstrip("0")
    return int(digits or "0", 16 if hexadecimal else 10) if len(digits) <= 7 else 0x110000
