"""Words and sentences from which a random press writes its articles, in five languages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from random import Random


@dataclass(frozen=True)
class Tongue:
    """A language: its sentences have {who}, {what}, {where} and {n} to be filled in."""

    code: str
    country: str
    site: str
    old_charset: str
    who: tuple[str, ...]
    what: tuple[str, ...]
    where: tuple[str, ...]
    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    forms: tuple[str, ...]
    """Spellings of the Su-35."""
    telling: str
    """A sentence with Iran and Russia in it, and {} for the form."""
    authors: tuple[str, ...]
    furniture: tuple[str, ...]
    """Menu, teasers, remarks: everything that is not the article."""

    def fill(self, pattern: str, pick: Random) -> str:
        """One sentence."""
        return pattern.format(
            who=pick.choice(self.who),
            what=pick.choice(self.what),
            where=pick.choice(self.where),
            n=pick.randint(3, 980),
        )

    def paragraph(self, pick: Random) -> str:
        """Two to four sentences."""
        return " ".join(self.fill(pattern, pick) for pattern in pick.sample(self.sentences, pick.randint(2, 4)))

    def title(self, pick: Random) -> str:
        """A headline."""
        return self.fill(pick.choice(self.titles), pick)

    def noise(self, kind: str, pick: Random, origin: str) -> str:
        """A block of the page that is not the article."""
        lines = pick.sample(self.furniture, 5)
        links = "".join(f'<li><a href="{origin}/tag/{n}">{escape(line)}</a></li>' for n, line in enumerate(lines))
        remarks = "".join(f'<div class="comment"><p>{escape(line)}</p></div>' for line in lines)
        return {
            "menu": f'<nav><ul class="menu">{links}</ul></nav>',
            "cookies": f'<div class="cookie-notice"><p>{escape(lines[0])}</p><button>OK</button></div>',
            "share": '<div class="share"><a href="#">Facebook</a><a href="#">Telegram</a></div>',
            "related": f'<aside class="related"><ul>{links}</ul></aside>',
            "comments": f'<section class="comments" id="comments">{remarks}</section>',
            "newsletter": f'<form class="newsletter"><p>{escape(lines[1])}</p><input name="mail"></form>',
            "tags": f'<ul class="tags">{links}</ul>',
        }[kind]


ENGLISH = Tongue(
    "en", "GB", "The Pier Gazette", "iso-8859-1",
    ("the harbour master", "a retired tram driver", "the parish council", "two beekeepers", "the opposition",
     "a clockmaker"),
    ("a lost umbrella", "the new timetable", "a crate of lemons", "the bridge toll", "an unsigned letter",
     "the choir's budget"),
    ("behind the fish market", "at the upper lock", "near the old gasworks", "on the north pier",
     "in the reading room"),
    ("According to {who}, {what} was found {where} on the {n}th day.", "Nobody had asked {who} about {what} before.",
     "The register lists {n} cases, most of them {where}.", "“It began with {what},” said {who}.",
     "For {n} years {what} has divided the people who live {where}.", "It took {n} minutes until {who} came.",
     "Whether {what} belongs to {who} will be decided {where} next month.",
     "A second inspection, {where}, counted {n} of them."),
    ("How {what} came to rest {where}", "Dispute over {what} ends after {n} days",
     "{n} letters later, {what} is back {where}"),
    ("Su-35", "Su–35s", "Sukhoi-35",
     "Su 35"), "Iran has agreed with Russia on a first lot of the {} for its air force.",
    ("Ada Fenwick", "Joel Marsh", "Priya Nandakumar"),
    ("Crossword of the day", "Weather on the coast", "Letters to the editor", "Your horoscope this week",
     "Recipes with leeks",
     "Lovely weather, wish I were there.", "Why does nobody speak of the parking?", "Get our app",
     "Archive of 1998", "Jobs"),
)  # fmt: skip
GERMAN = Tongue(
    "de", "DE", "Deichbote", "iso-8859-1",
    ("die Hafenmeisterin", "ein pensionierter Lotse", "der Gemeinderat", "zwei Imker", "die Feuerwehr"),
    ("ein verlorener Schirm", "der neue Fahrplan", "eine Kiste Zitronen", "die Brückenmaut", "das Chorbudget"),
    ("hinter dem Fischmarkt", "an der oberen Schleuse", "beim alten Gaswerk", "auf der Nordmole"),
    ("Nach Auskunft des Amtes stand {what} am {n}. Tag noch immer {where}.",
     "Zuvor hatte {who} {n} Briefe geschrieben.",
     "Das Verzeichnis nennt {n} Fälle, die meisten {where}.", "„Angefangen hat es mit Zitronen“, sagte {who}.",
     "Seit {n} Jahren streiten die Nachbarn {where} darüber.", "Es dauerte {n} Minuten, bis {who} eintraf.",
     "Ob sich {where} etwas ändert, entscheidet sich im nächsten Monat."),
    ("Streit {where} endet nach {n} Tagen", "{n} Briefe später", "Warum {who} nicht mehr schweigt"),
    ("Su-35", "Sukhoi-35"), "Tehran und Moscow verhandeln über den {}, wie die Agentur meldet.",
    ("Greta Harms", "Ole Petersen", "Jana Würz"),
    ("Kreuzworträtsel", "Das Wetter an der Küste", "Leserbriefe", "Ihr Horoskop", "Rezepte mit Lauch", "Stellenmarkt",
     "Schöner Beitrag, danke.", "Und wer zahlt das alles?", "Unsere App", "Archiv 1998"),
)  # fmt: skip
RUSSIAN = Tongue(
    "ru", "RU", "Сосновский листок", "windows-1251",
    ("начальник пристани", "бывший вагоновожатый", "сельский совет", "двое пасечников", "часовщик"),
    ("потерянный зонт", "новое расписание", "ящик лимонов", "сбор за мост", "бюджет хора"),
    ("за рыбным рынком", "у верхнего шлюза", "возле старой котельной", "на северном молу"),
    ("По данным журнала, {what} лежал здесь уже {n} дней, {where}.",
     "До этого никто не спрашивал, при чём тут {what}.",
     "В списке {n} случаев, почти все {where}.", "«Всё началось с малого, и это был {what}», — рассказал {who}.",
     "Прошло {n} лет, а спор {where} не утих.", "Через {n} минут приехал {who} и всё записал.",
     "Решение примут {where} в следующем месяце."),
    ("Спор {where} закончился через {n} дней", "Как {what} вернулся домой", "{n} писем спустя"),
    ("Су-35", "Су–35"), "Иран договорился с Россией о первой партии {}, сообщил собеседник.",
    ("Анна Лугова", "Пётр Ершов", "Злата Мельник"),
    ("Кроссворд дня", "Погода на побережье", "Письма в редакцию", "Гороскоп на неделю", "Рецепты с луком", "Вакансии",
     "Хорошая погода, завидую.", "А кто за это платит?", "Наше приложение", "Архив за 1998 год"),
)  # fmt: skip
PERSIAN = Tongue(
    "fa", "IR", "برگ سبز", "utf-8",
    ("رئیس بندر", "راننده بازنشسته", "شورای روستا", "دو زنبوردار", "ساعت‌ساز"),
    ("چتر گم‌شده", "برنامه تازه قطار", "صندوق لیمو", "عوارض پل", "بودجه گروه سرود"),
    ("پشت بازار ماهی", "کنار دروازه بالا", "نزدیک کارخانه کهنه", "روی اسکله شمالی"),
    ("به گفته {who}، {what} در روز {n} در همان جا، {where}، پیدا شد.",
     "پیش از این کسی از {who} درباره {what} نپرسیده بود.",
     "در دفتر {n} مورد ثبت شده که بیشتر آن‌ها {where} بوده است.", "{who} گفت: «همه چیز با {what} آغاز شد.»",
     "{n} سال است که {what} همسایه‌ها را {where} از هم جدا کرده است.", "{n} دقیقه گذشت تا {who} رسید.",
     "ماه آینده {where} درباره {what} تصمیم می‌گیرند."),
    ("{what} پس از {n} روز پیدا شد", "داستان {what} {where}", "{n} نامه برای {who}"),
    ("سوخو-۳۵", "سوخو ۳۵"), "ایران با روسیه درباره نخستین گروه {} به توافق رسید.",
    ("مینا سروش", "آرش کاویان", "پریسا نیلوفر"),
    ("جدول روز", "هوای ساحل", "نامه‌های خوانندگان", "فال هفته", "دستور پخت با تره", "آگهی استخدام",
     "چه هوای خوبی، خوش به حالتان.", "پولش را چه کسی می‌دهد؟", "برنامه تلفن همراه", "بایگانی ۱۳۷۷"),
)  # fmt: skip
UKRAINIAN = Tongue(
    "uk", "UA", "Вербовий вісник", "windows-1251",
    ("начальник пристані", "колишній водій трамвая", "сільська рада", "двоє пасічників", "годинникар"),
    ("загублена парасолька", "новий розклад", "ящик лимонів", "плата за міст", "бюджет хору"),
    ("за рибним ринком", "біля верхнього шлюзу", "коло старої котельні", "на північному молі"),
    ("За даними журналу, {what} тут уже {n} днів, {where}.", "Раніше ніхто не питав, до чого тут {what}.",
     "У списку {n} випадків, майже всі {where}.", "«Усе почалося з дрібниці, і це {what}», — розповів свідок.",
     "Минуло {n} років, а суперечка {where} не вщухла.", "За {n} хвилин приїхав {who} і все записав.",
     "Рішення ухвалять {where} наступного місяця."),
    ("Суперечка {where} скінчилася за {n} днів", "Як {what} повернулася додому", "{n} листів потому"),
    ("Су-35", "Су–35"), "Тегеран та Москва домовилися про {} для авіації.",
    ("Оксана Гай", "Тарас Лоза", "Ївга Кравець"),
    ("Кросворд дня", "Погода на узбережжі", "Листи до редакції", "Гороскоп на тиждень", "Рецепти з цибулею",
     "Вакансії",
     "Гарна погода, заздрю.", "А хто за це платить?", "Наш застосунок", "Архів за 1998 рік"),
)  # fmt: skip
TONGUES = (ENGLISH, GERMAN, RUSSIAN, PERSIAN, UKRAINIAN)
