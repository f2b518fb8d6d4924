"""`outlet` and `entity`: the configuration's files, edited without disturbing what else is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.naming import outlet_of
from tocsin.cli.options import AsJson, Config, Private, configuration, directory, house, now
from tocsin.cli.reading import asking
from tocsin.times import local

if TYPE_CHECKING:
    from crawler.discovery import Discovery
    from tocsin.configuration import Configuration

Language = Annotated[str, typer.Option("--language", metavar="XX", help="Two letters, where it cannot be found.")]
Country = Annotated[str, typer.Option("--country", metavar="XX", help="Two capitals (ISO 3166-1).")]


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


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The site, or one of its feeds.")],
    country: Country = "",
    language: Language = "",
    name: Annotated[str, typer.Option("--name", help="As readers see it. Default: as the site says.")] = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="Default: made from the name.")] = "",
    config: Config = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show the lines, write nothing.")] = False,
    allow_private: Private = False,
    as_json: AsJson = False,
) -> None:
    """Find a site's feeds and sitemaps, show what would be kept, write the outlet.

    It looks at the page's own links, at robots.txt and at usual places. The new
    outlet is on trial (`status: test`): crawled and counted, never mailed.

    \b
      tocsin outlet add https://www.example.org/
      tocsin outlet add www.example.org --country GB --dry-run
    """
    import shlex

    from crawler.ask import discover
    from crawler.crawl import AskError
    from tocsin.editing import EditingError, add_outlets, stanza

    conf = configuration(ctx, config, compiled=False)
    try:
        with asking(ctx, config, allow_private) as (crawler, options, allowed):
            found = discover(crawler, url, options, allow_private=allowed)
    except AskError as error:
        raise RefusedError(str(error), code=exits.PROBLEM) from None
    if not (found.feeds or found.sitemaps or found.sections):
        raise RefusedError(f"{found.url} shows no feed, no sitemap and no list of articles", code=exits.PROBLEM)
    values = _outlet(found, conf, country=country, language=language, name=name, id_=id_)
    _leave_out_what_is_read(values, conf)
    if allow_private:
        values["allow_private"] = True
    if as_json:
        output.put_json({"outlet": values, "found": found})
    else:
        _show_found(found, conf.settings.timezone)
        output.say(stanza(values).rstrip())
    if values["country"] == "ZZ":
        output.note("country: ZZ stands for an unknown one; write the right two capitals, or give them with --country.")
    if dry:
        return
    try:
        add_outlets(conf.directory, [values])
    except EditingError as error:
        raise RefusedError(str(error)) from None
    given = directory(ctx, config)
    where = f" --config {shlex.quote(str(given))}" if given is not None else ""
    output.note(f"Written to {conf.directory}/outlets.yaml. Try it: tocsin crawl {values['id']}{where}")


def _outlet(
    found: Discovery, conf: Configuration, *, country: str, language: str, name: str, id_: str
) -> dict[str, Any]:
    from tocsin.opml import free_id

    spoken = language or found.language or next((s.language for s in found.samples if s.language), "")
    if not spoken:
        raise RefusedError("the site does not say its language; give it with --language en")
    site = (urlsplit(found.url).hostname or "").removeprefix("www.")
    title = name or found.name or site
    values: dict[str, Any] = {
        "id": id_ or free_id(title, site, {outlet.id for outlet in conf.outlets}),
        "name": title,
        "language": spoken,
        "country": country.upper() or _country(site),
    }
    if found.feeds:
        values["feeds"] = [found.feeds[0].url]
    if found.sitemaps:
        values["sitemaps"] = [found.sitemaps[0].url]
    if not (found.feeds or found.sitemaps):
        values["sections"] = [found.sections[0].url]
    if found.crawl_delay:
        values["delay"] = f"{found.crawl_delay:g}s"
    values["status"] = "test"
    return values


def _leave_out_what_is_read(values: dict[str, Any], conf: Configuration) -> None:
    """Take a sitemap out of a new outlet's `values` that another outlet reads.

    Raises:
        RefusedError: another outlet reads the feed, or all that there is.
    """
    readers = {
        _same(source.url): outlet.id
        for outlet in conf.outlets
        for source in (*outlet.feeds, *outlet.sitemaps, *outlet.sections)
    }
    read = {kind: readers.get(_same(values[kind][0])) for kind in ("feeds", "sitemaps", "sections") if kind in values}
    for kind, reader in read.items():
        if reader is None:
            continue
        said = f"{values[kind][0]} is already read by outlet '{reader}'"
        if kind != "sitemaps" or len(read) == 1:
            raise RefusedError(f"{said}; nothing was written")
        output.note(f"{said}; it is left out.")
        del values[kind]


def _same(url: str) -> str:
    """What is equal in two ways to write one address."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _country(site: str) -> str:
    """The country of a national domain; ZZ, which stands for an unknown one, for any other."""
    ending = site.rpartition(".")[2].upper()
    return {"UK": "GB"}.get(ending, ending) if len(ending) == 2 and ending.isalpha() else "ZZ"


def _show_found(found: Discovery, zone: str) -> None:
    rows = [
        [one.kind, one.entries, local(one.newest, zone), one.url]
        for one in (*found.feeds, *found.sitemaps, *found.sections)
    ]
    output.table(["kind", "entries", "newest", "address"], rows)
    for sample in found.samples:
        output.say()
        output.say(output.safe(f"{sample.title or sample.url}"))
        if sample.problem:
            output.say(output.safe(f"    {sample.problem}"))
        else:
            when = local(sample.published, zone) or "no date"
            output.say(
                output.safe(f"    {when}; {', '.join(sample.authors) or 'no author'}; {len(sample.text.split())} words")
            )
            output.say(output.safe(f"    {sample.text[:160]}…"))
    for problem in found.problems:
        output.note(output.safe(problem))
    output.say()


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

    Lines that recur under an outlet's articles are learnt and cut; a word of yours
    overrules the count.

    \b
      tocsin outlet show gulf-ledger
      tocsin outlet show gulf-ledger --keep "Our correspondent reports"
    """
    from crawler.boilerplate import decide
    from crawler.database import sessions
    from tocsin.outlet_view import view

    home = house(ctx, config, compiled=False)
    outlet = outlet_of(home.configuration.outlets, name)
    with sessions(home.engine).begin() as session:
        for line, verdict in ((keep, "keep"), (cut, "cut"), (auto, "")):
            if line is not None:
                decide(session, outlet.id, line, verdict, now())  # type: ignore[arg-type]
    shown = view(home, outlet, now=now())
    if as_json:
        output.put_json(shown)
        return
    zone = home.configuration.settings.timezone
    for title, columns, rows in shown.tables(lambda instant: local(instant, zone)):
        if rows:
            output.table(columns, rows, title=title)
            output.say()


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
