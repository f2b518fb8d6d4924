"""Extraction as a filter: one JSON object a line in, one a line out, in the same order."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from crawler.files import MAX_BYTES, binary_kind, read_bounded
from crawler.items import Extracted
from crawler.jobs import read_page
from crawler.json_lines import record
from crawler.pool import ExtractionPool
from crawler.unread import ExtractionError

_AHEAD = 8
"""Pages in work per worker: enough to keep all of them busy, few enough to keep memory flat."""
_SHOWN = 200
"""Characters of a name that is longer than any file's."""


@dataclass(frozen=True)
class _Pending:
    id: Any
    future: Future[Extracted] | None
    error: str = ""

    @property
    def is_done(self) -> bool:
        """Whether its answer need not be waited for."""
        return self.future is None or self.future.done()


def extract_lines(
    lines: Iterable[str | bytes | None],
    workers: int = 1,
    *,
    fetched: datetime | None = None,
    languages: Sequence[str] = (),
    seconds: float = 20.0,
    megabytes: int = 600,
) -> Generator[str, None, int]:
    """Read the page of every line and yield what was found, in the order of ``lines``; memory stays flat.

    None among ``lines`` says that there are no more at present: the answers that are ready are given meanwhile.
    A line is ``{"id", "url", "html_file"}`` or ``{"id", "url", "html"}``, optionally with ``"charset"``. The answer is
    ``{"id", "title", "standfirst", "text", "authors", "published", "modified", "language", "canonical_url",
    "confidence"}`` and more facts after these; a page that fails gives ``{"id", "error"}``, and the rest goes on;
    how many failed is returned in the end. ``seconds`` and ``megabytes`` limit each page.
    """
    failed = 0
    with (
        ExtractionPool(workers, seconds=seconds, megabytes=megabytes) as pool,
        closing(_answers(pool, _AHEAD * workers, lines, fetched, languages)) as answers,
    ):
        for answer in answers:
            failed += "error" in answer
            yield json.dumps(answer, ensure_ascii=False)
    return failed


def _answers(
    pool: ExtractionPool,
    ahead: int,
    lines: Iterable[str | bytes | None],
    fetched: datetime | None,
    languages: Sequence[str],
) -> Generator[dict[str, Any], None, None]:
    pending: deque[_Pending] = deque()
    number = 0
    try:
        for line in lines:
            if line is None:
                while pending and pending[0].is_done:
                    yield _answer(pending.popleft())
                continue
            number += 1
            if not line.strip():
                continue
            pending.append(_submit(pool, line, number, fetched, languages))
            if len(pending) >= ahead:
                yield _answer(pending.popleft())
        while pending:
            yield _answer(pending.popleft())
    finally:
        pool.cancel()


def _submit(
    pool: ExtractionPool, line: str | bytes, number: int, fetched: datetime | None, languages: Sequence[str]
) -> _Pending:
    try:
        asked = record(line, number)
    except ValueError as error:
        return _Pending(None, None, str(error))
    try:
        html = _html(asked)
    except (OSError, ValueError) as error:
        return _Pending(asked["id"], None, str(error))
    url, charset = asked.get("url"), asked.get("charset")
    job = partial(
        read_page,
        html,
        url if isinstance(url, str) else "",
        charset=charset if isinstance(charset, str) else None,
        fetched=fetched,
        languages=tuple(languages),
    )
    return _Pending(asked["id"], pool.submit(job))


def _html(asked: dict[str, Any]) -> bytes | str:
    html, file = asked.get("html"), asked.get("html_file")
    if isinstance(html, str):
        return html
    if not isinstance(file, str):
        raise ValueError('the line has neither "html" nor "html_file"')  # noqa: TRY004 - input, not a programming error
    path = Path(file)
    try:
        plain, there = path.is_file(), path.exists()
        body = read_bounded(path, MAX_BYTES) if plain else b""  # a line may name what never ends, or never begins
    except OSError as error:
        raise ValueError(f"{file[:_SHOWN]}: {error.strerror or error}") from None
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None
    if not plain:
        raise ValueError(f"{file} is {'no plain file' if there else 'not there'}")
    if kind := binary_kind(body):
        raise ValueError(f"{file} is no page but {kind}")
    return body


def _answer(pending: _Pending) -> dict[str, Any]:
    if pending.future is None:
        return {"id": pending.id, "error": pending.error}
    try:
        found = pending.future.result()
    except ExtractionError as error:
        return {"id": pending.id, "error": f"{error.kind}: {error}"}
    except Exception as error:  # noqa: BLE001 - one page's fault is its own line, the others go on
        return {"id": pending.id, "error": f"{type(error).__name__}: {error}"}
    return {"id": pending.id, **as_json(found)}


def as_json(found: Extracted) -> dict[str, Any]:
    """What was extracted as plain JSON values; dates are ISO 8601 to the second, with the zone that the page states."""
    return {
        "title": found.title,
        "standfirst": found.standfirst,
        "text": found.text,
        "authors": list(found.authors),
        "published": _stamp(found.published),
        "modified": _stamp(found.modified),
        "language": found.language,
        "canonical_url": found.canonical_url,
        "confidence": found.confidence,
        "credit": found.credit,
        "image": found.image,
        "section": found.section,
        "tags": list(found.tags),
        "paywall": found.paywall,
        "truncated": found.truncated,
    }


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
