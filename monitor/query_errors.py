"""Queries that are refused: where, why, and what may have been meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Final, cast

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from monitor.nodes import OPERATORS
from monitor.query_habits import Slip, slip

_THINGS: Final = ("WORD", "PHRASE", "ENTITY", "EXACT", "SCOPE", "LPAR", "ATLEAST")
_LONGEST_PATTERN: Final = 200
"""Anything longer is not taken for a regular expression."""
_MOST_SUGGESTIONS: Final = 2
_SHOWN_AROUND: Final = 100
_UNSHOWN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MOST_PLACES: Final = 5
"""So many operators before the end of a query may stand behind a bracket that was forgotten."""


class QueryError(ValueError):
    """A query that is refused, in words for its author."""

    def __init__(self, message: str, text: str, position: int, *, meant: tuple[str, ...] = ()) -> None:
        """`position` counts characters of `text` from 0; `meant` are ways to write what was likely wanted.

        Who reads a text (`parse`, `item_node`) leaves of `meant` only what is read in its turn.
        """
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = min(position, len(text))
        self.meant = meant

    @property
    def line(self) -> int:
        """From 1."""
        return self.text.count("\n", 0, self.position) + 1

    @property
    def column(self) -> int:
        """From 1."""
        return self.position - (self.text.rfind("\n", 0, self.position) + 1) + 1

    def __str__(self) -> str:
        """Message, the line (of a long one what is around) with a caret under the column, and what may have been meant.

        What a terminal cannot show, or would turn the line round by, is shown as U+FFFD.
        """
        source = _UNSHOWN.sub("\ufffd", self.text.split("\n")[self.line - 1].replace("\t", " "))
        begin = max(0, self.column - 1 - _SHOWN_AROUND)
        end = self.column - 1 + _SHOWN_AROUND
        before, after = "..." if begin else "", "..." if end < len(source) else ""
        shown = [
            f"{self.message} (line {self.line}, column {self.column})",
            f"    {before}{source[begin:end]}{after}",
            "    " + " " * (len(before) + self.column - 1 - begin) + "^",
        ]
        if self.meant:
            shown.append("    write " + "  or  ".join(self.meant))
        return "\n".join(shown)


def read_again(read: Callable[[str], object], suggestions: tuple[str, ...]) -> tuple[str, ...]:
    """The first suggestions, each once, that `read` (which raises `QueryError`) does not refuse in their turn."""
    return tuple(one for one in dict.fromkeys(suggestions) if _is_read(read, one))[:_MOST_SUGGESTIONS]


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except QueryError:
        return False
    return True


def closest(word: str, known: Iterable[str]) -> list[str]:
    """At most two names that look like `word`."""
    return get_close_matches(word, list(known), n=2, cutoff=0.6)


_TAG: Final = re.compile(r"\boutlet:(tag:[\w-]+)")


def explained(error: UnexpectedInput, text: str) -> QueryError:
    """The parser's error in words for the author of `text`."""
    at = cast("int | None", error.pos_in_stream)
    if at is not None and (pattern := _pattern(text, at)) is not None:
        return pattern
    if at is not None and (tag := next((one for one in _TAG.finditer(text) if one.start() < at < one.end()), None)):
        meant = f'{text[: tag.start(1)]}"{tag[1]}"{text[tag.end(1) :]}'
        return QueryError("a tag of outlets stands in quotes", text, tag.start(1), meant=(meant,))
    if isinstance(error, UnexpectedCharacters):
        return _odd_character(text, cast("int", error.pos_in_stream))
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        kind, word, start = error.token.type, str(error.token), error.token.start_pos or 0
        habit = slip(text, start, kind, word)
        return refused(habit, text) if habit is not None else _unexpected(text, kind, word, start)
    opened = text.count("(") - text.count(")")
    if opened > 0:
        return QueryError("a bracket is never closed", text, len(text), meant=_closed(text.rstrip(), opened))
    last = text.rsplit(maxsplit=1)[-1]
    message = f"the query ends after {last}, where a phrase, a word or an $entity is expected"
    return QueryError(message, text, len(text.rstrip()))


def _closed(text: str, opened: int) -> tuple[str, ...]:
    """Ways to close the brackets that are open: in the end, or one of them before what AND adds, from the right."""
    rest = ")" * (opened - 1)
    ands = [found.start() for found in re.finditer(r"\s+AND\s", text)]
    return (f"{text}){rest}", *(f"{text[:at]}){text[at:]}{rest}" for at in reversed(ands[-_MOST_PLACES:])))


