"""Compiled rulesets on disk: the same results, and nothing worse than compiling again when a file is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.document import Document
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.scan import EngineName, installed_engines
from monitor.watchlists import Query, Watchlist
from tests.monitor import beat
from tests.quality.labelled import sentences

_DOCUMENTS = [Document(str(at), one.text[:20], one.text, lang=one.lang) for at, one in enumerate(sentences())]


def _compiled(cache: Path | None, engine: EngineName | None = None) -> Ruleset:
    return compile_ruleset(beat.watchlists(), beat.entities(), beat.outlets(), cache=cache, engine=engine)


@pytest.mark.parametrize("engine", installed_engines())
def test_what_is_kept_reads_as_what_was_compiled_with_either_engine(tmp_path: Path, engine: EngineName) -> None:
    expected = [beat.ruleset().analyse(document) for document in _DOCUMENTS]
    for ruleset in (_compiled(tmp_path, engine), _compiled(tmp_path, engine)):
        assert ruleset.lexicon.engine == engine
        assert ruleset.hash == beat.ruleset().hash
        assert [ruleset.analyse(document) for document in _DOCUMENTS] == expected
    assert len(list(tmp_path.iterdir())) == 1


def test_unchanged_lists_are_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _compiled(tmp_path)
    monkeypatch.setattr("monitor.ruleset.patterns", lambda _term: pytest.fail("compiled again"))
    assert _compiled(tmp_path).passes("air-defence", "Iran received the S-300 contract.").queries


@pytest.mark.parametrize("damage", [b"", b"tocsin ruleset 1\nshort", b"something else"])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes) -> None:
    _compiled(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:-100])
    assert _compiled(tmp_path).hash == beat.ruleset().hash
    assert len(file.read_bytes()) == len(whole)


def test_old_rulesets_do_not_pile_up(tmp_path: Path) -> None:
    for score in range(9):
        changed = Watchlist(id="one", title="One", match=[Query(any=["kite"])], score=score)
        compile_ruleset([changed], [], cache=tmp_path, engine="ahocorasick")
    assert len(list(tmp_path.iterdir())) == 6
