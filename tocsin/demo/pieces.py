"""The articles of the sample press: who prints what, and what an extractor and a watchlist should make of it.

`content/<outlet>.txt` holds an outlet's articles. One article is a line ``=== slug``, lines ``key: value``, and then
its text in the corpus format: headline, blank line, paragraphs of one line each. In front of a paragraph ``## ``
marks a subheading, ``- `` a list item and ``> `` a pulled quotation; the marks are not part of the text.
``=== slug @2`` is what the article says after its correction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

BlockKind = Literal["p", "h2", "li", "quote"]
_MARKS: dict[str, BlockKind] = {"## ": "h2", "- ": "li", "> ": "quote"}
_HEAD = re.compile(r"=== (?P<slug>\S+)(?: @(?P<version>\d))?")
_KEY = re.compile(r"(?P<key>[a-z]+): (?P<value>.+)")


class Block(NamedTuple):
    """One line of an article and what it is."""

    kind: BlockKind
    text: str


class ExpectedMatch(NamedTuple):
    """A watchlist of the demo's configuration that must catch the article, and a form it must show."""

    watchlist: str
    form: str


@dataclass(frozen=True)
class Piece:
    """One article as it should come out of the crawler, and when it was printed."""

    outlet: str
    slug: str
    age: timedelta
    """How long before the start of the press it was published."""
    author: str
    credit: str
    section: str
    title: str
    blocks: tuple[Block, ...]
    matches: tuple[ExpectedMatch, ...] = ()
    """Lists that must catch it; none means that no list may."""
    forbidden: bool = False
    """robots.txt keeps crawlers away: it must never be fetched."""
    late: bool = False
    """Published only after the press has advanced."""
    revised: Piece | None = None
    """The text after its correction."""

    @property
    def text(self) -> str:
        """What a perfect extractor keeps: paragraphs parted by one blank line."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def lead(self) -> str:
        """The first paragraph: what feeds and meta tags repeat."""
        return self.blocks[0].text

    def published(self, started: datetime) -> datetime:
        """When it was published, for a press that was started at `started`."""
        return started - self.age

    def expected(self) -> str:
        """The article in the corpus format: headline, blank line, paragraphs."""
        return f"{self.title}\n\n{self.text}"


def _block(line: str) -> Block:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block("p", line)


def _parse(outlet: str, chunk: list[str]) -> tuple[str, int, Piece]:
    head = _HEAD.fullmatch(chunk[0])
    if head is None:
        raise ValueError(f"{outlet}: {chunk[0]!r} does not begin an article")
    keys: dict[str, str] = {}
    matches: list[ExpectedMatch] = []
    at = 1
    while found := _KEY.fullmatch(chunk[at]):
        if found["key"] == "match":
            watchlist, _, form = found["value"].partition(" = ")
            matches.append(ExpectedMatch(watchlist, form))
        else:
            keys[found["key"]] = found["value"]
        at += 1
    title, *lines = [line for line in chunk[at:] if line]
    piece = Piece(
        outlet=outlet,
        slug=head["slug"],
        age=timedelta(hours=float(keys.get("age", "0h").removesuffix("h"))),
        author=keys.get("author", ""),
        credit=keys.get("credit", ""),
        section=keys.get("section", ""),
        title=title,
        blocks=tuple(_block(line) for line in lines),
        matches=tuple(matches),
        forbidden="forbidden" in keys,
        late="late" in keys,
    )
    return head["slug"], int(head["version"] or 1), piece


@cache
def pieces(outlet: str) -> tuple[Piece, ...]:
    """Every article of an outlet, newest first, as the press knows them before and after its corrections."""
    text = files("tocsin.demo").joinpath("content", f"{outlet}.txt").read_text(encoding="utf-8")
    chunks: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("=== "):
            chunks.append([])
        chunks[-1].append(line)
    found: dict[str, Piece] = {}
    for chunk in chunks:
        slug, version, piece = _parse(outlet, chunk)
        if version == 1:
            found[slug] = piece
        else:
            first = found[slug]
            found[slug] = replace(first, revised=replace(first, title=piece.title, blocks=piece.blocks))
    return tuple(sorted(found.values(), key=lambda piece: piece.age))
