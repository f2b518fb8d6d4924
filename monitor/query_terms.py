"""Where one term is asked for and a query is given: which operators were seen, and which terms they join."""

from __future__ import annotations

import re
from typing import Final

from monitor.nodes import EntityRef, Node, Phrase, leaves_of, show
from monitor.query import parse
from monitor.query_bits import QUOTED
from monitor.query_errors import QueryError

_OPERATOR: Final = re.compile(
    r"(?<![^\s(])(?:AND(?:\s+NOT)?|OR|NOT|(?:O?NEAR|ATLEAST)(?:/\d+)?|SENTENCE|PARAGRAPH)(?![^\s)])"
)
_SCOPE: Final = re.compile(r"(?<!\S)(?:title|lede|body|lang|outlet|author):(?=\S)")
_WEIGHT: Final = re.compile(r"\^[0-9.]+(?![^\s)])")


def refuse_operators(text: str) -> None:
    """Raise `QueryError` where `text` is a query rather than a term: it names the operators and the terms they join.

    What stands in quotes is a term, whatever its words.
    """
    bare = QUOTED.sub(lambda found: " " * len(found[0]), text)
    seen = [found for sign in (_OPERATOR, _SCOPE, _WEIGHT) for found in sign.finditer(bare)]
    if not seen or bare.strip() == seen[0][0]:
        return
    seen.sort(key=lambda found: found.start())
    names = list(dict.fromkeys(" ".join(found[0].split()) for found in seen))
    said = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    message = f"one term is asked for, and {said} {'belong' if len(names) > 1 else 'belongs'} to queries"
    terms = _terms(text)
    quoted = () if set(text) & set('"“”«»()$') else (f'"{text.strip()}"',)
    raise QueryError(message, text, seen[0].start(), meant=(*([" | ".join(terms)] if terms else []), *quoted))


def _terms(text: str) -> list[str]:
    """What the query looks for, each once; empty where it is none that is read."""
    try:
        node: Node = parse(text)
    except QueryError:
        return []
    return list(dict.fromkeys(show(leaf) for leaf in leaves_of(node) if isinstance(leaf, Phrase | EntityRef)))
