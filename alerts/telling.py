"""From a candidate story to the words a reader sees. Pure: rows and texts in, `StoryView` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alerts import words
from alerts.facts import Facts
from alerts.passages import Span, marked, passage
from alerts.safe import direction, isolate, line, link
from alerts.selection import Candidate, MatchRow
from alerts.view import Report, Segment, StoryView, Why, points

_FIELDS = {"title": "headline", "lede": "lead", "body": "text"}
_FORMS = 3
"""Forms shown for one query; more of them say nothing new."""


@dataclass(frozen=True)
class Teller:
    """What every story of one issue is told with."""

    facts: Facts
    zone: ZoneInfo
    texts: Mapping[int, tuple[str, str]]
    """Title and text by match id; stories without an entry are told by their headline alone."""
    alerted: Mapping[int, datetime]
    """First instant alert by article id."""

    def tell(self, one: Candidate) -> StoryView:
        """`one` in words; its number is given when the issue is arranged."""
        row = one.lead
        title, text = self.texts.get(row.match_id, (row.title, ""))
        headline = marked(title, spans(row.parts, "title"))
        plain = line(title, 300) or "(no headline)"
        alerts = [self.alerted[at.article_id] for at in one.rows if at.article_id in self.alerted]
        return StoryView(
            number=0,
            headline=headline or (Segment(plain),),
            title=plain,
            url=link(row.url),
            outlet=line(self.facts.outlet_name(row.outlet)),
            published=row.at,
            when=words.moment(row.at, self.zone),
            lang=_code(row),
            language=words.language(row.language),
            dir=direction(row.language, plain),
            score=points(row.score),
            passage=passage(text, spans(row.parts, "text")) if text else (),
            why=reasons(row),
            watchlist=line(self.facts.watchlist_title(row.watchlist)),
            also_outlets=self._voices(row.outlet, one.outlets),
            also_lists=tuple(line(self.facts.watchlist_title(name)) for name in one.lists[1:]),
            update=line((one.story.news if one.story else "") or "the story has grown", 300) if one.returns else "",
            alerted=self._when(min(alerts)) if alerts else "",
            urgent=one.urgent,
            reports=self._others(one, plain),
            earlier=one.earlier,
            note=f"{words.day(row.at, self.zone)} {row.at.astimezone(self.zone).year}" if one.earlier else "",
        )

    def report(self, row: MatchRow, headline: str = "") -> Report:
        """An article in one line. headline: that of the story it belongs to."""
        title = line(row.title, 300) or "(no headline)"
        return Report(
            title=title,
            url=link(row.url),
            outlet=line(self.facts.outlet_name(row.outlet)),
            published=row.at,
            when=words.moment(row.at, self.zone),
            lang=_code(row),
            dir=direction(row.language, title),
            same=title.casefold() == headline.casefold(),
        )

    def repeat(self, rows: Sequence[MatchRow]) -> Report:
        """An article that only repeats a story sent before, with its lists and score, and the heaviest of its reasons.

        rows: its matches, at least one.
        """
        best, *others = sorted(rows, key=lambda row: (-row.score, row.watchlist))
        lists = [f"{line(self.facts.watchlist_title(row.watchlist))} {points(row.score)}" for row in (best, *others)]
        why = next(iter(reasons(best)), None)
        found = f": {formed(why)}" if why and why.places else ""
        return replace(self.report(best), match=", ".join(lists) + found)

    def _others(self, one: Candidate, headline: str) -> tuple[Report, ...]:
        """Every other article that this issue claims for the story: the outlet shown may have written twice on it."""
        rows = {row.article_id: row for row in one.rows if row.new and row.article_id != one.lead.article_id}
        ordered = sorted(rows.values(), key=lambda row: (row.at, row.article_id))
        return tuple(self.report(row, headline) for row in ordered)

    def _voices(self, shown: str, others: Sequence[str]) -> tuple[str, ...]:
        """Who else has the story: outlets of one publisher as one entry, those of the outlet shown last. Outlets on
        trial are not named: nothing of them is mailed."""
        voices: dict[str, list[str]] = {}
        for outlet in others:
            if self.facts.on_trial(outlet):
                continue
            voices.setdefault(self.facts.publisher(outlet), []).append(line(self.facts.outlet_name(outlet)))
        own = voices.pop(self.facts.publisher(shown), [])
        told = [" + ".join(names) for names in voices.values()]
        return (*told, f"{' + '.join(own)} (same publisher)") if own else tuple(told)

    def _when(self, instant: datetime) -> str:
        return words.clock(instant, self.zone)


def _code(row: MatchRow) -> str:
    """The article's language for an attribute; empty where it is no code."""
    return row.language if row.language.isascii() and row.language.replace("-", "").isalnum() else ""


def formed(why: Why) -> str:
    """`“grain” in headline, “barley”, “oats” in text`."""
    places = ((place, ", ".join(f"“{isolate(form)}”" for form in forms)) for place, forms in why.places)
    return ", ".join(f"{forms} in {place}" for place, forms in places)


def reasons(row: MatchRow) -> tuple[Why, ...]:
    """Why a match counted: its queries, the heaviest first; the points add up to the score."""
    ordered = sorted(row.parts, key=lambda part: -float(part.get("points", 0)))
    return tuple(_why(part) for part in ordered)


def _why(part: Mapping[str, Any]) -> Why:
    best = _FIELDS.get(str(part.get("zone", "")), "")
    hits = sorted(part.get("hits", ()), key=lambda hit: (hit["field"] != "title", int(hit["start"])))
    places: dict[str, list[str]] = {}
    seen: set[str] = set()
    for hit in hits:
        form = line(str(hit["form"]), 60)
        if form.casefold() in seen or len(seen) == _FORMS:
            continue
        # Which of the hits in the text stand in its lead is not kept; where the best one does, it is the first of them.
        place = "headline" if hit["field"] == "title" else "lead" if best == "lead" and not seen else "text"
        seen.add(form.casefold())
        places.setdefault(place, []).append(form)
    grouped = tuple((place, tuple(forms)) for place, forms in places.items())
    forms = tuple(form for _, forms in grouped for form in forms)
    return Why(line(str(part.get("query", ""))), forms, best, points(part.get("points", 0)), grouped)


def spans(parts: Sequence[Mapping[str, Any]], field: str) -> list[Span]:
    """Where the forms found stand in `field` (title or text)."""
    hits = (hit for part in parts for hit in part.get("hits", ()))
    return [(int(hit["start"]), int(hit["end"])) for hit in hits if hit.get("field") == field]
