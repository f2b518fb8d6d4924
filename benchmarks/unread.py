"""What looking for unread articles costs in archives of several sizes, beside comparing the archive with what was read.

    python -m benchmarks.unread --articles 10000 1000000

The articles are rows without texts. Half of them are closed, a tenth are of an outlet that is off. Seconds by the wall
clock, the best of five, because PostgreSQL works in processes of its own.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, delete, func, insert, or_, select, text

import alerts.tables  # noqa: F401  (registers its tables)
from crawler.database import Base, open_database, reader, sessions
from crawler.outlets import Outlet, Source
from crawler.tables import Article
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import screen
from monitor.tables import Screening, Unread
from monitor.watchlists import Query, Watchlist
from tests.fakes.postgres import PostgresServer, binaries

NOW = datetime(2026, 3, 1, tzinfo=UTC)
_AT = "2026-03-01 00:00:00.000000"
NEWS = 200
RUNS = 5
_ON, _OFF = (
    Outlet(
        id=f"paper-{status}",
        name=status,
        language="en",
        country="IR",
        status=status,
        feeds=[Source(url="http://a.example/")],
    )
    for status in ("on", "off")
)


def main() -> None:
    """Fill a database for each size and each kind, ask, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], help="articles in the archive")
    options = parser.parse_args()
    print(
        f"{'milliseconds':12}{'archive':>10}{'nothing new':>13}{f'{NEWS} new':>10}{'comparing':>11}"
        f"{'once, after an edit':>21}"
    )
    for size in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            _measure("SQLite", f"sqlite:///{Path(folder) / 'archive.sqlite'}", size)
        found = binaries()
        if found is not None:
            server = PostgresServer(found)
            try:
                _measure("PostgreSQL", server.create(), size)
            finally:
                server.close()


def _measure(name: str, url: str, size: int) -> None:
    engine = open_database(url)
    Base.metadata.create_all(engine)
    first, second = _rules("tanker"), _rules("ferry")
    _fill(engine, size, first.hash)
    nothing = _best(lambda: screen(engine, first, [_ON, _OFF], now=NOW))
    comparing = _best(lambda: _compared(engine, first))
    _publish(engine, size, NEWS)
    start = time.perf_counter()
    assert screen(engine, first, [_ON, _OFF], now=NOW).screened == NEWS
    some = time.perf_counter() - start
    with sessions(engine).begin() as session:  # so that reading the open ones does not hide what looking costs
        session.execute(Article.__table__.update().where(Article.closed.is_(None)).values(closed=NOW))  # type: ignore[attr-defined]
    start = time.perf_counter()
    screen(engine, second, [_ON, _OFF], now=NOW)
    edited = time.perf_counter() - start
    row = "".join(
        f"{seconds * 1000:>{width}.1f}" for seconds, width in ((nothing, 13), (some, 10), (comparing, 11), (edited, 21))
    )
    print(f"{name:12}{size:>10}{row}", flush=True)
    engine.dispose()


def _rules(word: str) -> Ruleset:
    return compile_ruleset([Watchlist(id="ships", title="Ships", match=[Query(any=[word])])], [])


def _fill(engine: Engine, size: int, ruleset: str) -> None:
    """An archive that was read; half of it is closed, a tenth is of an outlet that is off."""
    postgresql = engine.dialect.name == "postgresql"
    empty, at = ("CAST('[]' AS JSON)", f"TIMESTAMP '{_AT}'") if postgresql else ("'[]'", f"'{_AT}'")
    articles = f"""
        INSERT INTO article (id, key, url, outlet, revision, first_seen, fetched, published, title, standfirst, text,
            authors, credit, language, image, section, tags, paywall, confidence, words, origin, closed, digest)
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {size})
        SELECT n, 'key ' || n, 'http://paper.example/' || n, CASE n % 10 WHEN 0 THEN :off ELSE :on END, 1, {at}, {at},
            {at}, 'Report', '', 'A ship left port.', {empty}, '', 'en', '', '', {empty}, FALSE, 1, 4, 'page',
            CASE n % 2 WHEN 1 THEN {at} END, '' FROM numbers
    """
    read = f"INSERT INTO screening (article_id, revision, ruleset, screened) SELECT id, 1, :ruleset, {at} FROM article"
    with sessions(engine).begin() as session:
        session.execute(text(articles), {"off": _OFF.id, "on": _ON.id})
        session.execute(text(read), {"ruleset": ruleset})
        session.execute(delete(Unread))
    if postgresql:
        with sessions(engine).begin() as session:
            session.execute(text("ANALYZE"))


def _publish(engine: Engine, known: int, count: int) -> None:
    with sessions(engine).begin() as session:
        session.execute(
            insert(Article), [{**_row(known + at), "closed": None, "outlet": _ON.id} for at in range(1, count + 1)]
        )


def _row(number: int) -> dict[str, object]:
    url = f"http://paper.example/{number}"
    return {
        "id": number, "key": sha256(url.encode()).hexdigest()[:16], "url": url, "revision": 1, "first_seen": NOW,
        "outlet": _OFF.id if number % 10 == 0 else _ON.id, "fetched": NOW, "published": NOW, "title": "Report",
        "text": "A ship left port.", "digest": "", "closed": NOW if number % 2 else None,
    }  # fmt: skip


def _compared(engine: Engine, rules: Ruleset) -> None:
    """The question without a queue."""
    unread = or_(
        Screening.article_id.is_(None), Screening.revision != Article.revision, Screening.ruleset != rules.hash
    )
    with sessions(reader(engine))() as session:
        session.scalar(
            select(func.count())
            .select_from(Article)
            .outerjoin(Screening)
            .where(unread, Article.closed.is_(None), Article.outlet.not_in([_OFF.id]))
        )


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main()
