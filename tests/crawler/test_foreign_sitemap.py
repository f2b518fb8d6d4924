"""An index that leads to another site: never followed, never passed over in silence."""

from __future__ import annotations

from tests.crawler.conftest import Crawl, only, outlet
from tests.fakes.press import Press, Reply


def test_sitemaps_of_another_site_are_told_not_read(crawl: Crawl) -> None:
    with Press() as press, Press() as other:
        index = (
            f"<sitemapindex><sitemap><loc>{other.url}/a.xml</loc></sitemap>"
            f"<sitemap><loc>{other.url}/b.xml</loc></sitemap></sitemapindex>"
        )
        press.pages["/index.xml"] = Reply(index, content_type="application/xml")
        report = only(crawl([outlet(sitemaps=[f"{press.url}/index.xml"])]))
        assert report.errors == {"foreign-sitemap": 1}
        assert report.problem == (
            f"{press.url}/index.xml: 2 of its sitemaps are on another site and are not read, e.g. {other.url}/a.xml; "
            "if they belong to this outlet, name them under `sitemaps:`"
        )
        assert other.log == []
