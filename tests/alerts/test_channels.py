from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.channels import Parcel, TransportError
from alerts.channels.apprise import AppriseChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.webhook import WebhookChannel
from alerts.compose import compose
from alerts.delivery import open_channels
from alerts.dispatch import dispatch
from alerts.facts import Secrets
from alerts.mail_settings import MailSettings
from alerts.tables import Outbox
from tests.alerts.press import NOON, Press, digest, facts
from tests.fakes.http import Listener
from tests.fakes.ports import free_port


@pytest.fixture
def payload(session: Session) -> bytes:
    """The JSON of an issue with two stories, one of them in Persian."""
    press = Press(session)
    press.matched("Radar on the quay", score=5)
    press.matched("رادار در بندر", "یک رادار radar تازه", outlet="sobh-khabar", language="fa", score=2)
    compose(session, digest(to=[], feed=True), facts(), now=NOON, slot=NOON)
    session.commit()
    return session.scalars(select(Outbox)).one().mime


def parcel(recipient: str, content: bytes) -> Parcel:
    return Parcel(recipient, "<desk.1@tocsin.example>", content)


def test_a_digest_goes_to_every_channel_it_names(session: Session, tmp_path: Path) -> None:
    Press(session).matched("Radar on the quay")
    with Listener() as web, Listener() as chat:
        hook, room = f"http://127.0.0.1:{web.port}/in?team=desk", f"json://127.0.0.1:{chat.port}/${{ROOM}}"
        rule = digest(webhook=[hook], apprise=[room], feed=True)
        compose(session, rule, facts(), now=NOON, slot=NOON)
        session.commit()
        secrets = Secrets(webhook="s3cret", named={"ROOM": "r00m"})
        bind = session.get_bind()
        report = dispatch(bind.engine, open_channels(MailSettings(), secrets, tmp_path), now=NOON)
    assert (report.sent, report.failed, report.retried) == (5, 0, 0)
    assert [path for path, _, _ in web.posts] == ["/in?team=desk"]
    ((path, _, body),) = chat.posts
    assert path == "/r00m"
    assert "Radar on the quay (The Harbour Post, 3)" in json.loads(body)["message"]
    assert sorted(file.name for file in (tmp_path / "feeds").iterdir()) == ["desk.atom", "desk.json"]
    assert "r00m" not in "".join(session.scalars(select(Outbox.recipient)))


def test_a_webhook_is_signed_over_its_bytes_and_names_repeats(payload: bytes) -> None:
    with Listener() as web:
        channel = WebhookChannel("s3cret")
        channel.deliver(parcel(f"http://127.0.0.1:{web.port}/", payload))
        channel.deliver(parcel(f"http://127.0.0.1:{web.port}/", payload))
    (_, headers, body), (_, again, _) = web.posts
    assert body == payload
    assert headers["x-tocsin-signature"] == "sha256=" + hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert headers["idempotency-key"] == again["idempotency-key"] == "desk.1@tocsin.example"
    issue = json.loads(body)
    assert [story["headline"] for story in issue["stories"]] == ["Radar on the quay", "رادار در بندر"]
    for story in issue["stories"]:
        assert sum(float(one["points"]) for one in story["why"]) == float(story["score"])


@pytest.mark.parametrize(
    ("status", "permanent", "uncertain"),
    [(500, False, False), (429, False, False), (404, True, False), (302, True, False), (0, False, True)],
)
def test_what_a_webhook_answer_means(payload: bytes, status: int, permanent: bool, uncertain: bool) -> None:
    with Listener(status) as web, pytest.raises(TransportError) as caught:
        WebhookChannel("s3cret").deliver(parcel(f"http://127.0.0.1:{web.port}/", payload))
    assert (caught.value.permanent, caught.value.uncertain) == (permanent, uncertain)


def test_a_webhook_without_a_secret_or_a_server_sends_nothing(payload: bytes) -> None:
    with pytest.raises(TransportError, match="TOCSIN_WEBHOOK_SECRET"):
        WebhookChannel("").deliver(parcel("http://127.0.0.1:9/", payload))
    with pytest.raises(TransportError) as caught:
        WebhookChannel("s3cret").deliver(parcel(f"http://127.0.0.1:{free_port()}/", payload))
    assert not caught.value.uncertain
    with pytest.raises(TransportError, match="no http or https"):
        WebhookChannel("s3cret").deliver(parcel("file:///etc/hosts", payload))


def test_a_chat_service_that_refuses_is_tried_again_and_its_secret_stays_one(payload: bytes) -> None:
    with Listener(500, 500, 500) as chat, pytest.raises(TransportError) as caught:
        AppriseChannel({"KEY": "t0ps3cret"}).deliver(parcel(f"json://127.0.0.1:{chat.port}/${{KEY}}", payload))
    assert not caught.value.permanent
    assert "t0ps3cret" not in str(caught.value)
    with pytest.raises(TransportError, match="TOCSIN_SECRET_KEY"):
        AppriseChannel({}).deliver(parcel("json://127.0.0.1/${KEY}", payload))
    with pytest.raises(TransportError, match="no address that Apprise knows"):
        AppriseChannel({}).deliver(parcel("nonsense://", payload))


def test_a_feed_holds_every_story_once_however_often_it_is_written(payload: bytes, tmp_path: Path) -> None:
    channel = FeedChannel(tmp_path)
    channel.deliver(parcel("desk", payload))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    channel.deliver(parcel("desk", payload))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    read = feedparser.parse(before["desk.atom"])
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Radar on the quay", "رادار در بندر"]
    assert read.entries[0].link.startswith("https://harbour-post.example/")
    document = json.loads(before["desk.json"])
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["language"] for item in document["items"]] == ["en", "fa"]


def test_a_feed_puts_the_newest_first_and_survives_a_broken_file(
    session: Session, payload: bytes, tmp_path: Path
) -> None:
    (tmp_path / "desk.json").write_text("{broken")
    channel = FeedChannel(tmp_path)
    channel.deliver(parcel("desk", payload))
    Press(session, NOON + timedelta(hours=1)).matched("Second radar", url="https://harbour-post.example/second")
    later = NOON + timedelta(hours=2)
    compose(session, digest(to=[], feed=True), facts(), now=later, slot=later)
    newest = session.scalars(select(Outbox).order_by(Outbox.id.desc())).first()
    assert newest is not None
    channel.deliver(parcel("desk", newest.mime))
    titles = [item["title"] for item in json.loads((tmp_path / "desk.json").read_text("utf-8"))["items"]]
    assert titles == ["Second radar", "Radar on the quay", "رادار در بندر"]
