"""Options that several commands share, written once."""

from __future__ import annotations

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
    str | None, typer.Option("--until", metavar="WHEN", help="A date or a span back from now.", show_default=False)
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


def instant(text: str | None, at: datetime, zone: str) -> datetime | None:
    """`2026-10-01`, `2026-10-01T12:00+03:30` or `90d` (back from `at`) as an instant in UTC; None stays None.

    zone: IANA name; what says no zone of its own is meant there.

    Raises:
        typer.BadParameter: it is none of these.
    """
    if text is None:
        return None
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from pydantic import TypeAdapter, ValidationError

    from crawler.shapes import Duration

    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        try:
            return at - timedelta(seconds=TypeAdapter(Duration).validate_python(text))
        except (ValidationError, OverflowError):
            raise typer.BadParameter(f"'{text}' is neither a date (2026-10-01) nor a span (90d)") from None
    return (given if given.tzinfo else given.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
