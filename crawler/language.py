"""Which language a text is in, where the page's own word cannot be trusted."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 1200
_BEGINNING = 300
"""Enough to confirm what a page says of itself; what it contradicts is decided by more."""
_SCRIPTS: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = (
    (
        "cyrillic",
        re.compile("[\u0400-\u04ff]+"),
        frozenset(["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"]),
    ),
    ("arabic", re.compile("[\u0600-\u06ff]+"), frozenset(["fa", "ar", "ur", "ps", "ku", "ckb", "ug", "sd"])),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]+"), frozenset()),
)
_OTHER_SCRIPTS = frozenset(["el", "he", "hy", "ka", "zh", "ja", "ko", "th", "hi", "bn", "ta", "te"])
_PERSIAN = re.compile("[پچژگکی]")
_ARABIC_ONLY = re.compile("[ةيكىأإ]")
_NOT_RUSSIAN = re.compile("[іїєґўћђљњџјқғүұһәөңѓќѕ]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|that|was|for|is|on|with|by)\b")
_CONFIDENT = 0.9
_CODE = re.compile("[a-z]{2}")


def text_language(claimed: str, text: str) -> str:
    """ISO 639-1 code of ``text``. ``claimed`` (the page's own) is believed unless script or wording contradict it."""
    claimed = claimed if _CODE.fullmatch(claimed) else ""
    sample = text[:_SAMPLE]
    counts = {name: sum(map(len, pattern.findall(sample))) for name, pattern, _ in _SCRIPTS}
    if sum(counts.values()) < 20:
        return claimed
    script = max(counts, key=lambda name: counts[name])
    family = next(languages for name, _, languages in _SCRIPTS if name == script)
    if script == "arabic" and (not claimed or claimed in {"fa", "ar"} or claimed not in family):
        return "fa" if len(_PERSIAN.findall(sample)) > len(_ARABIC_ONLY.findall(sample)) else "ar"
    if family and claimed in family and (claimed != "ru" or not _NOT_RUSSIAN.search(sample)):
        return claimed
    if claimed == "en" and len(_ENGLISH.findall(sample)) * 12 > sample.count(" "):
        return claimed
    if claimed and not family:
        guess, probability = _identifier().classify(sample[:_BEGINNING])
        if guess == claimed and probability >= _CONFIDENT:
            return claimed
    guess, probability = _identifier().classify(sample)
    if probability >= _CONFIDENT:
        return str(guess)
    fits = (
        claimed in family if family else claimed and claimed not in _OTHER_SCRIPTS and not _of_another_script(claimed)
    )
    return claimed if fits else str(guess)


def _of_another_script(code: str) -> bool:
    return any(code in languages for _, _, languages in _SCRIPTS)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once in a process; it keeps nothing of what it classifies."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
