"""A small HTTP server for stored answers: conditional requests, compression, and a log of who asked for what."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
GZIP_FROM = 1024
"""Octets from which an answer is compressed."""


@dataclass(frozen=True)
class Answer:
    """One stored answer."""

    body: bytes
    content_type: str
    modified: datetime
    """Aware; goes into Last-Modified."""
    status: int = 200


@dataclass(frozen=True)
class Request:
    """One line of a press's log."""

    at: datetime
    """When it arrived, UTC."""
    outlet: str
    method: str
    path: str
    """With the query."""
    status: int
    agent: str
    conditional: bool
    """True where it asked 'only if changed'."""


class PressServer(ThreadingHTTPServer):
    """One outlet on one port of loopback.

    Args:
        port: 0 takes any free one.
        outlet: Name for the log.
        answer: What stands at a path (with its query).
        record: Is given every request, from several threads.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self, port: int, outlet: str, answer: Callable[[str], Answer], record: Callable[[Request], None]
    ) -> None:
        self.outlet, self.answer, self.record = outlet, answer, record
        super().__init__((HOST, port), _Handler)


def serve_all(servers: Iterable[PressServer]) -> None:
    """Let each answer, in a thread of its own."""
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


def stop_all(servers: Iterable[PressServer]) -> None:
    """Let none answer any more, and give the ports back."""
    for server in servers:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PressServer
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        at = datetime.now(UTC)
        found = self.server.answer(self.path)
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"'
        status = 304 if found.status == 200 and _unchanged(self.headers, etag, found.modified) else found.status
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        agent = self.headers.get("User-Agent", "")
        self.server.record(Request(at, self.server.outlet, self.command, self.path, status, agent, conditional))
        self.send_response(status)
        if status in (200, 304):
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(found.modified, usegmt=True))
            self.send_header("Cache-Control", "max-age=0, must-revalidate")
        body = b""
        if status != 304:
            body = found.body
            self.send_header("Content-Type", found.content_type)
            if len(body) >= GZIP_FROM and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, 5, mtime=0)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing goes to standard error: the press keeps its own log."""


def _unchanged(headers: Message, etag: str, modified: datetime) -> bool:
    """RFC 9110 13.2.2: If-None-Match decides where it is given, If-Modified-Since else."""
    if (asked := headers.get("If-None-Match")) is not None:
        return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in asked.split(","))
    if (since := headers.get("If-Modified-Since")) is not None:
        try:
            return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (ValueError, TypeError):
            return False
    return False
