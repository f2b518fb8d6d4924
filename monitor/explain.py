"""Why a watchlist did not pass, in plain words. Pure: facts in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.document import QueryResult

NO_QUERY: Final = "no query holds"


def why_not(
    *,
    filtered: str,
    missing: Sequence[str],
    dropped: str,
    held: Sequence[QueryResult],
    score: float,
    threshold: float,
    masked: Sequence[tuple[str, str]],
    rejected: Sequence[tuple[str, str]],
) -> tuple[str, ...]:
    """Reasons, the decisive ones first.

    `filtered`: a language or outlet filter that kept the list away. `missing`: gates of `needs` that were not met.
    `dropped`: what `drop_if` found. `held`: queries that hold. `masked`: (query, phrase that covers it).
    `rejected`: (form seen, why it does not count).
    """
    reasons: list[str] = []
    if filtered:
        reasons.append(filtered)
    reasons += [f"gate missing: the article does not mention {gate}" for gate in missing]
    if dropped:
        reasons.append(f"dropped: the article has '{dropped}' (drop_if)")
    if not held:
        reasons.append(NO_QUERY)
    elif not reasons:
        reasons.append(f"below threshold by {threshold - score:.2f}: {score:.2f} of {threshold:g}")
    holding = {result.query for result in held}
    reasons += [f"{query}: masked by '{phrase}'" for query, phrase in masked if query not in holding]
    reasons += [f"'{form}' does not count: {why}" for form, why in rejected]
    return tuple(dict.fromkeys(reasons))
