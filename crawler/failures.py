"""What can go wrong with one request, in a few kinds that statistics count and people understand. Pure."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler.gate import PrivateAddressError

MAX_RETRY_AFTER = 7 * 24 * 3600.0
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 402, 403, 405, 406, 407, 451})


class FetchError(Exception):
    """A request that brought nothing usable.

    Args:
        kind: Short name for statistics: timeout, dns, refused, tls, reset, truncated, too-big, private, robots,
            redirect, encoding, http-404 and so on.
        message: For people.
        final: Asking again is of no use.
        passing: A second try in the same round may help.
        ours: Our own limit or rule; it says nothing about the host's health.
        status: HTTP status where there was an answer.
        host_wide: It is the host, not the page: nothing else of it can be had either.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        *,
        final: bool = False,
        passing: bool = False,
        ours: bool = False,
        status: int | None = None,
        host_wide: bool = False,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.final = final
        self.passing = passing
        self.ours = ours
        self.status = status
        self.host_wide = host_wide


def status_error(status: int) -> FetchError:
    """What an HTTP status that is no success means for an address."""
    meaning = "is not there" if status in _GONE else "is closed to us" if status in _CLOSED else "failed"
    return FetchError(
        f"http-{status}",
        f"the page {meaning} (HTTP {status})",
        final=status in _GONE,
        passing=status >= 500 or status in {408, 425, 429},
        status=status,
    )


def failure_of(error: Exception) -> FetchError:
    """The kind of failure behind an exception of Scrapy's downloader."""
    if isinstance(error, FetchError):
        return error
    for cause in _chain(error):
        if isinstance(cause, PrivateAddressError):
            return FetchError("private", str(cause), final=True, ours=True)
        if isinstance(cause, ssl.SSLError):
            return FetchError("tls", f"no trustworthy encrypted connection: {_first_line(cause)}")
    for types, failure in _BY_TYPE:
        if isinstance(error, types):
            return failure(_first_line(error))
    return _by_words(_first_line(error) or type(error).__name__)


def retry_after_seconds(value: str, now: datetime) -> float | None:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3: a number or a date); None where there is none to read."""
    if re.fullmatch(r"\d{1,9}", value):
        return min(float(value), MAX_RETRY_AFTER)
    if not value:
        return None
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max((at - now).total_seconds(), 0.0), MAX_RETRY_AFTER)


_INSIDES = re.compile(r" ssl:(?:<[^<>]*>|\w+)(?= \[)")
"""What the HTTP library says of itself in between."""
_BY_TYPE: tuple[tuple[tuple[type[Exception], ...], Callable[[str], FetchError]], ...] = (
    ((DownloadTimeoutError, TimeoutError), lambda _: FetchError("timeout", "no complete answer in time")),
    ((CannotResolveHostError,), lambda text: FetchError("dns", f"the host name cannot be resolved: {text}")),
    (
        (ResponseDataLossError,),
        lambda _: FetchError("truncated", "the answer breaks off before its end", passing=True),
    ),
    ((UnsupportedURLSchemeError,), lambda text: FetchError("scheme", text, final=True, ours=True)),
    (
        (DownloadCancelledError, IgnoreRequest),
        lambda _: FetchError("too-big", "the answer is larger than is read of any page", final=True, ours=True),
    ),
)


def _by_words(text: str) -> FetchError:
    if re.search(r"connect call failed|refused|unreachable", text, re.IGNORECASE):
        return FetchError("refused", f"no connection: {text}")
    if re.search(r"zlib|gzip|brotli|zstd|decompress|incorrect header|CRC", text, re.IGNORECASE):
        return FetchError("encoding", f"the answer cannot be unpacked: {text}")
    return FetchError("reset", f"the connection broke: {text}", passing=True)


def _chain(error: BaseException) -> list[BaseException]:
    """``error`` and what caused it, groups unpacked; bounded."""
    found: list[BaseException] = []
    todo: list[BaseException] = [error]
    while todo and len(found) < 30:
        one = todo.pop()
        found.append(one)
        todo.extend(cause for cause in (one.__cause__, one.__context__) if cause is not None)
        todo.extend(getattr(one, "exceptions", ()))
        inner = getattr(one, "os_error", None)
        if isinstance(inner, BaseException):
            todo.append(inner)
    return found


def _first_line(error: BaseException) -> str:
    return _INSIDES.sub("", str(error).partition("\n")[0])[:300]
