"""Where messages go. A channel is one small module with one class that keeps to `Channel`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """What a channel is handed: the frozen bytes of one outbox row, and whom they are for."""

    recipient: str
    message_id: str
    content: bytes
    last_step: Callable[[], None] = lambda: None
    """To be called right before the step after which the message may have arrived although no answer came (the final
    dot of SMTP): it is written down first, so that a crash there is known for what it is. Raises LeaseLostError where
    this took so long that the message is another sender's by now."""


@dataclass(frozen=True)
class Receipt:
    """The word of the other side that it has the message."""

    code: int | None = None
    text: str = ""


class TransportError(Exception):
    """A delivery that did not succeed, and what follows from it.

    Attributes:
        permanent: trying the same again is useless (5xx for this recipient or message).
        uncertain: the message may have arrived (no answer after the last step).
        channel_down: nothing can be delivered through this channel now: no other message is tried in this round.
        silent: the other side did not answer in time: what has not been tried waits for the next round as it is.
        refused: with `channel_down`, the server refuses us (login, sender): an operator must act.
        code: reply code of the server.
        phase: where it happened: connect, tls, login, sender, recipient, data, body, dot, ...
    """

    def __init__(
        self,
        message: str,
        *,
        phase: str,
        code: int | None = None,
        permanent: bool = False,
        uncertain: bool = False,
        channel_down: bool = False,
        silent: bool = False,
        refused: bool = False,
    ) -> None:
        super().__init__(message)
        self.phase, self.code = phase, code
        self.permanent, self.uncertain = permanent, uncertain
        self.channel_down, self.silent, self.refused = channel_down, silent, refused


class LeaseLostError(Exception):
    """Somebody else has taken the message over meanwhile: it must not be sent from here."""


class Channel(Protocol):
    """One way out. An instance serves one round of `dispatch` and may keep a connection open during it."""

    def deliver(self, parcel: Parcel) -> Receipt:
        """Hand one message over and wait for the answer.

        Raises:
            TransportError: it was not accepted, or nobody knows.
        """
        ...

    def close(self) -> None:
        """Let go of connections. What was accepted stays accepted, whatever happens here."""
        ...


Channels = Mapping[str, Channel]
"""By the name that stands in the outbox: mail, apprise, webhook, feed."""
