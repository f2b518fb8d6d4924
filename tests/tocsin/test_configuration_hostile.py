"""Whatever is in the files, the loader answers with located problems: never a traceback, never without end."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.tocsin.folders import SMALL, make
from tocsin.configuration import Configuration, ConfigurationError, check, load
from tocsin.configuration import nodes as nodes_module
from tocsin.configuration.files import SHAPES, SINGLE, Source, parse_source
from tocsin.configuration.places import keys
from tocsin.configuration.reading import decode, lines_of
from tocsin.problems import Problem
from tocsin.starter import FILES

CONFIG = Path(__file__).parents[2] / "config"
ODD = [
    "\t",
    "\n",
    " ",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    '"',
    "'",
    "#",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "%",
    "@",
    "~",
    "---\n",
    "\u200b",
    "ي",
    "=",
    "$",
    "?",
]


def texts() -> list[tuple[str, str]]:
    """(kind, text) of real files."""
    shipped = [
        (path.stem if path.stem in SINGLE else path.parent.name, path) for path in sorted(CONFIG.rglob("*.yaml"))
    ]
    starters = [(name.split("/")[0].removesuffix(".yaml"), text) for name, text in FILES.items()]
    return [*starters, *((kind, path.read_text(encoding="utf-8")[:4000]) for kind, path in shipped)]


TEXTS = texts()


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A real file after a few slips of the hand."""
    kind, text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        put = draw(st.sampled_from(ODD) | st.text(max_size=4))
        text = text[:at] + put + text[at + length :]
    return kind, text


def assert_located(source: Source, text: str) -> None:
    lines = len(lines_of(text))
    for problem in source.problems:
        assert 1 <= problem.line <= lines + 1, problem
        assert problem.column >= 1, problem
        assert problem.message.strip(), problem
        assert "\n" not in problem.message, problem
        assert "Traceback" not in problem.show()
    assert (source.model is None) == bool(source.problems)


@settings(max_examples=300, deadline=None)
@given(mutated())
@example(("watchlists", "title: x\nmatch: [{any: {}}]\n"))
@example(("watchlists", "title: x\nmatch: [[]]\nneeds: [[[]]]\n"))
@example(("settings", "? contact\n: a@example.org\n"))
@example(("settings", "contact: &a a@example.org\nmail_user: *a\n"))
@example(("digests", "digests: {id: x}\n"))
def test_a_real_file_after_slips_of_the_hand(case: tuple[str, str]) -> None:
    kind, text = case
    decoded = decode(text.encode(errors="replace"), "file.yaml")
    if isinstance(decoded, Problem):
        return
    assert_located(parse_source(kind, Path(f"{kind}.yaml"), "file.yaml", decoded), decoded)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SHAPES)), st.binary(max_size=200))
def test_any_bytes(kind: str, raw: bytes) -> None:
    text = decode(raw, "file.yaml")
    if isinstance(text, Problem):
        assert text.show()
        return
    assert_located(parse_source(kind, Path("file.yaml"), "file.yaml", text), text)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["2", "yes", "07:30", "$a", "on", "en"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "any", "title", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_any_value_at_any_place(kind: str, data: st.DataObject) -> None:
    value = data.draw(st.dictionaries(st.sampled_from(keys(SHAPES[kind])), VALUES, max_size=4))
    text = yaml.safe_dump(value, allow_unicode=True)
    assert_located(parse_source(kind, Path("file.yaml"), "file.yaml", text), text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_whole_folder_is_good_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SMALL)))
    text = SMALL[name]
    at = data.draw(st.integers(0, len(text)))
    changed = (
        text[:at] + data.draw(st.sampled_from(ODD) | st.text(max_size=3)) + text[at + data.draw(st.integers(0, 9)) :]
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(Path(temporary))
        (folder / name).write_bytes(changed.encode(errors="replace"))
        report = check(folder)
        try:
            configuration = load(folder)
        except ConfigurationError as error:
            assert error.problems
            assert report.configuration is None
        else:
            assert isinstance(configuration, Configuration)
            assert report.configuration is not None


def test_without_libyaml_the_same_files_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = [parse_source(kind, Path("f.yaml"), "f.yaml", text) for kind, text in TEXTS]
    monkeypatch.setattr(nodes_module, "LOADER", yaml.SafeLoader)
    for (kind, text), source in zip(TEXTS, with_c, strict=True):
        again = parse_source(kind, Path("f.yaml"), "f.yaml", text)
        assert again.model == source.model
        assert [p.line for p in again.problems] == [p.line for p in source.problems]
