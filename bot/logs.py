"""Logs: to standard error, without times, answers, identifiers, secrets or tracebacks.

A line of a log that says when something happened could say who sat at a phone just then, so lines carry no time of
their own. An error is logged by its type: its text, and the values in its traceback, may be somebody's words. What
a library logs is cut where a value could begin.
"""

import logging
import re
import sys
from collections.abc import Sequence

import structlog

_OURS = "bot"
_VALUE = re.compile(r"[\n:'\"<{\[(%]")
_QUIET = ("telegram", "uvicorn", "aiohttp", "aiosqlite", "asyncio", "alembic")


class _WithoutSecrets(structlog.stdlib.ProcessorFormatter):
    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__(processor=structlog.dev.ConsoleRenderer(colors=False))
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the type of an exception in the place of its traceback."""
        if record.name.partition(".")[0] != _OURS:
            bare = _VALUE.split(str(record.msg), maxsplit=1)[0].strip()
            record.msg, record.args = f"{record.name}: {bare}", ()
        if record.exc_info and record.exc_info[0] is not None:
            record.msg, record.args = f"{record.getMessage()} ({record.exc_info[0].__name__})", ()
        record.exc_info = record.exc_text = record.stack_info = None
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return line


def set_up_logs(level: str, secrets: Sequence[str]) -> None:
    """Send every log, ours and the libraries', through one handler that leaves the secrets out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutSecrets(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
