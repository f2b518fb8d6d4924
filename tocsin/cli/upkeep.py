"""`doctor` and `backup`: is the machine well, and a copy for the day it is not."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
