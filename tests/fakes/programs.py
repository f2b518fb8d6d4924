"""Programs that some tests use and not every machine has."""

from __future__ import annotations

import os
import shutil

import pytest


def program(purpose: str, *names: str) -> str:
    """The path of the first of `names` that is installed. Where none is, the test is skipped, or fails where
    TOCSIN_TEST_<PURPOSE>=required."""
    for name in names:
        if path := shutil.which(name):
            return path
    variable = f"TOCSIN_TEST_{purpose}"
    if os.environ.get(variable) == "required":
        pytest.fail(f"{names[0]} is not installed, and {variable}=required")
    pytest.skip(f"{names[0]} is not installed")
