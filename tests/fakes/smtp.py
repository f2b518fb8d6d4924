"""Mail servers to send to: a real one (aiosmtpd) with login and TLS, and one that does exactly what a script says."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fakes.ports import free_port

STARTS_WITHIN = 60.0
"""Seconds; aiosmtpd takes five, which a machine with other work may need."""


class Received:
    """Keeps what it accepts; refuses what the test says."""

    def __init__(self, refuse: dict[str, str] | None = None) -> None:
        self.refuse = refuse or {}
        self.mails: list[tuple[str, bytes]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails += [(address, envelope.content) for address in envelope.rcpt_tos]
        return "250 taken"

    @property
    def recipients(self) -> list[str]:
        return [address for address, _ in self.mails]


class MailServer(AbstractContextManager["MailServer"]):
    """aiosmtpd on a free port of loopback."""

    def __init__(self, handler: Received | None = None, *, implicit_tls: bool = False, **options: Any) -> None:
        self.handler = handler or Received()
        self.port = free_port()
        if implicit_tls:
            options["ssl_context"] = options.pop("tls_context")
        self._controller = Controller(
            self.handler, hostname="127.0.0.1", port=self.port, ready_timeout=STARTS_WITHIN, **options
        )

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def password(user: bytes, secret: bytes) -> Callable[..., AuthResult]:
    """An authenticator that knows one user."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (user, secret)
        return AuthResult(success=good, handled=False, message=None if good else "535 5.7.8 wrong password")

    return check


class ScriptedServer(AbstractContextManager["ScriptedServer"]):
    """Speaks just enough SMTP; `script` gives, by connection, replies that differ from the usual ones.

    Keys of a script: greeting, ehlo, mail, rcpt, data, dot. A value is a reply, `drop` (hang up instead of
    replying) or `hang` (never reply). `body` = drop hangs up in the middle of the text.
    """

    def __init__(self, script: Sequence[dict[str, str]] = (), *, greets_after: threading.Event | None = None) -> None:
        self.script = list(script)
        self.greets_after = greets_after
        """Nothing is said before it is set."""
        self.taken: list[bytes] = []
        """Every message whose final dot was seen and answered with 250."""
        self.dotted: list[bytes] = []
        """Every message whose final dot was seen, whatever came then."""
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)  # closing alone does not wake accept()
        self._socket.close()
        for one in self._open:
            one.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            script = self.script[self.connections] if self.connections < len(self.script) else {}
            self.connections += 1
            self._open.append(peer)
            threading.Thread(target=self._talk, args=(peer, script), daemon=True).start()

    def _talk(self, peer: socket.socket, script: dict[str, str]) -> None:
        file = peer.makefile("rb")

        def say(step: str, usual: str) -> bool:
            reply = script.get(step, usual)
            if reply == "drop":
                peer.shutdown(socket.SHUT_RDWR)
                return False
            if reply != "hang":
                peer.sendall(reply.encode() + b"\r\n")
            return True

        try:
            if self.greets_after is not None:
                self.greets_after.wait(60)
            going = say("greeting", "220 scripted")
            while going and (line := file.readline()):
                verb = line[:4].upper()
                if verb == b"EHLO":
                    going = say("ehlo", "250 scripted")
                elif verb == b"DATA":
                    going = say("data", "354 go on")
                    if going and script.get("data", "354").startswith("354"):
                        going = self._text(peer, file, script, say)
                elif verb == b"QUIT":
                    say("quit", "221 bye")
                    break
                else:
                    going = say({b"MAIL": "mail", b"RCPT": "rcpt"}.get(verb, verb.decode().lower()), "250 ok")
        except OSError:
            return
        finally:
            file.close()
            peer.close()

    def _text(self, peer: socket.socket, file: Any, script: dict[str, str], say: Callable[[str, str], bool]) -> bool:
        lines: list[bytes] = []
        while line := file.readline():
            if script.get("body") == "drop":
                peer.shutdown(socket.SHUT_RDWR)
                return False
            if line == b".\r\n":
                text = b"".join(one[1:] if one.startswith(b".") else one for one in lines)
                self.dotted.append(text)
                if script.get("dot", "250").startswith("250"):
                    self.taken.append(text)
                return say("dot", "250 taken")
            lines.append(line)
        return False


def authority(folder: Path, host: str = "localhost") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(server side, client side): a certificate for `host`, and trust in the authority that signed it."""
    now = dt.datetime.now(dt.UTC)

    def certificate(name: str, issuer: str, key: Any, signer: Any, *extensions: Any) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return builder.sign(signer, hashes.SHA256())

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    signs = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())  # Python 3.13 asks for it
    itself = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    basic = x509.BasicConstraints(True, None)
    root = certificate("Test authority", "Test authority", root_key, root_key, basic, signs, by, itself)
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    leaf = certificate(host, "Test authority", key, root_key, x509.SubjectAlternativeName(names), by)
    pem = serialization.Encoding.PEM
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    (folder / "leaf.pem").write_bytes(
        leaf.public_bytes(pem) + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "leaf.pem")
    return server, ssl.create_default_context(cafile=str(folder / "root.pem"))
