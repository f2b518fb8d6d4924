from __future__ import annotations

import json

import pytest

from monitor.group_jsonl import group_lines

TEXT = (
    "The tanker Vela ran aground off Bandar Anzali on Tuesday with 40 sailors aboard, the harbour master Karim Sadr "
    "said. Tugs from the port of Astara reached the ship before dawn and began to pump fuel into a barge."
)


def group(*records: object) -> list[dict[str, object]]:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return [json.loads(line) for line in group_lines(lines)]


def test_copies_get_the_id_of_the_first_article_as_their_story() -> None:
    answers = group(
        {"id": "a", "title": "Aground", "text": TEXT, "outlet": "one", "published": "2026-03-10T08:00:00Z"},
        {"id": 7, "title": "Harvest", "text": "The harvest was good.", "outlet": "two", "published": "2026-03-10"},
        {"id": "c", "title": "Vela aground", "text": TEXT, "outlet": "two", "published": "2026-03-10T14:00:00+03:30"},
    )
    assert answers == [{"id": "a", "story": "a"}, {"id": 7, "story": 7}, {"id": "c", "story": "a"}]


def test_dates_and_outlets_may_be_missing() -> None:
    answers = group({"id": "a", "title": "x", "text": TEXT}, "", {"id": "b", "title": "x", "text": TEXT})
    assert [answer["story"] for answer in answers] == ["a", "a"]


def test_a_line_that_cannot_be_read_is_answered_and_the_others_go_on() -> None:
    answers = group(
        '{"id": "a", ',
        "[1]",
        {"title": "no id"},
        {"id": "b"},
        {"id": "c", "title": "x", "published": "yesterday"},
        {"id": "d", "title": "x"},
    )
    assert answers[0]["id"] is None
    assert str(answers[0]["error"]).startswith("line 1 is no JSON: ")
    assert [answer.get("error") for answer in answers[1:]] == [
        "line 2 is no JSON object",
        'line 3 has no "id"',
        "it has neither title nor text",
        "\"published\" is no ISO 8601 date: 'yesterday'",
        None,
    ]
    assert answers[5] == {"id": "d", "story": "d"}


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_day_outside_of_the_calendar_costs_only_its_line(published: str) -> None:
    answers = group({"id": "a", "title": "Quake in Peru", "published": published}, {"id": "b", "title": "x"})
    assert "outside of the calendar" in str(answers[0]["error"])
    assert answers[1] == {"id": "b", "story": "b"}


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_the_first_and_the_last_day_of_the_calendar_are_days(published: str) -> None:
    text = "Yesterday, on Sunday and on 31 December 12 people were hurt in Lima; on 1 January 14."
    records = [{"id": id_, "title": "Quake in Peru", "text": text, "published": published} for id_ in "ab"]
    assert [answer["story"] for answer in group(*records)] == ["a", "a"]


def test_a_number_too_long_to_be_read_is_told_in_words() -> None:
    (answer,) = group('{"id": "a", "title": "x", "n": ' + "9" * 5000 + "}")
    assert answer["error"] == "line 1 holds a number of more than 4300 digits"


def test_brackets_nested_too_deeply_are_told_in_words() -> None:
    answers = group('{"id": "a", "x": ' + "[" * 100_000, {"id": "b", "title": "x"})
    assert answers[0]["error"] == "line 1 is no JSON: its brackets are nested too deeply"
    assert answers[1]["story"] == "b"
