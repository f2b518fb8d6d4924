"""Everything on a news page that is not the article: deterministic, in the page's own language, and a lot of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Words:
    """The furniture of a site in one language."""

    menu: tuple[str, ...]
    cookies: str
    accept: str
    share: tuple[str, ...]
    newsletter: str
    subscribe: str
    related: str
    most_read: str
    comments: str
    login: str
    opinions: tuple[str, ...]
    readers: tuple[str, ...]
    headlines: tuple[str, ...]
    captions: tuple[str, ...]
    advertisement: str
    invented: str
    rights: str
    by: str
    updated: str


EN = Words(
    menu=("Home", "World", "Defence", "Shipping", "Business", "Markets", "Opinion", "Culture", "Sport", "Weather",
          "Video", "Podcasts", "Archive", "About us", "Contact", "Advertise"),
    cookies="We and our 214 partners use cookies to keep this site running, to measure its use and to show you "
            "advertisements. You can change your choice at any time in the privacy centre.",
    accept="Accept all",
    share=("Share on Facebook", "Share on Telegram", "Copy link", "Send by email", "Print"),
    newsletter="Get the morning briefing in your inbox. No spam, unsubscribe at any time.",
    subscribe="Subscribe",
    related="Related stories",
    most_read="Most read",
    comments="Comments",
    login="Log in or register to join the conversation",
    opinions=("First! Nobody reads this far anyway.", "My uncle worked at that port and he says the scale is broken.",
              "Could the editors please check the second figure? It does not add up with last week's article.",
              "As usual the most important question is not asked.", "Great reporting, thank you.",
              "I was there on Sunday and saw nothing of the kind, only the usual tea sellers.",
              "Typical. Wake me up when there is news.", "Does anyone know where to buy the poster in the picture?"),
    readers=("harbour_cat", "Old Salt 61", "M. Prentiss", "tealeaf", "guest4471", "Ivo from the hills"),
    headlines=("Ten bakeries worth a detour this winter", "Why the old lighthouse keeps blinking",
               "Readers vote for the ugliest roundabout", "The quiet return of the sleeper train",
               "How to prune a pear tree in fifteen minutes", "A pianist, a ferry and a very long tunnel",
               "Your questions about the new parking zones", "Five charts on the price of coffee",
               "The village that sold its hill", "Photo essay: a night with the street sweepers",
               "Museum finds a whale in its cellar", "What the census forgot to ask"),
    captions=("A view of the quay at dusk. Photo: Sample Pictures",
              "File photo: the runway in winter / Sample Pictures",
              "The document, partly blacked out. Photo: Sample Pictures"),
    advertisement="Advertisement",
    invented="Sample press of Tocsin: this outlet, its people and its events are invented.",
    rights="All rights reserved. No part of this site may be copied without the consent of the publisher.",
    by="By",
    updated="Updated",
)  # fmt: skip
RU = Words(
    menu=("Главная", "Мир", "Оборона", "Каспий", "Политика", "Экономика", "Общество", "Культура", "Спорт", "Погода",
          "Видео", "Подкасты", "Архив", "О редакции", "Контакты", "Реклама"),
    cookies="Мы используем файлы cookie и рекомендательные технологии. Оставаясь на сайте, вы соглашаетесь с "
            "политикой обработки персональных данных.",
    accept="Хорошо",
    share=("ВКонтакте", "Одноклассники", "Телеграм", "Скопировать ссылку", "Распечатать"),
    newsletter="Подпишитесь на утреннюю рассылку: пять главных новостей и ничего лишнего.",
    subscribe="Подписаться",
    related="Читайте также",
    most_read="Популярное",
    comments="Комментарии",
    login="Войдите, чтобы оставить комментарий",
    opinions=("Первый! Дальше можно не читать.", "У меня дядя там работал, весы сломаны с девяностых.",
              "Редакция, проверьте вторую цифру, она не сходится с прошлой неделей.",
              "Спасибо, интересно написано.", "Опять самое важное не спросили.",
              "Был там в воскресенье, ничего такого не видел.", "Разбудите, когда будут новости.",
              "А где купить плакат с фотографии?"),
    readers=("старый_боцман", "Людмила П.", "гость4471", "чайник", "Иван с горы", "внимательный"),
    headlines=("Десять пекарен, ради которых стоит свернуть с дороги", "Почему мигает старый маяк",
               "Читатели выбрали самую некрасивую развязку", "Тихое возвращение ночного поезда",
               "Как обрезать грушу за пятнадцать минут", "Пианист, паром и очень длинный тоннель",
               "Отвечаем на вопросы о новых парковках", "Пять графиков о цене кофе", "Деревня, которая продала холм",
               "Фоторепортаж: ночь с дворниками", "В подвале музея нашли кита", "О чём забыла спросить перепись"),
    captions=("Вид на причал в сумерках. Фото: Образец", "Взлётная полоса зимой, архив. Фото: Образец",
              "Документ, часть строк закрыта. Фото: Образец"),
    advertisement="Реклама",
    invented="Образцовая пресса Tocsin: издание, люди и события вымышлены.",
    rights="Все права защищены. При цитировании ссылка обязательна. Редакция не отвечает за мнения читателей.",
    by="Автор:",
    updated="Обновлено",
)  # fmt: skip
FA = Words(
    menu=("خانه", "جهان", "دفاعی", "خزر", "سیاست", "اقتصاد", "جامعه", "فرهنگ", "ورزش", "هواشناسی", "ویدئو", "پادکست",
          "بایگانی", "درباره ما", "تماس", "تبلیغات"),
    cookies="این وبگاه برای کارکرد بهتر از کوکی استفاده می‌کند. ادامه بازدید شما به معنای پذیرش آن است.",
    accept="می‌پذیرم",
    share=("اشتراک در تلگرام", "اشتراک در واتساپ", "رونوشت پیوند", "فرستادن با رایانامه", "چاپ"),
    newsletter="خبرنامه بامدادی را رایگان دریافت کنید: پنج خبر مهم، بی‌هیچ آگهی.",
    subscribe="عضویت",
    related="خبرهای مرتبط",
    most_read="پربازدیدترین‌ها",
    comments="نظر کاربران",
    login="برای نوشتن نظر وارد شوید",
    opinions=("اول! بقیه را نخوانید.", "دایی من آنجا کار می‌کرد، ترازو سال‌هاست خراب است.",
              "لطفاً عدد دوم را بررسی کنید، با هفته پیش نمی‌خواند.", "سپاس از گزارش خوبتان.",
              "باز هم پرسش اصلی پرسیده نشد.", "یکشنبه آنجا بودم و چیزی ندیدم.", "هر وقت خبری شد بیدارم کنید.",
              "پوستر توی عکس را کجا می‌فروشند؟"),
    readers=("ناخدای پیر", "م. رستگار", "مهمان۴۴۷۱", "برگ چای", "همسایه", "خواننده همیشگی"),
    headlines=("ده نانوایی که به دیدنش می‌ارزد", "چرا فانوس کهنه چشمک می‌زند", "زشت‌ترین میدان شهر برگزیده شد",
               "بازگشت آرام قطار شب", "هرس درخت گلابی در پانزده دقیقه", "نوازنده، لنج و تونلی بسیار دراز",
               "پاسخ به پرسش‌ها درباره پارکینگ", "پنج نمودار درباره بهای قهوه", "روستایی که تپه‌اش را فروخت",
               "گزارش تصویری: شبی با رفتگران", "نهنگی در زیرزمین موزه", "آنچه سرشماری نپرسید"),
    captions=("نمایی از اسکله در غروب. عکس: نمونه", "باند فرودگاه در زمستان، بایگانی. عکس: نمونه",
              "سند، بخشی پوشانده شده. عکس: نمونه"),
    advertisement="آگهی",
    invented="مطبوعات نمونه تاکسین: این رسانه، آدم‌ها و رویدادهایش ساختگی‌اند.",
    rights="همه حقوق محفوظ است. بازنشر با ذکر منبع آزاد است.",
    by="نویسنده:",
    updated="به‌روز شده",
)  # fmt: skip
WORDS = {"en": EN, "ru": RU, "fa": FA}


def css(random: Random, kilobytes: int) -> str:
    """A stylesheet as a build tool leaves it: hundreds of utility classes."""
    rules: list[str] = [":root{--ink:#1b1d22;--paper:#fff;--accent:#a3262a}body{margin:0;color:var(--ink)}"]
    properties = ("margin", "padding", "gap", "width", "max-width", "top", "line-height", "letter-spacing")
    size = 0
    while size < kilobytes * 1024:
        rule = (
            f".u-{random.getrandbits(28):07x}{{{random.choice(properties)}:{random.randint(1, 96)}px;"
            f"color:#{random.getrandbits(24):06x}}}@media(min-width:{random.randint(320, 1440)}px){{"
            f".m-{random.getrandbits(20):05x}{{{random.choice(properties)}:{random.randint(1, 40)}rem}}}}"
        )
        rules.append(rule)
        size += len(rule)
    return "".join(rules)


def svg(random: Random, icons: int) -> str:
    """An inline sprite of icons nobody sees."""
    symbols = []
    for _ in range(icons):
        path = " ".join(
            f"{random.choice('lcqs')}{random.uniform(-9, 9):.2f} {random.uniform(-9, 9):.2f}" for _ in range(22)
        )
        symbols.append(
            f'<symbol id="i{random.getrandbits(20):x}" viewBox="0 0 24 24"><path d="M2 2 {path}z"/></symbol>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none" aria-hidden="true">{"".join(symbols)}</svg>'


def script(random: Random, words: Words, kilobytes: int) -> str:
    """Configuration of trackers, experiments and teasers in one inline script."""
    state: dict[str, object] = {}
    size = 0
    while size < kilobytes * 1024:
        entry = {
            "id": random.getrandbits(40),
            "variant": random.choice("ABC"),
            "weight": round(random.random(), 6),
            "teaser": random.choice(words.headlines),
            "slot": f"/2174/{random.choice(('top', 'rail', 'infeed', 'sticky'))}/{random.randint(1, 9)}",
        }
        state[f"exp_{random.getrandbits(32):08x}"] = entry
        size += len(json.dumps(entry, ensure_ascii=False)) + 16
    data = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    return f"<script>window.__APP_STATE__={data};window.dataLayer=window.dataLayer||[];</script>"
