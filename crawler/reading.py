"""The way from the event loop to the processes that parse: nothing fetched is parsed in the loop itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from crawler.pool import ExtractionPool

T = TypeVar("T")


class Reader:
    """Calls pure functions in a pool of processes, which the caller owns."""

    def __init__(self, pool: ExtractionPool) -> None:
        self._pool = pool

    async def call(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """``function(*args, **kwargs)``, in another process.

        Raises:
            ExtractionError: It took more time or memory than it may.
            Exception: Whatever ``function`` raises.
        """
        return await asyncio.wrap_future(self._pool.submit(partial(function, *args, **kwargs)))
