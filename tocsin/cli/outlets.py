"""`outlet` and `entity`: the configuration's files, edited without disturbing what else is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.adding import add
from tocsin.cli.failures import RefusedError
from tocsin.cli.naming import outlet_of
from tocsin.cli.options import AsJson, Config, configuration, house, now
from tocsin.times import local

if TYPE_CHECKING:
    from tocsin.wiring import House


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    outlet = typer.Typer(help="Add an outlet, look at one, or say that one was renamed.", no_args_is_help=True)
    outlet.command()(add)
    outlet.command()(show)
    outlet.command()(moved)
    app.add_typer(outlet, name="outlet")
    entity = typer.Typer(help="Work on entities.", no_args_is_help=True)
    entity.command()(rename)
    app.add_typer(entity, name="entity")


def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="OUTLET", help="Id or name of the outlet.")],
    config: Config = None,
    keep: Annotated[str | None, typer.Option("--keep", metavar="LINE", help="Never cut this line again.")] = None,
    cut: Annotated[str | None, typer.Option("--cut", metavar="LINE", help="Cut this line from now on.")] = None,
    auto: Annotated[str | None, typer.Option("--auto", metavar="LINE", help="Let the count decide again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show an outlet: state, last looks, newest articles, lines that are cut.

    An id that is not configured shows what is kept under it, as of imported texts.

    Lines that recur under an outlet's articles are learnt and cut; a word of yours
    overrules the count. A line to be kept is put back where it was cut.

    \b
      tocsin outlet show gulf-ledger
      tocsin outlet show gulf-ledger --keep "Our correspondent reports"
    """
    from crawler.boilerplate import decide
    from crawler.database import sessions
    from tocsin.outlet_view import has_articles, view, view_kept

    home = house(ctx, config, compiled=False)
    try:
        outlet = outlet_of(home.configuration.outlets, name)
    except RefusedError:
        if not has_articles(home, name) or any(line is not None for line in (keep, cut, auto)):
            raise
        shown = view_kept(home, name)
    else:
        with sessions(home.engine).begin() as session:
            for line, verdict in ((keep, "keep"), (cut, "cut"), (auto, "")):
                if line is not None:
                    decide(session, outlet.id, line, verdict, now())  # type: ignore[arg-type]
        if keep is not None:
            _put_back(home, outlet.id, keep)
        shown = view(home, outlet, now=now())
    if as_json:
        output.put_json(shown)
        return
    zone = home.configuration.settings.timezone
    for title, columns, rows in shown.tables(lambda instant: local(instant, zone)):
        if rows:
            output.table(columns, rows, title=title)
            output.say()


def _put_back(home: House, outlet: str, line: str) -> None:
    """Put a line back into the stored articles it was cut from, and say into how many."""
    from crawler.database import sessions
    from crawler.restoring import restore

    after: int | None = 0
    done = 0
    while after is not None:
        with sessions(home.engine).begin() as session:
            after, more = restore(session, outlet, line, after=after)
        done += more
    if not done:
        output.note("The line was cut from no stored article; it stays in those that are read from now on.")
        return
    articles = "1 stored article has" if done == 1 else f"{done} stored articles have"
    output.note(f"{articles} the line again; the next screening reads them with it.")


def moved(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id it had; not configured any more.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Id or name of the outlet that goes on.")],
    config: Config = None,
) -> None:
    """Say that an outlet was called otherwise: its articles and looks go along.

    An id that is changed in outlets.yaml is noticed by the addresses of its lists.
    This is for where they changed too, and for archives from before that was so;
    `tocsin doctor` names them. What was mailed is not mailed again.

    \b
      tocsin outlet moved gulf-ledger-old gulf-ledger
    """
    from tocsin import succession

    home = house(ctx, config, compiled=False)
    heir = outlet_of(home.configuration.outlets, new)
    if any(one.id == old for one in home.configuration.outlets):
        raise RefusedError(
            f"'{old}' is configured; take it out of outlets.yaml first, or its articles would come apart"
        )
    if old not in (known := succession.orphans(home)):
        raise RefusedError(f"no article is kept under '{old}'" + (f"; there are {', '.join(known)}" if known else ""))
    output.say(f"{succession.move(home, old, heir.id)} articles of '{old}' belong to '{heir.id}' now.")


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    config: Config = None,
) -> None:
    """Give an entity another id, in every file that speaks of it.

    Comments and all other bytes stay as they are.

    \b
      tocsin entity rename s300 s-300
    """
    from tocsin.editing import EditingError, rename_entity

    conf = configuration(ctx, config, compiled=False)
    try:
        changes = rename_entity(conf.directory, old.lstrip("$"), new.lstrip("$"))
    except EditingError as error:
        raise RefusedError(str(error)) from None
    for change in changes:
        output.say(f"{change.path}: {change.places} places")
