"""Logs: to standard error, without times, answers, identifiers, secrets or tracebacks.

A time in a log line could reveal who was using a phone at that moment, so lines have none. Errors are logged by type:
their text and the values in their tracebacks may be a respondent's words. Messages of libraries are cut where a value
could begin.
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
        """Return the line, with the type of an exception instead of its traceback."""
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
    """Send all logs, ours and those of libraries, through one handler that replaces secrets."""
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
