"""A press on loopback: a scriptable HTTP server that writes down every request with its time."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from hashlib import sha256
from ipaddress import IPv4Address
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Asked:
    """One request as it came in."""

    at: float
    """Seconds, monotonic."""
    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int = 0
    """What was answered; 0 where raw bytes were, and until it is."""


@dataclass(frozen=True)
class Reply:
    """An answer in the ordinary form."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    delay: float = 0.0
    """Seconds before it is sent."""
    validators: bool = False
    """Give ETag and Last-Modified, and answer 304 to whoever has it."""


@dataclass(frozen=True)
class Raw:
    """Speaks for itself on the open connection, which is closed afterwards."""

    speak: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


Answer = Reply | Raw
Script = Answer | Callable[[Asked], Answer]
"""An answer, or what makes one from the request."""


def self_signed(folder: Path) -> ssl.SSLContext:
    """TLS with a certificate for 127.0.0.1 that nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "press.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


class Press:
    """Serves ``pages`` (by path with query, else by path alone); 404 for the rest. Use as a context manager.

    Args:
        pages: Path -> answer; may be changed while it runs.
        host: Loopback address to listen on.
        tls: Speak HTTPS with this.
    """

    def __init__(
        self, pages: Mapping[str, Script] | None = None, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages: dict[str, Script] = dict(pages or {})
        self.log: list[Asked] = []
        self.connections = 0
        self.host = host
        self.port = 0
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="press", daemon=True)
        self._ready = threading.Event()
        self._writers: set[asyncio.StreamWriter] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join()

    @property
    def url(self) -> str:
        """Address without a slash at the end."""
        return f"http{'s' if self._tls else ''}://{self.host}:{self.port}"

    def paths(self, *, without_robots: bool = True) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.log if not (without_robots and asked.path == "/robots.txt")]

    def hang_up(self) -> None:
        """Break every open connection."""
        self._loop.call_soon_threadsafe(self._abort)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._talk, self.host, 0, limit=1 << 20, ssl=self._tls)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    def _stop(self) -> None:
        self._abort()
        self._loop.stop()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            # Cancelled when the press closes; asyncio's own callback would report that as a fault.
            ends = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
            with contextlib.suppress(*ends):
                while await self._answer(reader, writer):
                    pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort() if writer.transport.is_closing() else writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request; False = the connection ends."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        asked = Asked(time.monotonic(), method, path, headers)
        self.log.append(asked)
        script = self.pages.get(path, self.pages.get(path.partition("?")[0], Reply("not here", 404)))
        answer = script if isinstance(script, Reply | Raw) else script(asked)
        if isinstance(answer, Raw):
            await answer.speak(reader, writer)
            return False
        if answer.delay:
            await asyncio.sleep(answer.delay)
        # Before anybody can have read the answer: a test may look at the log as soon as the crawler has it.
        asked.status, octets = self._octets(asked, answer)
        writer.write(octets)
        await writer.drain()
        return answer.headers.get("Connection") != "close"

    @staticmethod
    def _octets(asked: Asked, reply: Reply) -> tuple[int, bytes]:
        """The status and the whole answer."""
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        headers = {"Content-Type": reply.content_type, "Date": formatdate(usegmt=True), **reply.headers}
        status = reply.status
        if reply.validators:
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            headers["ETag"] = etag
            if asked.headers.get("if-none-match") == etag:
                status, body = 304, b""
        headers.setdefault("Content-Length", str(len(body)))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return status, f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode("latin-1") + body
