"""How well and how fast articles are read: `python -m benchmarks.extract [FOLDER] [--rounds N]`.

Reads pages and what they should give from FOLDER (`tests/examples` by default: one folder a page with ``page.html``
and ``expected.json``), from the sample press and from the invented pages of `tests/quality/pages`, extracts them with
Tocsin, with trafilatura's defaults and with other extractors if they are installed (readability-lxml, newspaper4k),
all in this one process, and prints a table. Texts are compared by their word 4-grams (characters in Chinese and
Japanese; zero-width joiners do not count); speed is pages per second of CPU time, as a ratio to trafilatura's default.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import trafilatura
from lxml.html import fromstring

from crawler.charset import decode
from crawler.extract import extract
from crawler.text import folded
from crawler.unread import ExtractionError
from tests.quality.pages.catalogue import pages, unnamed
from tests.quality.pages.kit import Page
from tocsin.demo.layouts import LAYOUTS
from tocsin.demo.papers import PAPERS
from tocsin.demo.sites import listed

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_ZWNJ = "\u200c"
_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A page and what a perfect extractor gives."""

    name: str
    html: bytes
    url: str
    title: str
    text: str
    authors: tuple[str, ...]
    published: date | None
    """Its day, in the zone of its readers."""
    language: str


@dataclass(frozen=True)
class Result:
    """What an extractor gave; None where it does not read that fact."""

    title: str
    text: str
    authors: tuple[str, ...] | None
    published: str | None


Extractor = Callable[[Sample], Result]


def examples(folder: Path) -> Iterator[Sample]:
    """The pages of a folder of examples."""
    for page in sorted(folder.glob("*/page.html")):
        facts = json.loads((page.parent / "expected.json").read_text(encoding="utf-8"))
        published = facts.get("published")
        yield Sample(
            page.parent.name,
            page.read_bytes(),
            facts["url"],
            facts["title"],
            facts["text"],
            tuple(facts["authors"]),
            datetime.fromisoformat(published).date() if published else None,
            facts["language"],
        )


def press() -> Iterator[Sample]:
    """The article pages of the sample press."""
    for paper in PAPERS:
        if paper.id not in LAYOUTS:
            continue
        for entry in listed(paper, "http://press.test", _NOW, 1):
            html = LAYOUTS[paper.id](entry.page, _NOW)
            piece = entry.piece
            body = html.encode(paper.charset, "xmlcharrefreplace")
            authors = (piece.author,) if piece.author else ()
            published = entry.page.published.astimezone(UTC).date()
            name = f"{paper.id}/{piece.slug}"
            yield Sample(name, body, entry.page.url, piece.title, piece.text, authors, published, paper.language)


def invented() -> Iterator[tuple[str, list[Sample]]]:
    """The invented pages: those that rules may be tuned on, those held out, and all with names that say nothing."""
    everything = list(pages())
    yield "invented pages, open", [_sample(page) for page in everything if not page.held]
    yield "invented pages, held out", [_sample(page) for page in everything if page.held]
    yield "invented pages, all, class names hashed", [_sample(unnamed(page)) for page in everything]


def _sample(page: Page) -> Sample:
    gold = page.gold
    day = gold.published.date() if isinstance(gold.published, datetime) else gold.published
    html = page.html.encode()
    return Sample(page.name, html, page.url, gold.title, "\n".join(gold.text), gold.authors, day, page.language)


def ours(sample: Sample) -> Result:
    """Tocsin, all metadata."""
    try:
        found = extract(sample.html, sample.url, fetched=_NOW, languages=(sample.language,))
    except ExtractionError:
        return Result("", "", (), None)
    day = found.published.date().isoformat() if found.published else None
    return Result(found.title, found.text, found.authors, day)


