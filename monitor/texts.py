"""The texts of many articles, read without the making of objects: a tried query asks for tens of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.archive_columns import Columns
from monitor.document import Document

_SLICE: Final = 500
"""Articles read at once."""
_TABLE: Final = Article.__table__.c
_EVERY: Final = select(_TABLE.id, _TABLE.revision, _TABLE.title, _TABLE.text, _TABLE.language, _TABLE.outlet)
_OPEN: Final = _EVERY.where(_TABLE.closed.is_(None)).order_by(_TABLE.id)
_Statements = Mapping[str, Select[Any]]


def _with_ids(statement: Select[Any]) -> _Statements:
    """By database; put together once, with one value for all ids: spelling five hundred out costs as much as reading
    the articles."""
    return {
        "sqlite": statement.where(text("id IN (SELECT value FROM json_each(:asked))")),
        "postgresql": statement.where(text("id = ANY(:asked)")),
    }


_EVERY_ASKED: Final = _with_ids(_EVERY)
_OPEN_ASKED: Final = _with_ids(_OPEN)


class Texts:
    """Reads articles as the matcher reads them; without what only stands in a mail: key, date, authors, credit."""

    def __init__(self, session: Session, outlets: Mapping[str, Outlet]) -> None:
        """`outlets`: the configured ones by id, for their languages and tags."""
        self._session = session
        self._outlets = outlets
        self._dialect = session.get_bind().dialect.name
        self._about: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
        """Language and outlet as stored -> the language that counts, and the outlet's tags."""

    def screened(self, articles: NDArray[np.int64], at: Columns) -> Iterator[tuple[int, Document]]:
        """These articles, in order; without those whose text is gone, or changed since it was screened (what is new in
        it is not known before)."""
        for start in range(0, len(articles), _SLICE):
            asked = articles[start : start + _SLICE]
            revisions = dict(zip(asked.tolist(), at.revisions[at.rows(asked)].tolist(), strict=True))
            for id, revision, document in self._read(_OPEN_ASKED, list(revisions)):
                if revision == revisions[id]:
                    yield id, document

    def some(self, articles: Sequence[int]) -> Iterator[tuple[int, Document]]:
        """These few articles, in any order, whatever became of them."""
        return ((id, document) for id, _, document in self._read(_EVERY_ASKED, articles))

    def _read(self, statements: _Statements, ids: Sequence[int]) -> Iterator[tuple[int, int, Document]]:
        asked = {"asked": dumps(ids) if self._dialect == "sqlite" else ids}
        result = self._session.connection().execute(statements[self._dialect], asked)
        rows = result.cursor.fetchall()  # the driver's own tuples: these columns need nothing done to them
        result.close()
        about = self._about
        for id, revision, title, body, language, outlet in rows:
            known = about.get((language, outlet))
            if known is None:
                known = about[language, outlet] = self._known(language, outlet)
            yield id, revision, Document("", title, body, known[0], outlet, tags=known[1])

    def _known(self, language: str, outlet: str) -> tuple[str, tuple[str, ...]]:
        known = self._outlets.get(outlet)
        return language or (known.language if known else ""), tuple(known.tags) if known else ()
