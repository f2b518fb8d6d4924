"""Lines that are told by their wording."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crawler import lines
from crawler.extract import extract
from crawler.lines import closing_note, furniture_reason, is_prose, starts_tail
from crawler.wires import credit_line


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
    "Следите за важными мелочами, советовал ученикам старый мастер.",
    "The island should consider becoming a member of the union of ports.",
    "The clinic on the quay is dependent on the support of its donors.",
    "Nobody who is already a subscriber will pay more, the company said.",
    "You can now take a lorry across the sound at any hour of the night.",
    "If you want to cross, be at the quay at six.",
    "Use of the Chrome mine ended in May.",
    "She wants to keep our harbour open and free, the mayor said.",
    "Die Zeitung abonniere er seit dreißig Jahren, sagte der Hafenmeister.",
    "With help from the mainland, the yard built three boats in a year.",
    "He put up one picture: the ferry, alone on the quay.",
    "Three boats (pictured in March) lie idle at the pier.",
    "She moved to the studio next to the quay.",
    "Published in March, the report names nobody.",
    "Stay-up-to-date clauses are common in such contracts.",
    "Loaded trucks stood on the pier for a week.",
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
    "- ENDS -",
    "Lesedauer: 3 Min",
    "Следите за самым важным в Telegram-канале «Берег», а также в MAX",
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


SPOKEN = [
    "Subscribe to the Telegram channel of the ministry, the soldiers were told, or lose your leave.",
    "The newsletter was sent to 40,000 subscribers before the police seized the printing house.",
    "Follow us, the rescuers shouted through the smoke.",
    "Read more books, the minister told schoolchildren on Friday.",
    "Sign up for the army or leave the country: that was the choice.",
    "The channel wrote on Telegram that two drones had hit the depot.",
    "Share this, said the flyer, and thousands did.",
    "Subscribe now, said the leaflet that troops handed out in the occupied town.",
    "Donate blood, the hospital asked residents.",
    "Photo: this single word was all the message said, the investigators reported.",
    "Download our app, the bank's fraudsters wrote to victims.",
    "Join us on the square at noon, the opposition leader said.",
    "Click here, the e-mail said, and the ministry's network was open to the attackers.",
    "Advertisement of weapons will be banned from January.",
    "Comments from the Kremlin were not available on Tuesday.",
    "More on Monday, the court said, and adjourned.",
    "Editing by the censors had removed four names from the film.",
    "Copyright lawsuits have cost the firm 3 billion dollars.",
    "All rights reserved for the heirs, the will said.",
    "Cookies are no longer stored by the ministry's website, the audit found.",
    "By accepting cookies, users had agreed to be tracked by the secret service, the court found.",
    "See also the ruling of 2019, the judge said.",
    "Sign in sheets were missing for 40 voters.",
    "Reporting by hospitals has fallen by half since June.",
    "Our Telegram channel was blocked on Monday, the opposition newspaper Volna said.",
    "Source: that is how the agent was called in the files.",
    "Thank you for reading the names aloud, the widow told the crowd.",
    "Support our troops, read the banner over the gate.",
    "Advertising revenue fell 12% at the broadcaster.",
    "We use cookies, the site told its visitors; the court said on Monday that this was not enough.",
    "Sign up to fight, the mayor told young men, or pay the tax.",
    "Subscribe to my newsletter, he told investors, and get rich.",
    "Follow the money, the prosecutor told the court.",
    "Watch live rounds were fired into the crowd, she recalled.",
    "Related charges against two officers were dropped.",
    "Read the full text of the treaty before voting, senators were told.",
    "Get the latest weapons first: this was the promise Riga made.",
    "Subscribe to Volna, a channel with 3 million readers, was the last message of the pilot.",
    "Newsletter publishers face a new tax in Norland.",
    "Sponsored by Iran, the militia crossed the border on Monday.",
    "Подписывайтесь на газету «Правда», призывали плакаты на стенах завода.",
    "Подпишись на канал — с такими словами мошенники обращались к пенсионерам, сообщила полиция.",
    "Подписчики телеграм-канала «Баня» узнали об ударе раньше военных.",
    "В телеграм-канале губернатора сообщили, что пострадали трое.",
    "Читайте также договор внимательно, советуют юристы Центробанка.",
    "Фото погибших опубликовал штаб.",
    "Реклама табака будет запрещена с января, говорится в законе.",
    "Рассылка повесток начнётся в октябре, заявил военком.",
    "Наш телеграм-канал заблокировали, рассказал редактор «Волны».",
    "Комментарии Кремля пока не поступили.",
    "Присоединяйтесь к нам, сказал он солдатам противника.",
    "Поделиться квотой согласилась только Венгрия.",
    "Источник: так в деле называли агента.",
    "По теме миграции министры договорились встретиться ещё раз.",
    "Нашли ошибку в бюллетенях: комиссия пересчитает голоса в трёх округах.",
    "Все права защищены конституцией, напомнил судья.",
    "Ранее сообщалось, что в порту нашли мину.",
    "Напомним, 3 мая взорвался склад.",
    "Подробнее о планах министр расскажет в пятницу.",
    "Куки собирали без согласия граждан, установил суд.",
    "خبرنامه حزب دیروز توقیف شد.",
    "کانال تلگرام وزارت خارجه این خبر را تأیید کرد.",
    "عضویت در پیمان برای دولت اولویت دارد، وزیر گفت.",
    "تبلیغات نامزدها از شنبه آغاز می‌شود.",
    "نظرات مردم در این باره متفاوت است.",
    "بیشتر بخوانید، معلم به دانش‌آموزان گفت.",
    "Abonnieren wollte die Zeitung niemand mehr, sagte der Verleger.",
    "Lesen Sie auch das Kleingedruckte, rät das Amt.",
    "Der Newsletter der Partei ging an 40.000 Empfänger.",
    "Anzeige erstattete die Hafenbehörde am Montag.",
    "Werbung für Tabak wird verboten.",
    "Kommentare des Kremls lagen nicht vor.",
    "Mehr zum Thema sagte der Minister nicht.",
    "Teilen will sich das Land nicht lassen, sagte er.",
    "Subscribe to the fund, the bank advised, or lose the bonus: few did, the report found.",
    "Follow us on the map, the guide told the pilgrims, and mind the wire.",
    "Sign up here, recruiters in Riga told the workers, and you will be paid twice.",
    "Stay informed, the governor urged residents after the second blast.",
    "Become a member, the party wrote to every household in May.",
    "Never miss a vote, the speaker warned her own deputies on Tuesday.",
    "Read more poems, was the advice of the old teacher.",
    "The newsletter of the ministry was signed by three subscribers only.",
    "Reporting by villages was slower than the storm.",
    "Writing by hand helps children to learn.",
    "Copyright law is to be changed in spring.",
    "Copyright disputes were settled out of court.",
    "Все права защищены законом, заявила адвокат.",
    "Не пропустите поезд, предупреждает дорога.",
    "Следите за детьми у воды, просят спасатели.",
    "Установите приложение банка, писали мошенники жертвам.",
    "Нашли ошибку в расчётах моста: сдачу отложили на год.",
    "Увидели ошибку в списках наблюдатели из трёх округов.",
    "Folgen Sie uns, riefen die Retter den Kindern zu.",
    "Lesen Sie mehr Bücher, riet der Minister den Schülern.",
    "Mehr dazu wollte die Behörde am Montag nicht sagen.",
    "Abonnez-vous au journal, conseille la mairie aux habitants.",
    "Lire aussi les petits caractères, rappelle le juge.",
    "Suscríbase al fondo, dijo el banco a sus clientes.",
    "Lea también la letra pequeña, aconseja el juez.",
    "Iscriviti al partito, disse il padre al figlio.",
    "Підпишіться на газету, закликали плакати на заводі.",
    "اشتركوا في الصندوق، قال الوزير للموظفين.",
    "دنبال کنید، فرمانده به سربازان گفت.",
    "Abone olun, diye yazdı dolandırıcılar mağdurlara, polis söyledi.",
    "40 responses to the call came in before noon, the ministry said.",
    "“Subscribe or lose your leave.”",
    "“Follow the money”",
]
PROMPTS = [
    "Subscribe to our newsletter, the best stories told by our reporters.",
    "Subscribe to our newsletter: the stories that matter, reported from three continents.",
    "Sign up for First Edition, our morning briefing, and have your say.",
    "Sign up for The Tide: a weekly letter, written by Jo Hale.",
    "Join us on Telegram, as we told you on Monday.",
    "Follow us on X, Facebook and Instagram for the latest news and breaking reports.",
    "By signing up, you agree to our terms, as stated in the privacy policy.",
    "The newsletter is delivered to your inbox every morning.",
    "Our newsletter is free for subscribers.",
    "Get the latest news, according to your interests.",
    "Copyright 2026 Harbour Gazette. All rights reserved.",
    "Copyright © Harbour Gazette",
    "Copyright Harbour Gazette, the paper of the islands.",
    "All rights reserved.",
    "Reporting by Jo Hale in Norhaven; editing by Ana Ruiz.",
    "Reporting by Will Hale and May Ruiz.",
    "Editing by the foreign desk.",
    "Read also: The ferry will stop, the mayor said.",
    "Read more: “We will win,” the minister told the council.",
    "See also – The ferry will stop, the mayor said.",
    "Читайте также: «Порт закроют», сообщил мэр.",
    "Читайте также: Порт закроют до весны, сообщила мэрия.",
    "Подписывайтесь на наш канал, где мы рассказали о главном.",
    "Подписывайтесь на «Волну», которая сообщила об этом первой.",
    "Нашли ошибку? Сообщите нам.",
    "Нашли ошибку в тексте? Выделите ее и нажмите Ctrl+Enter.",
    "Если вы нашли ошибку в новости, напишите нам.",
    "Заметили опечатку — выделите её.",
    "بیشتر بخوانید: پل بسته می‌ماند، وزیر راه گفت.",
    "Lesen Sie auch: Hafen schließt, sagte der Minister.",
    "Mehr zum Thema: Der Hafen",
    "Mehr dazu lesen Sie hier.",
    "“Subscribe to our newsletter”",
    "«Подписывайтесь на наш канал»",
    "„Abonnieren Sie unseren Newsletter“",
    "4 responses",
    "40 responses to “Quay strike ends”",
    "3 thoughts on “The night ferry stops calling at the island, and nobody can say who will pay for the boat”",
    "40 Antworten auf „Die Fähre fährt nicht mehr“",
    "2 réponses à « Le pont est fermé »",
    "5 respuestas a «El puente está cerrado»",
    "12 ответов на «Порт закрыли»",
    "We use cookies to improve our site, as our partners told us.",
    "Photo: Harbour Gazette / Jo Hale",
    "Все права защищены. Перепечатка только со ссылкой на сайт.",
    "Download our app, the fastest way to read what the minister said yesterday",
    "Donate today. Your support keeps our reporters in the field.",
    "Suscríbete a nuestro boletín, dice la redacción",
]


@pytest.mark.parametrize("line", SPOKEN)
def test_a_sentence_that_begins_like_a_prompt_stays_where_it_says_whose_words_they_are(line: str) -> None:
    assert furniture_reason(line) == ""
    assert not starts_tail(line)


@pytest.mark.parametrize("line", PROMPTS)
def test_a_prompt_goes_also_in_quotation_marks_and_with_words_of_reporting_in_it(line: str) -> None:
    assert furniture_reason(line)


def test_who_said_it_counts_for_the_own_sentence_only() -> None:
    assert furniture_reason("Subscribe to our newsletter. The bridge is closed, the mayor said.")
    assert furniture_reason("The bridge is closed, the mayor said. Please subscribe to our newsletter.")
    assert not furniture_reason("Subscribe now, said the leaflet. Nobody in the town did.")


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("รายงานของการท่าเรือระบุว่า สะพานข้ามแม่น้ำสายล่างจะปิดไปจนถึงฤดูใบไม้ผลิ ขณะที่ราคาสินค้าในตลาดเพิ่มขึ้น", True),
        ("คำสัญญาเก่า", False),
        ("मंत्री ने सोमवार को कहा कि निचली नदी पर बना पुल वसंत तक बंद रहेगा और कोई नहीं जानता क्यों।", True),
        ("وزیر نے پیر کو کہا کہ نچلے دریا کا پل بہار تک بند رہے گا اور کوئی نہیں جانتا کہ کیوں۔", True),
    ],
)
def test_sentences_of_scripts_with_other_stops_or_none_are_prose(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


def test_a_line_that_a_page_repeats_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    judge = lines._reason

    def noted(line: str, sites: Sequence[str], linked: bool) -> str:
        judged.append(line)
        return judge(line, sites, linked)

    monkeypatch.setattr(lines, "_reason", noted)
    again = "By Una Repeat, 5 May 2026"
    prose = "<p>The night ferry will not call at the island from May on, the company said on Monday.</p>" * 3
    extract(f"<h1>The night ferry stops</h1>{prose}{f'<p>{again}</p>' * 500}", "https://paper.example/a")
    assert 1 <= judged.count(again) <= 5


def test_the_name_of_one_outlet_is_a_line_of_another() -> None:
    assert [bool(furniture_reason("Harbour News", sites=sites)) for sites in ([], ["Harbour News"], ["The Tide"])] == [
        False,
        True,
        False,
    ]


RUNNING = [
    "Read also the mood of the room: nobody clapped.",
    "See also the report of 2019, which said the same thing.",
    "Read more of the old letters and you find the same three names in all of them.",
    "Lesen Sie auch das Kleingedruckte im Vertrag, bevor das Boot verkauft wird.",
    "Lire aussi les petits caractères du contrat avant de vendre le bateau.",
    "Читайте также мелкий шрифт в договоре, который подписал мэр.",
]


@pytest.mark.parametrize("line", RUNNING)
def test_a_full_sentence_without_a_link_is_no_prompt_and_with_one_it_is(line: str) -> None:
    assert furniture_reason(line) == ""
    assert furniture_reason(line, linked=True) == "link to another article"


@pytest.mark.parametrize(
    "line",
    [
        "Read also the mood of the room",
        "See also: the report of 2019, which said the same thing.",
        "Read more about the strike of the pilots on our website.",
        "Lesen Sie mehr über den Streik der Lotsen hier.",
        "Read more Harbour strike ends after a night of talks.",
    ],
)
def test_a_headline_or_a_word_to_the_reader_behind_a_prompt_stays_one(line: str) -> None:
    assert furniture_reason(line) == "link to another article"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Source: a man who was there.", ""),
        ("Источник: вода из колодца, которую пьёт весь посёлок.", ""),
        ("Source: IRNA.", "IRNA"),
        ("Source: harbour office of the islands.", "harbour office of the islands"),
        ("Источник: пресс-служба министерства путей сообщения.", "пресс-служба министерства путей сообщения"),
    ],
)
def test_a_source_is_a_name_and_not_what_a_sentence_says_of_one(line: str, credit: str) -> None:
    assert credit_line(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "Please turn on JavaScript to use this feature",
        "NEWYou can now listen to Harbour News articles!",
        "Loaded: 0% Progress: 0% 0:00",
        "Read the Gazette today from 4.90 for the first month. Already a subscriber? Log in",
        "The Gazette is a non-profit and the ability to carry out our work is dependent on the kind support of "
        "donors. If you would like to support our work, you can do so here. You can also subscribe to our mails here.",
        "Please consider making a donation.",
        "mm/wmr (AFP, dpa)",
        "facebook (opens in new window)",
        "Please use Chrome browser for a more accessible video player",
        "A freight train at the border crossing on May 12, 2026. (Photo by Jo Hale/Harbour)",
        "The registered office of the company. Photo: Harbour News",
        "12 new posts",
        "You could close this page. Or you could join us. We keep our reporting open and free to everyone because we "
        "believe in what it does, and we are grateful to each of those who read and pay.",
        "Have an idea for a comment that you would like to write for us? Send a short pitch to pitches@harbour.example "
        "and we will get back to you if it fits into our interests. Full guidelines can be found here on our pages.",
        "Folgst du schon dem Hafenblatt auf Whatsapp?",
        "Neues am Morgen: Abonniere den Kanal und du bekommst alles direkt auf dein Handy.",
        "Dalsza część artykułu pod materiałem wideo:",
        "— With assistance from Jo Hale",
        "Like Loading...",
        "Recommended Articles:",
        "Published in the Gazette, May 14th, 2026",
        "Reporting from Karsk",
        "Dieses Thema im Programm: Über dieses Thema berichtete das Hafenradio am 14. Mai 2026 um 12:00 Uhr.",
        "Edited by: Jo Hale",
        "[12] https://harbour.example/channel/100; https://quay.example/news/4",
        "[13] " + "; ".join(f"https://harbour.example/channel/{number}" for number in range(40)),
    ],
)
def test_what_an_outlet_says_of_itself_and_where_its_facts_stand_goes(line: str) -> None:
    assert furniture_reason(line)


@pytest.mark.parametrize("label", ["Press contacts", "Media contact:", "Media enquiries", "Pressekontakt"])
def test_whom_journalists_may_ring_ends_a_press_release(label: str) -> None:
    assert starts_tail(label)
    last = "If you are not a journalist, please send your request to the office for public information."
    told = "The council adopted new rules on ferries on Monday, after two years of talks between the ports."
    tail = f"<h2>{label}</h2><p>Jo Hale</p><p>{last}</p>"
    page = f"<h1>Rules for ferries</h1><div><p>{told}</p><p>{told} Again.</p>{tail}</div>"
    assert extract(page, "https://council.example/1").text == f"{told}\n\n{told} Again."
