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


def publish(press: Press, count: int) -> None:
    """A feed of `count` articles, each with the same line at its end."""
    items = [(f"Tanker number {number} leaves", f"{press.url}/news/tanker-{number}") for number in range(count)]
    for title, link in items:
        page = article_page(title).replace("</article>", f"<p>{FOOTER}</p></article>")
        press.pages[link.removeprefix(press.url)] = Reply(page)
    press.pages["/feed"] = Reply(rss(items), content_type=FEED)


def look_again(archive: Engine) -> None:
    """Let the plan of revisits have every article fetched in the next round."""
    with sessions(archive).begin() as session:
        session.execute(update(Address).values(next_at=datetime.now(UTC)))


def texts(archive: Engine) -> list[tuple[str, int]]:
    with Session(archive) as session:
        return [(one.text, one.revision) for one in session.scalars(select(Article).order_by(Article.id))]


def test_the_first_round_of_an_outlet_is_kept_without_what_it_repeats(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        publish(press, 6)
        paper = outlet(feeds=[f"{press.url}/feed"], revisit=["1h"])
        assert only(crawl([paper])).new == 6
        assert [(FOOTER in text, revision) for text, revision in texts(archive)] == [(False, 1)] * 6
        look_again(archive)
        again = only(crawl([paper]))
        assert (again.fetched, again.changed) == (6, 0)
        with sessions(archive).begin() as session:
            assert {tuple(map(tuple, one.left_out or ())) for one in session.scalars(select(Revision))} == {
                ((0, FOOTER),)
            }
            decide(session, paper.id, FOOTER, "keep", datetime.now(UTC))
            assert restore(session, paper.id, FOOTER.upper()) == (None, 6)
        assert all(text.endswith(f"\n\n{FOOTER}") for text, _ in texts(archive))
        look_again(archive)
        third = only(crawl([paper]))
        assert (third.fetched, third.changed) == (6, 0)


def test_a_large_first_round_is_kept_without_what_it_repeats(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        publish(press, 26)
        assert only(crawl([outlet(feeds=[f"{press.url}/feed"])])).new == 26
    assert [(FOOTER in text, revision) for text, revision in texts(archive)] == [(False, 1)] * 26


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
