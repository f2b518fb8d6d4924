"""A mail server and how it is reached: connection, TLS and login, and in words why there is none."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from typing import Literal

from alerts.channels import TransportError


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for each reply (RFC 5321 4.5.3.2), and how many messages one connection carries."""

    connect: float = 60
    greeting: float = 300
    command: float = 300
    data: float = 120
    block: float = 180
    dot: float = 600
    messages: int = 100


@dataclass(frozen=True)
class Server:
    """A mail server and how to speak to it."""

    host: str
    port: int
    encryption: Literal["tls", "starttls", "opportunistic", "none"] = "starttls"
    user: str = ""
    password: str = ""
    context: ssl.SSLContext | None = None
    """Trust for TLS; None: the system's authorities. Certificates and host names are always verified."""

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port}, {self.encryption}, user={self.user!r})"


def connected(server: Server, patience: Patience) -> smtplib.SMTP:
    """A connection to `server`: greeted, encrypted and logged in as the server is to be spoken to.

    Raises:
        TransportError: there is none; the whole channel is down.
    """
    phase = "connect"
    secure = server.encryption != "none"
    context = server.context or (ssl.create_default_context() if secure else None)
    smtp: _Patient | _PatientTls | None = None
    try:
        if server.encryption == "tls":
            smtp = _PatientTls(timeout=patience.connect, context=context)
        else:
            smtp = _Patient(timeout=patience.connect)
        smtp.greeting = patience.greeting
        smtp._host = server.host  # type: ignore[attr-defined]  # what the certificate is checked against
        code, text = smtp.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPResponseException(code, text)
        wait(smtp, patience.command)
        phase = "tls"
        smtp.ehlo_or_helo_if_needed()
        if server.encryption == "starttls" or (server.encryption == "opportunistic" and smtp.has_extn("starttls")):
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        phase = "login"
        if server.user:
            smtp.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        if smtp is not None:
            smtp.close()
        raise _no_connection(server, phase, error) from error
    return smtp


def wait(smtp: smtplib.SMTP, seconds: float) -> None:
    """Give the server so long for its next answer."""
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def timed_out(error: BaseException | None) -> bool:
    """smtplib says of a time-out while it reads a reply that the connection was closed."""
    return isinstance(error, TimeoutError) or (error is not None and isinstance(error.__context__, TimeoutError))


def said(error: BaseException | None) -> str:
    """What went wrong, in the server's words where it had any."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{error.smtp_code} {' '.join(words.split())[:500]}"
    if isinstance(error, socket.gaierror):
        return "its name cannot be resolved"
    if timed_out(error):
        return "no answer in time"
    return str(error) or type(error).__name__


def _no_connection(server: Server, phase: str, error: Exception) -> TransportError:
    where = f"mail server {server.host}:{server.port}"
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
    if isinstance(error, smtplib.SMTPNotSupportedError):
        what = f"{where} offers no {'login' if phase == 'login' else 'STARTTLS'}; see mail_security and mail_user"
        return TransportError(what, phase=phase, channel_down=True, refused=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        what = f"{where} shows a certificate that cannot be trusted: {error.verify_message}"
        return TransportError(what, phase="tls", channel_down=True, refused=True)
    if phase == "login" and code is not None and 500 <= code < 600:
        what = f"{where} refuses the login of {server.user!r}: {said(error)}"
        return TransportError(what, phase=phase, code=code, channel_down=True, refused=True)
    return TransportError(f"{where}: {said(error)}", phase=phase, code=code, channel_down=True)


class _Patient(smtplib.SMTP):
    """Waits longer for the greeting than for the connection."""

    greeting: float = 0

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        made.settimeout(self.greeting)
        return made


class _PatientTls(_Patient, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
