"""Matching speed: raw text to explained spans, beside the ways it is usually done.

``python -m benchmarks.match [--terms 10000] [--rules 500] [--articles 2000] [--engine hyperscan|ahocorasick]``

Articles are made up from a seed: 4.7 kB of invented words (one in five Cyrillic), with a handful of mentions each.
Times are processor time, the best of three runs on one core.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitor.document import Document
from monitor.entities import Entity
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.scan import EngineName
from monitor.watchlists import Query, Watchlist

_SYLLABLES = [
    start + vowel + end
    for start in ("b", "br", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "v", "z")
    for vowel in "aeiou"
    for end in ("", "l", "n", "r", "st")
]
_CYRILLIC = [start + vowel + end for start in "бвгдзклмнпрст" for vowel in "аеиоу" for end in ("", "к", "н", "р")]
_KINDS = ("person", "org", "weapon", "place")
_ARTICLE = 4700


@dataclass(frozen=True)
class Made:
    """A made-up load."""

    entities: list[Entity]
    watchlists: list[Watchlist]
    documents: list[Document]

    @property
    def terms(self) -> list[str]:
        """Every name and phrase as written."""
        names = [name for one in self.entities for name in (one.name, *one.also, *one.ru)]
        return names + [phrase for one in self.watchlists for query in one.match for phrase in query.any]


def _word(chance: random.Random, syllables: list[str], parts: int) -> str:
    return "".join(chance.choice(syllables) for _ in range(parts))


def make(terms: int, rules: int, articles: int, *, seed: int = 7) -> Made:
    """Entities with `terms` names in all, `rules` queries in lists of ten, and articles that mention some."""
    chance = random.Random(seed)
    entities: list[Entity] = []
    for number in range(terms // 4):
        first, last = _word(chance, _SYLLABLES, 2).title(), _word(chance, _SYLLABLES, 3).title()
        code = f"{last[:2]}-{chance.randrange(10, 900)}{chance.choice('KMPR')}{number}"
        russian = f"{_word(chance, _CYRILLIC, 2).title()} {_word(chance, _CYRILLIC, 3).title()}"
        names = [f"{last} {first}", code]
        entities.append(
            Entity(id=f"e{number}", name=f"{first} {last}", type=_KINDS[number % 4], also=names, ru=[russian])
        )
    words = [_word(chance, _SYLLABLES, 3) for _ in range(20_000)]
    russian_words = [_word(chance, _CYRILLIC, 3) for _ in range(20_000)]
    watchlists: list[Watchlist] = []
    for number in range(max(1, rules // 10)):
        queries = []
        for at in range(10):
            one, two = (f"$e{chance.randrange(len(entities))}" for _ in range(2))
            phrase = f"{chance.choice(words)} {chance.choice(words)}"
            kinds: tuple[dict[str, object], ...] = (
                {"any": [one, two, phrase]},
                {"all": [f"{one} | {two}", chance.choice(words)]},
                {"query": f'({one} OR {two}) NEAR/20 {chance.choice(words)} AND NOT "{phrase}"'},
            )
            queries.append(Query.model_validate({"id": f"q{at}", "weight": 1 + at % 3, **kinds[at % 3]}))
        watchlists.append(Watchlist(id=f"list-{number}", title=f"List {number}", match=queries, score=2))
    documents = [
        _article(chance, number, entities, russian_words if number % 5 == 0 else words) for number in range(articles)
    ]
    return Made(entities, watchlists, documents)


def _article(chance: random.Random, number: int, entities: list[Entity], words: list[str]) -> Document:
    paragraphs: list[str] = []
    length = 0
    while length < _ARTICLE:
        sentences = []
        for _ in range(4):
            sentence = [chance.choice(words) for _ in range(chance.randrange(8, 22))]
            if chance.random() < 0.12:
                one = chance.choice(entities)
                sentence.insert(chance.randrange(len(sentence)), chance.choice([one.name, *one.also, *one.ru]))
            sentences.append(" ".join(sentence).capitalize() + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1])
    title = " ".join(chance.choice(words) for _ in range(8))
    return Document(str(number), title, "\n\n".join(paragraphs)[:_ARTICLE])


def _best(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _regexes(made: Made, seconds: float = 3.0) -> float:
    """Articles a second for a loop of compiled regular expressions, the naive way."""
    patterns = [re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE) for term in made.terms]
    start, done = time.perf_counter(), 0
    for document in made.documents:
        for pattern in patterns:
            for _ in pattern.finditer(document.text):
                pass
        done += 1
        if time.perf_counter() - start > seconds:
            break
    return done / (time.perf_counter() - start)


def _spacy(made: Made) -> float | None:
    """Articles a second for spaCy's PhraseMatcher, tokenising included; None where spaCy is not installed."""
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        return None
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("terms", [language.make_doc(term) for term in made.terms])
    some = made.documents[:200]
    took = _best(lambda: [matcher(language.make_doc(document.text)) for document in some], 2)
    return len(some) / took


