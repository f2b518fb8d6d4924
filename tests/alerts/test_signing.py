from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from alerts.channels import Parcel, TransportError
from alerts.channels.mail import MailChannel
from alerts.channels.mail_server import Server
from alerts.message import Envelope, body, mail
from alerts.render import Rendered
from alerts.signing import Signer
from tests.fakes.smtp import ScriptedServer

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
).decode()
PUBLIC = base64.b64encode(
    KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
)


def record(name: bytes, timeout: int = 5) -> bytes | None:
    """What DNS would answer."""
    return b"v=DKIM1; k=rsa; p=" + PUBLIC if name == b"mail._domainkey.tocsin.example." else None


@pytest.fixture
def message() -> bytes:
    envelope = Envelope(
        sender=("Press watch", "watch@tocsin.example"), subject="رادار", date=datetime(2026, 11, 20, tzinfo=UTC),
        list_name="Desk", list_id="desk.tocsin.example", unsubscribe="https://tocsin.example/stop", digest="desk",
        issue="7", severity="routine",
    )  # fmt: skip
    content = body(Rendered("s", "<p>.</p>\n", "line\n.\n..dots\n  \n"))
    return mail(envelope, content, "ana@desk.example", "<1@tocsin.example>")


def test_what_arrives_over_smtp_verifies_and_covers_one_click_stopping(message: bytes) -> None:
    signer = Signer("tocsin.example", "mail", PEM)
    with ScriptedServer() as server:
        channel = MailChannel(Server("127.0.0.1", server.port, "none"), "watch@tocsin.example", signer=signer)
        channel.deliver(Parcel("ana@desk.example", "<1@tocsin.example>", message))
        channel.close()
    (taken,) = server.taken
    assert dkim.verify(taken, dnsfunc=record)
    signature = re.sub(rb"\s+", b"", taken.split(b"\r\nDate:")[0])
    assert b"list-unsubscribe-post" in signature
    assert b"h=from:to:subject:date" in signature
    for change in ((b"One-Click", b"Two-Click"), (b"To: ana@", b"To: bob@"), (b"line", b"lime")):
        assert not dkim.verify(taken.replace(*change), dnsfunc=record)
    assert not dkim.verify(taken.replace(b"\r\nTo:", b"\r\nSubject: again\r\nTo:"), dnsfunc=record)


def test_a_repeat_carries_the_same_signature(message: bytes) -> None:
    signer = Signer("tocsin.example", "mail", PEM)
    assert signer.signed(message) == signer.signed(message)
    assert b"t=1795132800" in re.sub(rb"\s+", b"", signer.signed(message))


def test_a_key_that_is_none_pauses_the_queue_instead_of_sending_unsigned(message: bytes) -> None:
    channel = MailChannel(Server("127.0.0.1", 1, "none"), "w@x.example", signer=Signer("x.example", "mail", "no key"))
    with pytest.raises(TransportError, match="TOCSIN_DKIM_KEY") as caught:
        channel.deliver(Parcel("ana@desk.example", "<1@x.example>", message))
    assert caught.value.refused
