"""SMTP, one command at a time, so that it is always known how far a message came (RFC 5321, RFC 1047)."""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Callable
from dataclasses import replace
from email.utils import parseaddr
from typing import TypeVar

from alerts.channels import Parcel, Receipt, TransportError
from alerts.channels.mail_server import Patience, Server, connected, said, timed_out, wait
from alerts.signing import Signer, SigningError

T = TypeVar("T")


class MailChannel:
    """Sends over one connection, which is opened with the first message and opened again when it is lost."""

    def __init__(
        self, server: Server, sender: str, patience: Patience | None = None, signer: Signer | None = None
    ) -> None:
        self.server, self.sender, self.patience = server, parseaddr(sender)[1] or sender, patience or Patience()
        self._signer = signer
        self._smtp: smtplib.SMTP | None = None
        self._carried = 0

    def deliver(self, parcel: Parcel) -> Receipt:
        """MAIL, RCPT, DATA, text, dot. Returns on the 250 after the dot, before QUIT."""
        parcel = self._signed(parcel)
        smtp, fresh = self._connection()
        try:
            self._transact(smtp, parcel)
        except _LostConnectionError as lost:
            self._drop()
            if fresh or lost.phase not in {"sender", "reset"}:
                raise lost.as_error() from lost.__cause__
            smtp, _ = self._connection()  # an idle connection that the server has closed meanwhile says nothing
            try:
                self._transact(smtp, parcel)
            except _LostConnectionError as again:
                self._drop()
                raise again.as_error() from again.__cause__
        code, text = self._finish(smtp, parcel)
        self._carried += 1
        return Receipt(code, text)

    def close(self) -> None:
        """QUIT politely; a server that has already gone changes nothing."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                wait(self._smtp, 10)
                self._smtp.quit()
        self._drop()

    def _signed(self, parcel: Parcel) -> Parcel:
        if self._signer is None:
            return parcel
        try:
            return replace(parcel, content=self._signer.signed(parcel.content))
        except SigningError as error:
            raise TransportError(str(error), phase="signature", channel_down=True, refused=True) from error

    def _transact(self, smtp: smtplib.SMTP, parcel: Parcel) -> None:
        """Everything before the final dot: whatever fails here, the server has not taken the message."""
        patience = self.patience
        code, text = self._command(
            smtp, "sender", patience.command, "mail", f"FROM:<{self.sender}>{_size(smtp, parcel)}"
        )
        if code == 421:  # an idle connection that the server no longer wants, or a server that is shutting down
            raise _LostConnectionError("sender", self.server) from smtplib.SMTPServerDisconnected(f"421 {text}")
        if code != 250:
            self._reset(smtp, code)
            # 552: the message is too large; any other 5xx is about us, not about this recipient.
            permanent = 500 <= code < 600
            about_us = permanent and code != 552
            what = f"the server refuses the sender {self.sender}"
            if code == 552:
                what = f"the server does not take a message of {len(parcel.content) // 1024} kB"
            raise TransportError(
                f"{what}: {code} {text}",
                phase="sender", code=code, permanent=permanent and not about_us,
                channel_down=about_us, refused=about_us,
            )  # fmt: skip
        code, text = self._command(smtp, "recipient", patience.command, "rcpt", f"TO:<{parcel.recipient}>")
        if code not in {250, 251, 252}:
            self._reset(smtp, code)
            raise TransportError(
                f"the server refuses this recipient: {code} {text}",
                phase="recipient", code=code, permanent=500 <= code < 600, channel_down=code == 421,
            )  # fmt: skip
        code, text = self._command(smtp, "data", patience.data, "data", "")
        if code != 354:
            self._reset(smtp, code)
            raise TransportError(
                f"the server wants no message: {code} {text}",
                phase="data", code=code, permanent=500 <= code < 600, channel_down=code == 421,
            )  # fmt: skip
        self._guard("body", lambda: self._send(smtp, stuffed(parcel.content)))

    def _finish(self, smtp: smtplib.SMTP, parcel: Parcel) -> tuple[int, str]:
        """The final dot, after which only a reply tells whether the message was taken."""
        parcel.last_step()
        try:
            code, text = self._guard("dot", lambda: self._dot(smtp))
        except _LostConnectionError as lost:
            self._drop()
            raise TransportError(
                f"no answer after the whole message was sent ({said(lost.__cause__)}); it may have arrived",
                phase="dot", uncertain=True, silent=timed_out(lost.__cause__),
            ) from lost.__cause__  # fmt: skip
        if 200 <= code < 300:
            return code, text
        self._reset(smtp, code)
        raise TransportError(
            f"the server does not take the message: {code} {text}",
            phase="dot", code=code, permanent=500 <= code < 600, channel_down=code == 421,
        )  # fmt: skip

    def _send(self, smtp: smtplib.SMTP, data: bytes) -> None:
        wait(smtp, self.patience.block)
        smtp.send(data)

    def _dot(self, smtp: smtplib.SMTP) -> tuple[int, str]:
        wait(smtp, self.patience.dot)
        smtp.send(b".\r\n")
        return _reply(smtp.getreply())

    def _command(self, smtp: smtplib.SMTP, phase: str, seconds: float, name: str, rest: str) -> tuple[int, str]:
        def ask() -> tuple[int, str]:
            wait(smtp, seconds)
            return _reply(smtp.docmd(name, rest))

        return self._guard(phase, ask)

    def _reset(self, smtp: smtplib.SMTP, code: int) -> None:
        """Clear the transaction so that the next recipient is not held up; a server that says 421 has hung up."""
        if code == 421:
            self._drop()
            return
        try:
            if self._command(smtp, "reset", self.patience.command, "rset", "")[0] != 250:
                self._drop()
        except _LostConnectionError:
            self._drop()

    def _guard(self, phase: str, act: Callable[[], T]) -> T:
        try:
            return act()
        except (OSError, smtplib.SMTPException) as error:
            raise _LostConnectionError(phase, self.server) from error

    def _connection(self) -> tuple[smtplib.SMTP, bool]:
        if self._smtp is not None and self._carried < self.patience.messages:
            return self._smtp, False
        self.close()
        self._smtp, self._carried = connected(self.server, self.patience), 0
        return self._smtp, True

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


class _LostConnectionError(Exception):
    """The connection broke, or no reply came in time, in `phase`."""

    def __init__(self, phase: str, server: Server) -> None:
        super().__init__(phase)
        self.phase, self.server = phase, server

    def as_error(self) -> TransportError:
        """Before the dot: nothing was taken, so it is safe to try again."""
        what = f"mail server {self.server.host}:{self.server.port} broke off ({self.phase}): {said(self.__cause__)}"
        return TransportError(what, phase=self.phase, silent=timed_out(self.__cause__))


def stuffed(content: bytes) -> bytes:
    """`content` as it goes over the wire before the final dot: CRLF line ends, dots at line starts doubled."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    lines = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _size(smtp: smtplib.SMTP, parcel: Parcel) -> str:
    return f" SIZE={len(parcel.content)}" if smtp.has_extn("size") else ""


def _reply(raw: tuple[int, bytes]) -> tuple[int, str]:
    code, text = raw
    if code == -1:
        raise smtplib.SMTPServerDisconnected("no reply")
    return code, " ".join(text.decode("utf-8", "replace").split())[:500]
