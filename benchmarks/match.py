"""Matching speed: raw text to explained spans, beside the ways it is usually done.

``python -m benchmarks.match [--terms 10000] [--rules 500] [--articles 2000] [--engine native|hyperscan|ahocorasick]``

Articles are made up from a seed: 4.7 kB of invented words (one in five Cyrillic), with a handful of mentions each.
Times are processor time on one core: the best of five runs; what is compared with runs in turn with it. Compiling and
memory are measured in processes of their own, since both depend on what a process did before. The way spaCy does it is
measured where spaCy is installed (`pip install spacy`; its blank English tokenizer needs no model).
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import psutil

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
_FOR_SPACY = 100
Facts = dict[str, float]


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


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _regexes(made: Made, seconds: float = 3.0) -> float:
    """Articles a second for a loop of compiled regular expressions, the naive way."""
    patterns = [re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE) for term in made.terms]
    took, done = 0.0, 0
    for document in made.documents:
        took += _seconds(lambda text=document.text: [list(pattern.finditer(text)) for pattern in patterns])  # type: ignore[misc]
        done += 1
        if took > seconds:
            break
    return done / took


def _spacy(made: Made) -> Callable[[], object] | None:
    """Reads some articles with spaCy's PhraseMatcher, tokenising included; None where spaCy is not installed."""
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        return None
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("terms", [language.make_doc(term) for term in made.terms])
    some = made.documents[:_FOR_SPACY]
    return lambda: [matcher(language.make_doc(document.text)) for document in some]


def _row(what: str, value: str) -> None:
    print(f"{what:<58}{value:>18}", flush=True)


def _read_all(ruleset: Ruleset, documents: list[Document]) -> None:
    """As screening does it: each result is used, then gone."""
    for document in documents:
        ruleset.analyse(document)


def _alone(work: Callable[..., Facts], *arguments: object) -> Facts:
    """What `work` finds in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def compiling(terms: int, rules: int, folder: str, engine: EngineName | None) -> Facts:
    """One compilation of made-up lists, or one loading of what the folder keeps of them: seconds and megabytes."""
    made = make(terms, rules, 0)
    before = _resident()
    seconds = _seconds(lambda: compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine))
    kept = compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine)
    return {
        "seconds": seconds,
        "again": _seconds(lambda: compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine)),
        "patterns": len(kept.lexicon.patterns),
        "before": before,
        "highest": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def loading(terms: int, rules: int, folder: str, engine: EngineName | None) -> Facts:
    """What a process holds that has loaded compiled lists and read articles with them, and how fast it reads."""
    made = make(terms, rules, 0)
    documents = make(1000, 10, 300, seed=99).documents  # the same for every size, with few of the names of any
    before = _resident()
    seconds = _seconds(lambda: compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine))
    ruleset = compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine)
    after = _resident()
    took = min(_seconds(lambda: _read_all(ruleset, documents)) for _ in range(5))
    return {"seconds": seconds, "before": before, "after": after, "article": took / len(documents)}


def _resident() -> float:
    """Megabytes this process holds now."""
    return psutil.Process().memory_info().rss / 1e6


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--terms", type=int, default=10_000)
    options.add_argument("--rules", type=int, default=500)
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--engine", choices=get_args(EngineName))
    options.add_argument("--no-growth", action="store_true", help="leave 100 and 100,000 terms out")
    chosen = options.parse_args()
    engine: EngineName | None = chosen.engine
    made = make(chosen.terms, chosen.rules, chosen.articles)
    with tempfile.TemporaryDirectory() as folder:
        cold = _alone(compiling, chosen.terms, chosen.rules, folder, engine)
        loaded = _alone(loading, chosen.terms, chosen.rules, folder, engine)
        ruleset = compile_ruleset(made.watchlists, made.entities, cache=Path(folder), engine=engine)
    hits = sum(len(ruleset.analyse(document).mentions) for document in made.documents) / len(made.documents)
    _row("engine", ruleset.lexicon.engine)
    _row("terms, rules", f"{len(made.terms):,} {sum(len(one.match) for one in made.watchlists):,}")
    _row("patterns they make", f"{len(ruleset.lexicon.patterns):,}")
    _row("article length, mentions in each", f"{_ARTICLE} {hits:.1f}")
    _row("compile, cold process, empty cache", f"{cold['seconds']:.2f} s")
    _row("load unchanged lists from the cache, new process", f"{loaded['seconds'] * 1000:.0f} ms")
    _row("the same later in a process", f"{cold['again'] * 1000:.0f} ms")
    _reading(made, ruleset)
    if not chosen.no_growth:
        _growth(chosen.rules, engine)


def _reading(made: Made, ruleset: Ruleset) -> None:
    spacy = _spacy(made)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(5):
        ours.append(_seconds(lambda: _read_all(ruleset, made.documents)) / len(made.documents))
        if spacy is not None:
            theirs.append(_seconds(spacy) / min(_FOR_SPACY, len(made.documents)))
    rate, naive = 1 / min(ours), _regexes(made)
    _row("articles a second, raw text to explained spans", f"{rate:,.0f}")
    _row("loop of compiled regexes, articles a second", f"{naive:.2f}")
    _row("  times faster", f"{rate / naive:,.0f}")
    _row("spaCy PhraseMatcher, tokenising included", f"{1 / min(theirs):,.0f}" if theirs else "not installed")
    if theirs:
        _row("  times faster", f"{rate * min(theirs):,.0f}")


def _growth(rules: int, engine: EngineName | None) -> None:
    found: dict[int, Facts] = {}
    for terms in (100, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            compiled = _alone(compiling, terms, rules, folder, engine)
            found[terms] = _alone(loading, terms, rules, folder, engine)
    large = found[100_000]
    _row("time an article, 100,000 terms against 100", f"{large['article'] / found[100]['article']:.1f} times")
    _row("memory of 100,000 compiled terms", f"{large['after'] - large['before']:,.0f} MB")
    _row("  of the whole process, with interpreter and lists", f"{large['after']:,.0f} MB")
    _row("  while compiling them, at its highest", f"{compiled['highest']:,.0f} MB")


if __name__ == "__main__":
    main()
