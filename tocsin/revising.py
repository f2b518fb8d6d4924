"""What an outlet changed in an article after it was first kept, for people and in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.left_out import whole_text
from crawler.tables import Revision
from monitor.revisions import Diff, Piece, diff
from tocsin.times import local

NEWEST = 5
"""Changes that are shown; a page that is rewritten every minute has hundreds."""
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


@dataclass(frozen=True)
class Change:
    """What one revision of an article made of the one before."""

    number: int
    """Of the revision; the first text is number 1."""
    fetched: datetime
    """When the changed page was fetched (UTC)."""
    title: Diff
    text: Diff


@dataclass(frozen=True)
class History:
    """The changes of one article, the newest last."""

    revisions: int = 0
    """Texts it has had in all; 0 where none is kept."""
    changes: tuple[Change, ...] = ()
    """The last `NEWEST` of them. A revision in which only white space differs is none."""


def history(session: Session, article_id: int) -> History:
    """How the text of an article came to be what it is."""
    chosen = select(Revision).where(Revision.article_id == article_id).order_by(Revision.number.desc())
    newest = session.scalars(chosen.limit(NEWEST + 1)).all()
    changes = (
        Change(new.number, new.fetched, diff(old.title, new.title), diff(_whole(old), _whole(new)))
        for old, new in pairwise(reversed(newest))
    )
    changed = tuple(change for change in changes if change.title.changed or change.text.changed)
    return History(newest[0].number if newest else 0, changed)


def _whole(text: Revision) -> str:
    """As the outlet had it: a line that we learnt to leave out, or put back, is no change of the outlet's."""
    return whole_text(text.text, text.left_out)


Line = list[tuple[str, str]]
"""One line on the screen in pieces: (same | gone | new, text)."""


def lines(past: History, zone: str = "UTC") -> Iterator[Line]:
    """Every change with its time in `zone` and its surroundings; nothing for an article that never changed."""
    for change in past.changes:
        yield []
        yield [("same", f"Changed, fetched {local(change.fetched, zone)} (revision {change.number}):")]
        for name, found in (("title", change.title), ("text", change.text)):
            if found.changed:
                first, *rest = _lines(found.short().pieces)
                yield [("same", f"  {name}: "), *first]
                yield from ([("same", "    "), *line] for line in rest)


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    """The pieces by the lines of the text, blank lines left out."""
    found: list[Line] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                found.append([])
            if text:
                found[-1].append((piece.kind, text))
    return [line for line in found if any(text.strip() for _, text in line)]


def marked(line: Line) -> str:
    """A line without colours: «At least [-three-]{+five+} of the crew»."""
    shown = []
    for kind, text in line:
        before, after = _MARKS[kind] if text.strip() else ("", "")
        bare = text.rstrip()
        shown.append(f"{before}{bare}{after}{text[len(bare) :]}")
    return "".join(shown)


def as_json(past: History) -> dict[str, Any]:
    """For scripts: all pieces of each change. Without «new» they are the old text, without «gone» the new one."""
    return {
        "revisions": past.revisions,
        "changes": [
            {
                "revision": change.number,
                "fetched": change.fetched.isoformat(),
                "title": _pieces(change.title),
                "text": _pieces(change.text),
            }
            for change in past.changes
        ],
    }


def _pieces(found: Diff) -> list[dict[str, str]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in found.pieces]
