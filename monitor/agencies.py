"""Wire agencies by any of their spellings, so that a credit finds the outlet that is the original. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from crawler.outlets import Outlet

_SPELLINGS: Mapping[str, str] = {
    spelling: canonical
    for canonical, spellings in (
        ("reuters", "рейтер|رویترز|رويترز"),
        ("ap", "associated press|the associated press|آسوشیتدپرس|أسوشيتد برس"),
        ("afp", "agence france-presse|франс пресс|فرانس پرس|خبرگزاری فرانسه"),
        ("tass", "itar-tass|тасс|итар-тасс|تاس"),
        ("ria", "ria novosti|риа новости|риа"),
        ("interfax", "интерфакс|اینترفاکس"),
        ("sputnik", "спутник|اسپوتنیک"),
        ("irna", "ирна|ایرنا|خبرگزاری جمهوری اسلامی"),
        ("isna", "исна|ایسنا"),
        ("ilna", "илна|ایلنا"),
        ("tasnim", "tasnim news agency|тасним|تسنیم|خبرگزاری تسنیم"),
        ("mehr", "mehr news agency|mna|мехр|مهر|خبرگزاری مهر"),
        ("fars", "fars news agency|fna|фарс|فارس|خبرگزاری فارس"),
        ("xinhua", "синьхуа|شینهوا"),
        ("anadolu", "anadolu agency|aa|анадолу|آناتولی"),
        ("ukrinform", "укринформ|укрінформ"),
    )
    for spelling in spellings.split("|")
}


def canonical(name: str) -> str:
    """One spelling for all of an agency's; other names come back folded."""
    folded = name.casefold().strip(" .")
    return _SPELLINGS.get(folded, folded)


def agencies(outlets: Iterable[Outlet]) -> dict[str, frozenset[str]]:
    """Canonical agency -> ids of the outlets (tag `wire`) that are that agency, one for each language."""
    found: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        if "wire" in outlet.tags:
            for name in (outlet.name, *outlet.name.split(), *outlet.id.split("-")):
                found[canonical(name)].add(outlet.id)
    return {name: frozenset(ids) for name, ids in found.items()}
