"""What a digest costs: words, HTML, text, MIME; its size; and what 500 readers add. Prints a table.

python -m benchmarks.digest [STORIES] [RECIPIENTS]
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from alerts import message
from alerts.arrange import REPORTS, Room, Told, arranged, fitted
from alerts.facts import Facts
from alerts.message import Envelope
from alerts.render import Rendered, render_html, render_issue
from alerts.selection import MatchRow, StoryState, select
from alerts.telling import Teller
from alerts.view import HealthView, IssueView, ListRow
from benchmarks.starting import Argument, positional
from crawler.outlets import Outlet
from monitor.watchlists import Watchlist

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
ENGLISH = "The harbour office said that a radar left the ferry before dawn and went inland under escort. "
PERSIAN = "به گفته‌ی دفتر بندر، یک رادار تازه بامداد امروز از کشتی پیاده شد و با اسکورت به سوی خشکی رفت. "
LISTS = ("air", "sea", "land", "trade")


def facts() -> Facts:
    """An invented house with 40 outlets and four lists."""
    outlets = tuple(
        Outlet(
            id=f"outlet-{n}",
            name=f"The Paper of Harbour {n}",
            language="en",
            country="NO",
            feeds=["https://x.example/"],
        )
        for n in range(40)
    )
    return Facts(
        outlets, tuple(Watchlist.model_validate({"id": name, "title": name.title(), "match": ["x"]}) for name in LISTS)
    )


def rows(count: int, text: str, word: str, copies: int = 1) -> list[MatchRow]:
    """`count` matched articles, `copies` of them a story; each story is carried by four outlets."""
    at = text.index(word)
    hit = {"form": word, "field": "text", "start": at, "end": at + len(word)}
    parts = [
        {"query": "radar", "points": 3.5, "zone": "body", "hits": [hit]},
        {"query": "escort", "points": 1.25, "zone": "title", "hits": []},
    ]
    return [
        MatchRow(
            match_id=n,
            article_id=n,
            watchlist=LISTS[n % 4],
            score=4.75,
            threshold=1,
            parts=parts,
            revision=1,
            found=NOW,
            title=f"{text[:90]} {n}",
            url=f"https://outlet-{n % 40}.example/2026/11/20/{n}-radar-leaves-the-ferry",
            outlet=f"outlet-{n % 40}",
            language="fa" if text is PERSIAN else "en",
            at=NOW - timedelta(minutes=n),
            story_id=n // copies + 1,
        )
        for n in range(count)
    ]


def frame(count: int) -> IssueView:
    """Everything of an issue but its stories."""
    return IssueView(
        digest="desk",
        title="Desk",
        number=7,
        window="Thu 19 Nov 07:30 – Fri 20 Nov 07:30 (UTC, 24 h)",
        date="Fri 20 Nov",
        composed=NOW,
        late="",
        stories=count,
        articles=count,
        outlets=40,
        urgent=0,
        minutes=1,
        health=HealthView(40, 40, ()),
        top=(),
        rows=tuple(ListRow(name.title(), f"w-{name}", count // 4, "+3", "9", (3,) * 14, "▃" * 14) for name in LISTS),
        sections=(),
        overflow=(),
        attached=(),
        read=9000,
        held_back=0,
        near=(),
        config="config a1b2c3d4",
        reason="You get this because your address is on the list.",
        unsubscribe="mailto:watch@tocsin.example",
    )


class Work:
    """One issue of `count` stories, step by step as `compose` does it."""

    def __init__(self, count: int, text: str, word: str, limit: int, copies: int = 1) -> None:
        self.facts, self.limit, self.count = facts(), limit, count
        self.rows, self.texts = (
            rows(count, text, word, copies),
            {n: (f"{text[:90]} {n}", text * 6) for n in range(count)},
        )
        carried = tuple(f"outlet-{n}" for n in range(4))
        self.stories = {n + 1: StoryState(n + 1, 1, "", n, carried) for n in range(count)}
        self.headings = [(name, name.title(), f"w-{name}") for name in LISTS]

    def tell(self) -> list[Told]:
        """Fold, rank, and put into words."""
        selection = select(self.rows, self.stories, {})
        teller = Teller(self.facts, ZoneInfo("Europe/Helsinki"), self.texts, {})
        return [Told(teller.tell(one), one.lead.watchlist) for one in selection.stories]

    def fitted(self, told: list[Told]) -> tuple[IssueView, Rendered]:
        """Fit into a mail, and render all of it."""
        reports = min(REPORTS, max(len(one.view.reports) for one in told))
        most = Room(min(self.limit, len(told)), min(100, max(0, len(told) - self.limit)), reports)
        view, html = fitted(frame(self.count), told, self.headings, most, render_html)
        return view, render_issue(view, None, html)


ENVELOPE = Envelope(
    sender=("Desk", "watch@tocsin.example"),
    subject="Desk",
    date=NOW,
    list_name="Desk",
    list_id="desk.tocsin.example",
    unsubscribe="mailto:watch@tocsin.example",
    digest="desk",
    issue="7",
    severity="routine",
)


def timed(act: Callable[[], object], repeats: int = 7) -> float:
    """Median milliseconds of CPU for `act`, after one run to warm up."""
    act()
    spent = []
    for _ in range(repeats):
        begun = time.process_time()
        act()
        spent.append((time.process_time() - begun) * 1000)
    return median(spent)


def main() -> None:
    """Print the table."""
    stories, recipients = positional(
        __doc__,
        None,
        Argument("stories", int, 200, "of which the digest tells"),
        Argument("recipients", int, 500, "who get it"),
    )
    work = Work(stories, ENGLISH, "radar", limit=stories)
    told = work.tell()
    everything = arranged(frame(stories), told, work.headings, Room(stories, 0))
    whole = message.body(render_issue(everything))

    def address() -> None:
        for n in range(recipients):
            reader = f"reader{n}@desk.example"
            message.mail(ENVELOPE, whole, reader, message.message_id("tocsin.example", "desk", reader))

    def show(what: str, act: Callable[[], object]) -> None:
        print(f"  {what:<40}{timed(act):8.1f} ms")

    print(f"{stories} stories")
    show("into words", work.tell)
    show("HTML, text and MIME, all in full", lambda: message.body(render_issue(everything)))
    show("the same, fitted into 90 kB", lambda: message.body(work.fitted(told)[1]))
    show(f"{recipients} recipients of it", address)
    print("500 matched articles, 40 in full at most: size of the HTML part as encoded")
    for name, text, word, copies in (
        ("English", ENGLISH, "radar", 1),
        ("Persian", PERSIAN, "رادار", 1),
        ("English, five to a story", ENGLISH, "radar", 5),
        ("Persian, five to a story", PERSIAN, "رادار", 5),
    ):
        heavy = Work(500, text, word, 40, copies)
        view, rendered = heavy.fitted(heavy.tell())
        where = f"{len(view.full)} in full, {len(view.overflow)} in brief, {len(view.attached)} attached"
        print(f"  {name:<40}{message.encoded_size(rendered.html):8d} bytes ({where})")


if __name__ == "__main__":
    main()
