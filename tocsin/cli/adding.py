"""`outlet add`: a site is asked for its lists, and an outlet is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, Private, configuration, directory
from tocsin.cli.reading import asking
from tocsin.times import local

if TYPE_CHECKING:
    from crawler.discovery import Discovery
    from crawler.options import Event
    from tocsin.configuration import Configuration

Language = Annotated[str, typer.Option("--language", metavar="XX", help="Two letters, where it cannot be found.")]
Country = Annotated[str, typer.Option("--country", metavar="XX", help="Two capitals (ISO 3166-1).")]
Delay = Annotated[str, typer.Option("--delay", metavar="SPAN", help="Between two requests, now and later. Default 5s.")]
_UNKNOWN = "ZZ"
"""Stands for a country that nobody named (ISO 3166-1 leaves it to users)."""


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The site, or one of its feeds.")],
    country: Country = "",
    language: Language = "",
    name: Annotated[str, typer.Option("--name", help="As readers see it. Default: as the site says.")] = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="Default: made from the name.")] = "",
    delay: Delay = "",
    config: Config = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show the lines, write nothing.")] = False,
    allow_private: Private = False,
    as_json: AsJson = False,
) -> None:
    """Find a site's feeds and sitemaps, show what would be kept, write the outlet.

    It looks at the page's own links, at robots.txt, and where these name nothing at
    usual places, with a pause between two requests. The new outlet is on trial
    (`status: test`): crawled and counted, never mailed.

    \b
      tocsin outlet add https://www.example.org/
      tocsin outlet add www.example.org --country GB --dry-run
    """
    import shlex

    from crawler.ask import discover
    from crawler.crawl import AskError
    from tocsin.editing import EditingError, add_outlets, stanza

    conf = configuration(ctx, config, compiled=False)
    given = _given(conf, id=id_, country=country.upper(), language=language.lower(), delay=delay)
    if reader := _readers(conf).get(_same(url)):
        raise RefusedError(f"{url} is already read by outlet '{reader}'; nothing was asked or written")
    try:
        with (
            asking(ctx, config, allow_private) as (crawler, options, allowed),
            output.progress("requests") as step,
        ):
            asked = _Asked(step)
            pause = given.get("delay")
            found = discover(crawler, url, options, allow_private=allowed, delay=pause, on_event=asked.event)
    except AskError as error:
        raise RefusedError(str(error), code=exits.PROBLEM) from None
    if not found.chosen:
        raise RefusedError(_nothing(found), code=exits.PROBLEM)
    values = _outlet(found, conf, name=name, given=given)
    if delay and given["delay"] != _default("delay"):
        values["delay"] = f"{given['delay']:g}s"
    if allow_private and not conf.settings.allow_private:
        values["allow_private"] = True
    values["status"] = "test"
    _leave_out_what_is_read(values, conf)
    if as_json:
        output.put_json({"outlet": values, "found": found})
    else:
        _show_found(found, conf.settings.timezone)
        output.say(stanza(values).rstrip())
    _advise(values, found, conf)
    if dry:
        return
    try:
        add_outlets(conf.directory, [values])
    except EditingError as error:
        raise RefusedError(str(error)) from None
    folder = directory(ctx, config)
    where = f" --config {shlex.quote(str(folder))}" if folder is not None else ""
    output.note(f"Written to {conf.directory}/outlets.yaml. Try it: tocsin crawl {values['id']}{where}")


class _Asked:
    """Shows which address is asked; says once how long the pauses between them are."""

    def __init__(self, step: output.Step) -> None:
        self._step = step
        self._requests = 0
        self._pause = 0.0

    def event(self, event: Event) -> None:
        """Take what the crawler says it is about to do."""
        self._requests += 1
        if event["pause"] > max(self._pause, 0.5):
            self._pause = event["pause"]
            output.note(f"Asking the site, with {self._pause:g} s between two requests; this takes a while.")
        self._step(self._requests, None, event["url"])


def _given(conf: Configuration, **texts: str) -> dict[str, Any]:
    """The options that were given, as the fields of an outlet of those names want them.

    Raises:
        RefusedError: one is none, or the id is taken; nothing has been asked yet.
    """
    from pydantic import TypeAdapter, ValidationError

    from crawler.shapes import Country, Duration, Id, Language

    kinds: dict[str, Any] = {"id": Id, "country": Country, "language": Language, "delay": Duration}
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if not text:
            continue
        try:
            values[field] = TypeAdapter(kinds[field]).validate_python(text)
        except ValidationError as error:
            why = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise RefusedError(f"--{field} {text}: {why}") from None
    if any(outlet.id == values.get("id") for outlet in conf.outlets):
        raise RefusedError(f"there is an outlet '{values['id']}' already; give another --id")
    return values


def _default(field: str) -> Any:
    from crawler.outlets import Outlet

    return Outlet.model_fields[field].default


def _outlet(found: Discovery, conf: Configuration, *, name: str, given: dict[str, Any]) -> dict[str, Any]:
    from crawler.countries import country_of
    from tocsin.opml import free_id

    spoken = given.get("language") or found.language
    if not spoken:
        raise RefusedError("the site does not say its language; give it with --language en")
    site = (urlsplit(found.url).hostname or "").removeprefix("www.")
    title = name or found.name or site
    values: dict[str, Any] = {
        "id": given.get("id") or free_id(title, site, {outlet.id for outlet in conf.outlets}),
        "name": title,
        "language": spoken,
        "country": given.get("country") or country_of(site) or _UNKNOWN,
    }
    for kind in ("feeds", "sitemaps", "sections"):
        if kind in found.chosen:
            values[kind] = [found.chosen[kind].url]
    return values


def _leave_out_what_is_read(values: dict[str, Any], conf: Configuration) -> None:
    """Take a sitemap out of a new outlet's `values` that another outlet reads.

    Raises:
        RefusedError: another outlet reads the feed, or all that there is.
    """
    readers = _readers(conf)
    read = {kind: readers.get(_same(values[kind][0])) for kind in ("feeds", "sitemaps", "sections") if kind in values}
    for kind, reader in read.items():
        if reader is None:
            continue
        said = f"{values[kind][0]} is already read by outlet '{reader}'"
        if kind != "sitemaps" or len(read) == 1:
            raise RefusedError(f"{said}; nothing was written")
        output.note(f"{said}; it is left out.")
        del values[kind]


def _readers(conf: Configuration) -> dict[str, str]:
    """Which outlet reads a list, by what is the same in all ways to write its address."""
    return {
        _same(source.url): outlet.id
        for outlet in conf.outlets
        for source in (*outlet.feeds, *outlet.sitemaps, *outlet.sections)
    }


def _same(url: str) -> str:
    """What is equal in two ways to write one address, which may lack its scheme."""
    from crawler.urls import fold

    return fold(url if "://" in url else f"https://{url}")


def _nothing(found: Discovery) -> str:
    """Why no outlet can be written."""
    said = [f"{found.url} shows no feed, no sitemap and no list of articles"]
    if found.scripted:
        said.append(
            "the page is empty until its scripts run: if a browser shows a list of articles there, write an outlet "
            f"with `sections: [{found.url}]` and `render: browser` by hand (it needs the extra tocsin[browser])"
        )
    return output.safe("; ".join([*said, *found.problems]))


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


def _advise(values: dict[str, Any], found: Discovery, conf: Configuration) -> None:
    """What the operator should look at or may want to change."""
    if values["country"] == "ZZ":
        output.note("country: ZZ stands for an unknown one; write the right two capitals, or give them with --country.")
    left = {source.url for source in found.chosen.values()}
    more = [one.url for one in (*found.feeds, *found.sitemaps) if one.url not in left]
    if others := [*more, *found.unopened]:
        output.note(output.safe(f"Not taken, though the site names them: {', '.join(others)}"))
    if not any(one.entries for one in found.chosen.values()):
        output.note("The feed has no entry at present: what the articles look like could not be tried.")
    elif not any(sample.text for sample in found.samples):
        output.note("No article could be read: see above before you trust this outlet.")
    for other in conf.outlets:
        if other.name.casefold() == str(values["name"]).casefold():
            output.note(f"Outlet '{other.id}' has the same name: readers cannot tell the two apart.")
