"""Times as people read them: in the zone of the configuration, always with the distance to UTC. JSON has UTC alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def local(instant: datetime | None, zone: str) -> str:
    """An instant as people in `zone` (IANA name) write it: `2026-11-20 07:30 +02:00`, or `... UTC`; empty for None.

    An instant without a zone is one of UTC.
    """
    if instant is None:
        return ""
    there = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    offset = there.utcoffset() or timedelta(0)
    if not offset:
        return f"{there:%Y-%m-%d %H:%M} UTC"
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{there:%Y-%m-%d %H:%M} {'+' if offset > timedelta(0) else '-'}{minutes // 60:02}:{minutes % 60:02}"
