# What the compiled half offers; `monitor.pieces`, `monitor.telling` and `monitor.fingerprint` say what it means.
from typing_extensions import Buffer

VERSION: int

def read(
    text: str, slots: Buffer, table: Buffer, bits: int, base: int, spread: int, /
) -> tuple[bytes, list[tuple[int, int, int, int]]]: ...
def enter(slots: Buffer, table: Buffer, bits: int, spread: int, first: int, end: int, /) -> None: ...
def places(
    pieces: Buffer, table: Buffer, capitals: list[str], lead: int, /
) -> tuple[bytes, bytes, int, list[str], list[int], list[int], list[int], list[int]]: ...
def fingerprint(
    pieces: Buffer,
    split: int,
    table: Buffer,
    words: Buffer,
    named: bytes,
    lead_named: int,
    others: list[int],
    lead_others: list[int],
    salient: list[int],
    parts: tuple[tuple[list[int]] | tuple[list[int], list[int]], ...],
    flags: int,
    version: int,
    extent: tuple[int, ...],
    /,
) -> tuple[bytes, tuple[int, ...], int, list[int]]: ...
