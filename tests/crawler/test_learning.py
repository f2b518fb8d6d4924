"""What an outlet repeats is left out from its first article on, and comes back where an operator says so."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from crawler.boilerplate import decide
from crawler.database import sessions
from crawler.items import Extracted
from crawler.restoring import restore
from crawler.store import keep
from crawler.tables import Address, Article, Revision
from tests.crawler.conftest import Crawl, article_page, only, outlet, rss
from tests.fakes.press import Press, Reply

FOOTER = "The Harbour Post is printed on the quay by the sons of the founder"
FEED = "application/rss+xml"


def publish(press: Press, count: int, name: str) -> str:
    """A feed of `count` articles, each with the same line at its end; its address."""
    items = [(f"{name} number {number} leaves", f"{press.url}/{name}/news-{number}") for number in range(count)]
    for title, link in items:
        page = article_page(title).replace("</article>", f"<p>{FOOTER}</p></article>")
        press.pages[link.removeprefix(press.url)] = Reply(page)
    press.pages[f"/{name}/feed"] = Reply(rss(items), content_type=FEED)
    return f"{press.url}/{name}/feed"


def look_again(archive: Engine) -> None:
    """Let the plan of revisits have every article fetched in the next round."""
    with sessions(archive).begin() as session:
        session.execute(update(Address).values(next_at=datetime.now(UTC)))


def texts(archive: Engine, of: str) -> list[tuple[str, int]]:
    with Session(archive) as session:
        chosen = select(Article).where(Article.outlet == of).order_by(Article.id)
        return [(one.text, one.revision) for one in session.scalars(chosen)]


def test_the_first_round_of_an_outlet_is_kept_without_what_it_repeats(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        paper = outlet(feeds=[publish(press, 6, "tanker")], revisit=["1h"])
        large = outlet(id="large", feeds=[publish(press, 26, "ferry")])
        assert [report.new for report in crawl([paper, large]).outlets] == [6, 26]
        assert [(FOOTER in text, revision) for text, revision in texts(archive, paper.id)] == [(False, 1)] * 6
        assert [(FOOTER in text, revision) for text, revision in texts(archive, "large")] == [(False, 1)] * 26
        look_again(archive)
        again = only(crawl([paper]))
        assert (again.fetched, again.changed) == (6, 0)
        with sessions(archive).begin() as session:
            found = session.scalars(select(Revision))
            assert {tuple(map(tuple, one.left_out or ())) for one in found} == {((0, FOOTER),)}
            decide(session, paper.id, FOOTER, "keep", datetime.now(UTC))
            assert restore(session, paper.id, FOOTER.upper()) == (None, 6)
        assert all(text.endswith(f"\n\n{FOOTER}") for text, _ in texts(archive, paper.id))
        look_again(archive)
        third = only(crawl([paper]))
        assert (third.fetched, third.changed) == (6, 0)


def test_a_line_goes_back_only_where_it_stood_and_only_once(session: Session) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for number, out in enumerate([((1, "Ours"), (0, FOOTER)), ((0, "Ours"),), ()]):
        page = Extracted(title=f"Tide {number}", text=f"High tide {number}.\n\nLow tide.", left_out=out)
        keep(session, "harbour", page, url=f"https://harbour.example/{number}", fetched=now)
    session.flush()
    assert restore(session, "another", FOOTER) == (None, 0)
    assert restore(session, "harbour", FOOTER) == (None, 1)
    assert restore(session, "harbour", FOOTER) == (None, 0)
    first, second, third = session.scalars(select(Article).order_by(Article.id))
    assert first.text == f"High tide 0.\n\nLow tide.\n\n{FOOTER}"
    assert (first.revision, second.revision, third.revision) == (2, 1, 1)
    newest = session.scalars(select(Revision).where(Revision.article_id == first.id, Revision.number == 2)).one()
    assert [tuple(one) for one in newest.left_out or ()] == [(2, "Ours")]
    assert restore(session, "harbour", "ours") == (None, 2)
    assert first.text == f"High tide 0.\n\nOurs\n\nLow tide.\n\n{FOOTER}"
