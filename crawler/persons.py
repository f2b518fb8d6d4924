"""What a person's name looks like, and what it is freed from: job titles, places, houses."""

from __future__ import annotations

import re

from crawler.bywords import ADJECTIVE, CITIES, NO_NAME, find_job

_IN = re.compile(
    r"\s+(?:reporting\s+)?(?:in|at|from|aus|im|à|au|aux|à|en|a|ad|из|в|во|у|در|از|fra|från|iz|w|z|v|ze|στ\w+)\s+"
    r"(?=[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄΑ-Ω\u0600-\u06ff]).*$"
)
_FOR = re.compile(
    r"\s+(?:special\s+(?:to|for)|writes?\s+for|for|of|für|pour|para|per|для|voor|at)\s+(?:the\s+)?(?=\S).*$", re.I
)
_TITLES = r"(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Lord|Rev|Gen|Col|Capt|Lt|Maj)"
WORD = r"[A-ZÀ-ÞĀ-ŽƏİА-ЯЁІЇЄҐΆ-Ϋ][\w'’‘ʼ‑-]*\.?"
_PARTICLE = (
    r"(?:de|von|van|der|den|la|le|du|da|das|do|dos|del|della|di|el|bin|ibn|bint|al|ten|ter|zu|zum|af|av|y|e|of|abu|ben"
    r"|de[nr]|d['’]|al-|el-|'t|ter)"
)
_ASIDE_PART = re.compile(
    r"(?:for|für|pour|para|per|для|voor|[Ss]pecial\s+(?:to|for)|in|aus|à|из|from)\s|(?:The|Die|Der|Das|Le|La|Les|El)\s"
)
_PERSON = re.compile(
    rf"(?:{_TITLES}\.?\s+){{0,3}}{WORD}(?:[\s.](?:{_PARTICLE}\s?){{0,3}}\s?{WORD}){{1,4}}(?:,?\s(?:Jr|Sr|II|III)\.?)?"
)
_SMALL = re.compile(
    rf"{_PARTICLE}|dal|zur|vom|op|in|degli|delle|dello|los|las|ould|ibn|ul|ur|und|.|.*[-'’].*|d[aeiou]s?"
)
"""Words that a name holds in small letters."""
_PARTICLED = re.compile(rf"(?:{_PARTICLE}\s){{1,3}}{WORD}(?:\s{WORD})*|{WORD}\s(?:{_PARTICLE}\s){{1,3}}{WORD}")
CASELESS = re.compile(r"[\u0590-\u06ff\u200c\u0900-\u0dff ]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,8}")
_RANK = re.compile(
    r"(?:(?:гвардии|старший|младший|вице-|контр-)\s?)?(?:майор|капитан|(?:под)?полковник|лейтенант|прапорщик|мичман"
    r"|сержант|адмирал|генерал(?:-(?:майор|лейтенант|полковник))?)(?: \d ранга| запаса| в отставке)?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?!Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|O)[A-Z][a-z]+(?:[A-Z][a-z]{2,})+")
_LEGAL = re.compile(r"(?:Inc|Ltd|Limited|LLC|LLP|PLC|Plc|Corp|Co|GmbH|AG|SE|SpA|Oyj?|ASA?|AB|NV|BV)\.?")
_COMPANY = re.compile(rf"[^,;]+(?:,\s*(?:{_LEGAL.pattern})|\s(?:Inc|Ltd|LLC|PLC|Corp|GmbH)\.?)")
_GIVEN = re.compile(rf"{WORD}(?:\s[A-ZÀ-Þ]\.?)*")


def inverted_names(line: str) -> list[str]:
    """Names written as libraries do: "Solheim, Ingrid" or "Solheim, Ingrid; Aalto, Dmitri"; [] where they are not."""
    names: list[str] = []
    for one in line.split(";"):
        halves = [half.strip() for half in one.split(",")]
        if (
            len(halves) != 2
            or _LEGAL.fullmatch(halves[1])
            or not re.fullmatch(WORD, halves[0])
            or not _GIVEN.fullmatch(halves[1])
        ):
            return []
        names.append(f"{halves[1]} {halves[0]}")
    return names


