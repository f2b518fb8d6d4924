"""Headlines of texts that tell of many events at once: digests, live pages, reviews of a week. Pure."""

from __future__ import annotations

import re

from monitor.same_letters import fold

_ANYWHERE = (
    r"briefs|round-?up|digest|headlines|newsletter|recap|liveblog|at a glance|what to watch|on day [\d,]+"
    r"|as it happened|minute by minute|(?:main|key) (?:points|takeaways)|takeaways from|in pictures"
    r"|im (?:über|uber)blick|kurz (?:gemeldet|notiert)|(?:tages|wochen|presse)(?:rückblick|schau)"
    r"|l'essentiel de|en bref"
    r"|revue de presse|lo (?:más )?(?:destacado|esencial)|resumen (?:de|del)"
    r"|what happened (?:today|overnight|this week|on \w+day)|key (?:events|developments)|weekly:"
    r"|дайджест|подборка|главное (?:за|из|к)\b|к этому часу|коротко о"
    r"|главные (?:события|новости|темы)|(?:обзор|сводка) (?:прессы|сми|новостей|событий)"
    r"|(?:итоги|хроника|события|новости) (?:дня|недели|месяца|суток)"
    r"|(?:خلاصه|مرور|چکیده|گزیده|مهمترین) (?:مهمترین|اخبار|خبر|خبرها|خبرهای|رویدادها|رویدادهای|هفته|روز)"
    r"|در یک نگاه|سرخط|(?:أبرز|اهم) (?:الأخبار|الاحداث|العناوين|ما)|موجز"
)
_FIRST = (
    r"ticker|newsticker|en direct|live|brief|briefing|live updates|in brief"
    r"|хроника|онлайн|обзор|итоги|главное|خلاصه|مرور"
)
_MANY = re.compile(
    fold(
        rf"\b(?:{_ANYWHERE})(?!\w)|^(?:the |this )?(?:week|month|year|day) in\b"
        rf"|^(?:{_FIRST})\s*(?:[:|]|- |$)|\b(?:{_FIRST})\s*[:|]|\b(?:live|онлайн)$"
    )
)
"""Words that are hardly ever said of one event, and words that are said of many where they stand apart only: «open live
fire» and «итоги переговоров» tell of one."""


def tells_of_many(headline: str) -> bool:
    """Whether a text under this headline is likely to hold several stories."""
    return _MANY.search(fold(headline).casefold()) is not None
