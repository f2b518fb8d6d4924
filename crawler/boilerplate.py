"""Lines that an outlet repeats under its articles are learnt and cut.

What recurs in distinct stories is boilerplate. Copies and corrections of one story share their longest lines and
count once; a short line in the middle of a text may be a subheading and is never learnt; a whole sentence may be
the stock background of a wire and needs to stand in a fifth of all articles. An operator can overrule every line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from crawler.lines import is_prose
from crawler.tables import Article, BoilerplateLine
from crawler.text import count_words, line_hash

Verdict = Literal["keep", "cut", ""]

_FIRST_LINES, _LAST_LINES = 1, 5
_MIN_INNER_WORDS = 6
_MAX_WORDS = 60
_MAX_CANDIDATES = 40
_MIN_STORY_WORDS = 12
_STORIES, _SHARE = 4, 0.05
_PROSE_STORIES, _PROSE_SHARE = 8, 0.2
_MARKS_KEPT = 24
_FORGET = timedelta(days=14)
MANY = 20
"""From so many articles on, lines that are met once are not counted."""

_CUT = select(BoilerplateLine.line_hash).where(
    BoilerplateLine.outlet == bindparam("of_outlet"), BoilerplateLine.verdict.in_(("learnt", "cut"))
)


@dataclass(frozen=True)
class LearntLine:
    """A line as an operator sees it."""

    line: str
    line_hash: str
    articles: int
    verdict: str


def candidates(lines: Sequence[str]) -> dict[str, str]:
    """Lines of one article that may be boilerplate, by hash: those at its edges and inner ones of several words."""
    chosen: dict[str, str] = {}
    for place, line in enumerate(lines):
        words = count_words(line)
        edge = place < _FIRST_LINES or place >= len(lines) - _LAST_LINES
        if 0 < words <= _MAX_WORDS and (edge or words >= _MIN_INNER_WORDS):
            chosen.setdefault(line_hash(line), line)
    return dict(list(chosen.items())[:_FIRST_LINES] + list(chosen.items())[_FIRST_LINES:][-_MAX_CANDIDATES:])


def story_marks(lines: Sequence[str], without: str = "") -> list[str]:
    """What tells a story from another one: hashes of its two longest lines, other than the line ``without``."""
    longest = sorted((line for line in lines if line != without), key=len, reverse=True)[:2]
    return [line_hash(line)[:12] for line in longest if count_words(line) >= _MIN_STORY_WORDS]


def recurs(line: str, stories: int, articles: int) -> bool:
    """Whether a line that stood in ``stories`` distinct ones of ``articles`` is boilerplate."""
    return is_frequent(stories, articles, prose=is_prose(line))


def is_frequent(stories: int, articles: int, *, prose: bool) -> bool:
    """`recurs` for a line of which only is known whether it is ``prose`` (`crawler.lines.is_prose`)."""
    needed, share = (_PROSE_STORIES, _PROSE_SHARE) if prose else (_STORIES, _SHARE)
    return stories >= needed and stories >= share * articles


def learn_many(
    session: Session, outlet: str, articles: Sequence[Sequence[str]], now: datetime, *, unstored: int = 0
) -> None:
    """`learn` for the lines of several new articles of one outlet; the caller commits.

    Of many articles only lines that stand in two of them, or that are known, are counted: nearly all others never
    come again, and what recurs in a twentieth of all articles will be met twice before long.
    """
    if len(articles) < MANY:
        for lines in articles:
            learn(session, outlet, lines, now, unstored=unstored)
        return
    listed = [candidates(lines) for lines in articles]
    met = Counter(digest for found in listed for digest in found)
    known = select(BoilerplateLine.line_hash).where(
        BoilerplateLine.outlet == outlet, BoilerplateLine.line_hash.in_(met)
    )
    wanted = {digest for digest, count in met.items() if count > 1}.union(session.scalars(known))
    for lines, found in zip(articles, listed, strict=True):
        counted = {digest: line for digest, line in found.items() if digest in wanted}
        if counted:
            _count(session, outlet, lines, counted, now, unstored=unstored)


def learn(session: Session, outlet: str, lines: Sequence[str], now: datetime, *, unstored: int = 0) -> None:
    """Count the lines of one new article (its text before any cutting by hand is not needed); the caller commits.

    A line that recurs often enough is cut from the outlet's later articles until an operator says otherwise.
    ``unstored`` articles are at hand that the database does not have yet.
    """
    if found := candidates(lines):
        _count(session, outlet, lines, found, now, unstored=unstored)


def _count(
    session: Session, outlet: str, lines: Sequence[str], found: Mapping[str, str], now: datetime, *, unstored: int
) -> None:
    """Count those lines of an article that ``found`` holds by their hashes."""
    known = {
        row.line_hash: row
        for row in session.scalars(
            select(BoilerplateLine).where(BoilerplateLine.outlet == outlet, BoilerplateLine.line_hash.in_(found))
        )
    }
    fresh: list[dict[str, Any]] = []
    longest = sorted(dict.fromkeys(lines), key=len, reverse=True)[:3]
    usual = story_marks(longest)
    for digest, line in found.items():
        marks = story_marks(longest, line) if line in longest else usual
        if not marks:
            continue  # too short an article to tell whether it is a copy
        row = known.get(digest)
        if row is None:
            named = {"outlet": outlet, "line_hash": digest, "line": line}
            fresh.append({**named, "articles": 1, "stories": marks, "first_seen": now, "last_seen": now, "verdict": ""})
        elif not set(marks) & set(row.stories):
            row.articles += 1
            row.stories = [*row.stories, *marks][-_MARKS_KEPT:]
            row.last_seen = now
            if not row.verdict:
                row.verdict = _counted(session, row, unstored)
    if fresh:
        session.execute(insert(BoilerplateLine), fresh)
    session.flush()
    if int(next(iter(found))[:2], 16) < 8:  # now and then
        _forget(session, outlet, now)


def cut_hashes(session: Session, outlet: str) -> frozenset[str]:
    """Hashes of the lines to cut from the articles of ``outlet``, for `crawler.rules.Rules.boilerplate`."""
    return frozenset(session.scalars(_CUT, {"of_outlet": outlet}))


def learnt_lines(session: Session, outlet: str) -> list[LearntLine]:
    """Every line of ``outlet`` with a verdict, the most frequent first."""
    rows = session.scalars(
        select(BoilerplateLine)
        .where(BoilerplateLine.outlet == outlet, BoilerplateLine.verdict != "")
        .order_by(BoilerplateLine.articles.desc(), BoilerplateLine.line)
    )
    return [LearntLine(row.line, row.line_hash, row.articles, row.verdict) for row in rows]


def decide(session: Session, outlet: str, line: str, verdict: Verdict, now: datetime) -> None:
    """An operator's word on a line, given as text: "keep" it, "cut" it, or "" to let the count speak again, at once."""
    digest = line_hash(line)
    row = session.scalar(
        select(BoilerplateLine).where(BoilerplateLine.outlet == outlet, BoilerplateLine.line_hash == digest)
    )
    if row is None:
        row = BoilerplateLine(
            outlet=outlet, line_hash=digest, line=line, articles=0, stories=[], first_seen=now, last_seen=now
        )
        session.add(row)
    row.verdict = verdict or _counted(session, row)
    session.flush()


def _counted(session: Session, row: BoilerplateLine, unstored: int = 0) -> str:
    """What the count says of a line: "learnt", or "" where it has not recurred enough."""
    articles = _articles_since(session, row.outlet, row.first_seen) + unstored
    return "learnt" if recurs(row.line, row.articles, articles) else ""


def _articles_since(session: Session, outlet: str, since: datetime) -> int:
    counted = select(func.count()).select_from(Article).where(Article.outlet == outlet, Article.first_seen >= since)
    return session.scalar(counted) or 0


def _forget(session: Session, outlet: str, now: datetime) -> None:
    """Drop lines that stood in one article only and not lately: nearly all lines are of this kind."""
    session.execute(
        delete(BoilerplateLine).where(
            BoilerplateLine.outlet == outlet,
            BoilerplateLine.verdict == "",
            BoilerplateLine.articles <= 1,
            BoilerplateLine.last_seen < now - _FORGET,
        )
    )
