"""Words that say on which day something happened, that a count grew since, or that thousands are meant. Pure data."""

from __future__ import annotations

from monitor.same_letters import fold

YESTERDAY = 8

DAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday понедельник понедельника понедельнику понедельником понеділок понеділка montag montagmorgen"
            " montagabend lundi دوشنبه الاثنين الإثنين",
            "tuesday вторник вторника вторнику вівторок вівторка dienstag dienstagmorgen dienstagabend mardi سه‌شنبه"
            " الثلاثاء",
            "wednesday среда среду среды среде середа середу середи mittwoch mittwochmorgen mittwochabend mercredi"
            " چهارشنبه الأربعاء",
            "thursday четверг четверга четвергу четвер donnerstag donnerstagmorgen donnerstagabend jeudi"
            " پنجشنبه پنج‌شنبه الخميس",
            "friday пятница пятницу пятницы пятнице п'ятниця п'ятницю п'ятниці freitag freitagmorgen freitagabend"
            " vendredi جمعه الجمعة",
            "saturday суббота субботу субботы субботе субота суботу суботи samstag sonnabend samstagmorgen"
            " samstagabend samedi شنبه السبت",
            "sunday воскресенье воскресенья воскресенью неділя неділю неділі sonntag sonntagmorgen sonntagabend"
            " dimanche یکشنبه یک‌شنبه الأحد",
            "yesterday вчера накануне вчерашний вчерашнего вчерашнем вчора напередодні gestern gestrigen دیروز أمس",
        ),
        start=1,
    )
    for word in fold(words).split()
}
"""Monday is 1; `YESTERDAY` is no weekday."""

GROWTH = frozenset(
    fold(
        """
        rises rose risen rising climbs climbed climbing grows grew grown jumps jumped increases increased mounts
        mounted revised выросло выросла возросло возросла увеличилось увеличилась достигло достигла зросла
        зросло збільшилась збільшилася збільшилося досягла steigt stieg gestiegen erhöht erhöhte wächst
        alourdit passe افزایش رسید یافت ارتفع ارتفعت ارتفاع يرتفع ترتفع
        """
    ).split()
)
"""Beside a word for victims: their number was lower when the story was first told."""

THOUSAND = frozenset(
    fold("thousand тысяча тысячи тысяч тыс тисяча тисячі тисяч тис tausend tsd mille هزار ألف آلاف الف").split()
)
"""After a number: so many times a thousand."""
