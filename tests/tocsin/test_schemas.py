"""The JSON Schemas: current, valid, and in agreement with the loader about every file that we ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from tocsin.configuration.files import SINGLE
from tocsin.schemas import file_name, main, schemas
from tocsin.starter import write_starter

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config"


def kind_of(path: Path) -> str:
    return path.stem if path.stem in SINGLE else path.parent.name


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.yaml"))


def as_an_editor_reads(path: Path) -> Any:
    """YAML 1.2's core schema: numbers and booleans, but no dates. (The loader reads every value as text.)"""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")), default=str))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_in_config_are_current(name: str) -> None:
    committed = (CONFIG / "schema" / name).read_text(encoding="utf-8")
    assert committed == schemas()[name], "run: python -m tocsin.schemas config/schema"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_schema_is_itself_valid_draft_7(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("path", files(CONFIG), ids=lambda path: path.name)
def test_every_file_of_the_beat_is_valid_to_an_editor(path: Path) -> None:
    schema = json.loads(schemas()[file_name(kind_of(path))])
    errors = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(as_an_editor_reads(path))]
    assert errors == []


@pytest.mark.parametrize("path", files(CONFIG), ids=lambda path: path.name)
def test_every_file_names_its_schema_in_the_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == CONFIG / "schema" / file_name(kind_of(path))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("watchlists", {"title": "t", "match": ["a"], "scoer": 1}),
        ("watchlists", {"title": "t", "match": []}),
        ("watchlists", {"match": ["a"]}),
        ("outlets", {"outlets": [{"id": "A", "name": "A", "language": "en", "country": "GB"}]}),
        ("digests", {"digests": [{"id": "d", "to": "a@example.org", "at": "7.30"}]}),
        ("entities", {"entities": [{"id": "a", "name": "A", "type": "persn"}]}),
        ("settings", {"contact": "a@example.org", "mail_security": "ssl"}),
    ],
)
def test_what_an_editor_can_see_it_does_see(kind: str, value: Any) -> None:
    validator = jsonschema.Draft7Validator(json.loads(schemas()[file_name(kind)]))
    assert list(validator.iter_errors(value))


def test_a_description_is_there_for_what_a_person_may_ask() -> None:
    outlet = json.loads(schemas()["outlets.schema.json"])["definitions"]["Outlet"]["properties"]
    assert outlet["budget"]["description"].startswith("At most this many article pages a round")
    query = json.loads(schemas()["watchlist.schema.json"])["definitions"]["Query"]["anyOf"]
    assert query[0]["type"] == ["string", "number"]
    assert "not" in query[1]["properties"]


def test_the_command_writes_the_files_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "schema")]) == 0
    assert sorted(Path(line).name for line in capsys.readouterr().out.splitlines()) == sorted(schemas())
    assert main([]) == 2


def test_the_starter_is_valid_to_an_editor_too(tmp_path: Path) -> None:
    write_starter(tmp_path)
    for path in files(tmp_path):
        schema = json.loads((tmp_path / "schema" / file_name(kind_of(path))).read_text(encoding="utf-8"))
        jsonschema.validate(as_an_editor_reads(path), schema, jsonschema.Draft7Validator)
