"""Times for people: one rule in every command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer

from crawler.database import sessions
from tests.alerts.press import Press
from tests.tocsin.folders import make
from tocsin.cli import exits
from tocsin.cli import run as tocsin
from tocsin.cli.naming import outlet_of
from tocsin.cli.options import instant, span
from tocsin.settings import Environment
from tocsin.times import local
from tocsin.wiring import open_house

AT = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "2026-07-01 12:05 UTC"),
        ("Europe/London", "2026-07-01 13:05 +01:00"),
        ("Asia/Tehran", "2026-07-01 15:35 +03:30"),
        ("America/St_Johns", "2026-07-01 09:35 -02:30"),
        ("America/New_York", "2026-07-01 08:05 -04:00"),
    ],
)
def test_an_instant_is_written_in_the_readers_zone_with_its_distance_to_utc(zone: str, written: str) -> None:
    assert local(AT, zone) == written
    assert local(AT.astimezone(), zone) == written
    assert local(AT.replace(tzinfo=None), zone) == written


def test_no_instant_is_nothing() -> None:
    assert local(None, "UTC") == ""


def test_a_day_given_without_a_zone_is_a_day_of_the_readers() -> None:
    assert instant("2026-07-01", AT, "Asia/Tehran") == datetime(2026, 6, 30, 20, 30, tzinfo=UTC)
    assert instant("2026-07-01T00:00Z", AT, "Asia/Tehran") == datetime(2026, 7, 1, tzinfo=UTC)
    assert instant("2d", AT, "Asia/Tehran") == AT - timedelta(days=2)
    assert instant(None, AT, "UTC") is None


def test_a_range_of_days_holds_its_last_day_also_when_clocks_change() -> None:
    assert span("2026-10-25", "2026-10-25", LATE, "Europe/Berlin") == (
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
    )
    noon = span("2026-10-01", "2026-10-25T12:00", LATE, "Europe/Berlin")[1]
    assert noon == datetime(2026, 10, 25, 11, tzinfo=UTC)
    assert span(None, None, LATE, "UTC") == (None, None)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-10-05", "2026-10-01", "did you mean --since 2026-10-01 --until 2026-10-05?"),
        ("1d", "3d", "did you mean --since 3d --until 1d?"),
        ("2062-10-05", None, "is still to come"),
        ("2026-10-05", "9999-12-31", "is no date that anything can be of"),
        ("0001-01-01", None, "is no date that anything can be of"),
        ("october", None, "is neither a date"),
        ("90", None, "write 90d for as many days"),
    ],
)
def test_a_range_in_which_nothing_can_lie_is_refused(since: str, until: str | None, told: str) -> None:
    with pytest.raises(typer.BadParameter) as refused:
        span(since, until, LATE, "Asia/Tehran")
    assert told in refused.value.message


def test_every_command_writes_the_same_instant_the_same_way_and_json_has_utc(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_VAR", str(tmp_path / "var"))
    config = make(tmp_path / "config", settings="contact: https://example.org/bot\ntimezone: Asia/Tehran\n")
    house = open_house(config, Environment(var=tmp_path / "var"))
    with sessions(house.engine).begin() as session:
        press = Press(session, AT)
        press.matched("The Port Authority closed two quays", watchlist="ports", at=AT, outlet="harbour-gazette")
        press.look("harbour-gazette", AT)
    house.engine.dispose()

    def said(*arguments: str) -> str:
        capsys.readouterr()
        assert tocsin([*arguments, "--config", str(config)]) in {exits.OK, exits.PROBLEM}
        return capsys.readouterr().out

    written = "2026-07-01 15:35 +03:30"
    for command in (
        ["explain", "1"],
        ["status"],
        ["doctor"],
        ["outlet", "show", "harbour-gazette"],
        ["outlet", "show", "harbour GAZETTE"],
    ):
        assert written in said(*command), command
    assert "2026-07-01T12:05:00+00:00" in said("outlet", "show", "harbour-gazette", "--json")
    assert "2026-07-01T12:05:00+00:00" in said("status", "--json")
    for command in (["status"], ["outlet", "show", "harbour-gazette"]):
        assert "harbour-gazette" in said(*command)
        assert "Harbour Gazette" in said(*command)


def test_an_outlet_is_found_by_its_id_or_its_name_and_what_was_meant_is_said(tmp_path: Path) -> None:
    house = open_house(make(tmp_path / "config"), Environment(var=tmp_path / "var"))
    outlets = [*house.configuration.outlets]
    house.engine.dispose()
    assert outlet_of(outlets, "harbour  gazette").id == "harbour-gazette"
    with pytest.raises(Exception, match="did you mean 'harbour-gazette'"):
        outlet_of(outlets, "harbor-gazette")
    twins = [*outlets, outlets[0].model_copy(update={"id": "other"})]
    with pytest.raises(Exception, match="several outlets are called 'Harbour Gazette': harbour-gazette, other"):
        outlet_of(twins, "Harbour Gazette")
