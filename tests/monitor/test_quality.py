"""The labelled sentences of tests/quality: the matcher may not get worse on any rule."""

from __future__ import annotations

import pytest

from tests.monitor import beat
from tests.quality.labelled import UNSEEN, Tally, measure, sentences

_TALLIES = measure(beat.ruleset(), [*sentences(), *sentences(UNSEEN)])


@pytest.mark.parametrize("rule", _TALLIES)
def test_every_labelled_sentence_is_judged_as_its_label_says(rule: str) -> None:
    tally: Tally = _TALLIES[rule]
    assert tally.right or not tally.faults
    assert tally.faults == []
