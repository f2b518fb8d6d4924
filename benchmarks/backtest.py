"""What operators wait for: a whole list, an edit of it, or one new term over the archive.

    python -m benchmarks.backtest --articles 150000 --config config # 3 minutes and 1 GB of disk
    python -m benchmarks.backtest --articles 1000000 --database sqlite:////tmp/million.sqlite # 25 minutes, 7 GB

Articles of 4 kB are written and indexed as screening does it. Every list of the configuration is then backtested with
nothing known of the archive; edited in every way that needs no new term, each edit answered from the stored hits; and
queries are tried that no list has (the compiling of their entities included), with nothing known of the archive, and
with the hits of the lists known, but not those of the queries before. "Answer" is which articles, with which scores, on
which days; "told" also reads up to eighty of them for their reasons and passages. The last column is the same by
reading every article, taken from a sample. Seconds are CPU seconds; a new term is the lesser of two, since the first
waits for the disk. `--database` keeps the archive for another run, and an interrupted filling goes on where it was. The
last line is the most memory that the process had.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, func, select

from benchmarks import archive
from crawler.database import Base, open_database, reader, sessions
from crawler.tables import Article
from monitor.archive_columns import ARTICLES
from monitor.backtest import backtest, backtest_term
from monitor.hit_store import HitStore
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import document_of
from monitor.search import compile_search, search
from monitor.tables import Indexed
from monitor.watchlists import Query, Watchlist
from tocsin.configuration import Configuration, load

TERMS = (
    '"air show"',
    '"arms embargo" NEAR/10 $iran',
    "Yelabuga",
    "ammunit*",
    '"air show" AND NOT $iran',
    "embargo SENTENCE diplomats",
    "(Yelabuga OR Astrakhan) SENTENCE $iran",
)
"""A phrase, words near an entity, a word, a beginning, what excludes everything, one sentence without and with one."""
SAMPLE = 1000
"""Articles read for the comparison."""
TOLD = 20
TOLD_EVERY = 50_000
"""Articles made; each time is said how many there are."""


def main() -> None:
    """Fill a database, ask, print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="articles in the archive")
    parser.add_argument("--config", type=Path, default=Path("config"), help="configuration folder")
    parser.add_argument(
        "--database", help="URL of a database to fill, or to go on with (default: SQLite in a temporary folder)"
    )
    options = parser.parse_args()
    conf = load(options.config)
    with TemporaryDirectory() as folder:
        engine = open_database(options.database or f"sqlite:///{Path(folder) / 'archive.sqlite'}")
        Base.metadata.create_all(engine)
        _fill(engine, options.articles)
        bench = _Bench(engine, conf, Path(folder) / "hits")
        bench.lists()
        bench.edits()
        bench.terms()
        engine.dispose()
        print(f"\n{bench.count} articles; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _fill(engine: Engine, count: int) -> None:
    with sessions(reader(engine))() as session:
        known = session.scalar(select(func.count()).select_from(Article)) or 0
    if known < count:
        cpu = time.process_time()
        archive.fill(engine, count, screened=True, on_progress=_told)
        print(f"made and indexed: {(count - known) / (time.process_time() - cpu):.0f} articles per CPU second")


def _told(there: int) -> None:
    if there % TOLD_EVERY == 0:
        print(f"{there} articles", file=sys.stderr, flush=True)


class _Bench:
    def __init__(self, engine: Engine, conf: Configuration, folder: Path) -> None:
        self._engine, self._conf, self._folder = engine, conf, folder
        self._lists = [one for one in conf.watchlists if one.status != "off"]
        self._rules = {one.id: self._compiled(one) for one in self._lists}
        with sessions(reader(engine))() as session:
            self.count = session.scalar(select(func.count()).select_from(Indexed)) or 0
            """Articles in the archive."""

    def _compiled(self, watchlist: Watchlist) -> Ruleset:
        return compile_ruleset([watchlist], self._conf.entities, self._conf.outlets)

    def _asked(
        self, new: Ruleset, old: Ruleset | None, store: HitStore, told: int | None = 0
    ) -> tuple[float, int, int]:
        """CPU seconds, hits, and articles that are judged otherwise."""
        name = new.watchlists[0].id or ""
        with sessions(reader(self._engine))() as session:
            start = time.process_time()
            report = backtest(
                session, new, old, name, since=archive.START, now=archive.END, outlets=self._conf.outlets, store=store,
                told=told,
            )  # fmt: skip
            return time.process_time() - start, report.hits, sum(report.counts.values())

    def _by_reading(self, rules: Ruleset) -> float:
        with sessions(reader(self._engine))() as session:
            rows = session.scalars(select(Article).order_by(Article.id).limit(SAMPLE)).all()
            start = time.process_time()
            for row in rows:
                rules.analyse(document_of(row, None))
            return (time.process_time() - start) * self.count / len(rows)

    def lists(self) -> None:
        """Whole lists, with nothing known: each with a store of its own; then all with one store."""
        print(f"{'whole list':34}{'queries':>8}{'hits':>9}{'answer':>9}{'again':>9}{'by reading':>12}")
        for one in self._lists:
            rules = self._rules[one.id]
            store = HitStore()
            seconds, hits, _ = self._asked(rules, None, store)
            again, _, _ = self._asked(rules, None, store)
            slow = self._by_reading(rules)
            print(f"{one.id:34}{len(one.match):>8}{hits:>9}{seconds:>9.3f}{again:>9.3f}{slow:>12.1f}", flush=True)

    def edits(self) -> None:
        """Every edit of every list, beside the list as it is; the store knows the lists."""
        store = HitStore(self._folder)
        for one in self._lists:
            self._asked(self._rules[one.id], None, store)
        taken: dict[str, list[tuple[float, float, int]]] = {}
        for one in self._lists:
            old = self._rules[one.id]
            for name, edited in _edits(one):
                new = self._compiled(edited)
                seconds, _, changed = self._asked(new, old, store)
                fresh, _, _ = self._asked(new, old, HitStore(self._folder), TOLD)
                taken.setdefault(name, []).append((seconds, fresh, changed))
        rows = [row for found in taken.values() for row in found]
        print(f"\n{'edit (milliseconds)':34}{'count':>8}{'changed':>9}{'median':>9}{'worst':>9}{'told':>9}")
        for name, found in [*taken.items(), ("all edits", rows)]:
            taken_by = [row[0] * 1000 for row in found]
            told = median(row[1] for row in found) * 1000
            changed = sum(row[2] for row in found)
            print(f"{name:34}{len(found):>8}{changed:>9}{median(taken_by):>9.1f}{max(taken_by):>9.1f}{told:>9.1f}")

    def terms(self) -> None:
        """Queries that no list has: tried with nothing known and with the lists known, told, and searched for."""
        heads = ("hits", "nothing", "lists", "told", "search", "by reading")
        print(f"\n{'new term (seconds), known before:':40}" + "".join(f"{head:>11}" for head in heads))
        for term in TERMS:
            rules = compile_search(term, self._conf.entities, self._conf.outlets)
            tried = [self._tried(term, known) for known in (False, True) * 2]
            hits, told = tried[0][2], min(row[1] for row in tried)
            taken = *(min(row[0] for row in tried[at::2]) for at in (0, 1)), told, self._searched(rules)
            row = "".join(f"{one:>11.3f}" for one in taken)
            print(f"{term:40}{hits:>11}{row}{self._by_reading(rules):>11.1f}", flush=True)

    def _tried(self, term: str, known: bool) -> tuple[float, float, int]:
        """CPU seconds of the answer, of telling what is then known, and hits; with the lists known or nothing."""
        with TemporaryDirectory() as folder, sessions(reader(self._engine))() as session:
            if known:
                shutil.copytree(self._folder, folder, dirs_exist_ok=True)
            else:
                shutil.copy(self._folder / ARTICLES, folder)
            store = HitStore(Path(folder))
            store.columns(session)
            times, hits = [], 0
            for told in (0, TOLD):
                start = time.process_time()
                hits = backtest_term(
                    session, term, self._conf.entities, since=archive.START, now=archive.END,
                    outlets=self._conf.outlets, store=store, told=told,
                ).hits  # fmt: skip
                times.append(time.process_time() - start)
            return times[0], times[1], hits

    def _searched(self, rules: Ruleset) -> float:
        with sessions(reader(self._engine))() as session:
            start = time.process_time()
            search(session, rules, until=archive.END, outlets=self._conf.outlets)
            return time.process_time() - start


def _edits(one: Watchlist) -> Iterator[tuple[str, Watchlist]]:
    """What an operator does to a list without a term that is new to it."""
    query, *rest = one.match
    other = rest[0] if rest else query

    def first(**changes: object) -> Watchlist:
        return one.model_copy(update={"match": [query.model_copy(update=changes), *rest]})

    yield "weight doubled", first(weight=min(10, query.weight * 2))
    yield "threshold raised by one", one.model_copy(update={"score": one.score + 1})
    yield "a gate fewer", one.model_copy(update={"needs": one.needs[1:]})
    yield "a gate more", one.model_copy(update={"needs": [*one.needs, ["$russia"]]})
    yield "title only", first(in_="title")
    if rest:
        yield "a query dropped", one.model_copy(update={"match": rest})
        yield "drop_if", one.model_copy(update={"drop_if": (other.any or other.all)[:1]})
        words = [*query.any, *query.all][:1], [*other.any, *other.all][:1]
        if all(words):
            joined = Query(id="joined", all=[*words[0], *words[1]], within="article")
            yield "two terms joined", one.model_copy(update={"match": [*one.match, joined]})
            yield "`not` added", first(not_=[*query.not_, *words[1]])
    if len(query.any) > 1:
        yield "any made all", first(any=[], all=query.any[:2])
        yield "an alternative fewer", first(any=query.any[1:])
    if query.all:
        yield "sentence made article", first(within="article")
        yield "all made any", first(all=[], any=query.all)


if __name__ == "__main__":
    main()
