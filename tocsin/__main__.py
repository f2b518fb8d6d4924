"""`python -m tocsin` and the `tocsin` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from tocsin.cli import run, streams

    streams.prepare()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
