"""A list as it was fetched, with what to remember of it once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.fetch import Fetched
from crawler.hosts import Seen


@dataclass(frozen=True)
class Answer:
    """A list that has something new to say."""

    asked: str
    fetched: Fetched
    seen: Seen
    """What to remember once its entries are stored."""
    read_before: datetime | None = None
    """When its entries were stored last, None for never."""

    @property
    def url(self) -> str:
        """Where it came from in the end."""
        return self.fetched.url

    @property
    def body(self) -> bytes:
        """As received, unpacked."""
        return self.fetched.body

    @property
    def content_type(self) -> str:
        """As of `crawler.fetch.Fetched`."""
        return self.fetched.content_type

    @property
    def charset(self) -> str | None:
        """As of `crawler.fetch.Fetched`."""
        return self.fetched.charset


def range_headers(start: int, most: int) -> dict[str, str]:
    """Headers that ask for a part of a file as it is (RFC 9110, 14.2)."""
    return {"Range": f"bytes={start}-{start + most - 1}", "Accept-Encoding": "identity"}
