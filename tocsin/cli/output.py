"""What people and scripts see: tables and progress on a terminal, plain lines in a pipe, JSON where asked.

Results go to stdout, everything else to stderr, so that a pipe gets only results.
"""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

Step = Callable[[int, int | None, str], None]
"""Progress so far: (done, of how many or None, what is at hand)."""
QUIET = 5.0
"""Seconds between two lines of progress where there is no terminal."""


_CHANGES = {"same": "", "gone": "red strike", "new": "green"}


def safe(text: object) -> str:
    """`text` in one line without anything that acts on a terminal: controls and direction overrides become spaces."""
    return "".join(
        " " if unicodedata.category(char) == "Cc" or "\u202a" <= char <= "\u202e" else char for char in str(text)
    )


def say(message: str = "") -> None:
    """One line of the result, to stdout."""
    print(message)


def note(message: str) -> None:
    """One line beside the result, to stderr."""
    print(message, file=sys.stderr, flush=True)


def say_changed(pieces: Iterable[tuple[str, str]], marked: str) -> None:
    """One line of what changed: (same | gone | new, text) in colours on a terminal, `marked` where there are none."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal or console.color_system is None or console.no_color:
        say(safe(marked))
        return
    console.print(Text.assemble(*((safe(text), _CHANGES[kind]) for kind, text in pieces)))


def plain(value: object) -> Any:
    """What `json` cannot write by itself: instants in ISO 8601, models and dataclasses as objects, paths as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def put_json(value: object, *, indent: int | None = 2) -> None:
    """`value` as JSON to stdout; `indent=None` for one object a line."""
    print(json.dumps(value, ensure_ascii=False, indent=indent, default=plain), flush=indent is None)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Rows under headings. Columns whose every value is a number stand at the right."""
    content = [list(row) for row in rows]
    right = [bool(content) and all(isinstance(row[i], int | float) for row in content) for i in range(len(columns))]
    cells = [["" if value is None else safe(value) for value in row] for row in content]
    if sys.stdout.isatty():
        _on_terminal(columns, cells, right, title)
        return
    if title:
        print(title)
    widths = [max([len(head), *(len(row[i]) for row in cells)]) for i, head in enumerate(columns)]
    for row in [list(columns), *cells]:
        padded = [cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(row, widths, right, strict=True)]
        print("  ".join(padded).rstrip())


def _on_terminal(columns: Sequence[str], cells: list[list[str]], right: list[bool], title: str) -> None:
    from rich.console import Console
    from rich.text import Text

    from tocsin.cli.layout import laid_out

    console = Console(highlight=False, soft_wrap=True)
    if title:
        console.print(Text(title, style="italic"))
    for at, line in enumerate(laid_out(columns, cells, right, console.width)):
        console.print(Text(line, style="" if at else "bold"))


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """Progress of `what` on stderr: a bar on a terminal, elsewhere a line now and then while it takes long."""
    if not sys.stderr.isatty():
        yield _lines(what)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[text]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None, count="", text="")

        def step(done: int, total: int | None, text: str) -> None:
            bars.update(task, completed=done, total=total, count=_count(done, total), text=escape(safe(text))[:60])

        yield step


def _lines(what: str, clock: Callable[[], float] = time.monotonic) -> Step:
    """Says how far `what` is: not more than every QUIET seconds, and not at all where it ends before."""
    said = clock()

    def step(done: int, total: int | None, text: str) -> None:
        nonlocal said
        if clock() - said >= QUIET:
            said = clock()
            note(": ".join(filter(None, (what, ", ".join(filter(None, (_count(done, total), safe(text))))))))

    return step


def _count(done: int, total: int | None) -> str:
    if total is None:
        return str(done) if done else ""
    return f"{done} of {total}"
