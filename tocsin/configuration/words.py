"""Pydantic's complaints, located in the file and said in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tocsin.configuration.inside import Position
from tocsin.configuration.nodes import Items, Node, Pairs, Scalar, Tree
from tocsin.configuration.places import Path, choices_at, homes, keys, model_at
from tocsin.problems import Problem, did_you_mean, listed, nearest


class _Said(NamedTuple):
    at: Position
    taken: int
    message: str
    hint: str
    code: str


def problems_of(error: ValidationError, tree: Tree, model: type[BaseModel]) -> list[Problem]:
    """Every error as a located problem: at one place only what lies deepest (a union reports each of its branches)."""
    every = error.errors(include_url=False)
    meant = {(details["loc"][:-1], _meant(details, model)) for details in every if details["type"] == "extra_forbidden"}
    best: dict[Position, list[_Said]] = {}
    missing: list[_Said] = []
    for details in every:
        said = _say(details, tree, model)
        if details["type"] == "missing":
            # A misspelt setting is not missing as well.
            if (details["loc"][:-1], details["loc"][-1]) not in meant:
                missing.append(said)
            continue
        others = best.setdefault(said.at, [])
        if not others or said.taken > others[0].taken:
            best[said.at] = [said]
        elif said.taken == others[0].taken and said not in others:
            others.append(said)
    found = [*missing, *(said for at in best for said in best[at])]
    found.sort(key=lambda said: said.at)
    return [tree.problem(said.at, said.message, code=said.code, hint=said.hint) for said in found]


def _meant(details: ErrorDetails, model: type[BaseModel]) -> str | None:
    """The setting that an unknown one is probably a misspelling of."""
    place = model_at(model, details["loc"][:-1])
    return nearest(str(details["loc"][-1]), keys(place)) if place is not None else None


def _say(details: ErrorDetails, tree: Tree, model: type[BaseModel]) -> _Said:
    path: Path = details["loc"]
    kind = details["type"]
    found = tree.find(path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        message, hint = _unknown(name, path, found.node, tree, model)
        return _Said(found.named, found.taken, message, hint, "unknown-key")
    if kind == "missing":
        return _missing(name, path, tree, model)
    node = found.node
    if isinstance(node, Scalar) and node.empty:
        what, hint = _nothing(name, node, tree)
        if kind == "list_type" and len(path) == 1:
            hint += f"; {name}: [] says that there are none yet"
        return _Said(found.named, found.taken, what, hint, "empty-value")
    message, hint = _value(details, _written_name(path, tree) or name, node, tree, model)
    return _Said(node.start, found.taken, message, hint, _code(kind))


def _written_name(path: Path, tree: Tree) -> str:
    """The innermost setting on the way to a value that stands in the file: of `feeds: [text]`, which is short for
    `url: text`, that is feeds. Empty where none does."""
    taken = [tree.find(path[:length]).taken for length in range(len(path) + 1)]
    written = [step for number, step in enumerate(path) if isinstance(step, str) and taken[number + 1] > taken[number]]
    return str(written[-1]) if written else ""


def _unknown(name: str, path: Path, value: Node, tree: Tree, model: type[BaseModel]) -> tuple[str, str]:
    place = model_at(model, path[:-1])
    allowed = keys(place) if place is not None else ()
    message = f"'{name}' is not a known setting here"
    parent = tree.find(path[:-1]).node
    if isinstance(parent, Pairs) and parent.flow and isinstance(value, Scalar) and value.empty:
        return message, "inside { } a text with a comma needs quotes"
    if name == "<<":
        return message, "merge keys are not used here; write the settings out"
    near = did_you_mean(name, allowed)
    if _SECRET.fullmatch(name):
        hint = "give the mail server's in the environment: TOCSIN_SMTP_PASSWORD, or TOCSIN_SMTP_PASSWORD_FILE=file"
        return f"{message}: passwords never stand in these files", hint
    near = near or _meant_by(name, allowed)
    if not near and " " in name:
        return f"{message}: the text was cut at ': '", "put quotes round the whole text"
    if not near:
        elsewhere = [home for home in homes(model).get(name, ()) if home]
        if elsewhere:
            near = f"; it belongs under {' or '.join(f'{home}:' for home in elsewhere)}"
        elif name in homes(model):
            near = "; it belongs to the outermost level of the file"
    return message + near, f"allowed here: {listed(allowed)}" if allowed else ""


_MEANT = (
    ({"rss", "rss_url", "feed_url", "atom", "url", "urls", "link", "links"}, "feeds"),
    ({"minimum", "threshold", "min", "min_points"}, "score"),
    ({"minimum", "threshold", "score", "min", "min_points"}, "min_score"),
    ({"keywords", "keyword", "terms", "words", "queries", "include"}, "match"),
    ({"exclude", "excludes", "stop", "without"}, "not"),
    ({"time", "when", "hour", "schedule", "cron"}, "at"),
    ({"recipients", "recipient", "mail", "email", "emails", "mail_to"}, "to"),
    ({"interval", "frequency", "poll", "refresh"}, "every"),
    ({"smtp", "smtp_server", "smtp_host", "mail_host"}, "mail_server"),
    ({"smtp_user", "mail_username", "mail_login"}, "mail_user"),
    ({"lang", "locale"}, "language"),
    ({"tz", "time_zone"}, "timezone"),
)
"""What people and other programs call settings of ours."""
_MEANT_CHOICES = (
    ({"city", "town", "region", "river", "sea", "port", "base", "site", "location", "loc", "gpe"}, "place"),
    ({"company", "ministry", "agency", "party", "group", "organisation", "organization", "unit", "army"}, "org"),
    ({"per", "people", "human", "politician", "official"}, "person"),
    ({"ship", "aircraft", "missile", "drone", "system", "product", "equipment"}, "weapon"),
    ({"law", "treaty", "sanction", "sanctions", "resolution", "agreement"}, "legal"),
    ({"exercise", "summit", "conference", "war", "attack"}, "event"),
    ({"state", "nation"}, "country"),
    ({"enabled", "active", "yes", "true"}, "on"),
    ({"disabled", "inactive", "no", "false", "paused"}, "off"),
    ({"trial", "testing", "draft"}, "test"),
    ({"headline", "heading", "headlines"}, "title"),
    ({"body", "everywhere", "article text"}, "text"),
    ({"surge", "spike", "peak", "trend"}, "burst"),
)
"""What people call choices of ours."""
_SENTENCES = frozenset({"hit", "miss"})
_SECRET = re.compile(r"(mail|smtp)_?(pass|password|secret)|password|api_key|token", re.IGNORECASE)


def _meant_by(name: str, allowed: Iterable[str]) -> str:
    """What a setting is called here that has another name elsewhere; empty where nobody knows."""
    known = set(allowed)
    meant = [setting for names, setting in _MEANT if name.lower() in names and setting in known]
    return f"; here it is called {' or '.join(repr(one) for one in meant)}" if meant else ""


def _choice_meant_by(word: str, allowed: Iterable[str]) -> str:
    known = set(allowed)
    meant = next((choice for words, choice in _MEANT_CHOICES if word.casefold() in words and choice in known), "")
    return f"; here it is called '{meant}'" if meant else ""


def _shorter(word: str, allowed: Iterable[str]) -> str:
    """The only choice that is the beginning of a word: mon for monday."""
    short = [choice for choice in allowed if len(choice) > 2 and word.casefold().startswith(choice)]
    return f"; did you mean '{short[0]}'?" if len(short) == 1 else ""


def _missing(name: str, path: Path, tree: Tree, model: type[BaseModel]) -> _Said:
    found = tree.find(path[:-1])
    place = model_at(model, path[:-1])
    hint = ""
    if place is not None:
        field = next((f for n, f in place.model_fields.items() if (f.alias or n) == name), None)
        example = f", e.g. {name}: {field.examples[0]}" if field is not None and field.examples else ""
        if field is not None and field.description:
            hint = f"{name}: {_first_sentence(field.description)}{example}"
        elif example:
            hint = example.removeprefix(", ")
    whose = ""
    if isinstance(found.node, Pairs) and name != "id":
        pair = found.node.get("id") or found.node.get("title")
        if pair is not None and isinstance(pair[1], Scalar):
            whose = f" in '{pair[1].text}'"
    return _Said(found.node.start, found.taken, f"'{name}' is missing{whose}", hint, "missing")


def _nothing(name: str, node: Scalar, tree: Tree) -> tuple[str, str]:
    rest = tree.lines[node.end.line - 1][node.end.column - 1 :] if node.end.line <= len(tree.lines) else ""
    what = f"'{name}' has no value" if name else "this item is empty"
    if rest.lstrip().startswith("#"):
        return what, "what follows # is a comment; a text that starts with # needs quotes"
    return what, "give it one, or delete the line"


def _value(details: ErrorDetails, name: str, node: Node, tree: Tree, model: type[BaseModel]) -> tuple[str, str]:
    path, kind, context = details["loc"], details["type"], details.get("ctx", {})
    label = f"{name}: " if name else ""
    if kind == "value_error":
        said = str(context.get("error", details["msg"]))
        return (said if isinstance(node, Pairs) else f"{label}{said}"), ""
    if kind == "literal_error":
        choices = choices_at(model, path)
        got = node.text if isinstance(node, Scalar) else ""
        near = _choice_meant_by(got, choices) or did_you_mean(got, choices) or _shorter(got, choices)
        return f"{label}'{got}' is not allowed here{near}", f"allowed here: {listed(choices)}"
    if due := _DUE.get(kind):
        got = _kind_of(node)
        hint = ""
        if isinstance(node, Pairs) and not node.flow and kind == "string_type":
            hint = "if a text with ': ' in it is meant, put quotes round it"
        elif (
            isinstance(node, Pairs)
            and kind == "string_type"
            and not tree.lines[node.start.line - 1].startswith("{", node.start.column - 1)
        ):
            hint = f"put the {'sentence' if name in _SENTENCES else 'text'} into quotes, it holds ': '"
        elif isinstance(node, Items) and kind.startswith("model"):
            hint = _way_out_of_a_list(model_at(model, path))
        elif isinstance(node, Scalar) and kind == "list_type":
            hint = "write [one, two], or each on a line of its own after '- '"
        elif isinstance(node, Scalar):
            got = f"'{_shortened(node.text)}'"
            if re.fullmatch(r"\d+,\d{1,2}", node.text):  # with three digits it may be 1,500
                got += f"; did you mean {node.text.replace(',', '.')}?"
            setting = node.text.partition(":")[0]
            if kind.startswith("model") and node.plain and setting in keys(model_at(model, path) or model):
                hint = f"after the colon of a setting comes a blank: {setting}: ..."
        return f"{label}{due} is due here, this is {got}", hint
    if kind in {"too_long", "string_too_long"}:
        return f"{label}too long: at most {context.get('max_length')} characters", ""
    if kind == "too_short":
        return f"{label}at least {context.get('min_length', 1)} is needed", ""
    got = f" (this is '{_shortened(node.text)}')" if isinstance(node, Scalar) else ""
    return (
        f"{label}{details['msg'].replace('Input should be', 'must be').replace('String should', 'the text must')}{got}",
        "",
    )


def _way_out_of_a_list(place: type[BaseModel] | None) -> str:
    names = list(place.model_fields) if place is not None else []
    lists = [name for name in names if place is not None and _models_of_list(place, name)]
    if lists:
        return f"put a line '{lists[0]}:' above the list, and the list indented below it"
    return "write each setting as 'name: value', without '- ' before it"


def _models_of_list(place: type[BaseModel], name: str) -> bool:
    arguments = get_args(place.model_fields[name].annotation)
    return any(isinstance(one, type) and issubclass(one, BaseModel) for one in arguments)


_DUE = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a map of settings",
    "model_type": "a map of settings",
    "model_attributes_type": "a map of settings",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
}


def _code(kind: str) -> str:
    return "value" if kind not in _DUE else "type"


def _kind_of(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    return "a map of settings" if isinstance(node, Pairs) else "a text"


def _shortened(text: str) -> str:
    text = " ".join(text.splitlines())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _first_sentence(text: str) -> str:
    line = " ".join(text.split())
    return line.split(". ")[0].rstrip(".")
