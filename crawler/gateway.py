"""A proxy on loopback through which the browser must go: it connects only where the gate lets it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from urllib.parse import urlsplit, urlunsplit

from crawler.gate import PrivateAddressError, socket_factory

MAX_BYTES = 32 * 1024 * 1024
"""Of one connection, in each direction."""
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
_HEAD = 64 * 1024
_CHUNK = 64 * 1024


class Gateway:
    """An HTTP proxy (RFC 9110, 9.3.6 CONNECT, and absolute-form requests) for this machine's own browser."""

    def __init__(self, *, allow_private: bool) -> None:
        self._make = socket_factory(allow_private)
        self._server: asyncio.Server | None = None
        self.refused = 0
        """Connections that the gate did not let through."""

    @property
    def url(self) -> str:
        """Address for the browser; only while open."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def open(self) -> None:
        """Listen; does nothing if it does already."""
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD)

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, TimeoutError)
        try:
            with contextlib.suppress(*ends):
                await self._pass_on(reader, writer)
        finally:
            writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), CONNECT_SECONDS)
        first, _, rest = head.partition(b"\r\n")
        method, target, version = first.decode("latin-1").split(" ", 2)
        parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
        port = parts.port or 80
        try:
            theirs, ours = await asyncio.wait_for(self._connect(parts.hostname or "", port), CONNECT_SECONDS)
        except (OSError, TimeoutError) as error:
            self.refused += isinstance(error, PrivateAddressError)
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        try:
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                await _ask(method, urlunsplit(("", "", parts.path or "/", parts.query, "")), version, rest, ours)
                await _answer(theirs, writer)
            await asyncio.gather(_pour(reader, ours), _pour(theirs, writer))
        finally:
            ours.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to the first address of ``host`` that the gate lets through and that answers."""
        loop = asyncio.get_running_loop()
        failure: OSError = OSError(f"{host} has no address")
        for family, kind, protocol, name, where in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            try:
                connection = self._make((family, kind, protocol, name, where))
            except PrivateAddressError as error:
                failure = error
                continue
            connection.setblocking(False)
            try:
                await loop.sock_connect(connection, where)
                return await asyncio.open_connection(sock=connection, limit=_HEAD)
            except OSError as error:
                connection.close()
                failure = error
        raise failure


async def _ask(method: str, path: str, version: str, headers: bytes, ours: asyncio.StreamWriter) -> None:
    """Send the head of a request as the server expects it."""
    kept = [line for line in headers.split(b"\r\n") if not line.lower().startswith((b"proxy-", b"connection:"))]
    ours.write(f"{method} {path} {version}\r\nConnection: close\r\n".encode("latin-1") + b"\r\n".join(kept))
    await ours.drain()


async def _answer(theirs: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send the head of the answer, and that the connection ends with it: the next request may be for another host."""
    head = await asyncio.wait_for(theirs.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
    first, *lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    writer.write(b"\r\n".join([first, b"Connection: close", *lines]))
    await writer.drain()


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Everything from one end to the other, up to `MAX_BYTES`."""
    poured = 0
    while poured < MAX_BYTES and (chunk := await source.read(_CHUNK)):
        poured += len(chunk)
        sink.write(chunk)
        await sink.drain()
    with contextlib.suppress(OSError):
        if sink.can_write_eof():
            sink.write_eof()
