"""How each list of an outlet stood when it was last asked: for people, who see of a look only what was worst in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.hosts import UNFINISHED
from crawler.outlets import Outlet, Source, WarcSource
from crawler.sources import moved
from crawler.tables import SourceState

_NOT_THERE = frozenset({404, 410})


@dataclass(frozen=True)
class Standing:
    """One feed, sitemap, section page or file."""

    url: str
    checked: datetime | None
    """When it was last asked; None for never."""
    changed: datetime | None
    """When what it lists was stored last; None for never."""
    status: int | None
    """HTTP, of the last answer."""
    trouble: str
    """In words, what is wrong with it or to be changed in outlets.yaml; "" where nothing is."""


def standings(
    session: Session, outlets: Sequence[Outlet], last_looks: Mapping[str, datetime]
) -> dict[str, list[Standing]]:
    """By outlet, how each of its configured lists stands, and those of their further files that failed.

    Args:
        session: Only read.
        outlets: As they are configured; what is remembered of lists that have left the configuration is passed over.
        last_looks: When the last look at each outlet began. A file that an index names, or a day of a dated address,
            counts if it failed then; one that is not there (any more, or yet) is no trouble.
    """
    configured = {outlet.id: [source.url for source in _sources(outlet)] for outlet in outlets}
    known: dict[str, dict[str, SourceState]] = {}
    for row in session.scalars(select(SourceState).where(SourceState.outlet.in_(configured))):
        known.setdefault(row.outlet, {})[row.url] = row
    return {
        name: [*_own(urls, known.get(name, {})), *_further(urls, known.get(name, {}), last_looks.get(name))]
        for name, urls in configured.items()
    }


def _sources(outlet: Outlet) -> Iterator[Source | WarcSource]:
    yield from (*outlet.feeds, *outlet.sitemaps, *outlet.sections, *outlet.warcs)


def _own(urls: Sequence[str], rows: Mapping[str, SourceState]) -> Iterator[Standing]:
    for url in urls:
        row = rows.get(url)
        if row is not None:
            yield _standing(row)
        elif "{" not in url:
            yield Standing(url, None, None, None, "")


def _further(urls: Sequence[str], rows: Mapping[str, SourceState], since: datetime | None) -> Iterator[Standing]:
    for url, row in sorted(rows.items()):
        failed = row.error not in {"", UNFINISHED} and row.status not in _NOT_THERE
        if url not in urls and failed and since is not None and row.checked is not None and row.checked >= since:
            yield _standing(row)


def _standing(row: SourceState) -> Standing:
    trouble = "" if row.error == UNFINISHED else row.error
    if trouble and row.url not in trouble:
        trouble = f"{row.url}: {trouble}"
    if not trouble and row.moved_to:
        trouble = moved(row.url, row.moved_to)
    return Standing(row.url, row.checked, row.changed, row.status, trouble)
