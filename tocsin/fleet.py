"""Many machines: jobs in Procrastinate, a task queue that lives in the same PostgreSQL database.

The scheduler only defers jobs; workers do them. `lock` keeps two jobs of one outlet (or digest) from running at once on
any two machines, `queueing_lock` keeps more than one of them from waiting. Jobs are safe to repeat: each asks the
database what is still to be done.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString

from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import JobDeferrer, Status
from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL

from alerts.safe import addressee
from crawler.crawl import Crawler
from crawler.database import reader, sessions
from crawler.runs import last_begun_of
from tocsin import log, rota, work
from tocsin.metrics import Metrics
from tocsin.ticking import Guard
from tocsin.wiring import House

HEARTBEAT_SECONDS = 4.0
"""A worker gives a sign of life this often."""
STALLED_SECONDS = 20.0
"""A worker without a sign of life for so long is dead; its jobs are done by others. Five signs are missing then: a
living one on a machine at ten times its load has given one of them."""
_POOL_SECONDS = 5.0
"""A tick of the scheduler waits so long for a connection when the server is away: the 30 s that are usual would outlast
STOP_SECONDS, and end the process where it is only to lead again."""
_AT_ONCE = datetime.fromtimestamp(0, UTC)
_SCHEMA_LOCK = 0x746F6302


@dataclass
class Workshop:
    """What the jobs of one worker work with."""

    home: Callable[[], House]
    """The house as it is now: its configuration may have been replaced."""
    crawler: Crawler
    clock: Callable[[], datetime]
    guard: Guard
    metrics: Metrics
    on_success: Callable[[], None] = lambda: None
    """Called after each look and each delivery that went well (dead man's switch)."""

    async def do(self, part: str, work: Callable[[], None]) -> None:
        """`work` in a thread. If it fails, that is told in one line; the scheduler asks for it again by itself."""
        await asyncio.to_thread(self.guard.guarded(part, work))


def conninfo(url: URL) -> str:
    """The address for libpq."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def prepare(engine: Engine) -> None:
    """Make the queue's tables where they are missing; safe when several processes start at once."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})
        if inspect(connection).has_table("procrastinate_jobs"):
            return
        with scheduling(engine.url) as app:
            app.schema_manager.apply_schema()


def scheduling(url: URL) -> App:
    """The queue as the scheduler uses it, to be opened by `with`."""
    return _app(SyncPsycopgConnector(conninfo=conninfo(url), min_size=1, max_size=2, timeout=_POOL_SECONDS)).open()


def working(url: URL, lost: Callable[[], None] = lambda: None) -> App:
    """The queue as a worker uses it, to be opened by `async with app.open_async()`.

    Args:
        lost: is called when the end of a job could not be written down. Procrastinate only logs that, and takes the job
            for one under way for as long as this worker's heart beats.
    """
    return _app(_Telling(lost, conninfo=conninfo(url), min_size=1, max_size=4))


class _Telling(PsycopgConnector):
    """Procrastinate's connector, which tells when the server was gone while something was to be written."""

    def __init__(self, lost: Callable[[], None], **settings: Any) -> None:
        super().__init__(**settings)
        self._lost = lost

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """As the connector does."""
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException:
            self._lost()
            raise


def _app(connector: Any) -> App:
    """Tasks are made for each app anew: a blueprint would be spent with the first app that takes it."""
    app = App(connector=connector)
    for job in (crawl, screen, compose, send, rescue):
        app.task(name=f"tocsin:{job.__name__}", pass_context=True)(job)
    return app


def defer(app: App, task: str, *, lock: str | None, queueing_lock: str = "", **arguments: str) -> bool:
    """Put a job into the queue unless the same one waits there already; True if it was put.

    Args:
        lock: jobs with the same one never run at the same time; None: nothing holds this one up.
        queueing_lock: of jobs with the same one, only one waits. Default: `lock`.
    """
    try:
        _named(app, task, lock, queueing_lock or lock or task).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True


def waiting(app: App, task: str) -> set[str | None]:
    """The queueing locks of the jobs that wait, so that nobody need try to put them once more."""
    return {job.queueing_lock for job in app.job_manager.list_jobs(task=f"tocsin:{task}", status="todo")}


async def _defer_next(context: JobContext, task: str) -> None:
    try:
        await _named(context.app, task, task, task).defer_async()
    except AlreadyEnqueued:
        return


def _named(app: App, task: str, lock: str | None, queueing_lock: str) -> JobDeferrer:
    return app.configure_task(f"tocsin:{task}", lock=lock, queueing_lock=queueing_lock, queue=task)


def _workshop(context: JobContext) -> Workshop:
    workshop: Workshop = context.additional_context["workshop"]
    return workshop


async def crawl(context: JobContext, outlet: str) -> None:
    """Look at one outlet, if it is still due; then have what it brought screened."""
    shop = _workshop(context)
    # A job that is tried again belonged to a worker that died in the middle: its look began and does not count.
    again = context.job.attempts > 0

    def look() -> None:
        home = shop.home()
        found = [one for one in rota.active(home.configuration.outlets) if one.id == outlet]
        with sessions(reader(home.engine))() as session:
            last = None if again else last_begun_of(session, outlet, shop.clock())
        due = rota.due(found, {outlet: last} if last else {}, shop.clock())
        if not due:
            return
        started = time.monotonic()
        report = work.crawl(home, shop.crawler, due)
        shop.metrics.crawled(report, time.monotonic() - started)
        work.stored(report)
        for one in report.outlets:
            said = log.logger("worker").bind(outlet=one.outlet, found=one.found, new=one.new)
            (said.warning if one.problem else said.info)("crawl", problem=one.problem)
            if not one.failed:
                shop.on_success()

    await shop.do("crawl", look)
    await _defer_next(context, "screen")


async def screen(context: JobContext) -> None:
    """Screen what is unread, make the alerts that follow, and have them sent."""
    shop = _workshop(context)

    def read() -> None:
        report = work.read(shop.home(), now=shop.clock())
        shop.metrics.screened(report)
        work.alert(shop.home(), now=shop.clock())
        log.logger("worker").info("screened", articles=report.screened, matched=report.matched)

    await shop.do("screen", read)
    await _defer_next(context, "send")


async def compose(context: JobContext, digest: str) -> None:
    """Make one digest's issue if its slot has come, and have it sent."""
    shop = _workshop(context)

    def make() -> None:
        home = shop.home()
        for one in home.configuration.digests:
            if one.id == digest and (made := work.compose_one(home, one, now=shop.clock(), slot=None)):
                log.logger("worker").info("digest", id=digest, number=made.number, stories=made.stories)

    await shop.do("compose", make)
    await _defer_next(context, "send")


async def send(context: JobContext) -> None:
    """Send what waits in the outbox."""
    shop = _workshop(context)

    def post() -> None:
        report = work.send(shop.home(), now=shop.clock())
        shop.metrics.delivered(report)
        for result in report.results:
            to = addressee(result.recipient)
            log.logger("worker").info("delivery", outcome=result.outcome, channel=result.channel, to=to)
        if report.sent:
            shop.on_success()

    await shop.do("send", post)


async def rescue(context: JobContext) -> None:
    """Give the jobs of dead workers to living ones. It has no lock: a rescuer that dies must not hold up the next.

    The leader asks for it. (Procrastinate's own timers go by the workers' clocks: with one set back by an hour, nobody
    would be rescued for that hour.)
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        log.logger("worker").warning("rescued", job=job.task_name, arguments=dict(job.task_kwargs))
        try:
            await manager.retry_job(job, retry_at=_AT_ONCE)
        except UniqueViolation:  # its like waits already: it is enough to let go of the lock
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
        except ConnectorException as error:  # another rescuer was quicker
            log.logger("worker").info("not rescued", job=job.task_name, why=str(error.__cause__ or error))
