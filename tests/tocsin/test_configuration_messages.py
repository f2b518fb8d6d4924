# ruff: noqa: E501 - messages stand here exactly as a person sees them
"""What an analyst reads who slipped: place, line, caret, and what to do."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.tocsin.folders import said


def block(text: str) -> str:
    return dedent(text).strip("\n")


SLIPS = {
    "a misspelt setting": (
        "watchlists",
        """\
        title: Drones
        match:
          - any: [drone]
            weigth: 3
        """,
        """
        watchlists.yaml:4:5: error: 'weigth' is not a known setting here; did you mean 'weight'?
             4 |     weigth: 3
               |     ^
               = allowed here: any, all, query, within, weight, not, without, case, in, lang, id, note
        """,
    ),
    "a type of entity by another name": (
        "entities",
        "entities:\n  - id: port-a\n    name: Port A\n    type: city\n",
        """
        entities.yaml:4:11: error: type: 'city' is not allowed here; here it is called 'place'
             4 |     type: city
               |           ^
               = allowed here: person, org, weapon, legal, place, event, country
        """,
    ),
    "a setting that belongs elsewhere": (
        "watchlists",
        "title: Drones\nweight: 3\nmatch: [drone]\n",
        """
        watchlists.yaml:2:1: error: 'weight' is not a known setting here; it belongs under match:
             2 | weight: 3
               | ^
               = allowed here: title, match, needs, not, drop_if, score, lang, outlets, status, id, owner, reviewed, note, tests
        """,
    ),
    "a WARC file by a file address": (
        "outlets",
        "outlets:\n  - id: a\n    name: A\n    language: en\n    country: FI\n"
        "    warcs: ['file:///data/my%20news.warc.gz']\n",
        """
        outlets.yaml:6:13: error: warcs: write the path of the file alone: /data/my news.warc.gz
             6 |     warcs: ['file:///data/my%20news.warc.gz']
               |             ^
        """,
    ),
    "many WARC files at once": (
        "outlets",
        "outlets:\n  - id: a\n    name: A\n    language: en\n    country: FI\n    warcs: old/*.warc.gz\n",
        """
        outlets.yaml:6:12: error: warcs: each WARC file is named by itself, * is not filled in
             6 |     warcs: old/*.warc.gz
               |            ^
        """,
    ),
    "a list of outlets that were all taken away": (
        "outlets",
        "outlets:\n",
        """
        outlets.yaml:1:1: error: 'outlets' has no value
             1 | outlets:
               | ^
               = give it one, or delete the line; outlets: [] says that there are none yet
        """,
    ),
    "a WARC file at an address that nobody reads": (
        "outlets",
        "outlets:\n  - id: a\n    name: A\n    language: en\n    country: FI\n    warcs: s3://news/a.warc.gz\n",
        """
        outlets.yaml:6:12: error: warcs: s3:// is not read; write the path of a file, or an address with https:// or http://
             6 |     warcs: s3://**************
               |            ^
        """,
    ),
    "an interval without its unit": (
        "outlets",
        "outlets:\n  - id: a\n    name: A\n    language: en\n    country: FI\n"
        "    feeds: [https://a.example/rss]\n    every: 30\n",
        """
        outlets.yaml:7:12: error: every: 30 of what? write 30s, 30m, 30h or 30d for seconds, minutes, hours or days
             7 |     every: 30
               |            ^
        """,
    ),
    "a span of keeping without its unit": (
        "settings",
        "contact: https://desk.example.org/\nkeep: 730\n",
        """
        settings.yaml:2:7: error: keep: 730 of what? write 730s, 730m, 730h or 730d for seconds, minutes, hours or days
             2 | keep: 730
               |       ^
        """,
    ),
    "a wait without its unit": (
        "digests",
        "alerts:\n  - {id: a, to: a@example.org, hold: 10}\n",
        """
        digests.yaml:2:38: error: hold: 10 of what? write 10s, 10m, 10h or 10d for seconds, minutes, hours or days
             2 |   - {id: a, to: a@example.org, hold: 10}
               |                                      ^
        """,
    ),
    "a decimal comma": (
        "watchlists",
        "title: Drones\nmatch: [drone]\nscore: 1,5\n",
        """
        watchlists.yaml:3:8: error: score: a number is due here, this is '1,5'; did you mean 1.5?
             3 | score: 1,5
               |        ^
        """,
    ),
    "the name of the Python field is no setting": (
        "watchlists",
        "title: Drones\nmatch: [drone]\nnot_: [toy drone]\n",
        """
        watchlists.yaml:3:1: error: 'not_' is not a known setting here; did you mean 'not'?
             3 | not_: [toy drone]
               | ^
               = allowed here: title, match, needs, not, drop_if, score, lang, outlets, status, id, owner, reviewed, note, tests
        """,
    ),
    "a quote that is closed lines below": (
        "watchlists",
        'title: "Quays\nmatch: [dock strike]\ntests:\n  hit: ["The dock strike, again."]\n',
        """
        watchlists.yaml:1:8: error: the quote " that opens here is closed only on line 4
             1 | title: "Quays
               |        ^
               = close it where the text ends
        """,
    ),
    "a query that begins with a quote": (
        "watchlists",
        'title: Quays\nmatch:\n  - query: "dock strike" AND quay\n',
        """
        watchlists.yaml:3:26: error: text follows a closing quote
             3 |   - query: "dock strike" AND quay
               |                          ^
               = put single quotes round the whole query: '"dock strike" AND quay'
        """,
    ),
    "a dash from a word processor": (
        "watchlists",
        "title: Quays\nmatch:\n  – any: [dock strike]\n    weight: 2\n",
        """
        watchlists.yaml:3:3: error: – begins no list item
             3 |   – any: [dock strike]
               |   ^
               = write a plain - and a blank
        """,
    ),
    "a setting given twice": (
        "settings",
        "contact: https://example.org\ntimezone: UTC\ncontact: https://example.com\n",
        """
        settings.yaml:3:1: error: 'contact' is given twice (first on line 1)
             3 | contact: https://example.com
               | ^
               = only one of them would count; put both into one
        """,
    ),
    "a setting without a value": (
        "settings",
        "contact: #press desk\n",
        """
        settings.yaml:1:1: error: 'contact' has no value
             1 | contact: #press desk
               | ^
               = what follows # is a comment; a text that starts with # needs quotes
        """,
    ),
    "a required setting is missing": (
        "outlets",
        """\
        outlets:
          - id: gazette
            name: Gazette
            country: GB
            feeds: [https://gazette.example/rss]
        """,
        """
        outlets.yaml:2:5: error: 'language' is missing in 'gazette'
             2 |   - id: gazette
               |     ^
               = language: Main language, two letters (ISO 639-1)
        """,
    ),
    "an outlet without an address": (
        "outlets",
        "outlets:\n  - {id: gazette, name: Gazette, language: en, country: GB}\n",
        """
        outlets.yaml:2:5: error: outlet 'gazette' has no feeds, sitemaps, sections or warcs: nothing says where its articles are; write feeds: [https://…], or let `tocsin outlet add URL` find them
             2 |   - {id: gazette, name: Gazette, language: en, country: GB}
               |     ^
        """,
    ),
    "a comma cuts a value in braces": (
        "entities",
        "entities:\n  - id: novak\n    name: Novak\n    type: person\n    roles: [{title: Minister, acting, from: 2024}]\n",
        """
        entities.yaml:5:31: error: 'acting' is not a known setting here
             5 |     roles: [{title: Minister, acting, from: 2024}]
               |                               ^
               = inside { } a text with a comma needs quotes
        """,
    ),
    "a colon cuts a text in a list": (
        "watchlists",
        "title: Ports\nmatch: [port]\ntests:\n  hit:\n    - Minister: the port stays shut.\n",
        """
        watchlists.yaml:5:7: error: hit: a text is due here, this is a map of settings
             5 |     - Minister: the port stays shut.
               |       ^
               = if a text with ': ' in it is meant, put quotes round it
        """,
    ),
    "a colon cuts a sentence in brackets": (
        "watchlists",
        "title: Ports\nmatch: [port]\ntests:\n  hit: [The port stays shut., Anna said: pay now]\n",
        """
        watchlists.yaml:4:31: error: hit: a text is due here, this is a map of settings
             4 |   hit: [The port stays shut., Anna said: pay now]
               |                               ^
               = put the sentence into quotes, it holds ': '
        """,
    ),
    "a colon cuts a term": (
        "watchlists",
        "title: Ports\nmatch:\n  - Breaking news: port\n",
        """
        watchlists.yaml:3:5: error: 'Breaking news' is not a known setting here: the text was cut at ': '
             3 |   - Breaking news: port
               |     ^
               = put quotes round the whole text
        """,
    ),
    "a colon in a value": (
        "watchlists",
        "title: Ports: the strike\nmatch: [port]\n",
        """
        watchlists.yaml:1:13: error: this ': ' is read as the end of a setting's name
             1 | title: Ports: the strike
               |             ^
               = a text with ': ' in it needs quotes; or the line is indented deeper than the one above it
        """,
    ),
    "an at sign for an entity": (
        "watchlists",
        "title: Ports\nmatch: [@port]\n",
        """
        watchlists.yaml:2:9: error: a text cannot start with @ unless it is in quotes
             2 | match: [@port]
               |         ^
               = put quotes round the text; an entity is written with a dollar sign: $su-35
        """,
    ),
    "a tab": (
        "watchlists",
        "title: Ports\nmatch:\n\t- port\n",
        """
        watchlists.yaml:3:1: error: this line is indented with a tab
             3 | \t- port
               | ^
               = use plain spaces
        """,
    ),
    "a quote that is never closed": (
        "watchlists",
        'title: "Ports\nmatch: [port]\n',
        """
        watchlists.yaml:1:8: error: the quote " that opens here is never closed
             1 | title: "Ports
               |        ^
        """,
    ),
    "braces of an address in a list": (
        "outlets",
        "outlets:\n  - id: a\n    sitemaps: [https://a.example/{yyyy}.xml]\n",
        """
        outlets.yaml:3:34: error: a comma or ] is due here
             3 |     sitemaps: [https://a.example/{yyyy}.xml]
               |                                  ^
               = inside [ ] and { } a text that holds a comma, a quote or one of [ ] { } must stand in quotes as a whole
        """,
    ),
    "a bracket that is never closed": (
        "watchlists",
        "title: Ports\nmatch: [port, quay\nscore: 2\n",
        """
        watchlists.yaml:2:8: error: this [ is not closed: a comma or ] is due before line 3
             2 | match: [port, quay
               |        ^
               = or a text in it holds a comma, a quote or one of [ ] { } and must stand in quotes as a whole
        """,
    ),
    "a YAML tag": (
        "settings",
        "contact: !!python/object/apply:os.system [id]\n",
        """
        settings.yaml:1:10: error: '!' starts a YAML tag (tag:yaml.org,2002:python/object/apply:os.system), which is not used here
             1 | contact: !!python/object/apply:os.system [id]
               |          ^
               = put quotes round the text
        """,
    ),
    "a star": (
        "outlets",
        "outlets: [*.example.org]\n",
        """
        outlets.yaml:1:11: error: a text that starts with * or & needs quotes
             1 | outlets: [*.example.org]
               |           ^
        """,
    ),
    "a second document": (
        "settings",
        "contact: https://example.org\n---\ntimezone: UTC\n",
        """
        settings.yaml:2:1: error: a second document starts here
             2 | ---
               | ^
               = one file holds one; delete this '---'
        """,
    ),
    "a word that is not among the choices": (
        "digests",
        "digests:\n  - {id: d, to: a@example.org, at: '07:00', empty: breif}\n",
        """
        digests.yaml:2:52: error: empty: 'breif' is not allowed here; did you mean 'brief'?
             2 |   - {id: d, to: a@example.org, at: '07:00', empty: breif}
               |                                                    ^
               = allowed here: brief, send, skip, weekly
        """,
    ),
    "a time that is none": (
        "digests",
        "digests:\n  - {id: d, to: a@example.org, at: 7.30}\n",
        """
        digests.yaml:2:36: error: at: write a time of day as HH:MM, e.g. 07:30
             2 |   - {id: d, to: a@example.org, at: 7.30}
               |                                    ^
        """,
    ),
    "a time zone that is none": (
        "settings",
        "contact: https://example.org\ntimezone: Europe/Helsinky\n",
        """
        settings.yaml:2:11: error: timezone: 'Europe/Helsinky' is no time zone name; did you mean Europe/Helsinki?
             2 | timezone: Europe/Helsinky
               |           ^
        """,
    ),
    "a number that is none": (
        "watchlists",
        "title: Ports\nmatch: [port]\nscore: two\n",
        """
        watchlists.yaml:3:8: error: score: a number is due here, this is 'two'
             3 | score: two
               |        ^
        """,
    ),
    "a number out of range": (
        "watchlists",
        "title: Ports\nmatch:\n  - any: port\n    weight: 11\n",
        """
        watchlists.yaml:4:13: error: weight: must be less than or equal to 10 (this is '11')
             4 |     weight: 11
               |             ^
        """,
    ),
    "a text where a list is due": (
        "entities",
        "entities: norland\n",
        """
        entities.yaml:1:11: error: entities: a list is due here, this is a text
             1 | entities: norland
               |           ^
               = write [one, two], or each on a line of its own after '- '
        """,
    ),
    "an address without a scheme": (
        "outlets",
        "outlets:\n  - {id: a, name: A, language: en, country: GB, feeds: [a.example/rss]}\n",
        """
        outlets.yaml:2:57: error: feeds: a web address starts with https:// or http://; did you mean https://a.example/rss?
             2 |   - {id: a, name: A, language: en, country: GB, feeds: [a.example/rss]}
               |                                                         ^
        """,
    ),
    "an address of this machine without a scheme": (
        "outlets",
        "outlets:\n  - {id: a, name: A, language: en, country: GB, feeds: [{url: '127.0.0.1:9102/rss.xml'}]}\n",
        """
        outlets.yaml:2:63: error: url: a web address starts with https:// or http://; did you mean http://127.0.0.1:9102/rss.xml?
             2 |   - {id: a, name: A, language: en, country: GB, feeds: [{url: '127.0.0.1:9102/rss.xml'}]}
               |                                                               ^
        """,
    ),
    "an unknown placeholder": (
        "outlets",
        "outlets:\n  - {id: a, name: A, language: en, country: GB, sitemaps: ['https://a.example/{year}.xml']}\n",
        """
        outlets.yaml:2:60: error: sitemaps: {year} is not known; use {yyyy}, {mm}, {dd}, {yyyymmdd}
             2 |   - {id: a, name: A, language: en, country: GB, sitemaps: ['https://a.example/{year}.xml']}
               |                                                            ^
        """,
    ),
    "a pattern of articles without a host": (
        "outlets",
        "outlets:\n  - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], articles: news}\n",
        """
        outlets.yaml:2:89: error: articles: write a whole address with * where anything may stand, e.g. https://tass.com/*/{digits}
             2 |   - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], articles: news}
               |                                                                                         ^
        """,
    ),
    "a selector that is none": (
        "outlets",
        "outlets:\n  - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], body: 'div[class'}\n",
        """
        outlets.yaml:2:85: error: body: this is no CSS selector: Operator expected, got <EOF at 9>
             2 |   - {id: a, name: A, language: en, country: GB, feeds: ['https://a.example'], body: 'div[class'}
               |                                                                                     ^
        """,
    ),
    "an id with capitals": (
        "entities",
        "entities: [{id: NATO, name: NATO, type: org}]\n",
        """
        entities.yaml:1:17: error: id: an id has small letters a-z, digits and dashes only, at most 60, e.g. tass-en
             1 | entities: [{id: NATO, name: NATO, type: org}]
               |                 ^
        """,
    ),
    "a date that is none": (
        "entities",
        "entities: [{id: a, name: A, type: org, roles: [{title: head, from: 2024-02-30}]}]\n",
        """
        entities.yaml:1:68: error: from: write a date as 2012-11-06, or 2012-11 or 2012 where the rest is not known
             1 | entities: [{id: a, name: A, type: org, roles: [{title: head, from: 2024-02-30}]}]
               |                                                                    ^
        """,
    ),
    "a setting without a blank after its colon": (
        "settings",
        "contact:https://example.org\n",
        """
        settings.yaml:1:1: error: a map of settings is due here, this is 'contact:https://example.org'
             1 | contact:https://example.org
               | ^
               = after the colon of a setting comes a blank: contact: ...
        """,
    ),
    "a very long address": (
        "settings",
        "contact: a@example.org\noperators: " + "a" * 250 + "@example.org\n",
        f"""
        settings.yaml:2:12: error: operators: too long: at most 254 characters
             2 | operators: {"a" * 99}…
               |            ^
        """,
    ),
    "a list instead of the file's map": (
        "settings",
        "- contact: https://example.org\n",
        """
        settings.yaml:1:1: error: a map of settings is due here, this is a list
             1 | - contact: https://example.org
               | ^
               = write each setting as 'name: value', without '- ' before it
        """,
    ),
    "a list of outlets without its name above it": (
        "outlets",
        "- id: north\n  name: North\n",
        """
        outlets.yaml:1:1: error: a map of settings is due here, this is a list
             1 | - id: north
               | ^
               = put a line 'outlets:' above the list, and the list indented below it
        """,
    ),
    "a country that ISO 3166 calls otherwise": (
        "outlets",
        "outlets: [{id: north, name: North, language: en, country: UK, feeds: ['https://north.example/rss']}]\n",
        """
        outlets.yaml:1:59: error: country: UK is no country in ISO 3166-1; did you mean GB?
             1 | outlets: [{id: north, name: North, language: en, country: UK, feeds: ['https://north.example/rss']}]
               |                                                           ^
        """,
    ),
    "a name that other programs use": (
        "watchlists",
        "title: Ports\nmatch: [port]\nminimum: 3\n",
        """
        watchlists.yaml:3:1: error: 'minimum' is not a known setting here; here it is called 'score'
             3 | minimum: 3
               | ^
               = allowed here: title, match, needs, not, drop_if, score, lang, outlets, status, id, owner, reviewed, note, tests
        """,
    ),
    "a password in the settings": (
        "settings",
        "contact: a@example.org\nmail_password: s3cret\n",
        """
        settings.yaml:2:1: error: 'mail_password' is not a known setting here: passwords never stand in these files
             2 | mail_password: ******
               | ^
               = give the mail server's in the environment: TOCSIN_SMTP_PASSWORD, or TOCSIN_SMTP_PASSWORD_FILE=file
        """,
    ),
    "a password in the file": (
        "settings",
        "contact: https://example.org\ndatabase: postgresql://desk:secret@db.example/tocsin\n",
        """
        settings.yaml:2:11: error: database: a password must not stand in this file; give the whole address as TOCSIN_DATABASE instead
             2 | database: postgresql://desk:******@db.example/tocsin
               |           ^
        """,
    ),
    "a mail address with a name": (
        "digests",
        "digests:\n  - id: morning\n    at: 07:30\n    to: [Desk <desk@example.org>]\n",
        """
        digests.yaml:4:10: error: to: write one plain mail address, e.g. desk@example.org
             4 |     to: [Desk <desk@example.org>]
               |          ^
        """,
    ),
    "several mail addresses without brackets": (
        "digests",
        "digests:\n  - id: morning\n    at: 07:30\n    to: a@example.org, b@example.org\n",
        """
        digests.yaml:4:9: error: to: this is more than one address; several go in brackets: [a@example.org, b@example.org]
             4 |     to: a@example.org, b@example.org
               |         ^
        """,
    ),
    "a day written out": (
        "digests",
        "digests:\n  - {id: d, to: a@example.org, at: '07:00', days: [Monday]}\n",
        """
        digests.yaml:2:52: error: days: 'Monday' is not allowed here; did you mean 'mon'?
             2 |   - {id: d, to: a@example.org, at: '07:00', days: [Monday]}
               |                                                    ^
               = allowed here: mon, tue, wed, thu, fri, sat, sun
        """,
    ),
    "a tab in the middle of an item": (
        "outlets",
        "outlets:\n  - id: a\n    name: A\n\tlanguage: en\n    country: GB\n    feeds: [https://a.example/rss]\n",
        """
        outlets.yaml:4:1: error: this line is indented with a tab
             4 | \tlanguage: en
               | ^
               = use plain spaces
        """,
    ),
    "a reader named twice": (
        "digests",
        "digests:\n  - id: morning\n    at: 07:30\n    to: [a@example.org, b@example.org, a@example.org]\n",
        """
        digests.yaml:2:5: error: a@example.org would get this twice: name it once
             2 |   - id: morning
               |     ^
        """,
    ),
    "a digest that nobody gets": (
        "digests",
        "digests:\n  - id: morning\n    at: 07:30\n",
        """
        digests.yaml:2:5: error: nobody gets this: give at least one of to, apprise, webhook, feed
             2 |   - id: morning
               |     ^
        """,
    ),
}


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("outlets", "outlets: [{id: a, rss: x}]", "feeds"),
        ("digests", "digests: [{id: a, recipients: x}]", "to"),
        ("digests", "digests: [{id: a, minimum: 2}]", "min_score"),
        ("settings", "smtp_host: x", "mail_server"),
    ],
)
def test_names_of_other_programs_lead_to_ours(kind: str, text: str, name: str) -> None:
    assert f"; here it is called '{name}'" in said(kind, text)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands_with_the_way_out(slip: str) -> None:
    kind, text, expected = SLIPS[slip]
    assert said(kind, text) == block(expected)


def test_an_empty_file_says_so() -> None:
    assert (
        said("outlets", "# nothing yet\n")
        == "outlets.yaml:1:1: error: the file is empty\n       = delete the file, or fill it in"
    )


def test_every_value_stays_the_text_that_was_written() -> None:
    """YAML 1.1 would read NO as false, 07:30 as 450 and 1929 as a number; `on` as true."""
    outlet = "outlets: [{id: a, name: 1929, language: no, country: NO, feeds: ['https://a.example'], status: on}]\n"
    assert said("outlets", outlet) == ""
    assert said("digests", "digests: [{id: d, to: a@example.org, at: 19:30}]\n") == ""


def test_one_text_may_stand_where_a_list_of_them_is_meant() -> None:
    assert (
        said("outlets", "outlets: [{id: a, name: A, language: en, country: GB, feeds: https://a.example/rss}]\n") == ""
    )
    assert said("watchlists", "title: Ports\nmatch: {any: quay, weight: 2}\nneeds: $norland\n") == ""
    assert said("digests", "digests: [{id: d, to: a@example.org, at: '07:30', days: fri}]\n") == ""


def test_all_problems_of_a_file_come_at_once_in_order() -> None:
    lines = [
        line
        for line in said(
            "outlets", "outlets:\n  - {id: A, name: A, languag: en, country: gb, feeds: [x]}\n"
        ).splitlines()
        if "error:" in line
    ]
    assert [line.split(":")[1:3] for line in lines] == [["2", "10"], ["2", "22"], ["2", "44"], ["2", "56"]]


def test_the_caret_stands_under_the_place_in_wide_and_combining_letters() -> None:
    line = "{title: 日本, owner: e\u0301, match: [a], scoer: 1}"
    source, caret = said("watchlists", line).splitlines()[1:3]
    # Two letters are two cells wide, and the accent takes none: the caret is one cell further than its column.
    assert caret.index("^") == source.index("scoer") + 2 - 1


def test_a_very_long_line_is_shown_around_the_place() -> None:
    terms = ", ".join(f"term{number}" for number in range(200))
    shown = said("watchlists", f"{{title: t, match: [{terms}], scoer: 1}}\n").splitlines()
    assert len(shown[1]) < 140
    column = shown[2].index("^")
    assert shown[1][column:].startswith("scoer")


def test_control_characters_of_a_file_never_reach_the_terminal() -> None:
    assert "\u202e" not in said("settings", "contact: https://example.org\ntimezone: 'x\u202eemit'\n").split("|")[1]
