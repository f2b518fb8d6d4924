"""Forms that are switched off and were never made: nothing is switched off then. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from crawler.outlets import Outlet
from monitor.entities import Entity
from monitor.findings import Finding, Kind, Path
from monitor.forms import aliases, inflections
from monitor.nodes import EntityRef, Phrase, leaves_of
from monitor.query import QueryError, from_yaml
from monitor.terms import inflected_forms, term_of
from monitor.text import fold_short
from monitor.watchlists import Watchlist, languages_read

_SHOWN = 6


def of_watchlist(watchlist: Watchlist, outlets: Sequence[Outlet]) -> Iterator[Finding]:
    """Findings about `without` of one list's queries; nothing about a query that cannot be read."""
    read = languages_read(watchlist, outlets)
    for number, query in enumerate(watchlist.match):
        if not query.without:
            continue
        try:
            leaves = list(leaves_of(from_yaml(query)))
        except QueryError:
            continue
        shared = term_of(query, query.lang or watchlist.lang, read)._replace(without=())
        terms = [leaf for leaf in leaves if isinstance(leaf, Phrase) and not (leaf.exact or leaf.prefix)]
        made = [form for leaf in terms for form in inflected_forms(shared._replace(text=leaf.text))]
        named = dict.fromkeys(f"${leaf.id}" for leaf in leaves if isinstance(leaf, EntityRef))
        there = f" ({', '.join(named)} has without: where it is defined)" if named else ""
        yield from _idle("watchlist", watchlist.id or "", ("match", number), query.without, made, elsewhere=there)


def of_entity(entity: Entity, tongues: Sequence[str]) -> Iterator[Finding]:
    """Findings about `without` of one entity, which has its type; `tongues` as in `monitor.forms.inflected`."""
    if entity.without:
        person, country = entity.type == "person", entity.type == "country"
        names = [*aliases(entity), *((short, "") for short in entity.short)]
        made = [
            form
            for name, language in names
            for form in inflections(
                name, person=person, country=country, word=False, language=language, tongues=tongues
            )
        ]
        yield from _idle("entity", entity.id, (), entity.without, made)


def _idle(
    kind: Kind, name: str, path: Path, without: Sequence[str], made: Iterable[str], *, elsewhere: str = ""
) -> Iterator[Finding]:
    forms = {fold_short(form): form for form in made}
    for number, text in enumerate(without):
        if (wanted := fold_short(text)) in forms:
            continue
        nearest = sorted(forms, key=lambda form: -SequenceMatcher(None, wanted, form).ratio())
        shown = ", ".join(forms[form] for form in nearest[:_SHOWN])
        more = f" and {len(forms) - _SHOWN} more" if len(forms) > _SHOWN else ""
        there = f"there are {shown}{more}" if forms else "none is made of the terms here"
        said = f"'{text}' is no form that is made here, so nothing is switched off; {there}{elsewhere}"
        yield Finding("without-no-form", kind, name, (*path, "without", number), said)
