"""Lines that stand in article pages and are no part of the article, told by their wording.

The same rules clean what is extracted from pages and what is imported from old text files; each gives its reason in
words, so that an import can say line by line what it left out and why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.dates import is_date_line
from crawler.text import count_words, folded

_PROMPT_WORDS = 45
_TITLE_WORDS = 8


def _whole(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(parts)})[\s.:!…»>→|]*", re.IGNORECASE)


def _start(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"[\s•*>»–—-]*(?:{'|'.join(parts)})", re.IGNORECASE)


_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|e-?mail|mail|vk|vkontakte|ok|viber"
    r"|messenger|skype|tumblr|line"
    r"|instagram|youtube|tiktok|flipboard|pocket|copy(?: link)?|print|pdf|threads|bluesky|mastodon|google\+?"
    r"|вконтакте|одноклассники|дзен)"
)
_SHARE = _whole(
    rf"(?:share|tweet|pin|post|save|like|send)(?: (?:on|via|to|this|with|by|it|article|story|link|post|now"
    rf"|a))*(?: {_NETWORKS})?",
    rf"{_NETWORKS}(?:[\s,|/·•]+{_NETWORKS})*",
    r"share this (?:article|story|post|page|news)(?: (?:on|with|via) .{0,40})?|copy (?:the )?link|link copied"
    r"|click to (?:share|print|email).{0,60}",
    r"поделиться(?: (?:в|на|с|ссылкой|новостью|статьей|материалом).{0,30})?|скопировать ссылку"
    r"|ссылка скопирована|сохранить в закладки|распечатать",
    r"اشتراک ?گذاری(?: .{0,30})?|به اشتراک بگذارید|ارسال به دوستان|نسخه چاپی|چاپ|کپی لینک|لینک کوتاه.{0,60}|ذخیره",
    r"print this (?:page|article)|send to a friend|e-?mail this(?: article)?|add to (?:bookmarks|favou?rites)"
    r"|bookmark",
)
_PROMPT = _start(
    r"subscribe\b|sign ?up\b|get (?:the|our|your|daily|all the) (?:latest|daily|newsletter|best|top|morning"
    r"|news)|join (?:us|our)\b",
    r"follow (?:us|our|\w+ on)\b|never miss\b|don.?t miss\b|stay (?:up to date|informed|tuned|connected)\b"
    r"|download (?:our|the) app",
    r"support (?:our|independent)\b|donate\b|become a (?:member|subscriber|patron)|enter your e-?mail"
    r"|your e-?mail address",
    r"(?:our|the) (?:daily |weekly )?newsletter|click here to|for more (?:news|stories|information),? (?:follow"
    r"|visit|click|see|go)",
    r"by (?:signing|subscribing|clicking)|you can unsubscribe|thank you for (?:subscribing|reading)"
    r"|turn on notifications|enable notifications",
    r"подпи(?:шитесь|сывайтесь|саться|ска)\b|присоединяйтесь|читайте (?:нас|наш|больше)|следите за"
    r"|хотите (?:знать|быть)|(?:наш|мы в) (?:telegram|телеграм)",
    r"больше новостей|самое (?:важное|интересное)|оперативные новости|будьте в курсе|установите приложение|узнавайте",
    r"عضو(?:یت)? .{0,30}(?:کانال|خبرنامه)|ما را .{0,20}دنبال کنید|به کانال|کانال تلگرام|در خبرنامه|برای دریافت"
    r"|عضویت در|دنبال کنید",
)
_ANYWHERE_PROMPT = re.compile(
    r"(?:to|our|on|join) (?:our |the )?(?:official )?(?:telegram|whatsapp) channel|sign ?up (?:for|to) (?:our"
    r"|the)|subscribe to (?:our|the)"
    r"|newsletter (?:provides|delivers|brings)|(?:sign up|subscribe) here"
    r"|(?:наш|нашем|канал в|в) (?:telegram|телеграм|макс|max)[ -]?канал|подпи(?:шитесь|сывайтесь) на"
    r"|کانال (?:تلگرام|ایتا|بله|روبیکا)",
    re.IGNORECASE,
)
_COMMENTS = _whole(
    r"(?:leave|post|add|write|submit)(?: your)? (?:a |an |the )?(?:comments?|reply|opinion).{0,20}|(?:no|\d+"
    r"|view|show|all|see|read)? ?comments?(?: \(?\d+\)?)?",
    r"(?:your |full )?(?:name|e-?mail|e-?mail address|website|comment|message|phone)(?: \*| \(required\))?"
    r"|your e-?mail address.{0,60}|required fields.{0,30}",
    r"to participate in the discussion|log ?in(?: or register)?(?: to .{0,40})?|login|sign in(?: to .{0,40})?"
    r"|register|log out|reply|send|submit|chats?|loader|loading|load more.{0,20}",
    r"save my name.{0,90}|notify me of .{0,60}|you must be logged in.{0,40}|join the (?:conversation"
    r"|discussion).{0,40}|be the first to comment.{0,20}",
    r"(?:оставить|добавить|написать|ваш|все|нет)? ?комментари(?:й|и|ев|я)(?: \(?\d+\)?)?"
    r"|войдите(?: или .{0,40})?|войти|зарегистрируйтесь|заголовок открываемого материала",
    r"чтобы участвовать в дискуссии|авторизуйтесь.{0,50}|ваше имя|отправить|ответить|обсудить",
    r"(?:ارسال|ثبت|افزودن)? ?(?:نظر|نظرات|دیدگاه|دیدگاه‌ها)(?: (?:شما|کاربران|بدهید"
    r"|خود).{0,30})?(?: \(?[\d۰-۹]+\)?)?|نام|ایمیل|ورود|ثبت نام|پاسخ|نظر شما.{0,40}",
    r"captcha|security code|کد امنیتی|code",
)
_RELATED = _whole(
    r"related(?: (?:posts?|articles?|news|stories|topics|content|links?|coverage|reading))?"
    r"|on key(?: related posts?)?|more (?:news|stories|on this story|from .{2,40}|like this)",
    r"(?:most|top) (?:read|popular|viewed|recent|stories|news|shared|discussed)(?: .{0,20})?|you (?:may"
    r"|might)(?: also)? (?:like|be interested in).{0,20}|recommended(?: for you| stories)?",
    r"(?:latest|breaking|other|popular|trending|editor.?s|featured)(?: (?:news|stories|posts|articles|picks"
    r"|headlines|now))?|newsfeed|news feed|see also|read also|also read|read more|up next|next (?:article|post)"
    r"|previous (?:article|post)",
    r"по теме|похожие (?:новости|материалы|статьи)|читайте также|смотрите также|другие новости|главное"
    r"|популярное|рекомендуем|самое читаемое|материалы по теме|лента новостей|новости по теме|еще по теме",
    r"(?:اخبار|مطالب|خبرهای|مطلب|خبر|لینک ?های) ?(?:مرتبط|مشابه|پیشنهادی|مرتبط با این خبر)|بیشتر بخوانید"
    r"|همچنین بخوانید|پربازدید(?:ترین)?(?:‌?ها)?(?: .{0,15})?|آخرین اخبار|پیشنهاد سردبیر|تازه ?ها|برچسب ?ها"
    r"|پر ?بیننده ?ها",
)
_INLINE_RELATED = _start(
    r"(?:read|see|watch|listen|look)(?: also| more| next| too| now|: )\s*[:\-–|]?\s|also (?:read|see|watch)\b"
    r"|related(?: \w+)?\s*[:|]|more on this|recommended\s*:",
    r"читайте (?:также|ещё|еще|подробнее)\b|смотрите (?:также|ещё|видео)|подробнее\s*[:в]|по теме\s*:"
    r"|материал по теме|см\. также",
    r"(?:بیشتر|همچنین) (?:بخوانید|ببینید)|مطالب مرتبط\s*:|در همین (?:زمینه|رابطه)|اقرأ أيضا|(?:بخوانید|ببینید)\s*:",
)
_COUNTER = _whole(
    r"[\d۰-۹٠-٩][\d۰-۹٠-٩.,\s]*[kmkтм%]?",
    r"[\d۰-۹.,]+[km]? ?(?:views?|reads?|shares?|likes?|comments?|votes?|times?|просмотр\w*|комментари\w*|بازدید"
    r"|نفر|min(?:ute)?s?(?: read)?|минут\w*(?: чтения)?)",
    r"(?:views?|reads?|shares?|hits|visits?|просмотров|просмотры|بازدید|تعداد بازدید|reading time|время чтения"
    r"|زمان مطالعه)\s*[:：]?\s*[\d۰-۹.,]+ ?(?:k|min\w*|мин\w*|دقیقه)?",
    r"(?:news (?:id|code)|story code|код новости|کد (?:خبر|مطلب|مقاله)|شناسه (?:خبر|مطلب)|id)\s*[:：]?\s*#?[\d۰-۹]+",
    r"page \d+ of \d+|\d+ ?/ ?\d+|font size.{0,20}|a[+-]?(?: a[+-]?)*|سایز متن.{0,20}|\+ ?-",
)
_DISCLAIMER = re.compile(
    r"is not responsible for (?:the )?(?:content|accuracy)|all rights reserved|все права защищены"
    r"|(?:تمام(?:ی)?|کلیه) حقوق .{0,60}(?:محفوظ|متعلق)"
    r"|(?:the )?views (?:and opinions )?expressed (?:in|by|here|are|herein)|(?:do"
    r"|does) not (?:necessarily )?reflect (?:the )?(?:\w+ )?(?:views?|opinion|position|official|editorial)"
    r"|мнение (?:автора|редакции) (?:может|не)|перепечатка|при (?:цитировании|использовании) материалов"
    r"|(?:انتشار|استفاده از) مطالب .{0,50}(?:منبع|بلامانع|مجاز)"
    r"|^(?:©|\(c\)|copyright\b)|this (?:article|story) (?:was|has been) (?:originally|first) published"
    r"|reprinted with permission|^the post [^.]{1,300}? (?:appeared first|first appeared) on [^,]{2,60}$",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"^(?:photo|photos|image|picture|file photo|pic|illustration|video|credit|фото|фотография|иллюстрация|видео"
    r"|عکس|تصویر|عکاس|فیلم)(?: by| credit| courtesy| from)?\s*[:：/|©].{0,90}$"
    r"|^©.{0,110}$|(?:/|\||©|via|\() ?(?:getty(?: images)?|shutterstock|reuters|afp|epa|istock|unsplash"
    r"|depositphotos|wikimedia(?: commons)?)\W*$"
    r"|^FILE\b ?[-–—]|\((?:AP|Reuters|AFP|EPA|Getty)[^()]{0,10}(?:Photo|Images)?/[^()]{3,60}\)$"
    r"|^(?:getty images|shutterstock|file photo|архивное фото|عکس آرشیوی)\.?$|go to the (?:mediabank|photo bank)"
    r"|(?:перейти|добавить) в (?:фото|медиа)банк",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\(?[A-ZА-ЯЁ]{1,3}(?:/[A-ZА-ЯЁ]{1,3})+\)?")
_WIRE_BYLINE = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|compiled|edited|editing|written) by \w"
    r"|.{3,120} contributed to this (?:report|story|article)"
    r"|this (?:story|article) (?:has been|was) (?:updated|corrected)",
    re.IGNORECASE,
)
_INNER_SENTENCE = re.compile(r"\w{2,}[.!?…]\s+[^\w\s]?\s*(?:[A-ZА-ЯЁ(]|[\u0600-\u06ff])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?:\w[\w-]*\.)+(?:com|org|net|ir|ru|info|news|html?)(?:/\S*)?", re.IGNORECASE
)
_LABEL = _whole(
    r"tags?|topics?|keywords?|category|categories|source|author|by|share|menu|search|home|back|next|previous"
    r"|close|continue|advertisement|sponsored(?: content)?|ad|toggle \w+",
    r"реклама|теги|тэги|метки|источник|автор|меню|поиск|главная|назад|закрыть|تبلیغات|جستجو|خانه|منبع|نویسنده|برچسب",
    r"(?:tags?|topics?|keywords?|category|categories|filed under|теги|тэги|метки|برچسب ?ها"
    r"|کلید ?واژه ?ها)\s*[:：].{0,200}",
    r"(?:get )?the latest news from around the world.{0,90}|skip to .{0,30}|back to top|go to .{0,20}"
    r"|show (?:more|less)|read (?:the )?full (?:story|article).{0,20}|(?:end ?item|انتهای پیام"
    r"|конец сообщения)[\s/.:]*[\d۰-۹]*\s*[/.]?",
)
_TAIL = re.compile(
    r"(?:leave a (?:comment|reply)|\d* ?comments?|related (?:posts?|articles?|news|stories)|on key|newsfeed"
    r"|to participate in the discussion|read more|your name|more news"
    r"|читайте также|по теме|похожие (?:новости|материалы)|комментарии|лента новостей|اخبار مرتبط|مطالب مرتبط"
    r"|نظر شما|ارسال نظر|نظرات)[\s:.]*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…؟。][\"'”’»)]*$")


def furniture_reason(line: str, *, sites: Sequence[str] = ()) -> str:
    """Why ``line`` is no part of an article, in a few words; "" where it may be one.

    ``sites`` are names of the outlet and its sections: a line that is nothing else goes.
    """
    if len(line) > 400:
        return ""
    plain = line.strip("-–—•*_ []<>«»")
    if not plain:
        return "nothing but marks"
    for pattern, reason in _WHOLE_RULES:
        if pattern.fullmatch(plain):
            return reason
    if reason := _worded(line, count_words(line)):
        return reason
    if is_date_line(line):
        return "date of the page"
    if sites and any(folded(line) == folded(site) for site in sites):
        return "name of the site or section"
    return ""


def _worded(line: str, words: int) -> str:
    """The reason that lies in the wording of a short line, "" if there is none."""
    if words == 0:
        return "nothing but marks"
    if words > _PROMPT_WORDS:
        return ""
    short = words <= 30
    for found, reason in (
        ((short and _PROMPT.match(line)) or _ANYWHERE_PROMPT.search(line), "prompt to subscribe or follow"),
        (_WIRE_BYLINE.match(line) or _INITIALS.fullmatch(line), "byline of the wire"),
        (_DISCLAIMER.search(line), "disclaimer or copyright line"),
        (short and _INLINE_RELATED.match(line), "link to another article"),
        (_PHOTO.search(line) and not _INNER_SENTENCE.search(line), "photo credit"),
    ):
        if found:
            return reason
    return ""


def starts_tail(line: str) -> bool:
    """Whether after ``line`` a page has only comments, related articles and the like."""
    return bool(_TAIL.fullmatch(line))


def is_prose(line: str) -> bool:
    """Whether ``line`` reads like a sentence of an article rather than like a headline or a label."""
    return count_words(line) >= 12 and bool(_SENTENCE_END.search(line))


def repeats_title(line: str, title: str) -> bool:
    """Whether ``line`` is the headline again, also doubled or with a site name behind it."""
    plain, wanted = folded(line), folded(title)
    if not wanted or not plain:
        return False
    if plain in {wanted, f"{wanted} {wanted}", wanted + wanted}:
        return True
    rest = plain.removeprefix(wanted)
    return (
        len(rest) < len(plain)
        and len(wanted.split()) >= 3
        and len(rest.split()) <= 4
        and not _SENTENCE_END.search(line)
    )


_WHOLE_RULES = (
    (_SHARE, "share row"),
    (_COMMENTS, "comment or login prompt"),
    (_RELATED, "heading of related articles"),
    (_COUNTER, "counter"),
    (_ADDRESS, "address of a page"),
    (_LABEL, "label"),
)
