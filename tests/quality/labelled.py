"""Reads the labelled sentences and counts how well the matcher does on them, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from monitor.document import Document
from monitor.ruleset import Ruleset

_FILE = Path(__file__).with_name("sentences.txt")
UNSEEN = Path(__file__).with_name("unseen.txt")
"""Written before the matcher was looked at; its head says how the matcher did at first sight."""


@dataclass(frozen=True)
class Labelled:
    """One sentence and what is right for it."""

    rule: str
    lang: str
    text: str
    entities: frozenset[str]
    queries: frozenset[str] | None
    """list/query; None where nothing is said of queries."""


@dataclass
class Tally:
    """How many were right, forbidden and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    def count(self, what: str, sentence: Labelled, expected: frozenset[str], found: frozenset[str]) -> None:
        """Add one sentence."""
        self.right += len(expected & found)
        self.extra += len(found - expected)
        self.missed += len(expected - found)
        if expected != found:
            extra, missed = " ".join(sorted(found - expected)), " ".join(sorted(expected - found))
            self.faults.append(f"{what}: {sentence.text!r}: forbidden [{extra}] missed [{missed}]")

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def _unescaped(text: str) -> str:
    text = text.replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def sentences(path: Path = _FILE) -> list[Labelled]:
    """All labelled sentences. Raises `ValueError` for a line that fits no form."""
    found: list[Labelled] = []
    rule = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            rule = line[3:]
        elif line.startswith("="):
            found[-1] = Labelled(rule, found[-1].lang, found[-1].text, frozenset(line[1:].split()), None)
        elif line.startswith("?"):
            last = found[-1]
            found[-1] = Labelled(rule, last.lang, last.text, last.entities, frozenset(line[1:].split()))
        elif re.match(r"[a-z]{2}: ", line):
            found.append(Labelled(rule, line[:2], _unescaped(line[4:]), frozenset(), None))
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"not a line of labelled sentences: {line}")
    return found


def measure(ruleset: Ruleset, labelled: Iterable[Labelled]) -> dict[str, Tally]:
    """A tally per rule, and one more for queries."""
    tallies: dict[str, Tally] = {}
    for number, sentence in enumerate(labelled):
        document = Document(str(number), "", sentence.text, lang=sentence.lang)
        analysis = ruleset.analyse(document)
        found = frozenset(mention.entity for mention in analysis.mentions)
        tallies.setdefault(sentence.rule, Tally()).count("entities", sentence, sentence.entities, found)
        if sentence.queries is not None:
            held = frozenset(f"{one.watchlist}/{result.query}" for one in analysis.lists for result in one.queries)
            tallies.setdefault("queries held", Tally()).count("queries", sentence, sentence.queries, held)
    return tallies