def is_company(line: str) -> bool:
    """Whether a line is the name of a company, with its legal form: "Solvane, Inc."."""
    return bool(_COMPANY.fullmatch(line))


def without_whereabouts(name: str) -> str:
    """``name`` without the place or the house behind it: "Jo Hale in Cairo", "Jo Hale for The Gazette"."""
    for pattern in (_IN, _FOR):
        shorter = pattern.sub("", name)
        if shorter != name and (" " in shorter.strip()) and not _PARTICLED.fullmatch(name):
            name = shorter
    return name


def without_rank(name: str) -> str:
    """``name`` without the rank before it, as soldiers sign in the papers of armies: "майор Денис РОГОВ"."""
    return _RANK.sub("", name, count=1) if _RANK.match(name) else name


def without_job(name: str) -> tuple[str, bool]:
    """``name`` without the job title before or behind it, and whether there was one. "Pat Writer" has none."""
    match = find_job(name)
    if match is None:
        return name, False
    before, behind = name[: match.start()].split(), name[match.end() :].split()
    lower = name[match.start()].islower()
    stripped = len(before)
    while stripped and ADJECTIVE.fullmatch(before[stripped - 1].strip(",")):
        stripped -= 1
    had_adjective = stripped < len(before)
    kept = before[:stripped]
    if len(kept) >= 2:
        return " ".join(kept), True
    if kept and behind and find_job(" ".join(behind)):
        return "", True
    if not kept and len(behind) >= 2 and behind[0][:1].isupper():
        return " ".join(behind), True
    if not kept and len(behind) >= 2 and CASELESS.fullmatch(" ".join(behind)):
        return " ".join(behind), True
    if len(kept) == 1 and not had_adjective and not lower and not behind and not CASELESS.fullmatch(name):
        return name, False  # a surname that is also a trade
    if len(kept) == 1 and not had_adjective and lower:
        return kept[0], True
    return "", True


def is_person(name: str) -> bool:
    """Whether ``name`` has the shape of a person's: several words with capitals, or of a script without them."""
    if (not 4 <= len(name) <= 60 and not CASELESS.fullmatch(name)) or name.casefold() in CITIES:
        return False
    if CASELESS.fullmatch(name):
        return 2 <= len(name.split()) <= 4 or (len(name) <= 8 and not "\u0590" <= name[0] <= "\u0dff")
    return bool(_PERSON.fullmatch(name))


def without_clause(name: str) -> str:
    """``name`` without what a sentence goes on with ("Jo Hale writes"); "" where other words in small letters stand
    before it or instead of it, as in no name but those that are small altogether ("bell hooks")."""
    words = name.removeprefix("the ").split()  # "the Rev. Jo Hale"
    small = [place for place, word in enumerate(words) if word[:1].islower() and not _SMALL.fullmatch(word)]
    if not small or len(small) == len(words):
        return " ".join(words)
    kept = " ".join(words[: small[0]])
    return kept if is_person(kept) else ""


def is_aside(part: str) -> bool:
    """Whether a part behind a name tells of a house or a place: "for The Gazette", "in Cairo", "SO Magdeburg"."""
    head, _, rest = part.partition(" ")
    return bool(_ASIDE_PART.match(part)) or (
        3 <= len(head) <= 5 and head.isalpha() and head.isupper() and bool(rest) and not rest.isupper()
    )


def is_place(name: str) -> bool:
    """Whether a part behind a name may be a place: one word, or a city that is known."""
    return " " not in name or name.casefold() in CITIES


def may_be_name(name: str) -> bool:
    """Whether a place that is known to name authors may mean one by this: "jhale", "Laleh"."""
    if _HOUSE.fullmatch(name):
        return False  # "CalMatters", not "McKenzie"
    return 2 <= len(name) <= 60 and len(name.split()) <= 6 and not NO_NAME.search(name)
