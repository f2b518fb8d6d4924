"""What happens to every request and answer on its way through Scrapy."""

from __future__ import annotations

import zlib

from scrapy import Request
from scrapy.http import Response

from crawler.failures import FetchError

ACCEPTED = "gzip, deflate"
_WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_MAX_LAYERS = 2
_MAX_MEMBERS = 50


class UnpackMiddleware:
    """Undoes Content-Encoding within ``download_maxsize``.

    Scrapy's own hands on what could be unpacked of an answer that broke off, and half an article looks like a whole
    one; here that is an error, and the page is asked for again.
    """

    def process_request(self, request: Request) -> None:
        """Say what we can unpack."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer with its body unpacked.

        Raises:
            FetchError: Broken off, broken, too large, or packed in a way that we did not ask for.
        """
        raw = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        names = [name.strip() for name in raw.split(",") if name.strip() not in {"", "identity"}]
        if not names or not response.body:
            return response
        if len(names) > _MAX_LAYERS or not all(name in _WBITS for name in names):
            raise FetchError("encoding", f"packed as {', '.join(names)[:60]}, which was not asked for")
        body = response.body
        for name in reversed(names):
            body = unpack(body, name, int(request.meta["download_maxsize"]))
        return response.replace(body=body)


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """``body`` unpacked.

    Args:
        body: As received.
        encoding: gzip, x-gzip or deflate (with or without zlib's header, as servers do both).
        limit: Octets at most.

    Raises:
        FetchError: Kind too-big, truncated or encoding.
    """
    wbits = _WBITS[encoding]
    if encoding == "deflate" and (body[0] & 0x0F != 8 or int.from_bytes(body[:2]) % 31):
        wbits = -15
    machine = zlib.decompressobj(wbits)
    try:
        plain = machine.decompress(body, limit + 1)
        for _ in range(_MAX_MEMBERS):  # a gzip stream may have several members (RFC 1952, 2.2)
            if not (machine.eof and machine.unused_data.startswith(b"\x1f\x8b")) or len(plain) > limit:
                break
            body = machine.unused_data
            machine = zlib.decompressobj(wbits)
            plain += machine.decompress(body, limit + 1 - len(plain))
    except zlib.error as error:
        raise FetchError("encoding", f"the answer cannot be unpacked: {error}") from error
    if len(plain) > limit:
        message = f"the answer unpacks to more than {limit // 1024 // 1024} MB"
        raise FetchError("too-big", message, final=True, ours=True)
    if not machine.eof:
        raise FetchError("truncated", "the packed answer breaks off before its end", passing=True)
    return plain
