"""`search`, `backtest` and `feedback`: the archive asked, a list tried on it, and what readers say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.doubts import doubts, unscreened
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import AsJson, Config, Since, Until, house, now, span
from tocsin.problems import pointed
from tocsin.times import local

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.backtest import BacktestReport
    from monitor.differences import Change
    from monitor.ruleset import RulesetError
    from tocsin.wiring import House

DEFAULT_SPAN = timedelta(days=90)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(search)
    app.command()(backtest)
    app.command()(feedback)


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="In the notation of `query:` in watchlists.")],
    config: Config = None,
    since: Since = None,
    until: Until = None,
    outlets: Annotated[list[str] | None, typer.Option("--outlet", metavar="ID", help="Only these outlets.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many, newest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Search the archive in the language of the watchlists.

    What works here works in a list: phrases, $entities, AND, OR, NOT, NEAR/n. Put
    the whole query into single quotes: the shell takes " and $ for itself.

    \b
      tocsin search '"arms embargo" NEAR/10 $iran'
      tocsin search '$s-300 AND NOT title:"drill"' --since 30d --json
    """
    from crawler.database import reader, sessions
    from monitor import search as archive
    from monitor.ruleset import RulesetError

    query = " ".join(words)
    home = house(ctx, config, compiled=False)
    conf = home.configuration
    try:
        rules = archive.compile_search(query, conf.entities, conf.outlets)
    except RulesetError as error:
        raise _refused(query, error) from None
    at, zone = now(), conf.settings.timezone
    begin, end = span(since, until, at, zone)
    with sessions(reader(home.engine))() as session:
        found = archive.search(
            session, rules, since=begin, until=end, in_outlets=outlets or (), outlets=conf.outlets, limit=limit
        )
        waiting = unscreened(session)
    if as_json:
        output.put_json(found)
        return
    for one in found:
        output.say(output.safe(f"{local(one.at, zone)}  {one.outlet}  {one.title}  [{one.article_id}]"))
        output.say(f"    {output.safe(one.passage)}")
    for doubt in (*doubts(query, conf), *waiting):
        output.note(output.safe(doubt))
    articles = "1 article" if len(found) == 1 else f"{len(found)} articles"
    output.note(articles + (f" (the newest {limit})" if len(found) == limit else ""))


def _refused(query: str, error: RulesetError) -> RefusedError:
    problem = error.problems[0]
    before = query[: problem.column - 1]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    source, caret = pointed(query.split("\n")[line - 1], column)
    told = f"{problem.message} (line {line}, column {column})\n  {source}\n  {caret}"
    if '"' not in query and '"' in problem.message:  # the shell has eaten the quotes, or there were none
        told += "\nIn a shell, put single quotes around the whole query: '\"two words\" AND other'"
    return RefusedError(told)


