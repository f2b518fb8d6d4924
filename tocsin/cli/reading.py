"""`extract`, `feed` and `robots`: what the crawler would make of a page, a feed, an address. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import exits, jsonl, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import CORES, AsJson, Config, JsonLines, Private, directory, now, zone
from tocsin.times import local

if TYPE_CHECKING:
    from crawler.crawl import Crawler, CrawlOptions
    from crawler.items import Extracted
    from crawler.pool import ExtractionPool


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(extract)
    app.command()(feed)
    app.command()(robots)


def extract(
    ctx: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="FILE|URL", help="Pages.")] = None,
    config: Config = None,
    lines: JsonLines = False,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read pages (--jsonl).")] = CORES,
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Show what would be kept of a page: title, text, authors, dates.

    With --jsonl it reads {"id", "url", "html_file"} (or "html") a line and writes
    one object a line in the same order. A page that fails gives {"id", "error"}
    and, in the end, exit code 1.

    \b
      tocsin extract page.html
      tocsin extract https://www.example.org/story.html --json
      tocsin extract --jsonl --workers 4 < pages.jsonl > articles.jsonl
    """
    from crawler.pool import ExtractionPool

    if lines:
        _extract_lines(workers)
        return
    if not sources:
        raise RefusedError("name a FILE or an address, or give --jsonl and records on stdin")
    with ExtractionPool(1) as pool:
        read = [_extract_one(partial(page_of, ctx, config, one, allow_private, pool), one, as_json) for one in sources]
    raise typer.Exit(exits.OK if all(read) else exits.PROBLEM)


def _extract_one(read: Callable[[], Extracted], source: str, as_json: bool) -> bool:
    """Show one page, or why it could not be read; whether it could."""
    from crawler.jsonl import as_json as record_of

    try:
        page = read()
    except UnreadableError as error:
        if as_json:
            output.put_json({"id": source, "error": str(error)})
        else:
            output.note(output.safe(str(error) if str(error).startswith(source) else f"{source}: {error}"))
        return False
    if page.truncated:
        output.note(output.safe(f"{source}: the page is so large that its end was not read; text may be missing"))
    if as_json:
        output.put_json({"id": source, **record_of(page)})
    else:
        _show(page)
    return True


class UnreadableError(Exception):
    """A page could not be read; the message says why."""


def page_of(
    ctx: typer.Context, config: Path | None, source: str, allow_private: bool, pool: ExtractionPool | None = None
) -> Extracted:
    """What would be kept of a page: a file, or an address that is fetched as the crawler fetches.

    ``pool`` reads it, within the limits of time and memory that hold for any page; default: one of its own.

    Raises:
        UnreadableError: it cannot be read or fetched, or has no article.
    """
    from crawler.ask import ask_page
    from crawler.crawl import AskError
    from crawler.jobs import read_page
    from crawler.pool import ExtractionPool
    from crawler.unread import ExtractionError

    try:
        if "://" not in source:
            body, address, charset = read_page_file(source), Path(source).resolve().as_uri(), None
        else:
            with asking(ctx, config, allow_private) as (crawler, options, allowed):
                page = ask_page(crawler, source, options, allow_private=allowed)
            body, address, charset = page.body, page.url, page.charset
        job = partial(read_page, body, address, charset=charset, fetched=now())
        if pool is not None:
            return pool.submit(job).result()
        with ExtractionPool(1) as own:
            return own.submit(job).result()
    except (AskError, ExtractionError) as error:
        raise UnreadableError(str(error)) from None


def read_page_file(source: str) -> bytes:
    """The octets of a file that may be a page or a feed.

    Raises:
        UnreadableError: it cannot be read, never ends, or is plainly something else.
    """
    from crawler.files import binary_kind, read_bounded

    try:
        body = read_bounded(Path(source))
    except OSError as error:
        raise UnreadableError(f"{source}: {error.strerror or error}") from None
    except ValueError as error:
        raise UnreadableError(f"{source}: {error}") from None
    if kind := binary_kind(body):
        raise UnreadableError(f"{source} is no page but {kind}")
    return body


def _extract_lines(workers: int) -> None:
    from crawler.jsonl import extract_lines

    jsonl.put(extract_lines(jsonl.lines_and_pauses(), workers, fetched=now()))


