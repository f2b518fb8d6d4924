"""What one round of the crawler is told, and what it tells back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MAX_FURTHER: Final = 10


class CrawlOptions(BaseModel):
    """Settings of a round; goes to the crawler's process as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database: str = "sqlite://"
    """SQLAlchemy URL. Default: one in memory, for single questions."""
    user_agent: str
    """As of `user_agent`; its first word is the name that robots.txt files are read for."""
    workers: int = Field(default=0, ge=0)
    """Processes that extract; 0 = one per core."""
    languages: tuple[str, ...] = ()
    """Languages of the configured outlets (ISO 639-1), for reading dates."""
    raw_dir: Path | None = None
    """Keep every article page as it came, in WARC files in this folder. Default: do not."""
    since: AwareDatetime | None = None
    """Backfill: only entries dated at or after this."""
    until: AwareDatetime | None = None
    """Backfill: only entries dated before this."""
    zone: str = "UTC"
    """IANA name of the time zone in which dates are told."""
    patience: float = Field(default=60.0, ge=0)
    """Seconds that a round waits for a host that asked us to come back later; longer, and it is left for a later
    round."""
    seconds: float = Field(default=30.0, gt=0)
    """From the start of one request to the last octet of its answer."""
    chromium: str = "/usr/bin/chromium"
    """The browser for outlets with `render: browser`."""


def user_agent(version: str, contact: str) -> str:
    """The honest name: what we are, and where to complain."""
    return f"Tocsin/{version} (+{contact})"


@dataclass
class OutletReport:
    """How the look at one outlet went."""

    outlet: str
    found: int = 0
    """Article addresses listed by the sources that had something to say."""
    fetched: int = 0
    """Article pages downloaded."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    """Sources that had nothing new to say."""
    requests: int = 0
    """Everything asked, robots.txt included."""
    waiting: int = 0
    """Addresses that are known but wait for a later round."""
    postponed: int = 0
    """Lists with more new entries than one round begins: the next rounds take the rest."""
    older: int = 0
    """Entries of lists read for the first time that were left alone, as they are older than the newest of the list."""
    back: list[str] = field(default_factory=list)
    """Of a round for a range of dates: which lists did not lead back to its beginning, and why, in words."""
    short: bool = False
    """One of `back` needs a look: a list was not followed to its end, or no list of the outlet led back."""
    errors: dict[str, int] = field(default_factory=dict)
    """Count by kind, as of `crawler.failures.FetchError`."""
    problem: str = ""
    """The worst error in words, "" when all went well."""
    further: list[str] = field(default_factory=list)
    """What else went wrong with lists, or is wrong with their files; `MAX_FURTHER` at most."""
    reading_seconds: float = 0.0
    """From the octets of an article page to its text, waiting for a free process included; all pages together."""

    @property
    def failed(self) -> bool:
        """It brought nothing but errors. A page that was refused or lost is a note, no failure."""
        return bool(self.problem) and not (self.found or self.unchanged or self.new or self.changed)


def beyond(outlet: str, lists: int, older: int) -> Iterator[str]:
    """In words, what the lists of ``outlet`` hold beyond what was taken.

    Args:
        outlet: Id.
        lists: Lists with more new entries than one round takes.
        older: Entries that were left alone.
    """
    if lists:
        yield f"{outlet}: a list has more new articles than one round takes; the next rounds take the rest."
    if older:
        yield (
            f"{outlet}: {older} older articles in its lists were left alone; "
            f"to fetch them: tocsin crawl {outlet} --since DATE"
        )


def troubles_of(report: OutletReport) -> Iterator[str]:
    """In words, what went wrong with its lists beside the worst of it."""
    return (f"{report.outlet}: {trouble}" for trouble in report.further)


def left_of(report: OutletReport) -> Iterator[str]:
    """In words, what else is to be told of a look: troubles of further lists, lists that led back less far than asked,
    and articles not fetched yet."""
    yield from troubles_of(report)
    yield from (f"{report.outlet}: {note}" for note in report.back)
    if report.waiting:
        yield (
            f"{report.outlet}: {report.waiting} articles were found and are not fetched yet: a round fetches as many "
            f"as `budget` says, the next ones go on (tocsin crawl {report.outlet}, or `tocsin run`)."
        )


@dataclass
class RoundReport:
    """How a round went."""

    outlets: list[OutletReport] = field(default_factory=list)
    restarts: int = 0
    """How often the crawler's process died and was started again during this round."""

    @property
    def new(self) -> int:
        """Articles that were not known before."""
        return sum(report.new for report in self.outlets)

    @property
    def changed(self) -> int:
        """Articles with a new text."""
        return sum(report.changed for report in self.outlets)


Event = dict[str, Any]
"""Progress, as a JSON object: `event` is article, problem or outlet; `outlet` is an id."""
