"""What every reading process needs, loaded once in the server that they are forked from; imported only there."""

from __future__ import annotations

import gc

import crawler.extract
import crawler.feeds  # noqa: F401 - loading is the point
from crawler.language import text_language

text_language("", "The language model is loaded by the first text whose language nobody claims to know.")
gc.collect()
gc.freeze()  # what is loaded stays: no reading process looks through it again, or writes into memory that all share
