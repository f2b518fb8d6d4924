"""What becomes of an address that was found: the life of a row of `address`, in functions of a session."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from crawler.items import Entry
from crawler.listing import sane
from crawler.reach import outside
from crawler.tables import Address
from crawler.urls import absolute, canonical, fold

RETRIES = (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""How long after the first, second ... failed round a page is asked for again; after the last one never."""
_MAX_HINT = 2_000
_MAX_GUID = 200
_LOOK_UP = 500
_SAME_GUID = (
    select(Address.article_id)
    .where(
        Address.outlet == bindparam("outlet"),
        Address.guid == bindparam("guid"),
        Address.state == "kept",
        Address.article_id.is_not(None),
        Address.id != bindparam("own"),
    )
    .order_by(Address.found.desc())
    .limit(1)
)
_DUE = (
    select(Address)
    .where(
        Address.outlet == bindparam("of_outlet"),
        or_(
            Address.state == "found",
            and_(Address.state.in_(("failed", "kept", "empty")), Address.next_at <= bindparam("by")),
        ),
    )
    .order_by(Address.state != "found", Address.found.desc(), Address.id)
    .limit(bindparam("most"))
)
_KEPT = (
    update(Address)
    .where(Address.id == bindparam("of_id"))
    .values(state="kept", article_id=bindparam("to_article"), next_at=bindparam("at"), attempts=0, reason="")
)


@dataclass(frozen=True)
class Task:
    """One article page to fetch."""

    address_id: int
    url: str
    """Canonical form."""
    link: str
    """As found: what is asked for."""
    found: datetime
    attempts: int = 0
    again: bool = False
    """The article is known; the page is looked at for corrections."""
    hints: dict[str, Any] = field(default_factory=dict)
    entry: Entry | None = None
    """The entry of the list, in the round in which it was found."""


@dataclass(frozen=True)
class Claimed:
    """What came of the entries of one list."""

    listed: frozenset[str]
    """The article addresses among the entries, folded: what two lists have in common is seen as one."""
    tasks: list[Task]
    """Those not known before, in the order of the entries."""
    left: int = 0
    """New ones beyond `most`, which were not written."""
    outside: int = 0
    """Entries that were passed over for their date."""


def claim(
    session: Session,
    outlet: str,
    entries: Iterable[Entry],
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    keep_content: bool = False,
    most: int | None = None,
) -> Claimed:
    """Write the addresses of ``entries`` that nobody has found before, as `found`.

    Args:
        session: Caller commits.
        outlet: Id of the outlet that lists them.
        entries: As listed; duplicates and entries without a usable link are passed over.
        now: When they were found.
        since: Entries dated before, by the list or by their address, are passed over (undated ones are not).
        until: Entries dated at or after are passed over.
        keep_content: Keep the whole text that a feed carries, as it will not be fetched from the page.
        most: Write at most so many, the first ones.
    """
    wanted: dict[str, tuple[str, str, Entry]] = {}
    passed = 0
    for listed_as in entries:
        link = absolute(listed_as.link)  # without the user and password that a list may try to send us with
        url = canonical(link) if link else None
        entry = sane(listed_as, now)
        if link is None or url is None:
            continue
        if outside(entry, since, until):
            passed += 1
            continue
        wanted.setdefault(fold(url), (url, link, entry))
    known = _known(session, list(wanted))
    new = [(key, url, replace(entry, link=link)) for key, (url, link, entry) in wanted.items() if key not in known]
    rows = [
        (Address(
            url=url, fold=key, outlet=outlet, state="found", found=now, hints=_hints(entry, url, keep_content),
            guid=_guid(entry.id, key),
        ), entry)
        for key, url, entry in new[:most]
    ]  # fmt: skip
    session.add_all([row for row, _ in rows])
    session.flush()
    return Claimed(frozenset(wanted), [_task(row, entry) for row, entry in rows], len(new) - len(rows), passed)


def due(session: Session, outlet: str, *, now: datetime, limit: int, without: Iterable[int] = ()) -> list[Task]:
    """Addresses of ``outlet`` that wait to be fetched: left over, to be tried again, or due for a second look.

    Args:
        session: Only read.
        outlet: Id.
        now: What is planned for later is left out.
        limit: At most so many, the newest first; those never fetched before those to be fetched again.
        without: Ids that are under way already.
    """
    if limit <= 0:
        return []
    taken = set(without)
    rows = session.scalars(_DUE, {"of_outlet": outlet, "by": now, "most": limit + len(taken)})
    return [_task(row, None) for row in rows if row.id not in taken][:limit]


def found_any(session: Session, outlet: str) -> bool:
    """Whether an address was ever found for ``outlet``."""
    return session.scalars(select(Address.id).where(Address.outlet == outlet).limit(1)).first() is not None


def known_tasks(session: Session, outlet: str, keys: Iterable[str], states: Collection[str]) -> list[Task]:
    """The addresses among ``keys`` (folded) that ``outlet`` has found before and that are in one of ``states``."""
    rows = _known(session, list(keys)).values()
    return [_task(row, None) for row in rows if row.outlet == outlet and row.state in states]


