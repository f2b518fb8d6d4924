"""The optional compiled halves of this room: each has a twin in Python with the same results."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def extension(name: str, version: int) -> ModuleType | None:
    """The extension ``monitor.<name>``; None where it was not built (no compiler when Tocsin was installed) or is not
    of the ``version`` that its twin goes with."""
    try:
        module = import_module(f"monitor.{name}")
    except ImportError:
        return None
    return module if version == module.VERSION else None
