"""How each list of an outlet stands, by what is remembered of the last time it was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from crawler.hosts import UNFINISHED, Seen, save_source
from crawler.standing import Standing, standings
from tests.crawler.conftest import outlet

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://gazette.example"


def remember(session: Session, path: str, seen: Seen, *, at: datetime = NOW, outlet: str = "harbour") -> None:
    save_source(session, SITE + path, outlet, seen, now=at, changed=not seen.error)


def test_every_list_is_told_with_its_own_trouble(session: Session) -> None:
    remember(session, "/good", Seen(200))
    remember(session, "/gone", Seen(error="HTTP 404", status=404))
    remember(session, "/page", Seen(error=f"{SITE}/page: a web page stands where a feed should be"))
    remember(session, "/old", Seen(200, moved_to=f"{SITE}/new"))
    remember(session, "/long", Seen(error=UNFINISHED, status=200))
    paper = outlet(feeds=[f"{SITE}/{name}" for name in ("good", "gone", "page", "old", "long", "never")])
    found = standings(session, [paper], {})["harbour"]
    assert {one.url.removeprefix(SITE): one.trouble for one in found} == {
        "/good": "",
        "/gone": f"{SITE}/gone: HTTP 404",
        "/page": f"{SITE}/page: a web page stands where a feed should be",
        "/old": f"{SITE}/old has moved to {SITE}/new: change it in outlets.yaml",
        "/long": "",
        "/never": "",
    }
    assert found[0] == Standing(f"{SITE}/good", NOW, NOW, 200, "")
    assert found[-1] == Standing(f"{SITE}/never", None, None, None, "")


def test_files_of_an_index_and_days_count_where_they_failed_in_the_last_look(session: Session) -> None:
    remember(session, "/index.xml", Seen(200))
    remember(session, "/sick.xml", Seen(error="HTTP 500", status=500))
    remember(session, "/2026-11-20.xml", Seen(error="HTTP 404", status=404))
    remember(session, "/once-sick.xml", Seen(error="HTTP 500", status=500), at=NOW - timedelta(days=9))
    remember(session, "/of-another", Seen(error="HTTP 500", status=500), outlet="other")
    paper = outlet(sitemaps=[f"{SITE}/index.xml", f"{SITE}/{{yyyy}}-{{mm}}-{{dd}}.xml"])
    found = standings(session, [paper], {"harbour": NOW - timedelta(minutes=1)})["harbour"]
    assert [one.url.removeprefix(SITE) for one in found] == ["/index.xml", "/sick.xml"]
    assert [one.trouble for one in found if one.trouble] == [f"{SITE}/sick.xml: HTTP 500"]
