"""Put the rooms together: from a folder of YAML and an environment to everything a command works with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.database import database_url, open_database
from tocsin import belonging, migrations
from tocsin.configuration import Configuration, load
from tocsin.reloading import content
from tocsin.settings import Environment, Settings, environment

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from alerts.channels import Channels
    from alerts.facts import Facts
    from monitor.ruleset import Ruleset


class SetupError(Exception):
    """What a command needs is not there; the message says what to do."""


@dataclass(frozen=True)
class House:
    """One configuration on one database."""

    directory: Path
    environment: Environment
    configuration: Configuration
    engine: Engine
    content: str = ""
    """`reloading.content` of the folder from before it was loaded."""
    mixed_up: str = ""
    """Why this configuration is not to work on this state: it is another one's. Empty when all is well."""

    @property
    def var(self) -> Path:
        """The folder of everything that changes: database, outbox, raw pages, feeds."""
        return self.environment.var_folder(self.directory)

    @property
    def ruleset(self) -> Ruleset:
        """Watchlists and entities, compiled; only in a house that was opened with them."""
        assert self.configuration.ruleset is not None, "opened without watchlists"
        return self.configuration.ruleset

    @cached_property
    def facts(self) -> Facts:
        """What alerts need to know of the configuration."""
        from alerts.facts import Facts

        config = self.configuration
        templates = config.settings.templates
        return Facts(
            outlets=tuple(config.outlets),
            watchlists=tuple(config.watchlists),
            entities=tuple(config.entities),
            digests=tuple(config.digests),
            alerts=tuple(config.alerts),
            mail=config.settings,
            timezone=config.settings.timezone,
            config_name=self.directory.resolve().name,
            config_hash=fingerprint(config)[:8],
            ruleset=config.ruleset,
            templates=self.directory / templates if templates else None,
        )

    def channels(self) -> Channels:
        """The ways out, by name. Without a mail server, mail becomes files in var/outbox/."""
        from alerts.delivery import open_channels

        return open_channels(self.configuration.settings, self.environment.secrets, self.var)

    def with_configuration(self, configuration: Configuration) -> House:
        """The same house after its YAML changed."""
        return replace(self, configuration=configuration)


def config_folder(given: Path | None, env: Environment) -> Path:
    """The configuration folder: as given, or TOCSIN_CONFIG, or ./config.

    Raises:
        SetupError: there is none.
    """
    directory = given or env.config or Path("config")
    if not directory.is_dir():
        raise SetupError(
            f"there is no configuration folder at {directory}. Make one with `tocsin init {directory}`, or name "
            "yours with --config DIR or TOCSIN_CONFIG. To see the product at work first: `tocsin demo`."
        )
    return directory


def open_house(given: Path | None, env: Environment | None = None, *, compiled: bool = True) -> House:
    """Load the configuration, open the database and bring it up to date.

    compiled: False for commands that match nothing; it spares them the compiling of the watchlists.

    Raises:
        SetupError, ConfigurationError, OSError, sqlalchemy.exc.DBAPIError, migrations.MigrationError
    """
    env = env or environment()
    directory = config_folder(given, env)
    read = content(directory)
    configuration = load(directory, compiled=compiled, cache=cache_folder(env, directory))
    why = mixed_up(configuration, env, directory)
    engine = open_engine(configuration, env, directory)
    if not why and _by_default(configuration, env):
        belonging.claim(env.var_folder(directory), directory)
    return House(directory, env, configuration, engine, read, why)


def mixed_up(configuration: Configuration, env: Environment, directory: Path) -> str:
    """Why `directory` is not to work on the state that it finds: it is another configuration's. Empty: all is well.

    Only of a database that lies where it does because nobody said where.
    """
    var = env.var_folder(directory)
    other = belonging.owner(var, directory) if _by_default(configuration, env) else None
    return "" if other is None else belonging.told(var, other, directory)


def _by_default(configuration: Configuration, env: Environment) -> bool:
    return env.var is None and not env.database and not configuration.settings.database


def at_work(given: Path | None) -> str:
    """Which process works on the database of a configuration folder, whatever is wrong with its other files; empty
    where none does, or where its settings cannot be read."""
    from tocsin.configuration.loading import read_draft
    from tocsin.lock import holder

    env = environment()
    directory = config_folder(given, env)
    settings = read_draft(directory, compiled=False).catalogue.settings()
    if not isinstance(settings, Settings):
        return ""
    engine = open_database(database_url(env.database_url(settings, directory)))
    try:
        return holder(engine, env.var_folder(directory)) if _is_there(engine) else ""
    finally:
        engine.dispose()


def _is_there(engine: Engine) -> bool:
    return engine.dialect.name != "sqlite" or Path(str(engine.url.database)).is_file()


def cache_folder(env: Environment, directory: Path) -> Path | None:
    """Where compiled watchlists are kept; None while there is no var folder."""
    var = env.var_folder(directory)
    return var / "cache" if var.is_dir() else None


def open_engine(configuration: Configuration, env: Environment, directory: Path) -> Engine:
    """The database of a configuration, its folder made and its tables up to date."""
    env.var_folder(directory).mkdir(parents=True, exist_ok=True)
    url = database_url(env.database_url(configuration.settings, directory))
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise SetupError(
            f"'{url.get_backend_name()}' databases are not supported; set TOCSIN_DATABASE to sqlite:///file or "
            "postgresql://user@host/name"
        )
    engine = open_database(url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(engine)
    return engine


def fingerprint(configuration: Configuration) -> str:
    """SHA-256 of everything the configuration says, comments and order of files aside."""
    digest = hashlib.sha256()
    parts = (
        [configuration.settings],
        configuration.outlets,
        configuration.entities,
        configuration.watchlists,
        configuration.digests,
        configuration.alerts,
    )
    for models in parts:
        for model in models:
            digest.update(model.model_dump_json().encode())
    return digest.hexdigest()
