"""A warning about a line that is valid but probably does not mean what its author thinks, and all codes of warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.shapes import Shape

CODES = {
    "broad-term": "more hits a day in the archive than a person reads",
    "short-alias": "an alias of one or two letters",
    "number-alias": "an alias without any letter",
    "shared-alias": "one alias in two entities of a type",
    "term-is-alias": "a term that is an entity's alias",
    "term-is-entity": "a term that is an entity's id without its $",
    "unused-entity": "an entity that no list asks for",
    "not-covers-all": "a `not` that covers the very term it stands beside",
    "without-no-form": "a form under `without` that is none of the forms there are",
    "never-matched": "a query that has found nothing in 90 days",
    "query-in-term": "a term that holds an operator of the notation of queries",
    "dash-at-edge": "a dash at the edge of a term, where it is left out",
    "list-in-term": "a comma in a term that stands alone, as if it were a list without its brackets",
    "impossible": "conditions that no article can meet together",
    "mixed-script": "letters of two scripts in one word",
    "invisible": "a character that cannot be seen",
    "role-ended": "a person or text whose last role ended after the list was reviewed",
    "silent-outlet": "an outlet silent for three times its usual interval",
    "no-tests": "a watchlist without tests",
    "test-by-other-query": "a test that passes without the query it seems to cover",
    "split-at-comma": "a text in [ ] that was cut at its comma",
    "curly-quotes": "curly quotes where YAML's straight ones are meant",
    "bullet": "a long dash or a dot where a list item is meant",
    "unchecked": "a fact that somebody marked as not verified",
    "mail-host": "a mail address whose host has no dot",
    "unread-file": "a file or folder that is not read",
    "unknown-id": "a role's organisation that is no known entity",
    "date": "a role that ends before it begins",
}
"""Every code of a warning, for `# lint: off CODE why` and for the guide."""

Kind = Literal["watchlist", "entity", "outlet"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning about the value at `path` of the watchlist, entity or outlet `id`."""

    code: str
    kind: Kind
    id: str
    path: Path
    message: str
    offset: int = 0
    """Where in the text at `path`, in characters."""


def lists_of(model: Shape, names: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists of texts that stand under these keys of a model, each with its key."""
    for name in names:
        yield name, getattr(model, f"{name}_" if name == "not" else name)
