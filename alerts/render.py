"""An issue as HTML and as plain text. Pure: the view goes in, strings come out.

Autoescape is on for every HTML template by name (Jinja's `select_autoescape` does not know `.html.j2`), an unknown
name in a template is an error, and addresses were reduced to http and https before they came here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from alerts.safe import isolate
from alerts.telling import formed
from alerts.view import AlertView, IssueView, ListRow, Segment, StoryView, counting

WIDTH = 72
"""Columns of the plain-text part."""


class RenderError(Exception):
    """A template of the team's own cannot be read or used; the message names file and line."""


@dataclass(frozen=True)
class Rendered:
    """The parts of one issue, the same for every recipient."""

    subject: str
    html: str
    text: str
    attached: str = ""
    """The stories and reports that found no room, as text; empty where all did."""


def render_issue(issue: IssueView, templates: Path | None = None, html: str = "") -> Rendered:
    """HTML, plain text and attachment of `issue`.

    html: the HTML part, where it was rendered already to measure it.
    templates: the team's folder; a `digest.html.j2` there that begins with
        `{% extends "builtin/digest.html.j2" %}` replaces single blocks.

    Raises:
        RenderError: a template in that folder is wrong.
    """
    environment = _environment(templates)
    try:
        html = html or render_html(issue, templates)
        text = environment.get_template("digest.txt.j2").render(issue=issue)
        rest = issue.attached or issue.folded or issue.repeats_attached
        attached = environment.get_template("attached.txt.j2").render(issue=issue) if rest else ""
    except TemplateError as error:
        raise _located(error) from error
    return Rendered(issue.subject, html, tidy(text), tidy(attached) if attached else "")


def render_alert(alert: AlertView, templates: Path | None = None) -> Rendered:
    """HTML and plain text of an instant alert or of a word to the operators.

    Raises:
        RenderError: a template in the team's folder is wrong.
    """
    environment = _environment(templates)
    try:
        html = environment.get_template("alert.html.j2").render(alert=alert)
        text = environment.get_template("alert.txt.j2").render(alert=alert)
    except TemplateError as error:
        raise _located(error) from error
    return Rendered(alert.subject, squeezed(html), tidy(text))


def render_html(issue: IssueView, templates: Path | None = None) -> str:
    """The HTML part alone: what an issue's size is measured by."""
    try:
        return squeezed(_environment(templates).get_template("digest.html.j2").render(issue=issue))
    except TemplateError as error:
        raise _located(error) from error


@lru_cache(maxsize=4)
def _environment(templates: Path | None) -> Environment:
    builtin = PackageLoader("alerts", "templates")
    loaders: list[BaseLoader] = [builtin, PrefixLoader({"builtin": builtin})]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    kind = Environment if templates is None else ImmutableSandboxedEnvironment
    environment = kind(
        loader=ChoiceLoader(loaders),
        autoescape=lambda name: name is None or ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=templates is not None,
    )
    environment.filters.update(
        counted=counting, wrapped=wrapped, isolated=isolate, starred=starred, reasons=reasons, ruled=ruled, table=table
    )
    return environment


def _located(error: TemplateError) -> RenderError:
    name, line = getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", None)
    where = f"{name}:{line}: " if name and line else f"{name}: " if name else ""
    return RenderError(f"{where}{error.message or error}")


def squeezed(html: str) -> str:
    """`html` without blank lines and without blanks at the ends of lines: a third of the bytes of a long issue."""
    return "\n".join(stripped for line in html.splitlines() if (stripped := line.strip())) + "\n"


def tidy(text: str) -> str:
    """`text` with at most one blank line in a row, no blanks at line ends (the signature mark excepted)."""
    lines = [line if line == "-- " else line.rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """`text` in lines of at most 72 columns, each after `indent` (the first one after `first`); a word longer than a
    line is broken, for no line may scroll sideways."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def starred(parts: Sequence[Segment]) -> str:
    """A passage with *asterisks* around what was found, isolated if it runs right to left."""
    return isolate("".join(f"*{part.text}*" if part.hit else part.text for part in parts))


def reasons(story: StoryView) -> str:
    """`s-300 “S‑300s” in headline 6 + iran “Iran” in text 3 = 9`: the points add up to the score."""
    terms = [" ".join(filter(None, (one.query, formed(one), one.points))) for one in story.why]
    return " + ".join(terms) + (f" = {story.score}" if len(terms) > 1 else "")


def ruled(title: str) -> str:
    """A heading with a rule under it."""
    heading = wrapped(title.upper())
    return f"{heading}\n{'-' * min(WIDTH, max(map(len, heading.splitlines()), default=1))}"


def table(rows: Iterable[ListRow]) -> str:
    """Count, change, median and the last 14 days of each watchlist, in columns of at most 72 characters."""
    lines = [f"{'':<30}{'now':>6}{'change':>8}{'usual':>7}  14 days"]
    for row in rows:
        title = textwrap.wrap(row.title, 29, break_on_hyphens=False) or [""]
        lines += [f"{part:<30}" for part in title[:-1]]
        lines.append(f"{title[-1]:<30}{row.count:>6}{row.change:>8}{row.median:>7}  {row.spark}")
    return "\n".join(lines)
