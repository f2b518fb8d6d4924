"""An archive to compose from: invented outlets, articles, stories and matches, written the way the monitor does."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from alerts.digests import Alert, Digest
from alerts.facts import Facts
from alerts.mail_settings import MailSettings
from crawler.outlets import Outlet
from crawler.tables import Article, OutletRun, Revision
from monitor.tables import Match, Story, StoryArticle
from monitor.watchlists import Watchlist

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

OUTLETS = tuple(
    Outlet.model_validate(
        {"id": id_, "name": name, "language": language, "country": country, "feeds": [f"https://{id_}.example/rss"]}
    )
    for id_, name, language, country in [
        ("harbour-post", "The Harbour Post", "en", "GB"),
        ("north-wire", "North Wire", "en", "NO"),
        ("vestnik-reki", "Вестник реки", "ru", "RU"),
        ("sobh-khabar", "صبح خبر", "fa", "IR"),
        ("delta-daily", "Delta Daily", "en", "NL"),
        ("inland-times", "Inland Times", "en", "US"),
    ]
)
WATCHLISTS = tuple(
    Watchlist.model_validate({"id": id_, "title": title, "match": ["x"]})
    for id_, title in [
        ("air-defence", "Air defence"),
        ("shipping", "Caspian shipping and ports"),
        ("sanctions", "Embargo and sanctions"),
    ]
)


def digest(**more: object) -> Digest:
    return Digest.model_validate(
        {"id": "desk", "title": "Desk", "to": ["ana@desk.example", "bo@desk.example"], "at": "07:30", **more}
    )


def alert(**more: object) -> Alert:
    return Alert.model_validate({"id": "flash", "title": "Flash", "to": ["duty@desk.example"], "hold": "10m", **more})


def facts(**more: Any) -> Facts:
    given: dict[str, Any] = {
        "outlets": OUTLETS,
        "watchlists": WATCHLISTS,
        "mail": MailSettings(mail_from="Press watch <watch@tocsin.example>", operators=["ops@desk.example"]),
        "timezone": "Europe/Helsinki",
        "config_name": "config",
        "config_hash": "a1b2c3d4",
    }
    return Facts(**{**given, **more})


class Press:
    """Writes articles and what the monitor made of them."""

    def __init__(self, session: Session, start: datetime = NOON) -> None:
        self.session, self.start, self.count = session, start, 0

    def article(
        self,
        title: str = "",
        text: str = "",
        *,
        outlet: str = "harbour-post",
        at: datetime | None = None,
        language: str = "en",
        story: Story | None = None,
        url: str = "",
        **more: Any,
    ) -> Article:
        self.count += 1
        at = at or self.start + timedelta(minutes=self.count)
        url = url or f"https://{outlet}.example/{self.count}"
        title = title or f"Ferry {self.count} leaves the harbour"
        text = text or f"The harbour office said ferry {self.count} left at dawn with a radar on board."
        row = Article(
            key=hashlib.sha256(url.encode()).hexdigest()[:16], url=url, outlet=outlet, first_seen=at, fetched=at,
            published=at, title=title, text=text, language=language, digest=hashlib.sha256(text.encode()).hexdigest(),
            **more,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        self.session.add(Revision(article_id=row.id, number=1, fetched=at, title=title, text=text))
        if story is not None:
            self.session.add(StoryArticle(article_id=row.id, story_id=story.id, reason="copy"))
            story.last = at
            story.representative_id = story.representative_id or row.id
        self.session.flush()
        return row

    def story(self, at: datetime | None = None) -> Story:
        at = at or self.start
        row = Story(first=at, last=at, updated=at)
        self.session.add(row)
        self.session.flush()
        return row

    def match(
        self,
        article: Article,
        watchlist: str = "air-defence",
        *words: str,
        score: float = 3,
        found: datetime | None = None,
        status: str = "on",
    ) -> Match:
        """A match whose parts add up to `score`: one query for each of `words`, with every place it stands in."""
        words = words or ("radar",)
        each = round(score / len(words), 2)
        parts = []
        for at, word in enumerate(words):
            hits = [
                {"form": word, "field": field, "start": start, "end": start + len(word)}
                for field, text in (("title", article.title), ("text", article.text))
                for start in _places(text, word)
            ]
            points = round(score - each * (len(words) - 1), 2) if at == 0 else each
            zone = "title" if any(hit["field"] == "title" for hit in hits) else "body"
            parts.append({"query": f"q-{word}", "points": points, "zone": zone, "entities": [], "hits": hits})
        row = Match(
            article_id=article.id, watchlist=watchlist, score=score, threshold=1, parts=parts, revision=1,
            ruleset="r", found=found or article.first_seen, status=status,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def matched(self, *arguments: str, score: float = 3, watchlist: str = "air-defence", **more: Any) -> Match:
        """An article with one match."""
        return self.match(self.article(*arguments, **more), watchlist, score=score)

    def look(self, outlet: str, at: datetime, problem: str = "") -> None:
        """A look at an outlet, as the crawler writes it down."""
        self.session.add(
            OutletRun(
                round="r", outlet=outlet, started=at, finished=at, found=0 if problem else 10,
                requests=1, errors={"http-500": 1} if problem else {}, problem=problem,
            )
        )  # fmt: skip
        self.session.flush()

    def read(self, outlet: str = "harbour-post", *, days: int = 28, but: Collection[int] = ()) -> None:
        """Looks at an outlet on so many days before `start` and on that day itself, but for some days back."""
        for back in range(days + 1):
            if back not in but:
                self.look(outlet, self.start - timedelta(days=back, minutes=1))


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
