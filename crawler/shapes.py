"""Field types that the YAML of every room shares.

The loader hands every scalar over as text (YAML's own guesses, such as ``NO`` = false, never apply), so each type
here converts from text and says in plain words what it expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)?", re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = 100 * 366 * 86400
_NO_COUNTRIES = {"UK": "GB", "EN": "GB", "EL": "GR", "SU": "RU", "FA": "IR", "JA": "JP", "DA": "DK"}
"""Two letters that people write for a country and that mean none."""
_PART_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


@dataclass(frozen=True, slots=True)
class Written:
    """A text that must fit `pattern` as a whole; `words` say how to write it instead of showing the pattern."""

    pattern: str
    words: str
    examples: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        compiled = re.compile(self.pattern, re.ASCII)

        def check(value: str) -> str:
            if compiled.fullmatch(value) is None:
                raise ValueError(self.words)
            return value

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        out: dict[str, Any] = {**handler(schema), "pattern": f"^({self.pattern})$"}
        if self.examples:
            out["examples"] = list(self.examples)
        return out


def _duration(value: Any) -> float:
    match = _SPAN.fullmatch(str(value).strip())
    if match is None:
        raise ValueError("write a time span as 30s, 15m, 2h or 1d")
    seconds = float(match[1]) * _SECONDS[match[2] or "s"]
    if seconds > _LONGEST:
        raise ValueError("a time span of more than 100 years is surely a slip")
    return seconds


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(value: str) -> str:
    if value not in _zones():
        near = get_close_matches(value, _zones(), 1, 0.75)
        meant = f"did you mean {near[0]}?" if near else "write it as Continent/City, e.g. Europe/Helsinki"
        raise ValueError(f"'{value}' is no time zone name; {meant}")
    return value


def _part_date(value: str) -> str:
    whole = (value + "-01-01")[:10] if re.fullmatch(_PART_DATE, value, re.ASCII) else ""
    try:
        date.fromisoformat(whole)
    except ValueError:
        raise ValueError("write a date as 2012-11-06, or 2012-11 or 2012 where the rest is not known") from None
    return value


def _country(code: str) -> str:
    if meant := _NO_COUNTRIES.get(code):
        raise ValueError(f"{code} is no country in ISO 3166-1; did you mean {meant}?")
    return code


def _with_scheme(value: str) -> str:
    """The address that was meant, as a question, where only its beginning is missing; http where a port or a host of
    this machine or network makes that likelier."""
    match = _NO_SCHEME.fullmatch(value)
    if match is None:
        return ""
    plain = match["port"] or match["host"] == "localhost" or match["host"].replace(".", "").isdigit()
    return f"; did you mean {'http' if plain else 'https'}://{match[0].removeprefix('//')}?"


def web_address(value: str) -> str:
    """``value``, where it is an address of the web.

    Raises:
        ValueError: It is none; the message is for people.
    """
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port  # both raise on nonsense
    except ValueError:
        raise ValueError("this is no web address; it must look like https://example.org/feed") from None
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"a web address starts with https:// or http://{_with_scheme(value)}")
    if not host or re.search(r"[\s<>\"\\^`|]", value):
        raise ValueError("this is no web address; it must look like https://example.org/feed")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a web address must not hold a name or password")
    return value


_NO_SCHEME = re.compile(
    r"(?://)?(?P<host>localhost|[\w-]+(?:\.[\w-]+)+)(?P<port>:\d{1,5})?(?:/[^\s<>\"\\^`|]*)?", re.IGNORECASE
)
"""Something that would be a web address if https:// stood before it."""


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """Accept a single text or map where a list is meant."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str | dict) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        array = handler(schema)
        return {"anyOf": [array["items"], array]}


Duration = Annotated[
    float,
    BeforeValidator(_duration),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(ms|s|m|h|d|w)?\s*$"}, {"type": "number"}],
            "examples": ["15m"],
        }
    ),
]
"""Seconds, written as ``30s``, ``15m``, ``2h``, ``1d`` or ``2w``."""


def _with_unit(value: Any) -> Any:
    """A bare number means minutes, hours or days to who writes it, by the setting: as seconds it would ask a site
    without a pause, or delete what is to be kept."""
    if isinstance(value, str) and (number := value.strip()).isdecimal() and int(number):
        known = f"{number}s, {number}m, {number}h or {number}d for seconds, minutes, hours or days"
        raise ValueError(f"{number} of what? write {known}")
    return value


Span = Annotated[Duration, BeforeValidator(_with_unit)]
"""A `Duration` that always names its unit, unless it is 0."""
Clock = Annotated[str, Written(r"([01]\d|2[0-3]):[0-5]\d", "write a time of day as HH:MM, e.g. 07:30", ("07:30",))]
"""A local time of day, ``HH:MM``."""
Zone = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Helsinki"])]
"""An IANA time zone name."""
PartDate = Annotated[
    str,
    AfterValidator(_part_date),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": _PART_DATE}, {"type": "integer"}],
            "examples": ["2012-11-06", "2012-11", 2012],
        }
    ),
]
"""A date whose day or month may be unknown."""
Id = Annotated[
    str,
    Written(
        r"[a-z0-9][a-z0-9-]{0,59}",
        "an id has small letters a-z, digits and dashes only, at most 60, e.g. tass-en",
        ("tass-en",),
    ),
]
"""A name that other lines refer to: small letters, digits and dashes."""
Language = Annotated[
    str,
    Written(r"[a-z]{2}", "write a language as two small letters (ISO 639-1), e.g. en, ru or fa", ("en", "ru", "fa")),
]
"""A language, ISO 639-1."""
Country = Annotated[
    str,
    Written(r"[A-Z]{2}", "write a country as two capitals (ISO 3166-1), e.g. IR", ("IR", "RU", "GB")),
    AfterValidator(_country),
]
"""A country, ISO 3166-1 alpha-2."""
Url = Annotated[str, AfterValidator(web_address), Field(examples=["https://example.org/rss.xml"])]
"""An address of the web: http or https, with a host, without a password."""
Texts = Annotated[list[str], OneOrMany()]
"""One text or a list of texts."""
Languages = Annotated[list[Language], OneOrMany()]
"""One language or a list of languages."""
Status = Literal["on", "test", "off"]
"""``test`` runs and counts but never sends."""


class Shape(BaseModel):
    """Base of every model that is written in YAML: no unknown keys, attribute docstrings become editor help."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        populate_by_name=True,
        frozen=True,
        allow_inf_nan=False,
    )


class ShortForm(Shape):
    """A model that may be written as one plain string, which then fills the field named by ``short_field``."""

    short_field: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {cls.short_field: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema_: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(schema_))
        full = dict(schema)
        schema.clear()
        schema["anyOf"] = [{"type": "string"}, full]
        return schema


def duplicates(values: Iterable[str]) -> list[str]:
    """Values that occur more than once, in order of their second occurrence."""
    seen: set[str] = set()
    twice: list[str] = []
    for value in values:
        if value in seen and value not in twice:
            twice.append(value)
        seen.add(value)
    return twice
