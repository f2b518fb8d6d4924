"""The demonstration's own folder: the press's state, and a configuration that watches the press."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tocsin.demo.papers import PAPERS, Paper
from tocsin.demo.press import FIRST_PORT, SamplePress

DELAY = "200ms"
"""Pause between two requests to one outlet: polite enough to be seen, short enough to watch."""


@dataclass(frozen=True)
class Demo:
    """A running press and the configuration folder that watches it."""

    press: SamplePress
    config: Path


@contextmanager
def prepare(var: Path, now: datetime, *, fresh: bool = False, first_port: int = FIRST_PORT) -> Iterator[Demo]:
    """Start the press with its state in `var`/demo; the outlets answer until the context is left.

    The configuration is written where it is missing: what was edited there stays. `fresh` throws the folder away
    first. `now`: aware; the articles' dates count back from it at the first start.

    Raises:
        PressError: the ports of an earlier start are taken.
        OSError: the folder cannot be written.
    """
    folder = var.resolve() / "demo"
    if fresh and folder.exists():
        shutil.rmtree(folder)
    with SamplePress(folder, now, first_port=first_port) as press:
        config = folder / "config"
        _copy(files("tocsin.demo").joinpath("config"), config)
        _write(config / "outlets.yaml", outlets_yaml(press))
        yield Demo(press, config)


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, target / item.name)
        elif item.name == "settings.yaml":
            database = target.parent / "demo.sqlite"
            _write(target / item.name, f'{item.read_text(encoding="utf-8")}database: "sqlite:///{database}"\n')
        else:
            _write(target / item.name, item.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def outlets_yaml(press: SamplePress, *, delay: str = DELAY) -> str:
    """An outlets.yaml for the addresses at which `press` answers."""
    head = "# The sample press on this machine: invented outlets, invented events.\noutlets:\n"
    return head + "\n".join(_entry(paper, press.origin(paper.id), delay) for paper in PAPERS)


def _entry(paper: Paper, origin: str, delay: str) -> str:
    lines = [f"  - id: {paper.id}", f"    name: {paper.name}", f"    language: {paper.language}"]
    lines.append(f"    country: {paper.country}")
    lines += [f"    {kind}: [{origin}{path}]" for kind, path in paper.sources]
    lines += [f"    {key}: {value.format(origin=origin)}" for key, value in paper.settings]
    return "\n".join([*lines, f"    delay: {delay}", "    allow_private: true", ""])
