"""Mails as files, for a machine without a mail server: `.eml` to keep, `.html` and `.txt` to look at."""

from __future__ import annotations

import email
import os
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from alerts.channels import Parcel, Receipt, TransportError


class FileChannel:
    """Writes each mail into a folder. The same Message-ID always gives the same three files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, parcel: Parcel) -> Receipt:
        """Write the three files; each is complete or not there, the `.eml` comes last."""
        stem = file_stem(parcel)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            mail = email.message_from_bytes(parcel.content, policy=default)
            assert isinstance(mail, EmailMessage)
            for kind, suffix in (("html", ".html"), ("plain", ".txt")):
                part = mail.get_body((kind,))
                if part is not None:
                    write_whole(self.folder / f"{stem}{suffix}", str(part.get_content()).encode("utf-8"))
            write_whole(self.folder / f"{stem}.eml", parcel.content)
        except OSError as error:
            raise TransportError(
                f"cannot write {error.filename or self.folder}: {error.strerror or error}",
                phase="file",
                channel_down=True,
            ) from error
        return Receipt(None, f"{stem}.eml")

    def close(self) -> None:
        """Nothing is kept open."""


def file_stem(parcel: Parcel) -> str:
    """A file name that sorts by date and tells mails apart: day, time, digest, recipient, end of the Message-ID."""
    head = email.message_from_bytes(parcel.content.split(b"\r\n\r\n", 1)[0], policy=default)
    date = head["Date"].datetime if head["Date"] else None
    when = f"{date:%Y%m%d-%H%M%S}" if date else "undated"
    digest = _plain(str(head["X-Tocsin-Digest"] or "mail"))
    unique = parcel.message_id.partition("@")[0].rpartition(".")[2][:8]
    return f"{when}-{digest}-{_plain(parcel.recipient)}-{_plain(unique)}"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9@.-]+", "_", text).strip("._")[:60] or "_"


def write_whole(path: Path, content: bytes) -> None:
    """All of `content` under `path` or nothing, on the disk when this returns."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
