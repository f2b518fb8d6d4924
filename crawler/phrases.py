"""The wording of furniture: patterns for whole lines and for how a line begins, in the languages outlets write in.

As in `crawler.prompts`, a sentence of reporting must never match.
"""

from __future__ import annotations

import re

from crawler import eastern_phrases as eastern
from crawler import further_phrases as further
from crawler.prompts import start, whole

_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|e-?mail|mail|vk|vkontakte|ok|viber|messenger"
    r"|skype|tumblr|line|instagram|youtube|tiktok|flipboard|pocket|copy(?: link)?|print|pdf|threads|bluesky|mastodon"
    r"|google\+?|xing|вконтакте|одноклассники|дзен|макс|max)"
)
_OPENS = (
    r"opens in (?:a )?new (?:window|tab)|wird in (?:einem )?neue[mn] (?:fenster|tab) geöffnet"
    r"|(?:s.)?ouvre dans une? nouve(?:lle fenêtre|l onglet)|se abre en una (?:ventana|pestaña) nueva"
    r"|si apre in una nuova (?:finestra|scheda)|abre em (?:uma )?nova (?:janela|aba)|открывается в новом окне"
    r"|wordt in een nieuw (?:venster|tabblad) geopend|otwiera się w nowym (?:oknie|karcie)"
    r"|yeni pencerede açılır|在新窗口中打开|新しいウィンドウで開きます"
)
SHARE = whole(
    rf"(?:[^()]{{2,90}}\((?:{_OPENS})\)\s*)+",
    r"(?:[\s|/·]*(?:缩小字体|放大字体|字号|收藏|微博|微信|分享(?:让更多人看到)?|打印|评论|点赞|扫一扫|シェアする|ツイート|印刷|공유))+",
    rf"(?:share|tweet|pin|post|save|like|send)(?: (?:on|via|to|this|with|by|it|article|story|link|post|now|a|full))*"
    rf"(?: {_NETWORKS})?",
    rf"{_NETWORKS}(?:[\s,|/·•\d.]+{_NETWORKS})*[\s\d.]*(?:\(?opens in (?:a )?new (?:window|tab)\)?)?",
    r"share (?:this|full) (?:article|story|post|page|news)(?: (?:on|with|via) .{0,40})?|copy (?:the )?link"
    r"|(?:copy link ?)?link copied|click to (?:share|print|email).{0,60}|like ?loading",
    r"поделиться(?: (?:в|на|с|ссылкой|новостью|статьей|материалом).{0,30})?|скопировать ссылку|ссылка скопирована"
    r"|сохранить в закладки|распечатать|поширити|поділитися",
    r"اشتراک ?گذاری(?: .{0,30})?|به اشتراک بگذارید|ارسال به دوستان(?: چاپ)?|نسخه چاپی|چاپ|کپی لینک|لینک کوتاه.{0,60}"
    r"|ذخیره|برای کپی لینک کلیک کنید|شارك(?: المقال)?|مشاركة|انسخ الرابط",
    r"print this (?:page|article)|send to a friend|e-?mail this(?: article)?|add to (?:bookmarks|favou?rites)|bookmark",
    r"teilen|(?:artikel|link) (?:teilen|kopieren|drucken)|merken|drucken|partager(?: (?:sur|l.article).{0,20})?"
    r"|compartir(?: (?:en|esta).{0,20})?|copiar enlace|copier le lien|paylaş|condividi|compartilhar",
)
COMMENTS = whole(
    r"(?:leave|post|add|write|submit)(?: your)? (?:a |an |the )?(?:comments?|reply|opinion).{0,20}|(?:no|\d+"
    r"|view|show|all|see|read|your|readers.?)? ?comments?(?: \(?\d+\)?)?|comments are (?:closed|off).{0,40}",
    r"(?:your |full )?(?:name|e-?mail|e-?mail address|website|comment|message|phone)(?: \*| \(required\))?"
    r"|your e-?mail address.{0,60}|required fields.{0,30}",
    r"to participate in the discussion|(?:please )?log ?in(?: or register)?(?: to .{0,40})?|login|sign in(?: (?:to"
    r"|or) .{0,60})?"
    r"|register|log out|reply|send|submit|chats?|loader|loading|load more.{0,20}",
    r"save my name.{0,90}|notify me of .{0,60}|you must be logged in.{0,40}|join the (?:conversation"
    r"|discussion).{0,40}|be the first to comment.{0,20}|view (?:all )?comments",
    r"(?:оставить|добавить|написать|ваш|все|нет|показать|\d+)? ?комментари(?:й|и|ев|я)(?: \(?\d+\)?)?"
    r"|войдите(?: или .{0,40})?|войти|зарегистрируйтесь|заголовок открываемого материала",
    r"чтобы участвовать в дискуссии|авторизуйтесь.{0,50}|ваше имя|отправить|ответить|обсудить(?: \(?\d+\)?)?",
    r"(?:ارسال|ثبت|افزودن)? ?(?:نظر|نظرات|دیدگاه|دیدگاه‌ها)(?: (?:شما|کاربران|بدهید|بینندگان|مخاطبان|خوانندگان"
    r"|خود).{0,30})?(?: \(?[\d۰-۹]+\)?)?|نام|ایمیل|ورود|ثبت نام|پاسخ|نظر شما.{0,40}"
    r"|(?:انتشار یافته|در انتظار بررسی|غیر قابل انتشار)\s*:\s*[\d۰-۹]+",
    r"captcha|security code|کد امنیتی|code",
    r"(?:\d+ )?kommentare?(?: \(?\d+\)?)?|kommentar (?:schreiben|verfassen)|diskutieren sie mit.{0,30}|netiquette"
    r"|anmelden",
    r"(?:\d+ )?commentaires?(?: \(?\d+\)?)?|réagir|laisser un commentaire.{0,20}|(?:\d+ )?comentarios?(?: \(?\d+\)?)?"
    r"|deja (?:un|tu) comentario.{0,20}|(?:\d+ )?yorum(?:lar)?(?: \(?\d+\)?)?|yorum (?:yap|yaz)(?:ın(?:ız)?"
    r"|mak.{0,20})?"
    r"|(?:\d+ )?commenti"
    r"|(?:\d+ )?comentários|(?:\d+ )?коментар(?:і|ів)(?: \(?\d+\)?)?|(?:\d+ )?(?:التعليقات|تعليقات?)"
    r"|اترك تعليقا.{0,20}",
)
RELATED = whole(
    *further.RELATED,
    *eastern.ALSO,
    r"related(?: (?:posts?|articles?|news|stories|topics|content|links?|coverage|reading|video))?"
    r"|on key(?: related posts?)?|more (?:news|stories|on this(?: story| topic)?|on .{2,40}|from .{2,40}|like this"
    r"|long reads)"
    r"|explore more.{0,30}",
    r"(?:most|top) (?:read|popular|viewed|recent|stories|news|shared|discussed)(?: .{0,20})?|you (?:may"
    r"|might)(?: also)? (?:like|be interested in).{0,20}"
    r"|recommended(?: for you| (?:article|post|video)s| stories| reading| from .{2,30})?"
    r"|trending(?: now)?",
    r"(?:latest|breaking|other|popular|editor.?s|featured)(?: (?:news|stories|posts|articles|picks|choice|briefs"
    r"|headlines|now))?|newsfeed|news feed|see also|read also|also read|read (?:more|next)|up next|next (?:article"
    r"|post|story)"
    r"|previous (?:article|post|story)|around the web|from the web|what to read next|don.?t miss|in case you missed it",
    r"по теме|похожие (?:новости|материалы|статьи)|читайте также|смотрите также|другие (?:новости"
    r"|материалы)(?: .{2,20})?|главное"
    r"|популярное|рекомендуем|самое читаемое|материалы по теме|лента новостей|новости по теме|[её]ще (?:по теме"
    r"|об этом)"
    r"|новости партн[её]ров|последние новости|выбор редакции|топ[ -]?\d*|хроника|читайте далее",
    r"читайте також|також читайте|дивіться також|за темою|схожі новини|популярне|останні новини|новини партнерів",
    r"(?:اخبار|مطالب|خبرهای|مطلب|خبر|لینک ?های) ?(?:مرتبط|مشابه|پیشنهادی|مرتبط با این خبر)|بیشتر بخوانید"
    r"|همچنین بخوانید|پر ?بازدید ?(?:ترین)?(?:‌?ها)?(?: .{0,15})?|آخرین اخبار|پیشنهاد سردبیر|تازه ?ها|برچسب ?ها"
    r"|پر ?بیننده ?(?:ترین)? ?‌?ها|دیگر (?:مطالب|اخبار) .{0,20}",
    r"اقرأ (?:أيضاً?|المزيد|كذلك)|(?:مواضيع|أخبار|مقالات|موضوعات) (?:ذات صلة|متعلقة)|الأكثر (?:قراءة|مشاهدة|تداولا)"
    r"|شاهد أيضاً?"
    r"|المزيد (?:من|عن) .{2,20}|آخر الأخبار",
    r"mehr (?:zum thema|dazu|lesen über|von .{2,30}|aus .{2,30}|nachrichten)|lesen sie (?:auch|mehr|dazu|hier)"
    r"|auch interessant|alle (?:neuen )?(?:artikel|beiträge) zum thema"
    r"|das könnte sie auch interessieren|meistgelesen(?:e artikel)?|weitere (?:artikel|themen|meldungen|nachrichten)"
    r"|zum thema",
    r"(?:à )?(?:lire|voir|relire) (?:aussi|également)|sur le même (?:sujet|thème)|les plus (?:lus|populaires)|à la une"
    r"|pour aller plus loin|articles? (?:liés|similaires|associés)|dans la même rubrique|voir plus",
    r"más (?:información|noticias|leídas)|(?:noticias|artículos|contenidos?) relacionad[oa]s?|te puede interesar"
    r"|lo más (?:leído|visto)"
    r"|(?:lee|lea|ver|vea|lee) también|archivado en|últimas noticias|(?:leia|veja) (?:também|mais)|mais lidas"
    r"|notícias relacionadas"
    r"|leggi anche|articoli correlati|i più letti|potrebbe interessarti(?: anche)?|leggi di più",
    r"相关(?:新闻|阅读|报道|文章|链接)|延伸阅读|推荐阅读|热门(?:新闻|文章|推荐)"
    r"|あわせて読みたい|関連(?:記事|ニュース|リンク)|관련 ?기사",
    r"ilgili haber(?:ler)?|çok okunan(?:lar)?|son dakika(?: haberleri?)?|öne çıkan(?:lar| haberler)"
    r"|bunlar da ilginizi çekebilir"
    r"|diğer haberler|bunları da okuyun",
)
CONTACTS = whole(
    r"(?:press|media)(?: (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office(?: contacts?)?)){1,2}"
    r"|contacts? (?:for (?:the )?)?(?:press|media|journalists)|pressekontakte?|contacts? presse|contacto de prensa"
    r"|contatti stampa|контакты для (?:сми|прессы)|kontakt dla mediów",
)
"""What stands over the people whom journalists may ring, below a press release."""
INLINE_RELATED = start(
    *further.ALSO,
    *eastern.ALSO,
    r"(?:read|see|watch|listen|look)(?: also| more| next| too| now)?\s*[:|–—-]\s(?-i:(?![a-z]))"
    r"|(?:read|see|watch) (?:also|more|next)\b(?! (?:had|has|have|was|were|is|are|did|said)\b)"
    r"|also (?:read|see|watch)\b(?! (?:had|has|have|was|were|is|are|did|said)\b)|(?:related|trending|recommended|more"
    r"|exclusive|must read)(?: (?:stories|story"
    r"|article|news|reading|video))?"
    r"\s*[:|]|more on this\b",
    r"(?:читайте|смотрите|слушайте) (?:также|ещё|еще|подробнее)\b|подробнее\s*(?:[:—–-]|в (?:материал|стать|сюжет"
    r"|наш))|по теме\s*:|(?:материал|новость) по теме(?=\W*$|\s*[:—–|-])"
    r"|см\. также|(?:читайте|дивіться) також|(?:також|ще) (?:читайте|за темою)|читайте (?:далее|в материале)",
    r"(?:بیشتر|همچنین) (?:بخوانید|ببینید)|(?:مطالب|اخبار|خبر) مرتبط\s*:|در همین (?:زمینه|رابطه)\s*:|(?:بخوانید"
    r"|ببینید)\s*:"
    r"|(?:اقرأ|شاهد|طالع) (?:أيضا|أيضاً|كذلك|المزيد)",
    r"lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu)\b|(?:à )?(?:lire|voir|relire|écouter)(?: (?:aussi"
    r"|également))?\s*[:|»>]"
    r"|(?:à )?(?:lire|voir) (?:aussi|également)\b|(?:lee|lea|vea|ver|mira) (?:también|además|más)\b"
    r"|te puede interesar|(?:leia|veja) (?:também|mais)\b"
    r"|leggi (?:anche|di più)\b|ilgili haber|ayrıca (?:oku|bak)|(?:içerik|haber) (?:önerisi|linki)",
)
COUNTER = whole(
    r"[\d۰-۹٠-٩][\d۰-۹٠-٩.,\s]*[kmkтм%]?|\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?| uhr)?(?: ?(?:gmt|utc|bst|cet|cest|et|est"
    r"|edt"
    r"|pt|ist|msk|мск|ت ?م|a[ecw][ds]t|nz[ds]t|[ecmp][ds]t|[jk]st|sgt|hkt|sast|[ew]at|cat|ee?s?t"
    r"|west|(?:gmt|utc)\s?[+−-]\d{1,2}"
    r"))?|(?:\d[\d.,]*[km]\s?){1,3}\d{1,6}",
    r"[\d۰-۹.,\s]+[km]? ?(?:views?|reads?|shares?|likes?|comments?|votes?|times?|followers?|(?:new )?(?:posts|updates)"
    r"|просмотр\w*|комментари\w*"
    r"|بازدید"
    r"|نفر|(?:min|minute)s?\.?(?: read)?|минут\w*(?: чтения)?|min(?:uten)? lese(?:zeit|dauer)|minutes? de lecture)",
    r"(?:views?|reads?|shares?|hits|visits?|просмотров|просмотры|(?:количество )?(?:показов|просмотров)|بازدید"
    r"|تعداد بازدید"
    r"|(?:estimated )?reading time|время (?:на )?чтени[ея]|زمان مطالعه|temps de lecture|lese(?:zeit|dauer)"
    r"|tiempo de lectura"
    r"|okunma(?: süresi| sayısı)?)\s*[:：]?\s*[\d۰-۹][\d۰-۹.,\s]*"
    r"(?:k|min\w*|мин\w*|دقیقه|dk)?\.?",
    r"(?:news (?:id|code)|story code|код новости|کد (?:خبر|مطلب|مقاله)|شناسه (?:خبر|مطلب)|id)\s*[:：]?\s*#?[\d۰-۹]+",
    r"\d{3,6}(?:\*{1,2}\d{3,6})+",
    r"page \d+ of \d+|\d+ ?/ ?\d+|font size.{0,20}|a[+-]?(?: a[+-]?)*|سایز متن.{0,20}|\+ ?-|list (?:of \d+ items"
    r"(?: ?end of list)?|\d+ of \d+)|end of list",
)
DISCLAIMER = re.compile(
    "|".join((*further.NOTICES, *eastern.NOTICES)) + rf"|{further.LEGAL}|website can also be accessed at"
    r"|is not responsible for (?:the )?(?:content|accuracy) of|\ball rights reserved\b|все права защищены"
    r"|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos reservados|her hakkı saklıdır|tüm hakları saklıdır|جميع الحقوق محفوظة"
    r"|(?:تمام(?:ی)?|کلیه) حقوق .{0,60}(?:محفوظ|متعلق)"
    r"|(?:views?|opinions?)(?: and (?:views|opinions))? (?:expressed|presented|stated) (?:in|by|here|are"
    r"|herein).{0,120}"
    r"(?:own|author|reflect|represent|necessarily)|do(?:es)? not necessarily (?:reflect|represent) (?:the )?"
    r"|мнение (?:автора|редакции) (?:может|не совпада|может не)"
    r"|перепечатка (?:без|только|возможна|(?:\w+ ){0,3}?(?:материал|текст|стат|публикац|информаци|и\b|или\b)\w*) "
    r".{0,40}(?:разреш|запрещ|допуск|ссылк)|перепечатка (?:разреш|запрещ|допуск)\w+(?! закон)"
    r"|(?:при|цитирован\w+|использован\w+) .{0,20}(?:цитировании"
    r"|использовании)? ?материалов .{0,60}(?:ссылк\w+ .{0,60}обяз"
    r"|обязательн|(?:с|без|наличи\w+|только) .{0,30}(?:ссылк|разрешени)|активн\w+ ссылк)"
    r"|(?:انتشار|استفاده از) مطالب .{0,50}(?:منبع|بلامانع|مجاز)"
    r"|(?:has|have) not been edited by|(?:generated|published) from a syndicated feed|riproduzione riservata"
    r"|^(?:©|\(c\)|copyright\b)|this (?:article|story) (?:was|has been) (?:originally|first) published"
    r"|reprinted with permission|^the post [^.]{1,300}? (?:appeared first|first appeared) on [^,]{2,60}$"
    r"|^a version of this (?:article|story) appear|^our standards\s*:|affiliate commission|may earn (?:a"
    r"|an) .{0,20}commission|this (?:article|story) (?:is |was )?(?:republished|originally appeared)",
    re.IGNORECASE,
)
_DISCLAIMER_WORDS = """
    accessed
    responsible rights права rechte droits derechos hak حقوق view opinion necessarily мнение перепечат материалов
    مطالب edited syndicated riservata © (c) copyright published reprinted post version standards commission affiliate
    republished originally earn provision 전재 재배포 저작권자 無断 未经 版权 επιφύλαξη αναδημοσίευση práva prawa
    rättigheter drepturile looking litigation
"""
DISCLAIMER_WORDS = (*_DISCLAIMER_WORDS.split(), *eastern.NOTICE_WORDS.split())
"""In lower case: one of these stands in whatever `DISCLAIMER` matches."""
PHOTO = re.compile(
    r"^(?:photos?|image|picture|file photo|pic|illustration|video|credit|foto|fotos|bild|crédit(?: photo)?|фото"
    r"|фотография"
    r"|иллюстрация|видео|عکس|تصویر|عکاس|فیلم|الصورة|fotoğraf)(?: by| credit| courtesy| from)?\s*[:：/|©].{0,90}$"
    r"|^©.{0,110}$|(?:/|\||©|via|\() ?(?:getty(?: images)?|shutterstock|reuters|afp|epa|istock|unsplash"
    r"|depositphotos|wikimedia(?: commons)?)\W*$"
    r"|^(?:getty images|shutterstock)\.?$|\b(?:file photo|архивное фото|عکس آرشیوی)\W*$|go to the (?:mediabank"
    r"|photo bank)"
    r"|(?:перейти|добавить) в (?:фото|медиа)банк"
    rf"|{further.CREDITS}|{further.CREDITS_OF_AUTHOR}|{eastern.CREDITS}",
    re.IGNORECASE,
)
AGENCY_PHOTO = re.compile(
    r"^FILE\b ?[-–—]|\((?:AP|Reuters|AFP|EPA|Getty)[^()]{0,10}(?:Photo|Images)?/[^()]{3,60}\)$"
    r"|\((?i:file photo|photo|picture|image|foto)s?(?i: (?:by|credit|courtesy|source|from|via)\b|\s?[:/])"
    r"[^()]{2,60}\)\W*$"
    r"|[.!?”\"]\s+(?:Photos?|Fotos?|Images?|Pictures?|Pic|Фото|Снимок|Світлина|عکس|צילום)(?: by| credit"
    r"| courtesy)?:\s[^.:!?]{2,60}\.?$"
)
"""Captions of agencies, whole sentences before the credit or not."""
PHOTO_WORDS = (
    *eastern.CREDIT_WORDS,
    ":",
    "：",
    "/",
    "|",
    "©",
    "ⓒ",
    "=",
    "＝",
    "[",
    "(",
    "via",
    "getty",
    "shutterstock",
    "file",
    "архивн",
    "آرشیوی",
    "bank",
    "банк",
    "author",
    "autor",
    "auteur",
    "verfasser",
    "автор",
)
"""In lower case: one of these stands in whatever `PHOTO` or `AGENCY_PHOTO` matches."""
PLAYER = start(
    r"(?:sorry, )?your browser (?:does not|doesn.?t|is not)|this (?:video|content|browser) (?:can ?not|cannot|is not"
    r"|does not)"
    r"|to (?:play|view|watch) this (?:video|content)|(?:please )?(?:enable|turn on|activate) javascript"
    r"|javascript (?:is|must be|needs)"
    r"|you need to enable"
    r"|video player (?:is )?loading|media (?:error|could not)|(?:play|watch) video\W*$|listen to this (?:article"
    r"|story)|(?:please )?use (?:the |a )?(?:google )?(?:chrome|firefox|safari|edge) browser"
    r"|(?:new ?!? ?)?you can now listen to\b|loaded\s*:\s*\d|progress\s*:\s*\d",
    r"ваш браузер|ihr browser|votre navigateur|(?:su|tu) navegador|tarayıcınız|مرورگر شما|متصفحك|il tuo browser"
    r"|seu navegador",
)
ADVERTISEMENT = whole(
    *further.ADVERTISEMENTS,
    *further.SHOPS,
    r"advertisement(?: ?[-–|] ?scroll to continue)?|(?:story|article) continues(?: (?:below|after).{0,30})?"
    r"|skip (?:advertisement|ad)"
    r"|sponsored(?: content)?|ad|реклама|тебе может понравиться|تبلیغات|اعلان|إعلان|anzeige|werbung|publicité"
    r"|publicidad|publicidade|pubblicità"
    r"|(?:dalsz[ay]|ciąg dalszy) (?:część )?(?:artykułu|tekstu) (?:pod|poniżej).{0,30}|artikel wird unten fortgesetzt"
    r"|reklam|advertentie|annons|view deal(?: ?check price)?|check price|affiliate.?link",
)
LABEL = whole(
    *eastern.LABELS,
    *further.LISTENING,
    r"(?:(?:cautionary|special) (?:note|statement)s? (?:regarding|concerning|on|about) )?forward[- ]looking"
    r" (?:statements?|information)(?: disclaimer)?|safe harbou?r statements?(?: .{0,60}1995)?",
    r"published in (?:the )?[^,.]{2,40}, [^\W\d]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\(end\)|reporting from [^.,]{2,40}",
    rf"{further.SOURCES}\s*[:：].{{2,50}}",
    further.CONTENTS,
    r"\(?continue[sd]?(?: reading)? on (?:the )?(?:next )?page.{0,12}|extra info(?:rmation)?"
    r"|additional info(?:rmation)?",
    r"(?:posted|filed) (?:in|under) [^.,;:!?|]{2,40}|(?-i:SOURCE) [^!?]{2,60}",
    r"tags?|topics?|keywords?|category|categories|source|author|by|share|menu|search|home|back|next|previous"
    r"|close|continue|toggle \w+|follow|follow us|listen|watch|play|pause|mute|print|text size|save|credit|ends?",
    r"[（(【]?(?:责任编辑|责编|编辑|校对|审核|来源|原标题|作者|记者|关键词|文章关键词)\s*[:：](?!.*[？?！!。]\s*$).{0,60}|\(?责任编辑.{0,20}\)?",
    r"теги|тэги|метки|источник|автор|меню|поиск|главная|назад|закрыть|джерело|جستجو|خانه|منبع|نویسنده|برچسب|المصدر",
    r"(?:tags?|topics?|keywords?|category|categories|filed under|posted in|tagged|archived|теги|тэги|метки|рубрики"
    r"|برچسب ?ها"
    r"|کلید ?واژه ?ها|schlagworte|themen|mots[- ]clés|etiquetas|etiketler|وسوم|الكلمات المفتاحية)\s*[:：].{0,200}",
    r"(?:get )?the latest news from around the world.{0,90}|skip to .{0,30}|back to .{0,30}|go to .{0,20}"
    r"|show (?:more|less)|read (?:the )?full (?:story|article).{0,20}|(?:end ?item|انتهای پیام"
    r"|конец сообщения|возврат к списку|گزارش خطا)[\s/.:]*[\d۰-۹]*\s*[/.]?",
)
