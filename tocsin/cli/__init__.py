"""The command line. Each module holds one group of commands; what a command needs is imported when it runs, so that
`tocsin --help` answers at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from tocsin.cli import (
    crawling,
    exits,
    failures,
    mailing,
    matching,
    moving,
    outlets,
    reading,
    running,
    screening,
    searching,
    setting_up,
    upkeep,
)
from tocsin.cli.options import Config

HELP = """A news monitor of your own.

It crawls outlets, scores articles against your watchlists, and mails digests
that say why.

[bold]First steps[/bold]

\b
  tocsin demo       see all of it work, against a bundled sample press
  tocsin init       make ./config, for your outlets and watchlists
  tocsin check      is everything in it right?
  tocsin once       crawl, screen, compose and send, one time
  tocsin run        stay and do that on schedule

Every command has its own `--help` with examples, and takes `--config DIR`
(but for `demo` and `init`, which bring a configuration).
The database is a SQLite file in the folder `var` beside the configuration;
TOCSIN_DATABASE=postgresql://user@host/name puts all into PostgreSQL.
"""

app = typer.Typer(
    help=HELP,
    epilog=exits.table(),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
GROUPS = (
    ("Begin", setting_up),
    ("The stream", running),
    ("The stream", crawling),
    ("The stream", screening),
    ("The stream", mailing),
    ("Watchlists", searching),
    ("Outlets", outlets),
    ("Tools on their own", reading),
    ("Tools on their own", matching),
    ("In and out", moving),
    ("The machine", upkeep),
)
for panel, module in GROUPS:
    module.register(app)
    for command in app.registered_commands:
        command.rich_help_panel = command.rich_help_panel or panel
    for group in app.registered_groups:
        group.rich_help_panel = group.rich_help_panel or panel


def _version(asked: bool) -> None:
    if asked:
        from tocsin import __version__

        print(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    ctx: typer.Context,
    config: Config = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log in detail, to stderr.")] = False,
    _v: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options that stand before the command."""
    ctx.obj = config
    if verbose:
        from tocsin import log

        log.configure(verbose=True)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; every failure has been said on stderr by then."""
    try:
        typer.main.get_command(app)(list(arguments), prog_name="tocsin")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exits.USAGE if end.code else exits.OK
    except BrokenPipeError:
        # The reader of our pipe has left (`tocsin ... | head`): no failure, but nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the outermost edge: each is told to the person)
        return failures.explain(error)
    return exits.OK
