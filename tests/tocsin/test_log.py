"""What the log says, and what it never says."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from alerts.safe import addressee
from tocsin import log

KEY = "hunter2-and-more"


@pytest.fixture
def as_json(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    log.configure(as_json=True)
    yield capsys
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_without_secrets_and_without_whole_texts(
    as_json: pytest.CaptureFixture[str],
) -> None:
    log.logger("run").warning(
        "delivery",
        to=addressee(f"https://hooks.example/services/{KEY}?sig={KEY}"),
        chat=addressee(f"tgram://{KEY}/1"),
        desk=addressee("desk@example.org"),
        smtp_password=KEY,
        why=f"https://user:{KEY}@paper.example/rss?page=2&api_key={KEY}: the page failed",
        text="word\n" * 1000,
    )
    (written,) = as_json.readouterr().err.splitlines()
    assert KEY not in written
    entry = json.loads(written)
    assert (entry["to"], entry["chat"], entry["desk"]) == ("https://hooks.example/…", "tgram://…", "desk@example.org")
    assert entry["why"] == "https://***@paper.example/rss?page=2&api_key=***: the page failed"
    assert len(entry["text"]) < 600
