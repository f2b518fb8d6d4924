"""`crawl`: fetch what the outlets publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, Since, Until, house, instant, now

if TYPE_CHECKING:
    from crawler.outlets import Outlet


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(crawl)


def crawl(
    ctx: typer.Context,
    outlets: Annotated[list[str] | None, typer.Argument(metavar="OUTLET", help="Ids. Default: all.")] = None,
    config: Config = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Look at outlets now, whatever their `every`, and keep what is new.

    A named outlet is looked at even if its status is `off`. With a range of dates
    older articles are fetched too, as far as sitemaps and pagination lead back.

    \b
      tocsin crawl
      tocsin crawl irna-en tass-en
      tocsin crawl tass-en --since 30d
    """
    from tocsin import rota, work

    home = house(ctx, config)
    known = {outlet.id: outlet for outlet in home.configuration.outlets}
    for name in outlets or ():
        if name not in known:
            from tocsin.problems import did_you_mean

            raise RefusedError(f"there is no outlet '{name}' in outlets.yaml{did_you_mean(name, known)}")
    chosen = [_awake(known[name]) for name in dict.fromkeys(outlets)] if outlets else rota.active(known.values())
    if not chosen:
        raise RefusedError("no outlet is on; set `status: on` in outlets.yaml, or add one: tocsin outlet add URL")
    at = now()
    from crawler.crawl import Crawler
    from crawler.options import beyond
    from tocsin.cli.running import Watch

    with output.progress("outlets") as step, Crawler() as crawler:
        watch = Watch(step, len(chosen))
        report = work.crawl(
            home, crawler, chosen, since=instant(since, at), until=instant(until, at), on_event=watch.event
        )
    if as_json:
        output.put_json(report)
    else:
        columns = ["outlet", "found", "fetched", "new", "changed", "304", "requests", "note"]
        rows = [
            [o.outlet, o.found, o.fetched, o.new, o.changed, o.unchanged, o.requests, o.problem] for o in report.outlets
        ]
        output.table(columns, rows)
        for one in report.outlets:
            for line in beyond(one.outlet, one.postponed, one.older):
                output.say(line)
    raise typer.Exit(exits.PROBLEM if any(o.problem for o in report.outlets) else exits.OK)


def _awake(outlet: Outlet) -> Outlet:
    """An outlet that was named is looked at whatever its status."""
    return outlet.model_copy(update={"status": "test"}) if outlet.status == "off" else outlet
