"""Sentences of reporting that begin as the prompts of a site do: "Subscribe now, the leaflet said."

Who said it is named behind a comma, dash, semicolon or colon, in the third person; a prompt speaks of "us" and "you".
"""

from __future__ import annotations

import re

_BREAK = r"[,;:—–،]\s*(?:[-—–]\s*)?"
_WHOLE = re.compile(r".*[.!?…؟。][\"”“»’)]*", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=\w\w)[.!?…؟]+[\"”“»’)]*\s+(?=[^\w\s]?[A-ZА-ЯЁІЇЄÀ-ÖØ-Þ\u0600-\u06ff])")
_SAID = (
    r"said|says|say|wrote|writes|shouted|recalled|warned|warns|added|announced|ruled|urged|urges|insisted|explained"
    r"|declared|claimed|admitted|argued|demanded|promised|repeated|replied|stressed|warn|advise|advises|advised"
    r"|pleaded|quipped|joked|noted|noting|believes|recommends|recommended|suggests|suggested"
)
_SUBJECT = (
    r"(?!(?:and|or|but|as|to|for|from|with|in|on|at|by|if|plus|including|get|read|see|have|then|so)\b)"
    r"(?:(?!(?:we|you|i|us|our|your|my|be|can|to|that|which|who|where|what|when|how|stories|story)\b)[^\s,;:.!?]+\s+)"
    r"{1,8}?"
)
_WHO = r"(?:the|an?|his|her|its|their|one|two|three|(?-i:[A-Z])\w*)\b"
_NOT_PROSE = r"(?![^.,]{0,40}(?:privacy|terms|policy|gdpr))"
_RUSSIAN = (
    r"(?:сообщ|заяв|объяв|предупред|установ|постанов|уточн|попрос|поясн|объясн|добав|отмет|напомн)ил[аои]?"
    r"|(?:сказ|рассказ|пис|напис|призв|призыв|утвержд|крич|обещ|пообещ|советов|требов|указ)ал[аои]?|сообщает(?:ся)?"
    r"|сообщают"
    r"|(?:говор|прос)ил[аои]?|крикнул[аои]?|подчеркнул[аои]?|говор(?:ит|ят|ится|илось)|пиш[еу]т|призыва[ею]т"
    r"|совету[ею]т|напомина[ею]т|утвержда[ею]т|предупрежда[ею]т|прос[ия]т|гласил[аои]?|гласит|называли"
    r"|повідоми(?:в|ла|ли)|(?:сказа|розпові|написа|заклика|нагада)(?:в|ла|ли)|заяви(?:в|ла|ли)"
    r"|радять|радить|нагадують|прос(?:ять|ить)|заклика(?:є|ють)|попереджа(?:є|ють)"
    r"|(?:пошут|ответ|возраз|замет|продолж|заключ|подтверд|увер|завер|вспомн|предлож|провозглас|пригроз)ил[аои]?"
    r"|(?:приказ|вспомин|настаив|убежд|умол|посоветов|резюмиров|париров|призн|отвеч|цитиров|предостерег)ал[аои]?"
    r"|молил(?:а|и|ся|ась)?|велел[аи]?"
    r"|(?:наказа|проси|поради|пожартува|відпові|дода|зазначи|підкресли|поясни|визна|зауважи|попереди|запевни|наголоси)"
    r"(?:в|ла|ли)"
)
_NOT_US = r"(?!(?:мы|мне|нас|нам|нами|наш\w*|вы|вас|вам|вами|ваш\w*|где|что|чтобы|котор\w+|ми|ви|де|що|як[аиі]й?)\b)"
_ATTRIBUTION = re.compile(
    "|".join(
        (
            rf"{_BREAK}{_SUBJECT}(?:{_SAID})\b(?! by\b)",
            rf"{_BREAK}{_SUBJECT}(?:reported|found|asked)(?=\W*$|,| (?:on|in|that|to)\b| (?-i:[A-Z]))",
            rf"{_BREAK}{_SUBJECT}told (?!(?:by|in|with|through|from|on|at|as|every|daily|you|us)\b)\w",
            rf"{_BREAK}{_SUBJECT}(?:read|tell us)\W*$",
            rf"{_BREAK}{_SUBJECT}(?:is|are|was|were|(?:has|have|had) been) (?:told|warned|asked|urged)\b",
            rf"{_BREAK}(?:said|says|wrote|shouted|warned|announced|recalled|ruled|urged|added|reported) {_WHO}",
            rf"{_BREAK}(?:said|says) (?:[\w-]+ ){{1,3}}(?-i:[A-ZÀ-Þ])",
            rf"{_BREAK}according to {_WHO}{_NOT_PROSE}",
            r"[:—–] ?(?:that|this|these|those|such) (?:was|were|had been|is (?:how|what|why))\b",
            r", (?:was|were) (?:the|an?|his|her|its|their|what|how|all)\b",
            rf"{_BREAK}(?:{_NOT_US}[^\s,;:.!?]+\s+){{0,8}}?(?:{_RUSSIAN})\b",
            rf"{_BREAK}(?:(?!(?:ما|شما)\b)[^،؛:.!؟]){{2,80}}\s(?:گفت(?:ند|ه(?: است)?)?|نوشت(?:ند)?|افزود"
            r"|(?:اعلام|تأکید|تاکید|توصیه)"
            r" (?:کرد(?:ند)?|می‌کن(?:د|ند))|(?:خبر|گزارش|هشدار) داد(?:ند)?|می‌گوی(?:د|ند)|می‌(?:گفت|نوشت)(?:ند)?"
            r"|(?:گفته|نوشته) بود(?:ند)?"
            r"|فریاد (?:زد|کشید)(?:ند)?)\W*$",
            rf"{_BREAK}(?:so |wie (?:es )?)?(?:sagte|sagten|sagt|rät|raten|riet|rieten|schrieb|schrieben|warnte|warnten"
            r"|mahnte|teilte|teilten|erklärte|rief|riefen|forderte|forderten|heißt|hieß|meinte|berichtete|stand)\b"
            r"(?! (?:ihnen|uns|wir)\b)",
            rf"{_BREAK}(?:so |wie (?:es )?)?(?:warnt|warnen|mahnt|mahnen|sagen|fragte|fragt|fragten|ruft|rufen|fordert"
            r"|fordern|empfiehlt|empfehlen|erklärt|erklären|meint|schreibt|schreiben) (?:der|die|das|ein|eine|er|sie"
            r"|man|(?-i:[A-ZÄÖÜ]))",
            r"^mehr (?:zum thema|dazu) (?:sagte|sagten|wollte|wollten|konnte|konnten|verriet|gab|war)\b",
            rf"{_BREAK}(?:[^\s,;:.!?]+\s+){{0,5}}?(?:a|ont) (?:dit|déclaré|écrit|annoncé|expliqué|rappelé|averti"
            r"|demandé|crié|lancé)\b",
            rf"{_BREAK}(?:a|ont|avait|avaient)-(?:t-)?(?:ils?|elles?|on) \w+[ésit]\b",
            rf"{_BREAK}(?:dit|disait|conseille|conseillent|rappelle|prévient|écrit) (?:le|la|les|l.|une?|(?-i:[A-Z]))",
            rf"{_BREAK}(?:(?:le|les|nos|me|se) )?"
            r"(?:dijo|dijeron|dice|señaló|recordó|advirtió|escribió|anunció|informó|aconsejó|aconseja|pidió"
            r"|gritó|gritaron) (?:el|la|los|las|una?|(?-i:[A-Z]))",
            rf"{_BREAK}(?:mi |gli |le |ci )?(?:dissero|disse|diceva|dicevano|ha detto|hanno detto)(?=\W*$| )",
            rf"{_BREAK}(?:pede|pedem|diz|dizem|disse|disseram|avisa|avisam) (?:a|o|as|os|um|uma|(?-i:[A-ZÀ-Þ]))",
            rf"{_BREAK}(?:mówi(?:ł[aio]?|ą)?|powiedzia(?:ł[ao]?|eli)|radzi(?:ł[ai]?|ą)?|pisa(?:ł[ao]?|li)"
            rf"|ostrzega(?:ł[ao]?"
            r"|ją)?|doda(?:ł[ao]?|je|ją)|apeluj[eą]|przypomina(?:ją)?|twierdz[ią])\b",
            rf"{_BREAK}(?:riep|riepen|zegt|zeggen|zei|zeiden|waarschuwt|waarschuwen|adviseert|schrijft|schreef)\b",
            rf"{_BREAK}(?:ropade|säger|sade|varnar|varnade|uppmanar|uppmanade|skriver|skrev|menar|siger|sagde|advarer"
            r"|sier|sa|sanoo|sanoi|radí|říká|řekl[ai]?|varuje|varují|uvedl[ai]?|tvrdí|napsal[ai]?)\b",
            rf"{_BREAK}(?:ha detto|hanno detto|disse|dissero|ha scritto|ricorda|avverte|consiglia|disseram"
            r"|afirmou|alertou|lembrou|escreveu|avisou) (?:il|lo|la|i|gli|le|l.|o|a|os|as|una?|um|(?-i:[A-Z]))",
            r"[,;:—–] ?[^.!?]{0,80}\b(?:dedi|dediler|diye yazdı|uyardı|söyledi|bildirdi|açıkladı)\W*$",
            rf"{_BREAK}(?:قالت?|قالوا|[يت]قول|يقولون|حذرت?|أعلنت?|كتبت?|أضافت?|أكدت?|صرحت?|ذكرت?|أوضحت?|ردت?|وفق"
            rf"|بحسب|حسب) \w",
            rf"{_BREAK}(?:אמרה?|אמרו|אומרת?|כתבה?|כתבו|הודיעה?|הודיעו|הוסיפה?|הסבירה?|טענה?|טוען|ציינה?|מסרה?|סיפרה?"
            rf"|ענתה|ענה"
            r"|הזהירה?|ביקשה?) \w",
            r"[—–] (?:вот|таков[аоы]?|так|эт[ои]) ",
            r", (?:dedi|diye) \w+(?: \w+){0,3}\W*$",
        )
    ),
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\W*(?:copyright|(?:additional )?(?:reporting|writing|editing) by) (?!of\b|in this\b)(?-i:[a-z])[^.;:,©]{1,80}?"
    r" (?-i:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|did|does|fell|rose|grew|dropped"
    r"|became|remains|costs?|began|ended|helps|helped|shows|showed)\b",
    re.IGNORECASE,
)
_OF_THIS = re.compile(
    r"\b(?:this|these|our|the) (?:article|story|report|text|site|website|work|page|material|content)", re.IGNORECASE
)

