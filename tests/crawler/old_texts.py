"""A folder of texts as other extractors leave them: invented stories, and what stands around them on their pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One invented story: what is real of it."""

    title: str
    paragraphs: tuple[str, ...]


def _english(place: str, what: str, who: str, number: int) -> Story:
    return Story(
        f"{what} closes the {place} for {number} days",
        (
            f"The {place} will stay closed for {number} days, {who} said on Monday, as {what.lower()} was found.",
            f"Boats that were bound for the {place} are sent to the old pier, where {number + 4} of them lay by noon.",
            f"“Nobody wanted this,” said the {who} of the {place}, who had asked for money three years ago in vain.",
        ),
    )


ENGLISH = [
    _english(*one)
    for one in (
        ("fish market", "A burst main", "market warden", 3),
        ("north lock", "Silt", "lock keeper", 9),
        ("grain quay", "A sunken barge", "quay master", 14),
        ("customs yard", "A gas leak", "yard foreman", 2),
        ("ferry stage", "Dry rot", "stage inspector", 21),
        ("coal wharf", "An unexploded shell", "wharf manager", 5),
        ("swing bridge", "A cracked bearing", "bridge engineer", 30),
        ("pilot station", "Black mould", "chief pilot", 12),
        ("ice house", "A fallen beam", "ice merchant", 8),
        ("rope walk", "A small fire", "rope maker", 6),
        ("tide mill", "High water", "mill keeper", 4),
        ("salt store", "A swarm of bees", "store clerk", 1),
    )
]


def _russian(where: str, what: str, who: str, number: int) -> Story:
    return Story(
        f"{what} закрыла {where} на {number} суток",
        (
            f"Движение через {where} остановлено на {number} суток, сообщил в понедельник {who}, осмотревший место.",
            f"Суда, которые шли в {where}, отправлены к старому пирсу, где к полудню стояло уже {number + 4} из них.",
            f"«Никто этого не хотел», — сказал {who}, три года назад просивший денег на {where} и не получивший.",
        ),
    )


RUSSIAN = [
    _russian(*one)
    for one in (
        ("рыбный рынок", "Авария", "смотритель рынка", 3),
        ("северный шлюз", "Песчаная отмель", "начальник шлюза", 9),
        ("зерновой причал", "Затонувшая баржа", "диспетчер порта", 14),
        ("угольный склад", "Старая мина", "управляющий складом", 5),
        ("разводной мост", "Трещина", "инженер моста", 30),
        ("соляной амбар", "Высокая вода", "приказчик амбара", 2),
    )
]


def _persian(where: str, what: str, who: str, number: int) -> Story:
    return Story(
        f"{what} {where} را {number} روز بست",
        (
            f"{where} به گفته {who} پس از آنکه {what} در آنجا پیدا شد، از روز دوشنبه تا {number} روز بسته می‌ماند.",
            f"قایق‌هایی که راهی {where} بودند به اسکله قدیمی فرستاده شدند و تا ظهر {number + 4} فروند آنجا پهلو گرفت.",
            f"«هیچ‌کس این را نمی‌خواست»؛ {who} گفت که سه سال پیش برای {where} پول خواسته بود و چیزی نگرفته بود.",
        ),
    )


PERSIAN = [
    _persian(*one)
    for one in (
        ("بازار ماهی", "ترکیدگی لوله", "سرپرست بازار", 3),
        ("آب‌بند شمالی", "گل‌ولای", "نگهبان آب‌بند", 9),
        ("اسکله غله", "لنج غرق‌شده", "مدیر اسکله", 14),
        ("انبار نمک", "بوی گاز", "انباردار", 2),
        ("پل گردان", "ترک یاتاقان", "مهندس پل", 30),
    )
]


SITES = {"en": "Harbour Post", "ru": "Портовые ведомости", "fa": "پیک بندر"}
STORIES = {"en": ENGLISH, "ru": RUSSIAN, "fa": PERSIAN}
_DATES = {"en": "{} May 2026", "ru": "{} мая 2026, 10:05", "fa": "{} اردیبهشت ۱۴۰۵"}
_BYLINES = {"en": "By Jo Hale", "ru": "Автор: Нина Кольцова", "fa": "نویسنده: مریم احمدی"}
_SECTIONS = {"en": "Quayside", "ru": "Пристань", "fa": "اسکله‌ها"}
_FOOTERS = {
    "en": "{site}, the paper of the quays, est. 1911\nBack to the quays",
    "ru": "{site}, газета причалов, выходит с 1911 года\nНазад на причалы",
    "fa": "{site}، روزنامه اسکله‌ها از سال ۱۲۹۰ خورشیدی\nبازگشت به اسکله‌ها",
}
FORMS = {
    "the name, then the headline with the name behind a bar": "{date}\n{site}\n{title} | {site}\n{body}",
    "the same with a dash": "{date}\n{site}\n{title} - {site}\n{body}",
    "the name first": "{site}\n\n{title}\n\n{body}",
    "a section first": "{section}\n{title}\n{date}\n{body}",
    "a byline first": "{byline}\n{title}\n\n{body}",
    "name, byline and date first, the name last": "{site}\n{byline}\n{date}\n{title}\n\n{body}\n\n{site}",
    "the headline again below the date": "{site}\n{title}\n{date}\n{title}\n\n{body}",
    "the headline three times": "{title}\n{title} | {site}\n\n{body}\n\n{title}",
    "only a suffix": "{title} — {site}\n\n{body}",
    "a prefix": "{site}: {title}\n\n{body}",
    "a prefix with a bar": "{site} | {title}\n\n{body}",
    "the way to the page": "{site} > {section} > {title}\n\n{body}",
    "section and name behind": "{title} | {section} | {site}\n{date} | {site}\n\n{body}",
    "the paper's own footer": "{date}\n{title}\n{body}\n\n{footer}",
    "no headline": "{site}\n{date}\n\n{body}",
}


def leave(form: str, language: str, number: int, story: Story) -> str:
    """``story`` as an extractor leaves it: one of `FORMS`."""
    site = SITES[language]
    return FORMS[form].format(
        site=site,
        date=_DATES[language].format(number + 1),
        byline=_BYLINES[language],
        section=_SECTIONS[language],
        footer=_FOOTERS[language].format(site=site),
        title=story.title,
        body="\n\n".join(story.paragraphs),
    )
