"""What is left of a page's markup in texts: tags, entities, Markdown, link addresses within sentences. Pure."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(r"<(?:script|style)\b[^<>]*>.*?</(?:script|style)\s{0,9}>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_UNSEEN_END = re.compile(r"</(?:script|style)\s{0,9}>|-->", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|hr|tr|table|tbody|section|article|blockquote|figure|figcaption|img)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|small|big|sup|sub|td|th|mark|abbr|cite|q)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_ESCAPED = 5
"""How often entities are read at most: some texts were escaped twice, or more."""
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_PICTURE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{1,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:https?://|/|#|mailto:)[^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_PATH = r"(?:[/?#](?:[^\s<>\"”»“«]{0,2000}[\w/=&%~-])?)?"
_ENCLOSED = re.compile(rf"\s*[(\[]\s*(?:https?://|www\.)[\w.-]{{1,200}}(?::\d+)?{_PATH}\s*[)\]]", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*(?:https?://t\.co/\w+|pic\.(?:twitter|x)\.com/\w+)", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"https?://(?:www\.)?([\w-][\w.-]{{0,200}}\w)(?::\d+)?{_PATH}|\b(www\.[\w.-]{{1,200}}\w){_PATH}", re.IGNORECASE
)


def without_markup(raw: str) -> str:
    """The text ``raw`` without tags, entities and Markdown; blocks become lines of their own."""
    raw = without_tags(raw)
    if "](" in raw:
        raw = _LINK.sub(r"\1", _PICTURE.sub("", raw))
    if "**" in raw or "__" in raw:
        raw = _STRONG.sub(r"\2", raw)
    return raw


def without_tags(text: str) -> str:
    """``text`` without the tags and entities that were escaped once too often; blocks become lines of their own."""
    for _ in range(_ESCAPED):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" not in text:
        return text
    closed = max((match.end() for match in _UNSEEN_END.finditer(text)), default=0)  # what is left open is not sought
    return _INLINE.sub("", _BLOCK.sub("\n", _UNSEEN.sub("", text[:closed]) + text[closed:]))


def without_heading_mark(line: str) -> str:
    """``line`` without the "##" of Markdown before it."""
    return line[match.end() :] if (match := _HEADING.match(line)) else line


def without_addresses(line: str) -> str:
    """``line`` with addresses in it cut to the name of the site, as one would say it; what only points, goes."""
    if "://" not in line and "www." not in line and "pic." not in line:
        return line
    line = _EMBEDDED.sub("", _ENCLOSED.sub("", line))
    rest = " ".join(_ADDRESS.sub(lambda match: match[1] or match[2], line).split())
    return rest if any(map(str.isalnum, rest)) else ""  # the brackets that were around it say nothing
