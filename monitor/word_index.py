"""An index of the words of every screened article: which articles can match at all is asked here first.

It holds the folded words that the matcher itself reads, so an article that it leaves out cannot match. What it lets
through is read by the matcher as ever. SQLite: an FTS5 table without contents; PostgreSQL: a `tsvector` with a GIN
index (`monitor.tables`). What came into it is logged in `indexed`.
"""

from __future__ import annotations

import secrets
from codecs import charmap_decode
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, bindparam, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.analysis import Ruleset
from monitor.batches import batched
from monitor.document import Document
from monitor.lexicon import Lexicon, Postings
from monitor.match import Reading
from monitor.naming import nobody
from monitor.scan import Match
from monitor.tables import Indexed
from monitor.text import fold_short

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LOCK: Final = 0x746F6374
_REVISIONS: Final = 1000
"""Row number = article * 1000 + revision % 1000. An FTS5 table without contents cannot forget a row without its words;
the words of old revisions stay, and only let an article through that then does not match."""
_MOST_WORDS: Final = 6000
"""A condition of more words is left out: asking for it would cost more than reading the articles."""
_RENAMED_AT_ONCE: Final = 20_000
"""Articles: each time the log is read once from its beginning, since nothing else asks it for an article."""
_FORMS_AT_ONCE: Final = 64
"""SQLite looks at every alternative of a condition for each row it gives: many short conditions are faster than one."""
_SAFE: Final = "".join(chr(byte if byte < 128 else 0x4E00 + byte) for byte in range(256))
"""Folded letters of other scripts stand as ideographs, which the tokenizer of FTS5 takes as they are."""


_NONE: Final = Postings.of(())
_NOBODY: Final = nobody()


class _Recorder:
    """A scanner that finds nothing and remembers what it was given: every way the matcher reads a text."""

    def __init__(self) -> None:
        self.read: list[bytes] = []

    def scan(self, data: bytes) -> list[Match]:
        """See `monitor.scan.Scanner`."""
        self.read.append(data)
        return []


def words_of(title: str, body: str) -> list[str]:
    """The distinct folded words of an article, in every way the matcher reads it, as the index keeps them."""
    recorder = _Recorder()
    lexicon = Lexicon(
        scanner=recorder,
        engine="ahocorasick",
        postings=_NONE,
        entities=_NOBODY.plans,
        names=_NOBODY,
        outlets={},
        labels={},
    )
    Reading(lexicon, Document(id="", title=title, text=body))
    distinct = {word for data in recorder.read for word in data.split()}
    return sorted(_safe(b" ".join(distinct)).split())


def add(session: Session, articles: Iterable[Article], words: Mapping[int, list[str]] = MappingProxyType({})) -> None:
    """Let articles be found by the words of their present revision, and log it; each revision at most once.

    On PostgreSQL it waits until whoever adds at the same time has committed: so the log is read in the order of its
    numbers, and nobody who has read up to one of them ever misses an earlier one.

    Args:
        words: of these very texts, by article, as of `words_of`; what is missing is made.
    """
    rows = [
        (
            article.id * _REVISIONS + article.revision % _REVISIONS,
            words[article.id] if article.id in words else words_of(article.title, article.text),
            article,
        )
        for article in articles
    ]
    if not rows:
        return
    _in_turn(session)
    if session.get_bind().dialect.name == "postgresql":
        statement = text(
            "INSERT INTO word_index (id, words) VALUES (:id, array_to_tsvector(:words)) ON CONFLICT (id) DO NOTHING"
        ).bindparams(bindparam("words", type_=ARRAY(String)))
        session.execute(statement, [{"id": number, "words": words} for number, words, _ in rows])
    else:
        statement = text("INSERT INTO word_index (rowid, words) VALUES (:id, :words)")
        session.execute(statement, [{"id": number, "words": " ".join(words)} for number, words, _ in rows])
    session.execute(
        insert(Indexed),
        [
            {
                "article_id": article.id,
                "revision": article.revision,
                "stamp": secrets.randbits(62),
                "outlet": article.outlet,
                "language": article.language,
                "at": microseconds(article.published or article.first_seen),
            }
            for _, _, article in rows
        ],
    )


def rename(session: Session, articles: Sequence[int], outlet: str) -> None:
    """Log that these articles are of another outlet now; their words stay as they are."""
    if articles:
        _in_turn(session)
    for part in batched(articles, _RENAMED_AT_ONCE):
        log = select(Indexed.article_id, Indexed.revision, Indexed.language, Indexed.at)
        rows = session.execute(log.where(Indexed.article_id.in_(part)).order_by(Indexed.number))
        newest = {row.article_id: row for row in rows}  # the last of each
        if newest:
            session.execute(
                insert(Indexed),
                [{**row._asdict(), "stamp": secrets.randbits(62), "outlet": outlet} for row in newest.values()],
            )


