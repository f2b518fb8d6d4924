"""What people name on the command line: an outlet by id or by the name that mails and tables show, lists, entities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tocsin.cli.failures import RefusedError

if TYPE_CHECKING:
    from crawler.outlets import Outlet
    from monitor.entities import Entity


def outlet_of(outlets: Iterable[Outlet], name: str) -> Outlet:
    """The outlet whose id, or else whose name, is `name` (letters large or small).

    Raises:
        RefusedError: there is none, or several share the name.
    """
    every = list(outlets)
    found = [one for one in every if one.id == name] or [one for one in every if _same(one.name, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(f"several outlets are called '{name}': {', '.join(one.id for one in found)}")
    from tocsin.problems import did_you_mean, instead

    ids = [one.id for one in every]
    near = did_you_mean(name, ids) or did_you_mean(name, [one.name for one in every]) or instead(name, ids)
    raise RefusedError(f"there is no outlet '{name}' in outlets.yaml{near}")


def known_list(name: str, ids: Iterable[str]) -> str:
    """`name`, which is the id of a watchlist.

    Raises:
        RefusedError: it is not.
    """
    every = list(ids)
    if name not in every:
        from tocsin.problems import instead

        raise RefusedError(f"there is no watchlist '{name}'{instead(name, every)}")
    return name


def entity_of(entities: Iterable[Entity], name: str) -> Entity:
    """The entity with this id.

    Raises:
        RefusedError: there is none; the message has the ids of those that bear the name, or that are near.
    """
    by_id = {one.id: one for one in entities}
    if name in by_id:
        return by_id[name]
    from monitor.forms import aliases
    from tocsin.problems import instead, listed

    wanted = _words(name)
    names = {
        one.id: [_words(text) for text in (*(text for text, _ in aliases(one)), *one.short)] for one in by_id.values()
    }
    called = [f"${id_}" for id_, texts in names.items() if wanted in texts]
    if called:
        near = f"; did you mean {' or '.join(called)}?"
    else:
        part = [
            f"${id_} ({by_id[id_].name})"
            for id_, texts in names.items()
            if any(f" {wanted} " in f" {text} " for text in texts)
        ]
        near = f"; in names it is part of {listed(part, 5)}" if part else instead(name, by_id, "$")
    raise RefusedError(f"there is no entity '{name}'{near}")


def _words(text: str) -> str:
    return " ".join(text.replace("-", " ").split()).casefold()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
