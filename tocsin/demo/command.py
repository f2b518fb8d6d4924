"""`tocsin demo`: the whole stream, run once against the sample press."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import exits, output
from tocsin.cli.options import AsJson, now
from tocsin.demo.papers import PAPERS

if TYPE_CHECKING:
    from tocsin.once import Summary


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier runs of the demonstration.")] = False,
    advance: Annotated[
        bool, typer.Option("--advance", help="First let the press bring out its next edition, with one more article.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Afterwards keep the press open, so that the links in the mail work.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run the main job against a sample press; nothing leaves this machine.

    Starts nine invented outlets (English, Russian, Persian; one of them is down)
    on loopback, then does what `tocsin once` does: crawl, screen, compose, send.
    The mail goes to files in var/outbox/. Run it again: nothing is new, and no
    second mail is made. State is in var/demo/ (TOCSIN_VAR names another place
    than ./var).

    \b
      tocsin demo
      tocsin demo --advance          (one more article, and so one more mail)
      tocsin explain --config var/demo/config FILE
    """
    from tocsin import once as whole
    from tocsin.cli.running import Watch, show
    from tocsin.demo.press import PressError
    from tocsin.demo.setting_up import prepare
    from tocsin.settings import environment
    from tocsin.wiring import open_house

    env = environment()
    var = env.var or Path("var")
    try:
        with prepare(var, now(), fresh=fresh) as ready:
            if advance:
                ready.press.advance()
            home = open_house(ready.config, replace(env, var=var))
            with output.progress("outlets") as step:
                watch = Watch(step, len(PAPERS))
                summary = whole.once(home, clock=now, on_event=watch.event, on_stage=watch.stage)
            if as_json:
                output.put_json(summary.as_json())
            else:
                show(summary, home)
                _say_more(summary, ready.config)
            if serve:
                output.say("The press stays open until Ctrl-C.")
                _wait()
    except PressError as error:
        output.say(str(error))
        raise typer.Exit(exits.PROBLEM) from None


def _say_more(summary: Summary, config: Path) -> None:
    if summary.nothing_new:
        output.say("Nothing new since the last run: no article was fetched again, no second mail was made.")
    down = next(paper.name for paper in PAPERS if paper.broken)
    output.say(f"{down} is down on purpose. The configuration of this demonstration is in {config}/.")


def _wait() -> None:
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return
