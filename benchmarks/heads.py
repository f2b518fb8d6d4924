"""How exactly titles, authors and dates are read from invented heads and bylines: `python -m benchmarks.heads`.

Prints shares for each wave (`tests/quality/heads`), those of trafilatura's defaults beside them, and every fault.
"""

from __future__ import annotations

import argparse
import sys

import trafilatura

from crawler.text import folded
from tests.quality.heads import WAVES, Head, Reading, heads, read


def main() -> int:
    """Print the table and the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("waves", nargs="*", type=_wave, default=WAVES, help="of " + ", ".join(WAVES))
    chosen = parser.parse_args().waves
    print(
        f"{'wave':<10}{'heads':>6}{'title':>8}{'author':>8}{'day':>8}{'instant':>9}   trafilatura: title, author, day"
    )
    faults: list[str] = []
    for wave in chosen:
        readings = [read(head) for head in heads(wave)]
        shares = [_share([getattr(one, field) for one in readings]) for field in ("title", "author", "day", "instant")]
        theirs = [_share(list(column)) for column in zip(*map(_trafilatura, heads(wave)), strict=True)]
        print(f"{wave:<10}{len(readings):>6}" + "".join(f"{share:>8}" for share in shares) + "    " + ", ".join(theirs))
        faults += [fault for reading in readings for fault in _faults(reading)]
    print("\n".join(faults))
    return 0


def _wave(name: str) -> str:
    if name not in WAVES:
        raise argparse.ArgumentTypeError(f"no wave '{name}'; there are {', '.join(WAVES)}")
    return name


def _share(right: list[bool]) -> str:
    return f"{sum(right) / len(right):.1%}"


def _faults(reading: Reading) -> list[str]:
    head, found = reading.head, reading.found
    wrong = []
    if not reading.title:
        wrong.append(f"{head.name}: title {found.title!r}, wanted {head.title!r}")
    if not reading.author:
        wrong.append(f"{head.name}: authors {found.authors}, wanted {head.authors}")
    if not reading.instant:
        wrong.append(f"{head.name}: {'time' if reading.day else 'day'} {found.published}, wanted {head.published}")
    return wrong


def _trafilatura(head: Head) -> tuple[bool, bool, bool]:
    found = trafilatura.bare_extraction(head.html, url=head.url, with_metadata=True)
    if found is None or isinstance(found, dict):
        return False, False, False
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return (
        found.title == head.title,
        sorted(map(folded, authors)) == sorted(map(folded, head.authors)),
        found.date == head.published.isoformat()[:10],
    )


if __name__ == "__main__":
    sys.exit(main())
