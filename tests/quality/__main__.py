"""``python -m tests.quality`` prints precision and recall by rule, and every fault."""

from __future__ import annotations

import sys

from tests.monitor import beat
from tests.quality.labelled import UNSEEN, Tally, measure, sentences


def main() -> int:
    """Print the table; 1 where a sentence is judged wrongly."""
    labelled = [*sentences(), *sentences(UNSEEN)]
    tallies = measure(beat.ruleset(), labelled)
    print(f"{len(labelled)} sentences")
    print(f"{'rule':<32}{'right':>7}{'forbidden':>11}{'missed':>8}{'precision':>11}{'recall':>8}")
    everything = Tally()
    for rule, tally in tallies.items():
        _row(rule, tally)
        if rule != "queries held":
            everything.right += tally.right
            everything.extra += tally.extra
            everything.missed += tally.missed
    _row("entities, all rules", everything)
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _row(name: str, tally: Tally) -> None:
    print(f"{name:<32}{tally.right:>7}{tally.extra:>11}{tally.missed:>8}{tally.precision:>11.3f}{tally.recall:>8.3f}")


if __name__ == "__main__":
    sys.exit(main())
