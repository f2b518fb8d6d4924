"""The shape of ``settings.yaml``, and the environment: this is the only module that reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alerts.facts import Secrets
from alerts.mail_settings import MailSettings, is_address
from crawler.shapes import ShortForm, Span, Url, Zone
from tocsin.problems import ConfigurationError, Problem, did_you_mean

_VARIABLES = ("TOCSIN_CONFIG", "TOCSIN_VAR", "TOCSIN_LOG")
_SECRETS = ("TOCSIN_DATABASE", "TOCSIN_SMTP_PASSWORD", "TOCSIN_WEBHOOK_SECRET", "TOCSIN_DKIM_KEY")
"""Each may also be given as NAME_FILE: a file that holds the value (a container's secret)."""
_NAMED_SECRET = re.compile(r"TOCSIN_SECRET_([A-Z0-9_]+?)(_FILE)?")
_OURS_IN_TESTS = "TOCSIN_TEST_"
_CONTACT = re.compile(r"https?://[^\s/]+\S*|[^@\s]+@[^@\s]+")


def _contact(value: str) -> str:
    if not _CONTACT.fullmatch(value):
        raise ValueError(
            "write an address of a page (https://...) or a mail address: sites that we visit may need to reach you"
        )
    return value


def _database(value: str) -> str:
    if not value:
        return value
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise ValueError("write a database address, e.g. postgresql://tocsin@db.example.org/tocsin") from None
    if url.password is not None:
        raise ValueError("a password must not stand in this file; give the whole address as TOCSIN_DATABASE instead")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ValueError("the database is either sqlite:///file or postgresql://user@host/name")
    return value


class Keep(ShortForm):
    """How long what was fetched and found is kept. A plain span, such as `730d`, is the same as `texts:`."""

    short_field: ClassVar[str] = "texts"

    raw: Span | None = None
    """Raw pages, as WARC files in var/raw/, e.g. 30d. Default: they are not kept at all."""
    texts: Span | None = None
    """Article texts, e.g. 730d. Default: for ever."""
    matches: Span | None = None
    """Matches that no digest can need any more, e.g. 365d. Default: for ever."""
    mails: Span = 30 * 86400
    """Contents of messages that were sent or given up; that they were, and to whom, is kept. Default: 30d."""


class Settings(MailSettings):
    """The whole of ``settings.yaml``; only `contact` must be given."""

    contact: Annotated[str, AfterValidator(_contact), Field(examples=["https://example.org/our-crawler"])]
    """Page or mail address that goes into the crawler's User-Agent, so that a site can reach you."""
    timezone: Zone = "UTC"
    """Where your readers are, e.g. Europe/Helsinki. Each digest may name its own."""
    database: Annotated[str, AfterValidator(_database)] = ""
    """An SQLAlchemy address. Default: a SQLite file in the var folder. TOCSIN_DATABASE overrides it."""
    keep: Keep = Keep()
    allow_private: bool = False
    """Allow every outlet addresses of private networks and loopback. Only for tests and intranets."""
    workers: Annotated[int, Field(ge=1, le=64)] | None = None
    """Processes that read pages at the same time. Default: one per processor core."""
    metrics_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Serve Prometheus metrics, /healthz and /readyz on this port. Default: no metrics."""
    metrics_host: str = "127.0.0.1"
    """Address of this machine on which `metrics_port` is opened; 0.0.0.0 inside a container."""
    ping: Url | None = None
    """Address that is asked after each success of `tocsin run`: a monitoring service that calls you when it stops."""

    @property
    def unsubscribe(self) -> str:
        """As of the mail settings, else the contact, where that is a mail address."""
        known = super().unsubscribe
        return known or (f"mailto:{self.contact}?subject=unsubscribe" if is_address(self.contact) else "")


@dataclass(frozen=True)
class Environment:
    """What the environment says. Secrets never show in a repr."""

    config: Path | None = None
    """TOCSIN_CONFIG: the configuration folder, where --config is not given."""
    var: Path | None = None
    """TOCSIN_VAR: the folder of everything that changes."""
    database: str = field(default="", repr=False)
    """TOCSIN_DATABASE: overrides `database:` of the settings."""
    log: str = ""
    """TOCSIN_LOG: `json` or `text`; empty: text on a terminal, JSON elsewhere."""
    secrets: Secrets = field(default_factory=Secrets, repr=False)
    warnings: tuple[Problem, ...] = ()

    def var_folder(self, directory: Path) -> Path:
        """The folder of database, outbox and raw pages: TOCSIN_VAR, or `var` beside the configuration folder."""
        return self.var if self.var is not None else directory.resolve().parent / "var"

    def database_url(self, settings: Settings, directory: Path) -> str:
        """The database's address: TOCSIN_DATABASE, `database:` of the settings, or a SQLite file in the var folder."""
        return self.database or settings.database or f"sqlite:///{self.var_folder(directory) / 'tocsin.sqlite'}"


def environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read the TOCSIN_ variables (of this process, or those given).

    Unknown ones are warnings. Raises ConfigurationError where a secret's file cannot be read or a value makes no sense.
    """
    given = {name: value for name, value in (os.environ if variables is None else variables).items() if value.strip()}
    problems: list[Problem] = []
    secret = {name: _secret(name, given, problems) for name in _SECRETS}
    named: dict[str, str] = {}
    for name in sorted(given):
        if (match := _NAMED_SECRET.fullmatch(name)) and match[1] not in named:
            named[match[1]] = _secret(f"TOCSIN_SECRET_{match[1]}", given, problems)
    if given.get("TOCSIN_LOG", "text") not in {"text", "json"}:
        problems.append(_problem("TOCSIN_LOG", "is neither 'text' nor 'json'"))
    if secret["TOCSIN_DATABASE"]:
        try:
            make_url(secret["TOCSIN_DATABASE"])
        except (ArgumentError, ValueError):  # the latter for a port that is no number
            problems.append(_problem("TOCSIN_DATABASE", "is no database address (sqlite:///file or postgresql://...)"))
    if problems:
        raise ConfigurationError(problems)
    return Environment(
        config=_path(given.get("TOCSIN_CONFIG")),
        var=_path(given.get("TOCSIN_VAR")),
        database=secret["TOCSIN_DATABASE"],
        log=given.get("TOCSIN_LOG", ""),
        secrets=Secrets(
            smtp_password=secret["TOCSIN_SMTP_PASSWORD"],
            webhook=secret["TOCSIN_WEBHOOK_SECRET"],
            dkim_key=secret["TOCSIN_DKIM_KEY"],
            named=named,
        ),
        warnings=tuple(_unknown(given)),
    )


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None


def _problem(name: str, message: str, hint: str = "") -> Problem:
    return Problem("environment", 0, 0, f"{name} {message}", code="environment", hint=hint)


def _secret(name: str, given: Mapping[str, str], problems: list[Problem]) -> str:
    file = f"{name}_FILE"
    if file not in given:
        return given.get(name, "").strip()
    if name in given:
        problems.append(_problem(name, f"and {file} are both set", "set one of them"))
        return ""
    try:
        value = Path(given[file]).read_text(encoding="utf-8").strip()
    except OSError as error:
        problems.append(_problem(file, f"names a file that cannot be read: {given[file]}: {error.strerror}"))
        return ""
    except UnicodeDecodeError:
        problems.append(_problem(file, f"names a file that is no UTF-8 text: {given[file]}"))
        return ""
    if not value:
        problems.append(_problem(file, f"names an empty file: {given[file]}"))
    return value


def _unknown(given: Mapping[str, str]) -> list[Problem]:
    known = [*_VARIABLES, *_SECRETS, *(f"{name}_FILE" for name in _SECRETS)]
    return [
        Problem(
            "environment",
            0,
            0,
            f"{name} is not a variable that Tocsin knows{did_you_mean(name, known)}",
            "warning",
            "unknown-variable",
        )
        for name in sorted(given)
        if name.startswith("TOCSIN_")
        and name not in known
        and not name.startswith(_OURS_IN_TESTS)
        and not _NAMED_SECRET.fullmatch(name)
    ]
