"""Listening on the web address."""

import asyncio
import socket

import pytest

from bot.errors import SaysoError
from bot.web.serving import listen


async def test_what_is_written_is_sent_at_once() -> None:
    accepted = asyncio.get_running_loop().create_future()

    class Protocol(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted_socket = transport.get_extra_info("socket")
            accepted.set_result(accepted_socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.close()

    with listen("127.0.0.1:0", "127.0.0.1", 0) as listener:
        server = await asyncio.get_running_loop().create_server(Protocol, sock=listener)
        _, writer = await asyncio.open_connection(*listener.getsockname())
        assert await accepted != 0
        writer.close()
        await writer.wait_closed()
        server.close()


def test_an_address_that_is_taken_is_told() -> None:
    with listen("127.0.0.1:0", "127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(SaysoError, match=r"Sayso cannot listen on the shown one \(Address already in use\)"):
            listen("the shown one", "127.0.0.1", port)
