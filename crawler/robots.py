"""robots.txt by RFC 9309, with Crawl-delay and Request-rate. Pure.

Our own reader, held to Protego's answers by a test, because a refusal names the rule and its line to people, and
because Protego follows the rules for `toc` when asked for `tocsin`; see docs/decisions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read; the rest is ignored."""
FRESH_SECONDS = 24 * 3600
"""RFC 9309, 2.4: a copy should not be used for longer than a day."""
_MAX_RULES = 5_000
_MAX_PATTERN = 2_000
_AGENT_TOKEN = re.compile(r"[a-z_-]+|\*", re.IGNORECASE)
_MISSPELT = {
    **dict.fromkeys(("useragent", "user agent"), "user-agent"),
    **dict.fromkeys(("dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    **dict.fromkeys(("crawl delay", "crawldelay"), "crawl-delay"),
    **dict.fromkeys(("sitemaps", "site-map"), "sitemap"),
    "request rate": "request-rate",
}
"""As they are met in the wild; who wrote them meant it."""
_RATE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})\s*([smh]?)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True)
class Rule:
    """One Allow or Disallow line."""

    allow: bool
    pattern: str
    """Percent-encoding normalised; ``*`` and a final ``$`` have their meaning."""
    line: int
    """Line number in the file, from 1."""

    def __str__(self) -> str:
        return f"{'Allow' if self.allow else 'Disallow'}: {self.pattern} (line {self.line})"


@dataclass(frozen=True)
class Decision:
    """Whether one address may be fetched, and why."""

    allowed: bool
    reason: str
    """The rule, or the state of the file, in words."""
    crawl_delay: float = 0.0
    """Seconds between two requests that the host asks for; 0 where it asks for none."""


@dataclass(frozen=True)
class Robots:
    """What a host's robots.txt says to us."""

    rules: tuple[Rule, ...] = ()
    crawl_delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    group: str = ""
    """The user-agent line that was followed, "" where none fits."""
    blanket: Literal["", "allow", "disallow"] = ""
    """Set where there is no file to read: everything is allowed, or nothing is."""
    why: str = ""
    """Reason of `blanket` in words."""

    def decide(self, url: str) -> Decision:
        """Whether ``url`` (absolute) may be fetched: the longest matching rule wins, Allow on a tie."""
        if self.blanket:
            return Decision(self.blanket == "allow", self.why, self.crawl_delay)
        parts = urlsplit(url)
        asks = "?" in url.partition("#")[0]
        target = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if asks else "")
        if target == "/robots.txt":
            return Decision(True, "robots.txt itself may always be read", self.crawl_delay)
        best: Rule | None = None
        for rule in self.rules:
            longer = best is None or (len(rule.pattern), rule.allow) > (len(best.pattern), best.allow)
            if longer and _matches(rule.pattern, target):
                best = rule
        if best is None:
            return Decision(True, "no rule of robots.txt matches", self.crawl_delay)
        return Decision(best.allow, f"robots.txt, {best}", self.crawl_delay)


def parse_robots(text: str, agent: str) -> Robots:
    """The rules in ``text`` for the product token ``agent`` (e.g. ``Tocsin``), else those for ``*``.

    Groups for the same agent are merged. Broken lines are passed over.
    """
    agents: list[str] = []
    open_group = False
    rules: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    sitemaps: list[str] = []
    wanted = agent.lower()
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines()[: 20 * _MAX_RULES], 1):
        name, colon, value = raw.partition("#")[0].partition(":")
        if not colon:
            continue
        key, value = " ".join(name.lower().split()), value.strip()
        key = _MISSPELT.get(key, key)
        if key == "sitemap":
            if value and len(sitemaps) < 100:
                sitemaps.append(value)
        elif key == "user-agent":
            if open_group:
                agents, open_group = [], False
            token = _AGENT_TOKEN.match(value)
            agents.append(token[0].lower() if token else "")
            if agents[-1] in {wanted, "*"}:
                rules.setdefault(agents[-1], [])  # a group without a rule allows everything
        elif agents:
            open_group = True
            for who in {wanted, "*"}.intersection(agents):
                known = rules.setdefault(who, [])
                if key in {"allow", "disallow"}:
                    if value and len(known) < _MAX_RULES and len(value) <= _MAX_PATTERN:
                        known.append(Rule(key == "allow", _normal(value), number))
                elif (seconds := _delay(key, value)) is not None:
                    delays[who] = max(delays.get(who, 0.0), seconds)
    group = wanted if wanted in rules or wanted in delays else "*"
    return Robots(tuple(rules.get(group, ())), delays.get(group, 0.0), tuple(sitemaps), group if rules else "")


def robots_from_answer(status: int | None, body: bytes, agent: str) -> Robots:
    """What follows from the answer to the request for robots.txt (RFC 9309, 2.3.1).

    Args:
        status: HTTP status after redirects, None where there was no answer.
        body: What was read.
        agent: Our product token.

    4xx means no rules; 429, 5xx and no answer mean that nothing may be fetched for now.
    """
    if status is not None and 200 <= status < 300:
        return parse_robots(body[:MAX_BYTES].decode("utf-8", "replace"), agent)
    if status is not None and 400 <= status < 500 and status != 429:
        return Robots(blanket="allow", why=f"the host has no robots.txt (HTTP {status})")
    said = "cannot be reached" if status is None else f"answers HTTP {status}"
    return Robots(blanket="disallow", why=f"robots.txt {said}: nothing may be fetched until it does (RFC 9309)")


def _delay(key: str, value: str) -> float | None:
    """Seconds between two requests that a Crawl-delay or Request-rate line asks for."""
    if key == "crawl-delay":
        number = re.match(r"\d{1,6}(?:[.,]\d{1,3})?", value)
        return float(number[0].replace(",", ".")) if number else None
    if key == "request-rate" and (rate := _RATE.match(value)) and int(rate[1]):
        return int(rate[2]) * {"": 1, "s": 1, "m": 60, "h": 3600}[rate[3]] / int(rate[1])
    return None


def _normal(text: str) -> str:
    """Percent-encoding in one form: unreserved characters plain, all other octets encoded, hex in capitals."""
    encoded = quote(text, safe="%/?:@!$&'()*+,;=-._~[]|")

    def one(match: re.Match[str]) -> str:
        char = chr(int(match[0][1:], 16))
        return char if char in _UNRESERVED else match[0].upper()

    return _PERCENT.sub(one, encoded)


def _matches(pattern: str, target: str) -> bool:
    """Whether ``target`` begins as ``pattern`` says; linear, as each piece is looked for once, leftmost first."""
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    if anchored and not rest:
        return at == len(target)
    last = rest.pop() if anchored else ""
    for piece in rest:
        found = target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not anchored or (target.endswith(last) and len(target) - len(last) >= at)
