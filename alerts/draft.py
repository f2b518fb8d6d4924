"""An issue before it exists: everything read and put into words, nothing claimed or written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from alerts import claims, figures, words
from alerts.arrange import HEADLINES, REPEATS, REPORTS, Room, Told, fitted
from alerts.digests import Digest
from alerts.facts import Facts
from alerts.fresh import fresh
from alerts.near import near_misses
from alerts.render import Rendered, render_html, render_issue
from alerts.safe import line
from alerts.selection import MatchRow, Selection, before, select, urgency
from alerts.telling import Teller
from alerts.view import HealthView, IssueView, ListRow, Report
from monitor.watched import known_spans


@dataclass(frozen=True)
class Draft:
    """What an issue would say, and what it would claim."""

    selection: Selection
    view: IssueView
    rendered: Rendered
    counts: Mapping[str, int]
    """Articles told, by watchlist: new ones, repeats, and those that changed so much that their story comes back."""


@dataclass(frozen=True)
class Frame:
    """The outer facts of an issue."""

    number: int
    window_start: datetime
    window_end: datetime
    health: HealthView
    late: str = ""
    first: bool = False
    """The digest's first issue: its window is all there is."""
    since: datetime | None = None
    """Of a first issue in an old archive: when the time that it is about begins; what is older follows as headlines."""

    @property
    def about(self) -> datetime:
        """Where the time begins that readers are told of."""
        return self.since or self.window_start


def gather(
    session: Session, digest: Digest, facts: Facts, *, test: bool = False, since: datetime | None = None
) -> Selection:
    """What `digest` has to tell: unclaimed matches, and told stories that have grown, folded into
    stories. test: matches in test too. since: what was there before comes last, as earlier."""
    rows = claims.unclaimed(session, digest.id, digest, test=test)
    told = {row.story_id for row in rows if row.story_id}
    if digest.group != "watchlist":
        rows += claims.returning(session, digest.id, digest, told)
    ids = {row.story_id for row in rows if row.story_id}
    stories, sent = claims.story_states(session, ids), claims.sent_versions(session, digest.id, ids)
    bar = urgency([alert for alert in facts.alerts if alert.status == "on"])
    marks = {"earlier": before(since)} if since else {}
    return select(rows, stories, sent, group=digest.group, urgent=bar, publisher=facts.publisher, **marks)


def draft(session: Session, digest: Digest, facts: Facts, selection: Selection, frame: Frame) -> Draft:
    """Put `selection` into words and fit it into a mail."""
    zone = ZoneInfo(facts.zone_of(digest))
    title = line(words.title_of(digest.id, digest.title))
    shown = selection.stories
    news = [one for one in shown if not one.earlier]
    told_rows = [row for one in news for row in one.rows if row.new or row is one.lead]
    articles = {row.article_id: row for row in told_rows}
    leads = [one.lead for one in shown]
    every = [row for one in shown for row in one.rows]
    teller = Teller(facts, zone, claims.texts(session, leads[: digest.limit]), claims.alerted(session, every))
    told = [Told(teller.tell(one), _section(one.lead, digest)) for one in shown]
    headings = _headings(facts, digest, leads)
    counts = Counter(row.watchlist for row in (*told_rows, *selection.held_back))
    misses = near_misses(session, digest, teller, frame.about, frame.window_end) if digest.near_misses else ()
    repeats = _repeats(teller, selection.held_back)
    view = IssueView(
        digest=digest.id,
        title=title,
        number=frame.number,
        window=words.window(frame.since if frame.first else frame.window_start, frame.window_end, zone, frame.first),
        date=words.day(frame.window_end, zone),
        composed=frame.window_end,
        late=frame.late,
        stories=len(news),
        articles=len(articles),
        outlets=len({row.outlet for row in articles.values()}),
        urgent=sum(one.urgent for one in news),
        minutes=1,
        health=frame.health,
        top=(),
        rows=_rows(session, digest, facts, frame, counts),
        sections=(),
        overflow=(),
        attached=(),
        read=claims.read_count(session, frame.about, frame.window_end),
        held_back=len(repeats),
        near=tuple(replace(one, number=at) for at, one in enumerate(misses, len(shown) + 1)),
        config=line(facts.config_label),
        reason=f"You get this because your address is on the list of “{title}”, sent {words.rhythm(digest, zone.key)}.",
        unsubscribe=facts.mail.unsubscribe,
        fresh=() if frame.first else fresh(session, facts, articles, frame.window_start, frame.window_end),
        updates=sum(one.returns for one in news),
        earlier=len(shown) - len(news),
        repeats=repeats[:REPEATS],
        repeats_attached=repeats[REPEATS:],
    )
    limit = min(digest.limit, len(news))
    reports = min(REPORTS, max((len(one.view.reports) for one in told), default=0))
    most = Room(limit, min(HEADLINES, len(told) - limit), reports)
    full, html = fitted(view, told, headings, most, lambda issue: render_html(issue, facts.templates))
    return Draft(selection, full, render_issue(full, facts.templates, html), dict(counts))


def _repeats(teller: Teller, rows: Iterable[MatchRow]) -> tuple[Report, ...]:
    """Articles that only repeat stories sent before, each once, the newest first."""
    articles: dict[int, list[MatchRow]] = defaultdict(list)
    for row in rows:
        articles[row.article_id].append(row)
    ordered = sorted(articles.values(), key=lambda found: (found[0].at, found[0].article_id), reverse=True)
    return tuple(teller.repeat(found) for found in ordered)


def _section(row: MatchRow, digest: Digest) -> str:
    return row.outlet if digest.group == "outlet" else row.watchlist


def _headings(facts: Facts, digest: Digest, leads: Iterable[MatchRow]) -> list[tuple[str, str, str]]:
    """(key, title, anchor) of every section that may occur: lists as configured, outlets by name."""
    found = {_section(row, digest) for row in leads}
    if digest.group == "outlet":
        names = sorted(found, key=lambda key: facts.outlet_name(key).casefold())
        return [(key, line(facts.outlet_name(key)), f"o-{key}") for key in names]
    order = [*_lists(facts, digest), *sorted(found)]
    return [(key, line(facts.watchlist_title(key)), f"w-{key}") for key in dict.fromkeys(order)]


def _lists(facts: Facts, digest: Digest) -> list[str]:
    return [
        name
        for name, watchlist in facts.watchlist_by_id.items()
        if watchlist.status == "on" and (not digest.watchlists or name in digest.watchlists)
    ]


def _rows(
    session: Session, digest: Digest, facts: Facts, frame: Frame, counts: Mapping[str, int]
) -> tuple[ListRow, ...]:
    previous = claims.last_made(session, digest.id, but="skipped")
    edges = figures.edges(frame.window_end)
    known = known_spans(session, facts.outlets, list(pairwise(edges)))
    days = claims.daily_counts(session, edges)
    names = dict.fromkeys([*_lists(facts, digest), *sorted(counts)])
    before = previous.counts if previous else None
    none = [0] * figures.DAYS
    return tuple(
        figures.list_row(
            (name, line(facts.watchlist_title(name)), f"w-{name}"),
            counts.get(name, 0),
            before,
            [number if read else None for number, read in zip(days.get(name, none), known, strict=True)],
        )
        for name in names
    )
