"""Text from the web made harmless for mails: one line, no controls, no hidden direction changes, no active links.

Every value that reaches a template or a header goes through here; templates escape on top of it.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})
_FSI, _PDI = "\u2068", "\u2069"
# Bidi marks, embeddings, overrides and isolates; soft hyphen, word joiner, BOM, variation and tag characters hide
# or move text. ZWNJ and ZWJ stay: Persian and Arabic are spelt with them.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Hebrew, Arabic and the other scripts that Unicode reserves these blocks for (UAX 9, default bidi classes)."""
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def inline(text: str) -> str:
    """`text` without line breaks, controls and hidden characters; runs of blanks become one space, ends are kept."""
    return _NOT_TEXT.sub("\ufffd", _HIDDEN.sub("", _BLANK.sub(" ", text)))


def line(text: str, limit: int = 0) -> str:
    """`text` as one clean line, without blanks at its ends; longer than `limit` characters (0: any) it ends in an
    ellipsis, at a word where one ends near."""
    clean = inline(text).strip()
    if not limit or len(clean) <= limit:
        return clean
    cut = clean[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 2 // 3 else cut).rstrip(" ,;:.-–—") + "…"


def link(url: str) -> str | None:
    """`url` if it is an http or https address with a host and nothing that could break out of an attribute or a
    line, in ASCII (RFC 3987 3.1); else None (the headline then stands without a link)."""
    if re.search(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}\s]", url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        if url.isascii():
            return url
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # brackets, or a name that IDNA does not know
        return None
    path, query, fragment = (quote(part, safe="%/:;@!$&()*+,=?~") for part in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment))


def direction(language: str, text: str = "") -> str:
    """`rtl` or `ltr` for a language code; without one the first strong character of `text` decides."""
    if language:
        return "rtl" if language.lower().split("-")[0] in _RTL else "ltr"
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in {"R", "AL"}:
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"


def isolate(text: str) -> str:
    """`text` inside U+2068 and U+2069 where it holds right-to-left letters: it then cannot reorder what stands
    around it in a plain-text line or a subject."""
    return f"{_FSI}{text}{_PDI}" if _RIGHT_TO_LEFT.search(text) else text


def addressee(recipient: str) -> str:
    """A recipient as it may stand in a log, a table or a mail: of the address of a webhook or a chat service all but
    its host, or its scheme, may be a key to it."""
    scheme, parted, _ = recipient.partition("://")
    if not parted:
        return recipient
    if scheme.lower() not in {"http", "https"}:
        return f"{scheme}://…"
    host = urlsplit(recipient).netloc.rpartition("@")[2]
    return f"{scheme}://{host}/…"
