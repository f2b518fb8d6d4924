"""The query language: what is read, what is refused and how, and that printing loses nothing."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Literal, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.nodes import About, AtLeast, Boost, Both, Either, EntityRef, Near, Node, Phrase, Scope, Together, show
from monitor.query import from_yaml, item_node, parse
from monitor.query_errors import QueryError
from monitor.query_plain import plainly
from monitor.query_terms import refuse_operators
from monitor.query_tree import parse_by_grammar
from monitor.watchlists import Query

_words = st.from_regex(r"\A[a-zа-я]{3,9}\Z").filter(lambda word: word.upper() not in ("NOT", "AND", "NEAR", "ONEAR"))
_phrases = st.lists(_words, min_size=1, max_size=3).map(" ".join)
_leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Phrase, _phrases, st.booleans()),
    st.builds(Phrase, _words, st.booleans(), st.just(True)),
    st.builds(EntityRef, st.from_regex(r"\A[a-z][a-z0-9-]{1,8}[a-z0-9]\Z"), st.booleans()),
)
_atoms = st.one_of(
    _leaves,
    st.builds(AtLeast, st.integers(1, 9), _leaves),
    st.builds(Boost, st.floats(0.001, 10), _leaves),
)


def _distinct(kind: type[Node], nodes: list[Node]) -> tuple[Node, ...]:
    """At least two nodes, which may stand in `kind` without being dissolved in it."""
    apart = [node for node in nodes if not isinstance(node, kind)]
    return (*apart, *[Phrase("filler"), Phrase("other")][len(apart) :])


def _joined(kind: str, nodes: list[Node], never: list[Node], words: int, ordered: bool) -> Node:
    match kind:
        case "either":
            return Either(_distinct(Either, nodes))
        case "both":
            return Both(_distinct(Both, nodes), tuple(never))
        case "near":
            return Near(nodes[0], nodes[1], words, ordered)
        case "sentence" | "paragraph":
            return Together(kind, _distinct(Together, nodes))
        case _:
            return Scope(cast('Literal["title", "lede", "body"]', kind), nodes[0])


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """`children` is named once and nothing is filtered: what hypothesis says of a strategy names all that is in it, and
    of some deep ones that was a megabyte."""
    kinds = st.sampled_from(["either", "both", "near", "sentence", "paragraph", "title", "lede", "body"])
    several = st.lists(children, min_size=2, max_size=4)
    return st.builds(_joined, kinds, several, st.lists(_leaves, max_size=2), st.integers(1, 50), st.booleans())


@given(st.recursive(_atoms, _grown, max_leaves=12))
def test_what_is_printed_parses_to_the_same_tree(node: Node) -> None:
    assert parse(show(node)) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("drone", Phrase("drone")),
        ('="arms embargo"', Phrase("arms embargo", exact=True)),
        ("dron*", Phrase("dron", prefix=True)),
        ("$shahed+", EntityRef("shahed", parts=True)),
        ("S-300 AND U.N.", Both((Phrase("S-300"), Phrase("U.N.")))),
        ("ATLEAST/3 $iran^2", Boost(2, AtLeast(3, EntityRef("iran")))),
        ("a1 AND b1 AND NOT (c1 OR d1)", Both((Phrase("a1"), Phrase("b1")), (Either((Phrase("c1"), Phrase("d1"))),))),
        ('"arms embargo" NEAR/10 $iran', Near(Phrase("arms embargo"), EntityRef("iran"), 10)),
        ("a1 ONEAR/3 b1", Near(Phrase("a1"), Phrase("b1"), 3, ordered=True)),
        ("a1 SENTENCE b1 SENTENCE c1", Together("sentence", (Phrase("a1"), Phrase("b1"), Phrase("c1")))),
        ('lang:ru AND outlet:"tag:state" AND x1',
         Both((About("lang", "ru"), About("outlet", "tag:state"), Phrase("x1")))),
        ("title:(a1 OR b1)", Scope("title", Either((Phrase("a1"), Phrase("b1"))))),
        ("«завод Купол» OR шахед", Either((Phrase("завод Купол"), Phrase("шахед")))),
    ],
)  # fmt: skip
def test_the_notation_means_what_it_says(text: str, node: Node) -> None:
    assert parse(text) == node


@pytest.mark.parametrize(
    ("text", "column", "said", "meant"),
    [
        ("x1 AND outlet:tag:state", 15, "a tag of outlets stands in quotes", ('x1 AND outlet:"tag:state"',)),
        ("arms embargo", 6, "side by side", ('"arms embargo"', "arms AND embargo")),
        ("$iran drone", 7, "side by side", ("$iran AND drone", "$iran NEAR/10 drone")),
        ("aa AND bb OR cc", 1, "mixed", ("(aa AND bb) OR cc", "aa AND (bb OR cc)")),
        ("aa OR bb AND cc", 7, "mixed", ("aa OR (bb AND cc)", "(aa OR bb) AND cc")),
        ("iran and russia", 6, "small letters", ("iran AND russia", '"iran and russia"')),
        ("iran near russia", 6, "small letters", ("iran NEAR/10 russia", '"iran near russia"')),
        ("iran near/5 russia", 6, "small letters", ("iran NEAR/5 russia", '"iran near/5 russia"')),
        ("ab*", 1, "at least 3 letters", ("ab", "=ab")),
        ("lang:ru", 1, "only excludes or filters", ('"a phrase" AND lang:ru', "$entity AND lang:ru")),
        ("headline:iran", 1, "no part of an article", ("title:iran", '"headline:iran"')),
        ("titel:iran", 1, "no part of an article", ("title:iran", '"titel:iran"')),
        ("(aa OR bb", 10, "never closed", ("(aa OR bb)",)),
        ('("aa" OR "bb" AND NOT cc', 25, "never closed", ('("aa" OR "bb") AND NOT cc',)),
        ("(aa OR", 7, "never closed", ("(aa)",)),
        ("(aa OR bb) AND (cc AND dd", 26, "never closed", ("(aa OR bb) AND (cc AND dd)",)),
        ("(aa bb OR cc)", 5, "side by side", ('("aa bb" OR cc)', "((aa AND bb) OR cc)")),
        ("“aa bb", 1, "this quote is never closed", ('"aa bb"',)),
        ("(aa) bb", 6, "side by side", ("(aa) AND bb", "(aa) NEAR/10 bb")),
        ("aa OR bb)", 9, "never opened", ("aa OR bb",)),
        ("aa OR", 6, "ends after OR", ("aa", '"aa OR"')),
        ('aa OR "bb', 7, "never closed", ('aa OR "bb"',)),
        ("$ iran", 1, "id of an entity", ("$iran", '"iran"')),
        ("aa NOT bb", 4, "after AND", ("aa AND NOT bb", '"aa NOT bb"')),
        ("NOT aa", 1, "nothing before it", ('"a phrase" AND NOT aa', "aa")),
        ("aa AND -bb", 8, "does not exclude", ("aa AND NOT bb", 'aa AND "-bb"')),
        ("aa -bb", 4, "does not exclude", ("aa AND NOT bb", 'aa AND "-bb"')),
        ("-aa", 1, "does not exclude", ('"a phrase" AND NOT aa', '"-aa"')),
        ("aa AND +bb", 8, "demands nothing", ("aa AND bb", 'aa AND "+bb"')),
        ("tram?", 5, "stands for no ending", ("tram*", '"tram?"')),
        ("tram! AND bb", 5, "stands for no ending", ("tram* AND bb", '"tram!" AND bb')),
        ("aa w/5 bb", 4, "not an operator", ("aa NEAR/5 bb", '"aa w/5 bb"')),
        ("(aa OR bb) near5 cc", 12, "not an operator", ("(aa OR bb) NEAR/5 cc",)),
        ("aa adj2 bb", 4, "not an operator", ("aa ONEAR/2 bb", '"aa adj2 bb"')),
        ("aa Y bb", 4, "not an operator", ("aa AND bb", '"aa Y bb"')),
        ("aa o bb", 4, "not an operator", ("aa OR bb", '"aa o bb"')),
        ("aa SAUF bb", 4, "not an operator", ("aa AND NOT bb", '"aa SAUF bb"')),
        ("aa /s bb", 4, "not an operator", ("aa SENTENCE bb", '"aa /s bb"')),
        ("aa, bb", 3, "parts nothing", ("aa OR bb", "aa AND bb")),
        ("lang:russian AND aa", 6, "two letters", ("lang:ru AND aa",)),
        ("aa NEAR bb", 4, "number of words", ("aa NEAR/10 bb", "aa SENTENCE bb")),
        ("aa NEAR/x bb", 4, "e.g. NEAR/10", ("aa NEAR/10 bb", "aa SENTENCE bb")),
        ("aa AND near/x bb", 8, "e.g. NEAR/10", ("aa AND bb", "aa NEAR/10 bb")),
        ("/tram.*/", 1, "no regular expressions", ("tram*",)),
        ("title:/tram.*/", 7, "no regular expressions", ("title:tram*",)),
        ("aa AND /(tram|bus)/", 8, "no regular expressions", ("aa AND (tram OR bus)", 'aa AND "/(tram|bus)/"')),
        ("aa^", 3, "a number", ("aa^2", "aa")),
        ("aa^99", 3, "up to 10", ("aa^10", "aa")),
        ("lang:(aa OR bb)", 6, "one word", ("(aa OR bb)",)),
        ("", 1, "empty", ('"a phrase"', "$entity")),
        ('"..."', 1, "no letter or number", ('"a phrase"', "$entity")),
        ("aa | bb", 4, "parted by OR", ("aa OR bb",)),
        ("aa | ", 4, "parted by OR", ('"aa"',)),
        ('"aa | "', 5, "parted by OR", ('"aa"',)),
        ('"aa | bb" AND cc', 5, "parted by OR", ('"aa" OR "bb"',)),
        ("aa AND\n  bb cc", 6, "side by side", ('aa AND "bb cc"', "aa AND bb AND cc")),
    ],
)
def test_what_could_be_meant_in_two_ways_is_refused(text: str, column: int, said: str, meant: tuple[str, ...]) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert (error.value.column, said in error.value.message) == (column, True), str(error.value)
    assert error.value.meant == meant
    lines = str(error.value).splitlines()
    assert lines[2].index("^") == 4 + column - 1


def test_entities_of_a_list_that_lost_its_brackets_get_them_back() -> None:
    with pytest.raises(QueryError) as error:
        item_node("$norland, $ostland+")
    assert error.value.meant == ("[$norland, $ostland+]",)


_pieces = st.sampled_from(
    ["quay", "dock strike", '"dock strike"', '"', "«", "$port", "$", "AND", "OR", "NOT", "and", "or", "NEAR/3", "NEAR",
     "near/x", "SENTENCE", "ATLEAST/2", "(", ")", "|", "/tram.*/", "tr?m", "*tram", "tram|bus", "title:", "titel:",
     "lang:ru", "^2", "^", "=", "quay*", "[$a, b]", "$a, $b", ","]
)  # fmt: skip
_broken = st.lists(st.tuples(_pieces, st.sampled_from([" ", " ", " ", "", "\n"])), min_size=1, max_size=9).map(
    lambda parts: "".join(piece + blank for piece, blank in parts)
)


@given(_broken)
def test_what_a_refusal_suggests_is_not_refused_itself(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        for suggestion in error.meant:
            parse(suggestion)
    try:
        item_node(text)
    except QueryError as error:
        for suggestion in error.meant:
            for item in suggestion[1:-1].split(", ") if suggestion.startswith("[$") else [suggestion]:
                item_node(item)


@example("111/*")
@example("(\n")
@example("\n \n(")
@given(st.text(st.sampled_from('ab $()"*^=:/|ANDORTNEAR19 \n«»'), max_size=30))
def test_any_text_is_either_read_or_refused_with_a_place(text: str) -> None:
    try:
        node = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert error.message in str(error)
    else:
        assert parse(show(node)) == node


@pytest.mark.parametrize(
    ("written", "query"),
    [
        (Query(any=["drone", "$shahed+"]), "drone OR $shahed+"),
        (Query(all=["$iran", "buy | order"]), "$iran SENTENCE (buy OR order)"),
        (Query(all=["$iran", "arms embargo"], within="paragraph"), '$iran PARAGRAPH "arms embargo"'),
        (Query(all=["$iran", "$russia"], within="article"), "$iran AND $russia"),
        (Query(any=["=Tor", "dron*"], in_="title"), "title:(=Tor OR dron*)"),
        (Query(any=["drone"], all=["$iran"]), "drone SENTENCE $iran"),
    ],
)
def test_yaml_and_the_notation_make_one_tree(written: Query, query: str) -> None:
    assert from_yaml(written) == parse(query)


def _within_each_other(begin: str, levels: int) -> str:
    return begin * levels + "zz" + ")" * (levels * begin.count("("))


@pytest.mark.parametrize(
    "text",
    [
        _within_each_other("(", 5000),
        _within_each_other("(aa OR ", 5000),
        _within_each_other("aa AND NOT (", 5000),
        _within_each_other("title:(", 5000),
        "(" * 20 + "zz" + " NEAR/5 aa NEAR/5 bb)" * 20,
        "aa" + " NEAR/3 bb" * 5000,
        "NOT " * 5000 + "aa",
    ],
    ids=["brackets", "alternatives", "exclusions", "scopes", "nested NEAR", "chained NEAR", "NOT"],
)
def test_a_query_deeper_than_anybody_reads_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert error.value.line == 1
    assert max(map(len, str(error.value).splitlines())) < 300, "of a long line only what is around is shown"


def test_what_is_deep_but_read_is_printed_so_that_it_is_read_again() -> None:
    for text in accumulate(
        range(6), lambda inner, each: f"x{each} AND yy NEAR/3 title:(({inner}) OR zz)", initial="aa"
    ):
        assert parse(show(parse(text))) == parse(text)
    chained = "w0" + "".join(f" NEAR/3 w{number}" for number in range(1, 32))
    assert parse(show(parse(chained))) == parse(chained)


@pytest.mark.parametrize("text", ["aa NEAR/{} bb", "ATLEAST/{} aa", "aa^{}"])
def test_a_number_of_five_thousand_digits_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text.format("9" * 5000))


def test_other_quotes_within_quotes_are_no_part_of_the_phrase() -> None:
    node = parse('«arms "embargo" now»')
    assert node == Phrase("arms embargo now")
    assert parse(show(node)) == node


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ("aa И bb", 4, "aa AND bb"),
        ("aa или bb", 4, "aa OR bb"),
        ("aa ＡＮＤ bb", 4, "aa AND bb"),
        ("aa ∨ bb", 4, "aa OR bb"),
        ("aa && bb", 4, "aa AND bb"),
        ("aa НЕ bb", 4, "aa AND NOT bb"),
        ("aa AND (NOT bb)", 8, "aa AND NOT (bb)"),
    ],
)
def test_an_operator_of_another_language_is_told_with_the_one_of_this(text: str, column: int, meant: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert (error.value.column, error.value.meant[0]) == (column, meant)


@pytest.mark.parametrize(
    ("text", "column", "why", "meant"),
    [
        ("'wheat tender' AND aa", 1, "double quotes", ('"wheat tender" AND aa',)),
        ("title:'wheat tender'", 7, "double quotes", ('title:"wheat tender"',)),
        ("aa SENTENCE/2 bb", 4, "takes no number", ("aa SENTENCE bb",)),
        ("(aa OR bb) PARAGRAPH/1 cc", 12, "takes no number", ("(aa OR bb) PARAGRAPH cc",)),
        (
            'title:(aa OR "bb cc")^2 AND dd',
            22,
            "not behind brackets",
            ('title:(aa^2 OR "bb cc"^2) AND dd', 'title:(aa OR "bb cc") AND dd'),
        ),
        ("(aa AND (bb OR cc))^2", 20, "not behind brackets", ("(aa^2 AND (bb^2 OR cc^2))", "(aa AND (bb OR cc))")),
        ("aa AND =$iran", 8, "by its without:", ("aa AND $iran",)),
        ("wheat~2 OR aa", 6, "no similar words", ("wheat OR aa", "wheat* OR aa")),
        ('"wheat tender"~5 AND aa', 15, "is said by NEAR", ("(wheat NEAR/5 tender) AND aa",)),
        ('"export quota*"', 14, "stands for no ending", ("export ONEAR/1 quota*", '"export quota"')),
        ('aa AND "quota*"', 14, "stands for no ending", ("aa AND quota*", 'aa AND "quota"')),
    ],
)
def test_what_other_services_write_is_told_with_what_is_written_here(
    text: str, column: int, why: str, meant: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError, match=why) as error:
        parse(text)
    assert (error.value.column, error.value.meant) == (column, meant)


@pytest.mark.parametrize("text", ["farmers' AND aa", "O'Neill", '"E*TRADE"', '"five stars *"', "'90s", '"wheat~2"'])
def test_signs_that_belong_to_a_name_are_read(text: str) -> None:
    parse(text)


def test_atleast_before_a_bracket_is_told_for_what_it_is() -> None:
    with pytest.raises(QueryError, match="ATLEAST counts one phrase"):
        parse("ATLEAST/2 (aa OR bb)")


def test_the_line_shown_holds_nothing_that_a_terminal_would_obey() -> None:
    with pytest.raises(QueryError) as error:
        parse("\tone\x1b[2J \u202etwo \ud800")
    source, caret = str(error.value).splitlines()[1:3]
    assert source == "     one\ufffd[2J \ufffdtwo \ufffd"
    assert caret.index("^") == 3 + error.value.column


@pytest.mark.parametrize(("text", "column"), [("aa | ", 4), ("aa |", 4), ("| aa", 1), ("aa | | bb", 5), ("|", 1)])
def test_a_term_without_its_alternative_is_refused(text: str, column: int) -> None:
    with pytest.raises(QueryError, match="an alternative is missing") as error:
        item_node(text)
    assert error.value.column == column


@pytest.mark.parametrize(
    ("term", "column", "meant"),
    [
        ("/tram/", 1, "tram"),
        ("/tram/i", 1, "tram"),
        ("tram.*", 1, "tram*"),
        ("tram\\w+", 1, "tram*"),
        ("\\btram\\b", 1, "tram"),
        ("[tr]am", 1, ""),
        ("tr.+m", 1, ""),
        ("tram*s", 5, "tram*"),
        ("*tram", 1, '"*tram"'),
        ("tram?line", 5, "tram*"),
    ],
)
def test_a_term_in_the_notation_of_something_else_is_refused(term: str, column: int, meant: str) -> None:
    for read in (item_node, parse):
        with pytest.raises(QueryError) as refused:
            read(term)
        assert refused.value.column == column
        if meant:
            assert refused.value.meant[0] == meant


def test_where_an_odd_term_stands_among_others_the_rest_of_the_text_is_kept() -> None:
    with pytest.raises(QueryError) as refused:
        item_node("bus | =/tram/")
    assert (refused.value.column, refused.value.meant) == (8, ("bus | =tram",))
    with pytest.raises(QueryError) as refused:
        item_node("tram|bus")
    assert (refused.value.column, refused.value.meant) == (5, ("tram | bus",))
    with pytest.raises(QueryError) as refused:
        parse("quay AND tram|bus")
    assert refused.value.meant == ("quay AND (tram OR bus)", 'quay AND "tram bus"')


@pytest.mark.parametrize("term", ["AC/DC", "C++", "24/7", "/dev/null", "who?", "AT&T", '"E*TRADE"', "t.me/quay", "US$"])
def test_names_that_are_spelled_with_symbols_are_terms(term: str) -> None:
    assert isinstance(item_node(term), Phrase)


_QUERY_PARTS = [
    *("tram", "Трам", "$quay", "$quay+", '"tram line"', '"a | b"', "(", ")", "S-9", "tram*", "=tram", "title:tram"),
    *("AND", "OR", "NOT", "NEAR/5", "and", "ONEAR/3", "NEAR/0", "NEAR/x", "SENTENCE", "PARAGRAPH", "tram^2"),
]


@given(st.lists(st.sampled_from(_QUERY_PARTS), min_size=1, max_size=9), st.sampled_from([" ", "  ", "\n"]))
def test_what_is_read_without_the_grammar_is_what_the_grammar_reads(parts: list[str], blank: str) -> None:
    text = blank.join(parts)
    node = plainly(text)
    if node is not None:
        assert parse_by_grammar(text) == node


@pytest.mark.parametrize(
    "text",
    ['($one OR $two) NEAR/20 tram AND NOT "tram line"', "(a1 AND b2) OR c3", "a1 SENTENCE b2 SENTENCE c3"],
)
def test_most_queries_need_no_grammar(text: str) -> None:
    assert plainly(text) == parse_by_grammar(text)


@pytest.mark.parametrize(
    ("text", "names", "meant"),
    [
        ("aa AND bb", "AND belongs", ("aa | bb", '"aa AND bb"')),
        ('aa NEAR/5 ("bb cc" OR $dd)', "NEAR/5 and OR belong", ('aa | "bb cc" | $dd',)),
        ("aa AND NOT bb", "AND NOT belongs", ("aa | bb", '"aa AND NOT bb"')),
        ("title:aa^2", "title: and ^2 belong", ("aa", '"title:aa^2"')),
        ("TOM AND JERRY", "AND belongs", ("TOM | JERRY", '"TOM AND JERRY"')),
        ("ATLEAST/3 aa", "ATLEAST/3 belongs", ("aa", '"ATLEAST/3 aa"')),
        ("aa OR NOT bb", "OR and NOT belong", ('"aa OR NOT bb"',)),
    ],
)
def test_where_one_term_is_asked_for_a_query_is_refused_with_its_operators(
    text: str, names: str, meant: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError, match=re.escape(names)) as error:
        refuse_operators(text)
    assert error.value.meant == meant


@pytest.mark.parametrize(
    "text", ["buy and sell", '"aa AND bb"', "«aa OR bb»", "AND", "SENTENCE", "R&D", "aa | bb", "19:30"]
)
def test_a_term_is_none(text: str) -> None:
    refuse_operators(text)


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ('wheat not corn', 7, ('wheat AND NOT corn', '"wheat not corn"')),
        ('wheat and not corn', 7, ('wheat AND NOT corn', '"wheat and not corn"')),
        ('not wheat', 1, ('"a phrase" AND NOT wheat', '"not wheat"')),
        ('wheat AND NOT corn OR rye', 1, ('(wheat AND NOT corn) OR rye', 'wheat AND NOT (corn OR rye)')),
        ('wheat AND corn OR rye AND tea', 1, ('(wheat AND corn) OR (rye AND tea)', 'wheat AND (corn OR rye) AND tea')),
        ('wheat OR NOT corn', 10, ('wheat AND NOT corn', 'wheat OR corn')),
        ('(wheat OR NOT corn) AND rye', 11, ('(wheat AND NOT corn) AND rye', '(wheat OR corn) AND rye')),
        ('wheat OR rye OR NOT corn', 17, ('(wheat OR rye) AND NOT corn', 'wheat OR rye OR corn')),
        ('NOT wheat OR corn', 1, ('corn AND NOT wheat', 'wheat OR corn')),
        ('NOT wheat AND NOT corn', 1, ('"a phrase" AND NOT wheat AND NOT corn', 'wheat AND NOT corn')),
        ('wheat AND NOT NOT corn', 15, ('wheat AND NOT corn', 'wheat AND corn')),
        ('wheat NEAR/5 NOT corn', 14, ('wheat AND NOT (wheat NEAR/5 corn)', 'wheat AND NOT corn')),
        ('wheat NOT NEAR/5 corn', 7, ('wheat AND NOT (wheat NEAR/5 corn)', 'wheat NEAR/5 corn')),
        ('wheat NOT/5 corn', 7, ('wheat AND NOT corn', 'wheat NEAR/5 corn')),
        ('wheat BUT NOT corn', 7, ('wheat AND NOT corn', '"wheat BUT NOT corn"')),
        ('wheat ADN corn', 7, ('wheat AND corn', '"wheat ADN corn"')),
        ('wheat corn rye', 7, ('"wheat corn rye"', 'wheat AND corn AND rye')),
        ('wheat corn AND rye', 7, ('"wheat corn" AND rye', 'wheat AND corn AND rye')),
        ('wheat (corn OR rye)', 7, ('wheat AND (corn OR rye)', 'wheat NEAR/10 (corn OR rye)')),
        ('a*', 1, ('a', '=a')),
        ('lang:ru AND NOT corn', 1, ('"a phrase" AND lang:ru AND NOT corn', '$entity AND lang:ru AND NOT corn')),
        ('=(wheat OR corn)', 1, ('(=wheat OR =corn)', '(wheat OR corn)')),
        ('== wheat', 2, ('= wheat',)),
        ('title:lede:x', 1, ('title:x OR lede:x', 'title:x AND lede:x')),
        ('title:lang:ru', 1, ('"a phrase" AND lang:ru', 'title:"a phrase" AND lang:ru')),
        ('title:NOT wheat', 1, ('"a phrase" AND NOT title:wheat', 'title:wheat')),
        ('wheat AND title:NOT corn', 11, ('wheat AND NOT title:corn', 'wheat AND title:corn')),
        ('title: AND wheat', 8, ('title: wheat', 'wheat')),
        ('title:', 7, ('title:"a phrase"', '"title:"')),
        ('NEAR/5', 1, ('"NEAR/5"', '"a phrase" AND $entity')),
        ('wheat NEAR/0 corn', 7, ('"wheat corn"', 'wheat NEAR/1 corn')),
        ('wheat NEAR/1001 corn', 7, ('wheat NEAR/1000 corn', 'wheat AND corn')),
        ('wheat NEAR 5 corn', 7, ('wheat NEAR/5 corn', 'wheat SENTENCE corn')),
        ('wheat NEAR/-5 corn', 7, ('wheat NEAR/5 corn', 'wheat SENTENCE corn')),
        ('wheat NEAR/5corn', 7, ('wheat NEAR/5 corn', 'wheat SENTENCE corn')),
        ('wheat NEAR:5 corn', 7, ('wheat NEAR/5 corn', 'wheat SENTENCE corn')),
        ('wheat within 5 corn', 7, ('wheat NEAR/5 corn', '"wheat within 5 corn"')),
        ('ATLEAST/0 wheat', 1, ('ATLEAST/2 wheat', 'wheat')),
        ('ATLEAST wheat', 1, ('ATLEAST/2 wheat', 'wheat')),
        ('ATLEAST 3 wheat', 1, ('ATLEAST/3 wheat', 'wheat')),
        ('ATLEAST/3 (wheat OR corn)', 11, ('(ATLEAST/3 wheat OR ATLEAST/3 corn)', '(wheat OR corn)')),
        ('ATLEAST/3 ATLEAST/2 wheat', 21, ('ATLEAST/3 wheat', 'ATLEAST/2 wheat')),
        ('ATLEAST/2 title:wheat', 1, ('title:ATLEAST/2 wheat', 'title:wheat')),
        ('wheat AND', 10, ('wheat', '"wheat AND"')),
        ('AND wheat', 1, ('wheat', '"AND wheat"')),
        ('wheat AND AND corn', 11, ('wheat AND corn', '"wheat AND AND corn"')),
        ('wheat AND OR corn', 11, ('wheat AND corn', 'wheat OR corn')),
        ('wheat AND (corn OR) rye', 19, ('wheat AND (corn OR rye)', '(wheat AND corn) OR rye')),
        ('(wheat AND) corn', 8, ('(wheat) AND corn',)),
        ('wheat NEAR/3 NEAR/5 corn', 14, ('wheat NEAR/3 corn', 'wheat NEAR/5 corn')),
        ('AND', 1, ('"AND"', '"a phrase" AND $entity')),
        ('wheat OR corn)', 14, ('wheat OR corn',)),
        ('(wheat AND corn) OR rye)', 24, ('(wheat AND corn) OR rye',)),
        ('wheat AND ()', 12, ('wheat', 'wheat AND "a phrase"')),
        ('a AND b) OR (c', 8, ('(a AND b) OR (c)',)),
        ('[wheat OR corn]', 1, ('(wheat OR corn)',)),
        ('wheat AND "corn AND rye', 11, ('wheat AND "corn" AND rye', 'wheat AND "corn AND rye"')),
        ('wheat"', 6, ('wheat',)),
        ('"wheat corn" rye"', 14, ('"wheat corn rye"', 'wheat AND corn AND rye')),
        ('“wheat corn"', 1, ('"wheat corn"',)),
        ('„wheat corn“', 1, ('"wheat corn"',)),
        ('‹wheat corn›', 1, ('"wheat corn"', '"‹wheat corn›"')),
        ('＂wheat corn＂', 1, ('"wheat corn"', '"＂wheat corn＂"')),
        ("''wheat corn''", 1, ('"wheat corn"', '"\'\'wheat corn\'\'"')),
        ('""', 1, ('"a phrase"', '$entity')),
        ('заголовок:wheat', 1, ('title:wheat', '"заголовок:wheat"')),
        ('site:harbour-gazette AND wheat', 1, ('outlet:harbour-gazette AND wheat', '"site:harbour-gazette" AND wheat')),
        ('19:30', 1, ('"19:30"', '19 AND 30')),
        ('time 19:30', 6, ('"time 19:30"', 'time AND "19:30"')),
        ('$Iran', 1, ('$iran', '"Iran"')),
        ('$ iran', 1, ('$iran', '"iran"')),
        ('$иран', 1, ('"иран"',)),
        ('$iran_x', 1, ('$iran-x', '"iran_x"')),
        ('$iran,russia', 1, ('$iran OR $russia', '$iran AND $russia')),
        ('$iran*', 6, ('$iran+', '$iran')),
        ('$iran++', 1, ('$iran+', '$iran')),
        ('wheat^x', 6, ('wheat^2', 'wheat')),
        ('wheat^0', 6, ('wheat^0.5', 'wheat')),
        ('wheat^1,5', 6, ('wheat^1.5', 'wheat')),
        ('wheat^2^3', 8, ('wheat^2', 'wheat^3')),
        ('wheat^2*', 8, ('wheat*^2', 'wheat^2')),
        ('"wheat"*', 8, ('wheat*', '"wheat"')),
        ('"wheat corn"*', 13, ('"wheat" ONEAR/1 corn*', '"wheat corn"')),
        ('wheat * corn', 9, ('"wheat corn"', 'wheat AND corn')),
        ('wheat NEAR/５ corn', 12, ('wheat NEAR/5 corn', '"wheat NEAR/５ corn"')),
        ('wheat NEAR/۵ corn', 12, ('wheat NEAR/5 corn', '"wheat NEAR/۵ corn"')),
        ('wheat^٢', 7, ('wheat^2', 'wheat')),
        ('ＮＯＴ wheat', 1, ('"a phrase" AND NOT wheat', 'wheat')),
        ('（wheat OR corn） AND rye', 1, ('(wheat OR corn) AND rye',)),
        ('title：wheat', 6, ('title:wheat', '"title：wheat"')),
        ('＄iran', 1, ('$iran', '"＄iran"')),
        ('wheat АND corn', 7, ('wheat AND corn', '"wheat АND corn"')),
        ('wheat NEАR/5 corn', 9, ('wheat NEAR/5 corn', 'wheat NEAR/10 corn')),
        ('wheat - corn', 7, ('wheat AND NOT corn', '"wheat - corn"')),
        ('wheat + corn', 7, ('wheat AND corn', '"wheat + corn"')),
        ('+wheat +corn', 8, ('wheat AND corn',)),
        ('!wheat AND corn', 1, ('corn AND NOT wheat', '"!wheat" AND corn')),
        ('lang:spanish AND wheat', 6, ('lang:es AND wheat',)),
        ('lang:(ru OR en) AND wheat', 6, ('(lang:ru OR lang:en) AND wheat', '(ru OR en) AND wheat')),
        ('outlet:$iran AND wheat', 8, ('outlet:iran AND wheat', '$iran AND wheat')),
        ('wheat AND ...', 11, ('wheat', 'wheat AND "a phrase"')),
        ('aa AND /(tram|bus)/', 8, ('aa AND (tram OR bus)', 'aa AND "/(tram|bus)/"')),
        ("-wheat corn", 1, ("corn AND NOT wheat",)),
    ],
)  # fmt: skip
def test_each_refusal_says_where_and_in_which_ways_it_may_have_been_meant(
    text: str, column: int, meant: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert (error.value.column, error.value.meant) == (column, meant), str(error.value)


def test_of_suggestions_that_mean_the_same_the_first_is_told() -> None:
    with pytest.raises(QueryError) as error:
        parse("(wheat AND (corn OR rye)")
    assert error.value.meant == ("(wheat AND (corn OR rye))",)


def test_a_query_longer_than_anybody_writes_is_refused_without_suggestions() -> None:
    with pytest.raises(QueryError) as error:
        parse("wheat corn " * 500)
    assert (error.value.column, error.value.meant) == (7, ())
