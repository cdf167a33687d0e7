"""After whole conversations no file that the program wrote holds who the person is or what was taken out."""

import asyncio
import base64
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.attacks.installation import installed
from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.database import comments, rows
from tests.channels.telegram.test_conversations import add_service, code_of
from tests.channels.telegram.walker import COMMENT, begin, screen_of, walk
from tests.conftest import EITHER
from tests.postgres import postgres
from tests.program import Program, database_elsewhere, database_of, running

pytestmark = [pytest.mark.usefixtures("processes"), pytest.mark.slow]

ID = 7_318_654_209
NAME, SURNAME, USERNAME = "Quillonia", "Zarathwaite", "zq_canary_77"
SECRETS_IN_TEXT = ("07700 900461", "sarah.okonjo@example.org", "Okonjo")
TEXT = "My nurse Sarah Okonjo rang me on 07700 900461, write to sarah.okonjo@example.org, the zebra garden is good"


def encodings(text: str) -> Iterator[bytes]:
    """Yield a text in every encoding that a file could hold it in."""
    for name in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(name)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for cut in range(3):
            # Base64 of the text inside something longer: three ways to fall on its groups of three.
            inner = base64.b64encode(b"\0" * cut + raw)
            yield inner[4 if cut else 0 : -4]
            yield inner[4 if cut else 0 : -4].replace(b"+", b"-").replace(b"/", b"_")


def number_encodings(number: int) -> Iterator[bytes]:
    """Yield a number as text and as the integers that databases and pickles write."""
    yield from encodings(str(number))
    yield number.to_bytes(8, "big")
    yield number.to_bytes(8, "little")
    yield number.to_bytes(6, "big")
    yield sqlite_varint(number)
    yield protobuf_varint(number)


def sqlite_varint(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))


def protobuf_varint(number: int) -> bytes:
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def canaries() -> dict[str, set[bytes]]:
    words = (NAME, SURNAME, USERNAME, *SECRETS_IN_TEXT)
    return {word: set(encodings(word)) for word in words} | {"the id": set(number_encodings(ID))}


def found_in(folder: Path) -> list[str]:
    """Return which canary stands in which file."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files, "nothing was written, so nothing was searched"
    hidden = canaries()
    traces = []
    for file in files:
        content = file.read_bytes()
        traces += [f"{word} in {file.name}" for word, forms in hidden.items() if any(form in content for form in forms)]
        traces += [f"{word} in the name of {file.name}" for word in hidden if word in file.name]
    return traces


def files_with(folder: Path, words: bytes) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and words in file.read_bytes()]


@pytest.fixture
def canary(telegram: FakeBotApi) -> Person:
    return telegram.person(id=ID, first_name=NAME, last_name=SURNAME, username=USERNAME)


async def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, form in enumerate({form for forms in canaries().values() for form in forms}):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "file").write_bytes(b"before" + form + b"after")
        assert found_in(folder)


async def talk(telegram: FakeBotApi, canary: Person) -> None:
    """Go as far as the first open question and write everything that must not stay."""
    await begin(canary, "willow_patient")
    while "What is good?" not in canary.newest.text:
        await walk(canary, screens=1)
    canary.read_all()
    canary.send(TEXT)
    await canary.expect(lambda message: "[name]" in message.text and "Keep it" in message.labels)
    canary.edit(TEXT + " and Okonjo again")
    await canary.expect(lambda message: bool(message.labels))
    canary.send_photo(caption=TEXT)
    canary.send_contact()
    await telegram.expect_confirmed()


@pytest.fixture(params=EITHER)
def either_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Have the program keep its data in a database of either kind, all of whose files lie in the folder of the test."""
    if request.param == "sqlite":
        yield
        return
    with postgres(tmp_path / "pg") as server, database_elsewhere(tmp_path, server.new_database()):
        yield


