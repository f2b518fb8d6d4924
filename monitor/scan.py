"""One pass over a folded text for all patterns at once: three engines, one result."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import count
from threading import Lock
from typing import Any, Final, Literal, NamedTuple, Protocol

import ahocorasick_rs

from monitor.lookalikes import any_word
from monitor.postings import Postings
from monitor.surroundings import doubts
from monitor.text import Folded, fold, mixed, native

Match = tuple[int, int, int]
"""Number of the pattern, start, end."""
Span = tuple[int, int]
"""A half-open range of code points in the text that is being read."""
Sight = tuple[int, Span, int, int, int]
"""Number of the pattern, the span in the original without its blanks, `monitor.surroundings.doubts` there; start and
end in the folded text."""
EngineName = Literal["native", "hyperscan", "ahocorasick"]


_PADDING: Final = 16
"""Zeros after packed patterns, which the compiled half may read."""
_Read = tuple[dict[int, list[Span]], list[Sight], tuple[bytes, bytes] | None, bool, bool, bool]


class Scanner(Protocol):
    """Finds every occurrence of every pattern, overlapping ones included."""

    def scan(self, data: bytes) -> list[Match]:
        """Every occurrence in `data`, in any order."""
        ...


_UNASKED: Final = Folded(b"", memoryview(b""))


class Sights(NamedTuple):
    """A text as it was folded and scanned."""

    hits: dict[int, list[Span]]
    """Term -> where it stands, for what was judged already."""
    found: list[Sight]
    """What was not."""
    folded: Folded
    """Empty where everything was judged and there are no look-alikes."""
    alike: bool
    """Mostly Cyrillic, with a word of Latin letters that all look like Cyrillic ones."""
    broken: bool
    """Some line ends in a hyphen, so that its last word may go on in the next."""
    disordered: bool
    """Some term's places in `hits` are not in order, or one of them twice."""


class Patterns(Sequence[bytes]):
    """Folded patterns, different and not empty, packed: as objects a hundred thousand would take ten times the room."""

    def __init__(self, patterns: Iterable[bytes]) -> None:
        self.packed = b"\n".join([*patterns, bytes(_PADDING)])

    @classmethod
    def of_packed(cls, packed: bytes) -> Patterns:
        """From what another has packed."""
        made = cls(())
        made.packed = packed
        return made

    def __len__(self) -> int:
        return self.packed.count(b"\n")

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.packed.split(b"\n")[:-1])

    def __getitem__(self, at: Any) -> Any:
        return list(self)[at]


class Numbering:
    """Numbers patterns in the order in which they come, each once, and remembers the numbers asked for. The compiled
    half has the same, in a fifth of the room."""

    def __init__(self) -> None:
        self._numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._asked = array("i")

    def add(self, found: dict[bytes, Any]) -> None:
        """Number the patterns of a term, the keys of `found`."""
        self._asked.extend([self._numbers[data] for data in found])

    def packed(self) -> bytes:
        """Every pattern by its number, as `Patterns` packs them."""
        return Patterns(self._numbers).packed

    def asked(self) -> bytes:
        """The number of each pattern that came, as 32-bit numbers."""
        return self._asked.tobytes()


def numbering() -> Numbering:
    """An empty one, compiled if possible."""
    compiled = native()
    made: Numbering = Numbering() if compiled is None else compiled.Numbering()
    return made


NO_PATTERNS: Final = Patterns(())


class NativeScanner:
    """The fastest engine: folds and scans in one pass, where its C could be compiled."""

    def __init__(self, patterns: Patterns, postings: Postings | None = None) -> None:
        """For `postings` see `make_scanner`. Raises `ImportError` where nothing was compiled."""
        compiled = native()
        if compiled is None:
            raise ImportError("monitor._native was not built")
        self._state = patterns, Postings.none(len(patterns)) if postings is None else postings
        matcher = compiled.Matcher(patterns.packed, *self._state[1].compiled())
        self.scan: Callable[[bytes], list[Match]] = matcher.scan
        self.read: Callable[[str, bool], _Read] = matcher.read

    def __getstate__(self) -> tuple[Patterns, Postings]:
        return self._state

    def __setstate__(self, state: tuple[Patterns, Postings]) -> None:
        try:
            self.__init__(*state)  # type: ignore[misc]
        except ImportError as error:
            raise ValueError(str(error)) from None


