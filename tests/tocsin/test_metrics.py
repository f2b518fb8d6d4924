"""Numbers for machines: what is counted, and that dashboard and alert rules ask only for what exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, create_engine, text

from alerts.dispatch import DispatchReport
from alerts.tables import Issue, Outbox
from crawler.database import open_database, sessions
from crawler.options import OutletReport, RoundReport
from monitor.screen import ScreenReport
from tests.fakes.ports import free_port
from tests.fakes.postgres import PostgresServer
from tests.tocsin.folders import make
from tocsin import fleet, metrics
from tocsin.migrations import upgrade
from tocsin.pulse import Fault, Pulse
from tocsin.serving import Window
from tocsin.settings import Environment
from tocsin.wiring import open_house

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
OPERATIONS = Path(__file__).parents[2] / "docs/operations"


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def names(text: str) -> set[str]:
    return set(re.findall(r"\btocsin_[a-z_]+", text))


def full(engine: Engine) -> str:
    """A page of numbers with every number on it."""
    counters = metrics.Metrics()
    report = OutletReport("gazette", found=3, fetched=2, new=2, changed=1, errors={"timeout": 1}, reading_seconds=0.5)
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
    assert 'tocsin_extraction_seconds_total{outlet="gazette"} 0.5' in page
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


def test_a_scheduler_answers_on_standby_and_without_its_database_and_leaves_a_taken_port_to_its_holder(
    tmp_path: Path,
) -> None:
    port = free_port()
    folder = make(tmp_path / "config", settings=f"contact: https://example.org/bot\nmetrics_port: {port}\n")
    house = open_house(folder, Environment(var=tmp_path / "var"))
    away = replace(house, engine=create_engine(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"))
    with Window(house, lambda: NOW) as standby:
        with Window(away, lambda: NOW) as leader:
            leader.open()
            assert not standby.try_to_open()
            with pytest.raises(OSError, match="in use"):
                standby.open()
            assert get(port, "/healthz") == (200, "ok\n")
            assert get(port, "/readyz")[0] == 503
            assert "tocsin_database_up 0.0" in get(port, "/metrics")[1]
        assert standby.try_to_open()
        standby.pulse.faults["crawl"] = Fault("the server is gone", NOW, NOW)
        assert get(port, "/readyz")[0] == 503
        standby.pulse.rest()  # another one leads by now
        assert get(port, "/readyz") == (200, "ok\n")
    house.engine.dispose()


def test_a_fleet_tells_how_many_jobs_wait_and_run(postgres: PostgresServer) -> None:
    engine = open_database(postgres.create())
    upgrade(engine)
    fleet.prepare(engine)
    with fleet.scheduling(engine.url) as app:
        for name in ("a", "b"):
            fleet.defer(app, "crawl", lock=name, outlet=name)
    with engine.begin() as connection:
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing' WHERE lock = 'a'"))
    page = full(engine)
    assert 'tocsin_jobs{state="waiting",task="crawl"} 1.0' in page
    assert 'tocsin_jobs{state="running",task="crawl"} 1.0' in page
    assert 'tocsin_jobs{state="running",task="screen"} 0.0' in page
    engine.dispose()


def test_prometheus_itself_accepts_the_rules_and_they_fire_when_they_should(tmp_path: Path) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not installed")
    rules = yaml.safe_load((OPERATIONS / "alert-rules.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    notes = {rule["alert"]: rule["annotations"] for rule in rules}

    def fires(name: str, at: str, **labels: str) -> dict[str, object]:
        shown = {key: note.replace("{{ $labels.part }}", labels.get("part", "")) for key, note in notes[name].items()}
        severity = next(rule["labels"] for rule in rules if rule["alert"] == name)
        alert = {"exp_labels": {**severity, **labels}, "exp_annotations": shown}
        return {"eval_time": at, "alertname": name, "exp_alerts": [alert]}

    # Two processes tell what stands in the one database: each alert comes once all the same.
    seen = {
        'up{job="tocsin",instance="%s"}': "1x500 0x100",
        'tocsin_jobs{task="crawl",state="waiting",instance="%s"}': "5x600",
        'tocsin_jobs{task="crawl",state="running",instance="%s"}': "1x30 0x600",
        'tocsin_part_failing{part="crawl",instance="%s"}': "0x30 1x600",
        'tocsin_messages{state="failed",instance="%s"}': "0x30 1x600",
        'tocsin_oldest_unsent_seconds{instance="%s"}': "8000x600",
        'tocsin_articles_total{outcome="new",outlet="o",instance="%s"}': "7x600",
        'tocsin_unread_articles{instance="%s"}': "6000x600",
        'tocsin_configuration_refused{instance="%s"}': "1x600",
    }
    series = [{"series": name % one, "values": values} for name, values in seen.items() for one in ("a", "b")]
    expected = [
        fires("TocsinNoWorker", "45m"),
        {"eval_time": "30m", "alertname": "TocsinNoWorker", "exp_alerts": []},
        fires("TocsinPartFails", "60m", part="crawl"),
        fires("TocsinMessagesGivenUp", "40m"),
        fires("TocsinMailStuck", "20m"),
        fires("TocsinNoNews", "430m"),
        fires("TocsinScreeningBehind", "40m"),
        fires("TocsinConfigurationRefused", "20m"),
        {"eval_time": "300m", "alertname": "TocsinDown", "exp_alerts": []},
        fires("TocsinDown", "510m"),
    ]
    test = {"interval": "1m", "input_series": series, "alert_rule_test": expected}
    file = tmp_path / "test.yaml"
    content = {"rule_files": [str(OPERATIONS / "alert-rules.yaml")], "evaluation_interval": "1m", "tests": [test]}
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    done = subprocess.run(["promtool", "test", "rules", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
