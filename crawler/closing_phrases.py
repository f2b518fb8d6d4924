"""The wording of what stands under an article: who helped and who wrote it, and where the readers' part begins.

As in `crawler.prompts`, a sentence of reporting must never match.
"""

from __future__ import annotations

import re

from crawler import eastern_phrases as eastern
from crawler import further_phrases as further
from crawler.prompts import whole

WIRE_BYLINE = re.compile(
    r"[—–-]+\s*with (?:assistance|contributions?|reporting|files|help) (?:from|by) \w"
    r"|\(?(?:additional |with additional )?(?:reporting|writing|compiled|edited|editing|written) by:? \w"
    r"|.{3,120} contributed (?:to this (?:report|story|article)|reporting\b)|this (?:story|article) (?:has been"
    r"|was) (?:updated|corrected)",
    re.IGNORECASE,
)
BIO = re.compile(
    r"[^.!?]{3,60} (?:is|are|was) (?:an?|the|our) (?:[\w’'-]+ ){0,6}?(?:reporter|correspondent|journalist|editor"
    r"|writer|columnist|author"
    r"|producer|fellow|contributor|professor|novelist|photographer|analyst)s?\b|[^.!?]{3,60} (?:is based in|covers"
    r"|writes about|reports on"
    r"|writes for|has (?:worked|written|reported) (?:for|about))\b|.{3,60} — (?:корреспондент|редактор|журналист"
    r"|обозреватель)\b"
    rf"|{eastern.BIO}"
    r"|.{3,60} (?:ist|war) (?:Redakteur|Korrespondent|Reporter)|.{3,60} (?:est|es|è) .{0,30}(?:journaliste|periodista"
    r"|giornalista)\b",
    re.IGNORECASE,
)
"""Lines under an article that tell of an author; believed where they name one or are set apart."""
OWN_BIO = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3} is (?:an?|the|our) (?:[\w’'-]+ ){0,6}?(?:author of|(?:reporter"
    r"|correspondent"
    r"|journalist|editor|writer|columnist|contributor|fellow)\b(?: (?:at|for|with|on|based|in|from|who|covering)\b|\.))"
)
"""The same where no author is known: present tense, full name, and an office in the trade."""
NOTE = re.compile(
    r"\([^.!?()]{2,40} (?:with|and|avec|et|mit|und|con|y|e) (?:afp|ap|reuters|dpa|efe|ansa|agencies|agences|agenturen"
    r"|agencias|agenzie)\b[^()]{0,20}\)\W*$|"
    r"(?:the )?(?:audio|radio|broadcast|digital)(?: version)? of this (?:story|interview|piece) was\b"
    r"|[^.!?,]{3,60} (?:reported|contributed) from [A-Z][^.!?]{2,60}\.(?: .{3,120} contributed\W*)?$"
    r"|(?:this project|(?:this|the) (?:story|article|report|series)) was (?:supported|produced|funded|made possible)"
    r"|(?:story|photos|photography|design|editing|editor|fact.?check\w*|text|words|illustrations?)(?: by"
    r"|\s*:) [^.]{3,120}$"
    r"|.{3,160}\bfollow (?:him|her|them|us) on \w+\W*$"
    r"|[-–—] ?[^.!?]{2,40},? (?:with|and) (?:agencies|wires|afp|reuters|ap|dpa)\W*$|über dieses thema berichte"
    rf"|{eastern.SIGN_OFF}"
    r"|mit material von|avec (?:afp|reuters|ap|agences)\W*$|(?:con información de"
    r"|com informações d)"
    r"|\(?(?:mit|avec|con) .{0,20}(?:dpa|afp|reuters|efe|ansa)\)?\W*$|(?:©|quelle|source|kaynak|fuente"
    r"|fonte)\s?:? ?.{0,20}dpa",
    re.IGNORECASE,
)
"""Lines under an article that tell who helped and who paid; believed in the last few lines only."""
_NAMED = r"(?!.*[”“\"»’'] (?-i:[a-zà-ÿа-я]).*\.$)[“„\"«‘'].{1,200}"
"""A headline in quotation marks; not the beginning of a sentence that goes on behind them."""
_NUMBER = r"(?:\d[\d.,]*|one|a|ein|eine|un|une|una|один|одна)"
RESPONSES = whole(
    r"\d[\d.,]* (?:responses?|replies|reply)",
    rf"{_NUMBER} (?:responses?|replies|reply|thoughts?|comments?) (?:to|on) {_NAMED}",
    rf"{_NUMBER} (?:antwort(?:en)?|gedanken?|kommentare?) (?:auf|zu) {_NAMED}",
    rf"{_NUMBER} (?:réponses?|réflexions?|commentaires?) (?:à|sur|au sujet de) {_NAMED}",
    rf"{_NUMBER} (?:respuestas?|comentarios?|pensamientos?|risposte|risposta|commenti|respostas?|comentários?)"
    rf" (?:a|en|su|em|sobre) {_NAMED}",
    rf"{_NUMBER} (?:ответ(?:а|ов)?|комментари(?:й|я|ев)) (?:на|к) {_NAMED}",
)
"""Headings of the readers' part as blogs set them: how many wrote, and on which headline."""
REPLY = whole(
    r"reply|report(?: (?:abuse|comment|this))?|flag|antworten|melden|répondre|signaler|responder|reportar|denunciar"
    r"|rispondi|segnala|beantwoorden|svara|odpowiedz|odpovědět|ответить|пожаловаться|відповісти|απάντηση|yanıtla"
    r"|şikayet et|پاسخ|رد|回复|举报|返信|답글|신고"
)
"""What stands under each of readers' comments, whatever they are called."""
COMMENTS_HEAD = whole(
    *further.COMMENTS_HEADS,
    r"(?:\d+ |your |readers.? |all |view |show )?comments?(?: \(?\d+\)?)?|leave a (?:comment|reply)"
    r"|join the (?:conversation|discussion)",
    r"(?:все |\d+ )?комментари(?:и|ев|й|я)(?: \(?\d+\)?)?|(?:\d+ )?коментар(?:і|ів)(?: \(?\d+\)?)?",
    r"نظرات?(?: (?:شما|کاربران|بینندگان|مخاطبان|خوانندگان))?(?: \(?[\d۰-۹]+\)?)?|دیدگاه‌?ها(?:ی شما)?"
    r"|(?:\d+ )?(?:التعليقات|تعليقات)",
    r"(?:\d+ )?kommentare(?: \(?\d+\)?)?|(?:\d+ )?commentaires(?: \(?\d+\)?)?|(?:\d+ )?comentarios(?: \(?\d+\)?)?"
    r"|(?:\d+ )?yorumlar(?: \(?\d+\)?)?"
    r"|(?:\d+ )?commenti|(?:\d+ )?comentários",
)
"""Headings under which readers write."""
