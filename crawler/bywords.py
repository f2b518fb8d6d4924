"""The words of bylines in the languages of the press: labels, job titles, and what is never a person's name."""

from __future__ import annotations

import re


def _alternatives(*rows: str) -> str:
    """The words of the rows, longest first; `_` in them stands for a blank."""
    words = {word.replace("_", r"\s+") for row in rows for word in row.split()}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_GENRES = _alternatives(
    "analysis opinion comment commentary interview essay report review column story words text photos exclusive review",
    "(?:guest_)?post additional_reporting reporting",
    "kommentar interview analyse essay bericht reportage kolumne gastbeitrag rezension text aufgezeichnet protokoll",
    "propos_recueillis entretien recueilli textes? analyse chronique tribune",
    "entrevista texto análisis opinión reportaje análise opinião intervista testo analisi",
)
_BY = _alternatives(
    "by von vom par por di door av af przez od της του των a_cura_di de_nuestro_corresponsal",
    "dal_nostro_inviato dalla_nostra_inviata dal_nostro_corrispondente dalla_nostra_corrispondente",
    "de_(?:notre|nos)_correspondant(?:e?s?)(?:_(?:à|en|au|aux)_[^\\W\\d_]+,?)? à_cura_de edição_de",
    "de_(?:notre|nos)_envoyée?s?_spécia(?:le?s?|ux)(?:_(?:à|en|au|aux)_[^\\W\\d_]+,?)?",
)
_WRITTEN = _alternatives(
    "(?:written|posted|reported|submitted|published|compiled|contributed)_by as_told_to",
    "(?:article_)?(?:rédigée?|écrite?)_par publiée?_par das_(?:interview|gespräch)_führten? die_fragen_stellten?",
    "aus_[^\\W\\d_]+_berichte(?:t|n)",
    "(?:(?:материал|текст|интервью|беседу|репортаж|матеріал|інтерв['’ʼ]ю|розмову|бесіду)_)"
    "(?:подготовил|взял|в[её]л|записал|провел|провёл|написал|підготував|підготувал|взяв|вів|вел|провів|записав)[аио]?",
    "підготува(?:в|ла|ли) розмовля(?:в|ла|ли) спілкува(?:вся|лася|лись) записа(?:в|ла|ли)",
    "подготовил[аи]? беседовал[аи]? записал[аи]? расспросил[аи]? разговаривал[аи]? общал(?:ся|ась|ись)",
    "írta napisał[ai]? napsal[ai]? scris_de",
    "به_قلم نوشته گزارش_از بقلم كتبت? إعداد",
)
_NOUNS = _alternatives(
    "guest_(?:author|writer|contributor|columnist|post) gastautor(?:in|en)?",
    "from text words author authors writer reporter reporters journalist editor correspondent",
    "autor autorin autoren autores autora autorka autori autoři auteur auteurs autore tekst teksti texto testo texte",
    "skribent redaktion redaktør szerző toimittaja kirjoittaja автора",
    "редактор автор авторы авторка автора автори текст",
    "корреспондент журналист спецкор обозреватель кореспондент",
    "editör muhabir muhabiri yazan yazar yazı haber haberi_hazırlayan hazırlayan",
    "گفت[\u200c\\s]?و[\u200c\\s]?گو مصاحبه نویسنده نویسندگان نگارنده خبرنگار گزارش گزارشگر تهیه_و_تنظیم",
    "کاتب الكاتب الكاتبة مراسل مراسلة המאמר מאת",
    "συντάκτης κείμενο ρεπορτάζ 作者 记者 記者 撰文 文 執筆 글",
)
_LISTED = "(?:author|autor|auteur|автор|نویسنده|الكاتب|yazan|作者)"
"""Labels that some set a comma behind, as in a list read aloud: "Author, Jo Hale"."""
LISTED = re.compile(rf"({_LISTED})[,،]\s+", re.IGNORECASE)
LABEL = re.compile(
    rf"(?:(?:an?|eine?|une?|una|ein)\s+)?(?:(?:(?:{_GENRES})\s+)?(?:{_BY})|{_WRITTEN}"
    rf"|(?:{_NOUNS}|{_GENRES})(?:\s+(?:статьи|материала|новости))?(?=\s*[:：\-–—])|{_LISTED}(?=[,،]\s))"
    r"(?:\s*[:：]\s*|[,،]\s+|\s*[–—-]\s+|\s+)",
    re.IGNORECASE,
)
"""What stands before the name of an author: "By", "Ein Kommentar von", "Автор:"."""
BARE_NOUN = re.compile(rf"(?:{_NOUNS}|(?:hosted|presented|curated|moderated)\s+by)\s+", re.IGNORECASE)
"""The same without a colon, which only a place that is known to name authors may leave out."""
WRITTEN = re.compile(rf"(?:{_WRITTEN})\s", re.IGNORECASE)
"""A label that no sentence of reporting begins with where a date follows."""
LABEL_ALONE = re.compile(
    rf"(?:{_BY}|{_WRITTEN}|{_NOUNS}|(?:{_GENRES})\s+(?:{_BY}))\s*[:：]?|{_LISTED}[,،]", re.IGNORECASE
)
LABEL_START = re.compile(
    r"\s*(?=[作记記撰執글GÉИМNPЗРBbVvPpDdAaOТтτΤWwSTtRCIEFMHYÍАПБЗКСنخگبتاكإمΣΚ])"
    r"(?:[Bb]y\b|BY\b|V[Oo][Nn]\b|P[Aa][Rr]\b|P[Oo][Rr]\b|D[Ii]\b|Door\b|DOOR\b|A[vfVF]\b|[Aa] cura\b|Od\b"
    r"|Przez\b|Της\b|Του\b"
    r"|EXCLUSIVE|Exclusive|Written|Words|Story|Posted|Submitted|Text|TEXT|Report|Author|Compiled|Contributed"
    r"|Published by|Analysis"
    r"|Opinion|Interview"
    r"|Ein |Eine |Propos|Recueilli|Entretien|Aut[eo]u?[rř]|Tekst|Teksti|Skribent|Szerző|Írta|Editör|Muhabir|Yaza"
    r"|Haber|Hazır"
    r"|Guest|Gastautor|Das Interview|Das Gespräch|Die Fragen|Aus |Rédigé|Article rédigé|Écrit|Publié par|De n"
    r"|Материал|Интервью|Беседу|Разговаривал|Общал|Матеріал|Підготу|Розмовля|Спілкува"
    r"|Автор|Текст|Подготов|Беседовал|Записал|Расспросил|作者|记者|記者|撰文|執筆|Toimittaja|Napis|Napsal|Корреспондент"
    r"|Журналист|Спецкор|Кореспондент"
    r"|گفت|مصاحبه|نویسند|نگارند|خبرنگار|گزارش|به قلم|تهیه|الكاتب|بقلم|كتب|إعداد|مراسل|Συντάκτης|Κείμενο)"
)
"""A cheap look at how a text begins, before the wording itself is asked."""
SPLIT_CREDITS = re.compile(
    r"(?=(?:来源|來源|作者|记者|記者|(?<!责任)编辑|責任編輯|责任编辑|责编|撰文|摄影|校对|出典|執筆|출처)\s*[:：/])"
)
"""Where a line of Chinese, Japanese or Korean goes on with the next credit; there is only a blank before it."""
PICTURE = re.compile(
    r"(?:(?:and|und|et|e|y|i|og|och|en|и)\s+)?(?:"
    + _alternatives(
        "photos? photographs? photography photographer pictures? images? illustrations? graphics? video camera visuals",
        "fotos? foto's fotografie fotografía fotografia fotograf fotografi fotó bild bilder grafik",
        "kamera kuvat? zdjęcia",
        "fot beeld",
        "photographies? image infographie fotografias imagem imagen imágenes illustrazione",
        "фото фотографии видео иллюстрации иллюстрация графика съемка съёмка",
        "عکس عکاس تصویر صور تصوير φωτογραφίες φωτογραφία",
        "(?:medically_|clinically_|fact-?)?reviewed",
        "edited editing edits produced production proofread translated translation übersetzt übersetzung traduction",
        "来源 來源 编辑 責任編輯 责任编辑 责编 摄影 校对 图 写真 出典 출처 사진",
        "traducción fact-checking fact-checked redigering перевод редактор مترجم ترجمه editor",
    )
    + r")(?:\s+(?:by|von|par|por|di|de|door|av|af))?\b(?!-)",
    re.IGNORECASE,
)
"""What stands before the name of one who took the pictures, cut the film or edited: no author."""
_ADJECTIVES = _alternatives(
    "senior junior chief staff special political foreign defen[cs]e diplomatic military managing deputy news associate",
    "assistant executive contributing investigative national international global regional local digital online",
    "web data",
    "business economics economy finance financial markets energy climate environment science health medical education",
    "crime courts? legal sports? football culture arts entertainment fashion travel food technology tech security",
    "breaking features? weekend night lead principal award-winning former freelance independent guest europe",
    "asia africa",
    "middle east us uk u.s. world home community transport housing city county state political politics royal religion",
    "space maritime naval aviation social affairs media copy photo picture video multimedia opinion general assignment",
    "head team our unser(?:e[mnrs]?)? notre nuestr[oa]",
    "white_house capitol westminster city_hall beijing moscow tehran london washington brussels",
    "специальный собственный политический военный старший главный заместитель",
)
_JOBS = _alternatives(
    "correspondents? reporters? editors? writers? journalists? columnists? analysts? producers? contributors? author",
    "presenter blogger researcher fellow professor lecturer director specialist expert commentator critic intern",
    "freelancer bureau_chief (?:news)?desk newsroom team agency agencies staff broadcaster strategist economist",
    "historian",
    "korrespondent(?:in|en)? redakteur(?:in)? chefredakteur(?:in)? reporter(?:in)? journalist(?:in)? volontär(?:in)?",
    "kolumnist(?:in)? redaktionsleiter(?:in)? ressortleiter(?:in)? ressort",
    "journalistes? correspondante?s? envoyée?s?_spéciale?s? rédact(?:eur|rice)s? chroniqueu(?:r|se) éditorialiste",
    "cheffe?_du_service grand_reporter service",
    "corresponsal enviad[oa]_especial redactora? periodista columnista editora? director(?:a)?",
    "inviat[oa] corrispondente giornalista redattore redattrice direttore",
    "repórter correspondente jornalista colunista",
    "korrespondent journalist skribent verslaggever redacteur correspondent redaktør redaktör reportér",
    "zpravodaj(?:ka)?",
    "dziennikar(?:z|ka) korespondent(?:ka)? redaktor(?:ka)? publicyst(?:a|ka) toimittaja újságíró δημοσιογράφος",
    "ανταποκρίτρια ανταποκριτής",
    "корреспондент[ыа]? обозреватель журналист(?:ка)? редактор спецкор собкор политолог эксперт аналитик колумнист",
    "кореспондент(?:ка)? журналіст(?:ка)? оглядач(?:ка)? редактор(?:ка)?",
    "muhabiri? editörü? yazarı? temsilcisi",
    "기자 記者 记者 خبرنگار سردبیر دبیر روزنامه‌نگار کارشناس تحلیلگر پژوهشگر مراسل مراسلة محرر صحفي صحافي كاتب محلل",
)
_JOB = re.compile(rf"(?<![\w’'-])(?:{_JOBS})(?![\w’'])", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{1,3}")
_JOB_STARTS = frozenset({"new", "des", *(match[0] for job in _JOBS.split("|") if (match := _LETTERS.match(job)))})
_WORDS = re.compile(r"[^\W\d_]+")


def find_job(text: str) -> re.Match[str] | None:
    """The first job title in ``text``; a look at how its words begin spares the most of the search."""
    if any(word[:3] in _JOB_STARTS or word[:2] in _JOB_STARTS for word in _WORDS.findall(text.lower())):
        return _JOB.search(text)
    return None


ADJECTIVE = re.compile(rf"(?:{_ADJECTIVES}|&|and|,)", re.IGNORECASE)
"""A word before a job title that belongs to it: "Senior", "Health"."""
DESK = re.compile(
    r"(?:by|от|from)?\s*((?!(?:the|our|web|staff|news|online|editorial)\s+(?:desk|team|bureau)$)\S+(?:\s\S+){0,3}\s"
    r"(?:desk|team|bureau|newsroom|service|unit))",
    re.IGNORECASE,
)
"""A part of a newsroom that signs: "Foreign Desk"; not one that says nothing, as "Web Desk"."""
NO_NAME = re.compile(
    r"www\.|@|\d|[<>{}\[\]=_#:?!]|\.(?:ru|com|org|net|ir|info)$|\b(?:"
    + _alternatives(
        "staff desk agenc(?:y|ies) wires? reports admin administrator webadmin editor(?:s|ial)? team newsroom",
        "correspondent reporter follow read_more save copy listen print updated? published share minutes?",
        "contributors? verlags?(?:gesellschaft)? gmbh mediengruppe medienhaus pressestelle pressekontakt publishing",
        "(?:media|press)_(?:contact|relations|office) source ltd inc llc",
        "user guest webmaster about radio discussion comments? online service department newspaper",
        "redaktion rédaction redacción redazione redação redakcja redactie toimitus redakce haber_merkezi web_servisi",
        "agentur(?:en)? agences? agencias? agenzie agências medienbericht",
        "редакция редактор админ администратор корреспондент обозреватель служба отдел мнение",
        "иа читайте смотрите слушайте следите подписывайтесь",
        "агентство трк телеканал телерадиокомпания издание газета журнал пресс-служба пресслужба пресс-центр",
        "агенція видання редакція ajansı gazetesi agentliyi מערכת סוכנות",
        "اخبار أخبار نیوز دنبال متابعة مدیر ادمین سردبیر تحریریه گروه سرویس خبرنگار خبرگزاری المحرر وكالات",
        "روزنامه مجله پایگاه شبکه قناة شبكة صحيفة جريدة وكالة هيئة",
    )
    + r")\b|(?:통신|뉴스|일보|신문|新聞|新闻|通信|通讯|日报|社|网|報|報導|报道|讯|電)$",
    re.IGNORECASE,
)
NEVER_PERSON = re.compile(
    r"\b(?:"
    + _alternatives(
        "news world politics business sports? opinion analysis culture economy technology science health",
        "lifestyle weather",
        "studio next up page content text font size small large color photo story stories related department",
        "entertainment travel the this our live home menu search breaking exclusive latest video photos? gallery",
        "podcast statements? disclaimers? disclosures?",
        "middle_east africa asia europe americas magazine times daily herald tribune gazette chronicle network",
        "newspaper",
        "monday tuesday wednesday thursday friday saturday sunday january february march july",
        "september",
        "october november december today yesterday ministry university institute foundation association council group",
        "committee party government police court street road north south cookies? privacy terms newsletter subscribe",
        "wirtschaft politik kultur gesellschaft sport panorama lokales meinung ausland nachrichten zeitung kommentare",
        "économie politique société monde culture opinions actualités économica economía política sociedad",
        "cultura mundo",
        "deportes opinión cronaca politica economia esteri cultura sport mundo esportes política",
        "новости политика экономика общество происшествия культура спорт мир главная фото видео читать россия",
        "телеграм вконтакте одноклассники дзен ютуб telegram facebook twitter whatsapp viber youtube instagram",
        "gündem ekonomi spor dünya siyaset ilgili konu(?:lar)? etiketler сегодня вчера",
        "سیاست اقتصاد فرهنگی ورزشی اخبار جهان ایران صفحه سیاسی اقتصادی اجتماعی بین‌الملل اطلاعات مقاله",
    )
    + r")\b",
    re.IGNORECASE,
)
"""Words of sections, days and houses: a line with one of them, that nothing calls a byline, names no person."""
CITIES = frozenset(
    [
        "new york",
        "new delhi",
        "hong kong",
        "tel aviv",
        "los angeles",
        "san francisco",
        "san diego",
        "buenos aires",
        "cape town",
        "abu dhabi",
        "kuala lumpur",
        "mexico city",
        "são paulo",
        "rio de janeiro",
        "st petersburg",
        "st. petersburg",
        "the hague",
        "den haag",
        "washington dc",
        "washington d.c.",
        "las vegas",
        "saudi arabia",
        "south africa",
        "sri lanka",
        "united states",
        "united kingdom",
        "new zealand",
        "north korea",
        "south korea",
        "phnom penh",
        "addis ababa",
        "port-au-prince",
        "san juan",
        "santo domingo",
        "la paz",
        "el cairo",
        "nueva york",
        "ciudad de méxico",
        "san sebastián",
        "la haye",
        "нижний новгород",
        "санкт-петербург",
        "великий новгород",
        "нью-йорк",
        "bad homburg",
        "salt lake city",
        "ho chi minh city",
        "белый дом",
        "middle east",
        "west bank",
        "baden-baden",
        "belo horizonte",
        "porto alegre",
        "san salvador",
        "guatemala city",
        "panama city",
    ]
)
"""Cities and countries of several words, which behind a name and a comma would look like one more name."""
