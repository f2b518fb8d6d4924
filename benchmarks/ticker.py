"""A press that never rests: each `print_more` brings new matching articles, so that every run has work to do."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from types import TracebackType

from tocsin.demo.server import HOST, Answer, PressServer, serve_all, stop_all

OUTLETS = ("quay-times", "delta-post")
_SYLLABLES = (
    "ba",
    "be",
    "ka",
    "ko",
    "li",
    "lo",
    "ma",
    "mi",
    "na",
    "no",
    "ra",
    "ri",
    "sa",
    "so",
    "ta",
    "tu",
    "va",
    "ve",
)
FILES = {
    "watchlists/ferries.yaml": "title: Ferries\nmatch: [ferry, ferries]\n",
    "digests.yaml": """digests:
  - {id: desk, to: [ana@desk.example, bo@desk.example], at: "07:30"}
alerts:
  - {id: flash, to: duty@desk.example, min_score: 1, hold: 0s, max_per_day: 10000, max_per_hour: 10000}
""",
}


class Ticker:
    """Two outlets on loopback, each with a feed. A context manager; what was printed stays, and stays listed."""

    def __init__(self) -> None:
        self._chance = random.Random(11)
        self._guard = threading.Lock()
        self._pages: dict[str, dict[str, Answer]] = {name: {} for name in OUTLETS}
        self._entries: dict[str, list[str]] = {name: [] for name in OUTLETS}
        self._servers = {name: PressServer(0, name, self._answers(name), lambda request: None) for name in OUTLETS}

    def __enter__(self) -> Ticker:
        serve_all(self._servers.values())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop_all(self._servers.values())

    @property
    def printed(self) -> int:
        """Articles that can be fetched."""
        return sum(map(len, self._pages.values()))

    def configuration(self) -> dict[str, str]:
        """Files, by name, of a folder that watches this press and mails two readers and an alert's one."""
        entries = [
            f"  - {{id: {name}, name: {name}, language: en, country: NL, feeds: ['{self._origin(name)}/feed'], "
            "every: 5s, delay: 20ms, allow_private: true}\n"
            for name in OUTLETS
        ]
        return {**FILES, "outlets.yaml": "outlets:\n" + "".join(entries)}

    def print_more(self, each: int = 2) -> None:
        """`each` new articles at each outlet."""
        for name in OUTLETS:
            for _ in range(each):
                self._print(name)

    def _origin(self, name: str) -> str:
        return f"http://{HOST}:{self._servers[name].server_port}"

    def _print(self, name: str) -> None:
        at, number = datetime.now(UTC), len(self._pages[name])
        title = f"{self._sentence()} ferry"
        text = "".join(f"<p>{self._sentence()} and the ferry {self._sentence().lower()}.</p>" for _ in range(5))
        page = f"<!doctype html><title>{escape(title)}</title><article><h1>{escape(title)}</h1>{text}</article>"
        path = f"/news/{number}-ferry.html"
        entry = (
            f"<item><title>{escape(title)}</title><link>{self._origin(name)}{path}</link>"
            f"<pubDate>{format_datetime(at, usegmt=True)}</pubDate></item>"
        )
        with self._guard:
            self._pages[name][path] = Answer(page.encode(), "text/html; charset=utf-8", at)
            self._entries[name].append(entry)

    def _sentence(self) -> str:
        """Twelve words that no other article has: each article is a story of its own."""
        words = ("".join(self._chance.choices(_SYLLABLES, k=4)) for _ in range(12))
        return " ".join(words).capitalize()

    def _answers(self, name: str) -> Callable[[str], Answer]:
        missing = Answer(b"<h1>404</h1>", "text/html", datetime.now(UTC), 404)

        def answer(path: str) -> Answer:
            with self._guard:
                if path != "/feed":
                    return self._pages[name].get(path, missing)
                items = "".join(reversed(self._entries[name]))
            feed = f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>"
            return Answer(feed.encode(), "application/rss+xml", datetime.now(UTC))

        return answer
