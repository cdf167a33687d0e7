"""HTTP to the Bot API: what goes wrong is told by its kind, and nothing of the address, which holds the token."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from telegram import InputFile
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.channels.telegram.api import BotApi
from bot.channels.telegram.transport import AiohttpRequest, proxy_for
from tests.botapi import FakeBotApi
from tests.program import ROOT, free_port

PICTURE = ROOT / "docs" / "images" / "chat.png"
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
async def api(telegram: FakeBotApi) -> AsyncIterator[BotApi]:
    api = BotApi(token=telegram.token, base_url=telegram.base_url, reached=lambda *, reachable: None)
    async with api.connections():
        yield api


def shown(error: BaseException) -> str:
    return f"{error} {error!r} {error.__cause__!r} {error.__context__ if not error.__suppress_context__ else ''}"


async def test_a_call_is_answered_with_plain_json(api: BotApi) -> None:
    assert (await api.call("getMe"))["username"] == "sayso_test_bot"


async def test_words_of_any_kind_arrive_as_they_are(api: BotApi, telegram: FakeBotApi) -> None:
    person = telegram.person()
    person.command("start")
    text = "“é” 👩‍⚕️ مرحبا & <b> \\ \n" + "x" * 3000
    await api.call("sendMessage", chat_id=person.id, text=text, link_preview_options={"is_disabled": True})
    assert person.newest.text == text


async def test_a_file_is_uploaded_with_what_belongs_to_it(api: BotApi, telegram: FakeBotApi) -> None:
    person = telegram.person()
    person.command("start")
    file = InputFile(PICTURE.read_bytes(), filename="star.png", attach=False)
    sent = await api.call("sendPhoto", chat_id=person.id, photo=file, caption="A “star”", reply_markup=None)
    assert sent["photo"][-1]["file_id"]
    assert person.newest.has_photo


async def test_what_telegram_refuses_is_told_as_it_says(api: BotApi, telegram: FakeBotApi) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await api.call("sendMessage", chat_id=1, text="hello")
    wrong = BotApi(token=TOKEN, base_url=telegram.base_url, reached=lambda *, reachable: None)
    async with wrong.connections():
        with pytest.raises(InvalidToken):
            await wrong.call("getMe")


async def test_nobody_there_is_a_network_error_that_names_nothing() -> None:
    request = AiohttpRequest(connections=1, read_seconds=1, proxy=None)
    async with request:
        with pytest.raises(NetworkError) as raised:
            await request.post(f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe")
    assert TOKEN not in shown(raised.value)
    assert "127.0.0.1" not in shown(raised.value)


async def test_no_answer_in_time_is_a_time_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        request = AiohttpRequest(connections=1, read_seconds=0.1, proxy=None)
        async with request:
            with pytest.raises(TimedOut) as raised:
                await request.post(f"http://127.0.0.1:{silent.getsockname()[1]}/bot{TOKEN}/getMe")
    assert TOKEN not in shown(raised.value)


@pytest.mark.parametrize("answer", [b"", b"not json", b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nnot json"])
async def test_an_answer_that_makes_no_sense_is_told_by_its_kind(answer: bytes) -> None:
    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    request = AiohttpRequest(connections=1, read_seconds=1, proxy=None)
    async with server, request:
        with pytest.raises(TelegramError) as raised:
            await request.post(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")
    assert TOKEN not in shown(raised.value)


def test_the_proxy_of_the_environment_is_used_but_not_where_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert proxy_for("https://api.telegram.org") is None
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert proxy_for("https://api.telegram.org") == "http://proxy.example:3128"
    assert proxy_for("http://127.0.0.1:8081") is None
    monkeypatch.setenv("no_proxy", "telegram.org")
    assert proxy_for("https://api.telegram.org") is None
