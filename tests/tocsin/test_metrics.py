"""Numbers for machines: what is counted, and that dashboard and alert rules ask only for what exists."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine

from alerts.dispatch import DispatchReport
from alerts.tables import Issue, Outbox
from crawler.database import sessions
from crawler.options import OutletReport, RoundReport
from monitor.screen import ScreenReport
from tocsin import metrics
from tocsin.pulse import Fault, Pulse

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
OPERATIONS = Path(__file__).parents[2] / "docs/operations"


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def names(text: str) -> set[str]:
    return set(re.findall(r"\btocsin_[a-z_]+", text))


def full(engine: Engine) -> str:
    """A page of numbers with every number on it."""
    counters = metrics.Metrics()
    report = OutletReport("gazette", found=3, fetched=2, new=2, changed=1, errors={"timeout": 1})
    counters.crawled(RoundReport([report]), 4.2)
    counters.screened(ScreenReport(screened=2, matched=1))
    counters.delivered(DispatchReport(sent=1))
    pulse = Pulse(succeeded={"crawl": NOW}, faults={"send": Fault("the disk is full", NOW, NOW)})
    with metrics.serving(counters, engine, pulse, clock=lambda: NOW, port=0) as port:
        return get(port, "/metrics")[1]


def test_a_round_is_counted_by_outlet_and_outcome(engine: Engine) -> None:
    page = full(engine)
    assert 'tocsin_articles_total{outcome="new",outlet="gazette"} 2.0' in page
    assert 'tocsin_errors_total{kind="timeout",outlet="gazette"} 1.0' in page
    assert 'tocsin_part_failing{part="send"} 1.0' in page


def test_the_age_of_the_oldest_unsent_message_is_read_from_the_outbox(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        issue = Issue(
            digest="morning", number=1, slot=NOW, window_start=NOW, window_end=NOW, composed=NOW, state="ready"
        )
        session.add(issue)
        session.flush()
        date = NOW - timedelta(hours=3)
        session.add(
            Outbox(
                issue_id=issue.id, recipient="a@example.org", channel="mail", message_id="<1@x>", date=date, mime=b""
            )
        )
    page = full(engine)
    assert "tocsin_oldest_unsent_seconds 10800.0" in page
    assert 'tocsin_messages{state="pending"} 1.0' in page


@pytest.mark.parametrize("file", ["alert-rules.yaml", "grafana-dashboard.json"])
def test_dashboard_and_rules_ask_only_for_numbers_that_exist(engine: Engine, file: str) -> None:
    text = (OPERATIONS / file).read_text(encoding="utf-8")
    known = names(full(engine))
    asked = names(text)
    assert asked
    assert asked <= known


def test_rules_and_dashboard_are_well_formed() -> None:
    rules = yaml.safe_load((OPERATIONS / "alert-rules.yaml").read_text(encoding="utf-8"))
    for rule in rules["groups"][0]["rules"]:
        assert {"alert", "expr", "labels", "annotations"} <= rule.keys()
        assert {"summary", "action"} == rule["annotations"].keys()
    assert json.loads((OPERATIONS / "grafana-dashboard.json").read_text(encoding="utf-8"))["panels"]


def test_a_part_that_hangs_is_not_healthy_and_one_that_fails_is_not_ready(engine: Engine) -> None:
    pulse = Pulse()
    with metrics.serving(metrics.Metrics(), engine, pulse, clock=lambda: NOW, port=0) as port:
        assert (get(port, "/healthz")[0], get(port, "/readyz")[0]) == (200, 200)
        pulse.running["read"] = NOW - timedelta(hours=1)
        pulse.faults["send"] = Fault("the disk is full", NOW, NOW)
        assert get(port, "/healthz") == (503, "no sign of life: read\n")
        assert get(port, "/readyz") == (503, "send: the disk is full\n")
