"""A press in a process of its own: how it is started, and how it ends."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self


class PressProcess:
    """Outlets on ports of loopback, one each; ``with`` starts and ends the process.

    Args:
        serve: Runs in the process until it is ended. Its first argument is a pipe, on which it first sends the ports of
            its outlets.
        arguments: The further ones of `serve`.
    """

    def __init__(self, serve: Callable[..., None], *arguments: Any) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=serve, args=(theirs, *arguments), daemon=True
        )
        self.bases: list[str] = []

    def __enter__(self) -> Self:
        self._process.start()
        self.bases = [f"http://127.0.0.1:{port}" for port in self._pipe.recv()]
        return self

    @property
    def pid(self) -> int:
        """Of the process, for who counts its CPU time; only inside ``with``."""
        assert self._process.pid is not None
        return self._process.pid

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._process.terminate()
        self._process.join()
