"""What a compiled ruleset makes of one document: entities, queries that hold, lists that pass, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from monitor.document import Analysis, Document, Hit, ListResult, Mention, QueryResult, Zone
from monitor.entities import Entity
from monitor.evaluate import Evaluation, Leaves, Occurrence
from monitor.explain import lacks, why_not
from monitor.lexicon import Lexicon, Span
from monitor.match import Reading
from monitor.plans import Gate, ListPlan, OutletFacts, QueryPlan
from monitor.recognise import NO_MASKS, Masks
from monitor.score import points, total
from monitor.watchlists import Watchlist

_ZONES: Final[tuple[Zone, ...]] = ("title", "lede", "body")


@dataclass(slots=True)
class Ruleset:
    """Compiled watchlists and entities. Made by `compile_ruleset`; safe to share between threads."""

    hash: str
    """Changes whenever the same article might be judged otherwise; the same in every process."""
    watchlists: tuple[Watchlist, ...]
    entities: tuple[Entity, ...]
    lexicon: Lexicon
    plans: Sequence[ListPlan]
    facts: dict[str, OutletFacts]
    triggers: dict[int, tuple[tuple[int, int], ...]]
    """Leaf -> (list, query) that can hold only if one of its rarest leaves is there, this one among them."""
    always: tuple[tuple[int, int], ...]
    """(list, query) that no leaf decides."""

    def analyse(self, document: Document, explain: bool = False) -> Analysis:
        """Everything found in `document`; with `explain` every list, and why those that did not pass did not."""
        document = self.informed(document)
        reading = Reading(self.lexicon, document, keep_rejected=explain)
        lists: list[ListResult] = []
        if explain:
            present = _present(reading)
            lists = [self._judge(plan, range(len(plan.queries)), reading, present, explain=True) for plan in self.plans]
        elif waiting := self._waiting(reading):
            present = _present(reading)
            for number, queries in self._candidates(waiting, present).items():
                result = self._judge(self.plans[number], queries, reading, present)
                if result.queries:
                    lists.append(result)
        masked = tuple(reading.hit(place) for place in sorted(set(reading.masked))) if reading.masked else ()
        return Analysis(self._mentions(reading), tuple(lists), masked)

    def passes(self, watchlist_id: str, sentence: str) -> ListResult:
        """What one list makes of one sentence, whatever languages and outlets it is limited to; always explained.

        Raises `KeyError` for a list that is not in the ruleset.
        """
        plan = next((one for one in self.plans if one.id == watchlist_id), None)
        if plan is None:
            raise KeyError(watchlist_id)
        everywhere = replace(plan, outlets=frozenset(), tags=frozenset(), langs=frozenset())
        reading = Reading(self.lexicon, Document(id="test", title="", text=sentence), keep_rejected=True)
        return self._judge(everywhere, range(len(plan.queries)), reading, _present(reading), explain=True)

    # ------------------------------------------------------------------ one document

    def informed(self, document: Document) -> Document:
        """The document with what is known of its outlet."""
        facts = self.facts.get(document.outlet)
        if facts is None or (not facts.assume and (document.tags or not facts.tags)):
            return document
        assume = tuple(dict.fromkeys((*document.assume, *facts.assume)))
        return document._replace(tags=document.tags or facts.tags, assume=assume)

    def _waiting(self, reading: Reading) -> list[tuple[int, int]]:
        """Every (list, query) that was waiting for something in this document."""
        triggers = self.triggers
        found = [*self.always]
        for key in triggers.keys() & reading.hits.keys():
            found += triggers[key]
        for number in reading.entities:
            if ~number in triggers:
                found += triggers[~number]
        return sorted(set(found)) if len(found) > 1 else found

    def _candidates(self, waiting: list[tuple[int, int]], present: Set[int]) -> dict[int, list[int]]:
        """For each list the queries of those `waiting` that may hold."""
        candidates: dict[int, list[int]] = {}
        for number, query in waiting:
            for clause in self.plans[number].queries[query].clauses:
                if present.isdisjoint(clause):
                    break
            else:
                candidates.setdefault(number, []).append(query)
        return candidates

    def _judge(
        self, plan: ListPlan, queries: Iterable[int], reading: Reading, present: Set[int], *, explain: bool = False
    ) -> ListResult:
        filtered = _filtered(plan, reading.document) if plan.langs or plan.outlets or plan.tags else ""
        gates: list[Hit] = []
        missing: list[str] = []
        for gate in plan.gates:
            met, places = _met(gate, reading, plan.leaves, present)
            if not met:
                missing.append(gate.shown)
                if not explain:
                    break
            gates += map(reading.hit, places[:1])
        dropped = _dropped(plan, reading) if plan.drops else None
        open_ = not filtered and not missing and dropped is None
        if not open_ and not explain:
            return ListResult(plan.id, 0.0, plan.source.score, False, ())
        found = [self._query(plan, plan.queries[number], reading) for number in queries]
        results = tuple([result for result in found if result is not None])
        score = total([result.points for result in results]) if open_ else 0.0
        passed = open_ and bool(results) and score >= plan.source.score
        reasons: tuple[str, ...] = ()
        if explain and not passed:
            reasons = why_not(
                filtered=filtered,
                missing=missing,
                dropped=reading.hit((dropped.start, dropped.end)).form if dropped else "",
                held=results,
                score=score,
                threshold=plan.source.score,
                masked=_masked(plan, reading),
                rejected=self._rejected(plan, reading),
                lacking=_lacking(plan, reading, {result.query for result in results}),
            )
        kept = results if open_ else ()
        return ListResult(plan.id, score, plan.source.score, passed, kept, tuple(dict.fromkeys(gates)), reasons)

    def _query(self, plan: ListPlan, query: QueryPlan, reading: Reading) -> QueryResult | None:
        source = query.source
        if source.lang and reading.document.lang and reading.document.lang not in source.lang:
            return None
        found = Evaluation(reading, query.leaves, _masks(query, reading)).occurrences(query.node)
        among = {hit for one in found for hit in one.hits}
        if not among:
            return None
        zones: list[tuple[Zone, bool]] = [(one.zone, one.ambiguous) for one in found]
        named: list[str] = []
        entities = reading.entities
        for number in _entities_of(query):
            for one in entities.get(number, ()):
                if one.span in among:
                    named.append(self.lexicon.entities[number].id)
                    break
        return QueryResult(
            plan.id,
            query.id,
            points(source.weight * max([one.boost for one in found]), zones),
            min([zone for zone, _ in zones], key=_ZONES.index),
            tuple([reading.hit(place) for place in sorted(among)]),
            tuple(dict.fromkeys(named)),
        )

    def _mentions(self, reading: Reading) -> tuple[Mention, ...]:
        return self.lexicon.names.mentions(reading.entities, reading.text, reading.body_start)

    def _rejected(self, plan: ListPlan, reading: Reading) -> list[tuple[str, str]]:
        """(form, reason) for forms of this list's terms and entities that were seen but do not count."""
        terms: set[int] = set()
        numbers: set[int] = set()
        for query in plan.queries:
            terms.update(query.leaves.terms.values())
            numbers.update(_entities_of(query))
        found: list[tuple[str, str]] = []
        for number in sorted(numbers):
            entity = self.lexicon.entities[number]
            terms.update(entity.full)
            if number in reading.entities:
                continue
            for term in (*entity.full, *entity.short):
                for place in reading.hits.get(term, ()):
                    form = reading.hit(place).form
                    if place in reading.masked:
                        found.append((form, f"a longer phrase that is not ${entity.id} covers it"))
                    elif term in entity.short:
                        found.append((form, f"a short form of ${entity.id} without company"))
        found += [
            (reading.hit(place).form, why)
            for term, place, why in sorted(reading.rejected or (), key=itemgetter(1, 0))
            if term in terms and why != "written differently"
        ]
        return list(dict.fromkeys(found))


