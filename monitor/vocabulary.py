"""Every term of the lists, numbered while they are compiled, and what reading needs of all of them together."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Final

import numpy as np

from crawler.outlets import Outlet
from monitor.asides import LINKS, PICTURES
from monitor.checks import Check, is_plain
from monitor.entities import Entity
from monitor.lexicon import Lexicon, Names, Plans, Postings, Rule
from monitor.naming import NUMBERED, names_of
from monitor.scan import EngineName, Patterns, make_scanner, numbering
from monitor.terms import Term, patterns
from monitor.text import SEP

_PROPER: Final = frozenset({"person", "weapon", "place", "country"})
"""Kinds whose names are written with a capital; an organisation's may be a common word (меджлис)."""


class Vocabulary:
    """Terms and their numbers."""

    def __init__(self, tongues: tuple[str, ...] = ()) -> None:
        """`tongues` are what `monitor.forms.tongues_of` makes of all outlets' languages."""
        self.terms: dict[Term, int] = {}
        self._tongues = tongues

    def number(self, term: Term) -> int:
        """The number of a term, a new one where it has none."""
        return self.terms.setdefault(term, len(self.terms))

    def named(self, entities: Sequence[Entity]) -> Names:
        """Number the terms of all entities."""
        starts, terms = array("i", [0]), array("i")
        numbered: list[tuple[int, str]] = []
        are_names = bytearray()
        company = Term("", tongues=self._tongues)
        mask = company._replace(open_end=True, case="ignore")
        for entity in entities:
            without = tuple(entity.without)
            person, country = entity.type == "person", entity.type == "country"
            named = Term("", without=without, person=person, country=country, tongues=self._tongues)
            proper = entity.type in _PROPER
            full, short, near, masks = names_of(entity)
            for alias, language in full:
                if NUMBERED.search(alias):
                    numbered.append((len(terms), alias))
                term = named._replace(text=alias, proper=proper, language=language)
                terms.append(self.number(term))
            for alias in short:
                terms.append(self.number(named._replace(text=alias, short=True)))
            are_names += b"\1" * (len(full) + len(short)) + b"\0" * (len(near) + len(masks))
            terms.extend([self.number(company._replace(text=word)) for word in near])
            terms.extend([self.number(mask._replace(text=phrase)) for phrase in masks])
            starts.append(len(terms))
        plans = Plans(entities, np.array(starts, np.int32), np.array(terms, np.int32))
        return Names.of_all(plans, np.frombuffer(are_names, np.bool_), numbered)

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

    def labels(self) -> dict[int, bool]:
        """For the terms that may stand before what is no part of a text whether that belongs to a picture."""
        return {
            self.number(Term(label, inflect=False, case="ignore")): picture
            for labels, picture in ((LINKS, False), (PICTURES, True))
            for label in labels
        }

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
            if not (term.prefix or term.open_end):
                asked = list(map(id, found.values()))
                try:
                    rules.extend(list(map(shared.__getitem__, asked)))
                    continue
                except KeyError:
                    shared.update(zip(asked, self._rules(table, found), strict=True))
                    kept += found.values()
            rules.extend(self._rules(table, found))
        terms = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        owners = np.frombuffer(numbers.asked(), np.int32)
        return Patterns.of_packed(numbers.packed()), Postings.of(owners, terms, rules, list(table))

    @staticmethod
    def _rules(table: dict[Rule, int], found: dict[bytes, Check | None]) -> list[int]:
        """The numbers of what is asked of patterns, new ones where the table has none."""
        rules: list[int] = []
        for data, check in found.items():
            prefix = data[-1] != SEP
            rules.append(table.setdefault((check, prefix, not prefix and is_plain(check)), len(table)))
        return rules

    def lexicon(
        self, names: Names, outlets: dict[int, tuple[str, ...]], labels: dict[int, bool], engine: EngineName
    ) -> Lexicon:
        """Everything compiled, of what the methods above give."""
        found, postings = self._patterns()
        return Lexicon(
            scanner=make_scanner(found, engine, postings),
            engine=engine,
            postings=postings,
            entities=names.plans,
            names=names,
            outlets=outlets,
            labels=labels,
            patterns=found,
        )
