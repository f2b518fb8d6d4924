"""Articles of the archive that are nearly the same text as another one, told by their long lines."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.boilerplate import story_marks
from crawler.tables import Article
from crawler.text import count_words, folded, line_hash, paragraphs

_ALIKE = 0.8


class Archive:
    """Finds articles that are nearly the same text, by the long lines they share."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_line: dict[str, int] = {}
        rows = session.execute(select(Article.id, Article.text).execution_options(yield_per=500))
        for article_id, text in rows:
            self.add(article_id, paragraphs(text))

    def add(self, article_id: int, lines: Sequence[str]) -> None:
        """Note an article by its two longest lines."""
        for mark in story_marks(lines):
            self._by_line.setdefault(mark, article_id)

    def like(self, lines: Sequence[str]) -> Article | None:
        """An article that shares at least four fifths of its words, line by line, with ``lines``."""
        candidates = {found for line in lines if (found := self._by_line.get(line_hash(line)[:12])) is not None}
        for article_id in sorted(candidates):
            article = self._session.get(Article, article_id)
            if article is not None and likeness(lines, paragraphs(article.text)) >= _ALIKE:
                return article
        return None


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Which share of their words, line by line, two texts have in common: 0 to 1."""
    left = {folded(line): count_words(line) for line in first}
    right = {folded(line): count_words(line) for line in second}
    common = sum(words for line, words in left.items() if line in right)
    return 2 * common / max(1, sum(left.values()) + sum(right.values()))