def not_an_id(text: str, position: int) -> QueryError:
    """What begins with $ at `position` is no entity's id; where it holds several of them, how they are written."""
    named = re.findall(r"\$[a-z0-9][a-z0-9-]*\+?", text)
    if len(named) > 1 and not re.sub(r"\$[a-z0-9][a-z0-9-]*\+?", "", text).strip(" ,;"):
        message = "several entities stand in one text; a list stands in [ ], parted by commas"
        return QueryError(message, text, position, meant=(f"[{', '.join(named)}]",))
    return QueryError("after $ comes the id of an entity: small letters, digits, dashes", text, position)


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
    if _REGEX.search(term):
        word = _WORD_OF_REGEX.fullmatch(term)
        meant = (f"{before}{word[1]}{'*' * bool(word[2])}{after}",) if word is not None and len(word[1]) > 2 else ()
        return QueryError(_NO_REGEX, text, position, meant=meant)
    if "*" in term[:-1] and len(term.split()) == 1:
        begun = re.match(r"\w{3,}", term)
        meant = (f"{before}{begun[0]}*{after}",) if begun is not None else ()
        message = "a * stands only at the end of a word, for any ending; in quotes it is the character itself"
        return QueryError(message, text, position + term.index("*"), meant=(*meant, f'{before}"{term}"{after}'))
    if (fuzzy := re.fullmatch(r"([^\W\d_]+)~[\d.]*", term)) is not None:
        message = "a ~ finds no similar words here; forms of a word are found without it"
        return QueryError(message, text, position + fuzzy.end(1), meant=(f"{before}{fuzzy[1]}{after}",))
    if "|" in term and re.search(r"\w\|\w", term):
        message = f"alternatives are parted by {alternative.strip()} with a blank on both sides"
        several = alternative.join(term.split("|"))
        meant = (f"{before}({several}){after}" if alternative == " OR " else before + several + after,)
        return QueryError(message, text, position + term.index("|"), meant=meant)
    if "?" in term and (found := re.search(r"(?<=\w)\?(?=\w)", term)):
        message = "? stands for no letter here; a * at the end of a word stands for any ending"
        begun = re.match(r"\w{3,}(?=\?)", term)
        meant = (f"{before}{begun[0]}*{after}",) if begun is not None else ()
        return QueryError(message, text, position + found.start(), meant=meant)
    return None


def sign_at_edge(word: str, text: str, position: int) -> QueryError | None:
    """The refusal of a word with a search engine's sign: + or - before it, ? or ! for its ending."""
    before, after = text[:position], text[position + len(word) :]
    if (found := re.fullmatch(r"([+\-\u2212\u2013])(?=\w)(.+)", word)) is not None:
        if found[1] == "+":
            message = "a + before a word demands nothing here: what stands on either side of AND must be there"
            return QueryError(message, text, position, meant=(f"{before}{found[2]}{after}", f'{before}"{word}"{after}'))
        joined = before.rstrip() + (" NOT " if re.search(r"\bAND\s", before[-5:]) else " AND NOT ")
        message = f"a {found[1]} before a word does not exclude it here; NOT does"
        return QueryError(message, text, position, meant=(f"{joined}{found[2]}{after}",))
    if len(word) > 1 and word[-1] in "?!" and word[-2].isalnum():
        message = f"a {word[-1]} at the end of a word stands for no ending here; a * does"
        meant = (f"{before}{word[:-1]}*{after}", f'{before}"{word}"{after}')
        return QueryError(message, text, position + len(word) - 1, meant=meant)
    return None


_ELSEWHERE: Final = (
    (re.compile(r"(?:w|n|near|within)/?(\d+)", re.IGNORECASE), "NEAR/{}"),
    (re.compile(r"(?:pre|p|adj|onear)/?(\d+)", re.IGNORECASE), "ONEAR/{}"),
    (re.compile(r"(?:w)?/s", re.IGNORECASE), "SENTENCE"),
    (re.compile(r"(?:w)?/p", re.IGNORECASE), "PARAGRAPH"),
)
"""How other services write that two words stand close together, and what it is here."""
_OPERATORS_ELSEWHERE: Final = {
    **dict.fromkeys(("и", "und", "et", "و", "&", "&&", "∧"), "AND"),
    **dict.fromkeys(("или", "oder", "ou", "یا", "||", "∨"), "OR"),
    **dict.fromkeys(("не", "nicht", "¬", "&!"), "AND NOT"),
}
"""Operators in another language or as signs, and what they are here."""


def _from_elsewhere(text: str, position: int, word: str) -> QueryError | None:
    """The refusal of another service's operator that stands as `word` at `position`, between two things."""
    after = text[position + len(word) :]
    if not text[:position].strip() or not after.strip():
        return None
    narrow = unicodedata.normalize("NFKC", word)  # letters of full width too
    known = _OPERATORS_ELSEWHERE.get(narrow.casefold()) or (narrow if narrow in OPERATORS[:3] else None)
    for pattern, here in ((re.compile(re.escape(word)), known), *_ELSEWHERE):
        if here is not None and (found := pattern.fullmatch(word)) is not None:
            operator = here.format(*found.groups())
            message = f"'{word}' is a word here, not an operator"
            phrase = () if set(text) & set('()"$') else (f'"{text.strip()}"',)
            return QueryError(message, text, position, meant=(f"{text[:position]}{operator}{after}", *phrase))
    return None


def _pattern(text: str, position: int) -> QueryError | None:
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
    meant = (f"{text[:start]}{word[1]}*{text[end:]}",) if word is not None else ()
    return QueryError(_NO_REGEX, text, start, meant=meant)


