"""A desk at work: the sample press is open, and `tocsin` is run as people run it, as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes.rounds import put_off
from tests.tocsin.parts import PATIENCE, Part
from tocsin.demo import SamplePress, prepare

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as JSON; fails where anything else stands on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A configuration that watches the press, and a var folder."""

    config: Path
    var: Path
    press: SamplePress | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)
    """When the test began; all that it starts has to come up within PATIENCE of that."""

    def environment(self) -> dict[str, str]:
        """Of the command: nothing of this process's own TOCSIN_ variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        return {**kept, "TOCSIN_VAR": str(self.var), "COLUMNS": "100", "PYTHONPATH": str(ROOT), **self.extra}

    def run(self, *arguments: str, stdin: str = "", code: int | None = 0, timeout: float = PATIENCE) -> Done:
        """Run `tocsin ARGUMENTS`; `code` is the exit code that must come (None = any)."""
        ended = subprocess.run(
            [sys.executable, "-m", "tocsin", *arguments],
            input=stdin, capture_output=True, text=True, encoding="utf-8", env=self.environment(),
            cwd=self.config.parent, timeout=timeout, check=False,
        )  # fmt: skip
        done = Done(ended.returncode, ended.stdout, ended.stderr)
        assert "Traceback" not in done.err, done.err
        assert code is None or done.code == code, f"exit code {done.code}\n{done.out}\n{done.err}"
        return done

    def start(self, *arguments: str) -> Part:
        """Start `tocsin ARGUMENTS` and leave it running."""
        return self.part(sys.executable, "-m", "tocsin", *arguments)

    def part(self, *command: str) -> Part:
        """Start a command in the environment of this desk and leave it running."""
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            encoding="utf-8", env=self.environment(), cwd=self.config.parent,
        )  # fmt: skip
        return Part(process, self.begun + PATIENCE)


@contextmanager
def at_work(folder: Path, database: str = "", *, var: Path | None = None, first_port: int = 0) -> Iterator[Desk]:
    """A desk that watches the sample press, which is open until the block ends.

    Args:
        folder: For the press and the configuration.
        database: Its address; by default a file that the configuration names.
        var: For what the commands keep; `folder` by default.
        first_port: Of the press; 0 takes any.
    """
    with prepare(folder, datetime.now(UTC), first_port=first_port) as demo:
        put_off(demo.config)
        yield Desk(demo.config, var or folder, demo.press, {"TOCSIN_DATABASE": database} if database else {})
