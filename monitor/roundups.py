"""Headlines of texts that are not the news of one event: digests, live pages, reviews of a week, comment. Pure."""

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
        rf"|^(?:{_FIRST})\s*(?:[:|]|- |$)|\b(?:{_FIRST})\s*[:|]|\b(?:live|онлайн|in brief)$"
    )
)
"""Words that are hardly ever said of one event, and words that are said of many where they stand apart only: «open live
fire» and «итоги переговоров» tell of one."""

_COUNTED = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|дв[ае]|три|четыре|чотири|пять|п'ять|шесть|семь|десять|دو|سه"
    r"|چهار|پنج|ده)"
    r" (?:things|reasons|takeaways|questions|lessons|charts|причин\w*|вопрос\w*|вывод\w*|урок\w*|دلیل|نکته)"
)
_ABOUT = re.compile(
    fold(
        r"^(?:why|how|what|should|could|can|will|would|warum|wieso|weshalb|wie|was|pourquoi|comment|que|quel(?:le)?s?"
        r"|qué|por qué|cómo|почему|зачем|отчего|как|что|чем|чего|кому|куда|чому|навіщо|як|що|чим|چرا|چگونه|چطور|آیا|چه"
        r"|لماذا|كيف|ماذا|هل)\b(?! (?:we know|is known|известно|відомо|می‌دانیم))"
        r"|\b(?:analysis|explainer|explained|opinion|commentary|op-ed|analyse|kommentar|análisis|анализ|аналіз|колонка"
        r"|мнение|думка|تحلیل|یادداشت|تحليل)\b"
        rf"|\b{_COUNTED}\b|[?؟]$"
    )
)
"""Words of headlines that ask and explain. «What we know of the blast» is news."""


def comments(headline: str) -> bool:
    """Whether a text under this headline is likely to be about an event instead of its news."""
    return _ABOUT.search(fold(headline).casefold()) is not None


def tells_of_many(headline: str) -> bool:
    """Whether a text under this headline is likely to hold several stories."""
    return _MANY.search(fold(headline).casefold()) is not None
