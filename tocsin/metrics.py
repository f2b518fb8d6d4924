"""Numbers for Prometheus, and the two questions of a container: is it alive, is it ready?

Counters are kept in this process; what the database knows better (messages that wait, unread articles) is read from it
when somebody asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from alerts.dispatch import DispatchReport
from alerts.tables import Outbox
from crawler.database import reader, sessions
from crawler.options import RoundReport
from monitor.screen import ScreenReport
from monitor.tables import Unread
from tocsin.pulse import Pulse

WAITING = ("pending", "sending", "retry", "unknown")
"""States of a message that is not done with."""


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._articles = Counter("tocsin_articles", "Articles kept.", ["outlet", "outcome"], registry=self.registry)
        self._fetched = Counter("tocsin_pages", "Article pages fetched.", ["outlet"], registry=self.registry)
        self._reading = Counter(
            "tocsin_extraction_seconds",
            "From the octets of article pages to their texts, waiting for a free process included.",
            ["outlet"],
            registry=self.registry,
        )
        self._errors = Counter("tocsin_errors", "Failures of the crawl.", ["outlet", "kind"], registry=self.registry)
        self._rounds = Histogram(
            "tocsin_crawl_seconds",
            "Duration of a round of the crawler.",
            buckets=(1, 5, 15, 60, 300, 900, 3600),
            registry=self.registry,
        )
        self._screened = Counter("tocsin_screened", "Articles screened.", registry=self.registry)
        self._matched = Counter("tocsin_matched", "Screened articles that passed a list.", registry=self.registry)
        self._delivered = Counter("tocsin_deliveries", "Attempts to deliver.", ["outcome"], registry=self.registry)

    def crawled(self, report: RoundReport, seconds: float) -> None:
        """Count a round."""
        self._rounds.observe(seconds)
        for outlet in report.outlets:
            self._articles.labels(outlet.outlet, "new").inc(outlet.new)
            self._articles.labels(outlet.outlet, "changed").inc(outlet.changed)
            self._fetched.labels(outlet.outlet).inc(outlet.fetched)
            self._reading.labels(outlet.outlet).inc(outlet.reading_seconds)
            for kind, count in outlet.errors.items():
                self._errors.labels(outlet.outlet, kind).inc(count)

    def screened(self, report: ScreenReport) -> None:
        """Count a screening."""
        self._screened.inc(report.screened)
        self._matched.inc(report.matched)

    def delivered(self, report: DispatchReport) -> None:
        """Count a dispatch."""
        for outcome in ("sent", "failed", "retried", "unknown"):
            self._delivered.labels(outcome).inc(getattr(report, outcome))


class _FromDatabase(Collector):
    def __init__(self, engine: Engine, pulse: Pulse, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._pulse = pulse
        self._clock = clock

    def describe(self) -> Iterator[Metric]:
        """Nothing: registering must not ask the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Everything that is read when asked."""
        success = GaugeMetricFamily("tocsin_last_success_timestamp_seconds", "Last success of a part.", labels=["part"])
        for part, at in dict(self._pulse.succeeded).items():
            success.add_metric([part], at.timestamp())
        yield success
        failing = GaugeMetricFamily("tocsin_part_failing", "1 while a part of the work fails.", labels=["part"])
        for part in {*self._pulse.succeeded, *self._pulse.faults}:
            failing.add_metric([part], float(part in self._pulse.faults))
        yield failing
        yield GaugeMetricFamily(
            "tocsin_configuration_refused", "1 while changed YAML is wrong.", value=float(bool(self._pulse.refused))
        )
        try:
            with sessions(reader(self._engine))() as session:
                states = dict(session.execute(select(Outbox.state, func.count()).group_by(Outbox.state)).all())
                oldest = session.scalar(select(func.min(Outbox.date)).where(Outbox.state.in_(WAITING)))
                unread = session.scalar(select(func.count()).select_from(Unread))
                jobs = _jobs(session)
        except SQLAlchemyError:
            yield GaugeMetricFamily("tocsin_database_up", "1 while the database answers.", value=0)
            return
        yield GaugeMetricFamily("tocsin_database_up", "1 while the database answers.", value=1)
        messages = GaugeMetricFamily("tocsin_messages", "Messages in the outbox.", labels=["state"])
        for state in {*WAITING, "failed", "sent", *states}:
            messages.add_metric([state], states.get(state, 0))
        yield messages
        age = (self._clock() - oldest).total_seconds() if oldest else 0.0
        yield GaugeMetricFamily(
            "tocsin_oldest_unsent_seconds", "Age of the oldest unsent message.", value=max(0.0, age)
        )
        yield GaugeMetricFamily("tocsin_unread_articles", "Articles that wait to be screened.", value=unread or 0)
        queue = GaugeMetricFamily("tocsin_jobs", "Jobs of the fleet, waiting and running.", labels=["task", "state"])
        for task, counts in jobs.items():
            for state, count in counts.items():
                queue.add_metric([task, state], count)
        yield queue


def _jobs(session: Session) -> dict[str, dict[str, int]]:
    """How many jobs of each task wait and are under way; nothing where no fleet has ever worked on the database."""
    bind = session.get_bind()
    if bind.dialect.name != "postgresql" or session.scalar(text("SELECT to_regclass('procrastinate_jobs')")) is None:
        return {}
    counts = {task: {"waiting": 0, "running": 0} for task in ("crawl", "screen", "compose", "send", "rescue")}
    rows = session.execute(
        text(
            "SELECT replace(task_name, 'tocsin:', ''), CASE status WHEN 'todo' THEN 'waiting' ELSE 'running' END,"
            " count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') GROUP BY 1, 2"
        )
    )
    for task, state, count in rows:
        counts.setdefault(task, {"waiting": 0, "running": 0})[state] = count
    return counts


@contextmanager
def serving(
    metrics: Metrics,
    engine: Engine,
    pulse: Pulse,
    *,
    clock: Callable[[], datetime],
    port: int,
    host: str = "127.0.0.1",
) -> Iterator[int]:
    """Answer /metrics, /healthz and /readyz while the block runs; gives the port (0 = any free one).

    /healthz: 200 while no part has hung. /readyz: 200 while the database answers and nothing fails.

    Raises:
        OSError: the port is taken.
    """
    metrics.registry.register(_FromDatabase(engine, pulse, clock))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/metrics": self._metrics, "/healthz": self._alive, "/readyz": self._ready}
            page = pages.get(self.path.partition("?")[0])
            if page is None:
                self._answer(404, "text/plain", b"/metrics /healthz /readyz\n")
            else:
                page()

        def _metrics(self) -> None:
            self._answer(200, CONTENT_TYPE_LATEST, generate_latest(metrics.registry))

        def _alive(self) -> None:
            hung = pulse.hung(clock())
            said = f"no sign of life: {', '.join(hung)}\n" if hung else "ok\n"
            self._answer(503 if hung else 200, "text/plain", said.encode())

        def _ready(self) -> None:
            problems = [f"{part}: {fault.message}" for part, fault in dict(pulse.faults).items()]
            try:
                with reader(engine).connect() as connection:
                    connection.execute(text("SELECT 1"))
            except SQLAlchemyError as error:
                problems.append(f"database: {type(error).__name__}")
            said = "\n".join(problems) or "ok"
            self._answer(503 if problems else 200, "text/plain; charset=utf-8", f"{said}\n".encode())

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Scrapes are not events."""

    server = ThreadingHTTPServer((host, port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True, name="metrics")
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
