"""Warnings of `tocsin check` where the configuration asks for a secret that this environment does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alerts.facts import Secrets
from tocsin.configuration.files import Source
from tocsin.configuration.items import Catalogue
from tocsin.configuration.nodes import Path
from tocsin.problems import Problem
from tocsin.settings import Settings

CODE = "secret"
_NAMED = re.compile(r"\$\{(\w+)\}")


class _Need(NamedTuple):
    source: Source
    path: Path
    variable: str
    what: str


def missing_secrets(catalogue: Catalogue, secrets: Secrets) -> Iterator[Problem]:
    """A warning at each place that needs a secret which is not set: its messages would wait for it."""
    for need in _needs(catalogue, secrets):
        assert need.source.tree is not None
        yield need.source.tree.problem(
            need.source.tree.find(need.path).node.start,
            f"{need.what} needs {need.variable}, which is not set here",
            code=CODE,
            hint=f"set {need.variable} (or {need.variable}_FILE) where tocsin runs",
            warning=True,
        )


def _needs(catalogue: Catalogue, secrets: Secrets) -> Iterator[_Need]:
    for item in [*catalogue.digests, *catalogue.alerts]:
        yield from _named(item.source, (*item.path, "apprise"), item.model.apprise, secrets)
        if item.model.webhook and not secrets.webhook:
            yield _Need(item.source, (*item.path, "webhook"), "TOCSIN_WEBHOOK_SECRET", "a webhook")
    for source in catalogue.sources:
        settings = source.model
        if isinstance(settings, Settings):
            yield from _named(source, ("operators_apprise",), settings.operators_apprise, secrets)
            if settings.mail_user and not secrets.smtp_password:
                yield _Need(source, ("mail_user",), "TOCSIN_SMTP_PASSWORD", "the login")
            if settings.dkim_selector and not secrets.dkim_key:
                yield _Need(source, ("dkim_selector",), "TOCSIN_DKIM_KEY", "the signature")


def _named(source: Source, path: Path, addresses: Iterable[str], secrets: Secrets) -> Iterator[_Need]:
    for number, address in enumerate(addresses):
        for name in dict.fromkeys(_NAMED.findall(address)):
            if name not in secrets.named:
                yield _Need(source, (*path, number), f"TOCSIN_SECRET_{name}", "this address")
