"""`import` and `export`: texts and lists of feeds, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, Since, Until, house, instant, now


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    inward = typer.Typer(help="Bring texts in.", no_args_is_help=True)
    inward.command("corpus")(import_corpus)
    app.add_typer(inward, name="import")
    outward = typer.Typer(help="Write texts out.", no_args_is_help=True)
    outward.command("corpus")(export_corpus)
    app.add_typer(outward, name="export")


def import_corpus(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="Folder of .txt files.")],
    config: Config = None,
    outlet: Annotated[str, typer.Option(help="Outlet id that the texts are kept under.")] = "corpus",
    as_json: AsJson = False,
) -> None:
    """Read texts that somebody else collected, as articles.

    Each file becomes one article: headline found, boilerplate removed and listed,
    the original kept beside it. Files that were imported before, and copies of
    one another, are recognised. `tocsin screen` reads them as any article.

    \b
      tocsin import corpus ./old-texts
      tocsin import corpus ./old-texts --outlet archive --json
    """
    from crawler import corpus
    from crawler.database import sessions

    if not folder.is_dir():
        raise RefusedError(f"there is no folder {folder}{_meant(folder)}")
    if not any(folder.glob("*.txt")):
        deeper = next((path.parent for path in folder.glob("*/*.txt")), None)
        raise RefusedError(f"{folder} holds no .txt files" + (f"; did you mean {deeper}?" if deeper else ""))
    home = house(ctx, config)
    outlets = home.configuration.outlets
    with sessions(home.engine).begin() as session:
        report = corpus.import_corpus(session, folder, now=now(), outlet=outlet, outlets=outlets)
    if as_json:
        output.put_json(report)
    else:
        for line in report.lines():
            output.say(output.safe(line))
    raise typer.Exit(exits.PROBLEM if report.failed else exits.OK)


def _meant(folder: Path) -> str:
    """The folder beside it whose name is like that of ``folder``, as a question."""
    from tocsin.problems import did_you_mean

    beside = folder.absolute().parent
    names = [path.name for path in beside.iterdir() if path.is_dir()] if beside.is_dir() else []
    return did_you_mean(folder.name, names)


def export_corpus(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="Folder to write to; made if needed.")],
    config: Config = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Write articles as plain texts, one file each.

    A .json beside it holds what is known of the article. Articles that the
    folder holds already are not written again.

    \b
      tocsin export corpus ./texts
      tocsin export corpus ./texts --since 2026-10-01
    """
    from crawler import corpus
    from crawler.database import reader, sessions

    home = house(ctx, config)
    at, zone = now(), home.configuration.settings.timezone
    with sessions(reader(home.engine))() as session:
        report = corpus.export_corpus(session, folder, since=instant(since, at, zone), until=instant(until, at, zone))
    if as_json:
        output.put_json(report)
    else:
        output.say(f"{report.written} articles written to {folder}, {report.present} were there already.")
