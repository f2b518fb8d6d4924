"""Which headlines stand above many stories at once."""

from __future__ import annotations

import pytest

from monitor.roundups import tells_of_many


@pytest.mark.parametrize(
    "headline",
    [
        *("Middle East live: port fire, aid trucks", "Iran briefing: uranium, sanctions and a naval drill"),
        *("Wednesday at a glance", "The week in Russian foreign policy", "War: What we know on day 1,364"),
        *("A war and its friends: what happened on Thursday", "Caspian calendar: what to watch this week"),
        *("Главное за день: «Бушер»", "Итоги дня", "Обзор прессы", "Онлайн: удар по Одессе"),
        *("مرور خبرهای چهارشنبه", "خلاصه مهم‌ترین خبرها", "آخرین خبرها در یک نگاه"),
    ],
)
def test_digests_and_live_pages_are_known_by_their_headline(headline: str) -> None:
    assert tells_of_many(headline)


@pytest.mark.parametrize(
    "headline",
    [
        *("Frigates open live fire as the exercise moves out to sea", "Spokeswoman holds weekly briefing"),
        *("What happened at Olya", "Ten killed in a day in Gaza", "Once in a week in Moscow"),
        *("Путин подвёл итоги переговоров", "Главное управление разведки сообщило о взрыве"),
        "مهم‌ترین رزمایش سال آغاز شد",
    ],
)
def test_the_same_words_about_one_event_make_no_digest(headline: str) -> None:
    assert not tells_of_many(headline)
