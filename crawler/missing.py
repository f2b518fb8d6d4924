"""Pages that say with status 200 that there is no page. Pure."""

from __future__ import annotations

import re

_SHORT_WORDS = 120
"""An article about missing pages is longer than a page that is missing."""
_SAYS_SO = re.compile(
    r"\b404\b|not found|no longer (?:exists|available)|does(?:n['’]t| not) exist|can(?:no|['’])t (?:be found|find)"
    r"|page (?:is )?(?:missing|removed|deleted|unavailable)|nothing (?:was )?found"
    r"|не найден|страниц\w+ не существует|удален[ао]?\b|удалён|ошибка 404"
    r"|یافت نشد|پیدا نشد|وجود ندارد|حذف شده|غير موجودة|لم يتم العثور|nicht gefunden|introuvable|no encontrada",
    re.IGNORECASE,
)


def says_missing(title: str, text: str) -> bool:
    """Whether a page with this title and text only says that what was asked for is not there."""
    if text.count(" ") > _SHORT_WORDS or len(text.split()) > _SHORT_WORDS:
        return False
    return bool(_SAYS_SO.search(title)) or (len(text.split()) < 40 and bool(_SAYS_SO.search(text)))
