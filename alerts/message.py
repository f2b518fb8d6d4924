"""A finished mail as bytes (RFC 5322 and MIME). Pure: strings and instants in, bytes out.

The body is encoded once for all recipients; only the header block differs. Headers are folded here and not by
`email.policy.SMTP`, which turns tokens of more than 78 characters (List-Unsubscribe, In-Reply-To, long Message-IDs)
into encoded words that no mail program understands.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime

from alerts.render import Rendered
from alerts.safe import line

FOLD = 76
_ASCII = bytes(range(127))
_ADDRESS = re.compile(r"[!-;=?A-~]+@[!-;=?A-~]+")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_SPECIALS = re.compile(r"[^A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]")

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Body:
    """Content headers and encoded content, shared by every recipient of an issue."""

    headers: Headers
    content: bytes


@dataclass(frozen=True)
class Envelope:
    """What the headers of one issue say, whoever gets it."""

    sender: tuple[str, str]
    """Display name and address."""
    subject: str
    date: datetime
    list_name: str
    list_id: str
    """Host-like: morning.tocsin.example.org."""
    unsubscribe: str
    """A URI; empty: none is announced."""
    digest: str
    issue: str
    severity: str
    """routine, urgent or operator."""
    in_reply_to: str = ""
    """Message-ID of the first mail of the thread."""


def body(rendered: Rendered, attachment_name: str = "more-stories.txt") -> Body:
    """Plain text and HTML as alternatives, with the rest of the stories attached where there are any."""
    parts = [_entity("text/plain; charset=utf-8", rendered.text), _entity("text/html; charset=utf-8", rendered.html)]
    both = _multipart("alternative", parts)
    if not rendered.attached:
        return both
    disposition = ("Content-Disposition", f'attachment; filename="{attachment_name}"')
    rest = _entity("text/plain; charset=utf-8", rendered.attached, [disposition])
    return _multipart("mixed", [both, rest])


def mail(envelope: Envelope, content: Body, recipient: str, identity: str) -> bytes:
    """The message for one recipient, with CRLF line ends.

    identity: the Message-ID, in angle brackets; it and the date never change once made, because mail servers
        recognise a repeat by both (RFC 5322 3.6.4).

    Raises:
        ValueError: `recipient` is no plain ASCII mail address.
    """
    one_click = [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] * envelope.unsubscribe.startswith("https:")
    headers: list[tuple[str, str]] = [
        ("Date", format_datetime(envelope.date)),
        ("From", mailbox(*envelope.sender)),
        ("To", mailbox("", recipient)),
        ("Subject", envelope.subject),
        ("Message-ID", identity),
    ]
    if envelope.in_reply_to:
        headers += [("In-Reply-To", envelope.in_reply_to), ("References", envelope.in_reply_to)]
    headers += [
        ("List-ID", f"{phrase(envelope.list_name)} <{envelope.list_id}>"),
        *([("List-Unsubscribe", f"<{envelope.unsubscribe}>")] if envelope.unsubscribe else []),
        *one_click,
        ("Auto-Submitted", "auto-generated"),
        ("Precedence", "bulk"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Tocsin-Digest", envelope.digest),
        ("X-Tocsin-Issue", envelope.issue),
        ("X-Tocsin-Severity", envelope.severity),
        ("MIME-Version", "1.0"),
        *content.headers,
    ]
    return b"".join(header(name, value) for name, value in headers) + b"\r\n" + content.content


def message_id(domain: str, *parts: str) -> str:
    """A Message-ID that names nobody and is the same for the same parts, at most 60 characters before the domain."""
    stem = re.sub(r"[^a-z0-9-]", "-", parts[0].lower())[:24] if parts else "mail"
    return f"<{stem}.{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@{domain}>"


def header(name: str, value: str) -> bytes:
    """One header field, folded at blanks only; text outside of ASCII becomes encoded words (RFC 2047).

    A value cannot start a new header: controls are folded to blanks first.
    """
    clean = _BREAKS.sub(" ", value).strip()
    if not clean.isascii():
        words = Header(clean, "utf-8", maxlinelen=FOLD, header_name=name).encode(linesep="\r\n")
        return f"{name}: {words}\r\n".encode("ascii")
    lines, current = [], f"{name}:"
    for token in clean.split(" "):
        if len(current) + 1 + len(token) > FOLD and current != f"{name}:":
            lines.append(current)
            current = f" {token}"
        else:
            current += f" {token}"
    return "\r\n".join([*lines, current, ""]).encode("ascii")


def mailbox(name: str, address: str) -> str:
    """`Name <address>`; the name quoted or encoded as it needs.

    Raises:
        ValueError: `address` is no plain ASCII mail address.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is no mail address that can be written to: it must be plain ASCII, name@host")
    return f"{phrase(name)} <{address}>" if name else address


def phrase(text: str) -> str:
    """`text` as an RFC 5322 phrase: quoted where it has special characters, encoded outside of ASCII."""
    clean = line(text)
    if not clean.isascii():
        return Header(clean, "utf-8", maxlinelen=10_000).encode().replace("\n", "")
    if _SPECIALS.search(clean):
        escaped = clean.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return clean


def encoded_size(text: str) -> int:
    """Bytes that `text` takes in a mail."""
    return len(_encode(text)[1])


def _encode(text: str) -> tuple[str, bytes]:
    """Transfer encoding and content, CRLF: quoted-printable or base64, whichever is smaller. Lines of 76 at most."""
    raw = "\r\n".join(text.splitlines()).encode("utf-8") + b"\r\n"
    plain = base64.encodebytes(raw).replace(b"\n", b"\r\n")
    foreign = len(raw.translate(None, _ASCII))
    if foreign * 2 > len(plain) - len(raw):  # each takes three bytes in quoted-printable: no need to try
        return "base64", plain
    quoted = _quoted(raw)
    return ("quoted-printable", quoted) if len(quoted) <= len(plain) else ("base64", plain)


def _quoted(raw: bytes) -> bytes:
    """RFC 2045 6.7, by the C codec; it reads CRLF as text line ends and writes them."""
    encoded = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    # "From " and a lone dot at the start of a line are mangled by old mail software.
    return re.sub(rb"(?m)^(From |\.(?=\r$))", lambda m: b"=%02X%s" % (m[0][0], m[0][1:]), encoded)


def _entity(kind: str, text: str, more: Headers = ()) -> Body:
    encoding, content = _encode(text)
    return Body([("Content-Type", kind), ("Content-Transfer-Encoding", encoding), *more], content)


def _multipart(kind: str, parts: Iterable[Body]) -> Body:
    blocks = [b"".join(header(*one) for one in part.headers) + b"\r\n" + part.content for part in parts]
    boundary = "=_" + hashlib.sha256(b"".join(blocks)).hexdigest()[:40]  # "=_" occurs in no encoded content
    mark = f"--{boundary}".encode()
    content = b"".join(mark + b"\r\n" + block + b"\r\n" for block in blocks) + mark + b"--\r\n"
    return Body([("Content-Type", f'multipart/{kind}; boundary="{boundary}"')], content)


def utc_date(instant: datetime) -> datetime:
    """`instant` to the second, in UTC: what the Date header can hold."""
    return instant.astimezone(UTC).replace(microsecond=0)
