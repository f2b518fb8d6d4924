"""`import`, `export` and `opml`: texts and lists of feeds, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.adding import Country, Language
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, Since, Until, configuration, house, now, span


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    inward = typer.Typer(help="Bring texts in.", no_args_is_help=True)
    inward.command("corpus")(import_corpus)
    app.add_typer(inward, name="import")
    outward = typer.Typer(help="Write texts and matches out.", no_args_is_help=True)
    outward.command("corpus")(export_corpus)
    outward.command("matches")(export_matches)
    app.add_typer(outward, name="export")
    opml = typer.Typer(help="Lists of feeds from and for other readers.", no_args_is_help=True)
    opml.command("import")(import_opml)
    opml.command("export")(export_opml)
    app.add_typer(opml, name="opml")


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
    begin, end = span(since, until, now(), home.configuration.settings.timezone)
    with sessions(reader(home.engine))() as session:
        report = corpus.export_corpus(session, folder, since=begin, until=end)
    if as_json:
        output.put_json(report)
    else:
        written = "1 article" if report.written == 1 else f"{report.written} articles"
        output.say(f"{written} written to {folder}, {report.present} there already.")


def export_matches(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", dir_okay=False, help="Default: stdout.")] = None,
    config: Config = None,
    since: Since = None,
    until: Until = None,
    lists: Annotated[list[str] | None, typer.Option("--list", metavar="ID", help="Only these watchlists.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write what matched as a table (CSV) for a spreadsheet.

    One row an article and list: time, outlet, headline, address, score, queries,
    number of the story. Nothing in it is taken for a formula.

    \b
      tocsin export matches october.csv --since 2026-10-01 --until 2026-10-31
      tocsin export matches --list air-defence --json | jq '.[].title'
    """
    import io
    import sys

    from crawler.database import reader, sessions
    from tocsin.cli.naming import known_list
    from tocsin.coverage import coverage, write_csv

    home = house(ctx, config, compiled=False)
    conf = home.configuration
    for name in lists or ():
        known_list(name, [one.id or "" for one in conf.watchlists])
    at, zone = now(), conf.settings.timezone
    begin, end = span(since, until, at, zone)
    names = {outlet.id: outlet.name for outlet in conf.outlets}
    with sessions(reader(home.engine))() as session:
        rows = coverage(session, since=begin, until=end, lists=lists or ())
        if as_json:
            output.put_json(list(rows))
            return
        if file is None:
            write_csv(rows, sys.stdout, names=names, zone=zone)
            return
        table = io.StringIO(newline="")
        count = write_csv(rows, table, names=names, zone=zone)
    # With a mark at its beginning, spreadsheets read it as UTF-8.
    file.write_bytes(table.getvalue().encode("utf-8-sig"))
    output.say(f"{'1 row' if count == 1 else f'{count} rows'} written to {file}")


def import_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    language: Language,
    country: Country,
    config: Config = None,
) -> None:
    """Add the feeds of an OPML file to outlets.yaml, on trial (`status: test`).

    OPML knows no country and seldom a language, so both are asked for. Feeds of
    one host become one outlet only where their names or sites agree.

    \b
      tocsin opml import reader.opml --language en --country GB
    """
    from tocsin.editing import EditingError, add_outlets
    from tocsin.opml import OpmlError, as_outlets, read_opml

    conf = configuration(ctx, config, compiled=False)
    try:
        known = {source.url for outlet in conf.outlets for source in outlet.feeds}
        listed = read_opml(file.read_bytes())
        fresh = [one for one in listed.feeds if one.feed not in known]
        made = as_outlets(fresh, language=language, country=country, taken=[outlet.id for outlet in conf.outlets])
        if made:
            add_outlets(conf.directory, made)
    except (OpmlError, EditingError) as error:
        raise RefusedError(str(error)) from None
    for line in (*listed.told, *(f"left out: {line}" for line in listed.skipped)):
        output.note(output.safe(line))
    old = len(listed.feeds) - len(fresh)
    there = f"; {old} {'feed was' if old == 1 else 'feeds were'} there already" if old else ""
    added = "1 outlet" if len(made) == 1 else f"{len(made)} outlets"
    output.say(f"{added} added to {conf.directory}/outlets.yaml, on trial (status: test){there}.")


def export_opml(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", dir_okay=False, help="Default: stdout.")] = None,
    config: Config = None,
) -> None:
    """Write the outlets' feeds as OPML, for another reader.

    What OPML has no word for is told: it does not come back by `opml import`.

    \b
      tocsin opml export outlets.opml
    """
    from tocsin.opml_out import not_carried, write_opml

    conf = configuration(ctx, config, compiled=False)
    outlets = conf.outlets
    if conf.settings.allow_private:  # which gives it to every outlet
        outlets = tuple(outlet.model_copy(update={"allow_private": False}) for outlet in outlets)
    raw = write_opml(outlets, now=now())
    for line in not_carried(outlets):
        output.note(output.safe(line))
    if file is None:
        output.say(raw.decode("utf-8").rstrip("\n"))
    else:
        file.write_bytes(raw)
        output.say(f"{file}")