def _present(reading: Reading) -> Set[int]:
    return {*reading.hits, *[~number for number in reading.entities]}


def _met(gate: Gate, reading: Reading, leaves: Leaves, present: Set[int]) -> tuple[bool, list[Span]]:
    """Whether a gate is met, and where."""
    places: list[Span] = []
    if not present.isdisjoint(gate.keys):
        places = [(one.start, one.end) for one in Evaluation(reading, leaves).occurrences(gate.node)]
        if not places:
            places = sorted(one.span for number in gate.stands_for for one in reading.entities.get(number, ()))
    return bool(places) or not gate.assumed.isdisjoint(reading.document.assume), places


def _dropped(plan: ListPlan, reading: Reading) -> Occurrence | None:
    """The first place where something of `drop_if` holds."""
    plain = Evaluation(reading, plan.leaves)
    return next((one for node in plan.drops for one in plain.occurrences(node)), None)


def _masked(plan: ListPlan, reading: Reading) -> list[tuple[str, str]]:
    """(query, covering phrase) for every query whose words a `not` phrase covers."""
    found = []
    for query in plan.queries:
        covering = _masks(query, reading)
        if covering and Evaluation(reading, query.leaves).occurrences(query.node):
            found.append((query.id, reading.hit(covering.spans[0]).form))
    return found


def _lacking(plan: ListPlan, reading: Reading, held: Set[str]) -> list[tuple[str, str]]:
    """(query, what the article has not of it) for every query of which a part is there."""
    found = []
    for query in plan.queries:
        langs, spoken = query.source.lang, reading.document.lang
        if query.id in held or (langs and spoken and spoken not in langs):
            continue
        evaluation = Evaluation(reading, query.leaves, _masks(query, reading))
        if why := lacks(query.node, lambda node, within=evaluation: bool(within.occurrences(node))):  # type: ignore[misc]
            found.append((query.id, why))
    return found


def _masks(query: QueryPlan, reading: Reading) -> Masks:
    if not query.masks:
        return NO_MASKS
    evaluation = Evaluation(reading, query.mask_leaves)
    return Masks((one.start, one.end) for node in query.masks for one in evaluation.occurrences(node))


def _filtered(plan: ListPlan, document: Document) -> str:
    """Why the list does not read this article, empty where it does. An unknown language is read."""
    if plan.langs and document.lang and document.lang not in plan.langs:
        return f"the list reads {', '.join(sorted(plan.langs))} only, the article is in {document.lang}"
    if (plan.outlets or plan.tags) and document.outlet not in plan.outlets and plan.tags.isdisjoint(document.tags):
        return f"the list does not read the outlet '{document.outlet}'"
    return ""


def _entities_of(query: QueryPlan) -> list[int]:
    return [number for numbers in query.leaves.entities.values() for number in numbers]
