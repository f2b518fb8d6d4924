"""What an answer of the archive should not be read without: what is odd about the query, what was not looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tocsin.configuration import Configuration


def doubts(query: str, home: Configuration) -> Iterator[str]:
    """Outlets and tags in a valid `query` that are not configured, and why it can never hold, in words."""
    from monitor.lint_contradictions import Contradictions
    from monitor.references import outlet_references
    from monitor.watchlists import Query, Watchlist
    from tocsin.problems import instead

    ids = {outlet.id for outlet in home.outlets}
    names = {outlet.name.casefold(): outlet.id for outlet in home.outlets}
    tags = {tag for outlet in home.outlets for tag in outlet.tags}
    asked = Watchlist(id="query", title="query", match=[Query(query=query)])
    unknown = [
        name for _, _, name in outlet_references(asked) if name not in ids and name.removeprefix("tag:") not in tags
    ]
    for name in unknown:
        if name.startswith("tag:"):
            yield f"no outlet has the tag '{name[4:]}'{instead(name[4:], tags)}"
        else:
            own = names.get(name.casefold())
            near = f"; did you mean '{own}'?" if own else instead(name, ids)
            yield f"no outlet '{name}' is configured{near}"
    if unknown:
        return
    entities = {entity.id: entity for entity in home.entities}
    for finding in Contradictions(entities, home.outlets).of(asked):
        yield finding.message


def unscreened(session: Session) -> list[str]:
    """That articles wait to be screened, where some do: they are not looked at."""
    from sqlalchemy import func, select

    from monitor.tables import Unread

    count = session.scalar(select(func.count()).select_from(Unread)) or 0
    if not count:
        return []
    waiting, them = ("1 article waits", "it") if count == 1 else (f"{count} articles wait", "them")
    return [f"{waiting} to be screened, and this leaves {them} out; `tocsin screen` reads what waits"]
