"""How an outlet may be named where it is no author: with or without what it is, and in another script than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.text import folded

_KIND = re.compile(
    r"\b(?:news agency|information agency|agency|newspaper|online|staff|editorial|tv|channel"
    r"|информационное агентство|агентство|информагентство|новости|телеканал|телерадиокомпания|трк|тк|газета|журнал"
    r"|портал|издание|онлайн|ру|редакция|иа|агенція|видання|редакція"
    r"|خبرگزاری|روزنامه|پایگاه خبری|پایگاه اطلاع رسانی|سایت خبری|سایت|شبکه|وب سایت"
    r"|وكالة(?: أنباء)?|شبكة|قناة|صحيفة|جريدة|موقع|الإخبارية|الاخبارية|نت|أونلاين|اونلاين|للأنباء"
    r"|ajansı|haber|gazetesi|haberleri|agentliyi|informasiya|מערכת|חדשות|אתר|агенттігі)\b"
)
"""What an outlet is, which it may add to its name or leave out: "Al Mayadeen Net", "TRK Zvezda"."""
_SOUNDS = (
    "а:a б:b в:v г:h ґ:g д:d е:e ё:e є:ie ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh"
)
_MORE_SOUNDS = "ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia"
_LATIN = {sound[0]: sound[2:] for sound in f"{_SOUNDS} {_MORE_SOUNDS}".split()}
_CYRILLIC = re.compile("[а-яёєіїґ]")
_ODD = re.compile(r"[\W_]+")


def squeezed(name: str) -> str:
    """``name`` folded to its letters and digits, without an article."""
    return _ODD.sub("", folded(name)).removeprefix("the")


@lru_cache(maxsize=256)
def own_names(outlets: tuple[str, ...]) -> frozenset[str]:
    """All that `is_own` compares with: the names of an outlet, squeezed, also without what it is."""
    return frozenset(key for name in outlets for key in _keys(name) if key)


def is_own(name: str, own: frozenset[str]) -> bool:
    """Whether ``name`` is that of the outlet with the names ``own`` (`own_names`)."""
    return any(key in own for key in _keys(name))


def _keys(name: str) -> Iterator[str]:
    plain = squeezed(name)
    yield plain
    bare = squeezed(_KIND.sub(" ", folded(name)))
    if len(bare) > 2 and bare != plain:
        yield bare
    if _CYRILLIC.search(plain):
        yield "".join(_LATIN.get(letter, letter) for letter in plain)
        yield "".join(_LATIN.get(letter, letter) for letter in plain.replace("г", "g"))  # as Russians write it
