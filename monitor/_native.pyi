# What the compiled half offers; `monitor.text`, `monitor.scan` and `monitor.naming` say what it means.
import numpy as np
from numpy.typing import NDArray

from monitor.checks import Check
from monitor.document import Hit, Mention
from monitor.naming import EntityPlan, Found

VERSION: int

def install(
    codes: bytes,
    marks: bytes,
    latin_only: bytes,
    expansions: dict[int, bytes],
    cyrillic_first: int,
    arabic_first: int,
    arabic_end: int,
) -> None: ...
def fold(text: str) -> tuple[bytes, bytes]: ...
def plain_words(texts: list[str]) -> list[bytes]: ...

class Matcher:
    def __init__(
        self,
        patterns: bytes,
        starts: NDArray[np.int32],
        terms: NDArray[np.int32],
        rules: NDArray[np.int32],
        table: bytes,
    ) -> None: ...
    def scan(self, data: bytes) -> list[tuple[int, int, int]]: ...
    def read(
        self, text: str, tell: bool
    ) -> tuple[
        dict[int, list[tuple[int, int]]],
        list[tuple[int, tuple[int, int], int, int, int]],
        tuple[bytes, bytes] | None,
        bool,
        bool,
        bool,
    ]: ...

class Numbering:
    def add(self, found: dict[bytes, Check | None]) -> None: ...
    def packed(self) -> bytes: ...
    def asked(self) -> bytes: ...

class Names:
    def __init__(
        self,
        starts: NDArray[np.int32],
        numbers: NDArray[np.int32],
        easy: bytes,
        plans: dict[int, EntityPlan],
        found: type[Found],
        mention: type[Mention],
        hit: type[Hit],
    ) -> None: ...
    def found(
        self, hits: dict[int, list[tuple[int, int]]], text: str
    ) -> tuple[dict[int, list[Found]], list[tuple[int, list[int]]], bool]: ...
    def mentions(self, entities: dict[int, list[Found]], text: str, body_start: int) -> tuple[Mention, ...]: ...
