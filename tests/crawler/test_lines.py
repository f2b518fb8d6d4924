"""Lines that are told by their wording."""

from __future__ import annotations

import pytest

from crawler.lines import furniture_reason


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("The post Quay closes for repairs appeared first on Harbour Gazette.", True),
        ("The post “Quay closes, again” first appeared on Harbour Gazette", True),
        (
            "The post of harbour master first appeared on the budget in 1921, and nobody has held it since the war.",
            False,
        ),
        ("The post was filled on Monday. The new master appeared first on the quay.", False),
    ],
)
def test_the_footer_that_blogs_add_to_their_feeds_is_cut_and_a_sentence_is_not(line: str, cut: bool) -> None:
    assert bool(furniture_reason(line)) is cut
