"""Outlets on loopback that go on publishing, and write down who asked for what, from when to when."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

from benchmarks.loopback import article, feed
from benchmarks.press_process import PressProcess

LISTED = 200
"""Newest articles in a feed."""


@dataclass(frozen=True)
class Asked:
    """One request, as the press saw it."""

    outlet: int
    path: str
    agent: str
    began: float
    ended: float
    """Seconds since the epoch; when the answer was sent, or the asker gone."""
    status: int


class GrowingPress(PressProcess):
    """Outlets on ports of their own; ``with`` starts and ends the process.

    Args:
        outlets: How many.
        gap: Seconds between two articles of an outlet; None: it brings out what `publish` says.
        latency: Seconds before each answer.
        log: JSON lines of `Asked`.
    """

    def __init__(self, outlets: int, gap: float | None, latency: float, log: Path) -> None:
        super().__init__(_serve, outlets, gap, latency, log)
        self._log = log

    def publish(self, articles: int) -> None:
        """Let each outlet have so many articles from now on."""
        self._pipe.send(articles)
        self._pipe.recv()

    def close_the_desk(self) -> list[int]:
        """Publish nothing more; how many articles each outlet has."""
        self._pipe.send("enough")
        published: list[int] = self._pipe.recv()
        return published

    def asked(self) -> list[Asked]:
        """Every request so far, by its end."""
        with self._log.open(encoding="utf-8") as lines:
            return [Asked(**json.loads(line)) for line in lines]


class _Outlet:
    def __init__(self, number: int, gap: float | None, latency: float, log: IO[str]) -> None:
        self.number, self.gap, self.latency, self.log = number, gap, latency, log
        self.base = ""
        self.began = time.monotonic() - (gap * number / 7 % gap if gap else 0)
        self.ended: float | None = None
        self.published = 1

    @property
    def articles(self) -> int:
        if self.gap is None:
            return self.published
        return 1 + int(((self.ended or time.monotonic()) - self.began) / self.gap)

    def page(self, path: str, known: str) -> tuple[int, str, bytes]:
        if path == "/feed":
            tag = f'"{self.articles}"'
            return (304, tag, b"") if known == tag else (200, tag, feed(self.base, self.articles, LISTED).encode())
        name = path.removeprefix("/story/")
        if name.isdigit() and int(name) < self.articles:
            return 200, "", article(self.number, int(name), 12).encode()
        return 404, "", b""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while True:
                lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                began = time.time()
                names = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
                headers = {name.lower(): value for name, value in names.items()}
                path = lines[0].split(" ")[1]
                status, tag, body = self.page(path, headers.get("if-none-match", ""))
                try:
                    await asyncio.sleep(self.latency)
                    kind = "application/rss+xml" if path == "/feed" else "text/html; charset=utf-8"
                    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                    writer.write((head + (f"ETag: {tag}\r\n" if tag else "") + "\r\n").encode() + body)
                    await writer.drain()
                finally:
                    asked = Asked(self.number, path, headers.get("user-agent", ""), began, time.time(), status)
                    self.log.write(json.dumps(asdict(asked)) + "\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def _serve(pipe: Connection, outlets: int, gap: float | None, latency: float, log: Path) -> None:
    async def run() -> None:
        with log.open("a", encoding="utf-8", buffering=1) as diary:
            houses = [_Outlet(number, gap, latency, diary) for number in range(outlets)]
            servers = [await asyncio.start_server(house.talk, "127.0.0.1", 0) for house in houses]
            ports = [server.sockets[0].getsockname()[1] for server in servers]
            for house, port in zip(houses, ports, strict=True):
                house.base = f"http://127.0.0.1:{port}"
            pipe.send(ports)
            while isinstance(order := await asyncio.to_thread(pipe.recv), int):
                for house in houses:
                    house.published = order
                pipe.send(order)
            for house in houses:
                house.ended = time.monotonic()
            pipe.send([house.articles for house in houses])
            await asyncio.Event().wait()

    asyncio.run(run())