def _show(page: Extracted) -> None:
    from crawler.jsonl import as_json as record_of

    record = record_of(page)
    facts: dict[str, Any] = {
        "by": ", ".join(page.authors),
        "credit": page.credit,
        "published": record["published"],
        "modified": record["modified"],
        "language": page.language,
        "address": page.canonical_url,
        "confidence": page.confidence,
    }
    output.say(output.safe(page.title))
    output.say()
    for name, value in facts.items():
        if value:
            output.say(f"{name:<11}{output.safe(value)}")
    output.say()
    for line in page.text.split("\n"):
        output.say(output.safe(line))


def feed(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FILE|URL")],
    config: Config = None,
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Show the entries of a feed as the crawler sees them, broken feeds included.

    RSS, Atom, RDF and JSON Feed are read.

    \b
      tocsin feed https://www.example.org/rss.xml
      tocsin feed saved.xml --json
    """
    from crawler.ask import ask_feed
    from crawler.crawl import AskError
    from crawler.feeds import parse_feed
    from crawler.pool import ExtractionPool

    if "://" in source:
        try:
            with asking(ctx, config, allow_private) as (crawler, options, allowed):
                found = ask_feed(crawler, source, options, allow_private=allowed)
        except AskError as error:
            raise RefusedError(str(error), code=exits.PROBLEM) from None
        entries, problems = found.entries, found.problems
    else:
        try:
            body, place = read_page_file(source), Path(source).resolve().as_uri()
        except UnreadableError as error:
            raise RefusedError(str(error), code=exits.PROBLEM) from None
        with ExtractionPool(1) as pool:
            read = pool.submit(partial(parse_feed, body, place, now=now())).result()
        entries, problems = tuple(read.entries), tuple(read.problems)
    if as_json:
        output.put_json({"entries": entries, "problems": problems})
    else:
        there = zone(ctx, config)
        rows = [[local(e.published, there), e.title, e.link] for e in entries]
        if rows:
            output.table(["published", "title", "link"], rows)
        for problem in problems or (() if rows else ("the feed has no entries",)):
            output.note(output.safe(problem))
    raise typer.Exit(exits.OK if entries else exits.PROBLEM)


def robots(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL")],
    config: Config = None,
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Say whether an address may be fetched, by which rule, and at which pace.

    Exit code 1 when it may not.

    \b
      tocsin robots https://www.example.org/news/story.html
    """
    from crawler.ask import ask_robots
    from crawler.crawl import AskError

    try:
        with asking(ctx, config, allow_private) as (crawler, options, allowed):
            answer = ask_robots(crawler, url, options, allow_private=allowed)
    except AskError as error:
        raise RefusedError(str(error), code=exits.PROBLEM) from None
    if as_json:
        output.put_json(answer)
    else:
        output.say(f"{'may be fetched' if answer.allowed else 'may not be fetched'}: {output.safe(answer.reason)}")
        if answer.group:
            output.say(f"rules for: {output.safe(answer.group)}")
        output.say(f"pause between requests: {answer.crawl_delay:g} s" if answer.crawl_delay else "no pause asked for")
        for sitemap in answer.sitemaps:
            output.say(f"sitemap: {output.safe(sitemap)}")
    raise typer.Exit(exits.OK if answer.allowed else exits.PROBLEM)


@contextmanager
def asking(
    ctx: typer.Context, config: Path | None, allow_private: bool
) -> Iterator[tuple[Crawler, CrawlOptions, bool]]:
    """A crawler for single questions, and whether it may ask private addresses: by `allow_private` or the settings.

    Without a configuration it works on a database that is thrown away, and says in its name that nobody can be reached.
    A question that fails at a private address names the option that allows it.
    """
    import tempfile

    from crawler.crawl import AskError, Crawler, CrawlOptions, user_agent
    from crawler.database import open_database
    from tocsin import __version__, migrations, work
    from tocsin.settings import environment
    from tocsin.wiring import SetupError, config_folder, open_house

    with tempfile.TemporaryDirectory() as folder, Crawler() as crawler:
        allowed = allow_private
        try:
            config_folder(directory(ctx, config), environment())
        except SetupError:
            if directory(ctx, config) is not None:
                raise
            database = f"sqlite:///{folder}/ask.sqlite"
            engine = open_database(database)
            migrations.upgrade(engine)
            engine.dispose()
            options = CrawlOptions(database=database, user_agent=user_agent(__version__, "no contact configured"))
        else:
            home = open_house(directory(ctx, config), compiled=False)
            options = work.crawl_options(home)
            allowed = allow_private or home.configuration.settings.allow_private
        try:
            yield crawler, options, allowed
        except AskError as error:
            if allowed or "is not a public address" not in str(error):
                raise
            raise AskError(f"{error}; ask it with --allow-private") from None
