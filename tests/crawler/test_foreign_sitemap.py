"""Sitemaps that lead nowhere: to another site, or to nothing that the outlet takes for an article. Both are told."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("pattern", ["/never/*", None])
def test_a_pattern_that_nothing_fits_is_told_until_something_does(crawl: Crawl, pattern: str | None) -> None:
    with Press() as press:
        listed = "".join(f"<url><loc>{press.url}/tag/{name}</loc></url>" for name in ("ships", "trains"))
        index = f"<sitemapindex><sitemap><loc>{press.url}/b.xml</loc></sitemap></sitemapindex>"
        press.pages["/index.xml"] = Reply(index, content_type="application/xml", validators=True)
        file = Reply(f"<urlset>{listed}</urlset>", content_type="application/xml")
        press.pages["/a.xml"] = press.pages["/b.xml"] = file
        alone, within = [f"{press.url}/a.xml"], [f"{press.url}/index.xml"]
        report = crawl([outlet(id=f"o-{len(of[0])}", sitemaps=of, articles=pattern) for of in (alone, within)])
        for one, told in zip(report.outlets, (alone, within), strict=True):
            assert one.errors == {"sitemap": 1}
            assert one.problem.startswith(f"{told[0]}: no address in it ")
            assert one.problem.endswith(f"e.g. {press.url}/tag/ships")
            assert (f"'articles: {pattern}'" if pattern else "set 'articles:'") in one.problem
