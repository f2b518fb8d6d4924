# What the compiled half offers; `monitor.shared` says what it means.
VERSION: int

def compare(one: bytes, other: bytes, aside: bytes) -> tuple[int, ...]: ...
