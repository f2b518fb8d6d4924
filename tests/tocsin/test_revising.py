"""What an outlet changed in an article is told by `tocsin explain`: what went, what came, and when."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crawler.database import open_database, sessions
from crawler.items import Extracted
from crawler.restoring import restore
from crawler.store import keep
from crawler.tables import Revision
from tests.tocsin.desk import Desk
from tocsin import migrations, revising
from tocsin.cli import output

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST = "A fire broke out at the Vostok depot on Sunday.\n\nAt least three of the guards were hurt, the port said."
SECOND = FIRST.replace("three", "five") + "\n\nThe harbour master resigned in the evening."


def _kept(session: Session, texts: Sequence[str], titles: Sequence[str] = ()) -> int:
    article = 0
    for number, text in enumerate(texts):
        title = titles[number] if titles else "Fire at the depot"
        page = Extracted(title=title, standfirst="", text=text, language="en")
        article = keep(
            session, "gazette", page, url="https://gazette.example/fire", fetched=NOON + timedelta(hours=number)
        ).article_id
    session.commit()
    return article


def _shown(session: Session, article: int) -> list[str]:
    return [revising.marked(line) for line in revising.lines(revising.history(session, article))]


def test_a_change_says_what_went_what_came_and_when(session: Session) -> None:
    assert _shown(session, _kept(session, [FIRST, SECOND])) == [
        "",
        "Changed, fetched 2026-11-01 13:00 UTC (revision 2):",
        "  text: A fire broke out at the Vostok depot on Sunday.",
        "    At least [-three-]{+five+} of the guards were hurt, the port said.",
        "    {+The harbour master resigned in the evening.+}",
    ]


def test_a_new_headline_is_a_change_of_its_own(session: Session) -> None:
    shown = _shown(session, _kept(session, [FIRST, FIRST], ["Fire at the depot", "Fire at the Vostok depot"]))
    assert shown[2:] == ["  title: Fire at the {+Vostok+} depot"]


def test_a_learnt_line_that_went_or_came_back_is_no_change_of_the_outlets(session: Session) -> None:
    footer = "Printed on the quay"
    article = _kept(session, [f"{FIRST}\n\n{footer}", f"{SECOND}\n\n{footer}"])
    newest = session.query(Revision).filter_by(article_id=article, number=2).one()
    newest.text, newest.left_out = SECOND, [(0, footer)]
    session.commit()
    assert restore(session, "gazette", footer) == (None, 1)
    session.commit()
    shown = _shown(session, article)
    assert [line for line in shown if "revision" in line] == ["Changed, fetched 2026-11-01 13:00 UTC (revision 2):"]
    assert not [line for line in shown if footer in line and ("[-" in line or "{+" in line)]


def test_an_article_that_never_changed_has_nothing_to_tell(session: Session) -> None:
    article = _kept(session, [FIRST])
    assert _shown(session, article) == []
    assert revising.as_json(revising.history(session, article)) == {"revisions": 1, "changes": []}
    assert revising.history(session, article + 1) == revising.History()


def test_of_a_page_that_changes_all_day_the_newest_changes_are_told(session: Session) -> None:
    past = revising.history(session, _kept(session, [f"{FIRST} Update {hour} follows." for hour in range(9)]))
    assert past.revisions == 9
    assert [change.number for change in past.changes] == [5, 6, 7, 8, 9]


def test_the_pieces_in_json_give_both_texts_back(session: Session) -> None:
    (change,) = revising.as_json(revising.history(session, _kept(session, [FIRST, SECOND])))["changes"]
    assert change["fetched"] == "2026-11-01T13:00:00+00:00"
    assert "".join(piece["text"] for piece in change["text"] if piece["kind"] != "new") == FIRST
    assert "".join(piece["text"] for piece in change["text"] if piece["kind"] != "gone") == SECOND


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "no_color", "shown"),
    [
        (True, "", "At least \x1b[9;31mthree\x1b[0m\x1b[32mfive\x1b[0m of\n"),
        (True, "1", "At least [-three-]{+five+} of\n"),
        (False, "", "At least [-three-]{+five+} of\n"),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    terminal: bool, no_color: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_color)
    line = [("same", "At least "), ("gone", "three"), ("new", "five"), ("same", " of")]
    output.say_changed(line, revising.marked(line))
    assert stream.getvalue() == shown


def test_nothing_in_a_text_acts_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Terminal()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    output.say_changed([("new", "a\x1b[2Jb [bold]c[/bold]")], "")
    assert stream.getvalue() == "\x1b[32ma [2Jb [bold]c[/bold]\x1b[0m\n"


def test_the_command_shows_the_changes_after_the_reasons(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "config", tmp_path / "var")
    desk.run("init")
    desk.var.mkdir(exist_ok=True)
    engine = open_database(f"sqlite:///{desk.var}/tocsin.sqlite")
    migrations.upgrade(engine)
    with sessions(engine)() as session:
        number = str(_kept(session, [FIRST, SECOND]))
    engine.dispose()
    said = desk.run("explain", number).out
    assert "At least [-three-]{+five+} of the guards" in said
    assert said.index("Not passed:") < said.index("Changed, fetched")
    article = desk.run("explain", number, "--json").json()
    assert (article["text"], article["revisions"], len(article["changes"])) == (SECOND, 2, 1)
