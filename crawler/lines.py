"""Lines that stand in article pages and are no part of the article, told by their wording.

The same rules clean what is extracted from pages and what is imported from old text files; each gives its reason in
words, so that an import can say line by line what it left out and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crawler import closing_phrases, further_phrases, phrases, prompts
from crawler.attribution import goes_on, is_attributed, is_of_work, tells
from crawler.date_lines import is_date_line
from crawler.text import count_words, folded

_PROMPT_WORDS = 45
_SHORT = 30
_NOTE_WORDS = 60
_TITLE_WORDS = 3
_NOTICE_CHARS = 1_500
_WHOLE_CHARS = 240
_REPEATED_CHARS = 120
_YEAR = re.compile(r"^(?:19|20)\d\d | (?:19|20)\d\d$")
_HANDLE = re.compile(r"[—–-]\s?.{2,60}\(@\w+\).{0,40}")
_SENTENCE_END = re.compile(r"[.!?…؟۔。！？।။។։።][\"'”’»)」』]*$")
_WITHOUT_STOPS = re.compile("[\u0e00-\u0eff]")
"""Scripts that end a sentence by a blank: Thai and Lao."""
_SENTENCE_CHARS = 60
_MAY_BE_SAID, _SAID_WORDS = frozenset({"label", "heading of related articles"}), (3, 9)
_INITIALS = re.compile(
    r"\(?[A-ZА-ЯЁ]{1,3}(?:/[A-ZА-ЯЁ]{1,3})+\)?|\(?[a-zäöü]{2,4}(?:[/, ]{1,2}[a-zäöüA-Z]{2,7}){1,3}\)?"
    r"|[a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){0,3} \((?:[\w.]{2,9}(?:, ?|/)?){1,5}\)"
)
_INNER_SENTENCE = re.compile(r"\w{2,}[.!?…]\s+[^\w\s]?\s*(?:[A-ZА-ЯЁ(]|[\u0600-\u06ff])")
_AGENCY_AT_END = re.compile(r"[.!?…][”\"»]?\s*\((?:AFP|AP|EPA|Reuters)\)\W*$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:\d{1,3}\]?[.:)]?\s*+)?(?:(?:https?://|www\.)\S++\s*+(?:and\s++)?)++|(?:https?://|www\.)\S+|(?:\w[\w-]*\.)+(?:com|org|net|ir|ru|info|news|html?)(?:/\S*)?|[\w.+-]+@[\w-]+\.[\w.]+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w{2,}")
_WRITE_TO = re.compile(
    r"^\W*(?:contact|e-?mail|mail|write|reach|send|follow|get|kontakt|schreib|écri|contact|escrib|scriv|escrev|пиш|напиш)"
    r"|\b(?:me|us|our|my|author|reporter|correspondent|newsroom|editors?|tips|can be (?:reached|contacted))\b"
    r"|\b(?:uns|nous|nos|nosotros|noi|нам|наш\w*|редакци\w*|redaktion\w*|rédaction|redacción|redazione)\b",
    re.IGNORECASE,
)
_YOUR_NAME = re.compile(r"your name\W*", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„‘]([^“”\"«»„]{3,80}[^.!?,…؟“”\"«»„\s])[”\"»“’]")
_LEGAL = re.compile(further_phrases.LEGAL, re.IGNORECASE)
_PARTS = re.compile(r"\s*[·•|]\s*")
_WHOLE_RULES = (
    (phrases.SHARE, "share row"),
    (phrases.COMMENTS, "comment or login prompt"),
    (closing_phrases.RESPONSES, "heading of comments"),
    (phrases.RELATED, "heading of related articles"),
    (phrases.COUNTER, "counter"),
    (_ADDRESS, "address of a page"),
    (phrases.LABEL, "label"),
    (phrases.ADVERTISEMENT, "advertisement"),
)


def furniture_reason(line: str, *, sites: Sequence[str] = (), linked: bool = False) -> str:
    """Why ``line`` is no part of an article, in a few words; "" where it may be one.

    ``sites`` are names of the outlet and its sections: a line that is nothing else goes. ``linked`` tells that a link
    stands in the line, which makes a prompt of "See also the report of 2019.".
    """
    if len(line) <= _REPEATED_CHARS:
        return _known_reason(line, tuple(sites), linked)
    return _reason(line, sites, linked)


@lru_cache(maxsize=2_048)
def _known_reason(line: str, sites: tuple[str, ...], linked: bool) -> str:
    """`_reason` of a short line, remembered: a page may repeat one for ever, an outlet on every page."""
    return _reason(line, sites, linked)


def _reason(line: str, sites: Sequence[str], linked: bool) -> str:
    if len(line) > _WHOLE_CHARS and "://" in line and _ADDRESS.fullmatch(line.strip("[] ")):
        return "address of a page"
    if len(line) > _REPEATED_CHARS and "looking" in line and _LEGAL.search(line[:_NOTICE_CHARS]):
        return "" if is_attributed(line) else "disclaimer or copyright line"
    if len(line) > 400:
        return "notice of cookies" if len(line) < _NOTICE_CHARS and prompts.CONSENT.match(line) else ""
    plain = line.strip("-–—•*_ []<>«»►▶")
    if not plain:
        return "nothing but marks"
    if len(plain) <= _WHOLE_CHARS:
        for pattern, reason in _WHOLE_RULES:
            if pattern.fullmatch(plain):
                said = (
                    is_attributed(line)
                    or (reason == "label" and tells(plain.partition(":")[2]))
                    or (reason in _MAY_BE_SAID and not linked and _is_short_sentence(line))
                )
                return "" if said else reason
        if (quoted := _QUOTED.fullmatch(line)) and prompts.PROMPT.match(quoted[1]):
            return "prompt to subscribe or follow"
    if reason := _worded(line, count_words(line), linked):
        return reason
    if is_date_line(line):
        return "date of the page"
    if _HANDLE.fullmatch(line):
        return "signature of an embedded message"
    if any(_names(line, site) for site in sites):
        return "name of the site or section"
    if len(line) <= 120 and len(parts := [part for part in _PARTS.split(plain) if part]) > 1:
        reasons = [furniture_reason(part, sites=sites) for part in parts]
        return next(iter(reasons), "") if all(reasons) else ""
    return ""


def _worded(line: str, words: int, linked: bool) -> str:
    """The reason that lies in the wording of a short line, "" if there is none."""
    if words == 0:
        return "nothing but marks"
    if words > _PROMPT_WORDS:
        begged = (
            words <= _NOTE_WORDS and _holds(line.casefold(), prompts.SUPPORT_WORDS) and prompts.SUPPORT.search(line)
        )
        return "prompt to subscribe or follow" if begged and not is_attributed(line) else ""
    for found, reason in _signs(line, words):
        if found:
            return "" if _is_reported(line, found, reason, linked) else reason
    return ""


def _signs(line: str, words: int) -> Iterator[tuple[re.Match[str] | None, str]]:
    """What in a line speaks for furniture, one sign after the other; patterns that may match anywhere in it are only
    tried where a word of theirs stands in it: most of the time for a line would go into them."""
    low = line.casefold()
    if words <= _SHORT:
        yield prompts.PROMPT.match(line), "prompt to subscribe or follow"
    if _holds(low, prompts.ANYWHERE_WORDS):
        yield prompts.ANYWHERE_PROMPT.search(line), "prompt to subscribe or follow"
    if words <= _SHORT and _holds(low, prompts.COMMENT_WORDS):
        yield prompts.TO_COMMENT.search(line), "comment or login prompt"
    if _holds(low, prompts.SUPPORT_WORDS):
        yield prompts.SUPPORT.search(line), "prompt to subscribe or follow"
    yield prompts.CONSENT.match(line), "notice of cookies"
    if words <= _SHORT:
        yield phrases.PLAYER.match(line), "words of a player"
    yield closing_phrases.WIRE_BYLINE.match(line) or _INITIALS.fullmatch(line), "byline of the wire"
    if _holds(low, phrases.DISCLAIMER_WORDS):
        yield phrases.DISCLAIMER.search(line), "disclaimer or copyright line"
    if words <= _SHORT:
        yield phrases.INLINE_RELATED.match(line), "link to another article"
    if _holds(low, phrases.PHOTO_WORDS):
        yield _credit(line), "photo credit"


def _holds(low: str, words: Sequence[str]) -> bool:
    return any(word in low for word in words)


def _names(line: str, site: str) -> bool:
    """Whether a line is nothing but the name of a site, with a year perhaps."""
    plain, name = folded(line), folded(site)
    return name != "" and name in plain and _YEAR.sub("", plain) == name


def _is_reported(line: str, found: re.Match[str], reason: str, linked: bool) -> bool:
    """Whether what looks like furniture is part of a sentence of reporting. A headline behind "Read also:" may say
    who said it, and is a link all the same."""
    if reason == "link to another article" and found.end() < len(line):
        labelled = found[0].rstrip()[-1:] in ":|–—->»" or line[found.end() :].lstrip()[:1] in (*":|–—->»",)
        if labelled and (linked or not tells(line[found.end() :].lstrip(" :|–—->»"))):
            return False
        if not linked and goes_on(line[found.end() :]):
            return True
    place = next((place for place in range(*found.span()) if line[place].isalnum()), found.start())
    return is_attributed(line, place) or is_of_work(line)


def _is_short_sentence(line: str) -> bool:
    """Whether a line of a few words ends as a sentence does: "Back to square one." """
    ends = line.endswith((".", "?", "؟", "۔", "。", "？")) and not line.endswith("...")
    ends = ends and any(word[0].isalpha() and not word[0].isupper() for word in line.split()[1:])
    return ends and ":" not in line and _SAID_WORDS[0] <= count_words(line) <= _SAID_WORDS[1]


def _credit(line: str) -> re.Match[str] | None:
    if found := phrases.AGENCY_PHOTO.search(line):
        return found
    found = phrases.PHOTO.search(line)
    if found is None or _INNER_SENTENCE.search(line) or _AGENCY_AT_END.search(line):
        return None
    return None if tells(line.partition(":")[2]) else found


def is_player(line: str) -> bool:
    """Whether a line is what a player of clips says where it does not play."""
    return len(line) <= _WHOLE_CHARS and phrases.PLAYER.match(line) is not None


def closing_note(line: str, authors: Sequence[str] = ()) -> bool:
    """Whether one of the last lines tells of the authors, of who helped and who paid, and is no part of the story."""
    words = count_words(line)
    if words > _NOTE_WORDS or any(mark in line for mark in "“”«»„"):
        return False
    plain = folded(line)
    known = [part for name in authors for part in (folded(name), folded(name.rsplit(" ", 1)[-1]))]
    if any(plain.startswith(f"{name} ") for name in known if name) and closing_phrases.BIO.match(line):
        return True
    if not authors and closing_phrases.OWN_BIO.match(line):
        return True
    return words <= _SHORT and bool(
        prompts.TURN_TO.match(line) or _gives_mail(line, authors) or closing_phrases.NOTE.match(line)
    )


def _gives_mail(line: str, authors: Sequence[str]) -> bool:
    """Whether a line gives the address of whoever wrote the text; not a sentence that tells whom witnesses may ask."""
    if not _MAIL.search(line):
        return False
    if not is_prose(line) or _WRITE_TO.search(line):
        return True
    plain = folded(line)
    return any(folded(name) in plain for name in authors)


def starts_tail(line: str) -> bool:
    """Whether after ``line`` a page has only comments, related articles and the like."""
    if closing_phrases.RESPONSES.fullmatch(line):
        return True
    if len(line) > 60 or is_attributed(line) or (line[-1:] in ".。۔" and _is_short_sentence(line)):
        return False
    return any(
        rule.fullmatch(line) for rule in (closing_phrases.COMMENTS_HEAD, phrases.RELATED, phrases.CONTACTS, _YOUR_NAME)
    )


def is_prose(line: str) -> bool:
    """Whether ``line`` reads like a sentence of an article rather than like a headline or a label."""
    if _SENTENCE_END.search(line):
        return count_words(line) >= 12
    return len(line) >= _SENTENCE_CHARS and bool(_WITHOUT_STOPS.match(line))


def behind_title(line: str, title: str) -> str:
    """What stands in ``line`` behind the headline, where that is printed again before the first sentence; "" where
    it is not, or where the sentence only begins with the same words."""
    if len(title.split()) < _TITLE_WORDS or not line.startswith(title):
        return ""
    rest = line[len(title) :]
    plain = rest.lstrip(" :.–—|-")
    return plain if rest[:1] in " :.–—|" and plain[:1].isupper() and is_prose(plain) else ""


def repeats_title(line: str, title: str) -> bool:
    """Whether ``line`` is the headline again, also doubled or with a site name behind it."""
    plain, wanted = folded(line), folded(title)
    if not wanted or not plain:
        return False
    if plain in {wanted, f"{wanted} {wanted}", wanted + wanted}:
        return True
    kicker = plain.removesuffix(wanted)
    if len(kicker) < len(plain) and len(wanted.split()) >= 3 and len(kicker.split()) <= 3:
        return True
    rest = plain.removeprefix(wanted)
    return (
        len(rest) < len(plain)
        and len(wanted.split()) >= 3
        and len(rest.split()) <= 4
        and not _SENTENCE_END.search(line)
    )
