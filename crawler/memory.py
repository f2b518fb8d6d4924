"""Memory that is no longer used goes back to the machine: the C library would keep it in every process."""

from __future__ import annotations

import ctypes
import mmap
import sys
from pathlib import Path

_SLACK = 24 * 1024 * 1024
"""Octets that may be left behind before they are given back."""


_STATM = Path("/proc/self/statm")
"""Of this process; the second number counts its pages in memory."""


def _glibc() -> ctypes.CDLL | None:
    """The C library where it is glibc on Linux."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None


_LIBC = _glibc()


def resident() -> int:
    """Octets of this process in memory; 0 where nothing could be given back. Asked after every page."""
    if _LIBC is None:
        return 0
    with _STATM.open("rb", buffering=0) as statm:
        return int(statm.read(200).split()[1]) * mmap.PAGESIZE


def give_back(least: int) -> int:
    """Give back what a large page or list took. ``least`` octets were resident when that was done last; gives how many
    are now."""
    now = resident()
    if _LIBC is None or now <= least + _SLACK:
        return min(least, now)
    _LIBC.malloc_trim(0)
    return resident()
