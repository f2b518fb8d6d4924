"""The command ``trafilatura --feed``: its threads for downloads, its one process for reading, all metadata."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import trafilatura
from trafilatura.cli import main

from benchmarks.contestants import contest


def _resolve_as_loopback() -> None:
    """Let every name lead to this machine: the command takes no feed whose host is a number."""
    real = socket.getaddrinfo
    socket.getaddrinfo = lambda _, *rest, **named: real("127.0.0.1", *rest, **named)


def run(feeds: Sequence[str]) -> int:
    """Articles written."""
    _resolve_as_loopback()
    named = [feed.replace("127.0.0.1", f"press-{number}.test") for number, feed in enumerate(feeds)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = (Path(trafilatura.__file__).parent / "settings.cfg").read_text(encoding="utf-8")
        for option, value in (("SLEEP_TIME", "0"), ("SSRF_PROTECTION", "off")):  # no pause, and loopback allowed
            settings = re.sub(rf"(?m)^{option} = .*$", f"{option} = {value}", settings)
        (folder / "settings.cfg").write_text(settings, encoding="utf-8")
        (folder / "feeds.txt").write_text("".join(f"{feed}\n" for feed in named), encoding="utf-8")
        (folder / "out").mkdir()
        asked = ["--feed", "--input-file", "feeds.txt", "--output-dir", "out", "--json", "--with-metadata"]
        sys.argv = ["trafilatura", *asked, "--parallel", "8", "--config-file", "settings.cfg"]
        with contextlib.chdir(folder), contextlib.suppress(SystemExit):
            main()
        return sum(1 for _ in (folder / "out").rglob("*.json"))


if __name__ == "__main__":
    contest(run)
