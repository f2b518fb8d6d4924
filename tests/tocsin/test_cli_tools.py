"""The tools that stand on their own and the commands that ask the archive, through the real entry point."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from monitor.document import Analysis, Document
from tests.tocsin.desk import Desk, at_work
from tocsin import explaining
from tocsin.cli import exits


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that has read the press once."""
    var = tmp_path_factory.mktemp("tools")
    with at_work(var) as made:
        made.run("once", code=None)
        yield made


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def an_article(desk: Desk) -> str:
    """The address of an article in the press's own site."""
    assert desk.press is not None
    return next(url for url in desk.press.expected() if url.startswith(desk.press.origin("gulf-ledger")))


PAGE = """<html lang="en"><head><title>Two quays close - Harbour Gazette</title></head>
<body><nav>Home News</nav><article><h1>Two quays close</h1>
<p>The Port Authority closed two quays on Monday after a crane came down in a storm, it said in a
statement, and expects them to stay shut for a week at least.</p>
<p>Nobody was hurt, the harbour master told reporters who had come to see the crane in the water
beside the third quay.</p></article></body></html>"""


def test_extract_shows_what_would_be_kept_of_a_file(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    kept = desk.run("extract", str(page), "--json").json()
    assert kept["title"] == "Two quays close"
    assert "Nobody was hurt" in kept["text"]
    assert "Nobody was hurt" in desk.run("extract", str(page)).out


def test_extract_reads_an_address_of_the_web(desk: Desk) -> None:
    kept = desk.run("extract", an_article(desk), "--allow-private", "--json").json()
    assert kept["canonical_url"] == an_article(desk)
    assert len(kept["text"]) > 200


def test_extract_of_a_private_address_is_refused_unless_allowed(desk: Desk) -> None:
    assert "ask it with --allow-private" in desk.run("extract", an_article(desk), code=exits.PROBLEM).err


def test_settings_that_allow_private_addresses_hold_for_every_question(desk: Desk, tmp_path: Path) -> None:
    assert desk.press is not None
    fresh = Desk(tmp_path / "config", tmp_path / "var")
    fresh.run("init")
    with (fresh.config / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nallow_private: yes\n")
    assert fresh.run("extract", an_article(desk), "--json").json()["title"]
    assert fresh.run("explain", an_article(desk), "--json").json()["title"]
    assert fresh.run("feed", f"{desk.press.origin('caspian-courier')}/rss.xml", "--json").json()["entries"]
    assert fresh.run("robots", desk.press.origin("gulf-ledger"), "--json").json()["allowed"]


def test_extract_lines_answers_in_order_and_a_bad_page_costs_only_itself(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    records = [
        {"id": 1, "url": "https://gazette.example/1", "html_file": str(file)},
        {"id": 2, "url": "https://gazette.example/2", "html": "<html></html>"},
        {"id": 3, "url": "https://gazette.example/3", "html_file": str(tmp_path / "missing.html")},
        {"id": 4, "url": "https://gazette.example/4", "html": PAGE},
    ]
    stdin = "\n".join(map(json.dumps, records)) + "\nno json\n"
    done = desk.run("extract", "--jsonl", "--workers", "2", stdin=stdin, code=exits.PROBLEM)
    answers = lines(done.out)
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4, None]
    assert ["error" in answer for answer in answers] == [False, True, True, False, True]
    assert "3 lines failed" in done.err


def test_feed_lists_entries_of_an_address_and_of_a_broken_file(desk: Desk, tmp_path: Path) -> None:
    assert desk.press is not None
    url = f"{desk.press.origin('caspian-courier')}/rss.xml"
    found = desk.run("feed", url, "--allow-private", "--json").json()
    assert len(found["entries"]) >= 8
    assert {"id", "link", "title", "published", "summary"} <= found["entries"][0].keys()
    broken = tmp_path / "broken.xml"
    broken.write_text("<rss><channel><item><title>Quay & crane</title><link>https://a.example/1</link></item>")
    assert desk.run("feed", str(broken), "--json").json()["entries"][0]["link"] == "https://a.example/1"


def test_robots_says_by_which_rule_an_address_is_forbidden(desk: Desk) -> None:
    assert desk.press is not None
    home = desk.press.origin("gulf-ledger")
    answer = desk.run("robots", f"{home}/subscribers/x.html", "--allow-private", "--json", code=exits.PROBLEM).json()
    assert not answer["allowed"]
    assert "Disallow: /subscribers/" in answer["reason"]
    assert "may be fetched" in desk.run("robots", f"{home}/", "--allow-private").out


def test_match_gives_entities_queries_and_lists_with_spans(desk: Desk) -> None:
    record = {
        "id": "a",
        "title": "Iran shows S-300",
        "text": "Tehran showed S\u2011300s bought from Russia.",
        "lang": "en",
    }
    (answer,) = lines(desk.run("match", "--jsonl", stdin=json.dumps(record)).out)
    assert {entity["id"] for entity in answer["entities"]} >= {"iran", "s-300"}  # type: ignore[attr-defined]
    for query in answer["queries"]:  # type: ignore[attr-defined]
        for hit in query["hits"]:
            assert record[hit["field"]][hit["start"] : hit["end"]] == hit["form"]
    assert {"watchlist", "score", "passed"} == answer["lists"][0].keys()  # type: ignore[index]


def test_match_and_group_answer_every_line_even_a_bad_one(desk: Desk) -> None:
    records = [
        {"id": "a", "title": "Iran shows S-300", "text": "Tehran showed an S-300 battery on Monday in a long parade."},
        {"id": "b", "title": "Iran shows S-300", "text": "Tehran showed an S-300 battery on Monday in a long parade."},
    ]
    stdin = "\n".join([json.dumps(records[0]), "[1]", "", json.dumps(records[1]), '{"id": "c", "text": 4}'])
    for command in ("match", "group"):
        done = desk.run(command, "--jsonl", stdin=stdin, code=exits.PROBLEM)
        first, bad, second, typed = lines(done.out)
        assert [first["id"], second["id"]] == ["a", "b"]
        assert bad == {"id": None, "error": "line 2 is no JSON object"}
        assert typed == {"id": "c", "error": '"text" must be a text'}
        assert first.get("story") == second.get("story")
        assert "2 lines failed" in done.err


def test_match_gives_the_same_answers_in_the_same_order_with_several_processes(desk: Desk) -> None:
    texts = ["Tehran showed an S-300 battery.", "The port closed two quays.", "Iran and Russia signed a contract."]
    records = [json.dumps({"id": at, "title": f"Report {at}", "text": texts[at % 3] * (at % 7)}) for at in range(900)]
    records[500] = "no json"
    stdin = "\n".join(records)
    alone, together = (
        desk.run("match", "--workers", workers, stdin=stdin, code=exits.PROBLEM).out for workers in ("1", "3")
    )
    assert alone == together
    assert [answer["id"] for answer in lines(alone)] == [*range(500), None, *range(501, 900)]


def test_match_reads_characters_written_as_in_html_and_tells_places_in_the_text_given(desk: Desk) -> None:
    text = "Iran &amp; Russia: the S&#8209;300 stays."
    (answer,) = lines(desk.run("match", stdin=json.dumps({"id": "1", "text": text})).out)
    found = [one for one in answer["entities"] if one["id"] == "s-300"]  # type: ignore[attr-defined]
    assert [(one["form"], text[one["start"] : one["end"]]) for one in found] == [("S&#8209;300", "S&#8209;300")]


def test_forms_lists_what_a_term_and_an_entity_match(desk: Desk) -> None:
    assert "санкциями" in {form["text"] for form in desk.run("forms", "санкции", "--json").json()}
    assert {form["text"] for form in desk.run("forms", "$s-300", "--json").json()} & {"С-300", "S-300"}
    assert "name a term" in desk.run("forms", "", code=exits.USAGE).err
    assert "did you mean '$s-300'" in desk.run("forms", "$s-3000", code=exits.USAGE).err


def test_forms_takes_what_an_item_of_a_list_may_be(desk: Desk) -> None:
    def listed(what: str) -> set[str]:
        return {form["text"] for form in desk.run("forms", what, "--json").json()}

    assert listed('"port strike"') == {"port strike", "port strikes"}
    assert listed("quay | =dock") == {"quay", "quays", "dock"}
    assert listed("dron*") == {"dron*"}
    assert listed("$shahed") < listed("$shahed+")
    assert "no regular expressions" in desk.run("forms", "/tram/", code=exits.USAGE).err


def test_forms_follows_the_language_that_is_asked_for(desk: Desk) -> None:
    def forms(*more: str) -> set[str]:
        return {form["text"] for form in desk.run("forms", "huelga general", "--json", *more).json()}

    assert "huelgas generales" not in forms()
    assert forms("--lang", "es") >= {"huelgas generales"}
    assert "huelga generals" not in forms("--lang", "es")
    assert forms("--lang", "es", "--lang", "en") >= {"huelgas generales", "huelga generals"}
    done = desk.run("forms", "huelga general", "--lang", "spanish", code=exits.USAGE)
    assert "--lang takes a language as two small letters (ISO 639-1), e.g. es, fr or pt; not 'spanish'" in done.err


def test_forms_names_the_operators_of_a_query_and_how_its_terms_are_asked_for(desk: Desk) -> None:
    done = desk.run("forms", "quay AND NOT dock", code=exits.USAGE)
    assert "one term is asked for, and AND NOT belongs to queries (line 1, column 6)" in done.err
    assert 'write quay | dock  or  "quay AND NOT dock"' in done.err
    assert "as written" in desk.run("forms", '"quay AND dock"').out


def test_explain_says_what_an_outlet_lets_be_assumed() -> None:
    document = Document("1", "Ferry", "A ferry sails.", outlet="gavan", assume=("norland", "ostland"))
    told = list(explaining.lines(document, Analysis(), {}))
    assert told[-1].endswith("every article of gavan (its assume:), for needs: $norland, $ostland")
    assert not any("assume" in one for one in explaining.lines(document._replace(assume=()), Analysis(), {}))


def test_forms_says_what_counts_in_capitals_only(desk: Desk) -> None:
    assert "count as the same; OZK only in capitals." in desk.run("forms", "OZK").err
    assert "count as the same.\n" in desk.run("forms", "quay").err


def test_texts_under_other_names_and_lists_of_objects_are_told(desk: Desk) -> None:
    lines_in = '[{"id": 1, "text": "Iran"},\n{"id": 2, "body": "Iran"}\n{"id": 3}\n'
    first, second, third = lines(desk.run("match", stdin=lines_in, code=exits.PROBLEM).out)
    assert str(first["error"]).endswith("each object stands on a line of its own, without [ ] and commas around it")
    assert second["error"] == 'it has neither "title" nor "text", but "body"'
    assert third == {"id": 3, "entities": [], "queries": [], "lists": []}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("$anzalli", "did you mean '$anzali'?"),
        ("$islamic-republic-of-iran", "; did you mean $iran?"),
        ("$rosoboron", "did you mean '$rosoboronexport'?"),
        ("$federation", "; in names it is part of $russia (Russia)"),
        ("$zzz", "; there are $"),
    ],
)
def test_forms_of_an_unknown_entity_names_those_that_may_be_meant(desk: Desk, wrong: str, said: str) -> None:
    assert said in desk.run("forms", wrong, code=exits.USAGE).err


