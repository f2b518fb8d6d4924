"""What ten thousand outlets and a million articles a day cost, each sum derived from something measured here.

    python -m benchmarks.limits [OUTLETS] [ARTICLES-A-DAY] [SAMPLE]

SAMPLE articles of three kilobytes, one in ten of them on the beat, go through storing and screening on SQLite and on a
PostgreSQL of its own (from the installed binaries); looks, due outlets, source health, jobs and connections are
measured beside it. Seconds are CPU seconds of this machine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.piece_costs import LOOKS_A_DAY, Measured, measure
from benchmarks.starting import Argument, own_postgres, positional

DAYS_OF_LOOKS = 35


def sums(m: Measured, outlets: int, articles: int) -> list[tuple[str, str, str]]:
    """What, how much, and from which measurement."""
    a_second, looks_a_second = articles / 86_400, outlets * LOOKS_A_DAY / 86_400
    kept = outlets * LOOKS_A_DAY * DAYS_OF_LOOKS
    jobs = looks_a_second * 2 + 1  # a look each, screening after most looks, sending now and then
    day = articles / 1e9
    return [
        ("articles a second", f"{a_second:.1f}", f"{articles:,} a day"),
        ("looks a second", f"{looks_a_second:.1f}", f"{outlets:,} outlets, every half hour"),
        ("a day, PostgreSQL", f"{day * m.article_postgresql:.1f} GB", f"{m.article_postgresql:,.0f} bytes an article"),
        ("a day, SQLite", f"{day * m.article_sqlite:.1f} GB", f"{m.article_sqlite:,.0f} bytes an article"),
        ("rows of looks, kept", f"{kept / 1e6:.1f} million", f"{DAYS_OF_LOOKS} days"),
        ("looks, PostgreSQL", f"{kept * m.look_postgresql / 1e9:.1f} GB", f"{m.look_postgresql:.0f} bytes a look"),
        ("looks, SQLite", f"{kept * m.look_sqlite / 1e9:.1f} GB", f"{m.look_sqlite:.0f} bytes a look"),
        ("jobs a second", f"{jobs:.1f}", f"at most {1 / (m.deferred + m.done):.0f} a core, PostgreSQL included"),
        (
            "cores for the queue",
            f"{jobs * (m.deferred + m.done):.3f}",
            f"{m.deferred * 1e3:.1f} + {m.done * 1e3:.1f} ms a job",
        ),
        ("cores for extraction", f"{a_second * m.extraction:.2f}", f"{m.extraction * 1e3:.1f} ms a page of 82 kB"),
        ("cores for screening", f"{a_second * m.screening:.2f}", f"{1 / m.screening:.0f} articles/s by one job"),
        ("cores to find what is due", f"{m.due / 2:.2f}", f"{m.due * 1e3:.0f} ms every 2 s"),
        ("cores for source health", f"{looks_a_second * m.health:.2f}", f"{m.health * 1e3:.1f} ms after each look"),
        ("source health at the start", f"{outlets * m.health:.0f} s", "every outlet once"),
        ("connections", f"{2 * m.scheduler} + {m.worker} a worker", "two schedulers"),
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    outlets, articles, sample = positional(
        __doc__,
        arguments,
        Argument("outlets", int, 10_000, "that are looked at"),
        Argument("articles", int, 1_000_000, "a day"),
        Argument("sample", int, 2_000, "articles that are really stored and screened"),
    )
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        measured = measure(Path(temporary), own_postgres(stack), outlets, sample)
    for what, much, whence in sums(measured, outlets, articles):
        print(f"{what:<28}{much:>18}   {whence}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
