"""Keeps article pages as they came, as WARC files (ISO 28500), one a day."""

from __future__ import annotations

import asyncio
import io
import os
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.fetch import Fetched


class Archive:
    """Appends to ``folder/YYYY-MM-DD.warc.gz``; each record is its own gzip member, and written as a whole.

    Raises:
        OSError: From `add`, where the file cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = asyncio.Lock()

    async def add(self, fetched: Fetched) -> None:
        """Append one page."""
        async with self._lock:
            await asyncio.get_running_loop().run_in_executor(None, self._append, fetched)

    def _append(self, fetched: Fetched) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        headers = [(name, value) for name, value in fetched.headers.items() if name not in {"content-length"}]
        member = io.BytesIO()
        writer = WARCWriter(member, gzip=True)
        record = writer.create_warc_record(
            fetched.url,
            "response",
            payload=io.BytesIO(fetched.body),
            http_headers=StatusAndHeaders(f"{fetched.status} OK", headers, protocol="HTTP/1.1"),
        )
        writer.write_record(record)
        with (self._folder / f"{datetime.now(UTC):%Y-%m-%d}.warc.gz").open("ab", buffering=0) as file:
            _append_whole(file, member.getbuffer())


def _append_whole(file: io.FileIO, octets: memoryview) -> None:
    """All of it or nothing: behind half a member, those that come later could not be read."""
    end = file.seek(0, os.SEEK_END)
    try:
        while octets:
            octets = octets[file.write(octets) :]
    except OSError:
        file.truncate(end)
        raise
