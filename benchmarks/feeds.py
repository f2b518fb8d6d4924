"""How far our reading of feeds is feedparser's, what broken ones do, and what both cost.

    python -m benchmarks.feeds                             # 2,000 feeds and 10,000 damaged ones: 1-2 minutes
    python -m benchmarks.feeds --feeds 300 --broken 1000

First come some 800 small feeds, one habit of the specifications each (`tests/quality/feed_cases.txt`).
The feeds are invented (`tests/quality/feeds.py`): RSS 0.91 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1, in three
languages and seven charsets, with the habits and faults of real ones. Compared are number, title, link and date.
"""

from __future__ import annotations

import argparse
import io
import time
import warnings
from collections import Counter

import feedparser

from crawler.feeds import parse_feed
from tests.quality.feed_cases import cases, differences, otherwise
from tests.quality.feeds import URL, broken, compare, sample


def main() -> int:
    """Print agreement, each kind of deviation with an example, crashes and seconds; 1 where it falls short."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--feeds", type=int, default=2_000)
    options.add_argument("--broken", type=int, default=10_000)
    asked = options.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)
    habits = list(cases())
    unexplained = [difference for name, body in habits for difference in differences(name, body)]
    reasons = sum(bool(otherwise(name)) for name, _ in habits)
    alike = len(habits) - reasons - len(unexplained)
    print(f"{len(habits)} habits: {alike} as feedparser, {reasons} otherwise for a reason, {len(unexplained)} for none")
    made = [sample(seed) for seed in range(asked.feeds)]
    fields, faults = 0, []
    for one in made:
        count, differing = compare(one)
        fields += count
        faults += differing
    agreement = 1 - len(faults) / max(1, fields)
    wrong = [fault for fault in faults if not fault.as_written]
    unread = [fault for fault in faults if fault.field == "entries" and fault.theirs == "0"]
    read = 1 - (len(faults) - len(unread)) / max(1, fields - len(unread))
    print(f"{len(made)} feeds, {fields} fields: {agreement:.2%} as feedparser reads them")
    meant = 1 - len(wrong) / max(1, fields)
    print(f"  {read:.2%} without the feeds in which it finds nothing; {meant:.2%} as it or as meant")
    kinds = Counter((*fault.feed.split()[::2], fault.field, fault.as_written) for fault in faults)
    for kind, count in kinds.most_common(12):
        example = next(f for f in faults if (*f.feed.split()[::2], f.field, f.as_written) == kind)
        whose = "feedparser is wrong" if example.as_written else "we are wrong"
        name = " ".join(map(str, kind[:-1]))
        print(f"  {count:5} {name}, {whose}: {example.ours[:50]!r}, feedparser {example.theirs[:50]!r}")
    bodies = [one.body for one in made if not one.name.startswith("json")]
    seconds = _seconds(lambda body: parse_feed(body, URL), bodies)
    its = _seconds(lambda body: feedparser.parse(io.BytesIO(body)), bodies)
    print(f"CPU for {len(bodies)} of them: ours {seconds:.2f} s, feedparser {its:.2f} s")
    crashes, slowest, empty = 0, 0.0, 0
    for seed in range(asked.broken):
        body = broken(seed)
        start = time.process_time()
        try:
            empty += not parse_feed(body, URL).entries
        except Exception as error:  # noqa: BLE001 - counting them is what this is for
            crashes += 1
            print(f"  damaged feed {seed}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.process_time() - start)
    print(f"{asked.broken} damaged feeds: {crashes} crashes, slowest {slowest:.2f} s of CPU, {empty} without entries")
    return 1 if crashes or unexplained or len(wrong) > 0.005 * fields else 0


def _seconds(read: object, bodies: list[bytes]) -> float:
    assert callable(read)
    start = time.process_time()
    for body in bodies:
        read(body)
    return time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
