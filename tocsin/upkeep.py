"""What a database needs over the months: old things dropped as `keep:` says, free pages given back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from alerts.retention import drop_claims, drop_mails
from crawler import retention as texts
from crawler.database import reader, sessions
from crawler.runs import drop_runs
from monitor import retention
from monitor.story_store import forget
from tocsin.wiring import House

KEPT_LOOKS = timedelta(days=35)
"""Source health reads the looks of four weeks; of older ones, only the newest of each outlet is kept."""
FREE_SHARE = 0.25
"""A SQLite file is rewritten when more than this share of its pages is free ..."""
FREE_PAGES = 25_600
"""... and that is worth the while: 100 MB."""


def tend(home: House, *, now: datetime) -> Iterator[str]:
    """Do what is due and say what was done, one line each."""
    keep = home.configuration.settings.keep
    if keep.raw:
        dropped = drop_raw(home.var / "raw", now - timedelta(seconds=keep.raw))
        if dropped:
            yield f"{dropped} files of raw pages dropped"
    if keep.texts and (blanked := drop_texts(home.engine, now - timedelta(seconds=keep.texts), now)):
        yield f"texts of {blanked} articles dropped"
    if keep.matches and (matches := drop_matches(home.engine, now - timedelta(seconds=keep.matches), now)):
        yield f"{matches} matches dropped"
    if mails := drop_old_mails(home.engine, now - timedelta(seconds=keep.mails)):
        yield f"contents of {mails} messages dropped"
    with sessions(home.engine).begin() as session:
        forget(session, now=now)
    drop_looks(home.engine, now - KEPT_LOOKS)
    if home.engine.dialect.name == "sqlite":
        yield from tidy(home.engine)


def drop_texts(engine: Engine, before: datetime, now: datetime) -> int:
    """Drop the texts of all articles first seen before `before`, slice by slice; how many."""
    return _by_slices(engine, lambda session: texts.drop_texts(session, before=before, now=now))


def drop_matches(engine: Engine, before: datetime, now: datetime) -> int:
    """Drop all matches found before `before`, with what issues hold of them, slice by slice; how many.

    Their articles are taken out of screening first, or the next change of a watchlist would find and send them anew.
    """

    def drop(session: Session) -> int:
        old = retention.old_matches(session, before=before)
        drop_claims(session, old)
        retention.drop_matches(session, old)
        return len(old)

    _by_slices(engine, lambda session: len(texts.close(session, before=before, now=now)))
    return _by_slices(engine, drop)


def drop_looks(engine: Engine, before: datetime) -> int:
    """Drop what was written of looks at outlets before `before`, slice by slice; how many rows."""
    return _by_slices(engine, lambda session: drop_runs(session, before=before))


def drop_old_mails(engine: Engine, before: datetime) -> int:
    """Drop the bytes of all messages made before `before` that are done with, slice by slice; how many."""
    return _by_slices(engine, lambda session: drop_mails(session, before=before))


def _by_slices(engine: Engine, work: Callable[[Session], int]) -> int:
    """Do a slice of `work` in a transaction of its own, until one finds nothing left; how many rows together."""
    total = 0
    while True:
        with sessions(engine).begin() as session:
            done = work(session)
        if not done:
            return total
        total += done


def drop_raw(folder: Path, before: datetime) -> int:
    """Delete WARC files that were last written to before `before`; how many."""
    dropped = 0
    for path in folder.rglob("*.warc*") if folder.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            dropped += 1
    return dropped


def tidy(engine: Engine) -> Iterator[str]:
    """Refresh the planner's figures, cut the log back, and rewrite a file that is mostly holes.

    PostgreSQL does all of this by itself (autovacuum).
    """
    with reader(engine).connect() as connection:
        free = int(connection.execute(text("PRAGMA freelist_count")).scalar_one())
        pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("BEGIN IMMEDIATE")  # it reads before it writes: another writer in between would make it fail
        cursor.execute("PRAGMA optimize")
        cursor.execute("COMMIT")
        if free > FREE_PAGES and free > pages * FREE_SHARE:
            cursor.execute("VACUUM")
            yield f"database rewritten, {free} free pages given back"
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    except sqlite3.Error as error:  # as what any other statement raises, which knows how to be told
        raise OperationalError("tidy", None, error) from error
    finally:
        raw.close()
