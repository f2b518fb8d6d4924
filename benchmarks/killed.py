"""The child of `benchmarks.kills`: finds matches, makes issues and mails them, until it is killed."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from sqlalchemy.orm import Session

from alerts.channels.mail import MailChannel
from alerts.channels.mail_server import Server
from alerts.compose import compose
from alerts.digests import Digest
from alerts.dispatch import dispatch
from alerts.facts import Facts
from crawler.database import open_database, sessions
from crawler.tables import Article
from monitor.tables import Match

DIGEST = Digest.model_validate({"id": "desk", "to": ["ana@desk.example", "bo@desk.example"], "at": "07:30"})
FACTS = Facts((), ())


def work(url: str, port: int, ready: Connection, rounds: int) -> None:
    """Find, compose and send; without end where `rounds` is 0, else only clear up, that many times."""
    engine = open_database(url)
    if not rounds:  # there is something to lose, however soon the end comes
        with sessions(engine).begin() as session:
            _find(session, datetime.now(UTC))
    ready.send(True)
    done = 0
    while not rounds or done < rounds:
        now = datetime.now(UTC)
        if not rounds:
            with sessions(engine).begin() as session:
                _find(session, now)
        with sessions(engine).begin() as session:
            compose(session, DIGEST, FACTS, now=now, slot=now)
        dispatch(engine, {"mail": MailChannel(Server("127.0.0.1", port, "none"), "watch@desk.example")}, now=now)
        done += 1


def _find(session: Session, now: datetime) -> None:
    """Two new matched articles, as crawler and monitor write them."""
    for _ in range(2):
        key = hashlib.sha256(f"{now.isoformat()}{random.random()}".encode()).hexdigest()[:16]
        article = Article(
            key=key,
            url=f"https://harbour-post.example/{key}",
            outlet="harbour-post",
            first_seen=now,
            fetched=now,
            published=now,
            title=f"Radar {key}",
            text="A radar left the ferry.",
            language="en",
            digest=key,
        )
        session.add(article)
        session.flush()
        of = {"article_id": article.id, "revision": 1, "ruleset": "r"}
        session.add(Match(**of, watchlist="air", score=2, threshold=1, parts=[], found=now))
