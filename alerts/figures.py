"""The numbers at the head of an issue: one row a watchlist, against the last issue and the last 14 days. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median

from alerts.view import ListRow, points
from monitor.trends import sparkline

DAYS = 14


def edges(end: datetime) -> list[datetime]:
    """The bounds of the last 14 spans of 24 hours that end at `end`: a day here ends when the issue is made, so
    that the newest one is not a stump."""
    return [end - timedelta(days=back) for back in range(DAYS, -1, -1)]


def list_row(
    heading: tuple[str, str, str], count: int, previous: Mapping[str, int] | None, days: Sequence[int | None]
) -> ListRow:
    """One line of the table.

    heading: watchlist id, title, anchor. previous: counts of the issue before, None for a first issue. days: None for a
    day on which nothing was read: it says nothing of what is usual.
    """
    watchlist, title, anchor = heading
    if previous is None:
        change = "–"
    else:
        difference = count - previous.get(watchlist, 0)
        change = f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "±0"
    read = [number for number in days if number is not None]
    usual = points(median(read)) if read else "–"
    return ListRow(title, anchor, count, change, usual, tuple(days), sparkline(days))