@pytest.mark.usefixtures("either_database")
async def test_after_a_whole_conversation_no_file_holds_who_it_was(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    async with running(tmp_path, telegram, log_level="debug") as program:
        await talk(telegram, canary)
        telegram.faults.on("sendMessage", times=2).fail(500)
        telegram.faults.on("sendMessage", times=1, skip=2).drop()
        await walk(canary)
        assert found_in(tmp_path) == []
        await program.run_beside("release", "close")
    assert found_in(tmp_path) == []
    kept = next(row["text"] for row in comments(tmp_path))
    assert "zebra garden" in kept
    assert "[name]" in kept


async def test_after_sigkill_in_the_middle_no_file_holds_who_it_was(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    program = Program(tmp_path, telegram_token=telegram.token, telegram_base_url=telegram.base_url, log_level="debug")
    await program.start()
    await program.until_running()
    await talk(telegram, canary)
    await program.kill()
    assert found_in(tmp_path) == []
    # Sealed: not even the words that may be kept stand in a file before they are sent.
    assert files_with(tmp_path, b"zebra garden") == []


async def test_after_a_backup_neither_it_nor_any_other_file_holds_who_it_was_or_an_open_conversation(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    async with running(tmp_path, telegram, log_level="debug") as program:
        await talk(telegram, canary)
        assert rows(tmp_path, "sessions") != []
        await program.run_beside("backup", str(tmp_path / "backup.db"))
        assert found_in(tmp_path) == []
    shutil.copytree(tmp_path / "data", tmp_path / "elsewhere")
    await program.run_beside("restore", str(tmp_path / "backup.db"))
    assert rows(tmp_path, "sessions") == []
    assert found_in(tmp_path) == []


async def test_what_was_taken_back_is_in_no_file_any_more(tmp_path: Path, telegram: FakeBotApi, canary: Person) -> None:
    people = [canary, *(telegram.person(first_name=f"Person {number}") for number in range(4))]
    async with running(tmp_path, telegram):
        await asyncio.gather(*(begin(person, "_patient") for person in people))
        await asyncio.gather(*(walk(person) for person in people))
        await telegram.expect_confirmed()
    # It tidies when it stops: now what the five wrote can be read, and lies where deleting has to reach it.
    assert files_with(tmp_path, COMMENT.encode()) == [tmp_path / "data" / "sayso.db"]
    async with running(tmp_path, telegram):
        for person in people:
            person.send(code_of(person))
            await person.expect("are deleted")
        await telegram.expect_confirmed()
    assert rows(tmp_path, "submissions") == rows(tmp_path, "comments") == rows(tmp_path, "waiting") == []
    assert files_with(tmp_path, COMMENT.encode()) == []
    assert found_in(tmp_path) == []


async def test_what_was_sealed_is_in_no_file_any_more_once_its_time_is_over(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    await add_service(tmp_path, "Willow Ward", "willow")
    async with running(tmp_path, telegram):
        await talk(telegram, canary)
    (session,) = rows(tmp_path, "sessions")
    assert files_with(tmp_path, session["sealed"][:64]) != []
    async with installed(database_of(tmp_path)) as installation:
        installation.clock.now = datetime.now(UTC) + timedelta(hours=48)
        await installation.housekeeping.tidy()
    assert rows(tmp_path, "sessions") == []
    assert files_with(tmp_path, session["sealed"][:64]) == files_with(tmp_path, session["key"]) == []
    assert found_in(tmp_path) == []


async def test_no_file_has_a_time_that_tells_when_somebody_answered(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    async with running(tmp_path, telegram):
        await begin(canary, "_patient")
        await walk(canary)
    times = {datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in (tmp_path / "data").glob("sayso.db*")}
    (time,) = times
    assert (time.weekday(), time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0, 0)


async def test_the_token_and_the_secret_stand_in_no_log_even_when_everything_fails(
    tmp_path: Path, telegram: FakeBotApi, canary: Person
) -> None:
    async with running(tmp_path, telegram, log_level="debug", secret="s" * 40) as program:
        await begin(canary, "_patient")
        for fault in ("sendMessage", "getUpdates", "answerCallbackQuery", "editMessageText"):
            telegram.faults.on(fault, times=2).fail(500)
            telegram.faults.on(fault, times=1, skip=2).drop()
            telegram.faults.on(fault, times=1, skip=3).refuse(400, f"Bad Request about {NAME} and {telegram.token}")
        for _ in range(3):
            canary.read_all()
            canary.command("again")
            await telegram.expect_confirmed()
        logs = program.printed + program.complained
        assert telegram.token.partition(":")[2] not in logs
        assert "s" * 40 not in logs
        assert NAME not in logs
    assert screen_of(canary) is not None
