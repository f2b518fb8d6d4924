"""How many articles a second the crawler stores, beside other ways to get articles from feeds.

    python -m benchmarks.crawl [--latency 0.05] [--python PATH] [--alone]
    python -m benchmarks.crawl --memory 20000

Everybody crawls the same press on loopback, in the same run, one after the other; imports and the start of processes
are counted for nobody. Tocsin gets the whole press and stores every article with all metadata in a database. The
others count what they get, which costs them less, and have as many articles of each outlet as their pace allows in a
short run (`--whole`: all of them, too). "per CPU s" is what stays true on a machine that is busy with other things.

Scrapy and trafilatura are of this environment. newspaper4k, news-please and Fundus want older versions of what Tocsin
builds on, so they live in an environment of their own, whose interpreter `--python` names; who is not installed there
is left out, and said to be:

    python3 -m venv rivals && rivals/bin/pip install newspaper4k lxml_html_clean fundus 'curl_cffi<0.14'
    rivals/bin/pip install news-please
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawling import Crawl, Figures
from benchmarks.loopback import LoopbackPress

QUIET_ROUNDS = 10
MEMORY_OUTLETS, MEMORY_STEP, SETTLED = 20, 1_000, 2_000


@dataclass(frozen=True)
class Rival:
    """Another way to get the articles.

    Args:
        module: In `benchmarks.contestants`.
        name: For people.
        package: What must be installed.
        articles: Of each outlet, unless the whole press is asked for.
        own: Runs in this environment.
    """

    module: str
    name: str
    package: str
    articles: int
    own: bool = False


RIVALS = (
    Rival("bare_scrapy", "Scrapy, trafilatura in the callback", "scrapy", 25, own=True),
    Rival("pooled_scrapy", "Scrapy, trafilatura in a pool of two", "scrapy", 50, own=True),
    Rival("trafilatura_feed", "trafilatura --feed", "trafilatura", 25, own=True),
    Rival("fundus_crawler", "Fundus, with a parser for this press", "fundus", 50),
    Rival("newspaper4k", "newspaper4k", "newspaper", 10),
    Rival("news_please", "news-please", "newsplease", 10),
)


def run_rival(rival: Rival, python: str, feeds: list[str]) -> Figures | str:
    """What the rival achieved, or why it did not run."""
    found = subprocess.run([python, "-c", f"import {rival.package}"], capture_output=True, text=True, check=False)
    if found.returncode:
        return "not installed: " + (found.stderr.strip().splitlines() or ["?"])[-1][:90]
    done = subprocess.run(
        [python, "-m", f"benchmarks.contestants.{rival.module}", *feeds], capture_output=True, text=True, check=False
    )
    if done.returncode or not done.stdout.strip():
        return "failed: " + (done.stderr.strip().splitlines() or ["?"])[-1][:90]
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def show(name: str, figures: Figures, ours: Figures | None = None) -> None:
    """One line of the table; ratios say how many times as much Tocsin did."""
    each = f"{name:<38}{figures.kept:>9}{figures.seconds:>9.1f}{figures.rate:>8.1f}{figures.per_cpu:>11.1f}"
    ratios = f"{ours.rate / figures.rate:>12.2f}x{ours.per_cpu / figures.per_cpu:>10.2f}x" if ours else ""
    print(each + ratios, flush=True)


def compare(outlets: int, articles: int, kilobytes: int, latency: float, rivals: list[tuple[Rival, str, int]]) -> None:
    """Crawl the press with Tocsin, then with ``rivals`` (each with its Python and its articles of each outlet)."""
    print(f"{outlets} outlets x {articles} articles of {kilobytes} kB, latency {latency:g} s")
    heads = ("articles", "seconds", "per s", "per CPU s", "Tocsin has", "per CPU s")
    print(f"{'':38}" + "".join(f"{head:>{width}}" for head, width in zip(heads, (9, 9, 8, 11, 13, 11), strict=True)))
    with (
        LoopbackPress(outlets + 1, articles, kilobytes, latency) as press,
        tempfile.TemporaryDirectory() as folder,
    ):
        warm, *bases = press.bases
        with Crawl(Path(folder), warm, bases, budget=articles) as crawl:
            ours = crawl.everything()
            show("Tocsin, stored with all metadata", ours)
            assert ours.kept == outlets * articles, f"only {ours.kept} of {outlets * articles} articles were stored"
            split = ", ".join(f"{what} {1000 * cpu / ours.kept:.2f}" for what, cpu in ours.parts.items())
            print(f"  CPU ms an article: {split}; together {1000 * ours.cpu / ours.kept:.2f}")
            quiet = crawl.quiet(QUIET_ROUNDS)
            print(f"  a round without news: {quiet.requests:g} requests and {quiet.milliseconds:.1f} ms of CPU a feed")
        for rival, python, most in rivals:
            got = run_rival(rival, python, [f"{base}/feed/{min(most, articles)}" for base in bases])
            if isinstance(got, str):
                print(f"{rival.name:<38}{got}")
            elif got.kept != outlets * min(most, articles):
                print(f"{rival.name:<38}{got.kept} of {outlets * min(most, articles)} articles: not comparable")
            else:
                show(rival.name, got, ours)


def memory(pages: int, kilobytes: int) -> None:
    """Crawl ``pages`` with one long-lived crawler, and print the memory of its processes on the way."""
    each = -(-pages // MEMORY_OUTLETS)
    with (
        LoopbackPress(MEMORY_OUTLETS + 1, each, kilobytes, 0, made_on_demand=True) as press,
        tempfile.TemporaryDirectory() as folder,
    ):
        warm, *bases = press.bases
        with Crawl(Path(folder), warm, bases, budget=MEMORY_STEP // MEMORY_OUTLETS) as crawl:
            print(f"{'pages':>8}{'crawler, MB':>14}{'readers, MB':>14}{'together':>12}")
            seen: list[tuple[int, float]] = []
            stored = 0
            while stored < pages and (new := crawl.everything().kept):
                stored += new
                crawler, readers = crawl.memory()
                seen.append((stored, crawler + readers))
                print(f"{stored:>8}{crawler:>14.1f}{readers:>14.1f}{crawler + readers:>12.1f}", flush=True)
    base = next(size for at, size in seen if at >= SETTLED)
    most = max(size for at, size in seen if at >= SETTLED)
    print(f"most after the first {SETTLED}: {100 * most / base - 100:+.1f} % of what it was then (10 allowed)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--articles", type=int, default=100, help="of each outlet")
    parser.add_argument("--kilobytes", type=int, default=100, help="of each page")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--rounds", type=int, default=1, help="repeat the whole")
    parser.add_argument("--alone", action="store_true", help="without the comparison")
    parser.add_argument("--whole", action="store_true", help="everybody gets the whole press (many minutes)")
    parser.add_argument("--python", default=sys.executable, help="where newspaper4k and others are installed")
    parser.add_argument("--memory", type=int, metavar="PAGES", help="measure memory over so many pages instead")
    given = parser.parse_args()
    if given.memory:
        memory(given.memory, given.kilobytes)
        return
    rivals = [
        (rival, sys.executable if rival.own else given.python, given.articles if given.whole else rival.articles)
        for rival in (() if given.alone else RIVALS)
    ]
    for _ in range(given.rounds):
        compare(given.outlets, given.articles, given.kilobytes, given.latency, rivals)


if __name__ == "__main__":
    main()
