"""How surprising a day's count is: against the days before, their weekdays, and their own ups and downs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from statistics import fmean

HISTORY = 28
"""Days of comparison."""
SURPRISE = 0.001
"""A day as large as this happens by chance less than once in a thousand."""
CHANCE = 0.02
"""False alarms a day, at most, of all that is looked at together: with many entities each has to surprise more."""
LEAST = 3
"""Fewer articles in a day are never a burst."""
TIMES = 1.5
"""However sure, a burst is also this many times the expected number."""
PRIOR = 2.0
"""Weight, in weeks, of the mean of all days in the expectation of one weekday."""
FLOOR = 0.15
"""Least expected number a day: what was never met before would else surprise at any count."""
TRUST = 7.0
"""Weight, in days, of "plain chance" in what is taken for the usual ups and downs."""


@dataclass(frozen=True, slots=True)
class Burst:
    """One day's count against its history."""

    expected: float
    dispersion: float
    """Variance over mean: 1 for plain chance, more where articles come in clusters, or little is known."""
    p: float
    """Probability of so many or more, if nothing had changed."""
    is_burst: bool


def tail(count: int, expected: float, dispersion: float = 1.0) -> float:
    """P(X >= count) for a Poisson number whose mean itself varies (by a gamma law), so that its variance is
    `dispersion` times its mean `expected`; with 1, the Poisson tail: the sum over i >= count of e^-m m^i / i!
    (the "Poisson surprise", Legéndy and Salcman, J. Neurophysiol. 53, 1985, before the logarithm)."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    # Summed from `count` upwards (in logarithms at first): exact far out in the tail, where 1 - sum would be 0.
    share = 1 - 1 / dispersion if dispersion > 1.001 else 0.0
    if share:
        size = expected / (dispersion - 1)
        start = lgamma(count + size) - lgamma(size) - size * log(dispersion) + count * log(share)
    else:
        start = count * log(expected) - expected
    term = total = exp(start - lgamma(count + 1))
    i = count
    while i < expected or term > total * 1e-12:
        i += 1
        term *= share * (i - 1 + size) / i if share else expected / i
        total += term
    return min(1.0, total)


def burst(count: int, history: Sequence[Sequence[int | None]], *, among: int = 1) -> Burst:
    """Is `count` far more than usual on this day of the week?

    Each source is expected to bring what it brought on the same weekday, drawn towards the mean of all its days:
    m = (sum of same weekdays + PRIOR * mean) / (number of same weekdays + PRIOR); days on which it was not read say
    nothing. How much the sums scatter about their expectations (Pearson's chi square over its degrees of freedom)
    widens the tail, and so does how few weeks there are to expect from.

    Args:
        history: for each source the counts of the days before, oldest first, the last is yesterday; None where it was
            not read that day. All of one length.
        among: how many lists and entities are judged beside this one.
    """
    sources = [source[-HISTORY:] for source in history]
    usual = [_usual(source) for source in sources]
    known = sum(one[0] for one in usual)
    expected = max(FLOOR, known)
    scatter, weeks = _scatter(sources, usual)
    dispersion = scatter * (1 + known / expected / (weeks + PRIOR))
    p = tail(count, expected, dispersion)
    surprising = count >= LEAST and p < min(SURPRISE, CHANCE / among)
    return Burst(expected, dispersion, p, surprising and count >= TIMES * expected)


def _usual(source: Sequence[int | None]) -> tuple[float, ...]:
    """Expected number by how many days ago, modulo seven: the first is that of the day itself."""
    read = [one for one in source if one is not None]
    if not read:
        return (0.0,) * 7
    mean = fmean(read)
    found = []
    for back in range(7):
        same = [one for one in source[-back or -7 :: -7] if one is not None] if len(source) >= (back or 7) else []
        found.append((sum(same) + PRIOR * mean) / (len(same) + PRIOR))
    return tuple(found)


def _scatter(sources: Sequence[Sequence[int | None]], usual: Sequence[tuple[float, ...]]) -> tuple[float, float]:
    """Variance over mean about what is usual, at least 1; and how many weeks it is known from."""
    length = max(map(len, sources), default=0)
    chi, days = 0.0, 0
    for back in range(1, length + 1):
        read = [(source[-back], one[back % 7]) for source, one in zip(sources, usual, strict=True)]
        known = [(number, mean) for number, mean in read if number is not None]
        if known:
            days += 1
            mean = max(FLOOR, sum(one for _, one in known))
            chi += (sum(number for number, _ in known) - mean) ** 2 / mean
    weeks = days / 7
    fitted = 1 + 6 * weeks / (weeks + PRIOR)  # one mean, and as much of six weekdays as they were let have their way
    return max(1.0, (chi + TRUST) / (max(0.0, days - fitted) + TRUST)), weeks
