"""Names of months, zones, units and days in the languages of the press; the words that stand around a date."""

from __future__ import annotations

EASTERN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يك", "01234567890123456789یک")
MONTHS: dict[str, int] = {}
"""Lower-case names and what they stand for; where two languages disagree on one, the first row has it."""
for _row in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارچ آپریل می جون جولای آگوست سپتامبر اکتوبر نوامبر دسامبر",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "jänner feber mrz april mai juni juli aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago set oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "január február március április május június július augusztus szeptember október november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου",
    "δεκεμβρίου",
    "ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "januari februari maret april mei juni juli agustus september oktober november desember",
):
    for _number, _name in enumerate(_row.split(), 1):
        MONTHS.setdefault(_name.replace("_", " ").translate(EASTERN_DIGITS), _number)
MONTHS.update({"sept": 9, "сент": 9, "нояб": 11, "февр": 2, "июня": 6, "июля": 7, "إبريل": 4, "ابريل": 4, "اكتوبر": 10})
JALALI_MONTHS = {
    name: number
    for number, name in enumerate(
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"], 1
    )
} | {"امرداد": 5, "ابان": 8, "اذر": 9}
HIJRI = (
    "محرم|صفر|ربيع (?:الأول|الآخر|الثاني)|جماد[ىي] (?:الأول[ىي]|الآخرة|الثانية)"
    "|رجب|شعبان|رمضان|شوال|ذ[وي] القعدة|ذ[وي] الحجة"
).translate(EASTERN_DIGITS)
"""Months of the Islamic calendar, whose date the Arabic press sets beside the one of the common calendar."""
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "msk": 180, "мск": 180, "irst": 210, "trt": 180, "ast": 180, "eat": 180,
    "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "bst": 60, "wat": 60, "cat": 120, "sast": 120, "eet": 120,
    "eest": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "gst": 240, "pkt": 300, "wib": 420, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660,
    "nzst": 720, "nzdt": 780, "brt": -180, "art": -180,
}  # fmt: skip
"""Minutes east of UTC. IST is left out: India, Israel and Ireland say it, and the outlet's own zone is meant."""
AMERICAN = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
"""Zones with summer time that are said without it."""
DAYS_BACK = {
    "today": 0, "сегодня": 0, "امروز": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0, "oggi": 0, "hoje": 0, "bugün": 0,
    "yesterday": 1, "вчера": 1, "دیروز": 1, "gestern": 1, "hier": 1, "ayer": 1, "ieri": 1, "ontem": 1, "dün": 1,
    "позавчера": 2, "پریروز": 2,
}  # fmt: skip
AROUND = (
    r"mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс|нд|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|ma|wo|vr|za|zo"
    r"|datum|fecha|data|dato|dátum|tarih|ημερομηνία|التاريخ|issued|released|julkaistu|päivitetty"
    r"|بتوقیت(?: \w+)?|به وقت \w+|פורסם|עודכן|עדכון|אחרון|לראשונה|בשעה|יום|ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת"
    r"|چاپ|درج|الموافق|송고|публикации|размещения|публікації|жарияланған|жаңартылған|күні"
    r"|р|року|рік|luni|marți|marti|miercuri|joi|vineri|sâmbătă|duminică|ora|hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap|klo"
    r"|понеделник|вторник|сряда|четвъртък|петък|събота|неделя|maanantai|tiistai|keskiviikko|torstai|perjantai"
    r"|입력|수정|등록|승인|발행|최초|기사|更新|公開|掲載|配信|发布时间|发布|时间|更新时间|於|于|星期[一二三四五六日天]|[（(]?[月火水木金土日][）)]"
    r"|minggu|senin|selasa|rabu|kamis|jumat|sabtu|wib|ngày|thứ|lúc|cập nhật|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|(?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه|published|updated|posted"
    r"|last|modified|on|at|date|time|am|pm|gmt|utc|msk|bst|cet|cest|est|edt|et|ct|mt|pt|pst|pdt|cst|cdt|mst|mdt|irst|ist|sast|мск"
    r"|опубликовано"
    r"|обновлено|дата|в|г|года?|ساعت"
    r"|تاریخ|انتشار|خبر|به روز رسانی|z|t|created|first|reported|edited|as of|reading|of|the"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|veröffentlicht|aktualisiert|erstellt|geändert|stand|uhr"
    r"|am|um|den|vom"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|publiée?|modifiée?|mise?|jour|mis|le|les|à|heures?|h"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|publicado|actualizado|actualización|el|las?|horas?"
    r"|hrs?|de|del"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|giriş|güncelleme|oluşturulma|eklenme|güncellenme"
    r"|yayınlanma|güncellendi|son|yayın(?:lanma)?|tarihi|saat"
    r"|понеділок|вівторок|середа|четвер|п[ʼ'’]ятниця|субота|неділя|опубліковано|оновлено|о|у"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|pubblicato|aggiornato|modifica(?:to)?|il|alle|ore|atualizado|às"
    r"|segunda|terça|quarta|quinta|sexta|(?:-feira)"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|gepubliceerd|bijgewerkt|om|op|uur|geplaatst"
    r"|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|publisert|publiceret|opdateret|oppdatert|kl|den|d"
    r"|måndag|tisdag|torsdag|lördag|söndag|publicerad|uppdaterad"
    r"|poniedziałek|wtorek|czwartek|piątek|niedziela|opublikowano|aktualizacja|dodano|godz|r|roku"
    r"|pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle|aktualizováno|vydáno|publikováno|v"
    r"|δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή|δημοσίευση|ενημέρωση|στις"
    r"|نشر|نُشر|آخر|تحديث|في|الساعة|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|بتوقيت|غرينتش|م|ص"
).translate(EASTERN_DIGITS)
"""Words that belong to a line with nothing but a date: weekdays, "Updated", "Uhr"."""
