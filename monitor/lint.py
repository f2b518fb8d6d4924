"""Lines that are valid but probably do not mean what their author thinks: warnings with a code.

Pure: models and, where there is an archive, figures about it go in; findings come out. A finding names a place in a
model; the loader turns it into file, line and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from crawler.outlets import Outlet
from monitor.entities import Entity
from monitor.findings import Finding
from monitor.forms import tongues_of
from monitor.lint_contradictions import Contradictions
from monitor.lint_entities import by_alias, lint_entities
from monitor.lint_forms import of_entity, of_watchlist
from monitor.lint_watchlists import lint_watchlist
from monitor.watchlists import Watchlist

READABLE_PER_DAY = 60.0
"""More hits of one query a day than this, and nobody reads them."""
NEVER_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class ArchiveFigures:
    """What the archive knows about the lists. Queries are keyed by watchlist id and number in `match`."""

    days: float
    """How long the archive has been screened with these lists."""
    hits: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """Articles per query over those days; a query that is absent has none."""
    silent: Mapping[str, str] = field(default_factory=dict)
    """Outlet id -> in words, since when it is silent and what is usual."""


def lint(
    watchlists: Sequence[Watchlist],
    entities: Sequence[Entity],
    outlets: Sequence[Outlet] = (),
    archive: ArchiveFigures | None = None,
) -> list[Finding]:
    """Every finding about these models; watchlists have their ids filled in."""
    findings = list(lint_entities(watchlists, entities, outlets))
    owners = by_alias(entities)
    by_id = {entity.id: entity for entity in entities}
    contradictions = Contradictions(by_id, outlets)
    for watchlist in watchlists:
        findings += lint_watchlist(watchlist, owners, by_id)
        findings += [*contradictions.of(watchlist), *of_watchlist(watchlist, outlets)]
    tongues = tongues_of(one.language for one in outlets)
    findings += [finding for entity in entities for finding in of_entity(entity, tongues)]
    if archive is not None:
        findings += _archive(watchlists, outlets, archive)
    return findings


def _archive(watchlists: Sequence[Watchlist], outlets: Sequence[Outlet], archive: ArchiveFigures) -> Iterator[Finding]:
    for watchlist in watchlists:
        if watchlist.status == "off":
            continue
        name = watchlist.id or ""
        for number, query in enumerate(watchlist.match):
            hits = archive.hits.get((name, number), 0)
            if archive.days >= 1 and hits / archive.days > READABLE_PER_DAY:
                said = f"{hits / archive.days:.0f} articles a day hold this; nobody reads so many"
                yield Finding("broad-term", "watchlist", name, ("match", number), said)
            if hits == 0 and archive.days >= NEVER_AFTER.days:
                label = f"query '{query.id}'" if query.id else "this query"
                said = f"{label} has found nothing in {archive.days:.0f} days"
                yield Finding("never-matched", "watchlist", name, ("match", number), said)
    known = {outlet.id for outlet in outlets if outlet.status != "off"}
    for outlet_id, words in archive.silent.items():
        if outlet_id in known:
            yield Finding("silent-outlet", "outlet", outlet_id, ("id",), f"nothing new {words}")
