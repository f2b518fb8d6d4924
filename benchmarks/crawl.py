"""How many articles a second the crawler stores, beside a bare Scrapy spider with trafilatura in its callback.

    python -m benchmarks.crawl --outlets 20 --articles 100 --kilobytes 100 --latency 0

Every contestant runs on the same press, in the same run, one after the other; `--rounds` repeats the whole.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.loopback import LoopbackPress
from crawler.crawl import Crawler, CrawlOptions
from crawler.database import Base, open_database, sessions
from crawler.outlets import Outlet
from crawler.tables import Article

BARE = """
import sys, scrapy, trafilatura
from scrapy.crawler import CrawlerProcess
from lxml import etree

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = sys.argv[1:]
    custom_settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 4}
    kept = 0

    def parse(self, response):
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, self.article)

    def article(self, response):
        document = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        if document and document.text:
            Bare.kept += 1

process = CrawlerProcess()
process.crawl(Bare)
process.start()
print(Bare.kept)
"""


def tocsin(bases: list[str], budget: int, folder: Path, quiet_rounds: int) -> tuple[int, float, float]:
    """Articles stored, seconds for them, and CPU seconds of a round without news in the crawler's main process.

    The first of ``bases`` only warms the processes up, as they stay in the daemon.
    """
    url = f"sqlite:///{folder / 'bench.sqlite'}"
    engine = open_database(url)
    Base.metadata.create_all(engine)
    warm, *outlets = [_outlet(number, base, budget) for number, base in enumerate(bases)]
    options = CrawlOptions(database=url, user_agent="Tocsin/0 (+https://watch.example)", languages=("en",))
    with Crawler() as crawler:
        crawler.round([warm], options)  # starts the processes, which live on
        started = time.perf_counter()
        report = crawler.round(outlets, options)
        seconds = time.perf_counter() - started
        assert crawler._child is not None
        stat = Path(f"/proc/{crawler._child._process.pid}/stat")
        before = _cpu(stat)
        for _ in range(quiet_rounds):
            crawler.round(outlets, options)
        quiet = (_cpu(stat) - before) / max(1, quiet_rounds)
    with sessions(engine)() as session:
        stored = session.scalar(select(func.count()).select_from(Article).where(Article.outlet != warm.id)) or 0
    engine.dispose()
    assert stored == report.new, f"{report.new} reported, {stored} stored"
    return stored, seconds, quiet


def _outlet(number: int, base: str, budget: int) -> Outlet:
    named = {"id": f"outlet-{number}", "name": f"Outlet {number}", "language": "en", "country": "US"}
    pace = {"delay": "0", "budget": budget, "allow_private": True}
    return Outlet.model_validate({**named, **pace, "feeds": [f"{base}/feed"]})


def bare_scrapy(bases: list[str]) -> tuple[int, float]:
    """Articles extracted and seconds, process start included, as it has no other way to run again."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", BARE, *(f"{base}/feed" for base in bases)], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1]), time.perf_counter() - started


def _cpu(stat: Path) -> float:
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--articles", type=int, default=100, help="of each outlet")
    parser.add_argument("--kilobytes", type=int, default=100, help="of each page")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without the comparison")
    given = parser.parse_args()
    total = given.outlets * given.articles
    print(f"{given.outlets} outlets x {given.articles} articles of {given.kilobytes} kB, latency {given.latency:g} s")
    print(f"{'who':<34}{'articles':>10}{'seconds':>10}{'per second':>12}")
    for _ in range(given.rounds):
        with (
            LoopbackPress(given.outlets + 1, given.articles, given.kilobytes, given.latency) as press,
            tempfile.TemporaryDirectory() as folder,
        ):
            kept, seconds, quiet = tocsin(press.bases, given.articles, Path(folder), quiet_rounds=5)
            print(f"{'Tocsin, stored, all metadata':<34}{kept:>10}{seconds:>10.1f}{kept / seconds:>12.1f}")
            print(f"{'  round without news, CPU ms a feed':<44}{'':>10}{1000 * quiet / given.outlets:>12.1f}")
            assert kept == total, f"only {kept} of {total} articles were stored"
            if not given.alone:
                kept, seconds = bare_scrapy(press.bases[1:])
                print(f"{'Scrapy, trafilatura in the callback':<34}{kept:>10}{seconds:>10.1f}{kept / seconds:>12.1f}")
    print(f"peak memory of the largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
