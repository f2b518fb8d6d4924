"""Lines that are told by their wording."""

from __future__ import annotations

import pytest

from crawler.lines import closing_note, furniture_reason, starts_tail


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("The post Quay closes for repairs appeared first on Harbour Gazette.", True),
        ("The post “Quay closes, again” first appeared on Harbour Gazette", True),
        (
            "The post of harbour master first appeared on the budget in 1921, and nobody has held it since the war.",
            False,
        ),
        ("The post was filled on Monday. The new master appeared first on the quay.", False),
    ],
)
def test_the_footer_that_blogs_add_to_their_feeds_is_cut_and_a_sentence_is_not(line: str, cut: bool) -> None:
    assert bool(furniture_reason(line)) is cut


KEPT = [
    "By signing the agreement, the two ports will share one pilot station.",
    "Support for independent candidates grew by a third in the harbour districts.",
    "Get-out-the-vote vans followed us through every village on the coast.",
    "Customers who subscribe to the service will pay twice as much from May.",
    "The minister wrote on the Telegram channel of his ministry that the bridge was open.",
    "More on the island believe the ferry than the forecast, the mayor said.",
    "“Read my lips,” the harbour master told the council.",
    "The statement does not reflect the position of the government, its spokesman said.",
    "The ferry sank in the night, the owner said. (Reuters)",
    "Comments by the minister drew laughter in the chamber.",
    "See how the river has fallen since June: three metres in ten weeks.",
    "Editing of genes in wheat was allowed by the court on Monday.",
    "Photos of the leak had been sent to the ministry in March, the report says.",
    "She is a professor of law.",
    "This article of the treaty was translated into five languages.",
    "Save for the ferry, nothing runs on Sundays.",
    "Video from the pier shows the moment when the crane fell.",
    "Источник в порту рассказал, что зерно не отгружают девять дней.",
    "Подписка на городские газеты подорожала на десять процентов.",
    "В телеграм-канале губернатора сообщили, что мост откроют весной.",
    "Самое важное, по его словам, произойдет на втором чтении.",
    "По теме безопасности порта стороны договорились встретиться еще раз.",
    "Наш Telegram-бот принял за ночь тысячу жалоб, сообщили в мэрии.",
    "Фото с места аварии опубликовали местные жители.",
    "Подробнее в министерстве обещали рассказать в пятницу.",
    "Перепечатка учебников обойдется бюджету в миллион крон.",
    "Главное управление отложило проверку до осени.",
    "عضویت در سازمان شانگهای برای هر دو کشور اهمیت دارد.",
    "در همین زمینه، رئیس بندر گفت که پل تا بهار بسته می‌ماند.",
    "در همین رابطه وزیر راه گزارشی به مجلس داد.",
    "به کانال سوئز هیچ کشتی تازه‌ای وارد نشد.",
    "برای دریافت وام، کشاورزان باید سه مدرک به بانک بدهند.",
    "روابط عمومی بندر در کانال تلگرام خود نوشت که کشتی رسیده است.",
    "نظر وزیر راه درباره پل تغییر کرده است.",
    "فیلم تازه کارگردان در جشنواره نمایش داده شد.",
    "Mehr als tausend Menschen kamen am Montag zum Hafen.",
    "Die Kommentare des Ministers sorgten für Unruhe im Rat.",
    "Zum Thema Fähre wollte sich der Bürgermeister nicht äußern.",
    "Jetzt anzumelden sind auch Boote unter fünf Metern Länge.",
    "Anzeige gegen den Hafenmeister wurde am Dienstag erstattet.",
    "Les plus anciens du village se souviennent de la crue.",
    "Avec Paul Dumoreau, le port perd son dernier pilote.",
    "Par ailleurs, le juge a rejeté la seconde plainte.",
    "Lire un contrat n'est pas donné à tout le monde, a dit le juge.",
    "Más información pidieron los vecinos durante la asamblea del jueves.",
    "Ver el puente abierto fue una alegría para el barrio.",
    "Recibe el puerto menos barcos que hace diez años, según el informe.",
    "Son dakika golüyle Liman Spor turu geçti.",
    "Yorum yapmayan bakan, salondan ayrıldı.",
    "شاهد السكان السفينة وهي تغرق قرب الميناء.",
    "المزيد من السفن ينتظر خارج الميناء منذ أسبوع.",
    "تابعت السفينة طريقها بعد توقف دام ساعتين.",
]
CUT = [
    "This article is more than 5 years old",
    "Add Harbour Gazette as a preferred source on Google",
    "This text was automatically translated from Persian",
    "Subscribe to our newsletter and never miss a story",
    "Sign up for the Morning Tide, our daily letter",
    "Download the WQBY app for news on the go.",
    "Follow us on Telegram",
    "Your browser does not support the video tag.",
    "Story continues below advertisement",
    "Read more: The ferry that never came",
    "9 min read · Sep 18, 2026",
    "Additional reporting by Jo Hale; editing by Ana Ruiz",
    "We use cookies to analyse how you use our site and to show you advertising.",
    "Already a subscriber? Sign in",
    "Подписывайтесь на наш канал в Telegram",
    "Читайте также: Порт закрыли до весны",
    "Если вы нашли ошибку, выделите фрагмент и нажмите Ctrl+Enter",
    "Количество просмотров: 412",
    "Підписуйтесь на нас у Telegram",
    "بیشتر بخوانید: پل بسته شد",
    "در همین زمینه: پل بسته شد",
    "انتهای پیام/",
    "کد خبر: ۱۲۳۴۵",
    "اقرأ أيضا",
    "Lesen Sie auch: Der Hafen schließt",
    "Mehr zum Thema",
    "dpa/afp",
    "Il vous reste 62.4% de cet article à lire. La suite est réservée aux abonnés.",
    "Lire aussi : Le pont fermé",
    "Te puede interesar",
    "Leggi anche: Il porto chiude",
    "İlgili haberler",
    "责任编辑：林海燕",
]


@pytest.mark.parametrize("line", KEPT)
def test_a_sentence_of_reporting_stays_whatever_it_speaks_of(line: str) -> None:
    assert furniture_reason(line) == ""
    assert not starts_tail(line)


@pytest.mark.parametrize("line", CUT)
def test_prompts_links_and_labels_go_in_every_language(line: str) -> None:
    assert furniture_reason(line)


def test_a_closing_note_tells_of_the_authors_and_a_quotation_does_not() -> None:
    assert closing_note("Jo Hale is a reporter who covers ports.", ["Jo Hale"])
    assert closing_note("Contact the newsroom at desk@gazette.example")
    assert not closing_note("Ana Ruiz is a reporter who covers ports.", ["Jo Hale"])
    assert not closing_note("“Jo Hale is a reporter who will not be stopped,” the mayor said.", ["Jo Hale"])
