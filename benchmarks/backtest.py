"""What operators wait for: a list, an edit of it, or one new term over the whole archive.

    python -m benchmarks.backtest --archive 100000 --config config

Articles of 4 kB are written, the word index is filled as screening fills it, then each question is asked three times;
the best time counts. The last column is the same question without the index, on a tenth of the archive, times ten.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, text

from benchmarks import archive
from crawler.database import Base, open_database, reader, sessions
from crawler.tables import Article
from monitor import word_index
from monitor.backtest import BacktestReport, backtest, backtest_term
from monitor.ruleset import compile_ruleset
from monitor.search import compile_search, search
from tocsin.configuration import load

TERMS = ('"air show"', '"arms embargo" NEAR/10 $iran', "Yelabuga", "ammunit*")


def main() -> None:
    """Fill a database, ask, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=int, default=20_000, help="articles")
    parser.add_argument("--config", type=Path, default=Path("config"), help="configuration folder")
    parser.add_argument("--database", help="URL of an empty database (default: SQLite in a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(options.database or f"sqlite:///{Path(folder) / 'archive.sqlite'}")
        Base.metadata.create_all(engine)
        archive.fill(engine, options.archive)
        cpu = time.process_time()
        _index(engine)
        print(f"index: {options.archive / (time.process_time() - cpu):.0f} articles per CPU second")
        print(f"{'question':44}{'hits':>8}{'seconds':>10}{'no index':>10}")
        for name, ask in _questions(options.config).items():
            best, hits = min(_timed(engine, ask) for _ in range(3))
            with engine.begin() as connection:
                connection.execute(text("ALTER TABLE word_index RENAME TO word_index_away"))
            slow, _ = _timed(engine, ask, part=10)
            with engine.begin() as connection:
                connection.execute(text("ALTER TABLE word_index_away RENAME TO word_index"))
            print(f"{name:44}{hits:>8}{best:>10.3f}{slow * 10:>10.1f}", flush=True)
        engine.dispose()


def _index(engine: Engine) -> None:
    last = 0
    while True:
        with sessions(engine).begin() as session:
            rows = session.scalars(select(Article).where(Article.id > last).order_by(Article.id).limit(200)).all()
            if not rows:
                return
            word_index.add(session, rows)
            last = rows[-1].id


def _timed(engine: Engine, ask: Callable[..., int], part: int = 1) -> tuple[float, int]:
    end = archive.START + timedelta(days=400)
    with sessions(reader(engine))() as session:
        if part > 1:
            count = session.query(Article).count()
            end = archive.START + timedelta(days=count / part / archive.PER_DAY)
        start = time.perf_counter()
        hits = ask(session, end)
        return time.perf_counter() - start, hits


def _questions(folder: Path) -> dict[str, Callable[[Any, Any], int]]:
    config = load(folder)
    first = next(one for one in config.watchlists if one.status != "off")
    whole = compile_ruleset([first], config.entities, config.outlets)
    query = first.match[0]
    edits = {
        "weight of a query doubled": query.model_copy(update={"weight": min(10, query.weight * 2)}),
        "`not` added to a query": query.model_copy(update={"not_": [*query.not_, "air show"]}),
    }

    def listed(report: BacktestReport) -> int:
        return report.hits

    asked: dict[str, Callable[[Any, Any], int]] = {
        f"whole list {first.id} ({len(first.match)} queries)": lambda session, end: listed(
            backtest(session, whole, None, first.id or "", since=archive.START, now=end)
        )
    }
    for name, changed in edits.items():
        edited = first.model_copy(update={"match": [changed, *first.match[1:]]})
        rules = compile_ruleset([edited], config.entities, config.outlets)
        asked[name] = lambda session, end, rules=rules: listed(  # type: ignore[misc]
            backtest(session, rules, whole, first.id or "", since=archive.START, now=end)
        )
    for term in TERMS:
        asked[f"new term {term}"] = lambda session, end, term=term: listed(  # type: ignore[misc]
            backtest_term(session, term, config.entities, since=archive.START, now=end)
        )
        rules = compile_search(term, config.entities)
        asked[f"search {term}, first 50"] = lambda session, end, rules=rules: len(  # type: ignore[misc]
            search(session, rules, until=end)
        )
    return asked


if __name__ == "__main__":
    main()
