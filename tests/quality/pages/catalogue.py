"""All invented pages, and the same ones with names that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from tests.quality.pages import (
    clutter,
    continental,
    dailies,
    forms,
    further,
    habits,
    passing,
    persian,
    rough,
    russian,
    systems,
)
from tests.quality.pages.kit import LAYOUTS, Page, draw

MODULES = (systems, dailies, forms, russian, persian, continental, further, rough, clutter, habits, passing)
"""Importing them registers their layouts."""
_NAMES = re.compile(r'(\s(?:class|id|data-component|data-testid|data-gu-name)=")([^"]*)(")')


def pages(seed: int = 0) -> Iterator[Page]:
    """One page of every layout, with the articles of ``seed``."""
    for name in LAYOUTS:
        yield draw(name, seed)


def unnamed(page: Page) -> Page:
    """``page`` as a style tool would print it: every class, id and test name a hash, no itemprop on the body.

    What is left to go by is the structure, the words and the facts in the head.
    """
    html = _NAMES.sub(lambda match: match[1] + " ".join(map(_hashed, match[2].split())) + match[3], page.html)
    return replace(page, html=html.replace(' itemprop="articleBody"', ""))


def _hashed(name: str) -> str:
    return "x" + blake2b(name.encode(), digest_size=3).hexdigest()
