"""Lines that a page sets beside its text: links to other pieces, credits of pictures. Nothing is mentioned there. Pure.

Pages are read without them; texts from elsewhere (an import, JSON lines) may still have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

Span = tuple[int, int]

LINKS: Final = (
    "Read also", "Also read", "Read more", "Read next", "See also", "Related", "Related articles", "Related stories",
    "Related news", "More on this", "More on this story", "You may also like", "Recommended", "Watch also",
    "Читайте также", "Читать также", "Смотрите также", "Смотри также", "См. также", "По теме", "Материалы по теме",
    "Новости по теме", "Читайте далее", "Подробнее", "Читайте також", "Дивіться також",
    "بیشتر بخوانید", "همچنین بخوانید", "بخوانید", "بیشتر ببینید", "مطالب مرتبط", "اخبار مرتبط", "خبر مرتبط",
    "در همین زمینه", "اقرأ أيضا", "اقرأ المزيد", "مواضيع ذات صلة", "أخبار ذات صلة", "شاهد أيضا",
)  # fmt: skip
"""What stands before the headlines of other pieces."""
PICTURES: Final = (
    "Photo", "Photos", "File photo", "Photo credit", "Photo by", "Image", "Image credit", "Picture", "Video", "Caption",
    "Фото", "На фото", "Источник фото", "Иллюстрация", "Видео", "Світлина", "عکس", "عکاس", "تصویر", "ویدئو", "ویدیو",
)  # fmt: skip
"""What stands before the words under a picture."""
_OPENS: Final = re.compile(r"\s{0,2}[:：|»→–—]")
_ENDS_LINE: Final = re.compile(r"[^\S\n]*+(?:[:：][^\S\n]*+)?(?:\n|$)")
_SENTENCE_END: Final = re.compile(r"[.!?…؟](?=\s|$)")
_BEFORE: Final = tuple('.!?…؟»”")]')
_CLOSING: Final = {"(": ")", "[": "]"}
_LONGEST: Final = 160
"""Characters of a line that may be the headline of another piece."""
_LONGEST_LINE: Final = 300
"""Characters behind a label that may be a caption or several headlines. What is longer is a text that lost its line
breaks: of it only the first sentence belongs to the label."""


def asides(text: str, labels: Iterable[tuple[Span, bool]]) -> list[Span]:
    """What belongs to the labels at these places (any order; each with whether it stands under a picture), in order.
    Reads a text once, however many labels it has."""
    spans: list[Span] = []
    for label, picture in sorted(labels):
        if spans and label[0] < spans[-1][1]:  # one label behind the other: what is beside the text is so already
            continue
        if (span := aside(text, label, picture=picture)) is not None:
            spans.append(span)
    return spans


def aside(text: str, label: Span, *, picture: bool) -> Span | None:
    """What belongs to the label at this place, itself included; None where the words are no label.

    A label begins a line and has a colon or a dash after it, or a line of its own: then the headlines below belong to
    it. One for other pieces may also stand in brackets, or behind the end of a sentence. Of a line that is too long for
    words under a picture only the first sentence belongs to it.
    """
    first, stop = label
    near = max(0, first - _LONGEST)
    before = text[max(near, text.rfind("\n", near, first) + 1) : first].rstrip()
    alone = _ENDS_LINE.match(text, stop)
    if not alone and not _OPENS.match(text, stop):
        return None
    furthest = min(stop + _LONGEST_LINE, len(text))
    end = text.find("\n", stop, furthest)
    cut = end < 0 and furthest < len(text)
    end = furthest if end < 0 else end
    if before[-1:] in _CLOSING and before:
        closed = text.find(_CLOSING[before[-1]], stop, end)
        return (first, closed if closed >= 0 else _sentence(text, stop, end) if cut else end)
    if not any(map(str.isalnum, before)):
        return (first, _below(text, alone.end()) if alone else _sentence(text, stop, end) if cut else end)
    if picture or alone or not before.endswith(_BEFORE):
        return None
    return (first, _sentence(text, stop, end))


def _sentence(text: str, start: int, end: int) -> int:
    """Where the sentence ends that goes on at `start`; at the latest `end`."""
    found = _SENTENCE_END.search(text, start, end)
    return found.end() if found else end


def _below(text: str, start: int) -> int:
    """Where the headlines end that begin here: a line that is long, or ends as a sentence does, is none."""
    at = end = start
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].strip()
        if len(line) > _LONGEST or _SENTENCE_END.search(line[-1:]):
            break
        if line:
            end = stop
        at = stop + 1
    return end
