"""`digest preview`, `show`, `send` and `release`: look at an issue before or after it went, send one, let one go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from alerts.safe import addressee
from tocsin.cli import exits, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, house, now
from tocsin.times import local

if TYPE_CHECKING:
    from alerts.digests import Digest
    from alerts.dispatch import DispatchReport
    from alerts.reprint import Reprint
    from tocsin.wiring import House

Name = Annotated[str, typer.Argument(metavar="ID", help="Id of the digest in digests.yaml.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="Look at a digest, or send one now.", no_args_is_help=True)
    group.command()(preview)
    group.command()(show)
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
    digest = _digest(home, name)
    shown = work.preview(home, digest, now=now())
    trial = [one.id or "" for one in home.configuration.watchlists if one.status == "test"]
    if taken := [one for one in trial if not digest.watchlists or one in digest.watchlists]:
        output.note(f"on trial (status: test), shown here and never sent: {', '.join(taken)}")
    if as_json:
        output.put_json(json.loads(shown.payload))
    elif out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for ending, content in (("html", shown.rendered.html), ("txt", shown.rendered.text)):
            (out / f"{name}.{ending}").write_text(content, encoding="utf-8")
        output.say(f"{out / name}.html and .txt")
    else:
        output.say(shown.rendered.html if form == "html" else shown.rendered.text)


def show(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Of a digest or an alert. Default: whatever was last.")
    ] = "",
    config: Config = None,
    number: Annotated[int | None, typer.Option("--number", "-n", min=1, help="That issue, not the newest.")] = None,
    form: Annotated[Literal["text", "html", "eml"], typer.Option("--as", help="What to print.")] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write .eml, .html and .txt into this folder instead.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the last issue as it was sent, and who got it.

    Contents are kept for 30 days (`keep: mails`), the fact that they were sent
    for ever.

    \b
      tocsin digest show
      tocsin digest show morning --number 12
      tocsin digest show morning --as html > last.html
    """
    from alerts.reprint import reprint
    from crawler.database import reader, sessions

    home = house(ctx, config, compiled=False)
    with sessions(reader(home.engine))() as session:
        issue = reprint(session, name, number)
    if issue is None:
        what = f"'{name}' has" if name else "there is"
        raise RefusedError(f"{what} no issue{f' number {number}' if number else ''} in the outbox", code=exits.PROBLEM)
    zone = home.configuration.settings.timezone
    if as_json:
        output.put_json({"text": issue.part("plain"), "attached": issue.attached(), **_facts(issue)})
        return
    output.note(f"{issue.digest}, issue {issue.number}, made {local(issue.composed, zone)} ({issue.state})")
    for copy in issue.copies:
        when = f" {local(copy.sent, zone)}" if copy.sent else ""
        output.note(f"  {copy.channel} {output.safe(addressee(copy.recipient))}: {copy.state}{when}")
    if not issue.content:
        message = "its contents are not kept any more (`keep: mails` in settings.yaml says for how long they are)"
        raise RefusedError(message, code=exits.PROBLEM)
    if out is not None:
        _save(issue, out)
    elif form == "eml" or issue.channel != "mail":
        output.say(issue.content.decode("utf-8", "replace").replace("\r\n", "\n"))
    else:
        output.say(
            issue.part("html") if form == "html" else "\n".join(filter(None, (issue.part("plain"), issue.attached())))
        )


def _facts(issue: Reprint) -> dict[str, object]:
    """What --json tells beside the words."""
    return {
        "digest": issue.digest,
        "kind": issue.kind,
        "number": issue.number,
        "subject": issue.subject,
        "composed": issue.composed,
        "state": issue.state,
        "messages": issue.copies,
    }


def _save(issue: Reprint, folder: Path) -> None:
    """Write what was sent into `folder`, and say where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{issue.digest}-{issue.number}"
    mail = issue.channel == "mail"
    files = {"eml": issue.content} if mail else {"json": issue.content}
    if mail:
        files |= {"html": issue.part("html").encode(), "txt": issue.part("plain").encode()}
    if issue.attached():
        files["more.txt"] = issue.attached().encode()
    for ending, content in files.items():
        stem.with_name(f"{stem.name}.{ending}").write_bytes(content)
        output.say(f"{stem}.{ending}")


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
            output.say(f"{addressee(result.recipient)}: {result.outcome}: {output.safe(result.text)}")


def _digest(home: House, name: str) -> Digest:
    from tocsin.problems import instead

    known = {digest.id: digest for digest in home.configuration.digests}
    if name in {alert.id for alert in home.configuration.alerts}:
        raise RefusedError(f"'{name}' is an alert, not a digest; `tocsin status` says what alerts hold back")
    if name not in known:
        raise RefusedError(f"there is no digest '{name}' in digests.yaml{instead(name, known)}")
    return known[name]
