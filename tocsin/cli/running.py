"""`once`, `run`, `worker`, `demo` and `status`: the whole stream, and how it is doing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.mailing import say_troubles
from tocsin.cli.options import AsJson, Config, directory, house, now
from tocsin.demo.command import demo
from tocsin.times import local

if TYPE_CHECKING:
    from tocsin.once import Summary
    from tocsin.wiring import House


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(demo)
    app.command()(once)
    app.command()(run)
    app.command()(worker)
    app.command()(status)


def once(ctx: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Crawl, screen, compose and send, one time.

    Looks at every outlet that is `on` or in `test`, whatever its `every`. A
    digest goes out when there is something new for it, or when its time has come
    since the last issue. Can be stopped and started again at any point. While
    `tocsin run` or another `once` works on the database it leaves (exit code 4).

    \b
      tocsin once
      tocsin once --config press-watch --json | jq .mailed
      */30 * * * *  tocsin once --config /etc/tocsin        (in a crontab, instead of `tocsin run`)
    """
    from tocsin import once as whole
    from tocsin import rota
    from tocsin.lock import leadership
    from tocsin.ping import ping

    home = house(ctx, config)
    with leadership(home.engine, home.var), output.progress("outlets") as step:
        watch = Watch(step, len(rota.active(home.configuration.outlets)))
        summary = whole.once(home, clock=now, on_event=watch.event, on_stage=watch.stage)
    if summary.alive:
        ping(home)
    if as_json:
        output.put_json(summary.as_json())
    else:
        show(summary, home)
    raise typer.Exit(exits.OK if summary.ok else exits.PROBLEM)


class Watch:
    """Turns what the stages report into progress: outlets done, of how many, and the articles kept so far."""

    def __init__(self, step: output.Step, outlets: int) -> None:
        self._step, self._outlets = step, outlets
        self._done = self._kept = 0

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._step(self._done, self._outlets, name)

    def event(self, event: dict[str, Any]) -> None:
        """Something happened in the crawler."""
        self._done += event.get("event") == "outlet"
        self._kept += event.get("event") == "article"
        kept = "1 article" if self._kept == 1 else f"{self._kept} articles"
        self._step(self._done, self._outlets, f"{kept}, {event.get('outlet', '')}")


def show(summary: Summary, home: House) -> None:
    """The summary for people: one line an outlet, the totals, where the mail went, what needs a look."""
    from crawler.options import beyond, troubles_of

    names = {outlet.id: outlet.name for outlet in home.configuration.outlets}
    output.table(
        ["outlet", "name", "found", "fetched", "new", "changed", "note"],
        [
            [o.outlet, names.get(o.outlet, ""), o.found, o.fetched, o.new, o.changed, o.problem]
            for o in summary.outlets
        ],
    )  # fmt: skip
    for one in summary.outlets:
        for line in (*troubles_of(one), *beyond(one.outlet, one.postponed, one.older)):
            output.say(output.safe(line))
    totals = summary.totals()
    output.say()
    output.table(list(totals), [list(totals.values())])
    again = summary.screening.screened - totals["new"] - totals["changed"]
    if again > 0:
        output.say(
            f"{again} of the {summary.screening.screened} articles read had been kept before (a list, an entity or an "
            "outlet was changed, say); matched counts them too."
        )
    output.say()
    for made in summary.issues:
        if made.state == "skipped":
            empty = next((one.empty for one in home.configuration.digests if one.id == made.digest), "skip")
            waits = "1 repeat waits" if made.articles == 1 else f"{made.articles} repeats wait"
            output.say(
                f"{made.digest}: due, nothing new, skipped (empty: {empty})" + (f"; {waits}" if made.articles else "")
            )
            continue
        stories = "1 story" if made.stories == 1 else f"{made.stories} stories"
        output.say(f"{made.digest}: issue {made.number}, {stories}: {made.subject}")
    for digest in summary.quiet:
        output.say(f"{digest}: nothing new, no mail")
    for held in summary.on_hold:
        output.say(f"{held.words} until {local(held.until, home.configuration.settings.timezone)}")
    if summary.mail.sent and not home.configuration.settings.mail_server:
        output.say(f"Mail is in {home.var / 'outbox'}/ (.eml for a mail program, .html and .txt to look at).")
    for name, why in summary.unrendered.items():
        output.say(f"{name}: {why}")
    say_troubles(summary.mail)


def run(
    ctx: typer.Context,
    config: Config = None,
    fleet: Annotated[
        bool, typer.Option("--fleet", help="Only hand out the work, to `tocsin worker` on any machine (PostgreSQL).")
    ] = False,
) -> None:
    """Stay, and do everything on schedule, until SIGTERM or Ctrl-C.

    Each outlet is looked at by its `every`, each digest goes out at its local
    time; what was missed while the machine was off is made up once. Changed YAML
    is taken over within seconds; a wrong one is refused with its reason in the
    log, and the last good one stays. One process a database: a second one says so
    and leaves (exit code 4).

    \b
      tocsin run
      tocsin run --config /etc/tocsin
    """
    from tocsin import serving

    serving.serve(_for_fleet(house(ctx, config), fleet), clock=now, fleet=fleet)


def worker(
    ctx: typer.Context,
    config: Config = None,
    concurrency: Annotated[int, typer.Option(min=1, help="Jobs at the same time.")] = 4,
    metrics_port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Answer /metrics, /healthz and /readyz here. Default: nowhere.")
    ] = None,
) -> None:
    """Do the work that `tocsin run --fleet` hands out, until SIGTERM or Ctrl-C.

    Start as many as you like, on as many machines as you like, with the same
    configuration and the same PostgreSQL database. What a dead worker was doing is
    taken up by another one within a minute.

    \b
      tocsin worker
      tocsin worker --concurrency 8 --metrics-port 9465
    """
    from tocsin import workers

    workers.serve(_for_fleet(house(ctx, config), True), clock=now, concurrency=concurrency, metrics_port=metrics_port)


def _for_fleet(home: House, fleet: bool) -> House:
    if fleet and home.engine.dialect.name != "postgresql":
        raise RefusedError("many machines need PostgreSQL: set TOCSIN_DATABASE=postgresql://user@host/name")
    return home


def status(
    ctx: typer.Context,
    config: Config = None,
    lists: Annotated[bool, typer.Option("--lists", help="Also how each query of each watchlist does.")] = False,
    trends: Annotated[bool, typer.Option("--trends", help="Also who was first met of late, and with whom.")] = False,
    as_json: AsJson = False,
) -> None:
    """How everything is doing: outlets, digests, messages that wait, what failed.

    \b
      tocsin status
      tocsin status --lists      (precision, and queries that earn nothing)
      tocsin status --trends     (first mentions of the last 7 days)
      tocsin status --json | jq .outbox
    """
    from tocsin import state
    from tocsin.problems import ConfigurationError

    try:
        home = house(ctx, config, compiled=lists)
    except ConfigurationError:
        from tocsin.wiring import at_work

        if running := at_work(directory(ctx, config)):
            output.note(f"{running}, with the last good configuration. What is wrong with the present one:\n")
        raise
    found = state.look(home, now=now(), lists=lists, trends=trends)
    if as_json:
        output.put_json(found)
        return
    zone = home.configuration.settings.timezone

    def when(instant: datetime | None) -> str:
        return local(instant, zone)

    for title, columns, rows in found.tables(when):
        output.table(columns, rows, title=title)
        output.say()
    for line in found.remarks(when):
        output.say(output.safe(line))
