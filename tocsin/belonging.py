"""Whose state a `var` folder holds.

`var` lies beside the configuration folder unless TOCSIN_VAR says otherwise, so two configuration folders in one parent
would share a database and mix their articles, digests and mails without a word. The first one leaves its name there.
"""

from __future__ import annotations

import os
from pathlib import Path

MARK = ".configuration"
"""The file in a `var` folder that holds the path of the configuration folder whose state it is."""


def owner(var: Path, directory: Path) -> Path | None:
    """The other configuration folder whose state `var` holds; None where that is `directory`, or nobody.

    A folder that is gone (renamed, say) has no claim any more.

    Raises:
        OSError: the mark cannot be read.
    """
    try:
        found = Path((var / MARK).read_text(encoding="utf-8", errors="surrogateescape").removesuffix("\n"))
    except FileNotFoundError:
        return None
    return found if found != directory.resolve() and found.is_dir() else None


def claim(var: Path, directory: Path) -> None:
    """Write down that `var` holds the state of the configuration in `directory`.

    Raises:
        OSError: `var` cannot be written.
    """
    mark, text = var / MARK, f"{directory.resolve()}\n".encode(errors="surrogateescape")
    if mark.is_file() and mark.read_bytes() == text:
        return
    part = mark.with_name(f"{MARK}.{os.getpid()}")
    part.write_bytes(text)
    part.replace(mark)


def told(var: Path, other: Path, directory: Path) -> str:
    """For people: what would be mixed up, and what to do."""
    return (
        f"{var} holds the articles and mails of {other}, and {directory} would mix its own into them. Give it a folder "
        f"of its own: set TOCSIN_VAR, or move one of the two configurations into another parent folder. (To share on "
        f"purpose, say so: TOCSIN_VAR={var})"
    )
