"""What the front door knows and every composed message needs: the configuration, once, as finished models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from alerts.digests import Alert, Digest
from alerts.mail_settings import MailSettings
from alerts.pace import Lookout
from crawler.outlets import Outlet
from monitor.entities import Entity
from monitor.health import Ward
from monitor.watchlists import Watchlist

if TYPE_CHECKING:
    from monitor.ruleset import Ruleset


@dataclass(frozen=True)
class Facts:
    """The configuration as composing and delivering read it; secrets are not in it."""

    outlets: tuple[Outlet, ...]
    watchlists: tuple[Watchlist, ...]
    """With their ids filled in, in the order of the files: digests list them in this order."""
    entities: tuple[Entity, ...] = ()
    digests: tuple[Digest, ...] = ()
    alerts: tuple[Alert, ...] = ()
    mail: MailSettings = field(default_factory=MailSettings)
    timezone: str = "UTC"
    """IANA zone of digests that name none."""
    config_name: str = "config"
    """Public name of the configuration, for the footer: a folder name, never a path."""
    config_hash: str = ""
    """Short fingerprint of the configuration, for the footer."""
    ruleset: Ruleset | None = field(default=None, repr=False)
    """Watchlists and entities, compiled: explains near misses. None: these are left out."""
    templates: Path | None = None
    """Folder of the team's own templates, resolved; None: the built-in ones."""
    ward: Ward = field(default_factory=Ward, repr=False, compare=False)
    """How the outlets do, remembered between two messages of one process."""
    lookout: Lookout = field(default_factory=Lookout, repr=False, compare=False)
    """When this process counts what is unusual next."""

    @cached_property
    def outlet_by_id(self) -> Mapping[str, Outlet]:
        """Outlets by id."""
        return {outlet.id: outlet for outlet in self.outlets}

    @cached_property
    def watchlist_by_id(self) -> Mapping[str, Watchlist]:
        """Watchlists by id."""
        return {watchlist.id or "": watchlist for watchlist in self.watchlists}

    @property
    def config_label(self) -> str:
        """Name and fingerprint of the configuration, for the foot of every message."""
        return " ".join(filter(None, (self.config_name, self.config_hash)))

    def outlet_name(self, outlet: str) -> str:
        """As readers know it; the id of an outlet that is no longer configured."""
        found = self.outlet_by_id.get(outlet)
        return found.name if found else outlet

    def on_trial(self, outlet: str) -> bool:
        """Whether it is crawled and counted, and never mailed."""
        found = self.outlet_by_id.get(outlet)
        return found is not None and found.status == "test"

    def publisher(self, outlet: str) -> str:
        """The same for all outlets of one `group`: they are one voice."""
        found = self.outlet_by_id.get(outlet)
        return f"group {found.group}" if found and found.group else outlet

    def watchlist_title(self, watchlist: str) -> str:
        """As readers know it; the id of a list that is no longer configured."""
        found = self.watchlist_by_id.get(watchlist)
        return found.title if found else watchlist

    def zone_of(self, digest: Digest | Alert) -> str:
        """IANA zone in which the readers of `digest` live."""
        return digest.timezone or self.timezone


@dataclass(frozen=True)
class Secrets:
    """Passwords and keys, from the environment; never in a repr, a log line or an outbox row."""

    smtp_password: str = field(default="", repr=False)
    webhook: str = field(default="", repr=False)
    """TOCSIN_WEBHOOK_SECRET: key of the HMAC over webhook bodies."""
    dkim_key: str = field(default="", repr=False)
    """Private key in PEM."""
    named: Mapping[str, str] = field(default_factory=dict, repr=False)
    """NAME -> value of TOCSIN_SECRET_NAME: fills ${NAME} in addresses of chat services."""