def _in_turn(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def microseconds(instant: datetime) -> int:
    """Since 1970-01-01 UTC, as the log has it."""
    return (instant - _EPOCH) // _MICROSECOND


def candidates(session: Session, rules: Ruleset, watchlists: Collection[str] | None = None) -> set[int] | None:
    """Articles in which a query of these watchlists (None = all) can hold, or None where every article must be read.

    Articles that were not screened yet are not known here.
    """
    plans = [plan for plan in rules.plans if watchlists is None or plan.id in watchlists]
    forms = _Forms(rules)
    dialect = session.get_bind().dialect.name
    parts = [_query(forms, query.clauses, dialect) for plan in plans for query in plan.queries]
    if any(part is None for part in parts):
        return None
    return {article for part in parts if part for article in _asked(session, part).tolist()}


def holding(session: Session, rules: Ruleset, leaves: Collection[int]) -> NDArray[np.int64]:
    """Articles in which one of these leaves (a term by its number, an entity by ~number) can be, by rising id."""
    forms = _Forms(rules)
    dialect = session.get_bind().dialect.name
    every = sorted({form for key in leaves for form in forms.of(key)}, key=sorted)
    parts = [_asked(session, _either(some, dialect)) for some in batched(every, _FORMS_AT_ONCE)]
    found = np.concatenate([np.zeros(0, np.int64), *parts])
    found.sort(kind="stable")  # SQLite gives each part in order: to merge them is less than to sort anew
    distinct: NDArray[np.int64] = found[np.append(True, np.diff(found) != 0)[: len(found)]]
    return distinct


def _asked(session: Session, wanted: str) -> NDArray[np.int64]:
    """The articles, tens of thousands of them: told as one text, which takes half the time of a row for each."""
    if session.get_bind().dialect.name == "postgresql":
        asked = "SELECT string_agg(id::text, ',') FROM word_index WHERE words @@ CAST(:wanted AS tsquery)"
    else:
        asked = "SELECT group_concat(rowid) FROM word_index WHERE word_index MATCH :wanted"
    told: str | None = session.connection().execute(text(asked), {"wanted": wanted}).scalar()
    return np.fromstring(told or "", np.int64, sep=",") // _REVISIONS


def _query(forms: _Forms, clauses: Sequence[frozenset[int]], dialect: str) -> str | None:
    """A query's clauses in the notation of the database; "" where nothing can hold, None where anything may."""
    asked = []
    for clause in clauses:
        alternatives = {form for key in clause for form in forms.of(key)}
        if sum(map(len, alternatives)) > _MOST_WORDS:
            continue
        if not alternatives:
            return ""
        asked.append(_either(sorted(alternatives), dialect))
    if not asked:
        return None
    return (" & " if dialect == "postgresql" else " AND ").join(f"({one})" for one in asked)


class _Forms:
    """Leaf number -> sets of words of which one set is in every article that has the leaf; a word that ends in * is
    the beginning of one."""

    def __init__(self, rules: Ruleset) -> None:
        self._rules = rules
        self._patterns = list(rules.lexicon.patterns)
        self._of_term = rules.lexicon.postings.patterns_of()
        self._by_letters: dict[bytes, set[frozenset[str]]] | None = None

    def _term(self, term: int) -> set[frozenset[str]]:
        return {_words(self._patterns[number]) for number in self._of_term(term)}

    def _series(self) -> dict[bytes, set[frozenset[str]]]:
        """Letters before a number -> the forms of all names that begin so."""
        if self._by_letters is None:
            self._by_letters = {}
            plans = self._rules.lexicon.entities
            for number in range(len(self._rules.entities)):
                for term, letters in plans.made(number).series.items():
                    self._by_letters.setdefault(letters, set()).update(self._term(term))
        return self._by_letters

    def of(self, key: int) -> set[frozenset[str]]:
        if key >= 0:
            return self._term(key)
        entity = self._rules.lexicon.entities[~key]
        found = {form for term in (*entity.full, *entity.short) for form in self._term(term)}
        # «Shahed-129 and 191»: the number may stand without its letters, beside another of the same letters.
        for term, letters in entity.series.items():
            number = fold_short(entity.full[term]).replace(b" ", b"").removeprefix(letters)
            alone = {_safe(number), _safe(number + b"s")}
            found |= {form | {word} for form in self._series().get(letters, ()) for word in alone}
        return found


def _words(pattern: bytes) -> frozenset[str]:
    words = [_safe(word) for word in pattern.split()]
    if not pattern.endswith(b" "):
        words[-1] += "*"
    return frozenset(words)


def _safe(word: bytes) -> str:
    return charmap_decode(word, "strict", _SAFE)[0]


def _either(forms: Sequence[frozenset[str]], dialect: str) -> str:
    if dialect == "postgresql":
        return " | ".join(
            "(" + " & ".join(f"'{w[:-1]}':*" if w.endswith("*") else f"'{w}'" for w in sorted(form)) + ")"
            for form in forms
        )
    return " OR ".join(
        "(" + " AND ".join(f'"{w[:-1]}"*' if w.endswith("*") else f'"{w}"' for w in sorted(form)) + ")"
        for form in forms
    )
