"""Logs: one line an event, to stderr; JSON when nobody watches, coloured words on a terminal. No secret, no full
text ever goes in."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

_LONGEST = 500
_SECRET = ("password", "secret", "token", "key")
_LOGIN = re.compile(r"(?<=://)[^\s/@]+@")
_PARAMETER = re.compile(
    r"(?i)(?<=[?&])((?:\w*token|\w*key|sig|signature|auth|secret|password|code)=)[^&\s\"'<>]*[^&\s\"'<>:,;.]"
)
"""What stands before the host of an address, and parameters that are keys by their names: in an outlet's feed, say."""


def configure(*, verbose: bool = False, as_json: bool | None = None) -> None:
    """Set logging up for this process, standard library's loggers included.

    as_json: None = JSON unless stderr is a terminal.
    """
    if as_json is None:
        as_json = not sys.stderr.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _discreet,
    ]
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else _words()
    errors: list[Processor] = [structlog.processors.format_exc_info] if as_json else []
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *errors, last],
        )
    )
    handler.addFilter(_without_trace)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    # A tick that comes while the last one still works is left out, as it should be.
    logging.getLogger("apscheduler").setLevel(logging.INFO if verbose else logging.ERROR)
    for chatty in ("alembic", "scrapy", "urllib3", "asyncio", "procrastinate", "charset_normalizer"):
        logging.getLogger(chatty).setLevel(logging.INFO if verbose else logging.WARNING)


def _without_trace(record: logging.LogRecord) -> bool:
    """The queue's own lines stay lines: when the database goes away, each of its tasks would print a traceback."""
    if record.name.startswith("procrastinate"):
        record.exc_info = record.exc_text = None
    return True


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger whose lines carry `name`."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound.bind(part=name)


def _words() -> Processor:
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _discreet(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank what looks like a secret and cut what is longer than a line should be."""
    for name, value in event.items():
        if any(word in name.lower() for word in _SECRET):
            event[name] = "***"
        else:
            event[name] = _shortened(value)
    return event


def _shortened(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if "://" in value:
        value = _PARAMETER.sub(r"\1***", _LOGIN.sub("***@", value))
    return value[:_LONGEST] + "…" if len(value) > _LONGEST else value
