"""JSON Schemas (Draft 7) of the configuration, for completion and checking in editors.

`python -m tocsin.schemas config/schema` writes them. Each YAML file names its schema in a modeline at the top:
``# yaml-language-server: $schema=./schema/outlets.schema.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tocsin.configuration.files import SHAPES

_DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS_OF_NUMBERS = ["string", "number"]
"""An editor reads `- 1929` as a number; the loader takes every value as text."""


def file_name(kind: str) -> str:
    """The schema's file for a kind of configuration file: one watchlist file holds one list, hence the singular."""
    return f"{'watchlist' if kind == 'watchlists' else kind}.schema.json"


def schemas() -> dict[str, str]:
    """File name -> text of every schema. Pure: the same shapes give the same bytes."""
    return {file_name(kind): _text(model.model_json_schema(by_alias=True)) for kind, model in SHAPES.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into `folder` (made if need be); the paths written. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _text(schema: dict[str, Any]) -> str:
    definitions = schema.pop("$defs", {})
    out: dict[str, Any] = {"$schema": _DRAFT, **_mended(schema)}
    if definitions:
        out["definitions"] = {name: _mended(value) for name, value in definitions.items()}
    return json.dumps(out, indent=1, ensure_ascii=False) + "\n"


def _mended(schema: Any) -> Any:
    """Draft 7 instead of 2020-12, and as lenient as the loader is with the types of plain values."""
    if isinstance(schema, list):
        return [_mended(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: _member(key, value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if out.get("type") == "string" and not {"pattern", "enum", "const", "format"} & out.keys():
        out["type"] = _WORDS_OF_NUMBERS
    if out.get("type") == "boolean":
        del out["type"]
        out["enum"] = [True, False, "yes", "no", "on", "off"]
    if "$ref" in out:
        reference = {"$ref": out.pop("$ref").replace("#/$defs/", "#/definitions/")}
        # Draft 7 ignores whatever stands beside a $ref.
        out = {"allOf": [reference], **out} if out else reference
    if isinstance(out.get("description"), str):
        out["description"] = " ".join(out["description"].split())
    return out


def _member(key: str, value: Any) -> Any:
    if key == "properties":
        # A setting may itself be called `title`: only the schema's own titles are dropped.
        return {name: _mended(inner) for name, inner in value.items()}
    return value if key in {"default", "examples", "enum", "required"} else _mended(value)


def main(arguments: list[str]) -> int:
    """Write the schemas into the folder named on the command line."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tocsin.schemas FOLDER\n")
        return 2
    for path in write_schemas(Path(arguments[0])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
