"""Source health in words: readers must know when silence is not good news. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from alerts import words
from alerts.facts import Facts
from alerts.safe import line
from alerts.view import HealthView
from monitor.health import OutletHealth

TROUBLE = frozenset({"silent", "failing", "degraded"})
"""States that operators are mailed of. One failed look is none: it may be over before anybody has looked."""


_IN_SHORT = {"failing": "does not answer as it should", "failed once": "brought nothing at its last look"}
"""For readers instead of the words of a network library, which `tocsin status` and the mail to operators have."""


def health_view(states: Sequence[OutletHealth], facts: Facts, zone: ZoneInfo) -> HealthView:
    """One line for each outlet in trouble or whose last look failed: `X silent since Thu 19 Nov 21:14: detail`.
    Outlets in test are left out."""
    on = [one for one in states if (known := facts.outlet_by_id.get(one.outlet)) and known.status == "on"]
    lines = []
    for one in on:
        if one.state in TROUBLE or one.state == "failed once":
            word = " on " if one.state == "failed once" else " since "
            since = f"{word}{words.moment(one.since, zone)}" if one.since else ""
            short = _IN_SHORT.get(one.state, one.detail)
            detail = f": {short}" if short else ""
            lines.append(line(f"{facts.outlet_name(one.outlet)} {one.state}{since}{detail}", 200))
    return HealthView(len(on) - len(lines), len(on), tuple(lines))
