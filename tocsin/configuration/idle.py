"""Warnings of `tocsin check` about what will not happen: a configuration may be right in every line and do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.watchlists import languages_read
from tocsin.configuration.items import Catalogue, Item
from tocsin.problems import Problem

CODE = "idle"


def idle(catalogue: Catalogue, directory: Path) -> Iterator[Problem]:
    """What is missing so that nothing is read, nothing is found or nobody is told; `directory` as it was given."""
    if not _on(catalogue.outlets):
        message, hint = "no outlet is on: nothing is read", "`tocsin outlet add ADDRESS` finds the feeds of a site"
        if _on(catalogue.outlets, "test"):
            message = "no outlet is on: those on trial (status: test) are read, but nothing of them is ever mailed"
            hint = "take the line `status: test` away from those that do well; `tocsin outlet show ID` says how they do"
        yield _whole(catalogue, directory, "outlets", message, hint)
    if not _on(catalogue.watchlists):
        message = "no watchlist is on: nothing is found, digests stay empty"
        hint = "a file in watchlists/ with title: and match: is a list"
        if _on(catalogue.watchlists, "test"):
            message = "no watchlist is on: what those on trial (status: test) find is counted, but digests stay empty"
            hint = "take the line `status: test` away from those that find what they should"
        yield _whole(catalogue, directory, "watchlists", message, hint)
    yield from _unspoken(catalogue)
    rules = _on([*catalogue.digests, *catalogue.alerts])
    if not rules:
        hint = "a digest needs three lines: id, to and at"
        yield _whole(catalogue, directory, "digests", "no digest and no alert is on: nobody is told of anything", hint)
        return
    lists = {item.id for item in _on(catalogue.watchlists)}
    for item in rules:
        if item.model.watchlists and not lists & set(item.model.watchlists):
            message = f"no list of {item.kind} '{item.id}' is on: it has nothing to tell"
            yield item.problem(("watchlists",), message, code=CODE, level="warning")
    if any(not item.model.watchlists for item in rules):
        return
    heard = {name for item in rules for name in item.model.watchlists}
    for item in _on(catalogue.watchlists):
        if item.id not in heard:
            message = f"no digest and no alert takes watchlist '{item.id}': nobody is told of what it finds"
            hint = "name it under watchlists: of a digest, or give it status: test while it is tried"
            yield item.problem(("title",), message, code=CODE, level="warning", hint=hint)


def _unspoken(catalogue: Catalogue) -> Iterator[Problem]:
    """Lists and queries limited to languages in which no outlet that the list reads is written."""
    outlets = [item.model for item in catalogue.outlets if item.model.status != "off"]
    for item in catalogue.watchlists:
        read = languages_read(item.model, outlets)
        limits: list[tuple[tuple[str | int, ...], list[str]]] = [(("lang",), item.model.lang)]
        limits += [(("match", at, "lang"), query.lang) for at, query in enumerate(item.model.match)]
        for path, wanted in limits if read and item.model.status != "off" else ():
            if wanted and read.isdisjoint(wanted):
                message = (
                    f"no outlet that this list reads is in {' or '.join(wanted)}: they are in {', '.join(sorted(read))}"
                )
                hint = "languages are two letters (ISO 639-1): Spanish is es, Persian fa, Ukrainian uk"
                yield item.problem(path, message, code=CODE, level="warning", hint=hint)


def _on(items: Sequence[Item], status: str = "on") -> list[Item]:
    return [item for item in items if item.model.status == status]


def _whole(catalogue: Catalogue, directory: Path, kind: str, message: str, hint: str) -> Problem:
    """A warning about a file, or about a folder of them."""
    for source in catalogue.sources:
        if source.kind == kind != "watchlists" and source.tree is not None and source.tree.root is not None:
            return source.tree.problem(source.tree.root.start, message, code=CODE, hint=hint, warning=True)
    name = "watchlists" if kind == "watchlists" else f"{kind}.yaml"
    return Problem((directory / name).as_posix(), 0, 0, message, "warning", CODE, hint)
