"""Is the machine well? Each check says what it looked at, what it found, and what to do."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from alerts.tables import Outbox
from crawler.database import reader, sessions
from crawler.options import CrawlOptions
from crawler.tables import OutletRun
from tocsin import migrations, rota
from tocsin.lock import AlreadyRunningError, leadership
from tocsin.succession import orphans
from tocsin.times import local
from tocsin.wiring import House

Verdict = Literal["ok", "warning", "error"]
_SAFE_SQLITE = (3, 51, 3)
_LOW = 1_000_000_000
_VERY_LOW = 100_000_000


@dataclass(frozen=True)
class Finding:
    """One check."""

    what: str
    verdict: Verdict
    said: str


def examine(home: House, *, now: datetime, quick: bool = False) -> Iterator[Finding]:
    """Every check, one after the other; none raises for what it looks at.

    quick: only what takes milliseconds, for a container's health check.
    """
    yield from _folder(home.var)
    if home.mixed_up:
        yield Finding("var folder", "error", home.mixed_up)
    yield from _database(home.engine, quick=quick)
    if quick:
        return
    yield from _versions(home.engine)
    yield from _limits()
    yield from _browser(home)
    yield from _running(home)
    yield from _outlets(home, now)
    yield from _orphans(home)
    yield from _outbox(home.engine, now)


def _folder(var: Path) -> Iterator[Finding]:
    probe = var / f".doctor-{os.getpid()}"
    try:
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        yield Finding("var folder", "error", f"{var} cannot be written: {error.strerror}")
        return
    free = shutil.disk_usage(var).free
    verdict: Verdict = "error" if free < _VERY_LOW else "warning" if free < _LOW else "ok"
    yield Finding("disk", verdict, f"{free / 1e9:.1f} GB free at {var}")


def _database(engine: Engine, *, quick: bool) -> Iterator[Finding]:
    try:
        found = migrations.version(engine)
    except SQLAlchemyError as error:
        yield Finding("database", "error", str(getattr(error, "orig", error)).strip().splitlines()[0])
        return
    yield Finding("tables", "ok" if found == migrations.HEAD else "error", f"step {found} of {migrations.HEAD}")
    if engine.dialect.name != "sqlite" or quick:
        return
    with reader(engine).connect() as connection:
        broken = [row[0] for row in connection.execute(text("PRAGMA integrity_check(3)")) if row[0] != "ok"]
        broken += [
            f"{row[0]} refers to a missing {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))
        ][:3]
        mode = connection.execute(text("PRAGMA journal_mode")).scalar()
    yield Finding(
        "integrity", "error" if broken else "ok", "; ".join(broken) or "every page and every reference is sound"
    )
    yield Finding("journal", "ok" if mode == "wal" else "warning", f"{mode}")


def _versions(engine: Engine) -> Iterator[Finding]:
    yield Finding("python", "ok", sys.version.split()[0])
    if engine.dialect.name == "sqlite":
        old = sqlite3.sqlite_version_info < _SAFE_SQLITE
        said = f"{sqlite3.sqlite_version}"
        if old:
            said += "; before 3.51.3 a rare fault can damage the log when several processes write and one checkpoints"
        yield Finding("sqlite", "ok", said)
    else:
        with reader(engine).connect() as connection:
            yield Finding("postgresql", "ok", str(connection.execute(text("SHOW server_version")).scalar()))


def _limits() -> Iterator[Finding]:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield Finding("open files", "ok" if soft >= 1024 else "warning", f"at most {soft}")


def _browser(home: House) -> Iterator[Finding]:
    drawn = [outlet.id for outlet in rota.active(home.configuration.outlets) if outlet.render == "browser"]
    if drawn:
        path = CrawlOptions.model_fields["chromium"].default
        there = Path(path).exists()
        said = path if there else f"{', '.join(drawn)} need it; Debian: apt-get install chromium"
        yield Finding("browser", "ok" if there else "error", said)


def _running(home: House) -> Iterator[Finding]:
    try:
        with leadership(home.engine, home.var):
            yield Finding("tocsin run", "ok", "not running")
    except AlreadyRunningError as error:
        yield Finding("tocsin run", "ok", str(error).replace("another", "there is a"))


def _outlets(home: House, now: datetime) -> Iterator[Finding]:
    active = rota.active(home.configuration.outlets)
    with sessions(reader(home.engine))() as session:
        newest = session.scalar(select(func.max(OutletRun.started)))
    if not active:
        yield Finding("outlets", "warning", "none is on")
    elif newest is None:
        yield Finding("outlets", "ok", f"{len(active)}, not looked at yet")
    else:
        allowed = max(rota.interval(outlet) for outlet in active) * 3 + timedelta(hours=1)
        late, zone = now - newest > allowed, home.configuration.settings.timezone
        yield Finding("outlets", "warning" if late else "ok", f"{len(active)}, last look {local(newest, zone)}")


def _orphans(home: House) -> Iterator[Finding]:
    """Articles under ids that are not configured: of outlets that were taken out, or renamed long ago."""
    for old, (count, new) in orphans(home).items():
        said = f"{count} under '{old}', which is not configured"
        if new:
            said += f"; if '{new}' was called so: tocsin outlet moved {old} {new}"
        yield Finding("articles", "warning" if new else "ok", said)


def _outbox(engine: Engine, now: datetime) -> Iterator[Finding]:
    with sessions(reader(engine))() as session:
        count = _counter(session.scalar)
        failed = count(select(func.count()).where(Outbox.state == "failed"))
        old = count(
            select(func.count()).where(
                Outbox.state.in_(["pending", "sending", "retry"]), Outbox.date < now - timedelta(hours=6)
            )
        )
        held = count(select(func.count()).where(Outbox.state == "held"))
    said = [f"{failed} given up" if failed else "", f"{old} wait for more than 6 hours" if old else ""]
    said.append(f"{held} held for you (`tocsin digest release ID`)" if held else "")
    found = "; ".join(part for part in said if part)
    yield Finding("outbox", "warning" if found else "ok", found or "nothing is stuck")


def _counter(scalar: Callable[..., int | None]) -> Callable[..., int]:
    return lambda statement: scalar(statement) or 0
