"""Listening on the web address, and serving the routes of all parts."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.errors import SaysoError


class _Server(uvicorn.Server):
    """A server that leaves signal handling to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(listener: socket.socket, routes: Sequence[BaseRoute], stop: asyncio.Event) -> None:
    """Serve the routes until `stop` is set, then finish the open requests."""
    config = uvicorn.Config(
        Starlette(routes=routes),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=30,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await stop.wait()
    server.should_exit = True
    await serving


def listen(shown: str, host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises SaysoError, with the address as `shown`, if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With IPPROTO_TCP given, asyncio sets TCP_NODELAY; otherwise Nagle delays small writes by 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise SaysoError(
            f"Sayso cannot listen on {shown} ({error.strerror}). Set SAYSO_LISTEN to an address and a port"
            " that are free, such as 127.0.0.1:8081."
        ) from None
    return listener
