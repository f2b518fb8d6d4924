"""The verbs of the rooms, each called with what a house knows. `once`, the schedule and the workers use these alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.orm import Session

from alerts.compose import Preview, compose
from alerts.compose import preview as draw
from alerts.compose import release as let_go
from alerts.dispatch import DispatchReport, dispatch
from alerts.instant import compose_alerts, unusual
from alerts.on_hold import OnHold
from alerts.on_hold import on_hold as held_back
from alerts.operators import compose_operators
from alerts.render import RenderError
from alerts.tables import Issue
from crawler.database import reader, sessions
from crawler.options import CrawlOptions, RoundReport, user_agent
from crawler.outlets import Outlet
from crawler.runs import last_begun
from monitor.screen import ScreenReport, screen
from tocsin import __version__
from tocsin.succession import take_over

if TYPE_CHECKING:
    from alerts.digests import Alert, Digest
    from tocsin.wiring import House

OnEvent = Callable[[dict[str, Any]], None]


class Rounds(Protocol):
    """What is needed of a crawler."""

    def round(self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: OnEvent | None = None) -> RoundReport:
        """Look at these outlets once."""
        ...


@dataclass(frozen=True)
class Made:
    """An issue that was made."""

    digest: str
    kind: str
    number: int | None
    stories: int
    articles: int
    state: str
    """ready, skipped (a quiet day) or held (missed for so long that an operator decides)."""
    subject: str


def made_of(issue: Issue) -> Made:
    """The facts of an issue, free of its session."""
    return Made(
        issue.digest,
        issue.kind,
        issue.number,
        issue.stories or 0,
        issue.articles or 0,
        issue.state,
        issue.subject or "",
    )


def crawl_options(home: House, *, since: datetime | None = None, until: datetime | None = None) -> CrawlOptions:
    """What the crawler is told for a round."""
    settings = home.configuration.settings
    return CrawlOptions(
        database=home.engine.url.render_as_string(hide_password=False),
        user_agent=user_agent(__version__, settings.contact),
        workers=settings.workers or 0,
        languages=tuple(sorted({outlet.language for outlet in home.configuration.outlets})),
        raw_dir=home.var / "raw" if settings.keep.raw else None,
        since=since,
        until=until,
        zone=settings.timezone,
    )


def crawl(
    home: House,
    crawler: Rounds,
    outlets: Sequence[Outlet],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    on_event: OnEvent | None = None,
) -> RoundReport:
    """Look at `outlets` once."""
    if not outlets:
        return RoundReport()
    return crawler.round(outlets, crawl_options(home, since=since, until=until), on_event)


class UnstoredError(OSError):
    """The database did not take what a look found; the message says why. The next look finds it again."""


def stored(report: RoundReport) -> None:
    """Make sure that what was found has been kept.

    Raises:
        UnstoredError: an outlet says otherwise: a full disk, a lock, a server that is away.
    """
    for outlet in report.outlets:
        if outlet.errors.get("database"):
            raise UnstoredError(outlet.problem)


def last_looks(session: Session, now: datetime, *, since: datetime | None = None) -> dict[str, datetime]:
    """When each outlet was last looked at (start of the look), as far as the clock has got at `now`.

    since: when this process began. A look that began before and never ended was cut off by a crash and does not count:
        it is made again at once. One that began later counts even so, or a page that kills the crawler would be asked
        without a pause.
    """
    return last_begun(session, now, since=since)


def read(home: House, *, now: datetime, on_progress: Callable[[int, int], None] | None = None) -> ScreenReport:
    """Screen every article that the present ruleset has not read, each as one of the outlet it belongs to now."""
    take_over(home)
    return screen(home.engine, home.ruleset, home.configuration.outlets, now=now, on_progress=on_progress)


def compose_one(home: House, digest: Digest, *, now: datetime, slot: datetime | None) -> Made | None:
    """Make one digest's issue in a transaction of its own; see `alerts.compose.compose` for when there is one."""
    with sessions(home.engine).begin() as session:
        issue = compose(session, digest, home.facts, now=now, slot=slot)
        return None if issue is None else made_of(issue)


@dataclass
class Composed:
    """What composing brought. A digest whose template is wrong does not hold up the others."""

    made: list[Made] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)
    """Digests for which no issue was made."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why a digest could not be rendered."""


def compose_all(home: House, *, now: datetime, at_once: bool = False) -> Composed:
    """An issue for every digest whose slot has come; with `at_once` also for those that have something to tell."""
    found = Composed()
    for digest in home.configuration.digests:
        if digest.status != "on":
            continue
        try:
            issue = compose_one(home, digest, now=now, slot=now if at_once else None)
        except RenderError as error:
            found.failed[digest.id] = str(error)
            continue
        if issue is None:
            found.quiet.append(digest.id)
        else:
            found.made.append(issue)
    return found


def alert(home: House, *, now: datetime) -> Composed:
    """A message for every alert that has something to tell now."""
    found = Composed()
    for rule in home.configuration.alerts:
        if rule.when == "burst" and not _unusual(home, rule, now):
            continue
        try:
            with sessions(home.engine).begin() as session:
                found.made += [made_of(issue) for issue in compose_alerts(session, rule, home.facts, now=now)]
        except RenderError as error:
            found.failed[rule.id] = str(error)
    return found


def _unusual(home: House, rule: Alert, now: datetime) -> bool:
    """Whether it is time to count again, and something is unusual; not while others must wait for the database."""
    lookout = home.facts.lookout
    if not lookout.due(rule.id, now):
        return False
    began = time.perf_counter()
    with sessions(reader(home.engine))() as session:
        found = unusual(session, rule, home.facts, now=now)
    lookout.counted(rule.id, now, time.perf_counter() - began)
    return found


def on_hold(home: House, *, now: datetime) -> list[OnHold]:
    """What each alert has found and holds back at `now`; nothing is written."""
    with sessions(reader(home.engine))() as session:
        found = (held_back(session, rule, home.facts, now=now) for rule in home.configuration.alerts)
        return [one for one in found if one is not None]


def warn(home: House, *, now: datetime) -> Composed:
    """A mail to the operators, where there is something they have not been told."""
    found = Composed()
    with sessions(reader(home.engine))() as session:  # to judge many outlets takes a while: not while others must wait
        home.facts.ward.health(session, home.facts.outlets, now)
    try:
        with sessions(home.engine).begin() as session:
            issue = compose_operators(session, home.facts, now=now)
            found.made += [made_of(issue)] if issue is not None else []
    except RenderError as error:
        found.failed["operators"] = str(error)
    return found


def send(home: House, *, now: datetime, stop: Callable[[], bool] = lambda: False) -> DispatchReport:
    """Try every message that is due once."""
    return dispatch(home.engine, home.channels(), now=now, stop=stop)


def release(home: House, digest: Digest) -> int:
    """Let the held issues of a digest go out at the next sending; how many messages that are."""
    with sessions(home.engine).begin() as session:
        return let_go(session, digest.id)


def preview(home: House, digest: Digest, *, now: datetime) -> Preview:
    """The next issue as it would look now; nothing is written."""
    with sessions(reader(home.engine))() as session:
        return draw(session, digest, home.facts, now=now)
