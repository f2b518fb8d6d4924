"""The sample press: invented outlets on loopback, each with a port of its own, for demonstrations and tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from tocsin.demo.papers import PAPERS, Paper
from tocsin.demo.server import HOST, Answer, PressServer, Request, serve_all, stop_all
from tocsin.demo.sites import build, listed

FIRST_PORT = 8741
NOT_FOUND = b"<!doctype html><title>404</title><h1>Nothing here</h1>"
BROKEN = b"<!doctype html><title>500</title><h1>Internal Server Error</h1>"


class PressError(Exception):
    """The press cannot start; the message says why and what to do."""


class SamplePress:
    """Nine outlets (the ninth is always down), each on its own port of 127.0.0.1.

    Addresses and dates are decided at the first start and kept in `folder`/press.json: a second start has the same.
    Use it as a context manager; the outlets answer until it is left.
    """

    def __init__(self, folder: Path, now: datetime, *, first_port: int = FIRST_PORT) -> None:
        """`now` (aware) is the moment the articles' ages count from, at the first start; `first_port` 0 takes any
        free ports.

        Raises:
            PressError: the ports of an earlier start are taken by another program.
        """
        self.folder = folder
        self._state = folder / "press.json"
        self._lock = threading.Lock()
        self.log: list[Request] = []
        self._servers: dict[str, PressServer] = {}
        stored = json.loads(self._state.read_text()) if self._state.exists() else None
        try:
            if stored is None:
                self.started, self.edition = now.astimezone(UTC).replace(microsecond=0), 0
                self._bind_anywhere(first_port)
            else:
                self.started, self.edition = datetime.fromisoformat(stored["started"]), int(stored["edition"])
                self._bind(stored["ports"])
        except BaseException:
            self._close_sockets()
            raise
        self._build()
        self._save()

    def _bind(self, ports: dict[str, int]) -> None:
        for paper in PAPERS:
            port = ports[paper.id]
            try:
                self._servers[paper.id] = PressServer(port, paper.id, partial(self.answer, paper.id), self.record)
            except OSError as error:
                raise PressError(
                    f"port {port} of {HOST}, where the sample press had '{paper.name}', is taken by another program "
                    f"({error.strerror}). End that program, or delete {self.folder} to start afresh on other ports."
                ) from error

    def _bind_anywhere(self, first_port: int) -> None:
        """The first free block of ports from `first_port` on, then whatever is free."""
        for number in range(10 if first_port else 0):
            at = first_port + 20 * number
            try:
                self._bind({paper.id: at + n for n, paper in enumerate(PAPERS)})
            except PressError:
                self._close_sockets()
            else:
                return
        self._bind({paper.id: 0 for paper in PAPERS})

    def _build(self) -> None:
        self._sites = {
            paper.id: {} if paper.broken else build(paper, self.origin(paper.id), self.started, self.edition)
            for paper in PAPERS
        }

    def _save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ports = {name: server.server_port for name, server in self._servers.items()}
        state = {"started": self.started.isoformat(), "edition": self.edition, "ports": ports}
        self._state.write_text(json.dumps(state, indent=1))

    def __enter__(self) -> SamplePress:
        serve_all(self._servers.values())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop_all(self._servers.values())
        self._servers.clear()

    def _close_sockets(self) -> None:
        for server in self._servers.values():
            server.server_close()
        self._servers.clear()

    def origin(self, outlet: str) -> str:
        """``http://127.0.0.1:port`` of an outlet."""
        return f"http://{HOST}:{self._servers[outlet].server_port}"

    def address(self, outlet: str, slug: str) -> str:
        """The canonical address of an article."""
        paper = next(paper for paper in PAPERS if paper.id == outlet)
        return self.origin(outlet) + paper.article.format(slug=slug)

    def answer(self, outlet: str, path: str) -> Answer:
        """What the outlet answers at `path`; queries are ignored, as most sites do."""
        broken = next(paper for paper in PAPERS if paper.id == outlet).broken and path != "/robots.txt"
        body, status = (BROKEN, 500) if broken else (NOT_FOUND, 404)
        found = self._sites[outlet].get(urlsplit(path).path)
        return found or Answer(body, "text/html; charset=utf-8", self.started, status)

    def record(self, request: Request) -> None:
        """Keep a line of the log."""
        with self._lock:
            self.log.append(request)

    def advance(self) -> None:
        """Bring out the next edition: a correction appears, and an article that was not there before."""
        self.edition += 1
        self._build()
        self._save()

    def expected(self) -> dict[str, str]:
        """The text of every article that may be fetched, in the corpus format, by canonical address."""
        return {
            entry.page.url: entry.piece.expected()
            for paper in self.papers()
            for entry in listed(paper, self.origin(paper.id), self.started, self.edition)
            if not entry.piece.forbidden
        }

    def papers(self) -> Sequence[Paper]:
        """The outlets that publish (the broken one is not among them)."""
        return [paper for paper in PAPERS if not paper.broken]
