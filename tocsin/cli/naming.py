"""Outlets as people name them on the command line: by id, or by the name that mails and tables show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tocsin.cli.failures import RefusedError

if TYPE_CHECKING:
    from crawler.outlets import Outlet


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
    from tocsin.problems import did_you_mean

    near = did_you_mean(name, [one.id for one in every]) or did_you_mean(name, [one.name for one in every])
    raise RefusedError(f"there is no outlet '{name}' in outlets.yaml{near}")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
