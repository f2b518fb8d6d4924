# What the compiled half offers; `monitor.pieces`, `monitor.telling` and `monitor.outline` say what it means.
from typing_extensions import Buffer

VERSION: int

def read(
    text: str, slots: Buffer, known: Buffer, bits: int, base: int, spread: int, /
) -> tuple[bytes, list[tuple[int, int, int, int]]]: ...
def enter(slots: Buffer, known: Buffer, bits: int, spread: int, first: int, end: int, /) -> None: ...
def places(
    pieces: Buffer, flags: Buffer, /
) -> tuple[bytes, list[int], list[int], list[int], list[int], list[int], list[int]]: ...
def outline(
    pieces: Buffer,
    split: int,
    first: Buffer,
    count: Buffer,
    hashes: Buffer,
    short: Buffer,
    level: Buffer,
    capitals: Buffer,
    named: list[int],
    others: list[int],
    opening: int,
    body: int,
    lead: int,
    most: int,
    sample: int,
    /,
) -> tuple[bytes, int, bytes, bytes, bytes, bytes, bytes, bytes, list[int]]: ...