def test_search_speaks_the_language_of_the_lists(desk: Desk) -> None:
    found = desk.run("search", "$s-300 AND $iran", "--json").json()
    assert found
    assert all(one["hits"] for one in found)
    one = desk.run("search", "$s-300 AND $iran", "--limit", "1")
    assert f"[{found[0]['article_id']}]" in one.out
    assert "1 article (the newest 1)" in one.err


def test_search_refuses_what_is_ambiguous_and_points_at_it(desk: Desk) -> None:
    done = desk.run("search", "arms", "embargo", code=exits.USAGE)
    assert done.err.splitlines()[-2].rstrip() == "       ^"
    assert 'write "arms embargo"  or  arms AND embargo' in done.err
    assert "single quotes around the whole query" in done.err
    assert "(line 1, column 6)" in done.err


def test_search_points_into_the_right_line_of_a_query_of_several(desk: Desk) -> None:
    done = desk.run("search", "iran AND\n(port OR", code=exits.USAGE)
    assert "(line 2, column 9)" in done.err
    assert done.err.splitlines()[1:3] == ["  (port OR", "          ^"]


def test_search_refuses_octets_that_are_no_text(desk: Desk) -> None:
    done = desk.run("search", "iran AND \udcff", code=exits.USAGE)
    assert "here stands an octet that is no UTF-8; give the query in UTF-8 (line 1, column 10)" in done.err


