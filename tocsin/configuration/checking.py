"""`tocsin check`: everything that loading finds, the lists' own tests, and warnings about lines that mislead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.collector import without_collector
from monitor.document import ListResult
from monitor.lint import ArchiveFigures, lint
from tocsin.configuration.addressees import hosts_without_a_dot
from tocsin.configuration.files import Source
from tocsin.configuration.idle import idle
from tocsin.configuration.items import Catalogue, Item
from tocsin.configuration.loading import Configuration, read_draft
from tocsin.configuration.nodes import Items, Pairs, Scalar
from tocsin.configuration.secrets import missing_secrets
from tocsin.configuration.silence import bad_comments, without_silenced
from tocsin.configuration.syntax import BULLETS
from tocsin.problems import Problem

if TYPE_CHECKING:
    from alerts.facts import Secrets
    from monitor.ruleset import Ruleset

_SENTENCE_END = (".", "!", "?", "…", "»", '"', "”", "؟", ":", ";")


@dataclass(frozen=True)
class Report:
    """What `check` found."""

    directory: Path
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    tests: int
    """Sentences of the lists' own tests that were run."""
    configuration: Configuration | None
    """None where there are errors in the configuration itself (a failing test is none)."""

    @property
    def errors(self) -> list[Problem]:
        """What must be mended."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What should be looked at."""
        return [problem for problem in self.problems if problem.level == "warning"]

    def summary(self) -> str:
        """One line for a person."""
        counts = f"{_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"
        if self.configuration is None:
            return f"{counts} in {self.directory}"
        config = self.configuration
        return (
            f"{self.directory}: {_count(config.outlets, 'outlet')}, {_count(config.entities, 'entity', 'entities')}, "
            f"{_count(config.watchlists, 'watchlist')} with {_number(self.tests, 'test')}, "
            f"{_count(config.digests, 'digest')}, {_count(config.alerts, 'alert')}: {counts}"
        )

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        config = self.configuration
        return {
            "directory": str(self.directory),
            "ok": not self.errors,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "tests": self.tests,
            "outlets": len(config.outlets) if config else None,
            "entities": len(config.entities) if config else None,
            "watchlists": len(config.watchlists) if config else None,
            "digests": len(config.digests) if config else None,
            "alerts": len(config.alerts) if config else None,
            "problems": [problem.as_json() for problem in self.problems],
        }


def check(
    directory: Path,
    figures: Callable[[Configuration], ArchiveFigures | None] | None = None,
    *,
    cache: Path | None = None,
    secrets: Secrets | None = None,
) -> Report:
    """Read the configuration in `directory` as the daemon would, run the lists' own tests and look for lint.

    `figures` says what the archive knows about a configuration without errors; without it, the warnings that need an
    archive are left out. `cache` is as for `load`. `secrets` are those of the environment in which Tocsin will run;
    None: nobody knows them, and none is missed. Nothing is raised for bad content.
    """
    with without_collector():
        return _check(directory, figures, cache, secrets)


def _check(
    directory: Path,
    figures: Callable[[Configuration], ArchiveFigures | None] | None,
    cache: Path | None,
    secrets: Secrets | None,
) -> Report:
    draft = read_draft(directory, cache=cache)
    catalogue = draft.catalogue
    problems = list(draft.problems)
    tests = 0
    if draft.configuration is not None:
        ruleset = draft.configuration.ruleset
        assert ruleset is not None
        for item in catalogue.watchlists:
            tests += len(item.model.tests.hit) + len(item.model.tests.miss)
            problems += run_tests(item, ruleset)
        problems += _lint(catalogue, figures(draft.configuration) if figures is not None else None)
        problems += idle(catalogue, directory)
    problems += hosts_without_a_dot(catalogue)
    if secrets is not None:
        problems += missing_secrets(catalogue, secrets)
    for source in catalogue.sources:
        problems += [*_cut_at_comma(source), *_curly_quotes(source), *_bullets(source)]
    problems = without_silenced([*problems, *bad_comments(catalogue.sources)], catalogue.sources)
    problems.sort(key=lambda problem: problem.order)
    return Report(directory, tuple(problems), tests, draft.configuration)