def refused(habit: Slip, text: str) -> QueryError:
    """The refusal of a slip in `text`."""
    return QueryError(habit.message, text, habit.position, meant=habit.meant)


def _odd_character(text: str, position: int) -> QueryError:
    char = text[position]
    if char in '"“«':
        return QueryError("this quote is never closed", text, position, meant=(f'"{text[position + 1 :].rstrip()}"',))
    if char == "$":
        return QueryError("after $ comes the id of an entity: small letters, digits, dashes", text, position)
    if char == "^":
        return QueryError(
            "after ^ comes a number, the weight", text, position, meant=(f"{text[:position]}^2{text[position + 1 :]}",)
        )
    return QueryError(f"'{char}' is not expected here", text, position)


def _unexpected(text: str, kind: str, word: str, position: int) -> QueryError:
    before = re.search(r"(\S+)\s*$", text[:position])
    last, last_at = (before[1], before.start(1)) if before else ("", 0)
    for candidate, at in ((word, position), (last, last_at)):
        near = re.fullmatch(r"(O?NEAR)/\S*", candidate.upper())
        if near and not re.fullmatch(r"O?NEAR/\d+", candidate.upper()):
            better = f"{text[:at]}{near[1]}/10{text[at + len(candidate) :]}"
            message = f"{candidate} needs the number of words, e.g. {near[1]}/10"
            return QueryError(message, text, at, meant=(better,))
        if candidate.upper().split("/")[0] in OPERATORS and candidate != candidate.upper():
            operator = candidate.upper() + "/10" * (candidate.upper() in {"NEAR", "ONEAR"})
            upper = text[:at] + operator + text[at + len(candidate) :]
            message = f"'{candidate}' in small letters is a word, not an operator"
            return QueryError(message, text, at, meant=(upper, f'"{text.strip()}"'))
    if "|" in (word, last):
        at = position if word == "|" else last_at
        meant = (f"{text[:at]}OR{text[at + 1 :]}",) if text[:at].strip() and text[at + 1 :].strip() else ()
        return QueryError("in a query, alternatives are parted by OR, not by |", text, at, meant=meant)
    if word.split("/", maxsplit=1)[0] in ("NEAR", "ONEAR") and not re.search(r"/\d", word):
        better = f"{text[:position]}{word.split('/', maxsplit=1)[0]}/10{text[position + len(word) :]}"
        return QueryError(f"{word} needs the number of words", text, position, meant=(better,))
    if last != "NOT" and last.split(":")[-1].lstrip("(") == "NOT" and kind in _THINGS:
        alone = f"{text[:last_at]}NOT ({text[position:]}" if last == "(NOT" else ""
        return QueryError("NOT stands after AND, and before a bracket", text, last_at, meant=(alone,))
    if kind == "NOT":
        return QueryError("NOT stands after AND", text, position, meant=(text[:position] + "AND " + text[position:],))
    if last.split("/")[0] in OPERATORS and word.split("/", maxsplit=1)[0] in OPERATORS:
        return QueryError(
            f"{last} and {word} stand side by side: a phrase, a word or an $entity is missing", text, position
        )
    if kind in _THINGS and last.startswith("ATLEAST/"):
        return QueryError("ATLEAST counts one phrase, word or $entity, and nothing else", text, position)
    if kind in _THINGS and last.split("/")[0] in OPERATORS:
        message = f"{last} has nothing before it: a phrase, a word or an $entity is missing"
        return QueryError(message, text, last_at)
    if kind in _THINGS and last and last != "(" and last.split("/")[0] not in OPERATORS:
        return _side_by_side(text, position, word, last)
    if kind == "RPAR" and text.count(")") > text.count("("):
        return QueryError("this bracket was never opened", text, position)
    return QueryError(f"'{word}' is not expected here; a phrase, a word or an $entity is", text, position)


def _side_by_side(text: str, position: int, word: str, last: str) -> QueryError:
    """The refusal of two things with nothing between them: `last` and, at `position`, `word`."""
    rest = re.match(r"[^\s()]+", text[position:])
    here = rest[0] if rest else word
    refusal = _from_elsewhere(text, position, here) or sign_at_edge(here, text, position)
    if refusal is not None:
        return refusal
    if last[-1] in ",;" and len(last) > 1 and rest:
        before = text[:position].rstrip()
        meant = tuple(f"{before[:-1]} {operator} {text[position:]}" for operator in ("OR", "AND"))
        return QueryError(f"a {last[-1]} parts nothing in a query", text, len(before) - 1, meant=meant)
    message = "two things stand side by side with nothing between them"
    last = last.lstrip("(")
    if "(" in last or ")" in last or not rest:  # a whole group is no part of a phrase
        return QueryError(message, text, position, meant=(f"{text[:position]}AND {text[position:]}",))
    phrase = '"' + f"{last} {here}".replace('"', "") + '"'
    return QueryError(message, text, position, meant=(phrase, f"{last} AND {here}"))
