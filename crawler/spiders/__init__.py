"""One generic spider for each kind of list; outlets are configured, not programmed."""

from crawler.spiders.base import ListSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.section import SectionSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.spiders.warc import WarcSpider

SPIDERS: tuple[ListSpider, ...] = (FeedSpider(), SitemapSpider(), SectionSpider(), WarcSpider())
"""In the order in which an outlet's lists are begun."""
