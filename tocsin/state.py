"""How everything is doing, read from the database: what `tocsin status` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.on_hold import OnHold
from alerts.safe import addressee
from alerts.slots import Schedule, next_slot
from alerts.tables import Issue, Outbox
from crawler.database import reader, sessions
from crawler.hosts import UNFINISHED
from crawler.options import beyond
from crawler.standing import standings
from crawler.tables import Address, Article, SourceState
from monitor.feedback import Missed, missed
from monitor.health import OutletHealth, outlet_health
from monitor.tables import Match, Story, Unread
from tocsin import firsts, work
from tocsin.firsts import FirstSeen, first_seen
from tocsin.state_of_lists import QueryState, Table, query_states, tables
from tocsin.usual import Usuals, usual
from tocsin.wiring import House

When = Callable[[datetime | None], str]
TOLD = 3
"""Troubles of one outlet that are told one by one."""
WAITING = ("pending", "sending", "retry", "unknown")
"""States of a message that is not done with."""


@dataclass(frozen=True)
class OutletState:
    """One outlet."""

    outlet: str
    name: str
    status: str
    state: str
    detail: str
    last: datetime | None
    new_day: int
    """New articles in the last 24 hours."""
    articles: int
    waiting: int = 0
    """Addresses that are found and wait for a later round."""
    older: int = 0
    """Articles in its lists that were left alone, as they are older than the newest of their list."""
    unfinished: int = 0
    """Lists with more new entries than one round takes."""
    troubles: Sequence[str] = ()
    """What is wrong with its lists, or to be changed in outlets.yaml, beside what `detail` tells."""

    def remarks(self) -> Iterator[str]:
        """What is wrong with its lists, and what they hold beyond what was taken, in words."""
        yield from (f"{self.outlet}: {trouble}" for trouble in self.troubles[:TOLD])
        if len(self.troubles) > TOLD:
            more = len(self.troubles) - TOLD
            are = "is" if more == 1 else "are"
            yield f"{self.outlet}: {more} more of its lists {are} in trouble: tocsin outlet show {self.outlet}"
        yield from beyond(self.outlet, self.unfinished, self.older)
        if self.waiting:
            yield f"{self.outlet}: {self.waiting} articles are found and wait for the next rounds (see its `budget:`)."


@dataclass(frozen=True)
class DigestState:
    """One digest."""

    digest: str
    status: str
    last: datetime | None
    number: int
    stories: int
    next: datetime


@dataclass(frozen=True)
class Waiting:
    """Messages that did not go out yet, for one reason."""

    channel: str
    why: str
    messages: int
    next: datetime | None


@dataclass(frozen=True)
class State:
    """The whole."""

    database: str
    """The address, without its password."""
    outlets: Sequence[OutletState]
    digests: Sequence[DigestState]
    outbox: dict[str, int]
    """Messages by state."""
    oldest_unsent: datetime | None
    failures: Sequence[str]
    """The newest failed messages, in words."""
    waiting: Sequence[Waiting] = ()
    """Why messages wait to be tried again."""
    held: Sequence[str] = ()
    """Digests with an issue that waits for an operator."""
    on_hold: Sequence[OnHold] = ()
    """What alerts have found and hold back."""
    counts: dict[str, int] = field(default_factory=dict)
    queries: Sequence[QueryState] | None = None
    """How each query does; None where nobody asked."""
    missed: Sequence[Missed] = ()
    """What readers called relevant and no query of the list found; empty where nobody asked."""
    first_seen: Sequence[FirstSeen] | None = None
    """Entities and pairs of the last days that were never met before; None where nobody asked."""
    usual: Usuals | None = None
    """Today's numbers against the weeks before; None where nobody asked."""

    def tables(self, when: When) -> Iterator[Table]:
        """For people; `when` writes an instant in their zone."""
        yield (
            "Outlets",
            ["outlet", "name", "status", "state", "last look", "new in 24 h", "articles", "detail"],
            [
                [o.outlet, o.name, o.status, o.state, when(o.last), o.new_day, o.articles, o.detail]
                for o in self.outlets
            ],
        )
        yield (
            "Digests",
            ["digest", "status", "last issue", "number", "stories", "next"],
            [[d.digest, d.status, when(d.last), d.number, d.stories, when(d.next)] for d in self.digests],
        )
        yield "Messages", ["state", "count"], sorted(self.outbox.items())
        if self.queries is not None:
            yield from tables(self.queries, self.missed)
        if self.usual is not None:
            yield self.usual.table()
        if self.first_seen:
            yield (
                "First seen",
                ["first met", "who or what", "article", "title"],
                [[when(one.at), one.names, one.article, one.title] for one in self.first_seen],
            )
        yield "Kept", list(self.counts), [list(self.counts.values())]

    def remarks(self, when: When) -> Iterator[str]:
        """What needs a look; `when` writes an instant in people's zone."""
        for failure in self.failures:
            yield f"not delivered: {failure}"
        for one in self.waiting:
            many = "1 message waits" if one.messages == 1 else f"{one.messages} messages wait"
            yield f"{one.channel}: {many}, next try {when(one.next)}: {one.why}"
        for digest in self.held:
            yield f"{digest}: an issue is held; `tocsin digest release {digest}` sends it"
        for alert in self.on_hold:
            yield f"{alert.words} until {when(alert.until)}"
        for outlet in self.outlets:
            yield from outlet.remarks()
        if self.first_seen is not None and not self.first_seen:
            yield firsts.NOTHING
        if self.usual is not None:
            yield from self.usual.remarks()
        if self.counts["unread"]:
            yield f"{self.counts['unread']} articles wait to be screened."
        yield f"Database: {self.database}"

    @property
    def ok(self) -> bool:
        """No outlet fails and no message was given up."""
        return not self.outbox.get("failed") and not any(o.state == "failing" for o in self.outlets)