def backtest(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="LIST", help="Id of the watchlist.")] = None,
    term: Annotated[str | None, typer.Option("--term", metavar="QUERY", help="Try a query that is in no file.")] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="DIR", help="Folder of the version to compare with.")
    ] = None,
    config: Config = None,
    since: Since = None,
    show: Annotated[int, typer.Option("--show", min=0, help="At most so many articles of each kind.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Say what a watchlist would have brought from the archive.

    Hits a day, a sample to judge, and against another version of the
    configuration (--against; else against the last screening) the articles
    gained, lost and changed in score, each with its reason. The first backtest
    of a list reads the archive; what it found is kept, so the next ones answer
    at once. Nothing is written to the database.

    \b
      tocsin backtest air-defence --since 30d
      tocsin backtest air-defence --against /etc/tocsin --show 100
      tocsin backtest --term '"arms embargo" NEAR/10 $iran'
    """
    from pathlib import Path

    from crawler.database import reader, sessions
    from monitor import backtest as trial
    from monitor.hit_store import HitStore
    from monitor.ruleset import RulesetError
    from tocsin.configuration import load
    from tocsin.wiring import cache_folder

    if (name is None) == (term is None):
        raise RefusedError("name either a LIST or a query with --term")
    home = house(ctx, config)
    conf = home.configuration
    at = now()
    begin = span(since, None, at, conf.settings.timezone)[0] or at - DEFAULT_SPAN
    cache = cache_folder(home.environment, home.directory)
    store = HitStore(cache / "hits" if cache and cache.is_dir() else None)
    told = None if as_json else show
    with sessions(reader(home.engine))() as session:
        waiting = unscreened(session)
        if term is not None:
            try:
                report = trial.backtest_term(
                    session, term, conf.entities, since=begin, now=at, outlets=conf.outlets, store=store, told=told
                )
            except RulesetError as error:
                raise _refused(term, error) from None
        else:
            saved = load(Path(against), cache=cache) if against else None
            kept = [one.id or "" for one in saved.watchlists] if saved else trial.screened_lists(session)
            known = _known(home, str(name), kept)
            report = trial.backtest(
                session, home.ruleset, saved.ruleset if saved else None, known, since=begin, now=at,
                outlets=conf.outlets, old_outlets=saved.outlets if saved else None, store=store, told=told,
            )  # fmt: skip
    if as_json:
        output.put_json({**_as_json(report)})
        return
    _show(report, term or report.watchlist)
    for doubt in (*(doubts(term, conf) if term else ()), *waiting):
        output.note(output.safe(doubt))


def _known(home: House, name: str, saved: Sequence[str]) -> str:
    """The `name` of a list of this configuration, or of one that only the `saved` version has: all of it is lost."""
    from tocsin.cli.naming import known_list

    return known_list(
        name, dict.fromkeys([*(watchlist.id or "" for watchlist in home.configuration.watchlists), *saved])
    )


def _as_json(report: BacktestReport) -> dict[str, object]:
    from dataclasses import asdict

    made = asdict(report)
    made["hits"] = report.hits
    made["a_day"] = report.a_day
    made["days"] = {day.isoformat(): count for day, count in report.days}
    return made


def _show(report: BacktestReport, name: str) -> None:
    from monitor.trends import sparkline

    begin = report.first
    young = f" (the archive's first is of {begin:%Y-%m-%d})" if begin and begin > report.since else ""
    output.say(
        f"{output.safe(name)}: {report.hits} of {report.articles} articles since {report.since:%Y-%m-%d}{young}, "
        f"{report.a_day:.1f} a day  {sparkline([count for _, count in report.days][-60:])}"
    )
    for title, changes, count in (
        ("Sample", report.sample, len(report.sample)),
        ("Gained", report.gained, report.counts["gained"]),
        ("Lost", report.lost, report.counts["lost"]),
        ("Score changed", report.changed, report.counts["changed"]),
    ):
        if count:
            output.say()
            shown = "" if len(changes) == count else f", {len(changes)} of them"
            rows = [_row(change, judging=title == "Sample") for change in changes]
            output.table(["day", "outlet", "title", "score", "why"], rows, title=f"{title}: {count}{shown}")


def _row(change: Change, *, judging: bool) -> list[object]:
    scores = dict.fromkeys(f"{score:g}" for score in (change.before, change.after) if score is not None)
    why = change.passage if judging else change.reason
    return [change.day, change.outlet, change.title, " → ".join(scores), why]


def feedback(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Number, key or address of an article.")],
    word: Annotated[str, typer.Argument(metavar="relevant|not", help="Worth reading, or not.")],
    watchlist: Annotated[str | None, typer.Option("--list", metavar="ID", help="Only for this watchlist.")] = None,
    query: Annotated[str | None, typer.Option("--query", metavar="ID", help="Only for this query.")] = None,
    config: Config = None,
) -> None:
    """Say whether an article was worth reading; kept for each query that found it.

    `tocsin status --lists` shows from it how precise each query is. A later word
    replaces an earlier one. An article that a list should have found and did not
    is told with --list; `tocsin status --lists` names it until the list finds it.

    \b
      tocsin feedback 1284 relevant
      tocsin feedback 1284 not --list air-defence
      tocsin feedback 1302 relevant --list air-defence   (it was missed)
    """
    from crawler.database import sessions
    from monitor.feedback import FeedbackError, give
    from tocsin.cli.naming import known_list
    from tocsin.explaining import kept_article

    if word not in {"relevant", "not"}:
        raise RefusedError(
            f"'{word}' is no answer: write `tocsin feedback {article} relevant` or `tocsin feedback {article} not`"
        )
    home = house(ctx, config, compiled=False)
    try:
        with sessions(home.engine).begin() as session:
            found = kept_article(session, article)
            named = article if found is None else found.id
            kept = give(session, named, relevant=word == "relevant", now=now(), watchlist=watchlist, query=query)
            if not kept and watchlist is not None:
                known_list(watchlist, [one.id or "" for one in home.configuration.watchlists])
    except FeedbackError as error:
        raise RefusedError(str(error)) from None
    if kept:
        output.say(f"kept for {kept} {'query' if kept == 1 else 'queries'}")
    elif word == "relevant":
        output.say(f"kept: {watchlist} missed this article; `tocsin explain {article}` says why")
    else:
        output.say(f"kept: {watchlist} did not miss this article")