_RUNNING_WORDS, _TOLD_WORDS, _CASELESS_WORDS = 6, 4, 3
_CASELESS = re.compile("[\u0590-\u06ff]")
_POINTS = re.compile(
    r"\b(?:here|below|us|our|your|(?:this|the|full) (?:article|story|page|site|website)|hier|unten|uns(?:er\w*)?"
    r"|ici|notre|nos|ci-dessous|dossier|aquí|nuestr\w+|qui|nostr\w+|aqui|noss\w+|здесь|тут|наш\w*|нас|сайте|материал\w*"
    r"|стать[еюия]|هنا|اینجا|سایت|موقع\w*|כאן|באתר|burada\w*|buradan|sitemiz\w*)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",|\b(?:who|which|that|was|were|is|are|had|has|have|said|knew|wer|war|waren|ist|sind|hat|hatte|qui|que|était"
    r"|est|avait"
    r"|era|es|fue|había|который|которая|которые|кто|был[аои]?|есть|який|яка|які|хто|був|була)\b",
    re.IGNORECASE,
)


def is_attributed(line: str, place: int = 0) -> bool:
    """Whether the sentence of ``line`` that stands at ``place`` says who said it."""
    start, end = 0, len(line)
    for stop in _SENTENCE_END.finditer(line):
        if stop.end() > place:
            end = stop.end()
            break
        start = stop.end()
    sentence = line[start:end].strip()
    return bool(_WHOLE.fullmatch(sentence) and _ATTRIBUTION.search(sentence))


def goes_on(rest: str) -> bool:
    """Whether ``rest``, which no link stands in, makes a sentence of the "See also" before it: "the report of 2019,
    which said the same thing." A headline begins with a capital and has no stop, a clause begins with a comma, and a
    prompt speaks of "us" and "here"."""
    if rest.lstrip()[:1] in {",", "،"} and _WHOLE.fullmatch(rest):
        return True
    return _is_running(rest, _RUNNING_WORDS) and not _POINTS.search(rest)


def tells(rest: str) -> bool:
    """Whether ``rest`` is no name of a source but says something of one: "a man who was there." """
    return _is_running(rest, _TOLD_WORDS) and bool(_CLAUSE.search(rest))


def _is_running(rest: str, least: int) -> bool:
    plain = rest.strip(" ،,")
    if _CASELESS.match(plain):  # no capital tells a headline: only the full stop does, which none has
        return plain.endswith((".", "۔", "。")) and len(plain.split()) >= _CASELESS_WORDS
    return plain[:1].islower() and bool(_WHOLE.fullmatch(plain)) and len(plain.split()) >= least


def is_of_work(line: str) -> bool:
    """Whether "copyright", "reporting by" or "editing by" is the subject of a sentence: "Reporting by hospitals has
    fallen"."""
    return bool(_WHOLE.fullmatch(line) and _NOUN.match(line) and not _OF_THIS.search(line))
