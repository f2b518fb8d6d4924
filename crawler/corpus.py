"""Texts in and out: folders of articles in the corpus format.

`import_corpus` reads any folder of ``.txt`` files; a file that Tocsin wrote itself (its sidecar ``.json`` says so) is
taken as it is, every other one is cleaned by `parse_corpus_text`, the original kept. `export_corpus` writes what the
folder does not have yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.corpus_export import ExportReport, export_corpus
from crawler.corpus_files import NAME, TextFile, read_text_file, text_files
from crawler.corpus_habits import Habits, Tally
from crawler.corpus_text import CorpusText, parse_corpus_text, read_corpus_text, render_corpus, text_lines
from crawler.items import Extracted
from crawler.language import text_language
from crawler.likeness import Archive, likeness
from crawler.outlets import Outlet
from crawler.store import keep
from crawler.tables import Article
from crawler.text import paragraphs
from crawler.urls import article_key, canonical, same_site

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

_CONFIDENCE = 0.9
_SAME_TEXT = 0.3
"""So much of its words a file shares with what it was at the last import; another file of that name shares less."""
_JOINERS = "\u200c\u200d\u00a0"
"""Not printable to Python, and part of words in Persian and in the scripts of India."""


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
    note: str = ""
    """What an operator should know of the text."""
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
            if file.note:
                yield f"    {file.note}"
            for line, reason in file.removed:
                yield f"    left out ({reason}): {_shown(line if len(line) <= 100 else line[:99] + '…')}"
        outcomes: tuple[Outcome, ...] = ("new", "changed", "same", "duplicate", "failed")
        yield ", ".join(f"{self.count(outcome)} {outcome}" for outcome in outcomes)


def import_corpus(
    session: Session, directory: Path, *, now: datetime, outlet: str = "corpus", outlets: Sequence[Outlet] = ()
) -> ImportReport:
    """Keep every ``*.txt`` of ``directory`` as an article; the caller commits.

    An article gets the outlet among ``outlets`` whose site its address is of, else ``outlet``. A text that is in the
    archive already, under its address or nearly word for word, is reported as a duplicate and not kept again; what an
    export wrote with its facts is told by its address alone, as a report that several outlets bring is an article of
    each. An article that an import made is revised where its file has changed. Files that cannot be read are reported
    and left out.

    Raises:
        OSError: ``directory`` cannot be listed.
    """
    archive = Archive(session)
    names = tuple(one.name for one in outlets)
    habits = _habits(directory)
    report = ImportReport()
    for path in text_files(directory):
        try:
            file = read_text_file(path)
            text = _text(file, names, habits)
        except (OSError, ValueError) as error:
            report.files.append(ImportedFile(path.name, "failed", problem=str(error)))
            continue
        owner = file.facts.get("outlet") or _outlet(text.url, outlets) or outlet
        report.files.append(_import(session, archive, file, text, owner=owner, now=now))
    return report


def _habits(directory: Path) -> Habits:
    """What the texts of a folder have in common, those apart that Tocsin wrote."""
    tally = Tally()
    for path in text_files(directory):
        try:
            file = read_text_file(path)
        except (OSError, ValueError):
            continue  # told where it is imported
        if not file.facts:
            tally.add(text_lines(file.original))
    return tally.habits()


def _text(file: TextFile, sites: Sequence[str], habits: Habits) -> CorpusText:
    text = read_corpus_text(file.original) if file.facts else parse_corpus_text(file.original, sites, habits)
    if not text.title or not text.paragraphs:
        raise ValueError(f"{file.name} holds no article: there is no text below a headline")
    return text


def _shown(line: str) -> str:
    """``line`` for a terminal: what would move its cursor or change its colours is written as an escape."""
    return "".join(char if char.isprintable() or char in _JOINERS else ascii(char)[1:-1] for char in line)


def _import(
    session: Session, archive: Archive, file: TextFile, text: CorpusText, *, owner: str, now: datetime
) -> ImportedFile:
    key, url = _identity(session, file, text)
    known = _known(session, key, url)
    told = (text.removed, text.note)
    if known is not None and known.origin != "corpus":
        return ImportedFile(file.name, "duplicate", text.title, known.key, known.outlet, *told)
    if (
        known is None
        and not canonical(file.facts.get("url") or "")
        and (copy := archive.like(text.paragraphs)) is not None
    ):
        return ImportedFile(file.name, "duplicate", text.title, copy.key, copy.outlet, *told)
    kept = keep(
        session,
        owner,
        _extracted(text, file),
        url=known.url if known is not None else url,
        fetched=now,
        origin="corpus",
        original=file.original,
    )
    article = session.get_one(Article, kept.article_id)
    if kept.outcome == "new" and session.scalar(select(Article.id).where(Article.key == key)) is None:
        article.key = key  # the name the text goes by outside stays its name
        session.flush()
    archive.add(article.id, text.paragraphs)
    return ImportedFile(file.name, kept.outcome, text.title, article.key, article.outlet, *told)


def _identity(session: Session, file: TextFile, text: CorpusText) -> tuple[str, str]:
    """Key and address of the article that a file is: by its name, its address, and where it has neither, by what the
    file is called; two folders may use one name for two texts."""
    name = NAME.fullmatch(file.name)
    url = _url(file.facts.get("url")) or canonical(text.url)
    if name or url:
        key = name[2] if name else article_key(url or "")
        return key, url or f"corpus:{key}"
    for called in (file.name, f"{file.name}\0{text.title}"):
        key = sha256(called.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        known = _known(session, key, f"corpus:{key}")
        if known is None or known.title == text.title or _is_same(known, text):
            break
    return key, f"corpus:{key}"


def _known(session: Session, key: str, url: str) -> Article | None:
    return session.scalar(select(Article).where((Article.url == url) | (Article.key == key)))


def _is_same(known: Article, text: CorpusText) -> bool:
    return likeness(paragraphs(known.text), text.paragraphs) >= _SAME_TEXT


def _url(value: str | None) -> str:
    return value if value and (value.startswith("corpus:") or canonical(value)) else ""


def _outlet(url: str, outlets: Sequence[Outlet]) -> str:
    for one in outlets:
        if any(same_site(url, source.url) for source in (*one.feeds, *one.sitemaps, *one.sections)):
            return one.id
    return ""


def _extracted(text: CorpusText, file: TextFile) -> Extracted:
    facts = file.facts
    if not facts:
        return Extracted(
            title=text.title,
            text=text.text,
            authors=text.authors,
            credit=text.credit,
            published=text.date,
            language=text_language("", text.text),
            confidence=_CONFIDENCE,
        )
    return Extracted(
        title=text.title,
        text=text.text,
        standfirst=facts["standfirst"],
        authors=facts["authors"],
        credit=facts["credit"],
        published=facts["published"],
        modified=facts["modified"],
        language=facts["language"] or text_language("", text.text),
        image=facts["image"],
        section=facts["section"],
        tags=facts["tags"],
        paywall=facts["paywall"],
        confidence=facts["confidence"],
    )
