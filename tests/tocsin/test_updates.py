"""An article that its outlet changes after readers have had it, from the store to the mail."""

from __future__ import annotations

import email
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select

from alerts.tables import Outbox
from crawler.database import sessions
from crawler.items import Extracted
from crawler.store import keep
from tests.tocsin.folders import make
from tocsin import work
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
TITLE = "Two quays closed"
TEXT = (
    "The Port Authority closed two quays on Monday after a crane fell into the basin. Nobody was hurt, the harbour "
    "master said. Ferries to the islands were sent to the northern terminal, where the queues were long until the "
    "evening. Repairs are to begin on Thursday and last a week."
)
MORE = " On Tuesday the prosecutor Anna Berg opened an inquiry against Nordkran, which had serviced the crane 14 times."


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    opened = open_house(make(tmp_path / "config"), Environment(var=tmp_path / "var", database=database_url))
    yield opened
    opened.engine.dispose()


def published(house: House, text: str, after: timedelta) -> list[work.Made]:
    """The outlet puts `text` on the page; what is made of it."""
    at = NOW + after
    with sessions(house.engine).begin() as session:
        keep(session, "harbour-gazette", Extracted(TITLE, text), url="https://gazette.example/1", fetched=at)
    work.read(house, now=at)
    return work.compose_all(house, now=at, at_once=True).made


def test_a_polished_sentence_is_no_news_and_new_facts_bring_the_story_back_once(house: House) -> None:
    assert [made.articles for made in published(house, TEXT, timedelta(0))] == [1]
    assert published(house, TEXT.replace("were long", "were very long"), timedelta(minutes=30)) == []
    (again,) = published(house, TEXT + MORE, timedelta(hours=2))
    assert (again.stories, again.articles) == (1, 1)
    assert published(house, TEXT + MORE, timedelta(hours=3)) == []
    with sessions(house.engine)() as session:
        mime = session.scalars(select(Outbox.mime).order_by(Outbox.id)).all()[-1]
    body = email.message_from_bytes(mime, policy=default).get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "No new story, 1 update of what you had from 1 article in 1 outlet" in text
    assert "New since you had it:" in text
    assert "Nordkran" in text
