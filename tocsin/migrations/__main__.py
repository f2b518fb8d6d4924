"""`python -m tocsin.migrations revision "what changes"`: write the next step; `... first`: write step 0001 anew."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from crawler.database import open_database
from tocsin.migrations import FOLDER, HEAD, steps


def revision(message: str, *, number: str) -> Path:
    """Write the step `number` that leads from the existing steps to the tables of the code; gives its file."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/empty.sqlite")
        with engine.begin() as connection:
            steps.upgrade(connection)
        with engine.begin() as connection:
            script = command.revision(steps.config(connection), message, autogenerate=True, rev_id=number)
        engine.dispose()
    path = Path(str(getattr(script, "path", "")))
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "-q", str(path)], check=False)
    subprocess.run([*ruff, "check", "-q", "--fix", str(path)], check=False)
    return path


def main(arguments: list[str]) -> int:
    """`revision MESSAGE`: the next step; `first`: throw the first step away and write it anew (before a release)."""
    match arguments:
        case ["revision", message]:
            number = f"{int(HEAD) + 1:04d}"
            print(revision(message, number=number))
            print(f'Set HEAD = "{number}" in tocsin/migrations/__init__.py')
            return 0
        case ["first"]:
            for old in (FOLDER / "versions").glob("*.py"):
                old.unlink()
            print(revision("The first tables", number="0001"))
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