def run_tests(item: Item, ruleset: Ruleset) -> Iterator[Problem]:
    """Run a watchlist's own tests; what fails, or proves less than it seems to, is located at the test."""
    by_itself: dict[str, bool] = {}
    first: dict[str, tuple[int, str]] = {}
    for number, sentence in enumerate(item.model.tests.hit):
        result = ruleset.passes(item.id, sentence)
        if not result.passed:
            why = "; ".join(result.why_not) or "nothing in it matches"
            message = f"watchlist '{item.id}' does not catch this sentence"
            yield item.problem(("tests", "hit", number), message, code="test", hint=why)
            continue
        for part in result.queries:
            needed = round(result.score - part.points, 2) < result.threshold
            by_itself[part.query] = by_itself.get(part.query, False) or needed
            first.setdefault(part.query, (number, _others(result, part.query)))
    for number, sentence in enumerate(item.model.tests.miss):
        result = ruleset.passes(item.id, sentence)
        if result.passed:
            message = f"watchlist '{item.id}' catches this sentence, and should not (score {result.score:g})"
            yield item.problem(("tests", "miss", number), message, code="test", hint=_caught(result))
    for query, needed in by_itself.items():
        if not needed:
            number, others = first[query]
            message = f"this passes without query '{query}' too, because of {others}: no test needs '{query}'"
            yield item.problem(("tests", "hit", number), message, code="test-by-other-query", level="warning")


def _caught(result: ListResult) -> str:
    return "; ".join(
        f"query '{part.query}' found {', '.join(dict.fromkeys(repr(hit.form) for hit in part.hits))} ({part.points:g})"
        for part in result.queries
    )


def _others(result: ListResult, query: str) -> str:
    return ", ".join(f"'{part.query}'" for part in result.queries if part.query != query)


def _lint(catalogue: Catalogue, archive: ArchiveFigures | None) -> Iterator[Problem]:
    places = {(item.kind, item.id): item for item in (*catalogue.outlets, *catalogue.entities, *catalogue.watchlists)}
    findings = lint(
        [item.model for item in catalogue.watchlists],
        [item.model for item in catalogue.entities],
        [item.model for item in catalogue.outlets],
        archive,
    )
    for finding in findings:
        item = places[finding.kind, finding.id]
        yield item.problem(
            finding.path, finding.message, code=finding.code, level="warning", offset=finding.offset or None
        )


def _cut_at_comma(source: Source) -> Iterator[Problem]:
    """Test sentences in [ ] that YAML has cut in two because they stand there without quotes."""
    root = source.tree.root if source.tree is not None else None
    if source.kind != "watchlists" or source.tree is None or not isinstance(root, Pairs):
        return
    tests = root.get("tests")
    if tests is None or not isinstance(tests[1], Pairs):
        return
    for _, node in tests[1].pairs:
        if not isinstance(node, Items) or not node.flow:
            continue
        for one, other in zip(node.items, node.items[1:], strict=False):
            plain = isinstance(one, Scalar) and isinstance(other, Scalar) and one.plain and other.plain
            if plain and not one.text.endswith(_SENTENCE_END):  # type: ignore[attr-defined]
                message = "this seems to be the rest of the sentence before it, cut at the comma"
                hint = "put quotes round the whole sentence"
                yield source.tree.problem(other.start, message, code="split-at-comma", hint=hint, warning=True)


def _curly_quotes(source: Source) -> Iterator[Problem]:
    """Texts that begin with a curly quote: word processors make them, and YAML takes them for letters."""
    if source.tree is None:
        return
    for node in source.tree.scalars():
        if node.plain and node.text.startswith(("“", "„", "‘")):
            message = f"the {node.text[0]} is part of the text: YAML's own quotes are straight"
            hint = "write \" \" or ' ' round the text; where curly quotes are meant, put straight ones round them"
            yield source.tree.problem(node.start, message, code="curly-quotes", hint=hint, warning=True)


def _bullets(source: Source) -> Iterator[Problem]:
    """Texts that begin with the dot or the long dash of a word processor's list: YAML joins them into one text."""
    if source.tree is None:
        return
    for node in source.tree.scalars():
        if node.plain and node.text[:1] in BULLETS and node.text[1:2].isspace():
            message = f"the {node.text[0]} is part of the text: it begins no list item"
            hint = "write a plain - and a blank; where the sign is meant, put quotes round the text"
            yield source.tree.problem(node.start, message, code="bullet", hint=hint, warning=True)


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _count(things: Any, one: str, many: str = "") -> str:
    return _number(len(things), one, many)
