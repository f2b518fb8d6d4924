"""Writing into the operators' files: what is not meant stays as it is, to the last byte."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tocsin.folders import make
from tocsin.configuration import ConfigurationError, load
from tocsin.configuration.nodes import Tree
from tocsin.editing import EditingError, add_outlets, rename_entity, stanza, with_outlets

CONFIG = Path(__file__).parents[2] / "config"
OUTLET: dict[str, Any] = {
    "id": "quay-post",
    "name": "Quay Post",
    "language": "en",
    "country": "NO",
    "feeds": ["https://quay.example/rss"],
    "note": "Found: by its <link>, on 3 May",
}


def test_an_outlet_is_appended_as_a_person_would_write_it(tmp_path: Path) -> None:
    folder = make(tmp_path)
    before = (folder / "outlets.yaml").read_text()
    added = add_outlets(folder, [OUTLET])
    assert added == (
        "\n"
        "  - id: quay-post\n"
        "    name: Quay Post\n"
        "    language: en\n"
        '    country: "NO"\n'
        "    feeds: [https://quay.example/rss]\n"
        '    note: "Found: by its <link>, on 3 May"\n'
    )
    assert (folder / "outlets.yaml").read_text() == before + added
    assert load(folder).outlets[1].note == "Found: by its <link>, on 3 May"


@pytest.mark.parametrize(
    "text",
    [
        "outlets: []\n",
        "outlets: [ ]   # none yet\n",
        "outlets:\n",
        "# ours\noutlets:\n- {id: a, name: A, language: en, country: GB, feeds: ['https://a.example']}\n"
        "# b comes later",
        "outlets:\r\n      - id: a\r\n        name: A\r\n        language: en\r\n        country: GB\r\n        feeds: ['https://a.example']\r\n\r\n\r\n",
        "\ufeffoutlets: []\n",
    ],
)
def test_an_outlet_can_be_appended_to_a_list_of_any_shape(tmp_path: Path, text: str) -> None:
    folder = make(tmp_path, outlets=text.encode())
    add_outlets(folder, [OUTLET, {**OUTLET, "id": "pier-post"}])
    assert [outlet.id for outlet in load(folder).outlets][-2:] == ["quay-post", "pier-post"]
    after = (folder / "outlets.yaml").read_bytes().decode()
    for comment in ("# ours", "# b comes later", "# none yet"):
        assert (comment in after) == (comment in text)
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in text
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlets: [{id: a, name: A, language: en, country: GB, feeds: [https://a.example]}]\n", "stand in"),
        ("outlets: []\nmore: 1\n", "'more:' stands behind"),
        ("outlets: [\n", "holds no list of outlets"),
        ("- a\n", "holds no list of outlets"),
    ],
)
def test_a_file_that_cannot_be_appended_to_is_left_alone(tmp_path: Path, text: str, message: str) -> None:
    folder = make(tmp_path, outlets=text)
    with pytest.raises(EditingError, match=message):
        add_outlets(folder, [OUTLET])
    assert (folder / "outlets.yaml").read_text() == text


def test_an_id_that_is_taken_or_an_outlet_that_is_wrong_changes_nothing(tmp_path: Path) -> None:
    folder = make(tmp_path)
    before = (folder / "outlets.yaml").read_bytes()
    with pytest.raises(EditingError, match="there is an outlet 'harbour-gazette' already"):
        add_outlets(folder, [{**OUTLET, "id": "harbour-gazette"}])
    with pytest.raises(EditingError, match="there is an outlet 'quay-post' already"):
        add_outlets(folder, [OUTLET, OUTLET])
    with pytest.raises(ConfigurationError, match="write a country as two capitals"):
        add_outlets(folder, [{**OUTLET, "country": "Norway"}])
    assert (folder / "outlets.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "digests.yaml",
        "outlets.yaml",
        "settings.yaml",
    ]


TEXTS = st.text() | st.sampled_from(["NO", "~", "07:30", "a: b", "a #b", "- a", "[a", "a, b", "@a", "*a", "!a", "x\ty"])


@given(name=TEXTS, tags=st.lists(TEXTS), feeds=st.lists(st.fixed_dictionaries({"url": TEXTS, "note": TEXTS})))
def test_any_text_survives_being_written_as_a_stanza(name: str, tags: list[str], feeds: list[dict[str, str]]) -> None:
    values = {"id": "a", "name": name, "tags": tags, "feeds": feeds}
    tree = Tree("outlets:\n" + stanza(values), "outlets.yaml")
    assert [problem.show() for problem in tree.problems] == []
    assert tree.data() == {"outlets": [values]}


def test_appending_to_the_beat_keeps_every_line_of_it() -> None:
    text = (CONFIG / "outlets.yaml").read_text(encoding="utf-8")
    changed, added = with_outlets(text, [OUTLET])
    assert changed == text.rstrip() + "\n" + added


# ---------------------------------------------------------------------------------------------- renaming

WIDE = {
    "outlets": """\
        outlets:
          - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], assume: [norland]}   # home
          - {id: b, name: B, language: en, country: GB, feeds: ['https://b.example'], assume: norland}
        """,
    "entities__all": """\
        defaults: {of: norland, type: org}
        entities:
          - id: "norland"       # the country
            type: country
            name: norland
            of:   'norland'
          - {id: port-authority, name: Port, part_of: [docks, norland], roles: [{title: body of norland, org: norland}]}
          - {id: docks, name: Docks, part_of: norland}
          - {id: norland-navy, name: Navy of norland}
        """,
    "watchlists__ports": """\
        title: Ports of norland
        needs: [[$norland, "norland"], $norland-navy]
        match:
          - $norland+
          - all: ["quay | $norland", '=$norland', $docks]
            not: [$norland]
          - query: 'quay NEAR/5 ($norland OR "$norland") AND $port-authority'
          - query: >
              quay
              AND $norland
          - "\\u0024norland-navy"
        drop_if: $norland
        """,
}


def test_an_entity_is_renamed_wherever_it_is_meant_and_nowhere_else(tmp_path: Path) -> None:
    folder = make(tmp_path, **WIDE)
    before = {path: path.read_text() for path in folder.rglob("*.yaml")}
    changes = rename_entity(folder, "norland", "northland")
    assert {change.path.name: change.places for change in changes} == {
        "outlets.yaml": 2,
        "all.yaml": 6,
        "ports.yaml": 8,
    }
    expected = {
        "outlets.yaml": before[folder / "outlets.yaml"].replace("norland", "northland"),
        "all.yaml": before[folder / "entities" / "all.yaml"]
        .replace('"norland"', '"northland"')
        .replace("'norland'", "'northland'")
        .replace("of: norland", "of: northland")
        .replace("docks, norland", "docks, northland")
        .replace("org: norland", "org: northland")
        .replace("Navy of: northland", "Navy of norland"),
        "ports.yaml": before[folder / "watchlists" / "ports.yaml"]
        .replace("$norland", "$northland")
        .replace("$northland-navy", "$norland-navy")
        .replace('"$northland"', '"$norland"'),
    }
    for path, text in before.items():
        assert path.read_text() == expected.get(path.name, text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("norlan", "x", "there is no entity 'norlan'; did you mean 'norland'"),
        ("norland", "port-authority", "there is an entity 'port-authority' already"),
        ("norland", "Northland", "'Northland' is no id"),
    ],
)
def test_a_rename_that_makes_no_sense_changes_nothing(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = make(tmp_path)
    with pytest.raises(EditingError, match=message):
        rename_entity(folder, old, new)


def test_an_id_that_is_written_in_a_way_that_cannot_be_replaced_stops_the_rename(tmp_path: Path) -> None:
    folder = make(tmp_path, watchlists__ports='title: Ports\nmatch: ["$\\x6eorland"]\n')
    with pytest.raises(EditingError, match="change it by hand"):
        rename_entity(folder, "norland", "northland")
    assert load(folder).entities[0].id == "norland"


def test_a_folder_with_errors_is_not_edited(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        rename_entity(make(tmp_path, digests="digests: [\n"), "norland", "northland")


@pytest.mark.parametrize("old", ["iran", "shahed", "s-300", "bagheri-m"])
def test_renaming_in_the_beat_and_back_again_gives_the_same_bytes(tmp_path: Path, old: str) -> None:
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert rename_entity(folder, old, "quite-another")
    assert {path: path.read_bytes() for path in before} != before
    rename_entity(folder, "quite-another", old)
    assert {path: path.read_bytes() for path in before} == before
