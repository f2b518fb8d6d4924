"""Words that say little about which event a text tells of: pure data, in the languages of the beat.

`FUNCTION` words are left out of every comparison. `COMMON` words (what any news text says, countries, capitals,
months) count little: two texts that share only these are not the same story.
"""

from __future__ import annotations

from monitor import neighbourwords as near
from monitor.same_letters import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


FUNCTION = _words(
    """
    a about above after again against all also although am among an and another any are as at be because been
    before being below between both but by can could did do does doing down during each either else even ever
    every few for from further had has have having he her here hers herself him himself his how however if in
    into is it its itself just least less like many may me might more most much must my near neither never no
    nor not now of off on once one only onto or other our ours out over own per quite rather same she should
    since so some still such than that the their theirs them themselves then there these they this those though
    through thus to too toward towards under until up upon us very via was we were what when where whether which
    while who whom whose why will with within without would yet you your yours amid der die das den dem des ein
    eine einen einem einer und oder aber nicht ist sind war waren hat haben wird werden von vom zum zur mit nach
    bei aus auf für über unter als auch noch nur dass sich sie ihr sein wie mehr durch gegen le la les un une du
    de et ou mais ne pas est sont été être avec dans pour par sur sous que qui ce cette ces son sa ses leur plus
    comme aux el los las una unos unas y o pero es fue ser con en para por sobre su sus del al como más ve ile
    bir bu için olarak olan daha da ki ise gibi kadar sonra göre а без более бы был была были было быть в вам
    вас во вот все всех всего вы где да даже для до его ее если есть еще же за здесь и из или им их к как какой
    когда который которая которое которые которого которых которой которому кто ли либо между менее меня мне
    много может можно мы на над надо наш не него нее нет ни них но о об обо однако он она они оно от очень перед
    по под после потом потому при про с сам свой своего своей своих себя со так также такой там те тем теперь то
    того тоже той только том тот ту тут ты у уже хотя чего чей чем через что чтобы чья эта эти это этого этой
    этом этот я этих будет будут ранее але або аби був була були було від він вона вони воно всі де його її із й
    іх їх з зі та також ті тому це цей ця ці цього цьому чи що щоб як який яка яке які якого якої під після ні
    буде будуть از با به بر برای بود بودند باشد باید بی تا چه چون حتی خود خواهد خواهند دارد دارند در را روی زیر
    سپس شد شدند شده شود شوند کرد کردند کرده کند کنند که گفت گفته گفتند ما من می نیز نه نمی و وی ها های هایی هر
    هم همه همین هیچ یا یک این آن آنها او ایشان است اند ای اگر اما بین پس پیش پیشین دیگر درباره دو سه میان میشود
    میکند نشده نیست هستند همچنین آنچه الذی التی الى إلى ان أن إن أو بعد بين ثم حتى حول خلال ذلك عن على علی فی في
    قال قد كان كانت کان کانت كما لا لم لن مع منذ هذا هذه هو هي وفي ومن
    """
) | _words(near.GERMAN_FUNCTION + near.FRENCH_FUNCTION + near.UKRAINIAN_FUNCTION + near.ARABIC_FUNCTION)