def _row(what: str, value: str) -> None:
    print(f"{what:<58}{value:>18}")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--terms", type=int, default=10_000)
    options.add_argument("--rules", type=int, default=500)
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--engine", choices=["hyperscan", "ahocorasick"])
    options.add_argument("--growth", action="store_true", help="also 100 and 100,000 terms")
    chosen = options.parse_args()
    engine: EngineName | None = chosen.engine
    made = make(chosen.terms, chosen.rules, chosen.articles)
    with tempfile.TemporaryDirectory() as folder:
        compile_times, ruleset = _compiling(made, Path(folder), engine)
    hits = sum(len(ruleset.analyse(document).mentions) for document in made.documents) / len(made.documents)
    _row("engine", ruleset.lexicon.engine)
    _row("terms, rules", f"{len(made.terms):,} {sum(len(one.match) for one in made.watchlists):,}")
    _row("article length, mentions in each", f"{_ARTICLE} {hits:.1f}")
    _row("compile cold, into an empty cache", f"{compile_times[0]:.2f} s")
    _row("compile again, unchanged, from the cache", f"{compile_times[1] * 1000:.0f} ms")
    took = _best(lambda: [ruleset.analyse(document) for document in made.documents])
    rate = len(made.documents) / took
    _row("articles a second", f"{rate:,.0f}")
    naive = _regexes(made)
    _row("loop of compiled regexes", f"{naive:.2f}")
    _row("  times faster", f"{rate / naive:,.0f}")
    spacy = _spacy(made)
    _row("spaCy PhraseMatcher, tokenising included", f"{spacy:,.0f}" if spacy else "not installed")
    if spacy:
        _row("  times faster", f"{rate / spacy:,.0f}")
    _row("memory at its highest", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    if chosen.growth:
        _growth(chosen.articles, engine)


def _compiling(made: Made, folder: Path, engine: EngineName | None) -> tuple[tuple[float, float], Ruleset]:
    start = time.process_time()
    compile_ruleset(made.watchlists, made.entities, cache=folder, engine=engine)
    cold = time.process_time() - start
    start = time.process_time()
    ruleset = compile_ruleset(made.watchlists, made.entities, cache=folder, engine=engine)
    return (cold, time.process_time() - start), ruleset


def _growth(articles: int, engine: EngineName | None) -> None:
    # The same articles for both, with few of the names of either: what grows is the vocabulary.
    documents = make(1000, 10, min(articles, 500), seed=99).documents
    times = []
    for terms in (100, 100_000):
        made = make(terms, 500, 0)
        ruleset = compile_ruleset(made.watchlists, made.entities, engine=engine)
        times.append(_best(lambda ruleset=ruleset: [ruleset.analyse(document) for document in documents]))  # type: ignore[misc]
    _row("time an article, 100,000 terms against 100", f"{times[1] / times[0]:.1f} times")


if __name__ == "__main__":
    main()
