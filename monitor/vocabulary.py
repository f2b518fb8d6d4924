"""Every term of the lists, numbered while they are compiled, and what reading needs of all of them together."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Final

import numpy as np

from crawler.outlets import Outlet
from monitor.checks import Check, is_plain
from monitor.entities import Entity
from monitor.lexicon import Lexicon, Names, Plans, Postings, Rule
from monitor.naming import names_of
from monitor.scan import EngineName, Patterns, make_scanner, numbering
from monitor.terms import Term, patterns
from monitor.text import SEP

_PROPER: Final = frozenset({"person", "weapon", "place", "country"})
"""Kinds whose names are written with a capital; an organisation's may be a common word (меджлис)."""


class Vocabulary:
    """Terms and their numbers."""

    def __init__(self) -> None:
        self.terms: dict[Term, int] = {}

    def number(self, term: Term) -> int:
        """The number of a term, a new one where it has none."""
        return self.terms.setdefault(term, len(self.terms))

    def named(self, entities: Sequence[Entity]) -> Plans:
        """Number the terms of all entities."""
        starts, terms = array("i", [0]), array("i")
        for entity in entities:
            without = tuple(entity.without)
            person, country = entity.type == "person", entity.type == "country"
            proper = entity.type in _PROPER
            full, short, near, masks = names_of(entity)
            for alias, language in full:
                term = Term(alias, without=without, person=person, country=country, proper=proper, language=language)
                terms.append(self.number(term))
            for alias in short:
                terms.append(self.number(Term(alias, without=without, person=person, country=country, short=True)))
            terms.extend([self.number(Term(word)) for word in near])
            terms.extend([self.number(Term(phrase, open_end=True, case="ignore")) for phrase in masks])
            starts.append(len(terms))
        return Plans(entities, np.array(starts, np.int32), np.array(terms, np.int32))

    def outlet_names(self, outlets: Sequence[Outlet]) -> dict[int, tuple[str, ...]]:
        """For the terms of outlets' names the ids of those outlets."""
        names: dict[int, tuple[str, ...]] = {}
        for outlet in outlets:
            bare = re.sub(r"\s*\([^)]*\)", "", outlet.name).strip()
            for name in dict.fromkeys((outlet.name, bare)):
                if any(map(str.isalnum, name)):
                    term = self.number(Term(name, inflect=False, case="ignore"))
                    names[term] = (*names.get(term, ()), outlet.id)
        return names

    def _patterns(self) -> tuple[Patterns, Postings]:
        """Every pattern once, and the terms it belongs to."""
        numbers = numbering()
        rules, counts = array("i"), array("i")
        table: dict[Rule, int] = {}
        shared: dict[int, int] = {}  # by identity: most checks are one object
        kept: list[Check | None] = []  # so that no other takes the place of one
        for term in self.terms:
            found = patterns(term)
            numbers.add(found)
            counts.append(len(found))
            whole = not (term.prefix or term.open_end)
            for data, check in found:
                if whole and id(check) in shared:
                    rules.append(shared[id(check)])
                    continue
                prefix = data[-1] != SEP
                rule = table.setdefault((check, prefix, not prefix and is_plain(check)), len(table))
                rules.append(rule)
                if whole:
                    shared[id(check)] = rule
                    kept.append(check)
        terms = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        owners = np.frombuffer(numbers.asked(), np.int32)
        return Patterns.of_packed(numbers.packed()), Postings.of(owners, terms, rules, list(table))

    def lexicon(self, plans: Plans, names: dict[int, tuple[str, ...]], engine: EngineName) -> Lexicon:
        """Everything compiled; `names` as `outlet_names` gives them."""
        found, postings = self._patterns()
        return Lexicon(
            scanner=make_scanner(found, engine, postings),
            engine=engine,
            postings=postings,
            entities=plans,
            names=Names.of_all(plans),
            outlets=names,
            patterns=found,
        )