def settle(session: Session, task: Task, state: str, reason: str, *, now: datetime, article: int | None = None) -> None:
    """Write how fetching ``task`` ended.

    Args:
        session: Caller commits.
        task: The address.
        state: kept, refused, gone, empty or failed, as `crawler.tables.Address.state` says.
        reason: For people.
        now: When.
        article: The article it leads to, where known.

    An article that is known stays known: a second look that fails only moves on to the next one planned.
    """
    row = session.get_one(Address, task.address_id)
    row.reason = reason
    row.next_at = None
    if article is not None:
        row.article_id = article
    if state == "failed":
        row.attempts += 1
        if row.attempts <= len(RETRIES):
            row.next_at = now + RETRIES[row.attempts - 1]
        else:
            row.reason = f"given up after {row.attempts} tries: {reason}"
    if not (row.state == "kept" and state in {"failed", "refused", "empty"}):
        row.state = state
    if state == "kept":
        row.attempts = 0


def settle_kept(session: Session, task: Task, article: int, *, next_at: datetime | None) -> None:
    """Write that ``task`` led to ``article``; the caller commits. ``next_at``: when to look again, None = never."""
    session.connection().execute(_KEPT, {"of_id": task.address_id, "to_article": article, "at": next_at})


def next_look(ages: Sequence[float], published: datetime | None, found: datetime, now: datetime) -> datetime | None:
    """When a kept article is to be looked at again: the next of ``ages`` (seconds) after it came out, if any is left.

    Args:
        ages: The outlet's `revisit`.
        published: As the article says; None, or later than ``found``: it counts from ``found``.
        found: When we found its address.
        now: What is past is not caught up with.
    """
    born = min(published or found, found)
    later = [at for age in sorted(ages) if (at := born + timedelta(seconds=age)) > now]
    return later[0] if later else None


def alias(session: Session, outlet: str, task: Task, urls: Iterable[str], article: int, *, now: datetime) -> None:
    """Note that ``urls`` (redirect target, canonical address) lead to ``article``, so that they are never fetched."""
    wanted = {fold(url): url for link in urls if (url := canonical(link))}
    wanted.pop(fold(task.url), None)
    if not wanted:
        return
    known = _known(session, list(wanted))
    for key, url in wanted.items():
        row = known.get(key)
        if row is None:
            session.add(Address(url=url, fold=key, outlet=outlet, state="kept", found=now, article_id=article))
        elif row.state == "found":
            row.state, row.article_id, row.next_at = "kept", article, None
    session.flush()


def moved_article(session: Session, outlet: str, task: Task) -> int | None:
    """The id of an article that a feed of ``outlet`` has listed under the GUID of ``task`` and another address."""
    guid = task.entry.id if task.entry is not None else task.hints.get("id", "")
    if _guid(guid, fold(task.url)) is None:
        return None
    sought = {"outlet": outlet, "guid": guid, "own": task.address_id}
    article = session.connection().execute(_SAME_GUID, sought).scalar()
    if article is not None:
        return int(article)
    return known_article(session, guid) if guid.startswith(("http://", "https://")) else None


def known_article(session: Session, link: str) -> int | None:
    """The id of the article that ``link`` is known to lead to, or None."""
    url = canonical(link)
    if url is None:
        return None
    return session.scalar(select(Address.article_id).where(Address.fold == fold(url), Address.state == "kept"))


def _known(session: Session, keys: Sequence[str]) -> dict[str, Address]:
    found: dict[str, Address] = {}
    for start in range(0, len(keys), _LOOK_UP):
        rows = session.scalars(select(Address).where(Address.fold.in_(keys[start : start + _LOOK_UP])))
        found.update((row.fold, row) for row in rows)
    return found


def _guid(guid: str, key: str) -> str | None:
    """What to find an entry by when its address changes: its GUID, where that is more than the address again."""
    address = canonical(guid) if guid.startswith(("http://", "https://")) else None
    return guid if guid and len(guid) <= _MAX_GUID and (address is None or fold(address) != key) else None


def _hints(entry: Entry, url: str, keep_content: bool) -> dict[str, Any]:
    """What the list said, for the rounds in which the list is no longer at hand."""
    hints: dict[str, Any] = {
        "link": entry.link if entry.link != url else "",
        "id": entry.id[:_MAX_HINT],
        "title": entry.title[:_MAX_HINT],
        "published": entry.published.isoformat() if entry.published else "",
        "summary": entry.summary[:_MAX_HINT],
        "authors": list(entry.authors[:20]),
        "content": entry.content if keep_content else "",
    }
    return {name: value for name, value in hints.items() if value}


def _task(row: Address, entry: Entry | None) -> Task:
    return Task(
        address_id=row.id,
        url=row.url,
        link=row.hints.get("link") or row.url,
        found=row.found,
        attempts=row.attempts,
        again=row.state == "kept",
        hints=row.hints,
        entry=entry,
    )
