"""DKIM signatures (RFC 6376) on mails as they leave. Optional: most servers sign by themselves."""

from __future__ import annotations

from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import Any

import dkim

SIGNED = (
    *("from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type"),
    *("content-transfer-encoding", "list-id", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted"),
)
"""dkimpy's own choice leaves List-Unsubscribe-Post out, without which one-click stopping does not count (RFC 8058)."""
TWICE = ("from", "to", "subject", "date")
"""Named once more than they occur, so that a second one cannot be added."""


class SigningError(Exception):
    """The key cannot be used; the message says why."""


class Signer:
    """Signs for one domain. The same message always gets the same signature: its time is the message's own date."""

    def __init__(self, domain: str, selector: str, key: str) -> None:
        self._domain, self._selector, self._key = domain.encode(), selector.encode(), key.encode()

    def signed(self, message: bytes) -> bytes:
        """`message` with a DKIM-Signature header before its others.

        Raises:
            SigningError: the private key is none, or too weak.
        """
        head = BytesHeaderParser().parsebytes(message.split(b"\r\n\r\n", 1)[0])
        stamp = str(int(parsedate_to_datetime(head["Date"]).timestamp())).encode()
        present = [name for name in SIGNED if name in head]
        work = _Dated(message, stamp)
        try:
            signature: bytes = work.sign(
                self._selector, self._domain, self._key, include_headers=[name.encode() for name in (*present, *TWICE)]
            )
        except dkim.DKIMException as error:
            raise SigningError(f"the private key in TOCSIN_DKIM_KEY cannot be used: {error}") from error
        return signature + message


class _Dated(dkim.DKIM):  # type: ignore[misc]  # dkimpy has no types
    """dkimpy with the date of the message in `t=`, where it takes the clock: a repeat must be the same bytes."""

    def __init__(self, message: bytes, stamp: bytes) -> None:
        super().__init__(message, signature_algorithm=b"rsa-sha256")
        self._stamp = stamp

    def gen_header(self, fields: list[tuple[bytes, bytes]], *arguments: Any, **options: Any) -> bytes:
        dated = [(name, self._stamp if name == b"t" else value) for name, value in fields]
        header: bytes = super().gen_header(dated, *arguments, **options)
        return header
