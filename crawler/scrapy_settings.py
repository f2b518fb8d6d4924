"""The settings of the one Scrapy crawl. What is not the default says why."""

from __future__ import annotations

from typing import Any

from crawler.fetch import LIST_BYTES, PAGE_BYTES


def scrapy_settings(user_agent: str, chromium: str) -> dict[str, Any]:
    """Settings for a crawl that presents itself as ``user_agent``; ``chromium`` is the browser's path."""
    handler = "crawler.download.GatedDownloadHandler"
    return {
        "TWISTED_REACTOR_ENABLED": False,  # plain asyncio with the aiohttp handler downloads 1.7 times as much
        "USER_AGENT": user_agent,
        "TOCSIN_CHROMIUM": chromium,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        },
        # Only what may be fetched can be fetched: no file:, data:, ftp: or s3:.
        "DOWNLOAD_HANDLERS_BASE": {"http": handler, "https": handler},
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "file": None, "data": None, "ftp": None, "s3": None},
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": PAGE_BYTES,
        "DOWNLOAD_WARNSIZE": LIST_BYTES,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "URLLENGTH_LIMIT": 2_000,
        # Pace, robots.txt, redirects and second tries are decided in one place each (traffic, robots, fetch):
        # Scrapy's own ignore Retry-After and Crawl-delay, take robots.txt 5xx for a permission and retry at once.
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1_000,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "crawler.middlewares.UnpackMiddleware": 590,
        },
        # Nothing of one site reaches another, and no list of suffixes is downloaded behind our back.
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "REFERER_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        # No doors: the telnet console and the remote control are open by default.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "EXTENSIONS_BASE": {},
        "LOG_LEVEL": "WARNING",
        "LOG_ENABLED": False,  # the process configures logging itself
        "CONCURRENT_ITEMS": 4,
    }
