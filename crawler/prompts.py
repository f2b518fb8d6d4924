"""Prompts of a site to its readers: subscribe, follow, sign in, pay, mind our cookies, in the languages of outlets.

A sentence of reporting must never match: verbs are asked for in the imperative ("subscribe", «подписывайтесь»), a
noun such as "newsletter" or «телеграм-канал» alone proves nothing, for news are made of it.
"""

from __future__ import annotations

import re

from crawler import eastern_phrases as eastern
from crawler import further_phrases as further

_JOINT = re.compile("(?<=[\u0600-\u06ff)]) \\?(?=[\u0600-\u06ff(])|\u200c\\??")


def _spelt(pattern: str) -> str:
    """``pattern`` for Persian however it is typed: parts of a word joined, apart or with a zero-width joint between
    them, and the letters that Arabic keyboards have for two of its own."""
    return _JOINT.sub("[ \u200c]?", pattern).replace("ی", "[یي]").replace("ک", "[کك]")


def whole(*parts: str) -> re.Pattern[str]:
    """A pattern for lines that are nothing but one of ``parts``, closing marks aside."""
    return re.compile(rf"(?:{_spelt('|'.join(parts))})[\s.:!?…»>→|*：؟]*", re.IGNORECASE)


def start(*parts: str) -> re.Pattern[str]:
    """A pattern for lines that begin with one of ``parts``, opening marks aside."""
    return re.compile(rf"[\s•*>»►▶→|–—-]*(?:{_spelt('|'.join(parts))})", re.IGNORECASE)