def trafilatura_default(sample: Sample) -> Result:
    """trafilatura as it comes, with metadata."""
    found = trafilatura.bare_extraction(sample.html, url=sample.url, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Result("", "", (), None)
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Result(found.title or "", found.text or "", authors, found.date)


def trafilatura_fast(sample: Sample) -> Result:
    """trafilatura's fast mode, with metadata and without comments."""
    found = trafilatura.bare_extraction(
        sample.html, url=sample.url, with_metadata=True, fast=True, include_comments=False
    )
    if found is None or isinstance(found, dict):
        return Result("", "", (), None)
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Result(found.title or "", found.text or "", authors, found.date)


def others() -> Iterator[tuple[str, Extractor]]:
    """Further extractors, where they are installed."""
    if find_spec("readability"):
        reader = import_module("readability")

        def readability(sample: Sample) -> Result:
            document = reader.Document(decode(sample.html).text)
            return Result(document.short_title(), fromstring(document.summary()).text_content(), None, None)

        yield "readability-lxml", readability
    if find_spec("newspaper"):
        paper = import_module("newspaper")

        def newspaper(sample: Sample) -> Result:
            article = paper.Article(sample.url, fetch_images=False)
            article.download(input_html=decode(sample.html).text)
            article.parse()
            when = article.publish_date.date().isoformat() if article.publish_date else None
            return Result(article.title, article.text, tuple(article.authors), when)

        yield "newspaper4k", newspaper


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams of a text; of one shorter than that, the words together."""
    words = _words(text)
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace(_ZWNJ, ""))


def overlap(found: str, wanted: str) -> tuple[float, float]:
    """(precision, recall) of the 4-grams."""
    left, right = grams(found), grams(wanted)
    common = sum((left & right).values())
    return common / max(1, sum(left.values())) if found.strip() else 0.0, common / max(1, sum(right.values()))


@dataclass(frozen=True)
class Score:
    """Figures of one extractor over a set of pages."""

    name: str
    f1: float = 0.0
    precision: float = 0.0
    recall: float = 0.0
    title: float = 0.0
    author: float | None = None
    date: float | None = None
    extra: float = 0.0
    """Words beyond the expected ones, per page."""
    speed: float = 0.0
    """Pages per second of CPU time."""


def score(name: str, extractor: Extractor, samples: list[Sample], rounds: int, *, verbose: bool = False) -> Score:
    """Run ``extractor`` over ``samples``; the time is that of the fastest of ``rounds`` rounds."""
    results = [extractor(sample) for sample in samples]
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        for sample in samples:
            extractor(sample)
        times.append(time.process_time() - begun)
    count = len(samples)
    total = Score(name, speed=count / min(times) if times else 0.0)
    for sample, result in zip(samples, results, strict=True):
        precision, recall = overlap(result.text, sample.text)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        extra = max(0, len(_words(result.text)) - len(_words(sample.text)))
        title = folded(result.title) == folded(sample.title)
        author = result.authors is not None and set(map(folded, result.authors)) == set(map(folded, sample.authors))
        day = result.published == (sample.published.isoformat() if sample.published else None)
        if verbose and (f1 < 0.99 or not title or not author or not day):
            print(f"  {name}: {sample.name}: F1 {f1:.3f} title {title} author {author} date {day}")
            print(f"     {result.title!r} {result.authors} {result.published}")
        total = replace(
            total,
            f1=total.f1 + f1 / count,
            precision=total.precision + precision / count,
            recall=total.recall + recall / count,
            title=total.title + title / count,
            author=(total.author or 0.0) + author / count if result.authors is not None else None,
            date=(total.date or 0.0) + day / count if result.authors is not None else None,
            extra=total.extra + extra / count,
        )
    return total


def table(title: str, scores: list[Score]) -> None:
    """Print the figures, speed as a ratio to trafilatura's default."""
    base = next(score.speed for score in scores if score.name == "trafilatura default")
    print(f"\n{title}")
    heads = ("F1", "prec", "recall", "title", "author", "date", "extra", "speed", "CPU ms")
    print(
        f"{'':22}" + "".join(f"{head:>{width}}" for head, width in zip(heads, (7, 7, 8, 7, 8, 7, 7, 8, 8), strict=True))
    )
    for one in scores:
        author, date = (f"{value:.0%}" if value is not None else "-" for value in (one.author, one.date))
        ratio = f"{one.speed / base:.2f}x" if base else "-"
        each = f"{1000 / one.speed:.1f}" if one.speed else "-"
        print(
            f"{one.name:22}{one.f1:7.3f}{one.precision:7.3f}{one.recall:8.3f}{one.title:7.0%}{author:>8}{date:>7}"
            f"{one.extra:7.1f}{ratio:>8}{each:>8}"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("tests/examples"))
    parser.add_argument("--rounds", type=int, default=3, help="rounds of timing; the fastest counts (0: no timing)")
    parser.add_argument("--verbose", action="store_true", help="print what was read wrongly")
    asked = parser.parse_args()
    sets = [(str(asked.folder), list(examples(asked.folder))), ("sample press", list(press())), *invented()]
    for title, samples in sets:
        if not samples:
            print(f"{title}: no pages", file=sys.stderr)
            continue
        size = sum(len(sample.html) for sample in samples) / len(samples) / 1000
        named: list[tuple[str, Extractor]] = [
            ("tocsin", ours),
            ("trafilatura default", trafilatura_default),
            ("trafilatura fast", trafilatura_fast),
            *others(),
        ]
        scores = [
            score(name, extractor, samples, asked.rounds, verbose=asked.verbose and name == "tocsin")
            for name, extractor in named
        ]
        table(f"{title}: {len(samples)} pages of {size:.0f} kB", scores)


if __name__ == "__main__":
    main()
