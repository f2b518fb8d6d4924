# What the compiled half offers; `monitor.text` and `monitor.scan` say what it means.
VERSION: int

def install(
    codes: bytes, marks: bytes, expansions: dict[int, bytes], cyrillic_first: int, arabic_first: int, arabic_end: int
) -> None: ...
def fold(text: str) -> tuple[bytes, bytes]: ...

class Matcher:
    def __init__(self, patterns: bytes, terms: bytes) -> None: ...
    def scan(self, data: bytes) -> list[tuple[int, int, int]]: ...
    def read(
        self, text: str
    ) -> tuple[
        dict[int, list[tuple[int, int]]],
        list[tuple[int, tuple[int, int], int, int, int]],
        tuple[bytes, bytes] | None,
        bool,
    ]: ...
