"""Refusals of what other services and search engines write: regular expressions, wildcards, signs, their operators."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from monitor.nodes import OPERATORS
from monitor.query_bits import TEMPLATE, edited
from monitor.query_errors import QueryError, closest
from monitor.query_mends import beside, whole

_LONGEST_PATTERN: Final = 200
"""Anything longer is not taken for a regular expression."""
_REGEX: Final = re.compile(
    r"(?P<slashed>^/[^/]+/[a-z]{0,3}$)|\.[*+]|\\[bdsw]|\\[BDSW](?![A-Za-z])|\(\?|\)[?*+]|\w\[|\]\w|\w\{\d|^\^"
)
_WORD_OF_REGEX: Final = re.compile(r"(?:/|\^|\\b)*(\w[\w-]*?)(\.[*+]|\\w[*+]?)?(?:/[a-z]*|\$|\\b)*")
_NO_REGEX: Final = "there are no regular expressions; a * at the end of a word stands for any ending"


def foreign(term: str, text: str, position: int, alternative: str) -> QueryError | None:
    """The refusal of a term, which stands at `position` of `text`, in the notation of something else: a regular
    expression, or a wildcard that does not exist here. What stands in quotes is meant as it stands. `alternative` parts
    alternatives where the term stands."""
    if len(term) > _LONGEST_PATTERN or (len(term) > 1 and term[0] == term[-1] == '"'):
        return None
    before, after = text[:position], text[position + len(term) :]
    meant: tuple[str, ...]
    if _REGEX.search(term):
        word = _WORD_OF_REGEX.fullmatch(term)
        meant = (f"{before}{word[1]}{'*' * bool(word[2])}{after}",) if word is not None and len(word[1]) > 2 else ()
        begun = re.match(r"[/^\W]*(\w{3,})", term)
        if not meant and begun is not None and alternative == " OR ":
            meant = (f"{before}{begun[1]}*{after}",)
        quoted = () if '"' in term or alternative != " OR " else (f'{before}"{term}"{after}',)
        return QueryError(_NO_REGEX, text, position, meant=(*meant, *quoted))
    if "*" in term[:-1] and len(term.split()) == 1:
        begun = re.match(r"\w{3,}", term)
        meant = (f"{before}{begun[0]}*{after}",) if begun is not None else ()
        message = "a * stands only at the end of a word, for any ending; in quotes it is the character itself"
        return QueryError(message, text, position + term.index("*"), meant=(*meant, f'{before}"{term}"{after}'))
    if (fuzzy := re.fullmatch(r"([^\W\d_]+)~[\d.]*", term)) is not None:
        message = "a ~ finds no similar words here; forms of a word are found without it"
        meant = (f"{before}{fuzzy[1]}{after}", f"{before}{fuzzy[1]}*{after}")
        return QueryError(message, text, position + fuzzy.end(1), meant=meant)
    if "|" in term and re.search(r"\w\|\w", term):
        message = f"alternatives are parted by {alternative.strip()} with a blank on both sides"
        several = alternative.join(term.split("|"))
        meant = (f"{before}({several}){after}" if alternative == " OR " else before + several + after,)
        if alternative == " OR ":
            meant = (*meant, f'{before}"{term}"{after}'.replace("|", " "))
        return QueryError(message, text, position + term.index("|"), meant=meant)
    if "?" in term and (found := re.search(r"(?<=\w)\?(?=\w)", term)):
        message = "? stands for no letter here; a * at the end of a word stands for any ending"
        begun = re.match(r"\w{3,}(?=\?)", term)
        meant = (f"{before}{begun[0]}*{after}",) if begun is not None else ()
        return QueryError(message, text, position + found.start(), meant=(*meant, f'{before}"{term}"{after}'))
    return None


def sign_at_edge(word: str, text: str, position: int) -> QueryError | None:
    """The refusal of a word with a search engine's sign: + or - or ! before it, ? or ! behind it; or a sign alone."""
    before, after = text[:position], text[position + len(word) :]
    quoted = f'{before}"{word}"{after}'
    meant: tuple[str, ...]
    if (found := re.fullmatch(r"([+\-\u2212\u2013!])(?=\w)(.+)", word)) is not None:
        bare = found[2]
        joined = before if not before.strip() or re.search(r"(?:\(|[A-Z])\s*$", before) else before.rstrip() + " AND "
        if found[1] == "+":
            message = "a + before a word demands nothing here: what stands on either side of AND must be there"
            rest = re.sub(r"(?<=\s)\+(?=\w)", "AND ", after)
            meant = (joined + bare + after, edited(joined + bare + rest).replace("+", ""), quoted)
            return QueryError(message, text, position, meant=meant)
        message = f"a {found[1]} before a word does not exclude it here; NOT does"
        if not before.strip():
            following = re.match(r"\s+(?:AND\s+|OR\s+)?(.+)", after)
            wanted = following[1] if following is not None else TEMPLATE
            return QueryError(message, text, position, meant=(f"{wanted} AND NOT {bare}", quoted))
        excluding = before.rstrip() + (" NOT " if re.search(r"\bAND\s", before[-5:]) else " AND NOT ")
        inside = f'{before}AND "{word}"{after}' if joined != before else quoted
        return QueryError(message, text, position, meant=(f"{excluding}{bare}{after}", inside))
    if len(word) > 1 and word[-1] in "?!" and word[-2].isalnum():
        message = f"a {word[-1]} at the end of a word stands for no ending here; a * does"
        return QueryError(message, text, position + len(word) - 1, meant=(f"{before}{word[:-1]}*{after}", quoted))
    if not any(map(str.isalnum, word)) and word.strip("-–—+/") == "" and after.strip() and before.strip():
        joining = "AND" if word == "+" else "AND NOT" if word in "-–—" else "OR"
        message = f"'{word}' joins nothing in a query"
        meant = (edited(f"{before}{joining}{after}"), *whole(text), edited(f"{before}AND{after}"))
        return QueryError(message, text, position, meant=meant)
    return None


