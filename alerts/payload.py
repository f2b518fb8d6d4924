"""An issue as JSON: what webhooks, chat services and feeds get. Pure.

{"version": 1, "kind", "id", "number", "title", "subject", "severity", "composed", "window", "stories": [...]}, each
story with headline, address, outlet, time, language, score, passage, why (query, forms, field, points), the other
outlets, the lists it stands on, and the other articles (reports); "repeats" are articles that only repeat what was sent
before. Fields are only ever added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from alerts.tables import Issue
from alerts.view import AlertView, IssueView, Report, StoryView

VERSION = 1


def digest_payload(issue: Issue, view: IssueView) -> bytes:
    """A digest's issue, every story of it."""
    head = _head(issue, view.digest, view.title, "urgent" if view.urgent else "routine")
    repeats = (*view.repeats, *view.repeats_attached)
    body = {
        "window": view.window,
        "late": view.late,
        "health": list(view.health.lines),
        "counts": {"stories": view.stories, "articles": view.articles, "outlets": view.outlets, "urgent": view.urgent},
        "lists": [
            {"title": row.title, "count": row.count, "change": row.change, "median": row.median} for row in view.rows
        ],
        "stories": _stories(view.full, view.overflow, view.attached),
        "repeats": [{**_report(one), "match": one.match} for one in repeats],
    }
    return json.dumps({**head, **body}, ensure_ascii=False).encode()


def alert_payload(issue: Issue, name: str, view: AlertView) -> bytes:
    """An instant alert."""
    body = {"window": view.moment, "lead": view.lead, "facts": list(view.lines)}
    stories = {"stories": _stories(view.stories, view.brief)}
    return json.dumps({**_head(issue, name, view.title, "urgent"), **body, **stories}, ensure_ascii=False).encode()


def _head(issue: Issue, name: str, title: str, severity: str) -> dict[str, Any]:
    return {
        "version": VERSION,
        "kind": issue.kind,
        "id": name,
        "number": issue.number,
        "title": title,
        "subject": issue.subject,
        "severity": severity,
        "composed": issue.composed.isoformat(),
    }


def _report(one: Report) -> dict[str, Any]:
    return {
        "headline": one.title,
        "url": one.url,
        "outlet": one.outlet,
        "published": one.published.isoformat(),
        "language": one.lang,
    }


def _stories(*groups: Iterable[StoryView]) -> list[dict[str, Any]]:
    return [
        {
            "number": story.number,
            "headline": story.title,
            "url": story.url,
            "outlet": story.outlet,
            "published": story.published.isoformat(),
            "language": story.lang,
            "score": story.score,
            "watchlist": story.watchlist,
            "urgent": story.urgent,
            "passage": [[part.text, part.hit] for part in story.passage],
            "why": [
                {"query": one.query, "forms": list(one.forms), "field": one.field, "points": one.points}
                for one in story.why
            ],
            "also_outlets": list(story.also_outlets),
            "also_lists": list(story.also_lists),
            "update": story.update,
            "reports": [_report(one) for one in (*story.reports, *story.beyond)],
        }
        for group in groups
        for story in group
    ]
