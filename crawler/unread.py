"""Why a page gave no article, in a module that loads nothing: whoever waits for a reader need not be able to read."""

from __future__ import annotations

from typing import Literal

ErrorKind = Literal["empty", "size", "timeout", "memory", "crash"]


class ExtractionError(Exception):
    """A page gave no article. ``kind`` says why: empty (no text), size (too large to read), timeout, memory or crash
    (the reading was ended by the pool's limits)."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind

    def __reduce__(self) -> tuple[type[ExtractionError], tuple[ErrorKind, str]]:
        return ExtractionError, (self.kind, str(self))
