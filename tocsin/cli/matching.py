"""`match`, `group` and `forms`: the monitor's parts on their own, on texts from a pipe. No database is opened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import jsonl, output
from tocsin.cli.failures import RefusedError
from tocsin.cli.options import CORES, AsJson, Config, JsonLines, Workers, configuration, directory

if TYPE_CHECKING:
    from pathlib import Path

    from monitor.document import Analysis, Hit
    from monitor.entities import Entity
    from monitor.forms import Form
    from monitor.nodes import EntityRef
    from tocsin.configuration import Configuration


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(match)
    app.command()(group)
    app.command()(forms)


def match(ctx: typer.Context, lines: JsonLines = True, workers: Workers = CORES, config: Config = None) -> None:
    """Match texts from stdin against the watchlists; one JSON object a line.

    It reads {"id", "title", "text", "lang", "outlet", "published"} and writes
    {"id", "entities", "queries", "lists"}; spans are characters of title or text
    as they were given, where &amp; or &#1080; is read as the character it means.
    A line that cannot be read gives {"id", "error"} and, in the end, exit code 1.

    \b
      tocsin match --jsonl < articles.jsonl > matches.jsonl
    """
    from monitor.records import as_given, document_of

    ruleset = configuration(ctx, config).ruleset
    assert ruleset is not None
    jsonl.transform(lambda record: _answer(ruleset.analyse(document_of(record)), as_given(record)), workers)


def _answer(analysis: Analysis, back: Callable[[Hit], Hit] | None) -> str:
    """The answer as JSON. Written piece by piece: of what a line costs beyond matching, a general encoder took half.

    `back` turns a hit into one in the texts as they were given.
    """

    def place(hit: Hit) -> str:
        return _hit(hit if back is None else back(hit))

    entities = [f'{{"id": {quoted(one.entity)}, {place(one.hit)}}}' for one in analysis.mentions]
    queries = [
        f'{{"watchlist": {quoted(query.watchlist)}, "id": {quoted(query.query)}, "points": {query.points!r}, '
        f'"hits": [{", ".join([f"{{{place(hit)}}}" for hit in query.hits])}]}}'
        for result in analysis.lists
        for query in result.queries
    ]
    lists = [
        f'{{"watchlist": {quoted(one.watchlist)}, "score": {one.score!r}, "passed": {str(one.passed).lower()}}}'
        for one in analysis.lists
    ]
    return f'"entities": [{", ".join(entities)}], "queries": [{", ".join(queries)}], "lists": [{", ".join(lists)}]'


def _hit(hit: Hit) -> str:
    form, field, start, end = hit
    return f'"form": {quoted(form)}, "field": "{field}", "start": {start}, "end": {end}'


def group(ctx: typer.Context, lines: JsonLines = True, config: Config = None) -> None:
    """Group texts from stdin into stories; one JSON object a line.

    It reads what `tocsin match` reads and writes {"id", "story"} in the same
    order: texts of one story name the same one. With a configuration the entities
    in it help to tell events apart. A line that cannot be read gives
    {"id", "error"} and, in the end, exit code 1.

    \b
      tocsin group --jsonl < articles.jsonl > stories.jsonl
    """
    from crawler.json_lines import whole_lines
    from monitor.group_jsonl import group_lines
    from tocsin.settings import environment
    from tocsin.wiring import SetupError, config_folder

    try:
        config_folder(directory(ctx, config), environment())
    except SetupError:
        if directory(ctx, config) is not None:
            raise
        answers = group_lines(whole_lines(sys.stdin.buffer))
    else:
        answers = group_lines(whole_lines(sys.stdin.buffer), _telling(configuration(ctx, config)))
    jsonl.put(answers)


def _telling(home: Configuration) -> Callable[[Mapping[str, Any]], list[str]]:
    """Finds the entities of a record that tell events apart: all but countries."""
    ruleset = home.ruleset
    assert ruleset is not None
    countries = {entity.id for entity in home.entities if entity.type == "country"}

    def entities(record: Mapping[str, Any]) -> list[str]:
        from monitor.records import document_of

        return sorted({mention.entity for mention in ruleset.analyse(document_of(record)).mentions} - countries)

    return entities


def _entities(home: Configuration, asked: EntityRef) -> list[Entity]:
    """The entity that is asked for, and with `+` all that is part of it."""
    from monitor.clauses import parts_of
    from tocsin.cli.naming import entity_of

    whole = entity_of(home.entities, asked.id)
    parts = parts_of(home.entities)[whole.id] if asked.parts else set()
    return [whole, *(one for one in home.entities if one.id in parts)]


def _spoken(ctx: typer.Context, config: Path | None) -> set[str]:
    """The languages of the configuration's outlets; none where there is no configuration that can be read."""
    from tocsin.problems import ConfigurationError
    from tocsin.wiring import SetupError

    try:
        return {outlet.language for outlet in configuration(ctx, config, compiled=False).outlets}
    except (ConfigurationError, SetupError):
        return set()


