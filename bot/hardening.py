"""What a process leaves behind when something goes wrong: no memory on disk, no traceback, no file for others."""

import logging
import os
import resource
import sys
import threading

log = logging.getLogger(__name__)


def harden_process() -> None:
    """Write no memory to disk in a crash, make files for their owner only, and tell of errors without their values.

    Python prints a traceback for what nobody catches, also in threads and while objects are cleared away, and the
    values in it may be somebody's words.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    sys.excepthook = lambda kind, _error, _traceback: log.error("%s was not expected", kind.__name__)
    threading.excepthook = lambda hooked: log.error("%s was not expected in a thread", hooked.exc_type.__name__)
    sys.unraisablehook = lambda hooked: log.error("%s could not be raised", hooked.exc_type.__name__)
