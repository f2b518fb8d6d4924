from __future__ import annotations

import email
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.message import Body, Envelope, body, encoded_size, header, mail, mailbox, message_id, phrase
from alerts.render import Rendered

DATE = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def envelope(**more: str) -> Envelope:
    given_ = {
        "subject": "Desk", "list_name": "Desk", "list_id": "desk.tocsin.example", "digest": "desk", "issue": "7",
        "unsubscribe": "https://tocsin.example/stop?" + "x" * 200, "severity": "routine", **more,
    }  # fmt: skip
    return Envelope(sender=("Press watch", "watch@tocsin.example"), date=DATE, **given_)


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    for part in message.walk():
        assert not part.defects
        for value in part.values():
            assert not getattr(value, "defects", ())
    return message


def letter(text: str = "Plain.\n", html: str = "<p>Rich.</p>\n", attached: str = "") -> Body:
    return body(Rendered("Desk", html, text, attached))


def test_the_headers_say_what_kind_of_mail_this_is() -> None:
    message = parsed(mail(envelope(), letter(), "ana@desk.example", "<1@tocsin.example>"))
    expected = {
        "From": "Press watch <watch@tocsin.example>", "To": "ana@desk.example", "Message-ID": "<1@tocsin.example>",
        "List-ID": "Desk <desk.tocsin.example>", "Auto-Submitted": "auto-generated", "Precedence": "bulk",
        "X-Auto-Response-Suppress": "All", "X-Tocsin-Digest": "desk", "X-Tocsin-Issue": "7",
        "X-Tocsin-Severity": "routine", "Date": "Fri, 20 Nov 2026 07:30:00 +0000",
    }  # fmt: skip
    assert {name: str(message[name]) for name in expected} == expected


def test_tokens_longer_than_a_line_survive_where_the_standard_policy_would_encode_them() -> None:
    thread = f"<{'a' * 150}@tocsin.example>"
    raw = mail(envelope(in_reply_to=thread), letter(), "ana@desk.example", f"<{'b' * 150}@tocsin.example>")
    assert b"=?" not in raw.split(b"\r\n\r\n")[0]
    message = parsed(raw)
    assert message["In-Reply-To"] == message["References"] == thread
    assert message["Message-ID"] == f"<{'b' * 150}@tocsin.example>"
    assert message["List-Unsubscribe"] == "<https://tocsin.example/stop?" + "x" * 200 + ">"
    broken = EmailMessage()
    broken["List-Unsubscribe"] = "<https://tocsin.example/stop?" + "x" * 200 + ">"
    assert b"=?" in broken.as_bytes(policy=email.policy.SMTP), "the trap is gone: the folding here can go too"


@pytest.mark.parametrize("subject", ["رادار در بندر · ۳ خبر", "Эшелон " * 30, "a" * 300, "Ünïcode – " + "x" * 120])
def test_a_subject_in_any_script_comes_out_as_it_went_in_on_short_lines(subject: str) -> None:
    raw = mail(envelope(subject=subject), letter(), "ana@desk.example", "<1@tocsin.example>")
    head = raw.split(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) < 998
    assert str(parsed(raw)["Subject"]) == subject.strip()


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_no_value_can_begin_a_header_of_its_own(break_: str) -> None:
    raw = mail(envelope(subject=f"Desk{break_}Bcc: all@desk.example"), letter(), "ana@desk.example", "<1@x.example>")
    message = parsed(raw)
    assert message["Bcc"] is None
    assert str(message["Subject"]) == "Desk Bcc: all@desk.example"


@pytest.mark.parametrize(
    "address", ["no-at.example", "añа@desk.example", "a b@desk.example", "a@b\r\nX: y", "<a@b>", ""]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no mail address"):
        mailbox("", address)


def test_names_are_quoted_or_encoded_as_they_need() -> None:
    assert phrase("Press watch") == "Press watch"
    assert phrase('A "quoted", name') == '"A \\"quoted\\", name"'
    message = parsed(header("From", mailbox("Дежурный, стол", "watch@tocsin.example")) + b"\r\n")
    assert message["From"].addresses[0].display_name == "Дежурный, стол"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=400)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, max_size=12), st.lists(st.sampled_from([".", "..", "From here", "x" * 1200, "-- ", ""])))
def test_any_text_comes_back_and_no_line_is_too_long(lines: list[str], odd: list[str]) -> None:
    text = "\n".join([*lines, *odd, "end"]) + "\n"
    plain_envelope = envelope(unsubscribe="mailto:stop@tocsin.example")
    raw = mail(plain_envelope, letter(text, f"<p>{text}</p>\n", text), "ana@desk.example", "<1@x.example>")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = parsed(raw)
    plain = message.get_body(("plain",))
    assert plain is not None
    assert str(plain.get_content()).replace("\r\n", "\n") == text
    (rest,) = message.iter_attachments()
    assert rest.get_filename() == "more-stories.txt"


def test_the_smaller_of_the_two_encodings_is_taken() -> None:
    assert b"quoted-printable" in letter("plain English = short\n" * 50).content
    assert b"base64" in letter("فارسی " * 50 + "\n", "فارسی" * 50 + "\n").content
    assert encoded_size("فارسی" * 100) < 1500


def test_lines_that_old_mail_software_mangles_are_encoded() -> None:
    content = letter("From here on\n.\nend\n").content
    assert re.search(rb"(?m)^From |^\.\r$", content) is None


def test_a_message_id_is_the_same_for_the_same_parts_and_names_nobody() -> None:
    one, other = message_id("x.example", "desk", "ana@desk.example"), message_id("x.example", "desk", "bo@desk.example")
    assert one == message_id("x.example", "desk", "ana@desk.example") != other
    assert "ana" not in one
    assert re.fullmatch(r"<desk\.[0-9a-f]{32}@x\.example>", one)
