"""The Russian dictionary that comes with pymorphy3, read where it lies.

pymorphy3 reads all of it (some 15 MB) before the first answer and takes its time over each; compiling watchlists asks
about every word of every Russian name, most of which are not there. So the files are mapped into memory here and only
the pages touched are ever read. Guessing at unknown words is left to pymorphy3.

The words are a minimal automaton over the bytes of UTF-8 (``words.dawg``, in the format of dawgdic: an array of 32-bit
units, then two bytes for each: the first byte that leads on from it, and the next one beside the byte that led to it).
A unit's bits 10 to 30 say where those that follow it are, bit 9 that this is 256 times as far; the lowest byte and the
highest bit say which byte leads to it. After a word stand a byte of value 1 and, in base 64, the number of a paradigm
and the place of the form in it. As in pymorphy3, an е of the word may be an ё of the dictionary.
"""

from __future__ import annotations

import json
import mmap
from binascii import a2b_base64
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

import pymorphy3_dicts_ru

_LABEL: Final = (1 << 31) | 0xFF
_AFTER_A_WORD: Final = 1

_E_OR_YO: Final = ("е".encode(), "ё".encode())
_REMEMBERED: Final = 3
"""Letters: where the words that begin with them go on is looked up once."""
_CASES: Final = frozenset(
    ["nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "gen1", "gen2", "acc2", "loc1", "loc2"]
)
_GENDERS: Final = frozenset(("masc", "femn", "neut"))
_NUMBERS: Final = frozenset(("sing", "plur"))
_VOICES: Final = frozenset(("actv", "pssv"))
_TENSES: Final = frozenset(("past", "pres", "futr"))


class Tag(frozenset[str]):
    """What grammar says of a form: OpenCorpora's grammemes, with pymorphy3's names for those that exclude others."""

    POS: str
    """The part of speech."""
    case: str | None
    gender: str | None
    number: str | None
    voice: str | None
    tense: str | None

    @classmethod
    def of(cls, text: str) -> Tag:
        """From the way it is written: ``NOUN,inan,masc sing,nomn``."""
        grammemes = text.replace(" ", ",").split(",")
        tag = cls(grammemes)
        tag.POS = grammemes[0]
        kinds = (_CASES, _GENDERS, _NUMBERS, _VOICES, _TENSES)
        tag.case, tag.gender, tag.number, tag.voice, tag.tense = (next(iter(tag & kind), None) for kind in kinds)
        return tag


class Form(NamedTuple):
    """A form of a word."""

    word: str
    tag: Tag


class Parse(NamedTuple):
    """One thing that a word can be; `monitor.russian` asks it what it asks a parse of pymorphy3."""

    word: str
    tag: Tag
    lexeme: tuple[Form, ...]
    """Every form of the word."""


class _Dictionary:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        words = self._mapped("words.dawg")
        end = 4 + 4 * int.from_bytes(words[:4], "little")
        self.units, self._guide = words[4:end].cast("I"), words[end + 4 :]
        self._tags: dict[int, Tag] = {}

    def _mapped(self, name: str) -> memoryview:
        with (self._folder / name).open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def _json(self, name: str) -> Any:
        return json.loads((self._folder / name).read_bytes())

    @cached_property
    def _suffixes(self) -> list[str]:
        found: list[str] = self._json("suffixes.json")
        return found

    @cached_property
    def _meta(self) -> dict[str, Any]:
        return dict(self._json("meta.json"))

    @cached_property
    def _written_tags(self) -> list[str]:
        found: list[str] = self._json(self._meta["gramtab_formats"]["opencorpora-int"])
        return found

    @cached_property
    def _paradigms(self) -> tuple[memoryview, list[int]]:
        """All in one row, and where each begins: its length, then the suffixes of its forms, their tags, prefixes."""
        row = self._mapped("paradigms.array").cast("H")

        def following(start: int, _: int) -> int:
            return start + 1 + row[start]

        return row, list(accumulate(range(row[0] - 1), following, initial=1))

    def tag(self, number: int) -> Tag:
        if number not in self._tags:
            self._tags[number] = Tag.of(self._written_tags[number])
        return self._tags[number]

    def lexeme(self, paradigm: int, at: int, word: str) -> tuple[Form, ...]:
        """All forms of what `word` is the form numbered `at` of."""
        row, starts = self._paradigms
        start = starts[paradigm]
        count = row[start] // 3
        suffixes, tags, prefixes = (row[start + 1 + part * count : start + 1 + (part + 1) * count] for part in range(3))
        prefixed: list[str] = self._meta["compile_options"]["paradigm_prefixes"]
        stem = word[len(prefixed[prefixes[at]]) : len(word) - len(self._suffixes[suffixes[at]])]
        return tuple(
            Form(prefixed[prefix] + stem + self._suffixes[suffix], self.tag(tag))
            for suffix, tag, prefix in zip(suffixes, tags, prefixes, strict=True)
        )

    def next(self, place: int, byte: int) -> int:
        """Where `byte` leads to from `place`; -1 where nowhere."""
        unit = self.units[place]
        place ^= ((unit >> 10) << ((unit & 512) >> 6)) ^ byte
        return place if self.units[place] & _LABEL == byte else -1

    def steps(self, place: int, letters: str) -> tuple[int, ...]:
        """Where the `letters` lead to from `place`: nowhere, to one place, or to several where an е may be an ё."""
        units = self.units
        plain, two, rest = letters.partition("е")
        for byte in plain.encode():
            unit = units[place]
            place ^= ((unit >> 10) << ((unit & 512) >> 6)) ^ byte
            if units[place] & _LABEL != byte:
                return ()
        if not two:
            return (place,)
        found: tuple[int, ...] = ()
        for one, other in _E_OR_YO:
            after = self.next(place, one)
            if after >= 0 and (after := self.next(after, other)) >= 0:
                found += self.steps(after, rest)
        return found

    def spellings(self, place: int, word: str) -> Iterator[tuple[int, str]]:
        """The place after each way in which the dictionary writes the `word` that begins at `place`."""
        if not word:
            yield place, ""
        for way in _E_OR_YO if word[:1] == "е" else (word[0].encode(),) if word else ():
            after = place
            for byte in way:
                after = self.next(after, byte) if after >= 0 else -1
            if after >= 0:
                for end, rest in self.spellings(after, word[1:]):
                    yield end, way.decode() + rest

    def endings(self, place: int) -> Iterator[bytes]:
        """Everything that may follow `place`, to the end."""
        byte = self._guide[2 * place]
        if not byte:
            yield b""
        while byte:
            after = self.next(place, byte)
            for ending in self.endings(after):
                yield bytes((byte,)) + ending
            byte = self._guide[2 * after + 1]


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary(Path(pymorphy3_dicts_ru.get_path()))


@cache
def _begun(letters: str) -> tuple[int, ...]:
    return _dictionary().steps(0, letters)


def is_known(word: str) -> bool:
    """Whether `word`, in small letters, is in the dictionary."""
    dictionary = _dictionary()
    for place in _begun(word[:_REMEMBERED]):
        ends = dictionary.steps(place, word[_REMEMBERED:])
        if ends and any(dictionary.next(end, _AFTER_A_WORD) >= 0 for end in ends):
            return True
    return False


def parses(word: str) -> list[Parse]:
    """All that `word`, in small letters, can be; empty where the dictionary does not have it."""
    if not is_known(word):
        return []
    dictionary = _dictionary()
    found: list[Parse] = []
    for place, written in dictionary.spellings(0, word):
        after = dictionary.next(place, _AFTER_A_WORD)
        for ending in dictionary.endings(after) if after >= 0 else ():
            value = a2b_base64(ending)
            paradigm, at = int.from_bytes(value[:2], "big"), int.from_bytes(value[2:], "big")
            lexeme = dictionary.lexeme(paradigm, at, written)
            found.append(Parse(written, lexeme[at].tag, lexeme))
    return found
