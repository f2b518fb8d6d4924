"""What is remembered of hosts and of lists between rounds: rows of `host_state` and `source_state`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, insert, select, update
from sqlalchemy.orm import Session

from crawler.tables import HostState, SourceState

UNFINISHED = "not read to its end"
"""Stands as the error of a list that must be read again in any case."""

# Built once: putting a statement together costs more than running it, and a quiet look at an outlet is little else.
_HOST = select(*HostState.__table__.columns).where(HostState.host == bindparam("of"))
_LIST = select(*SourceState.__table__.columns).where(SourceState.url == bindparam("of"))
_NEW_LIST = insert(SourceState.__table__)  # type: ignore[arg-type]
_PACE = (
    update(HostState)
    .where(HostState.host == bindparam("of"))
    .values(blocked_until=bindparam("until"), failures=bindparam("failed"), last_request=bindparam("asked"))
)


@dataclass(frozen=True)
class Host:
    """A row of `host_state` as a value."""

    name: str
    robots: str | None = None
    robots_status: int | None = None
    robots_fetched: datetime | None = None
    blocked_until: datetime | None = None
    failures: int = 0
    last_request: datetime | None = None


def load_host(session: Session, name: str) -> Host:
    """What is known of ``name``; a new one where nothing is."""
    row = session.connection().execute(_HOST, {"of": name}).one_or_none()
    if row is None:
        return Host(name)
    return Host(
        name, row.robots, row.robots_status, row.robots_fetched, row.blocked_until, row.failures, row.last_request
    )


def save_host(session: Session, host: Host) -> None:
    """Write ``host``; the caller commits."""
    row = session.get(HostState, host.name)
    if row is None:
        row = HostState(host=host.name)
        session.add(row)
    row.robots, row.robots_status, row.robots_fetched = host.robots, host.robots_status, host.robots_fetched
    row.blocked_until, row.failures, row.last_request = host.blocked_until, host.failures, host.last_request
    session.flush()


def save_pace(session: Session, host: Host) -> None:
    """Write what changes with every request to ``host``; the caller commits. Its robots.txt is left as it is."""
    told = {"until": host.blocked_until, "failed": host.failures, "asked": host.last_request}
    if session.connection().execute(_PACE, {"of": host.name, **told}).rowcount == 0:
        save_host(session, host)


@dataclass(frozen=True)
class Seen:
    """How a list answered when it was last asked."""

    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    stamp: str | None = None
    error: str = ""
    checked: datetime | None = None
    changed: datetime | None = None
    """When what it lists was stored last; set by us, not by the caller."""
    children: tuple[tuple[str, str], ...] = ()
    """Of a sitemap index: (address, date) of each sitemap that it names."""
    older: int | None = None
    """Entries that were left alone when it was read first; None = as it was."""
    moved_to: str | None = None
    """Where it has moved for good; None = as it was, "" = nowhere."""


def load_source(session: Session, url: str) -> Seen:
    """What is known of the list at ``url``."""
    row = session.connection().execute(_LIST, {"of": url}).one_or_none()
    if row is None:
        return Seen()
    children = tuple((address, stamp) for address, stamp in row.children or ())
    return Seen(
        row.status, row.etag, row.last_modified, row.digest, row.stamp, row.error, row.checked, row.changed, children,
        moved_to=row.moved_to,
    )  # fmt: skip


def save_source(session: Session, url: str, outlet: str, seen: Seen, *, now: datetime, changed: bool) -> None:
    """Write how the list at ``url`` answered; the caller commits, together with the entries that came of it.

    Validators that were committed before the entries would, after a crash between the two, make the list answer "not
    modified" for articles that nobody has.
    """
    told: dict[str, Any] = {"outlet": outlet, "status": seen.status, "error": seen.error, "checked": now}
    if changed:
        told |= {"etag": seen.etag, "last_modified": seen.last_modified, "digest": seen.digest, "stamp": seen.stamp}
        told |= {"children": [list(child) for child in seen.children] or None, "changed": now}
        if seen.older is not None:
            told["older"] = seen.older
    elif seen.stamp:
        told["stamp"] = seen.stamp
    if seen.moved_to is not None:
        told["moved_to"] = seen.moved_to or None
    elif seen.error and seen.error != UNFINISHED:
        told["moved_to"] = None  # where it was to be found, it is not: the next look begins at its own address
    connection = session.connection()
    values = {f"to_{name}": value for name, value in told.items()}
    if connection.execute(_rewritten(tuple(told)), {"of": url, **values}).rowcount == 0:
        connection.execute(_NEW_LIST, {"url": url, **told})


def leave_alone(session: Session, url: str, older: int) -> None:
    """Write that at most ``older`` entries of the list at ``url`` are still left alone; the caller commits."""
    known = update(SourceState).where(SourceState.url == url, SourceState.older > older)
    session.connection().execute(known.values(older=older))


@cache
def _rewritten(names: tuple[str, ...]) -> Update:
    """Writes the columns ``names`` of a list that is known; there are a few combinations."""
    known = update(SourceState).where(SourceState.url == bindparam("of"))
    return known.values({name: bindparam(f"to_{name}") for name in names})
