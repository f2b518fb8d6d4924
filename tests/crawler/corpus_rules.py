"""The rules of the corpus format as a checker, written from the specification and not from the code that keeps them."""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from crawler.urls import article_key

_INVISIBLE = {"\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\ufeff", "\uffa0"}
_ZWNJ = "\u200c"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_SHOWN_FORMATS = {*map(chr, range(0x0600, 0x0606)), "\u06dd", "\u070f", "\u0890", "\u0891", "\u08e2"}
"""Format characters that are signs of their own in Arabic and Syriac."""
_MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|li|ul|h[1-6])\b[^<>]*>|&(?:nbsp|amp|quot|#\d+);|\]\(http")
_BULLET = re.compile(r"([•‣◦⁃∙●■□▪▫◆◇►▶▸➤🔹🔸])(?!\1)")
"""One of a kind: several in a row are a figure, as of a masked number or of points on a scale."""
_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_REPEATED = 8


def body_faults(body: bytes) -> list[str]:
    """What is wrong with the content of a file of the corpus."""
    try:
        content = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"rule 1: no UTF-8: {error}"]
    faults = []
    if body.startswith(b"\xef\xbb\xbf"):
        faults.append("rule 1: a byte order mark")
    if "\r" in content:
        faults.append("rule 1: CR")
    if content.endswith("\n"):
        faults.append("rule 1: a newline at the end")
    lines = content.split("\n")
    for place, line in enumerate(lines):
        if bool(line) != (place % 2 == 0):
            faults.append(f"rules 2, 3: line {place + 1} is {'not ' if line else ''}blank")
            break
    for line in filter(None, lines):
        faults += line_faults(line)
    long_lines = [words for line in lines if len(words := _WORD.findall(line.casefold())) > _REPEATED]
    faults += [f"rule 9: repeated: {' '.join(words)}" for n, words in enumerate(long_lines) if words in long_lines[:n]]
    if len(lines) > 2 and lines[0].casefold() in (line.casefold() for line in lines[2:4]):
        faults.append("rule 2: the headline twice")
    return faults


def line_faults(line: str) -> list[str]:
    """What is wrong with one line."""
    faults = []
    if unicodedata.normalize("NFC", line) != line:
        faults.append(f"rule 4: no NFC: {line!a}")
    if line != line.strip() or "  " in line:
        faults.append(f"rule 4: blanks: {line!a}")
    for place, char in enumerate(line):
        kind = unicodedata.category(char)
        if kind in {"Zs", "Zl", "Zp"} and char != " ":
            faults.append(f"rule 4: {char!a}")
        if kind == "Cs" or (kind in {"Cc", "Cf"} and char != _ZWNJ and char not in _SHOWN_FORMATS):
            faults.append(f"rule 4: {char!a}")
        if char in _INVISIBLE:
            faults.append(f"rule 4: {char!a}")
        if char == _ZWNJ and not (_ARABIC.match(line[place - 1 : place]) and _ARABIC.match(line[place + 1 :])):
            faults.append(f"rule 4: a ZWNJ that is in no Persian word: {line!a}")
    if _MARKUP.search(line):
        faults.append(f"rule 7: markup: {line!a}")
    if _BULLET.match(line) and any(map(str.isalnum, line)):
        faults.append(f"rule 7: a bullet: {line!a}")
    if re.search(r"https?://\w", line):
        faults.append(f"rule 7: an address: {line!a}")
    return faults


def folder_faults(folder: Path) -> list[str]:
    """What is wrong with a folder of the corpus: names, numbers, ids, texts and sidecars."""
    faults = []
    numbers = []
    for path in folder.iterdir():
        name = re.fullmatch(r"(\d{3}|[1-9]\d{3,})_([0-9a-f]{16})\.(txt|json)", path.name)
        if name is None:
            faults.append(f"rule 1: {path.name}")
            continue
        text, sidecar = path.with_suffix(".txt"), path.with_suffix(".json")
        if not (text.is_file() and sidecar.is_file()):
            faults.append(f"rule 2: {path.stem} stands alone")
            continue
        if name[3] == "json":
            continue
        numbers.append(int(name[1]))
        body, facts = text.read_bytes(), json.loads(sidecar.read_bytes().decode("utf-8"))
        faults += [f"{path.name}: {fault}" for fault in body_faults(body)]
        if facts["sha256"] != sha256(body).hexdigest() or facts["key"] != name[2]:
            faults.append(f"rule 1: {path.name} and its sidecar disagree")
        if facts["origin"] != "corpus" and article_key(facts["url"]) != name[2]:
            faults.append(f"rule 1: {path.name} is not named by its address")
    if sorted(numbers) != list(range(min(numbers, default=0), min(numbers, default=0) + len(numbers))):
        faults.append("rule 1: the numbers have gaps")
    return faults
