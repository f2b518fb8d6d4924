"""What a compiled ruleset makes of one document: entities, queries that hold, lists that pass, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from monitor.document import Analysis, Document, Hit, ListResult, Mention, QueryResult, Zone
from monitor.entities import Entity
from monitor.evaluate import Evaluation, Leaves
from monitor.explain import why_not
from monitor.match import Lexicon, Reading, Span
from monitor.nodes import EntityRef, Node, Phrase, leaves_of
from monitor.score import points, total
from monitor.watchlists import Query, Watchlist

_ZONES: Final[tuple[Zone, ...]] = ("title", "lede", "body")


@dataclass(slots=True)
class Gate:
    """One condition of `needs`: met by a tree, by entities that stand for a country, or by the outlet."""

    shown: str
    node: Node
    stands_for: tuple[int, ...]
    """Entities whose mention meets it although the tree does not name them."""
    assumed: frozenset[str]
    """Country entities an outlet may assume."""


@dataclass(slots=True)
class QueryPlan:
    """One compiled query."""

    id: str
    node: Node
    source: Query
    leaves: Leaves
    masks: tuple[Node, ...]
    mask_leaves: Leaves


@dataclass(slots=True)
class ListPlan:
    """One compiled watchlist."""

    id: str
    source: Watchlist
    queries: list[QueryPlan]
    gates: list[Gate]
    drops: list[Node]
    leaves: Leaves
    """Of gates and drops."""
    outlets: frozenset[str]
    tags: frozenset[str]
    langs: frozenset[str]


class OutletFacts(NamedTuple):
    """What matching knows of an outlet."""

    assume: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(slots=True)
class Ruleset:
    """Compiled watchlists and entities. Made by `compile_ruleset`; safe to share between threads."""

    hash: str
    watchlists: tuple[Watchlist, ...]
    entities: tuple[Entity, ...]
    lexicon: Lexicon
    plans: list[ListPlan]
    facts: dict[str, OutletFacts]
    triggers: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    always: tuple[int, ...] = ()

    def analyse(self, document: Document, explain: bool = False) -> Analysis:
        """Everything found in `document`; with `explain` every list, and why those that did not pass did not."""
        document = self._informed(document)
        reading = Reading(self.lexicon, document)
        numbers = range(len(self.plans)) if explain else self._candidates(reading)
        lists: list[ListResult] = []
        for number in numbers:
            result = self._judge(self.plans[number], reading, explain=explain)
            if result.queries or explain:
                lists.append(result)
        return Analysis(self._mentions(reading), tuple(lists), self._hits(reading, sorted(set(reading.masked))))

    def passes(self, watchlist_id: str, sentence: str) -> ListResult:
        """What one list makes of one sentence, whatever languages and outlets it is limited to; always explained.

        Raises `KeyError` for a list that is not in the ruleset.
        """
        plan = next((one for one in self.plans if one.id == watchlist_id), None)
        if plan is None:
            raise KeyError(watchlist_id)
        everywhere = replace(plan, outlets=frozenset(), tags=frozenset(), langs=frozenset())
        document = Document(id="test", title="", text=sentence)
        return self._judge(everywhere, Reading(self.lexicon, document), explain=True, anywhere=True)

    # ------------------------------------------------------------------ one document

    def _informed(self, document: Document) -> Document:
        facts = self.facts.get(document.outlet)
        if facts is None:
            return document
        return replace(
            document,
            tags=document.tags or facts.tags,
            assume=tuple(dict.fromkeys((*document.assume, *facts.assume))),
        )

    def _candidates(self, reading: Reading) -> list[int]:
        found = set(self.always)
        for term in reading.hits:
            found.update(self.triggers.get(("term", term), ()))
        for entity in reading.entities:
            found.update(self.triggers.get(("entity", entity), ()))
        return sorted(found)

    def _judge(self, plan: ListPlan, reading: Reading, *, explain: bool, anywhere: bool = False) -> ListResult:
        plain = Evaluation(reading, plan.leaves)
        filtered = "" if anywhere else _filtered(plan, reading.document)
        gates: list[Hit] = []
        missing: list[str] = []
        for gate in plan.gates:
            met, places = self._met(gate, reading, plain)
            if not met:
                missing.append(gate.shown)
            gates += self._hits(reading, places[:1])
        dropped = next((place for node in plan.drops for place in plain.occurrences(node)), None)
        open_ = not filtered and not missing and dropped is None
        if not open_ and not explain:
            return ListResult(plan.id, 0.0, plan.source.score, False, ())
        results: list[QueryResult] = []
        closed: list[str] = []
        for query in plan.queries:
            result = self._query(plan, query, reading)
            if result is not None:
                results.append(result)
            elif explain:
                closed.append(query.id)
        score = total(result.points for result in results) if open_ else 0.0
        passed = open_ and bool(results) and score >= plan.source.score
        reasons: tuple[str, ...] = ()
        if explain and not passed:
            reasons = why_not(
                filtered=filtered,
                missing=missing,
                dropped=self._hits(reading, [Span(dropped.start, dropped.end)])[0].form if dropped else "",
                held=results,
                score=score,
                threshold=plan.source.score,
                masked=self._masked(plan, reading),
                rejected=self._rejected(plan, reading),
            )
        kept = tuple(results) if open_ else ()
        return ListResult(plan.id, score, plan.source.score, passed, kept, tuple(dict.fromkeys(gates)), reasons)

    def _met(self, gate: Gate, reading: Reading, plain: Evaluation) -> tuple[bool, list[Span]]:
        places = [Span(one.start, one.end) for one in plain.occurrences(gate.node)]
        if not places:
            places = sorted(mention.span for entity in gate.stands_for for mention in reading.entities.get(entity, ()))
        return bool(places) or not gate.assumed.isdisjoint(reading.document.assume), places

    def _query(self, plan: ListPlan, query: QueryPlan, reading: Reading) -> QueryResult | None:
        source = query.source
        if source.lang and reading.document.lang and reading.document.lang not in source.lang:
            return None
        found = Evaluation(reading, query.leaves, _masks(query, reading)).occurrences(query.node)
        if not found:
            return None
        places = sorted({hit for one in found for hit in one.hits})
        zones: list[tuple[Zone, bool]] = [(one.zone, one.ambiguous) for one in found]
        best: Zone = min((zone for zone, _ in zones), key=_ZONES.index)
        among = set(places)
        named = tuple(
            self.lexicon.entities[number].id
            for number in _entities_of(query)
            if any(mention.span in among for mention in reading.entities.get(number, ()))
        )
        worth = points(source.weight * max(one.boost for one in found), zones)
        return QueryResult(plan.id, query.id, worth, best, self._hits(reading, places), tuple(dict.fromkeys(named)))

    def _hits(self, reading: Reading, places: Iterable[Span]) -> tuple[Hit, ...]:
        hits = []
        for start, end in places:
            if start < 0:
                continue
            form = reading.text[start:end]
            if start < reading.body_start:
                hits.append(Hit(form, "title", start, end))
            else:
                hits.append(Hit(form, "text", start - reading.body_start, end - reading.body_start))
        return tuple(hits)

    def _mentions(self, reading: Reading) -> tuple[Mention, ...]:
        rows = [
            (mention.span, self.lexicon.entities[number].id, mention)
            for number, mentions in reading.entities.items()
            for mention in mentions
        ]
        rows.sort(key=lambda row: (row[0], row[1]))
        return tuple(
            Mention(entity, self._hits(reading, (place,))[0], mention.alias, mention.ambiguous)
            for place, entity, mention in rows
        )

    def _masked(self, plan: ListPlan, reading: Reading) -> list[tuple[str, str]]:
        """(query, covering phrase) for every query that only a `not` kept from holding."""
        found = []
        for query in plan.queries:
            covering = _masks(query, reading)
            if covering and Evaluation(reading, query.leaves).occurrences(query.node):
                found.append((query.id, reading.text[covering[0].start : covering[0].end]))
        return found

    def _rejected(self, plan: ListPlan, reading: Reading) -> list[tuple[str, str]]:
        """(form, reason) for forms of this list's terms and entities that were seen but do not count."""
        terms: set[int] = set()
        numbers: set[int] = set()
        for query in plan.queries:
            terms.update(query.leaves.terms[leaf] for leaf in leaves_of(query.node) if isinstance(leaf, Phrase))
            numbers.update(_entities_of(query))
        found: list[tuple[str, str]] = []
        for number in sorted(numbers):
            entity = self.lexicon.entities[number]
            terms.update(entity.full)
            if number not in reading.entities:
                for term in entity.short:
                    for place in reading.hits.get(term, ()):
                        form = reading.text[place.start : place.end]
                        found.append((form, f"a short form of ${entity.id} without company"))
                for term in (*entity.full, *entity.short):
                    for place in reading.hits.get(term, ()):
                        if place in reading.masked:
                            form = reading.text[place.start : place.end]
                            found.append((form, f"a longer phrase that is not ${entity.id} covers it"))
        for term, place, why in reading.rejected:
            if term in terms and why != "written differently":
                found.append((reading.text[place.start : place.end], why))
        return list(dict.fromkeys(found))


def _filtered(plan: ListPlan, document: Document) -> str:
    if plan.langs and document.lang and document.lang not in plan.langs:
        return f"the list reads {', '.join(sorted(plan.langs))} only, the article is in {document.lang}"
    if plan.outlets or plan.tags:
        if document.outlet in plan.outlets or not plan.tags.isdisjoint(document.tags):
            return ""
        return f"the list does not read the outlet '{document.outlet}'"
    return ""


def _masks(query: QueryPlan, reading: Reading) -> list[Span]:
    evaluation = Evaluation(reading, query.mask_leaves)
    return sorted(Span(one.start, one.end) for node in query.masks for one in evaluation.occurrences(node))


def _entities_of(query: QueryPlan) -> list[int]:
    refs = [leaf for leaf in leaves_of(query.node) if isinstance(leaf, EntityRef)]
    return [number for leaf in refs for number in query.leaves.entities[leaf]]
