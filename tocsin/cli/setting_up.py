"""`init` and `check`: make a configuration, and say whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, directory, now

if TYPE_CHECKING:
    from monitor.lint import ArchiveFigures
    from tocsin.configuration import Configuration, Report
    from tocsin.settings import Environment


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(check)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.")] = Path("config"),
    contact: Annotated[
        str, typer.Option(help="Page or mail address that goes into the crawler's User-Agent.")
    ] = "https://example.org/our-crawler",
    timezone: Annotated[str, typer.Option(help="Where your readers are.")] = "UTC",
) -> None:
    """Make a configuration folder to start from.

    It holds one example of everything, commented, and JSON Schemas that give
    completion in your editor. Nothing that exists is overwritten.

    \b
      tocsin init
      tocsin init press-watch --contact https://example.org/bot --timezone Europe/Helsinki
    """
    from tocsin.starter import write_starter

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} exists and is not empty; name another folder: tocsin init DIR")
    try:
        write_starter(folder, contact=contact, timezone=timezone)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    output.say(f"Made {folder}/. Next:")
    option = "" if folder == Path("config") else f" --config {folder}"
    output.say(f"  1. say who you are in {folder}/settings.yaml, and name outlets in {folder}/outlets.yaml")
    output.say(f"  2. tocsin check{option}")
    output.say(f"  3. tocsin once{option}")


def check(ctx: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Read the configuration as the daemon would; say what is wrong and where.

    Also runs the tests inside the watchlists and warns of lines that probably do
    not mean what they say. Warnings can be silenced on their line: `# lint: off
    CODE why`.

    \b
      tocsin check
      tocsin check --config press-watch --json
    """
    from tocsin import configuration
    from tocsin.settings import environment
    from tocsin.wiring import cache_folder, config_folder

    env = environment()
    folder = config_folder(directory(ctx, config), env)
    cache = cache_folder(env, folder)
    report = configuration.check(folder, lambda loaded: _archive(loaded, env), cache=cache, secrets=env.secrets)
    for warning in env.warnings:
        output.note(warning.show())
    if as_json:
        output.put_json(report.as_json())
    else:
        _show(report)
    raise typer.Exit(exits.PROBLEM if report.errors else exits.OK)


def _archive(loaded: Configuration, env: Environment) -> ArchiveFigures | None:
    """What the archive says about the lists; None where there is no archive yet or it cannot be asked."""
    from sqlalchemy.exc import SQLAlchemyError

    from crawler.database import open_database, reader, sessions
    from monitor.archive_figures import archive_figures
    from tocsin.wiring import mixed_up

    if why := mixed_up(loaded, env, loaded.directory):
        output.note(why)
        return None
    engine = open_database(env.database_url(loaded.settings, loaded.directory))
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        return None
    rules = loaded.ruleset
    assert rules is not None
    queries = {plan.id: [query.id for query in plan.queries] for plan in rules.plans}
    try:
        with sessions(reader(engine))() as session:
            return archive_figures(session, loaded.outlets, queries, rules.hash, now())
    except SQLAlchemyError as error:
        output.note(f"The archive cannot be asked; warnings that need it are left out: {str(error).splitlines()[0]}")
        return None
    finally:
        engine.dispose()


def _show(report: Report) -> None:
    for problem in report.problems:
        output.say(problem.show() + "\n")
    output.say(report.summary())
