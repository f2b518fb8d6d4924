"""What may stand where: the shapes (pydantic models) walked along a path of the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel

Path = tuple[str | int, ...]


def _parts(annotation: Any) -> Iterator[Any]:
    """The alternatives of an annotation, without Annotated, Optional and unions."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        yield from _parts(typing.get_args(annotation)[0])
    elif origin in {Union, types.UnionType}:
        for part in typing.get_args(annotation):
            yield from _parts(part)
    elif annotation is not type(None):
        yield annotation


def _step(annotation: Any, step: str | int) -> Any:
    for part in _parts(annotation):
        origin = typing.get_origin(part)
        if origin is list and isinstance(step, int):
            return typing.get_args(part)[0]
        if origin is dict:
            return typing.get_args(part)[1]
        if isinstance(part, type) and issubclass(part, BaseModel) and isinstance(step, str):
            for name, field in part.model_fields.items():
                if step in {field.alias or name, name}:
                    return field.annotation
    return None


def annotation_at(model: type[BaseModel], path: Path) -> Any:
    """The annotation of the value at `path`; None where the shape knows no such place."""
    annotation: Any = model
    for step in path:
        annotation = _step(annotation, step)
        if annotation is None:
            return None
    return annotation


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model whose settings may stand at `path`."""
    for part in _parts(annotation_at(model, path)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def choices_at(model: type[BaseModel], path: Path) -> list[str]:
    """The words allowed at `path`, where it is a choice."""
    return [
        str(word)
        for part in _parts(annotation_at(model, path))
        if typing.get_origin(part) is Literal
        for word in typing.get_args(part)
    ]


@cache
def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The settings of a model as they are written in YAML, in the order of the shape."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def homes(model: type[BaseModel]) -> dict[str, tuple[str, ...]]:
    """Where under `model` each setting is known: setting -> the settings (`match`, `feeds`) whose items take it."""
    found: dict[str, list[str]] = {}
    seen: set[type[BaseModel]] = set()

    def walk(current: type[BaseModel], home: str) -> None:
        if current in seen:
            return
        seen.add(current)
        for name, field in current.model_fields.items():
            key = field.alias or name
            found.setdefault(key, []).append(home)
            for inner in _models_in(field.annotation):
                walk(inner, key)

    walk(model, "")
    return {key: tuple(places) for key, places in found.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    for part in _parts(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
        for inner in typing.get_args(part):
            if not isinstance(inner, str):
                yield from _models_in(inner)