PROMPT = start(
    *further.PROMPTS,
    *eastern.PROMPTS,
    r"this article is more than \d+ (?:years?|months?) old|add .{0,40}\bpreferred source|make .{2,40}preferred source",
    r"go to [\w.'’ -]{3,40} for (?:more|the latest)\b|enjoying [^.!?]{2,40}\?\s*(?:forward|share|tell|send)\b"
    r"|(?:after|skip past) newsletter promotion\W*$"
    r"|this (?:article|story|post) is free (?:to read|because"
    r"|thanks)|readers like you\b.{0,40}\b(?:keep|mak|help|support|fund)\w*|a mix of advertising and supporting"
    r"|save (?:this )?(?:article|story) (?:for|to)\b|you(?: ha|.)ve (?:been gifted|reached (?:your|the) limit)"
    r"|gift (?:this )?"
    r"article\b|this (?:article|text|page) (?:was|has been) (?:automatically |machine[- ])?translated",
    r"слушать (?:новость|статью|материал)\W*$|(?:новость|статья) доступна на|читать (?:на|в) (?:украинском"
    r"|английском|приложении)",
    r"subscribe\b|sign ?up (?:for|to|here|now|today|with your)\b|signup\b|get (?:the|our|your|all the|more) (?:latest"
    r"|daily|newsletter|best|top|morning|news|stories|briefing)|join (?:us\b|our (?:telegram|whatsapp|channel"
    r"|newsletter"
    r"|communit|mailing|group|conversation))",
    r"follow (?:us\b|our (?:channel|page|account|coverage)|[\w.'’]+(?: \w+)?(?: coverage[^.]{0,40})? (?:on (?:twitter"
    r"|x\b|facebook|instagram|telegram"
    r"|google|whatsapp|mastodon|bluesky|linkedin|youtube)|at https?:))|never miss (?:a|an|out|our)\b|don.?t miss (?:a"
    r"|an|any"
    r"|out|our|the latest)\b|stay (?:up[- ]to[- ]date|informed|tuned|connected)\b"
    r"|download (?:our|the)(?: [\w-]+){0,3} app\b",
    r"support (?:our|independent) (?:journalis|work|newsroom|report|media)|donate(?: (?:now|today|here|to us)|$)"
    r"|become a (?:member|subscriber|patron|supporter)\b|enter your e-?mail|your e-?mail address (?:will|is)",
    r"our (?:daily |weekly |morning |evening )?newsletter\b.{0,60}(?:inbox|sign|subscri|deliver)"
    r"|the (?:daily |weekly |morning |evening )?newsletter\b.{0,60}(?:your inbox|sign ?up\b|subscrib(?:e|ing)\b"
    r"|deliver\w* (?:to you|straight|direct|every|daily|weekly))"
    r"|click here (?:to|for)"
    r"|for more (?:news|stories|information),? (?:follow|visit|click|see|go)\b|(?:sign up|subscribe) here",
    r"by (?:signing up|subscribing|clicking|submitting|entering your)|you can (?:unsubscribe|also follow us)"
    r"|thanks? (?:you )?"
    r"for (?:subscribing|reading|signing)|turn on notifications|enable notifications|enjoying this (?:post|article"
    r"|story)",
    r"keep reading for (?:just |only )?[£$€\d]|already (?:a subscriber|have an? (?:account|subscription)|subscribed"
    r"|a member\b(?! of\b))|(?:to )?(?:continue"
    r"|keep) reading\b.{0,60}"
    r"(?:subscri|sign|log|register|trial|free|account|£|\$|€)|this (?:content|article|story"
    r"|post) is (?:only )?(?:available )?"
    r"(?:for|to|exclusive\w* (?:for|to)) (?:\w+ )?(?:subscribers|members)|have a (?:news )?tip\b|(?:contact|e-?mail"
    r"|reach"
    r"|write to) (?:the )?(?:reporters?|authors?|us|our|him|her) (?:at|on|via)\b|get in touch\s*:",
    r"подпи(?:шитесь|сывайтесь|шись)|присоединяйтесь|вступайте в|читайте (?:нас|наш|больше|другие)|следите за (?:нашими"
    r"|новостями|обновлениями|развитием|(?:самым(?:и)? )?(?:важн|интересн|главн)\w+)"
    r"|узнавайте|будьте в курсе|не пропустите|(?:установите|скачайте) приложение"
    r"|оставайтесь (?:с нами|на связи)|хотите (?:быть в курсе|(?:знать|получать|узнавать) (?:\w+ )?(?:больше|перв"
    r"|новост|главн|важн|последн|раньше|наш))|(?:мы (?:есть )?в"
    r"|наш) (?:telegram|телеграм"
    r"|max|макс)(?!\S*\s+(?:не )?\w+(?:л|ла|ли|ло|ет|ют|ит|ят)\b)|(?:[её]щ[её] )?больше новостей(?=\W*$|\s*[:—–-]| (?:в"
    r"|на) (?:\w+ ){0,2}(?:сайте|канал|telegram|телеграм|дзен|max|вк|whatsapp|viber)| здесь)|(?:самое|самые"
    r"|еще больше|главные"
    r"|оперативные) .{3,50}(?:рассылк|в (?:нашем )?"
    r"(?:telegram|телеграм|канал))|поддержите (?:нас|наш|редакцию|проект)|если вы (?:нашли|заметили|увидели) (?:ошибку"
    r"|опечатку|неточность)|(?:нашли|заметили|увидели) (?:ошибку|опечатку|неточность)(?=\s*(?:[^\w\s]|$"
    r"|в (?:текст|стать|матери|публик|новост|слов|этом|описан)|на (?:сайт|страниц|этой)|выдел|нажм|напиш|сообщ))"
    r"|ошибка в тексте(?=\W*$|\s*\?)|выделите (?:ее|её|текст|фрагмент|слово)|оцените (?:новость|материал|статью)"
    r"|присылайте (?:нам|свои|новости|фото)|пишите нам|свяжитесь с (?:нами|редакцией)|если вам есть (?:что|чем)",
    r"підпи(?:шіться|суйтесь|суйтеся)|приєднуйтесь|приєднуйтеся|читайте (?:нас|більше|наш)|(?:слідкуйте|стежте) за"
    r"|(?:якщо ви )?(?:помітили|знайшли) помилку|підтримайте",
    r"(?=\W*[\u0600-\u06ff])[^.]{0,60}(?:کانال|خبرنامه|صفحه|پیج)[^.]{0,60}(?:دنبال کنید|عضو شوید|بپیوندید|ملحق شوید)"
    r"|ما را [^.]{0,40}(?:دنبال کنید|بخوانید"
    r"|ببینید)|(?:برای )?عضویت در (?:کانال|خبرنامه|گروه|پیج)|دنبال کنید|برای (?:دریافت|مشاهده|خواندن"
    r"|دنبال کردن) [^.]{0,60}(?:کلیک کنید"
    r"|عضو شوید|اینجا)|لطفا از نوشتن با حروف|از ارسال دیدگاه",
    r"dieses thema im programm\s*:|über dieses thema berichtete .{0,80}\bum \d",
    r"folgst du (?:schon|uns)\b|deine meinung zählt|abonniere (?:den|jetzt|hier|unser)",
    r"abonnieren sie|melden sie sich (?:hier|jetzt|für)|jetzt (?:anmelden|abonnieren|weiterlesen|registrieren"
    r"|bestellen|testen)(?=\W*$|\s*[!:»>|–-]| (?:und|für|mit|kostenlos|gratis|ab|hier|\d))"
    r"|folgen sie (?:uns|unserem)|laden sie (?:sich )?(?:die|unsere) .{0,20}app|hinweis der redaktion(?=\W*$|\s*[:–—-])"
    r"|transparenzhinweis"
    r"|bestellen sie (?:hier|jetzt|den|das|unseren)|sie haben bereits ein|(?:mehr|alle) .{0,30}finden sie (?:hier"
    r"|unter)"
    r"|(?:die|unsere) kommentarfunktion|haben sie (?:einen )?(?:fehler|anregungen|hinweise)",
    r"[^.!?]{0,60}\W(?:підписатис[ья]|подписаться|abonnieren|s.abonner|suscribirse|abone ol)\W*$"
    r"|read the (?:original|full) (?:article"
    r"|story|report)\b.{0,60}$|ai[- ](?:summary\W*$|summary\s*:"
    r"|generated (?:summary|translation|audio|narration|voice|by\b))",
    r"abonnez-vous|inscrivez-vous|recevez (?:chaque|tous|toute|gratuitement|nos|notre|la|les|l.essentiel)"
    r"|suivez(?:-nous| nous"
    r"| toute l| notre)|téléchargez (?:l.|notre )app|rejoignez(?:-nous| notre)|il vous reste .{0,40}à (?:lire"
    r"|découvrir)|(?:la suite"
    r"|cet article|ce contenu) est réservée? (?:aux|à nos)"
    r" (?:abonn|membres|lecteurs)|déjà abonn|cliquez ici|je m.abonne|soutenez(?:-nous| notre)",
    r"suscr[íi]b(?:ete|ase|anse)|reg[íi]str(?:ate|ese) (?:gratis|para|y|aquí)|s[íi]g(?:uenos|anos)|sigue (?:toda"
    r"|a .{2,30} en) .{0,60}"
    r"(?:facebook|twitter|x\b|instagram|newsletter|bolet[íi]n)|puedes seguir a|ap[úu]ntate|inscr[íi]b(?:ete|ase)"
    r"|recib[ae] "
    r"(?:nuestr|el bolet|la newsletter|en tu|gratis)|desc[áa]rg(?:a|ue)(?:te)? (?:la|nuestra) app"
    r"|[úu]nete a (?:nuestr|el canal)"
    r"|(?:para|si quieres) seguir leyendo|haz ?clic|ya soy suscriptor|tu suscripci[óo]n se est[áa]",
    r"abone ol(?:un(?:uz)?|abilirsiniz|mak)?\b|bizi .{0,40}takip ed(?:in|iniz|ebilirsiniz|ebilir)\b"
    r"|[^.]{0,60}(?:takip edin|abone olun|tıklayın(?:ız)?|indirin)\W*$|haberin (?:devamı"
    r"|detay\w*)(?:\W*$| (?:için|burada|haberimizde))"
    r"|yorum yazarak",
    r"iscriviti (?:a|al|alla|ora|qui)|abbonati (?:a|ora|per)|segui(?:ci\b|teci\b)|scarica l.app|clicca qui|inscreva-se"
    r"|assine (?:a|o|já|agora|nossa)|siga(?:-nos| o g| nosso)|clique aqui|baixe o app|receba (?:as|nossa|no)",
)
WALL = start(
    r"(?:to )?(?:continue|keep) reading\b.{0,40}(?:subscri|account|trial|free|for|[£$€\d])|subscribe to (?:continue"
    r"|read|keep)"
    r"|already a (?:subscriber|member)",
    r"weiterlesen mit\b|(?:la suite|cet article|ce contenu) .{0,20}réservé|(?:para|si quieres) seguir leyendo"
    r"|per continuare a leggere|para continuar lendo|(?:contenido|contenuto|conteúdo) (?:exclusivo|riservato) para\b"
    r"|чтобы (?:читать|прочитать|продолжить) .{0,30}(?:подпи|оформ)|полный текст доступен",
)
"""How what stands in place of the rest of an article begins: offers, however long."""
SUPPORT = re.compile(
    r"\bdo you have an opinion on the issues\b|\bif you would like to submit a (?:response|letter)\b"
    r"|\bwrite for us\?|\bkeep(?:ing)? our (?:reporting|journalism) (?:open|free|alive|going|independent)"
    r"|become our patron"
    r"|if you (?:would like|want|wish) to support (?:our|us|the|this)\b|please consider"
    r" (?:making a donation|donating|supporting|becoming)|consider (?:supporting (?:us|our)\b"
    r"|becoming a (?:paid|paying|free) )|\bour (?:work|journalism|reporting)\b.{0,30}\bdepend\w* (?:up)?on\b"
    r".{0,30}\bsupport\b"
    r"|\b(?:поддержите|підтримайте) (?:нас\b|наш\w{0,2} |редакци|редакці|проект|проєкт)"
    r"|\bмы (?:работаем|существуем) (?:только )?(?:благодаря вам|на (?:ваши )?(?:пожертвования|деньги|донаты))",
    re.IGNORECASE,
)
"""What an outlet says of itself where it asks for money, often in more than one sentence."""
SUPPORT_WORDS = (
    "do you have an opinion",
    "submit a",
    "поддержите",
    "підтримайте",
    "мы работаем",
    "мы существуем",
    "support",
    "consider",
    "write for us",
    "our reporting",
    "our journalism",
    "our patron",
)
"""One of these stands in whatever `SUPPORT` matches."""
TURN_TO = start(
    r"if you (?:are (?:not )?an?|have|would like|wish|want|need|know)\b[^.]{0,80}(?:,| )(?:please|contact|write to"
    r"|e-?mail|click|you can (?:contact|write|find|e-?mail|reach))\b",
)
"""Whom to turn to, under a text."""
SIGN_UP = whole(r"(?:[\w'’»«„“”\"]+ ){0,4}newsletters?:?(?: [\w'’»«„“”\"]+){0,4}")
"""Labels of boxes to sign up in; as lines of a text they prove nothing."""
ANYWHERE_PROMPT = re.compile(
    r"(?:on|to|join|via|follow) our (?:official )?(?:telegram|whatsapp|youtube) (?:channel|group)|(?:^|[.!?:—–] ?)"
    r"(?:please )?(?:subscribe to|sign ?up (?:for|to)) (?:our|the)\b|newsletter (?:provides|delivers|brings)"
    r"|\bby subscribing to our newsletter"
    r"|(?:sign up|subscribe) here\b|already a subscriber\?"
    r"|(?:^|[:.!?] )abonniere(?:n sie)? (?:den|die|das|unser\w*|jetzt|hier)\b"
    r"|подпи(?:шитесь|сывайтесь) на|підпи(?:шіться|суйтес[ья]) на"
    r"|(?:отправит\w+|получа\w+ наш\w*) (?:рассылк|письм)\w+ каждый",
    re.IGNORECASE,
)
ANYWHERE_WORDS = (
    "telegram",
    "whatsapp",
    "youtube",
    "subscribe",
    "sign",
    "newsletter",
    "already",
    "abonniere",
    "подпи",
    "підпи",
    "рассылк",
    "письм",
)
"""In lower case: one of these stands in whatever `ANYWHERE_PROMPT` matches."""
CONSENT = re.compile(
    r"(?:we|our (?:site|website)|this (?:site|website)) (?:and our \w+ )?(?:use|uses|store|value|respect"
    r"|care about)\b.{0,60}"
    r"(?:cookies|privacy|device|personal data)|we and our (?:\d+ )?(?:\w+ )?partners|мы используем .{0,30}(?:cookie"
    r"|куки)|(?:wir|diese"
    r" (?:seite|website)) (?:verwenden|nutzen|verwendet|nutzt) .{0,30}cookies|nous (?:utilisons|et nos partenaires) "
    r"|(?:utilizamos|usamos)"
    r" .{0,20}cookies|.{0,40}çerez(?:ler)? .{0,20}kullan|ми використовуємо .{0,30}cookie|utilizziamo i cookie"
    r"|نحن نستخدم ملفات|[^.!?]{0,60}\b(?:may )?share (?:information|data) about your (?:visit|use)\b",
    re.IGNORECASE,
)
"""How a notice of cookies begins."""
TO_COMMENT = re.compile(
    r"(?:^|[.!?:؟…—–] ?|, )[\"“„«]?(?:please |so |and |but |do )?(?:"
    r"(?:let (?:us|me) know|tell (?:us|me)|share (?:your|it|this)|have your say|leave|drop|sound off|weigh in|join)\b"
    r"[^.!?]{0,60}\b(?:in (?:the|our) comments?(?= (?:section|box|below|and)\b|\W*$|[.!,;:])"
    r"|comments? (?:section )?below\b)|leave (?:us )?(?:a|your) comment\b"
    r"|(?:schreib(?:t|en sie)|diskutier(?:t|en sie)|sag(?:t|en sie)) [^.!?]{0,60}\bin (?:den|die|einem) kommentar"
    r"|(?:dites|donnez|partagez|réagissez|laissez|exprimez)[^.!?]{0,60}\b(?:en|dans les) commentaires?"
    r"|(?:cuéntan|déjan|dín|escríbe|déja)(?:os|lo)s?\b[^.!?]{0,60}\ben (?:los )?comentarios|(?:scriv\w+|dicci|diteci"
    r"|raccontaci|fa(?:te)?cci sapere)\b[^.!?]{0,60}\bnei commenti|(?:conte|deixe|comente|diga)\b[^.!?]{0,60}"
    r"\bnos comentários|laat (?:het )?(?:ons )?[^.!?]{0,40}weten in de (?:reacties|comments)"
    r"|(?:napisz(?:cie)?|podziel(?:cie)? się|da(?:j|jcie) znać)\b[^.!?]{0,60}\bw komentarz"
    r"|(?:на)?пишите [^.!?]{0,60}в комментари|(?:по)?делитесь [^.!?]{0,60}в комментари"
    r"|расскажите [^.!?]{0,60}в комментари"
    r"|(?:на)?пишіть [^.!?]{0,60}(?:в|у) коментар|(?:по)?діліться [^.!?]{0,60}(?:в|у) коментар"
    r"|(?:شاركنا|شاركونا|أخبرنا|أخبرونا)[^.!؟]{0,60}(?:التعليقات|تعليق))"
    r"|yorumlar(?:da|ınızı)? [^.!?]{0,40}(?:paylaşın|yazın|belirtin)\W*$"
    r"|(?:نظر|دیدگاه|تجربه)[^.!؟]{0,60}(?:بنویسید|در میان بگذارید)\W*$",
    re.IGNORECASE,
)
"""What asks readers to write under a text, perhaps behind a question to them."""
COMMENT_WORDS = (
    "comment",
    "below",
    "kommentar",
    "coment",
    "commenti",
    "reacties",
    "komentar",
    "комментар",
    "коментар",
    "yorum",
    "تعليق",
    "بنویسید",
    "بگذارید",
)
"""In lower case: one of these stands in whatever `TO_COMMENT` matches."""