def _alike(listed: Sequence[Form]) -> str:
    """What counts as the same as the forms that are listed, and which of them ask for capitals."""
    from monitor.terms import Term, needed_case

    written = dict.fromkeys(one.text for one in listed if one.why == "as written")
    capitals = [text for text in written if needed_case(Term(text)) == "capitals"]
    same = "Small and large letters, and any kind of dash, quote or blank, count as the same"
    return f"{same}; {', '.join(capitals)} only in capitals." if capitals else f"{same}."


def forms(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="TERM|$ENTITY", help="A term, or an entity of the configuration.")],
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang", help="As in a list with this `lang:`. Default: the languages of the outlets.", metavar="XX"
        ),
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """List every form that a term or an entity matches, and how to switch one off.

    What an item of a list may be is asked for so: one term, several with | between
    them, $entity+ with its parts. Designations are listed with a dash, a blank and
    nothing before the number. A query is refused: its terms are asked for one by
    one. Which languages' rules a term follows, the outlets of the configuration
    say, where there is one.

    A form that must not count is named under `without:` of the entity or query; a
    leading = switches inflection off for one term.

    \b
      tocsin forms санкции
      tocsin forms '$shoigu'
      tocsin forms 'huelga general' --lang es
    """
    from monitor.forms import Form, forms_of, tongues_of
    from monitor.nodes import EntityRef, Phrase, leaves_of
    from monitor.query import QueryError, item_node
    from monitor.query_terms import refuse_operators
    from tocsin.spellings import spellings

    if not any(map(str.isalnum, what)):
        raise RefusedError("name a term with a letter or a digit in it, or an $entity in single quotes")
    for one in lang or ():
        if not (one.isascii() and one.isalpha() and one.islower() and len(one) == 2):
            raise RefusedError(
                f"--lang takes a language as two small letters (ISO 639-1), e.g. es, fr or pt; not {one!r}"
            )
    try:
        refuse_operators(what)
        leaves = list(leaves_of(item_node(what)))
    except QueryError as error:
        raise RefusedError(str(error)) from None
    found: list[Form] = []
    language = lang[0] if lang and len(lang) == 1 else ""
    tongues = tongues_of(lang or _spoken(ctx, config))
    for leaf in leaves:
        if isinstance(leaf, EntityRef):
            for entity in _entities(configuration(ctx, config, compiled=False), leaf):
                listed = forms_of(entity, tongues=tongues)
                found += [*listed, *spellings(entity, listed)]
        elif isinstance(leaf, Phrase) and leaf.prefix:
            found.append(Form(f"{leaf.text}*", "every word that begins so"))
        elif isinstance(leaf, Phrase):
            term = f"{'=' if leaf.exact else ''}{leaf.text}"
            listed = forms_of(term, language, tongues)
            found += [*listed, *spellings(term, listed)]
    if as_json:
        output.put_json([form._asdict() for form in found])
    else:
        output.table(["form", "why"], found)
        output.note(_alike(found))
        output.note("Switch one off: without: [FORM]; all of a term's: write =TERM.")
