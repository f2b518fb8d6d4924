"""Draws pages of outlets with `render: browser` in the system's Chromium, every connection of which passes our gate.

scrapy-playwright needs Twisted's reactor, which the crawl does without; Playwright itself is all that is used here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.failures import FetchError
from crawler.gate import PrivateAddressError
from crawler.gateway import Gateway

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright, Route

PAGES = 2
"""Drawn at a time; each is a process of some 100 MB."""
SETTLE_SECONDS = 5.0
"""After the page is there, its scripts have so long to bring the text."""
_UNSEEN = frozenset({"image", "media", "font", "websocket", "manifest"})
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-first-run",
)


class BrowserError(FetchError):
    """The browser cannot be used at all; says what to install."""

    def __init__(self, message: str) -> None:
        super().__init__("browser", message, ours=True, host_wide=True)


class Drawer:
    """One browser, started with the first page that needs it.

    Args:
        chromium: Path of the executable.
        user_agent: Honest, as everywhere.
    """

    def __init__(self, chromium: str, user_agent: str) -> None:
        self._chromium = chromium
        self._user_agent = user_agent
        self._gateways = {allowed: Gateway(allow_private=allowed) for allowed in (False, True)}
        self._places = asyncio.Semaphore(PAGES)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def draw(self, request: Request) -> Response:
        """The page at ``request.url`` after its scripts have run.

        Raises:
            FetchError: It could not be drawn; BrowserError where there is no browser.
        """
        allowed = bool(request.meta.get("allow_private", False))
        seconds = float(request.meta["download_timeout"])
        async with self._places:
            browser = await self._running()
            gateway = self._gateways[allowed]
            await gateway.open()
            context = await browser.new_context(
                user_agent=self._user_agent,
                accept_downloads=False,
                service_workers="block",
                proxy={"server": gateway.url, "bypass": "<-loopback>"},
            )
            try:
                async with asyncio.timeout(seconds):
                    return await self._page(context, request, gateway)
            except TimeoutError as error:
                raise FetchError("timeout", f"the page could not be drawn in {seconds:g} s") from error
            finally:
                await context.close()

    async def close(self) -> None:
        """End the browser and its gateways."""
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
        for gateway in self._gateways.values():
            await gateway.close()

    async def _page(self, context: BrowserContext, request: Request, gateway: Gateway) -> Response:
        from playwright.async_api import Error  # noqa: PLC0415  (an extra)
        from playwright.async_api import TimeoutError as Late  # noqa: PLC0415

        page = await context.new_page()
        await page.route("**/*", _without_pictures)
        refused = gateway.refused
        try:
            answer = await page.goto(request.url, wait_until="domcontentloaded", timeout=0)
            with contextlib.suppress(Late):
                await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1000)
            html = await page.content()
        except Error as error:
            if gateway.refused > refused:
                raise PrivateAddressError(request.url) from error
            raise FetchError("browser", f"the page could not be drawn: {error.message.splitlines()[0]}") from error
        if answer is None:
            raise FetchError("browser", "the page gave no answer")
        if len(html) > int(request.meta["download_maxsize"]):
            raise FetchError("too-big", "the page as drawn is larger than is read of any page", final=True, ours=True)
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if retry := answer.headers.get("retry-after"):
            headers["Retry-After"] = retry
        return HtmlResponse(page.url, status=answer.status, headers=headers, body=html.encode(), request=request)

    async def _running(self) -> Browser:
        async with self._starting:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            try:
                from playwright.async_api import Error, async_playwright  # noqa: PLC0415  (an extra)
            except ImportError as error:
                wanted = "'render: browser' needs the extra 'browser': pip install '.[browser]' in the checkout"
                raise BrowserError(wanted) from error
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            try:
                self._browser = await self._playwright.chromium.launch(
                    executable_path=self._chromium,
                    chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to sandbox itself for root
                    args=list(_QUIET),
                )
            except Error as error:
                said = error.message.splitlines()[0]
                raise BrowserError(f"{self._chromium} cannot be started ({said}); install Debian's chromium") from error
            return self._browser


async def _without_pictures(route: Route) -> None:
    """Only what may bring text is loaded."""
    pass_on: Callable[[], Awaitable[Any]] = route.abort if route.request.resource_type in _UNSEEN else route.continue_
    await pass_on()
