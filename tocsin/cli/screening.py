"""`screen` and `explain`: read articles against the watchlists, and say why each did or did not match."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.options import AsJson, Config, Private, house, now


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(screen)
    app.command()(explain)


def screen(ctx: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Read every article that the present watchlists have not read yet.

    Editing a watchlist or an entity makes all kept articles unread again, so this
    is also how a new list is applied to the past. Nothing is sent.

    \b
      tocsin screen
      tocsin screen --json
    """
    from tocsin import work

    home = house(ctx, config)
    with output.progress("screen") as step:
        report = work.read(home, now=now(), on_progress=lambda done, total: step(done, total, ""))
    if as_json:
        output.put_json(report)
    elif report.screened:
        output.say(
            f"{report.screened} articles read: {report.matched} matched, in {report.stories} stories; "
            f"{report.withdrawn} earlier matches no longer hold."
        )
    else:
        output.say("Every article has been read under the present watchlists.")


def explain(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="ARTICLE|FILE|URL", help="Number, key or address of a kept article, or a file.")
    ],
    config: Config = None,
    language: Annotated[str, typer.Option("--lang", help="Language of a FILE, two letters.")] = "",
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Say which lists an article meets, by which words where, or why not.

    A FILE is a text (title, blank line, paragraphs) or an .html page. An address
    that is not kept is fetched as the crawler fetches, and not kept. Of an article
    that its outlet changed since, the last changes are shown too.

    \b
      tocsin explain 1284
      tocsin explain https://www.example.org/2026/11/story.html
      tocsin explain draft.txt --lang ru
    """
    from tocsin import explaining, revising
    from tocsin.cli.failures import RefusedError
    from tocsin.cli.reading import UnreadableError, page_of

    home = house(ctx, config)
    found = explaining.find(home, what, language=language, now=now())
    if found is None:
        try:
            found = explaining.from_page(home, page_of(ctx, config, what, allow_private), what, language)
        except UnreadableError as error:
            raise RefusedError(
                f"that address is not kept, and fetching it failed: {error}", code=exits.PROBLEM
            ) from None
    document, past = found
    analysis = home.ruleset.analyse(document, explain=True)
    if as_json:
        output.put_json({**explaining.as_json(document, analysis), **revising.as_json(past)})
    else:
        titles = {watchlist.id or "": watchlist.title for watchlist in home.configuration.watchlists}
        zone = home.configuration.settings.timezone
        for line in explaining.lines(document, analysis, titles, zone):
            output.say(output.safe(line))
        for change in revising.lines(past, zone):
            output.say_changed(change, revising.marked(change))
