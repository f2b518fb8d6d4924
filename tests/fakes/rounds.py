"""Run the whole stream against a press and hold what came of it: what end-to-end tests look at."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.database import sessions
from crawler.tables import Article
from monitor.tables import Match
from tocsin.demo.server import Request
from tocsin.once import Summary
from tocsin.once import once as run_once
from tocsin.settings import Environment
from tocsin.wiring import House, open_house


@dataclass
class Rounds:
    """Rounds of `tocsin once` on one configuration and database."""

    house: House
    summaries: list[Summary] = field(default_factory=list)
    logs: list[list[Request]] = field(default_factory=list)
    """What the press was asked, round by round."""

    def go(self, press_log: list[Request]) -> Summary:
        """One more round; `press_log` grows while it runs."""
        before = len(press_log)
        summary = run_once(self.house, clock=lambda: datetime.now(UTC))
        self.summaries.append(summary)
        self.logs.append(press_log[before:])
        return summary

    def session(self) -> Session:
        """A session on the database of the rounds."""
        return sessions(self.house.engine)()

    def articles(self) -> dict[str, Article]:
        """What was kept, by canonical address."""
        with self.session() as session:
            return {article.url: article for article in session.scalars(select(Article))}

    def matches(self) -> dict[str, dict[str, Match]]:
        """Matches that stand, by address and list."""
        with self.session() as session:
            rows = session.execute(select(Article.url, Match).join(Match, Match.article_id == Article.id))
            found: dict[str, dict[str, Match]] = {}
            for url, match in rows:
                if match.withdrawn is None:
                    found.setdefault(url, {})[match.watchlist] = match
            return found

    def mails(self) -> list[EmailMessage]:
        """The messages in the outbox folder, oldest name first."""
        return [read_mail(path) for path in sorted((self.house.var / "outbox").rglob("*.eml"))]


def begin(config: Path, var: Path, database: str) -> Rounds:
    """Open the demonstration's configuration on a database, its files below `var`."""
    put_off(config)
    return Rounds(open_house(config, Environment(var=var, database=database)))


def put_off(config: Path) -> None:
    """Let the demonstration's digest fall due half a day from now: else the clock may strike its hour, and an issue
    nobody asked for come, while a test works."""
    digests = config / "digests.yaml"
    text = digests.read_text(encoding="utf-8")
    later = datetime.now(UTC) + timedelta(hours=12)  # its zone is two or three hours from UTC
    digests.write_text(re.sub(r'at: "[\d:]+"', f'at: "{later:%H:%M}"', text), encoding="utf-8")


def read_mail(path: Path) -> EmailMessage:
    """A mail as the standard library reads it."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    """The `html` or `plain` part of a mail."""
    part = message.get_body((kind,))
    assert part is not None, f"the mail has no {kind} part"
    content = part.get_content()
    assert isinstance(content, str)
    return content


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def four_gram_f1(expected: str, found: str) -> float:
    """F1 over runs of four words, repeats counted: 1.0 where the words are the same in the same order."""
    one, two = _grams(expected), _grams(found)
    shared = sum((one & two).values())
    return 2 * shared / (sum(one.values()) + sum(two.values()))


def shortest_gap(requests: Sequence[Request]) -> float:
    """Seconds between the two requests that came closest after one another."""
    at = sorted(request.at for request in requests)
    return min((b - a).total_seconds() for a, b in itertools.pairwise(at))
