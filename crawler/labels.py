"""By which first words a short text may be the label of a box ("Read also", "Comments", "Sign up"): a cheap sieve for
every text of a page, before the wording itself is looked at."""

from __future__ import annotations

from crawler import eastern_phrases, further_phrases

MAX_LABEL = 90
"""A longer text is no label."""
MAX_HEADING = 260
"""Save for a heading, which may hold the whole headline: '14 responses to “…”'."""
_WORDS = """
    related more most read see also comments comment leave join subscribe sign newsletter get follow never don't
    recommended you latest other popular trending top up next editor's your readers readers' show view all around
    enjoying explore before download support donate what
    читайте комментарии комментариев все похожие по материалы другие лента новости еще ещё смотрите подпишитесь
    подписывайтесь присоединяйтесь поддержите рекомендуем популярное самое последние главные выбор также
    також схожі за коментарі приєднуйтесь підписуйтесь
    نظرات نظر دیدگاه دیدگاه‌ها اخبار مطالب بیشتر همچنین پربازدید پربازدیدترین آخرین برچسب لینک خبرهای دیگر پیشنهاد
    اقرأ التعليقات تعليقات الأكثر مواضيع أخبار شاهد المزيد مقالات موضوعات اشترك تابعوا تابعونا
    mehr lesen kommentare das auch meistgelesen weitere abonnieren folgen jetzt
    lire à voir les sur pour articles abonnez-vous inscrivez-vous recevez suivez commentaires dans
    más noticias te lo lee lea ver vea comentarios últimas suscríbete suscríbase regístrate apúntate
    ilgili çok son öne bunlar diğer yorumlar abone leggi articoli potrebbe commenti iscriviti leia veja mais comentários
"""
_FIRST = frozenset([*_WORDS.split(), *further_phrases.FIRST_WORDS.split(), *eastern_phrases.FIRST_WORDS.split()])
_COUNTS = """
    comments comment responses response replies reply thoughts thought antwort antworten gedanke gedanken kommentar
    kommentare réponse réponses réflexion réflexions commentaire commentaires respuesta respuestas comentario
    comentarios risposta risposte commenti resposta respostas comentários
    ответ ответа ответов комментарий комментария комментариев
"""
_COUNTED = frozenset(_COUNTS.split())
_ONE = frozenset({"one", "a", "ein", "eine", "un", "une", "una", "один", "одна"})
_MARKS = ":|>»►▶•→–—-.،!"


def opens_box(text: str) -> bool:
    """Whether a text begins like the label of a box, a number before it aside ("14 comments")."""
    words = text.split(None, 2)
    if not words:
        return False
    if "newsletter" in text.lower():
        return True
    first = words[0].strip(_MARKS).casefold()
    if first in _FIRST:
        return True
    if len(words) == 1:
        return False
    if first in _ONE:
        return words[1].casefold() in _COUNTED
    second = words[1].strip(_MARKS).casefold()
    return first.replace(",", "").isdigit() and (second in _FIRST or second in _COUNTED)
