"""The issue as JSON to an address of one's own, signed.

`X-Tocsin-Signature: sha256=HEX` is HMAC-SHA256 over the body with TOCSIN_WEBHOOK_SECRET; `Idempotency-Key` is the
same for every repeat of one message.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ssl
from urllib.parse import urlsplit

from alerts.channels import Parcel, Receipt, TransportError

SECONDS = 30
_TRY_AGAIN = frozenset({408, 409, 423, 425, 429})


class WebhookChannel:
    """POSTs each issue over a connection of its own; redirects are not followed."""

    def __init__(self, secret: str, *, context: ssl.SSLContext | None = None, seconds: float = SECONDS) -> None:
        self._secret, self._context, self._seconds = secret, context, seconds

    def deliver(self, parcel: Parcel) -> Receipt:
        """One POST; 2xx is the word that it arrived."""
        url = urlsplit(parcel.recipient)
        if url.scheme not in {"http", "https"} or not url.hostname:
            what = f"{parcel.recipient} is no http or https address"
            raise TransportError(what, phase="address", permanent=True)
        if not self._secret:
            what = "there is no TOCSIN_WEBHOOK_SECRET in the environment to sign with"
            raise TransportError(what, phase="address", channel_down=True, refused=True)
        connection = self._connect(url.scheme, url.hostname, url.port)
        phase = "connect"
        try:
            connection.connect()
            phase = "dot"
            parcel.last_step()
            target = (url.path or "/") + (f"?{url.query}" if url.query else "")
            connection.request("POST", target, parcel.content, self._headers(parcel))
            reply = connection.getresponse()
            text = reply.read(2000).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            what = f"{url.hostname}: {str(error) or type(error).__name__}"
            raise TransportError(what, phase=phase, uncertain=phase == "dot") from error
        finally:
            connection.close()
        if 200 <= reply.status < 300:
            return Receipt(reply.status, " ".join(text.split())[:200])
        permanent = reply.status < 500 and reply.status not in _TRY_AGAIN
        what = f"{url.hostname} answers {reply.status} {reply.reason}"
        raise TransportError(what, phase="answer", code=reply.status, permanent=permanent)

    def close(self) -> None:
        """Nothing is kept open."""

    def _connect(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        if scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._seconds)
        context = self._context or ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=self._seconds, context=context)

    def _headers(self, parcel: Parcel) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Tocsin",
            "Idempotency-Key": parcel.message_id.strip("<>"),
            "X-Tocsin-Signature": signature(self._secret, parcel.content),
        }


def signature(secret: str, body: bytes) -> str:
    """`sha256=` and the HMAC of `body` in hex: what the receiver computes too, and compares in constant time."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
