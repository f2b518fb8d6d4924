"""Letters, digits and dashes that mean the same made the same, for fingerprints: also what Ukrainian and Russian, and
Arabic and Persian, write differently in one name. Pure.

For matching watchlists there is `monitor.text`, which keeps a way back to the text.
"""

from __future__ import annotations

_FOLD = str.maketrans(
    {
        "ё": "е",
        "Ё": "Е",
        "і": "и",
        "І": "И",
        "ї": "и",
        "Ї": "И",
        "є": "е",
        "Є": "Е",
        "ґ": "г",
        "Ґ": "Г",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "ئ": "ی",
        "آ": "ا",
        "چ": "ج",
        "گ": "غ",
        "پ": "ب",
        "ژ": "ز",
        "\u200c": None,
        "\u00ad": None,
        "\u200b": None,
        "\u200f": None,
        "\u200e": None,
        "’": "'",
        "‘": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": " - ",
        "٬": ",",
        "٫": ".",
        **{chr(0x0660 + d): str(d) for d in range(10)},
        **{chr(0x06F0 + d): str(d) for d in range(10)},
    }
)


def fold(text: str) -> str:
    """The text with such letters replaced; case stays."""
    return text if text.isascii() else text.translate(_FOLD)
