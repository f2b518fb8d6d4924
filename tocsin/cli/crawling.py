"""`crawl`: fetch what the outlets publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.naming import outlet_of
from tocsin.cli.options import AsJson, Config, Since, Until, house, now, span

if TYPE_CHECKING:
    from crawler.options import OutletReport
    from crawler.outlets import Outlet


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(crawl)


def crawl(
    ctx: typer.Context,
    outlets: Annotated[list[str] | None, typer.Argument(metavar="OUTLET", help="Ids or names. Default: all.")] = None,
    config: Config = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Look at outlets now, whatever their `every`, and keep what is new.

    A named outlet is looked at even if its status is `off`. With --since, lists are
    followed back to that date, whatever `pages` says: sitemaps, older pages of
    sections, of feeds where they name them. What led back less far is told. A round
    fetches `budget` articles; the same command again goes on, and so does
    `tocsin run`.

    \b
      tocsin crawl
      tocsin crawl irna-en tass-en
      tocsin crawl tass-en --since 30d
      tocsin crawl tass-en --since 2026-10-01 --until 2026-10-31
    """
    from tocsin import rota, work

    home = house(ctx, config)
    known = home.configuration.outlets
    named = {one.id: _awake(one) for one in (outlet_of(known, name) for name in outlets or ())}
    chosen = list(named.values()) if outlets else rota.active(known)
    if not chosen:
        raise RefusedError("no outlet is on; set `status: on` in outlets.yaml, or add one: tocsin outlet add URL")
    begin, end = span(since, until, now(), home.configuration.settings.timezone)
    if end is not None and begin is None:
        raise RefusedError(f"--until {until} alone does not say how far back to go; add --since, e.g. --since 90d")
    from crawler.crawl import Crawler
    from crawler.options import beyond, left_of
    from tocsin.cli.running import Watch

    with output.progress("outlets") as step, Crawler() as crawler:
        watch = Watch(step, len(chosen))
        report = work.crawl(home, crawler, chosen, since=begin, until=end, on_event=watch.event)
    if as_json:
        output.put_json(report)
    else:
        columns = ["outlet", "name", "found", "fetched", "new", "changed", "304", "requests", "note"]
        names = {outlet.id: outlet.name for outlet in chosen}
        rows = [
            [o.outlet, names[o.outlet], o.found, o.fetched, o.new, o.changed, o.unchanged, o.requests, _note(o)]
            for o in report.outlets
        ]
        output.table(columns, rows)
        for one in report.outlets:
            for line in (*beyond(one.outlet, one.postponed, one.older), *left_of(one)):
                output.say(output.safe(line))
    short = begin is not None and any(one.short or one.waiting for one in report.outlets)
    raise typer.Exit(exits.PROBLEM if short or any(one.problem for one in report.outlets) else exits.OK)


def _note(report: OutletReport) -> str:
    """What went wrong; else that the look did not get as far as it was asked to, which is told below the table."""
    return report.problem or ("did not lead back to the date, see below" if report.short else "")


def _awake(outlet: Outlet) -> Outlet:
    """An outlet that was named is looked at whatever its status."""
    return outlet.model_copy(update={"status": "test"}) if outlet.status == "off" else outlet
