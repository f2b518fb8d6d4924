"""Scrapy's downloader for asyncio, behind the gate and with limits on everything an answer may consist of."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawler.browser import Drawer
from crawler.gate import socket_factory

RESOLVER_THREADS = 32
"""A name server that does not answer keeps a thread for as long as the system waits; the others go on."""
DNS_SECONDS = 300
KEEPALIVE_SECONDS = 30
MAX_HEADERS = 100
MAX_HEADER_LINE = 8_190


class _Resolver(AbstractResolver):
    """The system's name resolution in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(RESOLVER_THREADS, thread_name_prefix="dns")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, 0, socket.AI_ADDRCONFIG)
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(where[0]),
                port=int(where[1]),
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, where in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class _BodilessRequest(aiohttp.ClientRequest):
    """Says nothing of a body where there is none; some guards take a GET with a length for an attack."""

    def __init__(self, *args: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, data=data or None, **kwargs)


class _LimitedHandler(AiohttpDownloadHandler):
    """One pool of connections, to public addresses only or to any."""

    experimental = False  # tested here against what HAZARDS of the open web do to it

    def __init__(self, crawler: Crawler, *, allow_private: bool) -> None:
        super().__init__(crawler)
        self._replaced = self._session
        connector = aiohttp.TCPConnector(
            resolver=_Resolver(),
            socket_factory=socket_factory(allow_private),
            limit=0,
            limit_per_host=0,
            ttl_dns_cache=DNS_SECONDS,
            keepalive_timeout=KEEPALIVE_SECONDS,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            request_class=_BodilessRequest,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_headers=MAX_HEADERS,
            max_line_size=MAX_HEADER_LINE,
            max_field_size=MAX_HEADER_LINE,
            trust_env=False,
        )
        # Where a kept connection breaks, aiohttp would repeat the request at once, past every pause.
        self._session._retry_connection = False

    @staticmethod
    def _extract_headers(response: _ClientResponse) -> Headers:
        """The headers as octets: file names and the like come in any encoding, and aiohttp's text of them in none."""
        return Headers(list(response.raw_headers))

    async def close(self) -> None:
        await self._replaced.close()
        await super().close()


class GatedDownloadHandler(BaseDownloadHandler):
    """http and https. ``request.meta['allow_private']`` opens the gate; connections are never shared across it."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._drawer = Drawer(crawler.settings["TOCSIN_CHROMIUM"], crawler.settings["USER_AGENT"])
        self._handlers = {allowed: _LimitedHandler(crawler, allow_private=allowed) for allowed in (False, True)}

    async def download_request(self, request: Request) -> Response:
        """The answer to ``request``, within ``download_timeout`` seconds and ``download_maxsize`` octets.

        With ``request.meta['render']``, the page as the browser draws it.
        """
        if request.meta.get("render"):
            return await self._drawer.draw(request)
        handler: Any = self._handlers[bool(request.meta.get("allow_private", False))]
        response: Response = await handler.download_request(request)
        return response

    async def close(self) -> None:
        """Close every connection, and the browser."""
        await self._drawer.close()
        for handler in self._handlers.values():
            await handler.close()
