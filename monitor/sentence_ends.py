"""Whether a sentence ends at an abbreviation, an ellipsis, a bracket or the number of a list. Pure.

Rules of a few languages, none for the sake of one text; where none decides, what the segmenter says stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

_ABBREVIATION: Final = re.compile(
    r"""(?:^|[(\[«"“'’-])(?:
        [A-ZА-ЯЁІЇЄҐ]\.(?:[A-ZА-ЯЁ]\.)*                                          # initials
      | [\u0621-\u06d3]\.|دبلیو\.                                                # Persian initials
      | (?i:gen|maj|brig|lt|col|capt|adm|cmdr|sgt|sen|rep|gov|hon|mr|mrs|ms|dr|prof|st|res|approx
          |vs|etc|cf|i\.e|e\.g|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|corp|ltd|co|dept|est)\.
      | (?i:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек|тыс|млн|млрд|трлн|руб|долл|им|ул|др|пр
          |ген|полк|подполк|кап|проф|акад|доц|чел|экз|обл|пос|напр|т\.е|т\.к|т\.н|т\.д|т\.п|и\.о|вр|см|ст|п|св)\.
      | (?i:г|гг)\.                                                               # year, town
      | (?i:sra?s?|srta|dra|lic|ing|avd?a?|cnel|cmdt?e?|exm[oa]|mmes?|mlles?|mgr|gén|ud|uds)\.  # Spanish, French ...
    )$""",
    re.VERBOSE,
)
"""At the end of a word, which is all that is looked at: none has a blank in it."""
_NUMBERED: Final = re.compile(r"(?:^|[(\[«\"“'’-])(?i:nos?|vol|art|fig|pp?|núm|págs?|cap|chap|стр|рис|табл|гл)\.$")
"""Abbreviations only before a number: elsewhere they are words (He said no.)."""
_TAIL: Final = 24
"""No abbreviation is longer than this many characters."""
_MAY_END: Final = re.compile(
    r"""(?:^|[\s(\[«"“'-])(?:(?:[A-Z]\.){2,}|(?i:inc|corp|ltd|co|etc|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.
    |(?:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек|тыс|млн|млрд|трлн|руб|долл|коп|чел|экз|шт|обл|н\.\s?э)\.
    |(?<=\d\s)гг?\.|(?:и|т)\.?\s?(?:т\.\s?[дп]|др|пр|[дп])\.|(?<=[a-z]\s)[A-Z]\.)$""",
    re.VERBOSE,
)
"""Abbreviations that end a sentence as often as not; titles and initials of people hardly ever do."""
_MOSTLY_ENDS: Final = re.compile(
    r"\b(?:etc\.|и\sт\.\s?[дп]\.|и\s(?:др|пр)\.|\d\s(?:млн\s|млрд\s|тыс\.\s)?(?:руб|долл|коп|чел|экз)\.)$"
)
"""What closes a list or an amount: a name with a capital hardly ever follows in the same sentence."""
_LAST_LETTERS: Final = ("etc.", "д.", "п.", "др.", "пр.", "руб.", "долл.", "коп.", "чел.", "экз.")
"""The ends of those, which are asked for first: that is quick."""
_OPENER: Final = re.compile(
    r"""[^\w\s]*(?:(?:The|This|That|These|Those|It|Its|He|She|His|Her|They|Their|We|There|But|And|If|When|While|After|Before
    |Since|Although|However|Meanwhile|According|Earlier|Later)\b
    |(?:Он|Она|Оно|Они|Его|Её|Ее|Их|Мы|Вы|Это|Этот|Эта|Эти|Этого|Там|Тогда|Затем|Потом|Теперь|Сейчас|Ранее|Позже|Также|Однако|Но|А
    |И|Если|Когда|Пока|После|До|При|По|В|Во|На|С|Со|К|Из|За|Для|От|Об|О|У|Как|Так|Кроме|Все|Всё|Не|Ни|Что|Кто|Где|Почему|Между|Среди
    |Через|Без|Уже|Ещё|Еще|Только)(?=\s))""",
    re.VERBOSE,
)
"""Words that have a capital only where a sentence begins, and seldom in a name behind an abbreviation."""
_PRONOUN: Final = re.compile(r"[^\w\s]*(?:Он|Она|Они|Его|Её|Ее|Их|Это|Но|Однако|Там|Потом|Затем)(?=\s)")
"""Those that stand behind nobody's initials."""
_INITIALS_LAST: Final = re.compile(r"[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$")
"""Initials behind the surname, as in Russian lists: the name is complete."""
_CLOCK: Final = re.compile(r"(?:^|\W|\d)[ap]\.m\.$")
_OF_CLOCK: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|GMT|UTC|[ECMP][SD]?T|BST|CEST|CET|MSK|IRST|[A-Z][a-z]+ time)\b"
)
"""What may follow the hour in its sentence although it has a capital."""
_STOP: Final = re.compile(r"\.([\"”’»)\]]*)\s+(?=[\"“«(\[]*[A-ZА-ЯЁ])")
_DOTS: Final = re.compile(r"(?<![(\[])…[\"”’»)\]]*\s+(?=[\"“«(\[]*[A-ZА-ЯЁ])")
_TITLE: Final = re.compile(
    r"(?:^|[(\[«\"“'-])(?i:gen|maj|brig|lt|col|capt|adm|cmdr|sgt|sen|rep|gov|hon|mr|mrs|ms|dr|prof|st)$"
)
_SIGNED: Final = re.compile(r"\.[\"”’»)\]\n\u00a0]")
_UNDER: Final = ("”", '"')
_QUOTE: Final = re.compile(r"[“«\"]([^“”«»\"]*)$")
_WHOLE: Final = re.compile(r"[(\[][^()\[\]]*[.!?؟…][)\]]\s+(?=\S)")
_BEFORE: Final = re.compile(r"^$|[.!?؟…][»”\"]?\s$")
"""A sentence in brackets of its own: they open where one begins, and it ends within them."""
_MARK: Final = re.compile(r"\W*(?:\d{1,3}|[IVX]{1,5}|[A-Za-zА-Яа-яЁё]|الف|[\u0621-\u06d3])\.")
"""The number or letter of an item in a list, which is no sentence."""
_LATIN: Final = "ای|بی|سی|دی|ئی|اف|جی|اچ|آی|کی|ال|ام|ان|او|پی|کیو|آر|اس|تی|یو|وی|دبلیو|ایکس|وای|زد"
_SPELLED: Final = re.compile(rf"(?<![^\W_])(?:(?:{_LATIN})\.[\s\u200c]?){{2,}}")
"""Names of Latin letters in a row, as Persian spells abbreviations; alone some are words («او.», «وی.»)."""
_DOTTED: Final = re.compile(r"\.[ \u200c]?[\u0621-\u06d3]{2,6}\.")
_ARABIC: Final = re.compile(r"[\u0621-\u06d3]")


@lru_cache(maxsize=10_000)
def _kind(word: str) -> str:
    """What the last word of a piece says of the end by its stop: clock, numbered, abbreviation, count or nothing."""
    if word[-1] != ".":
        return ""
    if _CLOCK.search(word) is not None:
        return "clock"
    if _NUMBERED.search(word) is not None:
        return "numbered"
    if _ABBREVIATION.search(word) is not None:
        return "abbreviation"
    return "count" if word[-2:-1].isdigit() or _MARK.fullmatch(word) is not None else ""


def _may_end(text: str, end: int) -> bool:
    return _MAY_END.search(text, max(0, end - _TAIL), end) is not None


def _opens(text: str, end: int, following: str) -> bool:
    """Whether `following` begins a sentence behind the abbreviation that ends at `end`."""
    if _OPENER.match(following) is not None and (
        _may_end(text, end)
        or (_PRONOUN.match(following) and _INITIALS_LAST.search(text, max(0, end - 2 * _TAIL), end) is not None)
    ):
        return True
    if not text.endswith(_LAST_LETTERS, 0, end):
        return False
    return _MOSTLY_ENDS.search(text, max(0, end - _TAIL), end) is not None


def goes_on(piece: str, following: str, *, whole: bool) -> bool:
    """Whether the sentence goes on where the segmenter parts `piece` from `following`, both without blanks before them.

    `whole`: a sentence begins where `piece` does.
    """
    last = piece[-_TAIL:].split()
    kind = _kind(last[-1]) if last else ""
    if not kind:
        return False
    if whole and len(last) == 1 and len(piece) < _TAIL and _MARK.fullmatch(last[0]) is not None:
        return True  # 1. Open the box.
    if kind == "count":
        return following[0].isdigit() and piece[-1] == "."  # ۵.۵
    if kind == "clock":
        return _OF_CLOCK.match(following) is not None
    if kind == "numbered":
        return following[0].isdigit()
    return not _opens(piece, len(piece.rstrip()), following)


@lru_cache(maxsize=10_000)
def _title(word: str) -> bool:
    return _TITLE.search(word) is not None


def _phrase_before(paragraph: str, end: int) -> bool:
    """Whether a quotation of several words ends at `end`.

    American print sets the stop under the quote: of a phrase, not of “U.S.” alone, it is the end of the sentence.
    """
    quoted = _QUOTE.search(paragraph, max(0, end - 200), end)
    return quoted is not None and " " in quoted[1].strip()


def further_ends(paragraph: str, known: Set[int]) -> Iterator[int]:
    """Offsets at which sentences begin although they are not `known`: the segmenter parts none there."""
    dots = "…" in paragraph
    # Mostly each stop that a blank follows is known for the end of a sentence, and no other sign behind it is there.
    asked = dots or paragraph.count(". ") >= len(known) or _SIGNED.search(paragraph) is not None
    for found in _STOP.finditer(paragraph) if asked else ():
        start, end = found.span()
        near = max(0, start - _TAIL)  # a text may go on without a plain blank
        if end in known or _title(paragraph[max(near, paragraph.rfind(" ", near, start) + 1) : start]):
            continue
        if _opens(paragraph, start + 1, paragraph[end : end + _TAIL]) or (
            found[1] in _UNDER and _may_end(paragraph, start + 1) and _phrase_before(paragraph, start)
        ):
            yield end
    for found in _DOTS.finditer(paragraph) if dots else ():
        yield found.end()
    for whole in _WHOLE.finditer(paragraph) if ")" in paragraph or "]" in paragraph else ():
        following = paragraph[whole.end()]
        before = paragraph[max(0, whole.start() - 3) : whole.start()]
        if _BEFORE.search(before) and (following.isupper() or _ARABIC.match(following)):
            yield whole.end()


def within_spelled(paragraph: str) -> list[tuple[int, int]]:
    """Where abbreviations are spelled out by names of Latin letters, in order: no sentence ends in or right behind
    them."""
    if _DOTTED.search(paragraph) is None:
        return []
    return [found.span() for found in _SPELLED.finditer(paragraph)]
