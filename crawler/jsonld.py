"""What a page's JSON-LD says of its article (schema.org), read within bounds.

Scripts come from hostile pages: their number, size, depth and count of nodes are capped, values of unexpected types
are taken as absent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.text import clean_line

_MAX_SCRIPTS = 30
_MAX_CHARS = 400_000
_MAX_NODES = 3_000
_MAX_DEPTH = 12
_MAX_NAMES = 20
_ARTICLE = re.compile(r"Article$|^Report|BlogPosting$|^NewsArticle|^AnalysisNews|^LiveBlog|^OpinionNews|^Review$")
_PLAIN_PAGE = frozenset({"WebPage", "ItemPage", "VideoObject"})
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PROPERTY = re.compile(r'"(headline|description|datePublished|dateModified)"\s*:\s*"([^"\\]{1,400})"')
_COMMENT = re.compile(r"^\s*(?:<!\[CDATA\[|//\s*<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")


@dataclass(frozen=True)
class ArticleFacts:
    """The article node of a page; "" and () where it says nothing."""

    headline: str = ""
    description: str = ""
    body: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    """Authors that are organisations."""
    publisher: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    image: str = ""
    url: str = ""
    language: str = ""
    paywall: bool = False


def article_facts(scripts: Sequence[str]) -> ArticleFacts | None:
    """The facts of the first article among the nodes of ``scripts``; None where there is none."""
    nodes = list(_nodes(scripts))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE.search(name) for name in _types(node))]
    articles.sort(key=lambda node: "headline" not in node)  # stable: the first with a headline, else the first
    if not articles:
        articles = [n for n in nodes if _PLAIN_PAGE & set(_types(n)) and (n.get("datePublished") or n.get("headline"))]
    return _facts(articles[0], by_id) if articles else None


def _facts(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> ArticleFacts:
    people, agencies = _names(node.get("author") or node.get("creator"), by_id)
    if not people and node.get("author"):  # where the house signs, the writers may stand elsewhere
        people, _ = _names(node.get("creator") or node.get("contributor"), by_id)
    publisher, houses = _names(node.get("publisher") or node.get("sourceOrganization"), by_id)
    entity = node.get("mainEntityOfPage")
    section = node.get("articleSection")
    return ArticleFacts(
        headline=_line(node.get("headline")) or _line(node.get("name")),
        description=_line(node.get("description")),
        body=_text(node.get("articleBody")),
        published=_line(node.get("datePublished") or node.get("dateCreated") or node.get("uploadDate")),
        modified=_line(node.get("dateModified")),
        authors=tuple(people),
        agencies=tuple(agencies),
        publisher=next(iter([*houses, *publisher]), ""),
        section=_line(section[0] if isinstance(section, list) and section else section),
        keywords=_keywords(node.get("keywords")),
        image=_image(node.get("image") or node.get("thumbnailUrl"), by_id),
        url=_line(node.get("url")) or _line(entity.get("@id") if isinstance(entity, dict) else entity),
        language=_line(node.get("inLanguage")),
        paywall=_locked(node),
    )


def _nodes(scripts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every object of the scripts, breadth first, so that the article comes before what it quotes."""
    level: list[Any] = [_load(script) for script in scripts[:_MAX_SCRIPTS]]
    seen = 0
    for _ in range(_MAX_DEPTH):
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                seen += 1
                if seen > _MAX_NODES:
                    return
                yield value
                below += [part for part in value.values() if isinstance(part, dict | list)]
            elif isinstance(value, list):
                below += value[:_MAX_NODES]
        level = below
        if not level:
            return


def _load(script: str) -> Any:
    if len(script) > _MAX_CHARS:
        return None
    text = _COMMENT.sub("", script.strip()).strip().rstrip(";")
    for mend in (str, _without_trailing_commas, html.unescape):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    if '"NewsArticle"' in text or '"Article"' in text:  # broken beyond mending: take the plain properties one by one
        return {"@type": "Article"} | {match[1]: match[2] for match in reversed(list(_PROPERTY.finditer(text)))}
    return None


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)]


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Names of persons and of organisations in an author or publisher property."""
    people: list[str] = []
    houses: list[str] = []
    for part in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        node = by_id.get(part["@id"], part) if isinstance(part, dict) and isinstance(part.get("@id"), str) else part
        if isinstance(node, dict):
            house = any("Organization" in name for name in _types(node))
            names = node.get("name") or " ".join(
                filter(None, (_line(node.get("givenName")), _line(node.get("familyName"))))
            )
            for name in names if isinstance(names, list) else [names]:
                (houses if house else people).append(_line(name))
        else:
            people.append(_line(node))
    return [name for name in people if name], [name for name in houses if name]


def _keywords(value: Any) -> tuple[str, ...]:
    parts = re.split(r"[,;،|]", value) if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(dict.fromkeys(line for part in parts[:60] if 0 < len(line := _line(part)) <= 80))


def _image(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    for part in value if isinstance(value, list) else [value]:
        node = by_id.get(part["@id"], part) if isinstance(part, dict) and isinstance(part.get("@id"), str) else part
        found = _line((node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else node)
        if found:
            return found
    return ""


def _locked(node: dict[str, Any]) -> bool:
    parts = node.get("hasPart")
    places = [node, *(part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict))]
    return any(str(place.get("isAccessibleForFree", "true")).lower().rsplit("/", 1)[-1] == "false" for place in places)


def _text(value: Any) -> str:
    return html.unescape(value) if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return clean_line(html.unescape(value)) if isinstance(value, str) else ""