def test_explain_fetches_an_address_that_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text(PAGE, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/story.html"
        assert desk.run("explain", url, "--allow-private", "--json").json()["title"] == "Two quays close"
        assert "not a public address" in desk.run("explain", url, code=exits.PROBLEM).err
        server.shutdown()


def test_explain_knows_a_page_by_its_beginning_and_refuses_what_is_no_text(desk: Desk, tmp_path: Path) -> None:
    for name, content in (
        ("page", PAGE.encode()),
        ("program", b"\x7fELF\x00\x01"),
        ("latin", "Caf\xe9".encode("latin-1")),
    ):
        (tmp_path / name).write_bytes(content)
    assert desk.run("explain", str(tmp_path / "page"), "--json").json()["title"] == "Two quays close"
    assert "program is no text" in desk.run("explain", str(tmp_path / "program"), code=exits.USAGE).err
    assert "latin is no text in UTF-8 (byte 4)" in desk.run("explain", str(tmp_path / "latin"), code=exits.USAGE).err
    assert "is no file" in desk.run("explain", str(tmp_path), code=exits.USAGE).err


def test_backtest_of_a_list_of_a_term_and_against_another_version(desk: Desk, tmp_path: Path) -> None:
    import shutil

    plain = desk.run("backtest", "air-defence", "--json").json()
    assert plain["hits"] == sum(plain["days"].values()) > 0
    assert plain["a_day"] > plain["hits"] / len(plain["days"])
    assert "(the archive's first is of " in desk.run("backtest", "air-defence").out
    assert desk.run("backtest", "--term", "$s-300", "--json").json()["hits"] > 0
    other = tmp_path / "other"
    shutil.copytree(desk.config, other)
    path = other / "watchlists/air-defence.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\ndrop_if: [Iran]\n", encoding="utf-8")
    assert desk.run("backtest", "air-defence", "--against", str(other), "--json").json()["gained"]
    assert "name either" in desk.run("backtest", code=exits.USAGE).err
    path.rename(path.with_name("only-there.yaml"))
    gone = desk.run("backtest", "only-there", "--against", str(other), "--json").json()
    assert (gone["hits"], gone["counts"]["gained"]) == (0, 0), "a list that only the other version has is lost whole"
    assert desk.run("backtest", "nowhere", "--against", str(other), code=exits.USAGE).err.startswith(
        "tocsin: there is no"
    )


