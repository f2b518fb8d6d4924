"""An outlet whose id is changed, or that is taken away: nothing is asked twice, and nothing that waits is lost."""

from __future__ import annotations

from sqlalchemy import Engine, select

from crawler import succession
from crawler.database import sessions
from crawler.tables import Address, Article
from tests.crawler.conftest import Crawl, only, outlet, rss
from tests.crawler.test_crawl import FEED, publish
from tests.fakes.press import Press, Reply


def test_an_outlet_with_another_id_reads_what_waited_under_the_old_one_and_asks_nothing_again(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press:
        items = publish(press, 5)
        press.pages["/feed"] = Reply(rss(items), content_type=FEED, validators=True)
        feed = f"{press.url}/feed"
        first = only(crawl([outlet(id="old-name", feeds=[feed], budget=2)]))
        assert (first.new, first.waiting) == (2, 3)
        renamed, other = outlet(id="new-name", feeds=[feed]), outlet(id="other", feeds=[f"{press.url}/elsewhere"])
        with sessions(archive).begin() as session:
            assert succession.heirs(session, [outlet(id="old-name", feeds=[feed]), renamed]) == {}
            assert succession.heirs(session, [renamed, other]) == {"old-name": "new-name"}
            assert len(succession.take_over(session, "old-name", "new-name")) == 2
            assert succession.heirs(session, [renamed, other]) == {}
        second = only(crawl([renamed]))
        assert (second.new, second.unchanged, second.waiting) == (3, 1, 0)
        asked = [path for path in press.paths() if path.startswith("/news/")]
        assert sorted(asked) == sorted(f"/news/tanker-{number}" for number in range(1, 6))
    with sessions(archive)() as session:
        assert sorted(session.scalars(select(Article.outlet))) == ["new-name"] * 5


def test_an_outlet_that_is_taken_away_leaves_its_articles_and_one_that_comes_back_goes_on(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply(rss(publish(press, 3)), content_type=FEED, validators=True)
        paper = outlet(feeds=[f"{press.url}/feed"], budget=1)
        assert only(crawl([paper])).new == 1
        with sessions(archive).begin() as session:
            assert succession.heirs(session, [outlet(id="other", feeds=[f"{press.url}/elsewhere"])]) == {}
            assert len(session.scalars(select(Article)).all()) == 1
            waiting = session.scalars(select(Address).where(Address.state == "found")).all()
            assert {address.outlet for address in waiting} == {paper.id}
        assert only(crawl([outlet(feeds=[f"{press.url}/feed"])])).new == 2
