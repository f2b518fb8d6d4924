"""`screen`, `explain` and `latest`: read articles against the watchlists, say why each did or not, and what came in."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.options import AsJson, Config, Private, house, now


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(screen)
    app.command()(explain)
    app.command()(latest)


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


def latest(
    ctx: typer.Context,
    outlets: Annotated[list[str] | None, typer.Argument(metavar="OUTLET", help="Ids or names. Default: all.")] = None,
    config: Config = None,
    matched: Annotated[bool, typer.Option("--matched", help="Only articles that a watchlist took.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=500, help="At most so many.")] = 30,
    as_json: AsJson = False,
) -> None:
    """List the newest articles, and the watchlists that took each.

    Newest is what came in last. The number in brackets is what `tocsin explain`
    and `tocsin feedback` take.

    \b
      tocsin latest
      tocsin latest --matched -n 10
      tocsin latest tass-en --json
    """
    from crawler.database import reader, sessions
    from tocsin.cli.naming import outlet_of
    from tocsin.newest import newest
    from tocsin.times import local

    home = house(ctx, config, compiled=False)
    conf = home.configuration
    chosen = [outlet_of(conf.outlets, name).id for name in outlets or ()]
    with sessions(reader(home.engine))() as session:
        found = newest(session, outlets=chosen, matched=matched, limit=limit)
    if as_json:
        output.put_json(found)
        return
    for one in found:
        when = local(one.published or one.first_seen, conf.settings.timezone)
        output.say(output.safe(f"{when}  {one.outlet}  {one.title}  [{one.article}]"))
        if one.lists:
            output.say("    " + ", ".join(f"{name} {score:g}" for name, score in one.lists.items()))
    if not found:
        output.note("There is no such article yet.")
