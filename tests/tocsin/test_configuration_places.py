"""Places inside a text: whatever the style it is written in, the character that is meant is the one pointed at."""

from __future__ import annotations

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tocsin.configuration.nodes import Pairs, Scalar, Tree

WORDS = st.text(alphabet="abcdeщ$\"'\\#:", min_size=1, max_size=7)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.lists(WORDS, min_size=1, max_size=6).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([12, 30, 1000]), st.sampled_from([2, 4]))
@example("a b\nc", "|", 30, 2)
@example("  a\n b", "|", 30, 2)
@example("\n\na\n\n\nb", ">", 30, 2)
@example("it's", "'", 30, 2)
@example('a "b" c', '"', 12, 2)
def test_the_place_of_every_letter_is_where_it_stands(text: str, style: str | None, width: int, indent: int) -> None:
    source = yaml.dump({"query": text}, default_style=style, width=width, indent=indent, allow_unicode=True)
    tree = Tree(source, "file.yaml")
    assert tree.problems == []
    assert isinstance(tree.root, Pairs)
    ((_, node),) = tree.root.pairs
    assert isinstance(node, Scalar)
    assert node.text.rstrip("\n") == text.rstrip("\n")
    for offset, char in enumerate(text):
        if char.isalpha() or char == "$":
            line, column = tree.inside(node, offset)
            assert tree.lines[line - 1][column - 1] == char, (source, offset)


def test_places_count_characters_not_bytes() -> None:
    tree = Tree('title: "щ😀x"\n', "file.yaml")
    node = tree.find(("title",)).node
    assert [tree.inside(node, offset).column for offset in range(3)] == [9, 10, 11]


def test_a_place_beyond_the_text_is_its_end_or_its_beginning() -> None:
    tree = Tree("title: abc\nmatch: [a]\n", "file.yaml")
    node = tree.find(("title",)).node
    assert tree.inside(node, 3).column == 11
    assert tree.inside(node, 99) == node.start
