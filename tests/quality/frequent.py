"""How often news has a word, counted over the labelled articles.

`python -m tests.quality.frequent > monitor/frequent.txt`

A set is a world of its own with its own subjects, so no word counts for more than three of its events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from monitor.chunks import look
from monitor.outline import Extent
from tests.quality.stories import FOLDER, Labelled, load

LEAD = Extent().lead
OF_ONE_SET = 3
MIDDLING, COMMON = 3, 17
"""Events from which on a word is one that news often has, and one that any news text has."""


def worlds() -> dict[str, list[Labelled]]:
    """The labelled articles by set."""
    unseen = {file.stem: load(FOLDER / "unseen", file.stem) for file in sorted((FOLDER / "unseen").glob("*.txt"))}
    return {"": load(), **unseen}


def counted(sets: Iterable[list[Labelled]]) -> dict[int, list[str]]:
    """How much the more frequent stems and meanings tell, in quarters, and which they are."""
    total: Counter[str] = Counter()
    for records in sets:
        events: dict[str, set[str]] = defaultdict(set)
        for record in records:
            words = [word for piece in f"{record.title} {record.text}".split() for word in look(piece).words]
            for word in words[:LEAD]:
                if word.weight:
                    events[word.stem].add(record.event)
        total.update({stem: min(OF_ONE_SET, len(found)) for stem, found in events.items()})
    return {
        1: sorted(stem for stem, count in total.items() if count >= COMMON),
        2: sorted(stem for stem, count in total.items() if MIDDLING <= count < COMMON),
    }


def main() -> None:
    """Print the table."""
    print("# Stems and meanings that news often has, by how much they tell, in quarters (tests/quality/frequent.py).")
    for quarters, stems in counted(worlds().values()).items():
        for start in range(0, len(stems), 20):
            print(quarters, *stems[start : start + 20])


if __name__ == "__main__":
    main()
