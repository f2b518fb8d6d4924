"""The mail part of ``settings.yaml``: who sends, through which server, and who is told when something breaks."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from crawler.shapes import Id, OneOrMany, Shape, Span, Texts, Written

_PLAIN_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
"""What HTML calls a valid e-mail address: ASCII, without comments and quotes."""
_ADDRESS = re.compile(_PLAIN_ADDRESS)
_SERVER = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(?P<port>\d{1,5}))?")
_LOOPBACK = {"localhost", "::1"}


def _one(value: str) -> str:
    several = [part for part in re.split(r"[\s,;]+", value) if part]
    if len(several) > 1 and all(map(is_address, several)):
        raise ValueError(f"this is more than one address; several go in brackets: [{', '.join(several)}]")
    return value


MailAddress = Annotated[
    str,
    AfterValidator(_one),
    Written(_PLAIN_ADDRESS, "write one plain mail address, e.g. desk@example.org", ("desk@example.org",)),
    Field(max_length=254),
]
"""One address without a name, in ASCII: what SMTP can carry everywhere (RFC 5321, 4.5.3.1)."""
MailAddresses = Annotated[list[MailAddress], OneOrMany()]
"""One mail address or a list of them."""
Security = Literal["auto", "tls", "starttls", "none"]


def is_address(text: str) -> bool:
    """True for one plain mail address."""
    return _ADDRESS.fullmatch(text) is not None


def _sender(value: str) -> str:
    address = parseaddr(value)[1]
    whole = value == address or value.endswith(f"<{address}>")
    if value and not (whole and value.isprintable() and _ADDRESS.fullmatch(address)):
        raise ValueError("write the sender as watch@example.org or as Press watch <watch@example.org>")
    return value


def _server(value: str) -> str:
    if not value:
        return value
    match = _SERVER.fullmatch(value)
    if match is None or not 0 < int(match["port"] or 25) < 65536:
        raise ValueError("write the mail server as host:port, e.g. mail.example.org:587")
    return value


def _unsubscribe(value: str) -> str:
    if (value and not (_ADDRESS.fullmatch(value) or value.startswith(("https://", "mailto:")))) or re.search(
        r"[\s<>]", value
    ):
        raise ValueError("write a mail address, or an address that begins with https:// or mailto:")
    return value


def _list_id(value: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise ValueError("write the list name like a host name, e.g. tocsin.example.org")
    return value


class MailSettings(Shape):
    """Everything about mail that is no secret; passwords and keys come from the environment."""

    mail_from: Annotated[str, AfterValidator(_sender)] = ""
    """Sender of every mail, e.g. watch@example.org or Press watch <watch@example.org>."""
    mail_server: Annotated[str, AfterValidator(_server)] = ""
    """host:port, e.g. mail.example.org:587. Empty: mails are written as files into var/outbox/. The password comes
    from the environment (TOCSIN_SMTP_PASSWORD), never from this file."""
    mail_user: str = ""
    """Name for the login at the mail server. Empty: no login."""
    mail_security: Security = "auto"
    """tls = encrypted from the first byte; starttls = encrypted before anything is sent, or not at all; none = in
    the clear; auto = tls on port 465, else starttls, which only a server on this machine may lack."""
    operators: MailAddresses = []
    """Mail addresses that are told when a delivery fails, an issue is held or a source changes its health."""
    operators_apprise: Texts = []
    """Apprise addresses that are told the same: word of a mail server that refuses us must not wait for that server.
    Secrets: write ${NAME}, the value is taken from TOCSIN_SECRET_NAME."""
    catch_up_max: Span = 36 * 3600
    """After downtime one issue makes up for all that were missed. When even the last of them was due longer ago than
    this, it is not sent by itself but held for an operator. Default 36h."""
    templates: str = ""
    """Folder with your own templates, relative to the configuration: a file there may replace blocks of the
    built-in one."""
    mail_list: Annotated[str, AfterValidator(_list_id)] = ""
    """Name in the List-ID header, like a host name. Default: tocsin. and the domain of `mail_from`."""
    mail_unsubscribe: Annotated[str, AfterValidator(_unsubscribe)] = ""
    """Where a reader asks to get no more: a mail address, or an https:// address that takes the POST
    of one-click stopping (RFC 8058). Default: the sender's address, else the first of `operators`."""
    dkim_selector: Annotated[Id | Literal[""], Field()] = ""
    """Sign mails with this DKIM selector of the sender's domain; the private key is in TOCSIN_DKIM_KEY[_FILE]."""

    @property
    def sender(self) -> tuple[str, str]:
        """Display name and address of the sender; a stand-in where none is configured (files only)."""
        name, address = parseaddr(self.mail_from)
        return (name or "Tocsin", address or "tocsin@localhost")

    @property
    def domain(self) -> str:
        """Domain of the sender: the right side of every Message-ID."""
        return self.sender[1].rpartition("@")[2]

    @property
    def list_id(self) -> str:
        """Host-like name of the mailing list, without the digest's own part."""
        return self.mail_list or f"tocsin.{self.domain}"

    @property
    def unsubscribe(self) -> str:
        """The URI that goes into List-Unsubscribe; empty where nobody is known who could be asked."""
        target = self.mail_unsubscribe or parseaddr(self.mail_from)[1] or next(iter(self.operators), "")
        if not target:
            return ""
        return target if target.startswith(("https:", "mailto:")) else f"mailto:{target}?subject=unsubscribe"

    @property
    def server(self) -> tuple[str, int] | None:
        """Host and port; without a port 465 where `mail_security` is tls, else 587. None: write files."""
        match = _SERVER.fullmatch(self.mail_server)
        if match is None:
            return None
        host = match["host"].strip("[]")
        return host, int(match["port"] or (465 if self.mail_security == "tls" else 587))

    @property
    def encryption(self) -> Literal["tls", "starttls", "opportunistic", "none"]:
        """`mail_security` with auto resolved: tls on 465, starttls elsewhere, opportunistic only on loopback."""
        if self.mail_security != "auto" or self.server is None:
            return "none" if self.mail_security == "auto" else self.mail_security
        host, port = self.server
        if port == 465:
            return "tls"
        return "opportunistic" if host in _LOOPBACK or re.fullmatch(r"127(\.\d{1,3}){3}", host) else "starttls"