def test_feedback_shows_in_the_precision_of_the_queries(desk: Desk) -> None:
    found = desk.run("search", "$s-300 AND $iran", "--json").json()
    article = next(
        one for one in found if desk.run("feedback", str(one["article_id"]), "relevant", code=None).code == 0
    )
    desk.run("feedback", article["key"], "not", "--list", "air-defence", code=None)
    records = desk.run("status", "--lists", "--json").json()["queries"]
    assert any(record["relevant"] + record["not_relevant"] for record in records)
    assert "there is no article" in desk.run("feedback", "999999", "relevant", code=exits.USAGE).err
    assert "feedback 3 not`" in desk.run("feedback", "3", "irrelevant", code=exits.USAGE).err


def test_a_query_of_the_archive_that_cannot_be_meant_so_is_told(desk: Desk) -> None:
    for command in (["search"], ["backtest", "--term"]):
        assert "(an article is in one language)" in desk.run(*command, "lang:ru AND lang:en AND Iran").err
        assert "did you mean 'gulf-ledger'?" in desk.run(*command, 'outlet:"Gulf Ledger" AND Iran').err
        assert "no outlet has the tag 'nowhere'; there are " in desk.run(*command, 'outlet:"tag:nowhere" AND Iran').err
        assert "no outlet" not in desk.run(*command, 'outlet:gulf-ledger AND outlet:"tag:daily" AND Iran').err


