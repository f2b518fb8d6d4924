"""Queries: a naive reading of the tree agrees with the compiled one, on random trees and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.document import Document
from monitor.nodes import AtLeast, Both, Either, Near, Node, Phrase, Scope, Together, show
from monitor.ruleset import compile_ruleset
from monitor.watchlists import Query, Watchlist

_VOCABULARY = ("kestrel", "kestrels", "lantern", "marble", "marbles", "orchid", "pepper")
_words = st.sampled_from(_VOCABULARY)
_sentences = st.lists(_words, min_size=1, max_size=5)
_paragraphs = st.lists(_sentences, min_size=1, max_size=3)


@dataclass(frozen=True)
class _Word:
    """One word of a made-up text, with everything a naive reader needs."""

    text: str
    field: str
    paragraph: int
    sentence: tuple[int, int]
    number: int


@dataclass(frozen=True)
class Text:
    title: list[str]
    paragraphs: list[list[list[str]]]

    @property
    def document(self) -> Document:
        text = "\n\n".join(" ".join(map(_spoken, sentences)) for sentences in self.paragraphs)
        return Document("1", _spoken(self.title).rstrip(".") if self.title else "", text)

    def words(self) -> list[_Word]:
        found = [_Word(word, "title", -1, (-1, 0), at) for at, word in enumerate(self.title)]
        number = 0
        for at, sentences in enumerate(self.paragraphs):
            for order, sentence in enumerate(sentences):
                for word in sentence:
                    found.append(_Word(word, "text", at, (at, order), number))
                    number += 1
        return found


def _spoken(words: Sequence[str]) -> str:
    return " ".join(words).capitalize() + "."


texts = st.builds(Text, st.lists(_words, max_size=4), st.lists(_paragraphs, min_size=1, max_size=3))

_phrases = st.one_of(
    st.builds(Phrase, st.sampled_from(["kestrel", "lantern", "marble", "orchid", "pepper"]), st.booleans()),
    st.builds(Phrase, st.sampled_from(["kest", "marb"]), st.just(False), st.just(True)),
    st.sampled_from([Phrase("lantern marble"), Phrase("orchid orchid"), Phrase("pepper kestrel", exact=True)]),
)


def _several(nodes: st.SearchStrategy[Node], least: int = 2) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(nodes, min_size=least, max_size=3).map(tuple)


_choices: st.SearchStrategy[Node] = st.one_of(_phrases, st.builds(Either, _several(_phrases)))
_local: st.SearchStrategy[Node] = st.one_of(
    _choices,
    st.builds(AtLeast, st.integers(1, 3), _phrases),
    st.builds(Near, _choices, _choices, st.integers(1, 4), st.booleans()),
    st.builds(Together, st.sampled_from(["sentence", "paragraph"]), _several(_choices)),
)
_scoped: st.SearchStrategy[Node] = st.one_of(
    _local, st.builds(Scope, st.sampled_from(["title", "lede", "body"]), _local)
)
_conjunctions: st.SearchStrategy[Node] = st.builds(Both, _several(_scoped), st.lists(_scoped, max_size=1).map(tuple))
nodes: st.SearchStrategy[Node] = st.one_of(
    _scoped, _conjunctions, st.builds(Either, _several(st.one_of(_scoped, _conjunctions)))
)


def _is(word: str, phrase: Phrase, wanted: str, *, last: bool) -> bool:
    if phrase.prefix:
        return word.startswith(wanted)
    return word == wanted or (last and not phrase.exact and word == wanted + "s")


def _found(phrase: Phrase, words: list[_Word]) -> Iterator[tuple[_Word, _Word]]:
    wanted = phrase.text.split()
    for at in range(len(words) - len(wanted) + 1):
        run = words[at : at + len(wanted)]
        # A full stop parts the words of a phrase, and so does the end of a field.
        if any(one.sentence != run[0].sentence for one in run):
            continue
        if all(_is(one.text, phrase, text, last=text is wanted[-1]) for one, text in zip(run, wanted, strict=True)):
            yield run[0], run[-1]


def _places(node: Node, words: list[_Word]) -> list[tuple[_Word, _Word]]:
    if isinstance(node, Phrase):
        return list(_found(node, words))
    assert isinstance(node, Either)
    return list({place for item in node.items for place in _places(item, words)})


def _near(node: Near, words: list[_Word]) -> bool:
    for left in _places(node.left, words):
        for right in _places(node.right, words):
            if left == right or left[0].field != right[0].field:
                continue
            if node.ordered and right[0].number < left[0].number:
                continue
            first, second = sorted((left, right), key=lambda place: (place[0].number, place[1].number))
            if second[0].number - first[1].number - 1 <= node.words:
                return True
    return False


def _holds(node: Node, words: list[_Word]) -> bool:
    match node:
        case Phrase():
            return bool(_places(node, words))
        case Either():
            return any(_holds(item, words) for item in node.items)
        case Both():
            return all(_holds(item, words) for item in node.items) and not any(
                _holds(item, words) for item in node.never
            )
        case AtLeast():
            return len({place[0] for place in _places(node.item, words)}) >= node.count
        case Near():
            return _near(node, words)
        case Together():
            units = {word.sentence if node.unit == "sentence" else (word.paragraph, 0) for word in words}
            return any(
                all(
                    any(
                        (place[0].sentence if node.unit == "sentence" else (place[0].paragraph, 0)) == unit
                        for place in _places(item, words)
                    )
                    for item in node.items
                )
                for unit in units
            )
        case Scope():
            return _holds(node.item, [word for word in words if _within(node.name, word)])
    raise AssertionError(node)


def _within(part: str, word: _Word) -> bool:
    return {"title": word.field == "title", "lede": word.paragraph == 0, "body": word.field == "text"}[part]


def compiled_holds(queries: list[Query], text: Text) -> list[bool]:
    """Which of the queries hold, by the product."""
    named = [query.model_copy(update={"id": f"q{number}"}) for number, query in enumerate(queries)]
    ruleset = compile_ruleset([Watchlist(id="one", title="One", match=named)], [])
    held = {query.query for one in ruleset.analyse(text.document).lists for query in one.queries}
    return [query.id in held for query in named]


@settings(max_examples=400)
@given(nodes, texts)
def test_a_naive_reading_of_the_tree_agrees(node: Node, text: Text) -> None:
    assert compiled_holds([Query(query=show(node))], text) == [_holds(node, text.words())]


@given(nodes, _phrases, texts)
def test_adding_a_negative_never_adds_a_match(node: Node, negative: Phrase, text: Text) -> None:
    never = Both((node,), (negative,))
    plain, narrowed, masked = compiled_holds(
        [
            Query(query=show(node)),
            Query(query=show(never)),
            Query.model_validate({"query": show(node), "not": [negative.text]}),
        ],
        text,
    )
    assert plain or not narrowed
    assert plain or not masked


@given(nodes, texts)
def test_every_hit_is_the_form_it_says(node: Node, text: Text) -> None:
    document = text.document
    ruleset = compile_ruleset([Watchlist(id="one", title="One", match=[Query(query=show(node))])], [])
    for found in ruleset.analyse(document).lists:
        assert found.score == sum(query.points for query in found.queries)
        for query in found.queries:
            assert query.hits
            for hit in query.hits:
                source = document.title if hit.field == "title" else document.text
                assert source[hit.start : hit.end] == hit.form
