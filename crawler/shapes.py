"""Field types that the YAML of every room shares.

The loader hands every scalar over as text (YAML's own guesses, such as ``NO`` = false, never apply), so each type
here converts from text and says in plain words what it expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)?")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_PART_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _duration(value: Any) -> float:
    match = _SPAN.fullmatch(str(value).strip())
    if match is None:
        raise ValueError("write a time span as 30s, 15m, 2h or 1d")
    return float(match[1]) * _SECONDS[match[2] or "s"]


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not a time zone name; write it as Continent/City, e.g. Europe/Helsinki")
    return value


def one_or_many(value: Any) -> Any:
    """Accept a single text where a list is meant."""
    return [value] if isinstance(value, str) else value


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
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["07:30"])]
"""A local time of day, ``HH:MM``."""
Zone = Annotated[str, AfterValidator(_zone), Field(examples=["Europe/Helsinki"])]
"""An IANA time zone name."""
PartDate = Annotated[
    str,
    Field(pattern=_PART_DATE),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": _PART_DATE}, {"type": "integer"}],
            "examples": ["2012-11-06", "2012-11", 2012],
        }
    ),
]
"""A date whose day or month may be unknown."""
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
"""A name that other lines refer to: small letters, digits and dashes."""
Texts = Annotated[list[str], BeforeValidator(one_or_many)]
"""One text or a list of texts."""
Status = Literal["on", "test", "off"]
"""``test`` runs and counts but never sends."""


class Shape(BaseModel):
    """Base of every model that is written in YAML: no unknown keys, attribute docstrings become editor help."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True, populate_by_name=True, frozen=True
    )


class ShortForm(Shape):
    """A model that may be written as one plain string, which then fills the field named by ``short_field``."""

    short_field: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {cls.short_field: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core_schema))
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
