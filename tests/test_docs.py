"""The documents are executed: every YAML example loads, every command exists, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
import typer.main
from pydantic import BaseModel

from alerts.digests import Alert, Digest
from crawler.outlets import Outlet, Source
from monitor.entities import Entity, Role
from monitor.findings import CODES
from monitor.watchlists import Query, Watchlist, WatchTests
from tocsin.cli import app
from tocsin.configuration import check
from tocsin.configuration.places import keys
from tocsin.settings import Settings
from tocsin.starter import write_starter

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "config").rglob("*.md")])
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ((?:settings|outlets|digests|entities/[\w-]+|watchlists/[\w-]+)\.yaml)\n")
_NAMED = re.compile(r"`[\w./-]*?/?((?:settings|outlets|digests|entities/[\w-]+|watchlists/[\w-]+)\.yaml)`")
_INLINE = re.compile(r"(?<!`)`(tocsin (?!->)[^`]+)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|src(?:set)?=\"([^\"]+)\"")


class Example(NamedTuple):
    """A YAML block that says, in its first line or in the text above it, which file it is."""

    page: Path
    line: int
    name: str
    text: str


def blocks(page: Path, *languages: str) -> Iterator[tuple[int, str, str]]:
    """Line, text above (back to the block before) and text of each fenced block in one of the languages."""
    text = page.read_text(encoding="utf-8")
    end = 0
    for match in _FENCE.finditer(text):
        if match[1] in languages:
            yield text.count("\n", 0, match.start()) + 1, text[end : match.start()], match[2]
        end = match.end()


def examples(page: Path) -> Iterator[Example]:
    for line, above, text in blocks(page, "yaml"):
        if (match := _FILE.match(text)) is not None:
            yield Example(page, line, match[1], text)
        elif named := _NAMED.findall(above):
            yield Example(page, line, named[-1], text)


def command_lines(page: Path) -> Iterator[tuple[str, list[str]]]:
    """(as written, words after `tocsin`) of every command in inline code and in shell blocks."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    written = [match[1] for match in _INLINE.finditer(prose)]
    for _, _, text in blocks(page, "sh", "console"):
        written += [line for line in text.splitlines() if re.match(r"(?:\$ )?(?:\S*/)?tocsin\s", line)]
    for line in written:
        words = shlex.split(re.sub(r"^(?:\$ )?(?:\S*/)?tocsin", "", line).split(" | ")[0], comments=True)
        yield line, words


def option_names(command: Any) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help",
        "-h",
    }


def unknown_in(words: list[str]) -> str:
    """What of a command line does not exist; empty when all of it does."""
    command: Any = typer.main.get_command(app)
    allowed = option_names(command)
    for word in words:
        if word.startswith("-"):
            if word.split("=")[0] not in allowed:
                return word
        elif commands := getattr(command, "commands", None):  # a group; anything else takes arguments
            found = [commands.get(name) for name in word.split("|")]  # `a|b` is a choice
            if None in found:
                return word
            command = found[0]
            allowed |= option_names(command)
    return ""


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_documents_with_examples() -> None:
    assert len(PAGES) > 5
    assert sum(1 for page in PAGES for _ in examples(page)) >= 10


@pytest.mark.parametrize("page", [page for page in PAGES if any(examples(page))], ids=shown)
def test_every_yaml_example_that_names_its_file_is_right(page: Path, tmp_path: Path) -> None:
    """Each page builds on a fresh starter folder, and each example on those before it."""
    write_starter(tmp_path)
    (tmp_path / "watchlists" / "security-council.yaml").unlink()
    for example in examples(page):
        path = tmp_path / example.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(example.text, encoding="utf-8")
        report = check(tmp_path)
        wrong = [problem.show() for problem in report.errors if not _later(problem.message, example, page)]
        assert wrong == [], f"{shown(page)}:{example.line}"
    assert [problem.show() for problem in check(tmp_path).errors] == []


def _later(message: str, example: Example, page: Path) -> bool:
    """A reference to something that the page defines only further down."""
    names = re.findall(r"^\$?([\w-]+) is no known", message)
    below = "".join(one.text for one in examples(page) if one.line > example.line)
    return bool(names) and f"id: {names[0]}" in below


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("check --json", ""),
        ("check --config my-watch", ""),
        ("digest preview|send morning", ""),
        ("chek", "chek"),
        ("check --jsn", "--jsn"),
        ("digest shew", "shew"),
    ],
)
def test_what_does_not_exist_is_noticed(line: str, unknown: str) -> None:
    assert unknown_in(shlex.split(line)) == unknown


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_command_in_the_documents_exists(page: Path) -> None:
    missing = {line: unknown for line, words in command_lines(page) if (unknown := unknown_in(words))}
    assert missing == {}


def test_every_command_in_the_comments_of_the_shipped_files_exists() -> None:
    for path in (*sorted((ROOT / "config").rglob("*.yaml")), ROOT / "tocsin" / "starter.py"):
        for match in _INLINE.finditer(path.read_text(encoding="utf-8")):
            assert unknown_in(shlex.split(match[1])[1:]) == "", f"{path}: {match[0]}"


def anchors(page: Path) -> set[str]:
    """What a heading can be linked as: small letters, blanks as dashes, other signs left out."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for match in _LINK.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        target = unquote(match[1] or match[2])
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


MODELS = (Settings, Outlet, Source, Entity, Role, Watchlist, Query, WatchTests, Digest, Alert)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_guides_name_every_setting(model: type[BaseModel]) -> None:
    pages = ("operators-guide", "watchlist-language")
    guides = "".join((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in pages)
    missing = [key for key in keys(model) if not re.search(rf"`{key}[`:]|[{{\s]{key}:", guides)]
    assert missing == []


def test_the_guide_explains_every_warning() -> None:
    guide = (ROOT / "docs" / "operators-guide.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| (.+?) \|", guide, re.MULTILINE))
    explained = {code for cell in table for code in re.findall(r"`([a-z-]+)`", cell)}
    assert set(CODES) <= explained
