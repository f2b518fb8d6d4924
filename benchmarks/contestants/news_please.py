"""news-please as a library: its own downloads, and a process for each core."""

from __future__ import annotations

from collections.abc import Sequence

from newsplease import NewsPlease

from benchmarks.contestants import contest, links_of


def run(feeds: Sequence[str]) -> int:
    """Articles read."""
    links = [link for feed in feeds for link in links_of(feed)]
    found = NewsPlease.from_urls(links, request_args={"timeout": 30}, fetch_images=False)
    return sum(bool(getattr(article, "maintext", None)) for article in found.values())


if __name__ == "__main__":
    contest(run)
