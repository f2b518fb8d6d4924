"""One composer at a time for each digest, on either database."""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def one_at_a_time(session: Session, name: str) -> None:
    """Wait until no other transaction holds `name`, then hold it to the end of this one.

    On SQLite every transaction is the only writer already (it begins as one); PostgreSQL gets an advisory lock,
    which frees itself when the transaction or its connection ends, however it ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(f"tocsin:{name}".encode()).digest()[:8], "big", signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))
