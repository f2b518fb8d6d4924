"""Texts in and out: folders of articles in the corpus format.

`import_corpus` reads any folder of ``.txt`` files; a file that Tocsin wrote itself (its sidecar ``.json`` says so) is
taken as it is, every other one is cleaned by `parse_corpus_text`, the original kept. `export_corpus` writes what the
folder does not have yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.charset import decode
from crawler.corpus_text import CorpusText, parse_corpus_text, read_corpus_text, render_corpus
from crawler.files import binary_kind
from crawler.items import Extracted
from crawler.language import text_language
from crawler.likeness import Archive
from crawler.outlets import Outlet
from crawler.store import keep
from crawler.tables import Article
from crawler.urls import canonical, same_site

__all__ = [
    "CorpusText",
    "ExportReport",
    "ImportReport",
    "export_corpus",
    "import_corpus",
    "parse_corpus_text",
    "render_corpus",
]

Outcome = Literal["new", "changed", "same", "duplicate", "failed"]

_NAME = re.compile(r"(\d{3,})_([0-9a-f]{16})\.txt")
_MAX_BYTES = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SLIPS, _CONTROL_SHARE = 3, 0.01
_JOINERS = "\u200c\u200d\u00a0"
"""Not printable to Python, and part of words in Persian and in the scripts of India."""
_TIMES = ("published", "modified", "first_seen", "fetched")


@dataclass(frozen=True)
class ImportedFile:
    """What became of one file."""

    file: str
    outcome: Outcome
    title: str = ""
    article: str = ""
    """Key of the article it became or is a copy of."""
    outlet: str = ""
    removed: tuple[tuple[str, str], ...] = ()
    """(line, reason)"""
    problem: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What became of every file of a folder."""

    files: list[ImportedFile] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Files that could not be read."""
        return sum(1 for file in self.files if file.outcome == "failed")

    def count(self, outcome: Outcome) -> int:
        """Files with that outcome."""
        return sum(1 for file in self.files if file.outcome == outcome)

    def lines(self) -> Iterator[str]:
        """The report for people: each file, and each line that was left out of it with the reason."""
        for file in self.files:
            note = file.problem or (f"copy of {file.article}" if file.outcome == "duplicate" else file.title)
            yield _shown(f"{file.file}: {file.outcome}: {note}")
            for line, reason in file.removed:
                yield f"    left out ({reason}): {_shown(line if len(line) <= 100 else line[:99] + '…')}"
        outcomes: tuple[Outcome, ...] = ("new", "changed", "same", "duplicate", "failed")
        yield ", ".join(f"{self.count(outcome)} {outcome}" for outcome in outcomes)


@dataclass(frozen=True)
class ExportReport:
    """How many articles were written, and how many the folder had already."""

    written: int
    present: int


def import_corpus(
    session: Session, directory: Path, *, now: datetime, outlet: str = "corpus", outlets: Sequence[Outlet] = ()
) -> ImportReport:
    """Keep every ``*.txt`` of ``directory`` as an article; the caller commits.

    An article gets the outlet among ``outlets`` whose site its address is of, else ``outlet``. A text that is in the
    archive already, under its address or nearly word for word, is reported as a duplicate and not kept again; an
    article that an import made is revised where its file has changed. Files that cannot be read are reported and
    left out.

    Raises:
        OSError: ``directory`` cannot be listed.
    """
    archive = Archive(session)
    names = tuple(one.name for one in outlets)
    report = ImportReport()
    for path in sorted(path for path in directory.iterdir() if path.suffix == ".txt" and path.is_file()):
        try:
            read = _read(path, names)
        except (OSError, ValueError) as error:
            report.files.append(ImportedFile(path.name, "failed", problem=str(error)))
            continue
        owner = str(read.facts.get("outlet") or "") or _outlet(read.text.url, outlets) or outlet
        report.files.append(_import(session, archive, read, owner, now))
    return report


@dataclass(frozen=True)
class _Read:
    """A file: its text, the facts of its sidecar ({} where it has none that fits), and what stood in it."""

    file: str
    text: CorpusText
    facts: dict[str, Any]
    original: str


def _read(path: Path, names: Sequence[str]) -> _Read:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes; at most {_MAX_BYTES} are read as one article")
    body = path.read_bytes()
    if kind := binary_kind(body):
        raise ValueError(f"{path.name} is no text but {kind}")
    original = decode(body).text
    if _is_junk(original):
        raise ValueError(f"{path.name} is no text: it is full of control characters")
    facts = _sidecar(path.with_suffix(".json"), body)
    text = read_corpus_text(original) if facts else parse_corpus_text(original, names)
    if not text.title or not text.paragraphs:
        raise ValueError(f"{path.name} holds no article: there is no text below a headline")
    return _Read(path.name, text, facts, original)


def _is_junk(text: str) -> bool:
    """Whether control characters, which no text has, are more in ``text`` than a slip of an editor leaves."""
    controls = len(_CONTROL.findall(text))
    return controls > _SLIPS and controls > _CONTROL_SHARE * len(text)


def _shown(line: str) -> str:
    """``line`` for a terminal: what would move its cursor or change its colours is written as an escape."""
    return "".join(char if char.isprintable() or char in _JOINERS else ascii(char)[1:-1] for char in line)


def _sidecar(path: Path, body: bytes) -> dict[str, Any]:
    """What Tocsin wrote beside a text; {} where there is nothing, or the text has been changed since."""
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) and facts.get("sha256") == sha256(body).hexdigest() else {}


def _import(session: Session, archive: Archive, read: _Read, owner: str, now: datetime) -> ImportedFile:
    file, text, facts = read.file, read.text, read.facts
    name = _NAME.fullmatch(file)
    key = name[2] if name else sha256(file.encode()).hexdigest()[:16]
    url = _url(facts.get("url")) or canonical(text.url) or f"corpus:{key}"
    known = session.scalar(select(Article).where((Article.url == url) | (Article.key == key)))
    if known is not None and known.origin != "corpus":
        return ImportedFile(file, "duplicate", text.title, known.key, known.outlet, text.removed)
    if known is None and (copy := archive.like(text.paragraphs)) is not None:
        return ImportedFile(file, "duplicate", text.title, copy.key, copy.outlet, text.removed)
    kept = keep(
        session,
        owner,
        _extracted(text, facts),
        url=known.url if known is not None else url,
        fetched=now,
        origin="corpus",
        original=read.original,
    )
    article = session.get_one(Article, kept.article_id)
    if kept.outcome == "new" and session.scalar(select(Article.id).where(Article.key == key)) is None:
        article.key = key  # the name the text goes by outside stays its name
        session.flush()
    archive.add(article.id, text.paragraphs)
    return ImportedFile(file, kept.outcome, text.title, article.key, article.outlet, text.removed)


def _url(value: Any) -> str:
    return value if isinstance(value, str) and (value.startswith("corpus:") or canonical(value)) else ""


def _outlet(url: str, outlets: Sequence[Outlet]) -> str:
    for one in outlets:
        if any(same_site(url, source.url) for source in (*one.feeds, *one.sitemaps, *one.sections)):
            return one.id
    return ""


def _extracted(text: CorpusText, facts: dict[str, Any]) -> Extracted:
    times = {name: datetime.fromisoformat(facts[name]) for name in _TIMES if isinstance(facts.get(name), str)}
    return Extracted(
        title=text.title,
        text=text.text,
        standfirst=str(facts.get("standfirst") or ""),
        authors=tuple(map(str, facts.get("authors") or ())),
        credit=str(facts.get("credit") or text.credit),
        published=times.get("published", text.date),
        modified=times.get("modified"),
        language=str(facts.get("language") or text_language("", text.text)),
        image=str(facts.get("image") or ""),
        section=str(facts.get("section") or ""),
        tags=tuple(map(str, facts.get("tags") or ())),
        paywall=bool(facts.get("paywall")),
        confidence=float(facts.get("confidence") or 0.9),
    )


def export_corpus(
    session: Session,
    directory: Path,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    outlets: Sequence[str] = (),
) -> ExportReport:
    """Write the articles first seen in [since, until) that ``directory`` does not have, in the order they came.

    ``outlets`` (ids) limits them. The folder is made if needed. Each text is written under a temporary name first, so
    that a broken export leaves no half file behind.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    names = [match for path in directory.iterdir() if (match := _NAME.fullmatch(path.name))]
    present = {match[2] for match in names}
    number = max((int(match[1]) for match in names), default=-1)
    query = select(Article).order_by(Article.first_seen, Article.id).execution_options(yield_per=200)
    if since is not None:
        query = query.where(Article.first_seen >= since)
    if until is not None:
        query = query.where(Article.first_seen < until)
    if outlets:
        query = query.where(Article.outlet.in_(outlets))
    written = already = 0
    for article in session.scalars(query):
        if article.key in present:
            already += 1
            continue
        number += 1
        _write(directory, f"{number:03d}_{article.key}", article)
        written += 1
    return ExportReport(written, already)


def _write(directory: Path, name: str, article: Article) -> None:
    body = render_corpus(article.title, article.text).encode("utf-8")
    facts = {
        "key": article.key,
        "url": article.url,
        "outlet": article.outlet,
        "origin": article.origin,
        "standfirst": article.standfirst,
        "authors": article.authors,
        "credit": article.credit,
        "published": _iso(article.published),
        "modified": _iso(article.modified),
        "first_seen": _iso(article.first_seen),
        "fetched": _iso(article.fetched),
        "language": article.language,
        "image": article.image,
        "section": article.section,
        "tags": article.tags,
        "paywall": article.paywall,
        "confidence": article.confidence,
        "revision": article.revision,
        "sha256": sha256(body).hexdigest(),
    }
    sidecar = json.dumps(facts, ensure_ascii=False, indent=2).encode("utf-8")
    for suffix, content in ((".json", sidecar), (".txt", body)):  # the text last: it is what counts as present
        draft = directory / f".{name}{suffix}.part"
        draft.write_bytes(content)
        draft.replace(directory / f"{name}{suffix}")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
