"""Mail addresses that are written correctly and lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.configuration.items import Catalogue
from tocsin.configuration.nodes import Path
from tocsin.problems import Problem

_MESSAGE = "the host of this mail address has no dot: mail servers elsewhere do not know it"
_HINT = "write it in full, e.g. desk@example.org"


def hosts_without_a_dot(catalogue: Catalogue) -> Iterator[Problem]:
    """A warning for every address of `to:` and `operators:` such as desk@example; localhost is meant as it stands."""
    for item in (*catalogue.digests, *catalogue.alerts):
        for path in _dotless(item.model, "to"):
            yield item.problem(path, _MESSAGE, code="mail-host", hint=_HINT, level="warning")
    for source in catalogue.sources:
        if source.kind == "settings" and source.model is not None and source.tree is not None:
            for path in _dotless(source.model, "operators"):
                at = source.tree.find(path).node.start
                yield source.tree.problem(at, _MESSAGE, code="mail-host", hint=_HINT, warning=True)


def _dotless(model: Any, name: str) -> Iterator[Path]:
    for number, address in enumerate(getattr(model, name)):
        host = address.rpartition("@")[2].lower()
        if "." not in host and host != "localhost":
            yield (name, number)
