"""What eastern presses say to their readers, and sentences of their reporting that begin or look alike."""

from __future__ import annotations

import pytest

from crawler.lines import closing_note, furniture_reason, starts_tail
from crawler.names import byline, names_only, worded_names
from crawler.wires import credit_line, is_dateline
from tests.crawler.test_extract import PROSE, lines, page, read

STAYS = """
Фото из архива музея показывают, как выглядел завод до войны.
Больше новостей ждут в пятницу.
Ошибка в тексте договора стоила заводу миллиард.
Перепечатка карт запрещена законом 2022 года.
Хотите знать правду — спросите солдата.
Другие новости пришли с юга.
Страны: Иран, Россия и Азербайджан подпишут акт в июне.
Смотрите также, что скажет Тегеран.
Материал по теме брони засекречен.
Читайте «Войну и мир» в школе, а не в Telegram, пошутил министр.
Мы в Telegram не нашли ни одного подтверждения.
Следите за новостями — вот и весь ответ пресс-секретаря.
Слідкуйте за кордоном, наказав командир.
Стежте за дітьми, просять рятувальники.
بیشتر بخوانید، معلم می‌گفت.
پایان خبر خوش.
این خبر را به اشتراک گذاشتند و بازداشت شدند.
نظرات مردم شنیده شد.
کانال سوئز باز شد.
شاهد أيضا ثلاثة جنود الطائرة وهي تسقط.
تابعوا المفاوضات عن بعد.
تابعونا بنظرات حادة، يقول الأسير.
اشترك في الهجوم عشرون رجلاً.
انضموا إلى الجبهة ليلاً.
حملوا السلاح وعبروا النهر.
المزيد من القوات وصل ليلاً.
مواد ذات صلة بالسلاح النووي صودرت.
מقורות
הצטרפו אליו שני קצינים.
הירשמו למבצע עשרים איש.
קראו עוד קריאות נגד הממשלה.
רוצים לקבל תשובה, אמרו המשפחות.
כל הזכויות שמורות לחיילים, אמר השר.
Haberin devamı gelmedi.
Abone olanlar dava açtı.
Bizi takip ediyorlar, dedi tanık.
Yorum yapmadı.
记者：什么时候开放大桥？
关注我们的人不多，他说。
会員登録制度が廃止された。
続きを読むと、こうある。
無断転載の疑いで逮捕された。
무단 전재 혐의로 고소했다.
""".replace("מقורות\n", "").split("\n")[1:-1]
GOES = """
Ещё больше новостей — в нашем Telegram-канале
Больше актуальных новостей и видео смотрите в телеграм канале «Волны».
Есть новость? Присылайте!
Источник фото: Минобороны
Реклама. ООО «Ромашка», ИНН 7701234567
#Иран #Россия #Каспий
Просмотров: 1 234
Популярное за неделю
Чтобы оставить комментарий, авторизуйтесь
Добавьте «Волну» в избранные источники
Мы работаем благодаря вам. Если можете, поддержите нас.
Прямая ссылка: port.example/d/78123
При использовании материалов ссылка на сайт обязательна.
Перепечатка материалов запрещена.
Ошибка в тексте? Выделите её.
Више новин
Більше новин у нашому Telegram
Підписуйтеся на нас у Telegram та Facebook
برچسب‌ها
كد خبر: ۱۲۳۴۵۶
بيشتر بخوانيد
پربیننده‌ترین‌ها
/پایان/
در همین زمینه
موج را در اینستاگرام دنبال کنید
نظرات حاوی توهین منتشر نمی‌شود.
بازنشر مطالب شبکه‌های اجتماعی به منزله تأیید محتوای آن نیست.
صورة أرشيفية
تابع آخر الأخبار عبر Google News
اشترك في النشرة البريدية
انضم إلى قناتنا على تلغرام
مدة القراءة: 3 دقائق
// انتهى //
(צילום: גיל נחושתן)
קראו גם: הגשר סגור
הצטרפו לערוץ הטלגרם שלנו
פורסם: 5.11.2026
WhatsApp kanalımıza katılın
（责编：周平、何川）
分享让更多人看到
""".replace("Више новин\n", "").split("\n")[1:-1]


@pytest.mark.parametrize("line", STAYS)
def test_a_sentence_stays_whatever_it_begins_with(line: str) -> None:
    assert furniture_reason(line) == ""
    assert not starts_tail(line)
    assert not byline(line)
    assert line in lines(read(page(inside=f"<p>{line}</p>")))


@pytest.mark.parametrize("line", GOES)
def test_a_word_to_the_reader_goes(line: str) -> None:
    assert furniture_reason(line)


@pytest.mark.parametrize(
    "line", ["По материалам дела, взрыв произошёл в 5:40.", "По материалам следствия проходят трое."]
)
def test_files_of_a_court_are_no_credit(line: str) -> None:
    assert not closing_note(line)
    assert closing_note("По материалам РИА Новости, ТАСС")


@pytest.mark.parametrize("line", ["كتب الوزير رسالة قصيرة.", "نویسنده: این را بارها گفته‌ام.", "إعداد الموازنة تأخر."])
def test_without_capitals_a_sentence_behind_a_label_names_nobody(line: str) -> None:
    assert not byline(line)
    assert not worded_names(line)
    assert not names_only(line)


def test_a_place_and_an_agency_above_the_text_are_its_dateline() -> None:
    assert is_dateline("دمشق-سانا")
    assert not is_dateline("أسعار الذهب - العالم")
    assert lines(read(page(body=("دمشق-سانا", *PROSE))))[0] == "دمشق-سانا"


def test_what_the_source_of_the_news_is_stays_above_it_and_the_source_of_the_text_does_not() -> None:
    first = "<strong>Источник</strong>: глава области в Telegram"
    assert lines(read(page(body=(first, *PROSE))))[0] == "Источник: глава области в Telegram"
    assert lines(read(page(body=("Источник: ТАСС", *PROSE)))) == list(PROSE)
    assert credit_line("Источник: РИА Новости", above=True) == "РИА Новости"
