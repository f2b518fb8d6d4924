"""`init` and `check`: make a configuration, and say whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import Refused
from tocsin.cli.options import AsJson, Config, directory

if TYPE_CHECKING:
    from tocsin.configuration import Report


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(check)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to make it.")] = Path("config"),
    contact: Annotated[
        str, typer.Option(help="Page or mail address that goes into the crawler's User-Agent.")
    ] = "https://example.org/our-crawler",
    timezone: Annotated[str, typer.Option(help="Where your readers are.")] = "UTC",
) -> None:
    """Make a configuration folder to start from.

    It holds one example of everything, commented, and JSON Schemas that give completion in your editor. Nothing that
    exists is overwritten.

    \b
      tocsin init
      tocsin init press-watch --contact https://example.org/bot --timezone Europe/Helsinki
    """
    from importlib.resources import files

    from tocsin.configuration import write_schemas

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} exists and is not empty; name another folder: tocsin init DIR")
    starter = files("tocsin") / "starter"
    for name in (
        "settings.yaml", "outlets.yaml", "digests.yaml", "entities/organisations.yaml", "watchlists/port-strikes.yaml",
    ):  # fmt: skip
        content = starter.joinpath(name).read_text(encoding="utf-8")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.replace("@CONTACT@", contact).replace("@TIMEZONE@", timezone), encoding="utf-8")
    write_schemas(folder / "schema")
    output.say(f"Made {folder}/. Next:")
    option = "" if folder == Path("config") else f" --config {folder}"
    output.say(f"  1. say who you are in {folder}/settings.yaml, and name outlets in {folder}/outlets.yaml")
    output.say(f"  2. tocsin check{option}")
    output.say(f"  3. tocsin once{option}")


def check(ctx: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Read the configuration as the daemon would, and say what is wrong with it and where.

    Also runs the tests inside the watchlists and warns of lines that probably do not mean what they say. Warnings can
    be silenced on their line: `# lint: off CODE why`.

    \b
      tocsin check
      tocsin check --config press-watch --json
    """
    from tocsin import configuration
    from tocsin.settings import environment
    from tocsin.wiring import config_folder

    report = configuration.check(config_folder(directory(ctx, config), environment()))
    if as_json:
        output.put_json(report.as_json())
    else:
        _show(report)
    raise typer.Exit(exits.PROBLEM if report.errors else exits.OK)


def _show(report: Report) -> None:
    for problem in report.problems:
        output.say(problem.show() + "\n")
    output.say(report.summary())
