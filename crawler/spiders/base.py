"""What every kind of list has in common: it is looked at within a visit to its outlet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from crawler.visit import Visit


class ListError(Exception):
    """A list could not be read. Its validators are not kept, so that the next round reads it again."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class ListSpider(ABC):
    """Reads one kind of list. A new kind is a subclass named in `crawler.spiders.SPIDERS`.

    A spider knows neither the database nor the network: it asks a visit's `sources` for answers and tells the visit
    the entries.
    """

    field: ClassVar[str]
    """The setting of an outlet that holds addresses for this spider."""

    def addresses(self, visit: Visit, url: str) -> Iterable[str]:
        """The addresses to look at for the configured ``url``."""
        return [url]

    @abstractmethod
    async def look(self, visit: Visit, url: str) -> None:
        """Look at the list at ``url`` and tell ``visit`` what it holds.

        Raises:
            ListError: What came is no list of this kind.
            FetchError, HostBlockedError, StoppedError: As `crawler.fetch.Fetcher.get`.
        """
