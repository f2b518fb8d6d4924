from __future__ import annotations

from benchmarks.kills import cycles


def test_nothing_is_lost_and_no_repeat_is_unexplained_when_the_process_is_killed_at_random(database_url: str) -> None:
    outcome = cycles(6, database_url, longest=1.0)
    assert outcome.messages > 0
    assert (outcome.lost_matches, outcome.lost_messages, outcome.unexplained) == (0, 0, 0)
    assert outcome.intact