class AhoCorasickScanner:
    """The engine that is always there."""

    def __init__(self, patterns: Patterns) -> None:
        kind = ahocorasick_rs.Implementation.ContiguousNFA
        self._patterns = patterns
        self._find: Callable[..., list[Match]] | None = None
        if patterns:
            self._find = ahocorasick_rs.BytesAhoCorasick(patterns, implementation=kind).find_matches_as_indexes

    def __getstate__(self) -> tuple[Patterns]:
        return (self._patterns,)

    def __setstate__(self, state: tuple[Patterns]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def scan(self, data: bytes) -> list[Match]:
        """See `Scanner`."""
        return self._find(data, overlapping=True) if self._find is not None else []


class HyperscanScanner:
    """The faster engine, where its wheel is installed (`pip install tocsin[fast]`)."""

    def __init__(self, patterns: Patterns) -> None:
        """Raises `ImportError` without hyperscan."""
        import hyperscan  # noqa: PLC0415  (optional)

        self._lengths = array("H", map(len, patterns))
        self._lock = Lock()
        self._database: Any = None
        if patterns:
            self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
            numbers = list(range(len(patterns)))
            self._database.compile(
                expressions=list(patterns), ids=numbers, elements=len(patterns), flags=0, literal=True
            )

    def __getstate__(self) -> tuple[bytes, bytes]:
        import hyperscan  # noqa: PLC0415

        return self._lengths.tobytes(), hyperscan.dumpb(self._database) if self._database else b""

    def __setstate__(self, state: tuple[bytes, bytes]) -> None:
        import hyperscan  # noqa: PLC0415

        self._lengths = array("H", state[0])
        self._lock = Lock()
        self._database = None
        if state[1]:
            try:
                self._database = hyperscan.loadb(state[1], hyperscan.HS_MODE_BLOCK)
                self._database.scratch = hyperscan.Scratch(self._database)
            except hyperscan.error as error:  # made for another processor, or by another version
                raise ValueError(f"hyperscan: {type(error).__name__}") from None

    def scan(self, data: bytes) -> list[Match]:
        """See `Scanner`."""
        if self._database is None:
            return []
        found: list[Match] = []
        lengths, add = self._lengths, found.append

        def handle(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add((number, end - lengths[number], end))

        with self._lock:  # the engine's working memory serves one scan at a time
            self._database.scan(data, match_event_handler=handle)
        return found


@cache
def installed_engines() -> tuple[EngineName, ...]:
    """The engines that work on this machine, the preferred one first."""
    found: list[EngineName] = ["native"] if native() is not None else []
    try:
        HyperscanScanner(Patterns([b"x"]))
        found.append("hyperscan")
    except Exception:  # noqa: BLE001, S110  (not installed, or a processor without the instructions it needs)
        pass
    return (*found, "ahocorasick")


def preferred_engine() -> EngineName:
    """The first of `installed_engines`; the others are not tried."""
    return "native" if native() is not None else installed_engines()[0]


def make_scanner(patterns: Patterns, engine: EngineName | None = None, postings: Postings | None = None) -> Scanner:
    """A scanner for `patterns` with the best engine installed, or the one asked for.

    With `postings`, which say what each pattern stands for, our own engine judges most of what it finds by itself.
    """
    chosen = engine or preferred_engine()
    if chosen == "native":
        return NativeScanner(patterns, postings)
    return HyperscanScanner(patterns) if chosen == "hyperscan" else AhoCorasickScanner(patterns)


def read(scanner: Scanner, text: str, *, tell: bool = False) -> Sights:
    """Fold `text` and scan it; with `tell` nothing is dropped without being among `found`, so that reasons can be told
    for what does not count."""
    if isinstance(scanner, NativeScanner):
        hits, found, texts, alike, broken, disordered = scanner.read(text, tell)
        folded = _UNASKED if texts is None else Folded(texts[0], memoryview(texts[1]).cast("i"))
        return Sights(hits, found, folded, alike, broken, disordered)
    folded = fold(text)
    places = folded.origin
    sights: list[Sight] = []
    for number, start, end in scanner.scan(folded.data):
        first, stop = places[start + 1], places[end - 2] + 1
        doubt = doubts(text, first, stop) | (stop != places[end - 1])
        sights.append((number, (first, stop), doubt, start, end))
    broken = "-\n" in text or "‐\n" in text
    return Sights({}, sights, folded, mixed(folded.data) and any_word(folded, text), broken, False)