COMMON = _words(
    """
    said says say told tell tells according report reports reported reporting reporter reporters news agency
    agencies press statement statements announced announce announces announcement added noted stressed
    emphasised emphasized declared confirmed official officials authorities authority government governments
    ministry minister ministers foreign defence defense deputy president presidential prime head chief chairman
    leader leaders spokesman spokeswoman spokesperson secretary general state states national international
    country countries world people person man men woman women year years month months week weeks day days today
    yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december morning evening night hours hour minutes time times new
    last first second third two three four five six seven eight nine ten meeting meetings met meet talks talk
    visit visits visited agreement agreements deal cooperation relations bilateral bilaterally sides side joint
    between part parties issue issues including include included city capital region area war military army
    forces force security political economic economy million billion thousand percent per cent dollars euros
    rubles made make take took taken come came coming going goes held hold holds set use used using under plan
    plans planned work working called call expected iran iranian iranians tehran russia russian russians moscow
    kremlin ukraine ukrainian kyiv kiev china chinese beijing america american americans united washington usa
    israel israeli britain british london europe european eu turkey turkish ankara germany german berlin france
    french paris iraq syria azerbaijan armenia kazakhstan india reuters tass afp interfax xinhua bloomberg irna
    isna tasnim fars mehr сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили сообщает
    сообщается сообщению отметил отметила подчеркнул подчеркнула добавил добавила рассказал уточнил словам
    данным информации агентство агентства новости пресс служба заявление заявлении официальный представитель
    власти правительство министерство министр министра иностранных дел оборона обороны заместитель президент
    президента премьер глава главы председатель лидер секретарь государственный национальный международный
    страна страны стран мир мира люди человек год года году лет месяц месяца неделя недели день дня сегодня
    вчера завтра понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье января
    февраля марта апреля мая июня июля августа сентября октября ноября декабря утро вечер ночь час часов время
    новый новая новые последний первый второй третий два три четыре пять шесть семь восемь девять десять встреча
    встречи встрече переговоры переговоров переговорах визит визита соглашение соглашения сотрудничество
    сотрудничества отношения отношений двусторонние двусторонних стороны сторон совместный между вопрос вопросы
    город столица регион область области война военный военные военных армия силы сил безопасности политический
    экономический миллионов миллиардов миллион миллиард тысяч тысячи процент процентов долларов рублей евро этом
    иран ирана иране ирану ираном иранский иранская иранские иранского иранских тегеран тегерана тегеране россия
    россии россию россией российский российская российские российского российских рф москва москвы москве кремль
    кремля украина украины украине украинский киев китай китая сша вашингтон израиль израиля европа евросоюз
    турция турции азербайджан азербайджана армения казахстан тасс риа интерфакс сказав заявив повідомив
    повідомила повідомили повідомляє міністр міністерство уряд країна країни рік року тиждень сьогодні вчора
    росія росії російський російські іран ірану україна україни київ گزارش گزارشها خبرگزاری خبر خبرنگار
    خبرنگاران اعلام اظهار افزود بیان تاکید تأکید اشاره وزیر وزارت خارجه دفاع معاون رییس رئیس جمهور جمهوری اسلامی
    دولت مقام مقامات سخنگوی سخنگو دبیر کل شورا مجلس کشور کشورها کشورهای جهان بین‌المللی بینالمللی ملی مردم سال
    سالهای ماه هفته روز روزهای امروز دیروز فردا شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه صبح شب ساعت زمان
    جدید تازه نخست اول دوم سوم چهار پنج شش هفت هشت نه ده دیدار نشست مذاکرات مذاکره گفتگو گفتوگو سفر توافق
    توافقنامه همکاری همکاریهای روابط دوجانبه طرف طرفین مشترک موضوع شهر پایتخت منطقه جنگ نظامی ارتش نیروهای نیروی
    امنیت امنیتی سیاسی اقتصادی اقتصاد میلیون میلیارد هزار درصد دلار انجام صورت قرار مورد توسط ایران ایرانی تهران
    روسیه روسی روسها مسکو کرملین اوکراین چین آمریکا امریکا واشنگتن اسرائیل اروپا ترکیه آذربایجان ارمنستان
    فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت
    سپتامبر اکتبر نوامبر دسامبر ایرنا ایسنا تسنیم فارس able across act action address ago agreed aim allow
    allowed already always answer answered appear around ask asked asks away back base based become began begin
    beginning behind believe believed best better big bring brought build built case cause central centre center
    chance change changed children choose claim claimed clear close closed comes common company companies
    condition confirm consider continue continued control could course current daily data date dealt decide
    decided decision demand described despite develop development different difficult direct discuss discussed
    district early earlier east eastern effort efforts end ended enough enter entered especially event events
    exchange exercise exercises explain explained express expressed face facility fact fall far fear field
    figure figures final find found firm follow followed following form former forward free friendly full future
    gave get getting give given global go goal gone good got great group groups grow grown growth half hand
    hands happen happened hard hear heard help high higher home hope hoped host hosted house however human idea
    immediately important increase increased independent industry inform information interest interests internal
    invited involved island job join joined keep kept key kind know known large largest late later latest launch
    launched law lay lead leading leads learn leave led left level life light likely limited line list little
    live local located long longer look lost lot low main mainly major mark matter mean means measure measures
    media medium member members message middle mind move moved much name named names need needed needs neighbour
    neighbours network north northern note number numbers offer office old open opened opening operation
    operations opinion order organisation organization organised others outside overnight own paper particular
    past pay peace place places point points policy port position possible power powerful prepare prepared
    present pressure prevent problem process produce produced product production programme program project
    promise promised proposal proposed protect prove provide provided province provincial public published
    purpose push put question quoted raise raised range reach reached read ready reason receive received recent
    recently reduce refer reference reject rejected related release released remain remained remains represent
    representative residents respond response rest result results return returned right rise role rule rules run
    running rural safe save saw school secret secure see seek seen send sent series serious serve service
    services several severe share shared short should show showed shown sign signed significant similar since
    site situation small social source sources south southern speak special specialists spoke spread stand start
    started station status stay step steps still stop stopped story strategic strengthen strong struck structure
    subject success such suffered suggest support supported sure system systems target targets task team
    technical television territory thanks thing things think thought threat threw top total touch town towards
    trade train trained training transfer travel treat tried true try turn turned type unit union unknown until
    urge urged useful value various version via video view village voice vote wait want wanted warn warned watch
    water way ways weapon weapons well went west western whole wide will win wish within without word words
    worth write writes wrote young zone administration attack attacked attacks damage damaged destroyed killed
    injured wounded casualties died fire building buildings drone drones missile missiles nuclear oil gas
    sanctions embassy ambassador parliament council commander guards revolutionary weekly conference interview
    tuesday's minister's iran's russia's ukraine's islamic republic будут всего главным говорится говорил
    говорит группа данные дает дали дальнейшем действия действий дни договор договора документ должны другие
    других думаю единый ждут жители жителей завершении заявляет заявлял здание здания знает идет известно имеет
    имеют информация исполнительный итогам какие каналы качестве ключевые когда количество команда компания
    компании конечно конец контроль короткий который края крупный крупнейший куда лишь лицо личный любой людей
    мало массовой материалы место места местные местных меры может момент наиболее называет назвал намерены
    напомнил например направления народ находится начала начале начало начали начался недавно необходимо
    несколько нового новой новом новую ночью ночи нужно областной обратил общий общего общее объект объекты
    объявил обеспечить объяснил один одна одной одном одного около операция операции опубликовал организации
    организация основные особенно особый отвечая ответ ответил открытие официально очередной палата партия
    первого первой период планирует планируется планы площадке площадь повышение подготовка поддержка поддержку
    подписали подписан позиция позже позднее политика полностью получил получили помощь пояснил поэтому правила
    представители представителей предложил предложение предприятия предприятие предстоящий прежде признал
    призвал прием принял приняли принимает причины проблема проблемы провел провела провели проводит программа
    продолжит продолжает проект проекта произошел произошло проходит прошел прошла прошлом прошлого пункт работа
    работы работе работает работают рамках ранее раз развитие развития разные район района районе рассмотреть
    реализация результате решение решения роль российско руководитель руководителя ряд самый свою связи связь
    сегодняшний сейчас серьезный система системы ситуация ситуации следует случае смог собеседник совет совета
    совещание согласно создание сообщение сотрудники социальный специальный способ среди средства ссылкой ставит
    стал стала стали стало стать статус степень сторонам строительство суток такие такого телеграм телефонный
    территории территория тему темы технический точка третья трех удалось уровень уровне условия условиях
    участие участники участников утра утром утверждает федеральный форма цель центр центре часть части число
    числе член члены экономики эксперт эксперты является атака атаки атаковали беспилотники беспилотник
    беспилотников дроны дрон ракета ракеты ракет взрыв взрывы ущерб пострадавших погибли пострадали сбиты
    санкции посол посольство парламент командующий губернатор администрация мэр ядерный ядерной нефть газ удар
    удары آغاز آمد آمده آنجا احتمال ادامه ارائه ارتباط استان استفاده اصلی اطلاعات اقدام اقدامات اکنون الان امکان
    امور اهداف اهمیت ایجاد باره بار باز بازدید بالا بخش بخشی برخی برگزار برنامه بررسی بزرگ بسیار بعد بیشتر بهتر
    پاسخ پایان پروژه پیام پیدا تأمین تامین تبدیل تحت تصمیم تعداد تغییر تلاش تمام تنها توان تواند توجه توسعه
    تولید جاری جدی جلسه جمع جنوب جهت حال حاضر حضور حمایت حمله حملات خاص خاطرنشان خواست خوب داخل داخلی داده دادند
    دانست دست دستگاه دستور دفتر دلیل دنبال دوره راه رسید رسیده رشد رهبر رو روند زمینه زیاد ساخت سازمان سازی
    سامانه سایت سطح سپاه شامل شان شرایط شرح شرق شرکت شروع شمار شمال شهرستان طبق طرح طول طی ظرفیت عضو علت علیه
    عملیات عنوان غرب فراهم فرمانده فعالیت قابل قانون قبل قدرت کار کارشناسان کامل کاهش کمک کنترل کنون گذشته گروه
    گسترش گفته لازم مانند متحده محل مدت مدیر مدیرکل مذکور مراسم مربوط مرحله مرکز مسئول مسئولان مسئله مسائل مشکل
    معرفی مقابل ممکن مناطق منابع منتشر موجود موفق مهم میزان میگوید میدهد میشوند نامه ناشی نتیجه نزدیک نسبت نشان
    نظر نقش نماینده نمایندگان نوع نیاز نیروها هدف هزینه همراه همچنان هنوز واحد وارد وجود وضعیت یاد یافت یافته
    ویژه پهپاد پهپادها موشک موشکی هستهای نفت گاز تحریم تحریمها سفیر سفارت وزير الخارجية الرئيس الحكومة قالت اعلن
    أعلن وكالة ايران إيران روسيا موسكو طهران
    """
) | _words(near.COMMON)

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan января январь січня یانویه ژانویه",
            "february feb февраля февраль лютого فوریه",
            "march mar марта март березня مارس",
            "april apr апреля апрель квітня آوریل",
            "may мая май травня مه",
            "june jun июня июнь червня ژوئن",
            "july jul июля июль липня ژوئیه",
            "august aug августа август серпня اوت",
            "september sept sep сентября сентябрь вересня سپتامبر",
            "october oct октября октябрь жовтня اکتبر",
            "november nov ноября ноябрь листопада نوامبر",
            "december dec декабря декабрь грудня دسامبر",
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ),
        start=1,
    )
    for word in fold(words).split()
} | {word: number for number, words in enumerate(near.MONTHS, start=1) for word in fold(words).split()}
"""Month names of the languages of the beat; the Persian calendar's months are 13 to 24."""

NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "two двое два две двух двоих два двом دو",
            "three трое три трех троих трьох سه",
            "four четверо четыре четырех чотири چهار",
            "five пять пяти пятеро п'ять پنج",
            "six шесть шести шестеро шість شش",
            "seven семь семи семеро сім هفت",
            "eight восемь восьми вісім هشت",
            "nine девять девяти дев'ять نه",
            "ten десять десяти ده",
            "eleven одиннадцать یازده",
            "twelve двенадцать dozen дюжина دوازده",
        ),
        start=2,
    )
    for word in fold(words).split()
} | {word: str(number) for number, words in enumerate(near.NUMBERS, start=2) for word in fold(words).split()}
"""Small numbers written as words, so that «seven people» and «7 people» are one fact."""

TOLL = _words(
    """
    kill kills killed killing dead die dies died dying death deaths toll fatalities casualties injured injures injuring
    injuries wounded wounding wounds hurt missing victims погиб погибли погибших погибшими жертв жертвы жертвами
    пострадали пострадавших ранены раненых раненными ранения убиты убитых скончались госпитализированы загинули
    загиблих загиблими постраждали поранені поранено کشته کشته‌ها کشته‌شدگان جان جان‌باخت جان‌باختند جان‌باختگان باختند
    باختگان قربانی قربانیان مجروح مجروحان زخمی زخمی‌ها مصدوم مصدومان قتلى قتيلا قتيل جرحى جريحا مصرع ضحايا مصابا
    """
) | _words(near.TOLL)
"""Words that stand beside a count of victims. Such counts grow from hour to hour in one and the same story."""
