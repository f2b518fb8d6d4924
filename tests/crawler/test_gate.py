"""No connection to an address that is not public, whatever led there."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
import uvloop
from sqlalchemy import Engine, select

import crawler.gate
from crawler.database import sessions
from crawler.gate import PrivateAddressError, is_public, socket_factory
from crawler.options import CrawlOptions
from crawler.round import open_rounds
from crawler.tables import Address
from tests.crawler.conftest import AGENT, article_page, outlet, rss
from tests.fakes.press import Press, Reply


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "localhost",
        "",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_the_gate_is_at_the_socket() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))
    with pytest.raises(PrivateAddressError, match="allow_private"):
        socket_factory(allow_private=False)(info)
    socket_factory(allow_private=True)(info).close()


def test_redirects_odd_spellings_and_rebinding_reach_nothing_private(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, archive: Engine
) -> None:
    """127.0.0.2 plays the public internet; a name answers with it first and with loopback from then on."""
    monkeypatch.setattr(crawler.gate, "is_public", lambda address: address == "127.0.0.2")
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *args: Any) -> Any:
        looked_up.append(host)
        if host.endswith(".example"):
            host = "127.0.0.2" if looked_up.count(host) == 1 else "127.0.0.1"
        return real(host, *args)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with Press(host="127.0.0.2") as press, Press() as inside:
        port = inside.port
        traps = [
            f"http://127.0.0.1:{port}/a",
            f"http://2130706433:{port}/b",
            f"http://0x7f000001:{port}/c",
            f"http://0177.0.0.1:{port}/d",
            f"http://127.1:{port}/e",
            f"http://[::ffff:127.0.0.1]:{port}/f",
            f"http://localhost:{port}/g",
            f"{press.url}/leads-inside",
            f"http://twice.example:{press.port}/once",
            f"http://twice.example:{port}/again",
        ]
        press.pages["/leads-inside"] = Reply(status=302, headers={"Location": f"http://127.0.0.1:{port}/secret"})
        press.pages["/once"] = Reply(article_page("Told by a name"), headers={"Connection": "close"})
        press.pages["/feed"] = Reply(rss([(link, link) for link in traps]), content_type="application/rss+xml")
        paper = outlet(feeds=[f"{press.url}/feed"], allow_private=False)
        events: list[dict[str, Any]] = []

        async def story() -> None:
            options = CrawlOptions(database=sqlite_url, user_agent=AGENT, workers=1, seconds=5, patience=1)
            async with open_rounds(options, events.append) as rounds:
                await rounds.run("round", [paper], options)

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(story())
        assert inside.connections == 0
        assert press.connections > 0
    with sessions(archive)() as session:
        states = {row.url: (row.state, row.reason) for row in session.scalars(select(Address))}
    refused = [url for url, (state, _) in states.items() if state == "refused"]
    assert len(refused) >= 8, states
