"""What `monitor.commonwords` says of the beat's languages, for their neighbours in script: German, French, Ukrainian,
Arabic. Pure data.

Their news texts meet those of the beat, so their small words, months and numbers must be known too; and in German,
where every noun has a capital, the nouns that any news text has must not pass for names.
"""

from __future__ import annotations

GERMAN_FUNCTION = """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außerdem außer bei beide beiden
    beim bereits besonders bis bislang bisher da dabei dadurch dafür dagegen damit danach daran darauf darin darüber
    darunter das dass davon dazu dein dem demnach den denen denn der deren derzeit des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort dürfen durch ein eine einem einen einer eines einige einigen er erst erneut
    es etwa etwas für gegen gegenüber gewesen gut habe haben hat hatte hatten hier hieß hinter ihm ihn ihnen ihr ihre
    ihrem ihren ihrer im immer in indem innerhalb ins ist ja je jede jedem jeden jeder jedoch jene jetzt kann kein
    keine keinen können könnte könnten kurz laut man mehr mehrere mehreren mein mindestens mit muss müssen nach
    nachdem neben nicht nichts noch nun nur ob oder ohne pro rund schon sehr sei seien sein seine seinem seinen seiner
    seit seitdem selbst sich sie sind so sobald sogar soll sollen sollte sollten somit sondern sowie teilte trotz über
    um und uns unser unter viel viele vielen vom von vor war waren warum was weil weiter weitere weiteren weiterhin
    welche welchen wenn wer werde werden wie wieder will wir wird wo wobei wohl wollen wollte worden wurde wurden zu
    zudem zufolge zuletzt zum zunächst zur zurück zwar zwischen
"""
FRENCH_FUNCTION = """
    afin ainsi alors après assez au aucun aucune aussi autour autre autres aux avait avant avec avoir beaucoup car ce
    cela celle celles celui cependant ces cet cette ceux chaque chez contre dans de depuis des deux devant doit donc
    dont du elle elles en encore enfin entre environ est et étaient était été être eux fait faire fois font hors il ils
    jusqu jusque la lors lorsque lui mais malgré même mêmes moins ne ni non nos notre nous on ont ou où par parce
    pendant peu peut peuvent plus plusieurs pour pourrait près puis quand que quel quelle quelques qui sa sans se selon
    sera seront ses si soit son sont sous sur tandis tel tous tout toute toutes très trop un une vers vos votre vous y
"""
UKRAINIAN_FUNCTION = """
    адже багато без біля більш більше буде будуть бути в вам вас ваш весь від відтак він вона вони воно все всі всього
    втім де для до досі дуже є ж за з-за заради зараз звідки зі і із інша інше інші її їй їм їх їхній його йому каже
    кілька коли крім ледь лише майже ми між мене мною на навіть над нам нас наш не нема немає нею ним них ні ніж нині
    ніхто о об однак одразу ось перед під після по поки понад попри при про проте протягом раніше саме свій своє своєї
    свої своїх своїй свою себе серед собою стало такий також таку там те тепер ти тим тих то тобто тоді той тому треба
    тут у усі утім хоч хоча хто це цей цим цих цього цю ця чи чий через чому щоб що щодо ще як яка яке який які якій
    яких якої якого якому яку якщо
"""
ARABIC_FUNCTION = """
    إذ إذا إلا إلى أم أما أمام أنه أنها أنهم إنه إنها أي أيضا أيضاً إثر باتت بأن بدون بسبب بشأن بعد بعدما بعض بل بما
    بنحو به بها بين بينما تم تلك جدا جميع حتى حسب حول حيث حين خلال دون ذات ذلك سوف ضد ضمن عبر عدة عدم عقب على عليه
    عليها عن عند عندما عنه عنها غير فإن فقد فقط فوق في فيما فيه فيها قال قالت قبل قد كان كانت كل كلا كما كي لأن لا
    لدى لقد لكن لكنه لم لن له لها لهم لو ليس ليست ما مثل مع معه من منذ منه منها منهم مما نحو نفسه هذا هذه هل هم هنا
    هناك هو هي وأضاف وأن وإن وأنه وأنها وبعد وتم وذلك وعلى وفق وفي وقال وقالت وقد وكان وكانت وكما ولا ولم ولن وما ومع
    ومن وهو وهي يتم يكون أكد وأكد وأكدت أعلنت وأعلن وأعلنت وأوضح وأشار أفاد أفادت
"""
COMMON = """
    angaben angabe behörde behörden regierung regierungen präsident präsidenten minister ministerin ministerium
    außenminister verteidigungsminister außenministerium verteidigungsministerium sprecher sprecherin agentur
    nachrichtenagentur medien bericht berichte berichten mitteilung erklärung aussage land länder ländern staat staaten
    welt mensch menschen mann männer frau frauen kind kinder kindern person personen leute bewohner einwohner zivilisten
    bürger jahr jahre jahren jahres monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten zeit
    morgen mittag nachmittag abend nacht montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    montagmorgen montagabend dienstagmorgen dienstagabend mittwochmorgen mittwochabend donnerstagmorgen
    donnerstagabend freitagmorgen freitagabend samstagabend sonntagabend stadt städte region gebiet ort gegend dorf
    dörfer grenze norden süden osten westen hauptstadt zentrum straße haus häuser gebäude wohnhaus krieg angriff
    angriffe angriffen armee militär soldat soldaten truppen streitkräfte kräfte sicherheit polizei feuerwehr rettung
    retter rettungskräfte ermittler ermittlungen ermittlung ursache hintergrund grund gründe folge folgen ende anfang
    beginn mitte teil teile hälfte zahl anzahl millionen milliarden tausend prozent euro dollar geld kosten preis preise
    wirtschaft handel unternehmen firma konzern hersteller werk betrieb bau arbeit arbeiter beschäftigte mitarbeiter
    gespräch gespräche verhandlungen treffen besuch abkommen vertrag vereinbarung zusammenarbeit beziehungen frage
    fragen thema antwort entscheidung beschluss plan pläne ziel ziele hilfe unterstützung maßnahmen sanktionen gesetz
    gericht urteil anwalt anwältin haft gefängnis strafe vorwurf vorwürfe tote toten toter verletzte verletzten opfer
    leben tod krankenhaus krankenhäuser schaden schäden brand feuer explosion rakete raketen drohne drohnen waffe
    waffen flugzeug flugzeuge schiff schiffe fahrzeug fahrzeuge panzer hafen flughafen bahn verkehr strom wasser gas öl
    energie partei parlament abgeordnete opposition chef chefin leiter vorsitzende mitglied mitglieder gruppe seite
    seiten fall fälle lage ereignis bild bilder video sonntagmorgen iran irans russland russlands ukraine moskau
    teheran deutschland deutsche deutschen berlin europa amerika usa israel china türkei kiew kyjiw iranische
    iranischen iranischer russische russischen russischer ukrainische ukrainischen ukrainischer sagte sagten erklärte
    teilte meldete berichtete hieß kündigte
    ministre ministère président gouvernement pays état états monde homme femme enfants personnes ville région capitale
    guerre armée militaire militaires forces sécurité police attaque attaques frappe frappes morts mort blessés blessé
    victimes explosion incendie missile missiles drone drones avion navire port lundi mardi mercredi jeudi vendredi
    samedi dimanche matin soir nuit heure heures jour jours semaine mois année ans an millions milliards euros accord
    réunion visite déclaré annoncé affirmé indiqué selon russie russe russes iranien iranienne iraniens moscou téhéran
    ukrainien ukrainienne kiev france paris europe européenne européen nouveau nouvelle nouvelles premier première
    sanctions
    президент президента прем'єр голова очільник речник речниця влада уряду державний державної заступник начальник
    повідомили розповів розповіла зазначив зазначила наголосив додав додала слова словами інформація даними область
    області обласної району районі район місто міста місті село селі людей люди людина особа осіб дитина діти дітей
    жінка чоловік років роки місяць місяці тижня дня днів година години годин хвилин ранок вранці вечір ввечері увечері
    ніч вночі уночі понеділок вівторок середа середу четвер п'ятниця п'ятницю субота неділя неділю новий нова нові
    перший війна війни військові військових військо армія армії сили сил оборони безпека удар ударів удару ударили
    атака атаки атакували обстріл обстрілу ракета ракети ракетами дрон дрони дронів безпілотник безпілотники загинули
    загинув загибель поранення постраждалих вибух вибухи пожежа пожежу будинок будинку будівля рятувальники завали
    завалами мільйонів мільярдів тисяч відсотків гривень доларів переговори зустріч угода санкції росіяни росіян
    російських російського російської українські українських українського
    وزارة وزراء رئيس رئيسة الحكومة حكومة الدولة دولة دول العالم مدينة المدينة محافظة منطقة المنطقة إقليم بلاده البلاد
    شخص شخصا أشخاص الناس رجل امرأة أطفال سنة سنوات عام أعوام شهر أشهر أسبوع يوم أيام اليوم أمس غدا ساعة ساعات صباح
    مساء ليلة فجر الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الحرب حرب الجيش القوات قوات عسكرية
    العسكرية هجوم الهجوم هجمات قصف غارة صاروخ صواريخ مسيرة طائرة طائرات المسيرة أمن الأمن شرطة مليون مليار ألف بالمئة
    دولار محادثات مفاوضات اجتماع لقاء زيارة اتفاق اتفاقية تصريح بيان متحدث المتحدث باسم مسؤول مسؤولون مصدر مصادر
    الإيراني الإيرانية إيراني الروسي الروسية روسي أوكرانيا الأوكرانية الأمريكي الأمريكية الأميركي الأميركية إسرائيل
    الجديد جديد جديدة الأول الأولى
"""
MONTHS = (
    "januar janvier يناير",
    "februar février فبراير",
    "märz مارس",
    "avril أبريل",
    "mai مايو",
    "juni juin يونيو",
    "juli juillet يوليو",
    "august août أغسطس",
    "septembre سبتمبر",
    "oktober octobre أكتوبر",
    "novembre نوفمبر",
    "dezember décembre ديسمبر",
)
"""January to December."""
NUMBERS = (
    "zwei deux اثنان اثنين",
    "drei trois ثلاثة ثلاث",
    "vier quatre четверо чотирьох أربعة أربع",
    "fünf cinq п'ятеро п'яти خمسة خمس",
    "sechs шестеро шести ستة",
    "sieben семеро سبعة سبع",
    "acht huit восьмеро восьми ثمانية",
    "neun neuf дев'ятеро تسعة تسع",
    "zehn dix десятеро عشرة",
    "elf onze одинадцять",
    "zwölf douze дванадцять",
    "thirteen тринадцать тринадцати dreizehn treize سیزده",
    "fourteen четырнадцать четырнадцати vierzehn quatorze چهارده",
    "fifteen пятнадцать пятнадцати fünfzehn quinze пятнадцять پانزده",
    "sixteen шестнадцать шестнадцати sechzehn seize شانزده",
    "seventeen семнадцать семнадцати siebzehn هفده",
    "eighteen восемнадцать восемнадцати achtzehn هجده",
    "nineteen девятнадцать девятнадцати neunzehn نوزده",
    "twenty двадцать двадцати zwanzig vingt двадцять بیست",
)
"""Two to twenty."""
TOLL = """
    tote toten toter tot getötet starben gestorben sterben ums opfer todesopfer verletzt verletzte verletzten vermisst
    morts mort tués tué blessés blessé disparus загинув загинула загиблий поранено поранило постраждав постраждалих
    قتل قتلى مقتل جرح إصابة أصيب جرحوا شهداء
"""
