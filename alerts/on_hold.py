"""What instant alerts have found and not told yet. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from alerts.digests import Alert
from alerts.facts import Facts
from alerts.instant import candidates, hold_ends
from alerts.pace import speaks
from alerts.recording import alert_name


@dataclass(frozen=True)
class OnHold:
    """Stories of one alert that wait."""

    alert: str
    stories: int
    until: datetime
    """When the last of them may be told."""

    @property
    def words(self) -> str:
        """`flash: 2 stories wait`; until when is for the caller to write in people's zone."""
        return f"{self.alert}: 1 story waits" if self.stories == 1 else f"{self.alert}: {self.stories} stories wait"


def on_hold(session: Session, alert: Alert, facts: Facts, *, now: datetime) -> OnHold | None:
    """What `alert` holds back at `now`, for copies that may still come or for its quiet hours; None for nothing.

    Stories over its caps are left out: when they go depends on what else comes.
    """
    if alert.status != "on" or alert.when != "match":
        return None
    zone = ZoneInfo(facts.zone_of(alert))
    hold = timedelta(seconds=alert.hold)
    stories = candidates(session, alert, alert_name(alert), now).stories
    times = [speaks(alert, max(now, hold_ends(one, hold, now)), zone) for one in stories]
    waiting = [at for at in times if at > now]
    return OnHold(alert.id, len(waiting), max(waiting)) if waiting else None
