"""New on the beat: who is named for the first time in the articles of an issue, and who together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from alerts.facts import Facts
from alerts.safe import isolate, line
from alerts.selection import MatchRow
from monitor.firsts import First, firsts_among

SHOWN = 6
"""Lines; what is left is counted."""


def fresh(
    session: Session, facts: Facts, articles: Mapping[int, MatchRow], since: datetime, now: datetime
) -> tuple[str, ...]:
    """One line for each; empty where nothing is new, or no outlet has been read for long enough to tell.

    Args:
        articles: those of the issue, by number.
        since: beginning of the issue's window: what was first seen before it was told before.
        now: its end.
    """
    entities = {entity.id: entity for entity in facts.entities}
    found = firsts_among(session, articles, entities, facts.outlets, since=since, now=now)
    lines = [_line(first, facts, articles, {name: entities[name].name for name in first.entities}) for first in found]
    if len(lines) > SHOWN:
        more = len(lines) - SHOWN
        return (*lines[:SHOWN], f"and {more} more, in `tocsin status --trends`")
    return tuple(lines)


def _line(first: First, facts: Facts, articles: Mapping[int, MatchRow], names: Mapping[str, str]) -> str:
    shown = [isolate(line(names[name])) for name in first.entities]
    what = f"First mention of {shown[0]}" if len(shown) == 1 else f"First time {shown[0]} with {shown[1]}"
    return f"{what} ({isolate(line(facts.outlet_name(articles[first.articles[0]].outlet)))})"
