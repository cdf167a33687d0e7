"""Errors of an unavailable database, distinguished from errors of the work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from bot.usecases.ports import Unavailable

_TRANSIENT = ("08", "40", "53", "57", "58")
"""Classes of PostgreSQL error codes (its manual, appendix A): connection, rollback, resources, shutdown, system."""


@contextmanager
def raise_unavailable() -> Iterator[None]:
    """Raise Unavailable for errors that may pass: a server that restarts, a locked file, a full disk."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError, InterfaceError, NoConnection, OSError) as error:
        raise Unavailable(type(error).__name__) from error
    except DBAPIError as error:
        code = str(getattr(error.orig, "sqlstate", None) or "")
        if error.connection_invalidated or code.startswith(_TRANSIENT):
            raise Unavailable(code or type(error).__name__) from error
        raise
