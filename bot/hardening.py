"""Hardening of the process: no core dumps, no tracebacks, files for their owner only."""

import logging
import os
import resource
import sys
import threading

log = logging.getLogger(__name__)


def harden_process() -> None:
    """Disable core dumps, create files for their owner only, and report uncaught errors by type alone.

    Python prints a traceback for an uncaught error, also in threads and finalisers, and the values in it may be a
    respondent's words.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    sys.excepthook = lambda kind, _error, _traceback: log.error("%s was not expected", kind.__name__)
    threading.excepthook = lambda hooked: log.error("%s was not expected in a thread", hooked.exc_type.__name__)
    sys.unraisablehook = lambda hooked: log.error("%s could not be raised", hooked.exc_type.__name__)
