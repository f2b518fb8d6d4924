"""What a text says that its story did not say before: numbers, names, quotes, and who says it. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.chunks import stem
from monitor.commonwords import COMMON
from monitor.pieces import Lexicon, lexicon
from monitor.prints import Print
from monitor.same_letters import fold
from monitor.sketch import Sketch

OUTLET_CLASSES = frozenset(
    {"state", "official", "semi-official", "irgc-linked", "independent", "opposition", "exile", "private"}
)
"""Outlet tags that say who speaks. The first independent outlet with a story of the state press is news."""
KEPT = 400
"""Facts of one kind remembered for a story; a text with more is a list, not a story."""
SHOWN = 4
"""Facts of one kind named in words."""
QUOTE_KNOWN = 0.6
"""Share of a quote's words that make it the same quote as a known one, in another translation or cut."""

MANY_WORDS, FEW_WORDS = 3, 2
LATER = timedelta(hours=6)
_MARKS = " .,;:!?…«»“”„\"'‘’()[]–—-،؛؟"
_FULL_NAME = re.compile(r"[^\W\d_a-zа-яёіїє][\w'’-]*(?: [^\W\d_a-zа-яёіїє][\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one text or of a whole story. Names are stems or `$entity` ids, quotes folded words."""

    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(
            self.numbers | other.numbers,
            self.names | other.names,
            self.quotes | other.quotes,
            self.classes | other.classes,
        )

    def stored(self) -> dict[str, list[str]]:
        """As the database keeps it: sorted, at most `KEPT` of each kind."""
        return {kind: sorted(getattr(self, kind))[:KEPT] for kind in ("numbers", "names", "quotes", "classes")}

    @classmethod
    def read(cls, stored: Mapping[str, Iterable[str]]) -> Facts:
        """The opposite of `stored`."""
        return cls(**{kind: frozenset(values) for kind, values in stored.items()})


def facts_of(print_: Print, tags: Collection[str] = ()) -> Facts:
    """Everything a text says. `tags`: of its outlet."""
    said = (frozenset(print_.numbers), frozenset(print_.names), frozenset(print_.quotes))
    return Facts(*said, OUTLET_CLASSES.intersection(tags))


def headline_words(title: str, own: Sketch, linked: Collection[Sketch], later: timedelta) -> list[str]:
    """Words of a headline by which an article that joined its story by likeness tells something else; mostly none.

    Outlets put one event into other words within hours, so three telling words are asked for that no article it is
    linked with has in headline or first words; two are enough of what comes half a day after the story's newest
    article, which is seldom told again only in other words. Of linked articles in other languages nothing is known.

    Args:
        own: the sketch of the article with the headline `title`.
        later: how long after the story's newest article it was published.
    """
    alike = [sketch for sketch in linked if sketch.tongue == own.tongue]
    said = frozenset().union(*(sketch.lead for sketch in alike))
    missing = own.title.keys() - said
    if not alike or not missing:
        return []
    known = lexicon()
    tokens = {token.strip(_MARKS): missing.intersection(_short(known, token)) for token in title.split()}
    telling = {token: stems for token, stems in tokens.items() if stems and fold(token).casefold() not in COMMON}
    new = frozenset().union(*telling.values())
    return list(telling) if len(new) >= (FEW_WORDS if later >= LATER else MANY_WORDS) else []


def _short(known: Lexicon, token: str) -> list[int]:
    """Hashes of the stems in a word, as a sketch keeps them."""
    features = known.words["feature"][known.words_of(known.read(token))].tolist()
    return [feature & 0xFFFFFFFF for feature in features]


def news(
    known: Facts,
    print_: Print,
    text: str,
    tags: Collection[str] = (),
    *,
    revised: bool = False,
    headline: Sequence[str] = (),
) -> str:
    """In words, what a text adds to what its story said, or "" when it adds nothing material.

    Of another outlet's text only headline and first words are asked for numbers and names (background further down is
    no news), and one unknown name alone is the writer's choice of words. Of an article that was changed after
    publication (`revised`) every addition counts, and `known` is what it said before. `headline`: of an article that
    is no copy, its `headline_words`; they count where nothing else does.
    """
    numbers = (print_.numbers if revised else print_.lead_numbers) - known.numbers
    names = (print_.names if revised else print_.lead_names) - known.names
    quotes = [quote for quote in sorted(print_.quotes) if not _known(quote, known.quotes)]
    classes = OUTLET_CLASSES.intersection(tags) - known.classes
    if not revised and len(names) < 2:
        names = frozenset()
    parts = [f"first {name} outlet" for name in sorted(classes)] if known.classes else []
    for label, found in (
        ("number", sorted(numbers, key=_size)),
        ("name", sorted(_readable(names, text))),
        ("quote", [f"“{quote}…”" for quote in quotes]),
    ):
        if found:
            more = f" +{len(found) - SHOWN}" if len(found) > SHOWN else ""
            parts.append(f"new {label}{'s' if len(found) > 1 else ''}: {', '.join(found[:SHOWN])}{more}")
    if headline and not parts:
        parts.append(f"new in the headline: {', '.join(headline[:SHOWN])}")
    return "; ".join(parts)


def _known(quote: str, known: Iterable[str]) -> bool:
    words = set(quote.split())
    return any(len(words & set(old.split())) >= QUOTE_KNOWN * min(len(words), len(old.split())) for old in known)


def _size(number: str) -> tuple[int, str]:
    return -len(number), number


def _readable(names: Collection[str], text: str) -> Iterable[str]:
    """Names as the text writes them; entity ids without their dollar sign."""
    missing = {name for name in names if not name.startswith("$")}
    written: dict[str, str] = {}
    for match in _FULL_NAME.finditer(text) if missing else ():
        for name in missing.intersection(map(stem, match[0].split())):
            written[name] = match[0]
            missing.discard(name)
        if not missing:
            break
    yield from {written.get(name, name.removeprefix("$")) for name in names}
