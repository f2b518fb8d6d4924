"""Rounds that overlap: an outlet that is done is free again, however long another of its round takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from crawler.database import sessions
from crawler.options import CrawlOptions, OutletReport, RoundReport
from crawler.outlets import Outlet
from crawler.tables import OutletRun
from tests.tocsin.test_scheduler import FakeCrawler, watch_of
from tocsin import work

OUTLETS = "outlets:\n" + "".join(
    f"  - {{id: {name}, name: {name}, language: en, country: GB, every: 10m, feeds: ['https://{name}.example/rss']}}\n"
    for name in ("quick", "slow")
)


class Uneven(FakeCrawler):
    """Is done with `quick` at once and says so; `slow` takes until the gate opens."""

    def round(
        self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: work.OnEvent | None = None
    ) -> RoundReport:
        assert self.gate is not None
        assert on_event is not None
        at = self.clock()
        for outlet in sorted(outlets, key=lambda one: one.id):
            self.looks.append((outlet.id, at))
            if outlet.id == "slow":
                assert self.gate.wait(120)
            with sessions(self.house.engine).begin() as session:
                session.add(OutletRun(round="r", outlet=outlet.id, started=at, finished=self.clock()))
            on_event({"event": "outlet", "outlet": outlet.id})
        return RoundReport([OutletReport(outlet.id) for outlet in outlets])


def test_an_outlet_that_is_done_does_not_wait_for_a_slow_one_of_its_round(tmp_path: Path, database_url: str) -> None:
    watch = watch_of(tmp_path, database_url, outlets=OUTLETS)
    crawler = Uneven(watch.house, watch.clock, gate=threading.Event())
    watch.daemon._crawler = crawler
    assert crawler.gate is not None
    first = threading.Thread(target=watch.daemon.crawl)
    first.start()
    while len(crawler.looks) < 2:
        assert first.is_alive()
        time.sleep(0.01)

    watch.clock.advance(minutes=10)
    watch.daemon.crawl()
    assert [name for name, _ in crawler.looks] == ["quick", "slow", "quick"], "the slow one is left to its round"

    crawler.gate.set()
    first.join()
    watch.daemon.crawl()
    assert [name for name, _ in crawler.looks] == ["quick", "slow", "quick", "slow"]
    assert not watch.daemon._busy
    watch.house.engine.dispose()


def test_the_end_of_a_round_leaves_an_outlet_to_the_round_that_has_it_now(tmp_path: Path, database_url: str) -> None:
    watch = watch_of(tmp_path, database_url, outlets=OUTLETS)
    with watch.daemon._claimed() as first:
        watch.daemon._free(first, "quick")
        with watch.daemon._claimed() as second:
            assert [outlet.id for outlet in second] == ["quick"]
            watch.daemon._free(first, "quick", "slow")
            with watch.daemon._claimed() as third:
                assert [outlet.id for outlet in third] == ["slow"]
    watch.house.engine.dispose()
