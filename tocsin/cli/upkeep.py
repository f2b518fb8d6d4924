"""`doctor` and `backup`: is the machine well, and a copy for the day it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.options import AsJson, Config, house, now


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(doctor)
    app.command()(backup)


def doctor(
    ctx: typer.Context,
    config: Config = None,
    quick: Annotated[bool, typer.Option("--quick", help="Only what takes milliseconds.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look at the machine: folder, disk, database, versions, what is stuck.

    The whole SQLite file is checked for damage, which takes about a second for
    each gigabyte. Exit code 1 when something is wrong.

    \b
      tocsin doctor
      tocsin doctor --quick      (for a container's health check)
    """
    from tocsin.doctor import examine

    home = house(ctx, config, compiled=False, anyhow=True)
    findings = list(examine(home, now=now(), quick=quick))
    if as_json:
        output.put_json(findings)
    else:
        marks = {"ok": "ok", "warning": "look", "error": "WRONG"}
        output.table(["", "what", "found"], [[marks[f.verdict], f.what, f.said] for f in findings])
    raise typer.Exit(exits.PROBLEM if any(f.verdict == "error" for f in findings) else exits.OK)


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write the copy.")],
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there already.")] = False,
) -> None:
    """Copy the database while everything goes on.

    SQLite: the copy is a database file; to restore, stop `tocsin run` and put it
    in the place of var/tocsin.sqlite. PostgreSQL: a dump for `pg_restore`.

    \b
      tocsin backup /backup/tocsin-$(date +%F).sqlite
      tocsin backup --force /backup/tocsin.sqlite        (always the same file)
    """
    from tocsin import backup as copying

    home = house(ctx, config, compiled=False)
    with output.progress("copy") as step:
        size = copying.backup(home.engine, file, lambda done, total: step(done, total, ""), force=force)
    output.say(f"{file}: {size / 1e6:.1f} MB")
