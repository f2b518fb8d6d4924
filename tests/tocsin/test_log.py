"""What the log says, and what it never says."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from alerts.safe import addressee
from tocsin import log

KEY = "hunter2-and-more"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to stderr, which is no terminal."""
    root, stderr = logging.getLogger(), io.StringIO()
    before, level = root.handlers, root.level
    monkeypatch.setattr(sys, "stderr", stderr)
    log.configure()
    yield stderr
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_without_secrets_and_without_whole_texts(written: io.StringIO) -> None:
    log.logger("run").warning(
        "delivery",
        to=addressee(f"https://hooks.example/services/{KEY}?sig={KEY}"),
        chat=addressee(f"tgram://{KEY}/1"),
        desk=addressee("desk@example.org"),
        smtp_password=KEY,
        why=f"https://user:{KEY}@paper.example/rss?page=2&api_key={KEY}: the page failed",
        text="word\n" * 1000,
    )
    (line,) = written.getvalue().splitlines()
    assert KEY not in line
    entry = json.loads(line)
    assert (entry["to"], entry["chat"], entry["desk"]) == ("https://hooks.example/…", "tgram://…", "desk@example.org")
    assert entry["why"] == "https://***@paper.example/rss?page=2&api_key=***: the page failed"
    assert len(entry["text"]) < 600
