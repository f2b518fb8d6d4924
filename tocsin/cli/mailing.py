"""`digest preview`, `send` and `release`: look at an issue before it goes out, send one now, let a held one go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, house, now

if TYPE_CHECKING:
    from alerts.digests import Digest
    from alerts.dispatch import DispatchReport
    from tocsin.wiring import House

Name = Annotated[str, typer.Argument(metavar="ID", help="Id of the digest in digests.yaml.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="Look at a digest, or send one now.", no_args_is_help=True)
    group.command()(preview)
    group.command()(send)
    group.command()(release)
    app.add_typer(group, name="digest")


def preview(
    ctx: typer.Context,
    name: Name,
    config: Config = None,
    form: Annotated[Literal["text", "html"], typer.Option("--as", help="What to print.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", help="Write .html and .txt into this folder instead.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print the next issue as it would look now.

    Nothing is claimed or sent. Lists in `status: test` are shown too.

    \b
      tocsin digest preview morning
      tocsin digest preview morning --as html > morning.html
      tocsin digest preview morning --json | jq '.stories[].headline'
    """
    from tocsin import work

    home = house(ctx, config)
    shown = work.preview(home, _digest(home, name), now=now())
    if as_json:
        output.put_json(json.loads(shown.payload))
    elif out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for ending, content in (("html", shown.rendered.html), ("txt", shown.rendered.text)):
            (out / f"{name}.{ending}").write_text(content, encoding="utf-8")
        output.say(f"{out / name}.html and .txt")
    else:
        output.say(shown.rendered.html if form == "html" else shown.rendered.text)


def send(ctx: typer.Context, name: Name, config: Config = None, as_json: AsJson = False) -> None:
    """Make an issue of all that no issue of this digest holds yet; send it now.

    \b
      tocsin digest send morning
    """
    from tocsin import work

    home = house(ctx, config)
    at = now()
    made = work.compose_one(home, _digest(home, name), now=at, slot=at)
    report = work.send(home, now=now())
    if as_json:
        output.put_json({"issue": made, "delivery": report})
    elif made is None:
        output.say(f"{name}: nothing new, no mail")
    else:
        output.say(f"{name}: issue {made.number}, {made.stories} stories; {report.sent} messages sent")
        say_troubles(report)
    raise typer.Exit(exits.OK if report.ok else exits.PROBLEM)


def release(ctx: typer.Context, name: Name, config: Config = None) -> None:
    """Send an issue that was held because it was missed for too long.

    An issue that comes later than `catch_up_max` of the settings (36 h) waits for
    your word, because its news is old.

    \b
      tocsin digest release morning
    """
    from tocsin import work

    home = house(ctx, config, compiled=False)
    released = work.release(home, _digest(home, name))
    if not released:
        output.say(f"{name}: nothing is held")
        raise typer.Exit(exits.OK)
    report = work.send(home, now=now())
    messages = "1 message" if released == 1 else f"{released} messages"
    output.say(f"{name}: {messages} released, {report.sent} sent")
    say_troubles(report)
    raise typer.Exit(exits.OK if report.ok else exits.PROBLEM)


def say_troubles(report: DispatchReport) -> None:
    """What did not go out, and why."""
    for result in report.results:
        if result.outcome != "sent":
            output.say(f"{result.recipient}: {result.outcome}: {output.safe(result.text)}")


def _digest(home: House, name: str) -> Digest:
    from tocsin.problems import did_you_mean

    known = {digest.id: digest for digest in home.configuration.digests}
    if name not in known:
        raise RefusedError(f"there is no digest '{name}' in digests.yaml{did_you_mean(name, known)}")
    return known[name]
