"""What is taken out of hostile markup before any parser sees it. Linear in the size of the input."""

from __future__ import annotations

import re

_LONG_TAG = re.compile(r"<[A-Za-z!?/][^<>]{8000,}")
_MAX_ATTRIBUTES = 300
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_ROOT = re.compile(r"<(?![!?])")


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