def test_articles_that_wait_to_be_screened_are_told_as_left_out(desk: Desk, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("A quay of Zeeport is closed\n\nThe quay of Zeeport is closed for a week.", "utf-8")
    desk.run("import", "corpus", str(texts))
    left_out = "1 article waits to be screened, and this leaves it out; `tocsin screen` reads what waits"
    assert left_out in desk.run("search", "Zeeport").err
    assert left_out in desk.run("backtest", "--term", "Zeeport").err
    desk.run("screen")
    found = desk.run("search", "Zeeport", "-n", "5")
    assert ("Zeeport" in found.out, "waits" in found.err) == (True, False)


def test_feedback_takes_the_address_that_stands_in_the_mail(desk: Desk) -> None:
    (found,) = desk.run("latest", "--matched", "-n", "1", "--json").json()
    assert "kept for" in desk.run("feedback", found["url"], "relevant").out
    assert "there is no article" in desk.run("feedback", "http://127.0.0.1/no", "relevant", code=exits.USAGE).err


def test_an_article_that_a_list_missed_is_told_by_status(desk: Desk) -> None:
    taken = {one["article"] for one in desk.run("latest", "-n", "500", "--matched", "--json").json()}
    other = next(one for one in desk.run("latest", "-n", "500", "--json").json() if one["article"] not in taken)
    number = str(other["article"])
    assert "relevant --list ID`" in desk.run("feedback", number, "relevant", code=exits.USAGE).err
    wrong = desk.run("feedback", number, "relevant", "--list", "air-defense", code=exits.USAGE)
    assert "there is no watchlist 'air-defense'; did you mean 'air-defence'?" in wrong.err
    assert "air-defence missed this" in desk.run("feedback", number, "relevant", "--list", "air-defence").out
    found = desk.run("status", "--lists", "--json").json()["missed"]
    assert found == [{"watchlist": "air-defence", "article": other["article"], "title": other["title"]}]
    assert "Missed" in desk.run("status", "--lists").out
    assert "did not miss" in desk.run("feedback", number, "not", "--list", "air-defence").out
    assert "Missed" not in desk.run("status", "--lists").out


def test_a_list_on_trial_is_told_by_the_preview_and_by_status(desk: Desk, tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(desk.config, config)
    file = config / "watchlists" / "air-defence.yaml"
    file.write_text(f"status: test\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    trial = Desk(config, desk.var)
    told = trial.run("digest", "preview", "demo-desk", "--config", str(config)).err
    assert "on trial (status: test), shown here and never sent: air-defence" in told
    queries = trial.run("status", "--lists", "--json", "--config", str(config)).json()["queries"]
    assert {one["status"] for one in queries if one["watchlist"] == "air-defence"} == {"test"}
    assert {one["status"] for one in queries if one["watchlist"] != "air-defence"} == {"on"}


def test_outlet_add_finds_the_feeds_and_writes_an_outlet_that_checks(desk: Desk, tmp_path: Path) -> None:
    assert desk.press is not None
    fresh = Desk(tmp_path / "config", tmp_path / "var")
    fresh.run("init")
    origin = desk.press.origin("caspian-courier")
    before = (fresh.config / "outlets.yaml").read_text(encoding="utf-8")
    fresh.run("outlet", "add", origin, "--delay", "0s", "--allow-private", "--country", "GB", "--dry-run")
    assert (fresh.config / "outlets.yaml").read_text(encoding="utf-8") == before
    dry = fresh.run("outlet", "add", origin, "--delay", "0s", "--allow-private", "--dry-run")
    assert "country: ZZ stands for an unknown one" in dry.err
    given = ("--delay", "0s", "--allow-private", "--country", "GB")
    added = fresh.run("outlet", "add", origin, *given, "--id", "courier", "-c", str(fresh.config))
    assert "    delay: 0s\n    allow_private: true\n    status: test" in added.out
    assert f"tocsin crawl courier --config {fresh.config}" in added.err
    settings = fresh.config / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "allow_private: yes\n", encoding="utf-8")
    again = fresh.run("outlet", "add", origin, "--country", "GB", "--delay", "0s", code=exits.USAGE)
    assert "is already read by outlet 'courier'; nothing was written" in again.err
    assert (fresh.config / "outlets.yaml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    fresh.run("check")
    report = fresh.run("crawl", "courier", "--json").json()
    assert report["outlets"][0]["new"] > 5


def test_outlet_show_tells_looks_articles_and_learnt_lines(desk: Desk) -> None:
    shown = desk.run("outlet", "show", "gulf-ledger", "--json").json()
    assert shown["runs"]
    assert shown["articles"]
    kept = desk.run("outlet", "show", "gulf-ledger", "--keep", "Our own line", "--json").json()
    assert {"line": "Our own line", "verdict": "keep"}.items() <= {
        key: value for key, value in kept["lines"][0].items() if key in {"line", "verdict"}
    }.items()


def test_opml_out_and_in_again_gives_the_same_feeds(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    desk.run("opml", "export", str(file))
    fresh = Desk(tmp_path / "config", tmp_path / "var")
    fresh.run("init")
    fresh.run("opml", "import", str(file), "--language", "en", "--country", "GB")
    fresh.run("check")
    again = fresh.run("opml", "import", str(file), "--language", "en", "--country", "GB").out
    assert "0 outlets added" in again
    assert "were there already" in again


def test_entity_rename_reaches_every_file(desk: Desk, tmp_path: Path) -> None:
    import shutil

    config = tmp_path / "config"
    shutil.copytree(desk.config, config)
    other = Desk(config, tmp_path / "var")
    other.run("entity", "rename", "s-300", "favorit")
    other.run("check")
    assert "$favorit" in (config / "watchlists/air-defence.yaml").read_text(encoding="utf-8")
