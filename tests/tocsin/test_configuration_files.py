"""Whatever lies in the configuration folder: each odd thing has its sentence, and none is a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tocsin.folders import make, problems_in, shown
from tocsin.configuration import ConfigurationError, load
from tocsin.configuration.reading import MAX_BYTES


def test_a_small_folder_loads_into_finished_models(tmp_path: Path) -> None:
    config = load(make(tmp_path))
    assert [outlet.id for outlet in config.outlets] == ["harbour-gazette"]
    assert config.outlets[0].country == "NO"
    assert [(entity.id, entity.type, entity.of) for entity in config.entities] == [
        ("norland", "country", None),
        ("port-authority", "org", "norland"),
    ]
    assert [watchlist.id for watchlist in config.watchlists] == ["ports"]
    assert [digest.at for digest in config.digests] == ["07:30"]
    assert config.warnings == ()


def test_a_folder_that_is_not_there_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path / "nowhere")
    assert "does not exist" in str(caught.value)
    assert "tocsin init" in caught.value.show()


def test_settings_and_outlets_must_be_there_and_the_rest_may_be_missing(tmp_path: Path) -> None:
    bare = make(tmp_path / "bare", entities__all=None, watchlists__ports=None, digests=None)
    assert load(bare).watchlists == ()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert [problem.file for problem in problems_in(empty)] == [f"{empty}/outlets.yaml", f"{empty}/settings.yaml"]


def test_problems_of_all_files_come_together_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = make(tmp_path, settings="contct: x\n", outlets="outlets: []\nmore: 1\n", digests="digest: []\n")
    assert [(Path(problem.file).name, problem.line) for problem in problems_in(folder)] == [
        ("digests.yaml", 1),
        ("outlets.yaml", 2),
        ("settings.yaml", 1),
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"   \n# only a comment\n", "the file is empty"),
        (b"contact: caf\xe9@example.org\n", "settings.yaml:1:13: error: this is not UTF-8 (byte 0xe9)"),
        ("contact: https://example.org\n".encode("utf-16"), "the file is saved as UTF-16"),
        ("contact: https://example.org  # ящик\n".encode("utf-16-le"), "the file is saved as UTF-16"),
        ("contact: https://example.org\n".encode("utf-16-be"), "the file is saved as UTF-16"),
        ("contact: https://example.org\n".encode("utf-32"), "the file is saved as UTF-32"),
        (
            b"contact: https://example.org\nmail_user: a\x00b\n",
            "settings.yaml:2:13: error: an invisible control character (U+0000)",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "this is not UTF-8"),
    ],
)
def test_odd_bytes_are_named_and_located(tmp_path: Path, raw: bytes, message: str) -> None:
    assert message in shown(make(tmp_path, settings=raw))


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    assert (
        load(
            make(tmp_path, settings=b"\xef\xbb\xbfcontact: https://example.org\r\ntimezone: UTC\r\n")
        ).settings.timezone
        == "UTC"
    )


def test_lines_are_counted_the_same_with_every_kind_of_line_end(tmp_path: Path) -> None:
    text = "contact: https://example.org\r\n\r\n# \u2028\rtimezon: UTC\n".encode()
    assert "settings.yaml:5:1: error: 'timezon'" in shown(make(tmp_path, settings=text))


def test_a_folder_where_a_file_is_due(tmp_path: Path) -> None:
    folder = make(tmp_path, settings=None)
    (folder / "settings.yaml").mkdir()
    assert "settings.yaml:1:1: error: a file is due here, this is a folder" in shown(folder)


def test_a_file_where_a_folder_is_due(tmp_path: Path) -> None:
    folder = make(tmp_path, entities__all=None, watchlists__ports=None)
    (folder / "entities").write_text("entities: []\n")
    assert "entities: error: a folder is due here, this is a file" in shown(folder)


def test_a_pipe_and_a_dangling_link_do_not_hang_or_crash(tmp_path: Path) -> None:
    folder = make(tmp_path, settings=None, digests=None)
    os.mkfifo(folder / "settings.yaml")
    (folder / "digests.yaml").symlink_to("nowhere.yaml")
    said = shown(folder)
    assert "settings.yaml:1:1: error: a file is due here, this is something else" in said
    assert "digests.yaml:1:1: error: the file does not exist" in said


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    folder = make(tmp_path)
    with (folder / "outlets.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "the file is larger than 16 MB" in shown(folder)


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    levels = "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(24))
    assert "multiply into far too much" in shown(make(tmp_path, settings="a: &a [x]\n" + levels))


@pytest.mark.parametrize("bomb", ["[" * 200_000, "- " * 200_000, "{a: " * 200_000, "? " * 200_000])
def test_a_nesting_bomb_is_refused_at_its_thirtieth_level(tmp_path: Path, bomb: str) -> None:
    assert "nested deeper than 30 levels" in shown(make(tmp_path, settings=bomb))


def test_an_anchor_may_be_used_again_but_never_in_itself(tmp_path: Path) -> None:
    shared = """\
        outlets:
          - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], tags: &tags [wire, state]}
          - {id: b, name: B, language: en, country: GB, feeds: ['https://b.example'], tags: *tags}
        """
    assert load(make(tmp_path / "one", outlets=shared)).outlets[1].tags == ["wire", "state"]
    assert "'*me' refers to nothing" in shown(make(tmp_path / "two", settings="a: &me [*me]\n"))


def test_files_with_other_names_are_pointed_out(tmp_path: Path) -> None:
    folder = make(tmp_path, outlet="outlets: []\n")
    (folder / "entites").mkdir()
    (folder / "watchlists" / "old").mkdir()
    (folder / "notes.md").write_text("not ours\n")
    said = shown(folder)
    assert "outlet.yaml: warning: this is not read; did you mean 'outlets.yaml'?  [unread-file]" in said
    assert "entites: warning: this is not read; did you mean 'entities'?" in said
    assert "watchlists/old: warning: folders in here are not read" in said
    assert "notes.md" not in said


def test_two_spellings_of_one_file_are_one_too_many(tmp_path: Path) -> None:
    folder = make(tmp_path)
    (folder / "outlets.yml").write_text("outlets: []\n")
    assert "outlets.yml: error: there is also a outlets.yaml" in shown(folder)


def test_a_file_name_that_cannot_be_an_id_asks_for_one(tmp_path: Path) -> None:
    folder = make(tmp_path, watchlists__ports=None)
    path = folder / "watchlists" / "Ports & Quays.yaml"
    path.parent.mkdir()
    path.write_text("title: Ports\nmatch: [quay]\n")
    assert "the file name 'Ports & Quays.yaml' cannot be the list's id" in shown(folder)
    path.write_text("id: ports\ntitle: Ports\nmatch: [quay]\n")
    assert load(folder).watchlists[0].id == "ports"


def test_a_folder_that_settings_name_must_be_there(tmp_path: Path) -> None:
    folder = make(tmp_path, settings="contact: a@example.org\ntemplates: our-templates\n")
    assert f"settings.yaml:2:12: error: templates: there is no folder {folder.as_posix()}/our-templates" in "\n".join(
        str(problem) for problem in problems_in(folder)
    ).replace(f"{folder.as_posix()}/settings", "settings")
    (folder / "our-templates").mkdir()
    assert load(folder).settings.templates == "our-templates"
