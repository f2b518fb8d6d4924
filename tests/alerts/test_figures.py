"""The table of lists in a digest: what is usual, by the days that were read."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from alerts.compose import preview
from alerts.view import IssueView, ListRow
from tests.alerts.press import NOON, Press, digest, facts

DAY = timedelta(days=1)


def seen(session: Session) -> tuple[IssueView, ListRow]:
    view = preview(session, digest(), facts(), now=NOON + timedelta(hours=1)).view
    return view, next(row for row in view.rows if row.title == "Air defence")


def test_a_list_that_is_new_has_the_numbers_of_the_days_its_articles_are_of(session: Session) -> None:
    press = Press(session)
    press.read()
    for back in range(20):
        for _ in range(3):
            press.match(press.article(at=NOON - back * DAY), found=NOON)
    view, row = seen(session)
    assert (row.median, row.days) == ("3", (3,) * 14)
    assert "median of the last 14 days." in view.caption


def test_days_on_which_nothing_was_read_are_no_part_of_the_median_and_are_told(session: Session) -> None:
    press = Press(session)
    gap = (3, 4, 5, 6, 7, 8, 9, 10)
    press.read(but=gap)
    for back in (0, 1, 2, 11, 12, 13):
        press.matched(at=NOON - back * DAY)
        press.matched(at=NOON - back * DAY)
    view, row = seen(session)
    assert (row.median, row.days) == ("2", (2, 2, 2, *[None] * 8, 2, 2, 2))
    assert row.spark == "███········███"
    assert "without the 8 (·) on which nothing was read." in view.caption
    page = preview(session, digest(), facts(), now=NOON + timedelta(hours=1)).rendered.html
    assert 'aria-label="articles a day: 2 2 2 – – – – – – – – 2 2 2"' in page


def test_a_quiet_sunday_that_was_read_counts(session: Session) -> None:
    press = Press(session)
    press.read()
    press.matched(at=NOON)
    view, row = seen(session)
    assert (row.median, row.days) == ("0", (*[0] * 13, 1))
    assert "nothing was read" not in view.caption


def test_without_any_day_that_was_read_nothing_is_usual(session: Session) -> None:
    press = Press(session)
    press.match(press.article(at=NOON - 30 * DAY), found=NOON)
    view, row = seen(session)
    assert (row.median, row.spark) == ("–", "·" * 14)
    assert "without the 14 (·)" in view.caption
