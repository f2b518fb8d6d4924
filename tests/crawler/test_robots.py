"""robots.txt by RFC 9309."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from crawler.robots import parse_robots, robots_from_answer

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest match wins
        ("Allow: /a\nDisallow: /a", "/a", True),  # and Allow on a tie
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /x*y*z", "/x1y2y3z4", False),
        ("Disallow: /x*y*z$", "/xyz", False),
        ("Disallow: /x*y*z$", "/xyzz9", True),
        ("Disallow: /a?b=", "/a?b=c", False),
        ("Disallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", False),
        ("Disallow: /%7Eann", "/~ann", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /A", "/a", True),
        ("Disallow: /", "/robots.txt", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    robots = parse_robots(f"User-agent: *\n{rules}\n", "Tocsin")
    assert robots.decide(SITE + path).allowed is allowed


def test_our_own_group_counts_alone_and_groups_of_one_name_are_merged() -> None:
    text = """
    User-agent: *
    Disallow: /
    User-agent: other
    User-agent: TOCSIN/2.0   # that is us
    Disallow: /one
    Crawl-delay: 2.5

    User-agent: tocsin
    Disallow: /two
    Request-rate: 1/10s
    Sitemap: https://news.example/map.xml
    """
    robots = parse_robots(text, "Tocsin")
    assert [robots.decide(SITE + path).allowed for path in ("/one", "/two", "/three")] == [False, False, True]
    assert (robots.crawl_delay, robots.sitemaps, robots.group) == (10, ("https://news.example/map.xml",), "tocsin")
    assert robots.decide(SITE + "/one").reason == "robots.txt, Disallow: /one (line 6)"


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, False), (404, True), (401, True), (410, True), (429, False), (500, False), (503, False), (None, False)],
)
def test_what_the_status_means(status: int | None, allowed: bool) -> None:
    robots = robots_from_answer(status, b"User-agent: *\nDisallow: /", "Tocsin")
    assert robots.decide(SITE + "/a").allowed is allowed


@pytest.mark.parametrize(
    "line", ["Crawl-delay: -1", "Crawl-delay: many", "Crawl-delay:", "Request-rate: 0/1", "Request-rate: x"]
)
def test_a_pace_that_makes_no_sense_is_none(line: str) -> None:
    assert parse_robots(f"User-agent: *\n{line}", "Tocsin").crawl_delay == 0


@pytest.mark.cpu_seconds(5)
def test_a_rule_of_many_stars_is_matched_in_no_time() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /" + "*a" * 900 + "*b$", "Tocsin")
    assert robots.decide(SITE + "/" + "a" * 1900).allowed


@given(st.binary(max_size=400), st.text(max_size=60))
def test_any_file_can_be_read(body: bytes, path: str) -> None:
    robots = robots_from_answer(200, body, "Tocsin")
    assert robots.decide(f"{SITE}/{path}").reason
    assert 0 <= robots.crawl_delay < float("inf")


@pytest.mark.parametrize("line", ["Disalow: /a", "DISSALLOW : /a", "disallow\t: /a"])
def test_what_is_misspelt_was_meant(line: str) -> None:
    robots = parse_robots(f"User agent: *\n{line}\nCrawl delay: 3\nSite-map: https://a.example/m.xml", "Tocsin")
    assert not robots.decide(SITE + "/a").allowed
    assert (robots.crawl_delay, robots.sitemaps) == (3, ("https://a.example/m.xml",))


_PIECES = ("a", "b", "/", ".", "=", "?", "%2F", "%7e", "é", "-")
_PATHS = st.lists(st.sampled_from(_PIECES), max_size=8).map(lambda pieces: "/" + "".join(pieces))
_PATTERNS = st.lists(st.sampled_from((*_PIECES, "*", "$")), max_size=8).map(lambda pieces: "/" + "".join(pieces))
_RULES = st.lists(
    st.tuples(st.sampled_from(["Allow", "Disallow", "disalow", "Crawl-delay", "Sitemap", "Nonsense"]), _PATTERNS),
    max_size=6,
)
_GROUPS = st.lists(
    st.tuples(st.lists(st.sampled_from(["*", "Tocsin", "tocsin", "Otherbot"]), min_size=1, max_size=2), _RULES),
    max_size=4,
)


@given(_GROUPS, st.lists(_PATHS, min_size=1, max_size=6))
@settings(max_examples=300)
def test_the_answers_are_those_of_protego(
    groups: list[tuple[list[str], list[tuple[str, str]]]], paths: list[str]
) -> None:
    text = "\n".join(
        line
        for agents, rules in groups
        for line in (*(f"User-agent: {agent}" for agent in agents), *(f"{name}: {value}" for name, value in rules))
    )
    ours, theirs = parse_robots(text, "Tocsin"), Protego.parse(text)
    for path in paths:
        url = f"{SITE}{path}"
        assert ours.decide(url).allowed is theirs.can_fetch(url, "Tocsin"), (text, url)