def other_brackets(word: str, text: str, position: int) -> QueryError | None:
    """The refusal of a word with a square or curly bracket at its edge that has no partner in it: [wheat OR corn]."""
    edge = re.match(r"[\[{]", word) or re.search(r"[\]}]$", word)
    if edge is None or (word.count("[") == word.count("]") and word.count("{") == word.count("}")):
        return None
    message = "brackets of a query are round"
    quoted = edited(text, (position, position + len(word), f'"{word}"'))
    round_ = text.translate(str.maketrans("[]{}", "()()"))
    return QueryError(
        message, text, position + edge.start(), meant=(round_, edited(text.translate(_NO_BRACKETS)), quoted)
    )


_NO_BRACKETS: Final = str.maketrans("[]{}", "    ")
_ELSEWHERE: Final = (
    (re.compile(r"<?(?:w|n|near|within)?/?(\d+)>?", re.IGNORECASE), "NEAR/{}"),
    (re.compile(r"(?:pre|p|adj|onear)/?(\d+)", re.IGNORECASE), "ONEAR/{}"),
    (re.compile(r"(?:w)?/s", re.IGNORECASE), "SENTENCE"),
    (re.compile(r"(?:w)?/p", re.IGNORECASE), "PARAGRAPH"),
)
"""How other services write that two words stand close together, and what it is here."""
_OPERATORS_ELSEWHERE: Final = {
    **dict.fromkeys(("и", "und", "et", "y", "e", "و", "&", "&&", "∧"), "AND"),
    **dict.fromkeys(("или", "oder", "ou", "o", "یا", "||", "∨"), "OR"),
    **dict.fromkeys(
        (
            *("не", "nicht", "no", "não", "sauf", "sin", "sans", "sem", "¬", "&!"),
            *("andnot", "and-not", "butnot", "but", "without", "кроме", "без"),
        ),
        "AND NOT",
    ),
}
"""Operators in another language or as signs, and what they are here."""


def from_elsewhere(text: str, position: int, word: str) -> QueryError | None:
    """The refusal of another service's operator that stands as `word` at `position`, between two things."""
    after = text[position + len(word) :]
    if not text[:position].strip() or not after.strip():
        return None
    narrow = unicodedata.normalize("NFKC", word)  # letters of full width too
    known = _OPERATORS_ELSEWHERE.get(narrow.casefold()) or (narrow if narrow in OPERATORS[:3] else None)
    spelled = any(expression.fullmatch(word) for expression, _ in _ELSEWHERE)
    if known is None and not spelled and word.isupper() and len(word) > 2 and word not in OPERATORS:
        known = next((one for one in closest(word, OPERATORS) if one in ("AND", "OR", "SENTENCE", "PARAGRAPH")), None)
        known = "NEAR/10" if known is None and "NEAR" in closest(word, OPERATORS) else known
    if known == "AND NOT" and re.match(r"\s+NOT\s", after):
        known = "AND"
    if known == "AND" and (negated := re.match(r"\s+(\S+)(?=\s)", after)) is not None:
        second = _OPERATORS_ELSEWHERE.get(negated[1].casefold())
        if second == "AND NOT":
            after, known = after[negated.end() :], "AND NOT"
    distance = re.match(r"\s+(\d+)(?=\s)", after) if word.casefold() in ("within", "w", "n", "near") else None
    if distance is not None:
        after, known = after[distance.end() :], f"NEAR/{distance[1]}"
    for expression, here in ((re.compile(re.escape(word)), known), *_ELSEWHERE):
        if here is not None and (found := expression.fullmatch(word)) is not None:
            operator = here.format(*found.groups())
            message = f"'{word}' is a word here, not an operator"
            joined = edited(f"{text[:position]}{operator}{after}")
            meant = (joined, *whole(text), *beside(text, position))
            return QueryError(message, text, position, meant=meant)
    return None


def pattern(text: str, position: int) -> QueryError | None:
    """The refusal of a regular expression, if one stands around `position`."""
    run = next((run for run in re.finditer(r"\S+", text) if run.start() <= position <= run.end()), None)
    if run is None or len(run[0]) > _LONGEST_PATTERN:
        return None
    found = re.search(r"(?:^|(?<=[(:]))/\S*[*+?\\\[\]{}()^$]\S*/|[^\s/(:]*\.\*\S*", run[0])
    if found is None and '"' not in run[0]:
        bare = run[0].strip("()=")
        return foreign(bare, text, text.index(bare, run.start()), " OR ")
    if found is None or '"' in found[0]:
        return None
    start, end = run.start() + found.start(), run.start() + found.end()
    word = re.fullmatch(r"/?(\w{3,})\.\*/?", found[0])
    if (several := re.fullmatch(r"/?\(?(?:\?:)?(\w+(?:\|\w+)+)\)?/?", found[0])) is not None:
        ways = (
            f"{text[:start]}({several[1].replace('|', ' OR ')}){text[end:]}",
            f'{text[:start]}"{found[0]}"{text[end:]}',
        )
        return QueryError(_NO_REGEX, text, start, meant=ways)
    meant = (f"{text[:start]}{word[1]}*{text[end:]}",) if word is not None else ()
    return QueryError(_NO_REGEX, text, start, meant=meant)
