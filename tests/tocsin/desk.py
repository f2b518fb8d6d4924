"""A desk at work: the sample press is open, and `tocsin` is run as people run it, as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.demo import SamplePress

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

    def environment(self) -> dict[str, str]:
        """Of the command: nothing of this process's own TOCSIN_ variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        return {**kept, "TOCSIN_VAR": str(self.var), "COLUMNS": "100", "PYTHONPATH": str(ROOT), **self.extra}

    def run(self, *arguments: str, stdin: str = "", code: int | None = 0, timeout: float = 120) -> Done:
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

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `tocsin ARGUMENTS` and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "tocsin", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env=self.environment(), cwd=self.config.parent,
        )  # fmt: skip
