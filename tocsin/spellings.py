"""Further spellings of a form that the matcher takes for the same: proposed here, and kept only where it does so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.entities import Entity
from monitor.forms import Form
from monitor.ruleset import compile_ruleset
from monitor.watchlists import Watchlist

_JOINT = re.compile(r"(?<=[^\W\d_])[\s‐-―-](?=\d)|(?<=[^\W\d_])(?=\d)")
"""Between the letters and the number of a designation: S-300, S 300, S300."""
_WORDS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
"""A dash between two words."""
_THOUSANDS = re.compile(r"(?<=\d)[,.'’٬ ](?=\d{3})|(?<=\d)(?=(?:\d{3})+(?!\d))")
"""Between the thousands of a number, parted or not."""
_LIST = "forms"
_ALIKE = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
"""Latin letters and the Cyrillic ones that look the same."""
_TEXTS = {
    "": "It was {} that they saw.",
    "in Cyrillic text": "Вчера на границе снова видели {} и писали об этом в газете.",
}


def spellings(what: str | Entity, forms: Sequence[Form]) -> list[Form]:
    """Spellings that match as well as `forms` do, which are those of `what`: a term, or an entity."""
    entity = what.model_copy(update={"of": None, "part_of": []}) if isinstance(what, Entity) else None
    item = f"${entity.id}" if entity else what
    watchlist = Watchlist.model_validate({"id": _LIST, "title": _LIST, "match": [item]})
    ruleset = compile_ruleset([watchlist], [entity] if entity else [])
    known = {form.text for form in forms}
    found: dict[str, Form] = {}
    for text, why, where in _proposed(form.text for form in forms):
        if text not in known and text not in found and ruleset.passes(_LIST, _TEXTS[where].format(text)).passed:
            found[text] = Form(text, f"{why}, {where}" if where else why)
    return list(found.values())


def _proposed(forms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(spelling, why, in which text it is tried)."""
    for form in forms:
        if _JOINT.search(form):
            for sign, why in (("-", "with a dash"), (" ", "with a blank"), ("", "written together")):
                yield _JOINT.sub(sign, form), f"{form} {why}", ""
            for sign in ("-", " ", ""):
                alike = _JOINT.sub(sign, form).translate(_ALIKE)
                yield alike, f"{form} in letters that look the same", "in Cyrillic text"
        if _THOUSANDS.search(form):
            for sign, why in ((",", "a comma"), (".", "a full stop"), ("'", "an apostrophe"), (" ", "a blank")):
                yield _THOUSANDS.sub(sign, form), f"{form} with {why}", ""
            yield _THOUSANDS.sub("", form), f"{form} written together", ""
        if _WORDS.search(form):
            yield _WORDS.sub(" ", form), f"{form} with a blank", ""
            yield _WORDS.sub("", form), f"{form} written together", ""
