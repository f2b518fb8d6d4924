"""`tocsin status` tells what lists hold beyond what was taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from crawler.database import open_database, sessions
from crawler.hosts import UNFINISHED, Seen, save_source
from crawler.tables import Address
from tests.tocsin.desk import Desk
from tests.tocsin.folders import make
from tocsin import migrations

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_what_was_left_alone_and_what_waits_is_told_with_what_to_do(tmp_path: Path) -> None:
    desk = Desk(make(tmp_path / "config"), tmp_path / "var")
    database = f"sqlite:///{tmp_path / 'news.sqlite'}"
    engine = open_database(database)
    migrations.upgrade(engine)
    with sessions(engine).begin() as session:
        paper = "harbour-gazette"
        save_source(session, "https://gazette.example/map", paper, Seen(200, older=48_000), now=NOW, changed=True)
        save_source(session, "https://gazette.example/rss", paper, Seen(error=UNFINISHED), now=NOW, changed=False)
        session.add(Address(url="https://gazette.example/1", fold="1", outlet=paper, state="found", found=NOW))
    engine.dispose()
    extra = {"TOCSIN_DATABASE": database}
    shown = Desk(desk.config, desk.var, extra=extra).run("status", "--config", str(desk.config)).out
    told = " ".join(shown.split())
    assert "harbour-gazette: a list has more new articles than one round takes; the next rounds take the rest." in told
    assert "48000 older articles in its lists were left alone; to fetch them: tocsin crawl harbour-gazette" in told
    assert "1 articles are found and wait" in told


def test_each_list_that_is_in_trouble_is_named_beside_those_that_do_well(tmp_path: Path) -> None:
    feeds = ", ".join(f"https://gazette.example/{name}" for name in ("good", "old", "a", "b", "c"))
    paper = f"outlets: [{{id: gazette, name: Gazette, language: en, country: GB, feeds: [{feeds}]}}]"
    config = make(tmp_path / "config", outlets=paper)
    database = f"sqlite:///{tmp_path / 'news.sqlite'}"
    engine = open_database(database)
    migrations.upgrade(engine)
    with sessions(engine).begin() as session:
        site = "https://gazette.example"
        save_source(session, f"{site}/good", "gazette", Seen(200), now=NOW, changed=True)
        save_source(session, f"{site}/old", "gazette", Seen(200, moved_to=f"{site}/new"), now=NOW, changed=True)
        for name in ("a", "b", "c"):
            save_source(session, f"{site}/{name}", "gazette", Seen(404, error="HTTP 404"), now=NOW, changed=False)
    engine.dispose()
    desk = Desk(config, tmp_path / "var", extra={"TOCSIN_DATABASE": database})
    told = " ".join(desk.run("status", "--config", str(config)).out.split())
    assert f"gazette: {site}/old has moved to {site}/new: change it in outlets.yaml" in told
    assert f"gazette: {site}/b: HTTP 404" in told
    assert f"{site}/c" not in told
    assert "gazette: 1 more of its lists is in trouble: tocsin outlet show gazette" in told
    shown = " ".join(desk.run("outlet", "show", "gazette", "--config", str(config)).out.split())
    assert all(f"{site}/{name}" in shown for name in ("good", "old", "a", "b", "c"))
