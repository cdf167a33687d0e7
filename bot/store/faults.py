"""What a database that cannot be reached or cannot write raises, told apart from what is wrong with the work."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from bot.usecases.ports import Unavailable

_PASSING = ("08", "40", "53", "57", "58")
"""Classes of PostgreSQL's error codes (its manual, appendix A): connection, rollback, resources, shutdown, system."""


@contextmanager
def raise_unavailable() -> Iterator[None]:
    """Raise Unavailable for what may pass: a server that restarts, a file that is locked, a disk that is full."""
    try:
        yield
    except (OperationalError, InterfaceError, NoConnection, OSError) as error:
        raise Unavailable(type(error).__name__) from error
    except DBAPIError as error:
        code = str(getattr(error.orig, "sqlstate", None) or "")
        if error.connection_invalidated or code.startswith(_PASSING):
            raise Unavailable(code or type(error).__name__) from error
        raise
