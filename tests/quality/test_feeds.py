"""Our reading of feeds against feedparser's, and damaged feeds; `python -m benchmarks.feeds` takes thousands."""

from __future__ import annotations

import pytest

from crawler.feeds import parse_feed
from tests.quality.feed_cases import cases, differences
from tests.quality.feeds import FORMATS, URL, broken, compare, sample


def test_titles_links_and_dates_are_as_feedparser_reads_them_or_as_they_were_meant() -> None:
    made = [sample(seed) for seed in range(150)]
    assert {one.name.split()[0] for one in made} == set(FORMATS)
    assert [fault for one in made for fault in compare(one)[1] if not fault.as_written] == []


@pytest.mark.cpu_seconds(60)
def test_damaged_feeds_raise_nothing_and_cost_little() -> None:
    for seed in range(400):
        parse_feed(broken(seed), URL)


def test_every_habit_of_the_specifications_is_read_as_feedparser_reads_it_or_for_a_reason_otherwise() -> None:
    read = list(cases())
    assert len(read) >= 800
    assert [difference for name, body in read for difference in differences(name, body)] == []
