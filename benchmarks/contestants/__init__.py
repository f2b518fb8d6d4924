"""Other ways to get articles from feeds, each run as a program of its own by `benchmarks.crawl`.

    python -m benchmarks.contestants.bare_scrapy FEED...

Each gets every article of each FEED and prints one line of JSON; see `contest`. Only this module and the
contestant's own package are imported, so that any Python may run it.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence

_LINK = re.compile(r"<link>([^<]+)</link>")


def contest(run: Callable[[Sequence[str]], int]) -> None:
    """Run a contestant on the feeds of the command line, and print how many articles with a text it got (`kept`), in
    how many `seconds`, at how many seconds of `cpu` in all its processes. Imports are not counted."""
    feeds = sys.argv[1:]
    began, before = time.perf_counter(), _cpu()
    kept = run(feeds)
    seconds, cpu = time.perf_counter() - began, _cpu() - before
    print(json.dumps({"kept": kept, "seconds": seconds, "cpu": cpu}), flush=True)


def links_of(feed: str) -> list[str]:
    """The articles of a feed, for contestants that read none."""
    with urllib.request.urlopen(feed) as answer:  # a loopback address of ours
        return _LINK.findall(answer.read().decode())


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
