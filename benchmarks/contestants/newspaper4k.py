"""newspaper4k: its own threaded download and parse."""

from __future__ import annotations

from collections.abc import Sequence

import tldextract.tldextract
from newspaper import Article
from newspaper.mthreading import fetch_news

from benchmarks.contestants import contest, links_of


def run(feeds: Sequence[str]) -> int:
    """Articles read."""
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # the list it brings along
    links = [link for feed in feeds for link in links_of(feed)]
    return sum(bool(article.text) for article in fetch_news([Article(link, fetch_images=False) for link in links], 8))


if __name__ == "__main__":
    contest(run)
