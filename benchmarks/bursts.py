"""False alarms of `when: burst` in quiet weeks, and what it detects, by simulation.

    python -m benchmarks.bursts [WEEKS]

Every week is drawn anew, with the four weeks before it, from one weekday rhythm (weekends at two thirds) and one of
several laws: plain chance (Poisson), or numbers whose variance is 2, 3 or 5 times their mean, as when articles come in
clusters. A week counts as a false alarm when any of its seven days is called a burst. Detection: a day with 3 or 5
times the articles of its weekday. Beside it, in the same run, what the Poisson tail of one in a thousand would do.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from math import exp

from benchmarks.starting import Argument, positional
from monitor.surprise import HISTORY, LEAST, SURPRISE, Burst, burst, tail

RHYTHM = (1.1, 1.15, 1.15, 1.1, 1.06, 0.74, 0.7)
RATES = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
DISPERSIONS = (1, 2, 3, 5)
MANY = 300
"""Lists and entities that a rule without `watchlists` looks at."""


def draw(chance: random.Random, mean: float, dispersion: int) -> int:
    """A number of that mean, whose variance is `dispersion` times as large."""
    if dispersion > 1:
        mean = chance.gammavariate(mean / (dispersion - 1), dispersion - 1)
    number = 0
    while mean > 0:  # Knuth's way, in steps whose exponential does not vanish
        step, bound = min(mean, 30.0), 1.0
        mean -= step
        bound *= chance.random()
        while bound > exp(-step):
            number += 1
            bound *= chance.random()
    return number


def days(chance: random.Random, rate: float, dispersion: int, number: int) -> list[int]:
    """Counts of so many days, the first a Monday."""
    return [draw(chance, rate * RHYTHM[day % 7], dispersion) for day in range(number)]


def plain(count: int, found: Burst) -> bool:
    """The verdict of the Poisson tail alone."""
    return count >= LEAST and tail(count, found.expected) < SURPRISE


def quiet(chance: random.Random, rate: float, dispersion: int) -> tuple[bool, bool, bool]:
    """Whether a quiet week has an alarm: of one list, of one of MANY, of the Poisson tail alone."""
    drawn = days(chance, rate, dispersion, HISTORY + 7)
    one = many = poisson = False
    for day in range(HISTORY, HISTORY + 7):
        count, history = drawn[day], [drawn[day - HISTORY : day]]
        if count >= LEAST:
            found = burst(count, history)
            one |= found.is_burst
            poisson |= plain(count, found)
            many |= found.is_burst and burst(count, history, among=MANY).is_burst
    return one, many, poisson


def loud(chance: random.Random, rate: float, dispersion: int, times: int) -> tuple[bool, bool, bool]:
    """Whether a day of so many times its usual number is told: as `quiet`."""
    back = chance.randrange(7)
    drawn = days(chance, rate, dispersion, HISTORY + back)[back:]
    count = draw(chance, times * rate * RHYTHM[back], dispersion)
    found = burst(count, [drawn])
    return found.is_burst, burst(count, [drawn], among=MANY).is_burst, plain(count, found)


def _share(found: Sequence[tuple[bool, bool, bool]]) -> str:
    return "".join(f"{sum(column) / len(found):>8.1%}" for column in zip(*found, strict=True))


def main() -> None:
    (weeks,) = positional(__doc__, sys.argv[1:], Argument("weeks", int, 1000, "how many are drawn for each line"))
    chance = random.Random(1)
    print(f"{weeks} weeks each; every column: one list | one of {MANY} | the Poisson tail of {SURPRISE} alone\n")
    heads = ("quiet weeks with an alarm", "days of 3 times", "days of 5 times")
    print(f"{'a day':>6}{'variance':>10}   " + "".join(f"{head:<26}" for head in heads))
    for rate in RATES:
        for dispersion in DISPERSIONS:
            columns = [_share([quiet(chance, rate, dispersion) for _ in range(weeks)])]
            columns += [_share([loud(chance, rate, dispersion, times) for _ in range(weeks)]) for times in (3, 5)]
            print(f"{rate:>6}{dispersion:>8} x   " + "  ".join(columns), flush=True)


if __name__ == "__main__":
    main()
