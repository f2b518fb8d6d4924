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
