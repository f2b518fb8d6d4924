"""What a page says of the lists of its site."""

from __future__ import annotations

import pytest

from crawler.discovery import read_front

SITE = "https://gazette.example/"


@pytest.mark.parametrize(
    ("link", "feeds"),
    [
        ("<link rel='alternate' type='application/rss+xml; charset=UTF-8' href='feed.xml'>", (f"{SITE}feed.xml",)),
        ("<LINK REL=Alternate TYPE='Application/Atom+XML' HREF='/a.xml'>", (f"{SITE}a.xml",)),
        ("<link rel='alternate' type='text/xml' title='RSS' href='/old.xml'>", (f"{SITE}old.xml",)),
        ("<link rel='alternate' type='text/xml' title='Search' href='/osd.xml'>", ()),
        ("<link rel='alternate' type='application/rss+xml' title='Comments' href='/c.xml'>", ()),
        ("<link rel='alternate' type='application/rss+xml' href='javascript:alert(1)'>", ()),
        ("<base href='/en/'><link rel='alternate' type='application/rss+xml' href='rss'>", (f"{SITE}en/rss",)),
        (
            "<a href='/feeds/politics.rss'>Politics</a><a href='https://other.example/rss'>x</a>",
            (f"{SITE}feeds/politics.rss",),
        ),
    ],
)
def test_feeds_are_found_however_a_page_declares_them(link: str, feeds: tuple[str, ...]) -> None:
    page = f"<html lang='en-GB'><head><title>The Gazette</title>{link}</head></html>"
    front = read_front(page.encode(), SITE)
    assert (front.feeds, front.title, front.language) == (feeds, "The Gazette", "en")
