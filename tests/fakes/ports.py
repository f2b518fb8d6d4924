"""Ports on loopback for servers that are told where to listen, or that come back to where they were."""

from __future__ import annotations

import os
import random
import re
import socket
from itertools import count
from pathlib import Path

_KERNELS = Path("/proc/sys/net/ipv4/ip_local_port_range")
_WORKERS, _SHARE = 16, 600
"""Processes of one test run that may ask at the same time, and how many ports each has for itself."""
_next = count(random.SystemRandom().randrange(_SHARE))
_held: list[socket.socket] = []
"""UDP sockets under the numbers that were given out. A test may listen on its TCP port only later, or again: until this
process ends, no other one of the tests, of whatever run and user, gets the number."""


def free_port(neighbours: int = 1) -> int:
    """A TCP port of loopback that nobody listens on, or the first of several side by side.

    It is none of those that the kernel gives to connections and to who asks for any port: such a one may be gone
    before a server listens there, or while it is away. Nor is it one for another worker of this or another test run.

    Raises:
        OSError: all are taken.
    """
    worker = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0) % _WORKERS
    first = _outside() + worker * _SHARE
    for _ in range(_SHARE):
        port = first + next(_next) % (_SHARE - neighbours)
        held = [_hold(port + further) for further in range(neighbours)]
        if None not in held:
            _held.extend(filter(None, held))
            for _ in range(neighbours - 1):
                next(_next)
            return port
        for one in filter(None, held):
            one.close()
    raise OSError(f"no port of 127.0.0.1 from {first} to {first + _SHARE} is free")


def _outside() -> int:
    """Where enough ports begin that the kernel leaves alone."""
    # Elsewhere the range of RFC 6335 is usual.
    low, high = map(int, _KERNELS.read_text(encoding="ascii").split()) if _KERNELS.exists() else (49152, 65535)
    needed = _WORKERS * _SHARE
    if low - needed > 1024:
        return low - needed
    return high + 1 if high + needed < 65536 else 20_000


def _hold(port: int) -> socket.socket | None:
    """What keeps the number for this process; None where it is kept by another one, or where somebody listens."""
    mine = socket.socket(type=socket.SOCK_DGRAM)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do
        try:
            mine.bind(("127.0.0.1", port))
            probe.bind(("127.0.0.1", port))
        except OSError:
            mine.close()
            return None
    return mine
