"""`python -m tocsin` and the `tocsin` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    raise SystemExit("the command line is not built yet")


if __name__ == "__main__":
    main()
