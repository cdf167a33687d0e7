"""The program connects to the Bot API and to nothing else, and asks nobody for an address."""

from pathlib import Path

import pytest

from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.walker import begin, walk
from tests.program import Program

pytestmark = pytest.mark.usefixtures("processes")

WATCH = """
import os, sys
def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        what = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[:2]
        with open(os.environ["CONNECTIONS"], "a") as file:
            file.write(f"{event} {what}\\n")
sys.addaudithook(note)
"""


async def test_a_whole_conversation_with_the_model_connects_to_the_bot_api_and_nothing_else(
    tmp_path: Path, telegram: FakeBotApi, ada: Person
) -> None:
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH, "utf-8")
    program = Program(tmp_path, telegram_token=telegram.token, telegram_base_url=telegram.base_url)
    program.before_ours.append(str(tmp_path / "watch"))
    program.environment["CONNECTIONS"] = str(tmp_path / "connections.txt")
    await program.start()
    await program.until_running()
    await begin(ada, "_patient")
    await walk(ada)
    await telegram.expect_confirmed()
    assert await program.stop() == 0

    noted = set((tmp_path / "connections.txt").read_text("utf-8").splitlines())
    host, port = telegram.base_url.removeprefix("http://").split(":")
    connected = {line for line in noted if line.startswith("socket.connect")}
    assert connected == {f"socket.connect ('{host}', {port})"}
    assert {line for line in noted if not line.startswith("socket.connect")} <= {
        f"socket.getaddrinfo ('{host}', {port})",
    }
