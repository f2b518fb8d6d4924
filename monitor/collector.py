"""The garbage collector kept out of the way for a while."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """For work of bounded size that makes many small objects, of which all stay (compiled lists) or all go without help
    (what a slice of articles is compared by): looking among them, and among all that a process has loaded, for circles
    that nobody holds any more takes a tenth to a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
