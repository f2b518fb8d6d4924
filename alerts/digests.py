"""The shape of ``digests.yaml`` and of the mail part of ``settings.yaml``: who hears what, when and how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from alerts.mail_settings import MailAddresses
from crawler.shapes import Clock, Id, OneOrMany, Shape, Span, Status, Texts, Url, Written, Zone, duplicates

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


QuietHours = Annotated[
    str,
    Written(
        r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d",
        "write quiet hours as HH:MM-HH:MM, e.g. 23:00-06:00",
        ("23:00-06:00",),
    ),
]
"""A span of local time; it may go over midnight."""


class Channels(Shape):
    """Where issues go. Each entry of each channel gets its own message."""

    to: MailAddresses = []
    """Mail addresses; one message each."""
    apprise: Texts = []
    """Apprise addresses of chat and push services. Secrets: write ${NAME}, the value is taken from
    TOCSIN_SECRET_NAME."""
    webhook: Annotated[list[Url], OneOrMany()] = []
    """Addresses that get the issue as JSON, signed with HMAC-SHA256 (TOCSIN_WEBHOOK_SECRET)."""
    feed: bool = False
    """Also write an Atom feed and a JSON file into var/feeds/."""

    @model_validator(mode="after")
    def _somewhere(self) -> Channels:
        if not (self.to or self.apprise or self.webhook or self.feed):
            raise ValueError("nobody gets this: give at least one of to, apprise, webhook, feed")
        twice = duplicates(self.to) or duplicates(self.apprise) or duplicates(self.webhook)
        if twice:
            raise ValueError(f"{twice[0]} would get this twice: name it once")
        return self


class Digest(Channels):
    """A mail that comes at fixed local times with everything new."""

    id: Id
    title: str = ""
    """Shown in the subject and at the top. Default: made from the id."""
    at: Clock
    """Local time in `timezone`. A send missed while the machine was off is made up once, marked late."""
    timezone: Zone | None = None
    """Default: settings.timezone."""
    days: Annotated[list[Day], OneOrMany()] = list(WEEK)
    watchlists: Texts = []
    """Default: all."""
    min_score: float = 0
    """Only articles of at least this score. Default: each list's own threshold."""
    group: Literal["story", "watchlist", "outlet"] = "story"
    """story: each story once, under its best list. outlet: the same, arranged by outlet. watchlist: nothing is folded,
    each article stands under each of its lists."""
    limit: Annotated[int, Field(ge=1)] = 40
    """Stories in full; the rest is listed as headlines."""
    empty: Literal["brief", "send", "skip", "weekly"] = "brief"
    """On a quiet day: brief (= send) two lines and source health; skip nothing; weekly only on the first day of
    `days`. Never skipped when a source failed."""
    near_misses: bool = False
    """Also show what came close and what an exclusion held back."""
    status: Status = "on"
    note: str = ""


class Alert(Channels):
    """A message at once, when something passes a high bar."""

    id: Id
    title: str = ""
    watchlists: Texts = []
    """Default: all."""
    when: Literal["match", "burst"] = "match"
    """match: a story reaches min_score. burst: a list or entity is mentioned far more than usual."""
    min_score: float = 5
    hold: Span = 600
    """Wait this long so that copies of one story make one alert."""
    max_per_day: Annotated[int, Field(ge=1)] = 12
    max_per_hour: Annotated[int, Field(ge=1)] = 6
    """More than this in an hour are rolled up into one message."""
    quiet: QuietHours | None = None
    """Local hours in which alerts wait for the end of the span."""
    timezone: Zone | None = None
    status: Status = "on"
    note: str = ""


class Digests(Shape):
    """The whole of ``digests.yaml``."""

    digests: list[Digest] = []
    alerts: list[Alert] = []
