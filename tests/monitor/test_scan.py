"""All engines find what a naive search finds, and folding and scanning in one pass is folding, then scanning."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.checks import SOFT, Check, Gap, is_plain
from monitor.postings import Postings
from monitor.scan import (
    AhoCorasickScanner,
    EngineName,
    NativeScanner,
    Numbering,
    Patterns,
    Sights,
    Span,
    installed_engines,
    make_scanner,
    numbering,
    read,
)
from monitor.text import fold, fold_with_numpy, native
from monitor.verify import verified

_LONG = [b"k" * 63, b"k" * 64, b"k" * 65, b"k" * 70]
_words = st.lists(st.sampled_from([b"ab", b"abc", b"b", b"300", b"\x80\xa0", b"\xdf", *_LONG]), min_size=1, max_size=4)
_folded = _words.map(lambda words: b" " + b" ".join(words) + b" ")
_patterns = st.lists(st.one_of(_folded, _folded.map(lambda data: data[:-1])), max_size=12, unique=True)


def _naive(patterns: list[bytes], data: bytes) -> set[tuple[int, int, int]]:
    return {
        (number, at, at + len(pattern))
        for number, pattern in enumerate(patterns)
        for at in range(len(data))
        if data.startswith(pattern, at)
    }


@pytest.mark.parametrize("engine", installed_engines())
@given(patterns=_patterns, text=st.lists(_folded, max_size=8).map(b"".join))
def test_an_engine_finds_every_occurrence_and_nothing_else(
    engine: EngineName, patterns: list[bytes], text: bytes
) -> None:
    scanner = make_scanner(Patterns(patterns), engine)
    found = scanner.scan(text)
    assert set(found) == _naive(patterns, text)
    assert len(found) == len(set(found))
    assert set(pickle.loads(pickle.dumps(scanner)).scan(text)) == set(found)


def test_the_automaton_is_always_installed() -> None:
    assert "ahocorasick" in installed_engines()


needs_native = pytest.mark.skipif(native() is None, reason="monitor/_native.c was not compiled")
_ODD = "aB c.'’-–3۳\n\u00a0\u200c\u200c\u00ad\u0301ßﷺﬁ가😀ёЁСكیی_/@%\ud800ʼªæ\u0640ء"
_odd_texts = st.text(st.one_of(st.sampled_from(_ODD), st.characters()), max_size=40)
_FORMS = ["a", "ab", "b c", "a b", "аб", "ее", "کی", "ی ی", "3", "ss", "fi", "ae", "c3"]
_odd_patterns = Patterns([fold(form).data for form in _FORMS] + [fold(form).data[:-1] for form in _FORMS])


@needs_native
@given(
    st.lists(
        st.dictionaries(st.binary(max_size=12).map(lambda data: b" " + data.replace(b"\n", b"")), st.none(), max_size=9)
    )
)
def test_patterns_are_numbered_alike_compiled_or_not(terms: list[dict[bytes, None]]) -> None:
    compiled, plain = numbering(), Numbering()
    for found in terms:
        compiled.add(found)
        plain.add(found)
    assert (compiled.packed(), compiled.asked()) == (plain.packed(), plain.asked())


@needs_native
def test_so_are_many() -> None:
    compiled, plain = numbering(), Numbering()
    for at in range(5000):
        found = dict.fromkeys(b" %d " % (at * 7919 % 3001 + one * 5003) for one in range(8))
        compiled.add(found)
        plain.add(found)
    assert (compiled.packed(), compiled.asked()) == (plain.packed(), plain.asked())


@needs_native
@given(_odd_texts)
def test_folding_is_the_same_compiled_or_not(text: str) -> None:
    compiled, plain = fold(text), fold_with_numpy(text)
    assert (compiled.data, list(compiled.origin)) == (plain.data, list(plain.origin))


@needs_native
@given(st.lists(st.one_of(_odd_texts, st.sampled_from(_FORMS)), max_size=12).map("".join))
@example("A'A")
def test_reading_in_one_pass_sees_what_folding_and_scanning_see(text: str) -> None:
    native_sights = read(NativeScanner(_odd_patterns), text, tell=True)
    sights = read(AhoCorasickScanner(_odd_patterns), text, tell=True)
    assert sorted(native_sights.found) == sorted(sights.found)
    assert (native_sights.hits, native_sights.alike, native_sights.broken) == ({}, sights.alike, sights.broken)
    if native_sights.found or native_sights.alike:
        assert native_sights.folded.data == sights.folded.data
        assert list(native_sights.folded.origin) == list(sights.folded.origin)


def _standing(sights: Sights, postings: Postings, text: str) -> set[tuple[int, Span]]:
    """Every term and place, what was judged already and what is judged here."""
    found = {(term, place) for term, places in sights.hits.items() for place in places}
    for number, _, _, start, end in sights.found:
        for posting in postings[number]:
            if (place := verified(posting, sights.folded, text, (start, end))) is not None:
                found.add((posting.term, place))
    return found


@needs_native
@pytest.mark.parametrize(
    "check",
    [
        Check(),
        Check(case="initial"),
        Check(case="capitals", tail=1),
        Check(number=True),
        Check(gaps=(Gap("", "abbreviation"),)),
        Check(edges=("", "/")),
    ],
)
@given(st.lists(st.one_of(_odd_texts, st.sampled_from([*_FORMS, "'s", "/", ". ", "c-3"])), max_size=12).map("".join))
def test_what_is_judged_at_once_is_judged_as_one_by_one(check: Check, text: str) -> None:
    numbers = range(len(_odd_patterns))
    fitting = [check._replace(gaps=(check.gaps or (SOFT,)) * (len(pattern.split()) - 1)) for pattern in _odd_patterns]
    rules = [
        (None if one == Check() else one, not pattern.endswith(b" "), pattern.endswith(b" ") and is_plain(one))
        for one, pattern in zip(fitting, _odd_patterns, strict=True)
    ]
    postings = Postings.of(numbers, numbers, numbers, rules)
    told = read(NativeScanner(_odd_patterns, postings), text)
    whole = read(AhoCorasickScanner(_odd_patterns), text)
    assert _standing(told, postings, text) == _standing(whole, postings, text)


@needs_native
def test_a_long_run_of_invisible_characters_is_read_in_one_breath() -> None:
    text = "ک" + "\u200c\u00ad" * 300_000 + "ی"
    assert fold(text).data == fold_with_numpy(text).data == fold("ک ی").data