def look(home: House, *, now: datetime, lists: bool = False, trends: bool = False) -> State:
    """Everything `tocsin status` shows, in one reading transaction.

    lists: also how each query does (reads every match). trends: also what was met for the first time.
    """
    with sessions(reader(home.engine))() as session:
        outbox = dict(session.execute(select(Outbox.state, func.count()).group_by(Outbox.state)).all())
        oldest = session.scalar(select(func.min(Outbox.date)).where(Outbox.state.in_(WAITING)))
        entities, outlets = home.configuration.entities, home.configuration.outlets
        return State(
            database=home.engine.url.render_as_string(hide_password=True),
            outlets=_outlets(session, home, now),
            digests=_digests(session, home, now),
            outbox=outbox,
            oldest_unsent=oldest,
            failures=_failures(session),
            waiting=_waiting(session),
            held=session.scalars(select(Issue.digest).where(Issue.state == "held").distinct()).all(),
            on_hold=work.on_hold(home, now=now),
            counts=_counts(session),
            queries=query_states(session, home.ruleset) if lists else None,
            missed=missed(session, [plan.id for plan in home.ruleset.plans]) if lists else (),
            first_seen=first_seen(session, entities, outlets, now=now) if trends else None,
            usual=usual(session, home.facts.watchlists, entities, outlets, now=now) if trends else None,
        )


def _outlets(session: Session, home: House, now: datetime) -> list[OutletState]:
    health = {h.outlet: h for h in outlet_health(session, home.configuration.outlets, now)}
    last = work.last_looks(session, now)
    day = select(Article.outlet, func.count()).where(Article.first_seen > now - timedelta(days=1))
    new = dict(session.execute(day.group_by(Article.outlet)).all())
    total = dict(session.execute(select(Article.outlet, func.count()).group_by(Article.outlet)).all())
    found_only = select(Address.outlet, func.count()).where(Address.state == "found").group_by(Address.outlet)
    waiting = dict(session.execute(found_only).all())
    older = dict(
        session.execute(select(SourceState.outlet, func.sum(SourceState.older)).group_by(SourceState.outlet)).all()
    )
    cut = select(SourceState.outlet, func.count()).where(SourceState.error == UNFINISHED).group_by(SourceState.outlet)
    unfinished = dict(session.execute(cut).all())
    stand = standings(session, [one for one in home.configuration.outlets if one.status != "off"], last)
    made = []
    for outlet in home.configuration.outlets:
        found: OutletHealth | None = health.get(outlet.id)
        detail = found.detail if found else ""
        troubles = [one.trouble for one in stand.get(outlet.id, ()) if one.trouble]
        made.append(
            OutletState(
                outlet=outlet.id,
                name=outlet.name,
                status=outlet.status,
                state=found.state if found else "",
                detail=detail,
                last=last.get(outlet.id),
                new_day=new.get(outlet.id, 0),
                articles=total.get(outlet.id, 0),
                waiting=waiting.get(outlet.id, 0),
                older=int(older.get(outlet.id) or 0),
                unfinished=unfinished.get(outlet.id, 0),
                troubles=[trouble for trouble in troubles if trouble not in detail],
            )
        )
    return made


def _digests(session: Session, home: House, now: datetime) -> list[DigestState]:
    made = []
    for digest in home.configuration.digests:
        issue = session.scalar(select(Issue).where(Issue.digest == digest.id).order_by(Issue.number.desc()).limit(1))
        made.append(
            DigestState(
                digest=digest.id,
                status=digest.status,
                last=issue.composed if issue else None,
                number=(issue.number if issue else 0) or 0,
                stories=issue.stories if issue else 0,
                next=next_slot(Schedule.of(digest, home.facts.zone_of(digest)), now),
            )
        )
    return made


def _failures(session: Session) -> list[str]:
    failed = select(Outbox).where(Outbox.state == "failed").order_by(Outbox.id.desc()).limit(10)
    return [
        f"{addressee(row.recipient)} ({row.channel}): {row.smtp_code or ''} {row.smtp_text}".strip()
        for row in session.scalars(failed)
    ]


def _waiting(session: Session) -> list[Waiting]:
    why = (Outbox.channel, Outbox.smtp_text)
    tried = select(*why, func.count(), func.min(Outbox.next_at)).where(
        Outbox.state.in_(("retry", "unknown")), Outbox.next_at.is_not(None)
    )
    found = session.execute(tried.group_by(*why).order_by(func.count().desc()).limit(5))
    return [Waiting(channel, text, count, at) for channel, text, count, at in found]


def _counts(session: Session) -> dict[str, int]:
    def count(statement: Any) -> int:
        return session.scalar(statement) or 0

    return {
        "articles": count(select(func.count()).select_from(Article)),
        "matches": count(select(func.count()).select_from(Match).where(Match.withdrawn.is_(None))),
        "stories": count(select(func.count()).select_from(Story)),
        "unread": count(select(func.count()).select_from(Unread)),
    }
