"""Where the archive's articles are from, and what that alone decides: language, outlet, tags, assumed entities."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from crawler.outlets import Outlet
from monitor.archive_columns import Columns
from monitor.document import Document
from monitor.plans import ListPlan, OutletFacts


class Origins:
    """The outlets of the archive's articles as one configuration has them.

    Args:
        at: The articles; rows are theirs.
        outlets: By id.
        facts: What the ruleset knows of outlets, by id.
    """

    def __init__(self, at: Columns, outlets: Mapping[str, Outlet], facts: Mapping[str, OutletFacts]) -> None:
        self._at = at
        self._outlets = outlets
        self._facts = facts

    def speak(self, rows: NDArray[np.int32], languages: Collection[str]) -> NDArray[np.bool_]:
        """Which rows are in one of these languages (none = any), or in one that is not known."""
        if not languages:
            return np.ones(len(rows), np.bool_)
        told = np.array([not one or one in languages for one in self._at.language_names] or [True])
        silent = np.array([not one for one in self._at.language_names] or [True])
        assumed = self._by_outlet(lambda id: (spoken := self._language(id)) in languages or not spoken)
        tongues = self._at.languages[rows]
        return np.where(silent[tongues], assumed[self._at.outlets[rows]], told[tongues])

    def read_by(self, plan: ListPlan, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which rows a list reads, by their language and outlet."""
        read = self.speak(rows, plan.langs)
        if plan.outlets or plan.tags:
            among = self._by_outlet(lambda id: id in plan.outlets or not plan.tags.isdisjoint(self._tags(id)))
            read &= among[self._at.outlets[rows]]
        return read

    def assume(self, entities: frozenset[str], rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which rows are from outlets that let one of these entities be assumed."""
        return self._by_outlet(lambda id: not entities.isdisjoint(self._assumed(id)))[self._at.outlets[rows]]

    def documents(self, articles: NDArray[np.int64]) -> list[Document]:
        """What stands for articles whose texts are not needed: their language, outlet and tags."""
        at = self._at
        made = []
        for row in at.rows(articles).tolist():
            outlet, language = at.outlet_names[at.outlets[row]], at.language_names[at.languages[row]]
            made.append(
                Document("", "", "", lang=language or self._language(outlet), outlet=outlet, tags=self._tags(outlet))
            )
        return made

    def _by_outlet(self, holds: Callable[[str], bool]) -> NDArray[np.bool_]:
        return np.array([holds(id) for id in self._at.outlet_names] or [False])

    def _language(self, outlet: str) -> str:
        known = self._outlets.get(outlet)
        return known.language if known else ""

    def _tags(self, outlet: str) -> tuple[str, ...]:
        known, facts = self._outlets.get(outlet), self._facts.get(outlet)
        return (tuple(known.tags) if known else ()) or (facts.tags if facts else ())

    def _assumed(self, outlet: str) -> tuple[str, ...]:
        known, facts = self._outlets.get(outlet), self._facts.get(outlet)
        return (*(known.assume if known else ()), *(facts.assume if facts else ()))
