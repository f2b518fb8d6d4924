"""One outlet seen from all sides: what `tocsin outlet show` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, select

from crawler.boilerplate import LearntLine, learnt_lines
from crawler.database import reader, sessions
from crawler.outlets import Outlet
from crawler.runs import last_begun_of
from crawler.standing import Standing, standings
from crawler.tables import Address, Article, OutletRun
from monitor.health import outlet_health
from tocsin.state import When
from tocsin.state_of_lists import Table
from tocsin.wiring import House

RUNS = 10
ARTICLES = 10


@dataclass(frozen=True)
class Run:
    """One look."""

    started: datetime
    found: int
    fetched: int
    new: int
    changed: int
    unchanged: int
    """Lists that answered 304, or brought what was known."""
    requests: int
    words: int
    """Of all new articles."""
    dated: int
    authored: int
    """New articles with a date, with an author."""
    errors: dict[str, int]
    """By kind."""
    problem: str

    @property
    def reading(self) -> tuple[str, str, str]:
        """Words of a new article on average, and the shares with a date and with an author; empty where none is new."""
        if not self.new:
            return "", "", ""
        return f"{self.words / self.new:.0f}", f"{self.dated / self.new:.0%}", f"{self.authored / self.new:.0%}"


@dataclass(frozen=True)
class Seen:
    """One article."""

    id: int
    title: str
    url: str
    published: datetime | None
    words: int
    confidence: float


@dataclass(frozen=True)
class OutletView:
    """The whole."""

    outlet: str
    name: str
    state: str
    since: datetime | None
    detail: str
    addresses: dict[str, int]
    """Addresses by state: kept, found (to be fetched), refused, gone, empty, failed."""
    lists: Sequence[Standing]
    runs: Sequence[Run]
    articles: Sequence[Seen]
    lines: Sequence[LearntLine]

    def tables(self, when: When) -> Iterator[Table]:
        """For people; `when` writes an instant in their zone."""
        columns = ["outlet", "name", "state", "since", "detail"]
        yield "State", columns, [[self.outlet, self.name, self.state, when(self.since), self.detail]]
        yield "Addresses", ["state", "count"], sorted(self.addresses.items())
        yield (
            "Lists",
            ["list", "last asked", "last news", "status", "note"],
            [[one.url, when(one.checked), when(one.changed), one.status, one.trouble] for one in self.lists],
        )
        yield (
            "Last looks",
            ["at", "found", "fetched", "new", "changed", "304", "words", "dated", "author", "note"],
            [
                [when(r.started), r.found, r.fetched, r.new, r.changed, r.unchanged, *r.reading, r.problem]
                for r in self.runs
            ],
        )
        yield (
            "Newest articles",
            ["number", "published", "words", "sure", "title"],
            [[a.id, when(a.published), a.words, round(a.confidence, 2), a.title] for a in self.articles],
        )
        yield (
            "Lines with a verdict",
            ["verdict", "articles", "line"],
            [[line.verdict, line.articles, line.line] for line in self.lines],
        )


def has_articles(home: House, name: str) -> bool:
    """Whether articles are kept under that outlet id, configured or not."""
    with sessions(reader(home.engine))() as session:
        return session.scalar(select(Article.id).where(Article.outlet == name).limit(1)) is not None


def view(home: House, outlet: Outlet, *, now: datetime) -> OutletView:
    """Everything that is known of `outlet`."""
    with sessions(reader(home.engine))() as session:
        (health,) = outlet_health(session, [outlet.model_copy(update={"status": "on"})], now)
        last = last_begun_of(session, outlet.id, now)
        lists = standings(session, [outlet], {outlet.id: last} if last else {})[outlet.id]
    state = "off" if outlet.status == "off" else health.state
    return _view(home, outlet.id, outlet.name, state=state, since=health.since, detail=health.detail, lists=lists)


def view_kept(home: House, name: str) -> OutletView:
    """What is kept under an outlet id that is not configured: imported texts, or what an outlet left behind."""
    detail = "not in outlets.yaml: imported, or its entry was taken away"
    return _view(home, name, name, state="not configured", since=None, detail=detail)


def _view(
    home: House,
    key: str,
    name: str,
    *,
    state: str,
    since: datetime | None,
    detail: str,
    lists: Sequence[Standing] = (),
) -> OutletView:
    with sessions(reader(home.engine))() as session:
        runs = select(OutletRun).where(OutletRun.outlet == key).order_by(OutletRun.started.desc()).limit(RUNS)
        newest = select(Article).where(Article.outlet == key).order_by(Article.first_seen.desc(), Article.id.desc())
        states = select(Address.state, func.count()).where(Address.outlet == key).group_by(Address.state)
        return OutletView(
            outlet=key,
            name=name,
            state=state,
            since=since,
            detail=detail,
            addresses=dict(session.execute(states).all()),
            lists=lists,
            runs=[Run(**{one.name: getattr(r, one.name) for one in fields(Run)}) for r in session.scalars(runs)],
            articles=[
                Seen(a.id, a.title, a.url, a.published, a.words, a.confidence)
                for a in session.scalars(newest.limit(ARTICLES))
            ],
            lines=learnt_lines(session, key),
        )
