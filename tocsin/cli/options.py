"""Options that several commands share, written once."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.failures import RefusedError

if TYPE_CHECKING:
    from tocsin.configuration import Configuration
    from tocsin.wiring import House

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        metavar="DIR",
        help="Folder of settings.yaml, outlets.yaml, ... Default: TOCSIN_CONFIG, else ./config.",
        show_default=False,
    ),
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Also ask addresses of this machine and of private networks.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON (on stdout; all else goes to stderr).")]
CORES = os.cpu_count() or 1
Workers = Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes that read lines.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="Read and write one JSON object a line.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="WHEN", help="A date (2026-10-01) or a span back from now (90d).", show_default=False
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="WHEN",
        help="The same; a date counts to the end of its day (2026-10-31: all of October 31).",
        show_default=False,
    ),
]


def now() -> datetime:
    """The instant, aware, in UTC: the one clock of the command line."""
    return datetime.now(UTC)


def house(ctx: typer.Context, config: Path | None, *, compiled: bool = True, anyhow: bool = False) -> House:
    """Everything a command works with; `--config` may stand before or after the command's name.

    compiled: False for commands that match nothing.
    anyhow: also where the state is another configuration's.

    Raises:
        RefusedError: the state is another configuration's.
    """
    from tocsin.wiring import open_house

    opened = open_house(directory(ctx, config), compiled=compiled)
    if opened.mixed_up and not anyhow:
        raise RefusedError(opened.mixed_up)
    return opened


def configuration(ctx: typer.Context, config: Path | None, *, compiled: bool = True) -> Configuration:
    """The configuration alone; no database is opened."""
    from tocsin.configuration import load
    from tocsin.settings import environment
    from tocsin.wiring import cache_folder, config_folder

    env = environment()
    folder = config_folder(directory(ctx, config), env)
    return load(folder, compiled=compiled, cache=cache_folder(env, folder))


def zone(ctx: typer.Context, config: Path | None) -> str:
    """The zone in which people are shown times: the configuration's, UTC where there is none that can be read."""
    from tocsin.problems import ConfigurationError
    from tocsin.wiring import SetupError

    try:
        return configuration(ctx, config, compiled=False).settings.timezone
    except (ConfigurationError, SetupError):
        return "UTC"


def directory(ctx: typer.Context, config: Path | None) -> Path | None:
    """The configuration folder as given on the command line, or None."""
    return config or (ctx.obj if isinstance(ctx.obj, Path) else None)


def span(since: str | None, until: str | None, at: datetime, zone: str) -> tuple[datetime | None, datetime | None]:
    """The range of `--since` and `--until`: its first instant and the first one after it (UTC), None where it is open.

    The last day is part of it, as people mean it who write two dates.

    Raises:
        typer.BadParameter: as `instant`; or nothing can lie within the range.
    """
    begin, end = instant(since, at, zone), instant(until, at, zone, ends=True)
    if begin is not None and begin > at:
        raise typer.BadParameter(f"--since {since} is still to come")
    if begin is not None and end is not None and begin >= end:
        raise typer.BadParameter(
            f"--since {since} is later than --until {until}: nothing lies between them; "
            f"did you mean --since {until} --until {since}?"
        )
    return begin, end


def instant(text: str | None, at: datetime, zone: str, *, ends: bool = False) -> datetime | None:
    """`2026-10-01`, `2026-10-01T12:00+03:30` or `90d` (back from `at`) as an instant in UTC; None stays None.

    zone: IANA name; what says no zone of its own is meant there.
    ends: a mere date stands for the end of its day.

    Raises:
        typer.BadParameter: it is none of these.
    """
    if text is None:
        return None
    from datetime import date, timedelta
    from zoneinfo import ZoneInfo

    from pydantic import TypeAdapter, ValidationError

    from crawler.shapes import Span

    try:
        given = datetime.fromisoformat(text)
        if ends:
            with contextlib.suppress(ValueError):  # it has a time of day
                given = datetime.combine(date.fromisoformat(text) + timedelta(days=1), given.time())
        return (given if given.tzinfo else given.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError:
        raise typer.BadParameter(f"'{text}' is no date that anything can be of") from None
    except ValueError:
        try:
            return at - timedelta(seconds=TypeAdapter(Span).validate_python(text))
        except (ValidationError, OverflowError):
            unit = f"; write {text.strip()}d for as many days" if text.strip().isdecimal() else ""
            raise typer.BadParameter(f"'{text}' is neither a date (2026-10-01) nor a span (90d){unit}") from None
