"""`tocsin run --fleet`: the scheduler of many machines. It does no work itself; it puts into the queue what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from procrastinate import App
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from alerts.outbox import due_now
from alerts.slots import Schedule, due_slots
from alerts.tables import Issue, Outbox
from crawler.database import reader, sessions
from tocsin import fleet, rota, upkeep, work
from tocsin.pulse import Pulse
from tocsin.reloading import Watcher
from tocsin.succession import Successions
from tocsin.ticking import Tick, Ticker
from tocsin.wiring import House

EVERY = {"crawl": 2, "screen": 60, "compose": 10, "send": 5, "rescue": 5, "warn": 120, "reload": 3, "tend": 3600}
"""Seconds between two ticks of a part."""


class Deferrer(Ticker):
    """Puts one job a due outlet, one a due digest, and one for what is unread or unsent into the queue."""

    def __init__(
        self,
        house: House,
        app: App,
        *,
        clock: Callable[[], datetime],
        watcher: Watcher | None = None,
        pulse: Pulse | None = None,
    ) -> None:
        """`app` is open; `watcher` says when the YAML changed; `pulse` is where signs of life are kept."""
        super().__init__("fleet", clock, pulse)
        self.house = house
        self._app = app
        self._watcher = watcher
        self._successions = Successions()

    def crawl(self) -> None:
        """A job for every outlet that is due."""
        self._successions.settle(self.house)
        with sessions(reader(self.house.engine))() as session:
            last = work.last_looks(session, self._clock())
        due = rota.due(self.house.configuration.outlets, last, self._clock())
        waiting = fleet.waiting(self._app, "crawl") if due else set()
        for outlet in due:
            name = f"outlet:{outlet.id}"
            if name not in waiting and fleet.defer(
                self._app, "crawl", lock=f"host:{rota.host(outlet)}", queueing_lock=name, outlet=outlet.id
            ):
                self._log.info("deferred", job="crawl", outlet=outlet.id)

    def screen(self) -> None:
        """A job now and then: it has little to do, because each crawl asks for one by itself."""
        fleet.defer(self._app, "screen", lock="screen")

    def compose(self) -> None:
        """A job for every digest whose slot has come."""
        now = self._clock()
        facts = self.house.facts
        with sessions(reader(self.house.engine))() as session:
            newest = select(Issue.digest, func.max(Issue.slot)).where(Issue.slot <= now).group_by(Issue.digest)
            last = dict(session.execute(newest).all())
        for digest in self.house.configuration.digests:
            since = last.get(digest.id, now - timedelta(seconds=facts.mail.catch_up_max))
            if digest.status == "on" and due_slots(Schedule.of(digest, facts.zone_of(digest)), since, now):
                fleet.defer(self._app, "compose", lock=f"digest:{digest.id}", digest=digest.id)

    def send(self) -> None:
        """A job when a message is due."""
        with sessions(reader(self.house.engine))() as session:
            waiting = session.scalar(select(exists().where(_due(self._clock()))))
        if waiting:
            fleet.defer(self._app, "send", lock="send")

    def rescue(self) -> None:
        """A job to look for the jobs of dead workers."""
        fleet.defer(self._app, "rescue", lock=None)

    def warn(self) -> None:
        """Tell the operators what failed, what is held and which sources changed."""
        work.warn(self.house, now=self._clock())

    def reload(self) -> None:
        """Take over a changed configuration if it is right."""
        configuration = self._watcher.changed() if self._watcher else None
        self.pulse.refused = self._watcher.problem if self._watcher else ""
        if configuration is not None:
            self.house = self.house.with_configuration(configuration)
            self._log.info("configuration taken over", outlets=len(configuration.outlets))

    def tend(self) -> None:
        """Retention."""
        for line in upkeep.tend(self.house, now=self._clock()):
            self._log.info("upkeep", did=line)

    def ticks(self) -> Mapping[str, tuple[Tick, float]]:
        """Each part: what to call, and the seconds between two calls."""
        parts = {
            "crawl": self.crawl,
            "screen": self.screen,
            "compose": self.compose,
            "send": self.send,
            "rescue": self.rescue,
            "warn": self.warn,
            "reload": self.reload,
            "tend": self.tend,
        }
        return {part: (self.guarded(part, tick), EVERY[part]) for part, tick in parts.items()}


def _due(now: datetime) -> ColumnElement[bool]:
    """Messages to be tried now, those of a dead sender included."""
    return or_(due_now(now), and_(Outbox.state == "sending", Outbox.lease_until <= now))
