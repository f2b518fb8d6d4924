"""How the parts of a running process are doing. Written by the schedule, read by metrics and health checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

HUNG = timedelta(minutes=10)
"""A part that began and has neither ended nor failed for so long has hung; a crawl is exempt, it may take hours."""


@dataclass(frozen=True)
class Fault:
    """A part of the work that fails at present."""

    message: str
    since: datetime
    noted: datetime
    """When it was last logged."""


@dataclass
class Pulse:
    """The signs of life."""

    succeeded: dict[str, datetime] = field(default_factory=dict)
    """Last success by part."""
    running: dict[str, datetime] = field(default_factory=dict)
    """When a part that runs now began."""
    faults: dict[str, Fault] = field(default_factory=dict)
    refused: str = ""
    """Why the newest YAML is not in force; empty when it is."""

    def hung(self, now: datetime) -> list[str]:
        """Parts that have not come back."""
        return [part for part, at in dict(self.running).items() if part != "crawl" and now - at > HUNG]

    def rest(self) -> None:
        """Nothing is under way any more, and so nothing fails: another process works now, or this one begins anew."""
        self.running.clear()
        self.faults.clear()
