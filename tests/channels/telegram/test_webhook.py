"""The webhook: proof first, then words; told 200 only once a turn is kept."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import answers
from tests.channels.telegram.walker import KEPT, begin, walk
from tests.program import Program, free_port, running

pytestmark = pytest.mark.usefixtures("processes")

PROOF = "proof-for-tests-0123456789"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def hooked(tmp_path: Path, telegram: FakeBotApi, processes: None) -> AsyncIterator[Program]:
    port = free_port()
    here = {"listen": f"127.0.0.1:{port}", "webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_secret": PROOF}
    async with running(tmp_path, telegram, **here) as program:
        yield program


async def post(program: Program, body: bytes, proof: str | None = PROOF) -> int:
    headers = {} if proof is None else {HEADER: proof}
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{program.url}/hook", data=BytesIO(body), headers=headers) as got,
    ):
        return got.status


@pytest.mark.usefixtures("either_database")
async def test_a_whole_conversation_comes_by_webhook(
    hooked: Program, telegram: FakeBotApi, ada: Person, tmp_path: Path
) -> None:
    await begin(ada, "_patient")
    await walk(ada)
    await telegram.expect_confirmed()
    assert answers(tmp_path) == [KEPT]
    assert telegram.called("getUpdates") == []


async def test_without_the_secret_header_nothing_is_read(hooked: Program) -> None:
    for proof in (None, "", "wrong", PROOF[:-1], PROOF + "x"):
        assert await post(hooked, b"not even JSON", proof) == 403, proof


async def test_with_it_what_is_no_update_is_refused_or_passed_over(hooked: Program) -> None:
    for body, status in ((b"not JSON", 400), (b"[1]", 400), (b"{}", 200), (b'{"update_id": "x"}', 200)):
        assert await post(hooked, body) == status, body


async def test_a_body_without_end_is_cut_off(hooked: Program) -> None:
    assert await post(hooked, b" " * 1_100_000) == 413


async def test_an_update_delivered_twice_is_taken_once(hooked: Program, telegram: FakeBotApi, ada: Person) -> None:
    await begin(ada, "_patient")
    await walk(ada, screens=3)
    await telegram.expect_confirmed()
    ada.read_all()
    ada.tap("Partly")
    (update,) = telegram.updates.pending
    await ada.expect(lambda message: "Question 3 of" in message.text and bool(message.labels))
    async with aiohttp.ClientSession() as client:
        for _ in range(3):
            await client.post(f"{hooked.url}/hook", json=update, headers={HEADER: PROOF})
    await ada.expect(lambda message: "Question 3 of" in message.text and bool(message.labels))
    assert not any("Question 4 of" in message.text for message in ada.messages)
