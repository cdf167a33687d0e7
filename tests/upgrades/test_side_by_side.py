"""A rolling upgrade: the version before and today's share one PostgreSQL, and every turn may go to either."""

import asyncio
import io
import subprocess
import tarfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi, Person
from tests.channels.telegram.walker import begin, walk
from tests.chaos.crowd import expect_kept_once
from tests.postgres import Postgres
from tests.program import ROOT, SECRET, Program, database_elsewhere, database_of, free_port
from tests.replicas import balanced, never

pytestmark = pytest.mark.usefixtures("processes")

BEFORE = "595dd1d"
PEOPLE = 12


@pytest.fixture
def version_before(tmp_path: Path) -> Path:
    """The code and conversations of the version before, from the history of the repository."""
    archived = subprocess.run(  # noqa: S603 - our own command
        ["git", "archive", BEFORE, "bot", "conversations"],  # noqa: S607 - the git there is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if archived.returncode != 0:
        pytest.skip(f"{BEFORE} is not in this clone: fetch the whole history to test a rolling upgrade")
    folder = tmp_path / "before"
    with tarfile.open(fileobj=io.BytesIO(archived.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


@pytest.fixture(autouse=True)
def shared_database(tmp_path: Path, postgresql: Postgres) -> Iterator[None]:
    with database_elsewhere(tmp_path, postgresql.new_database()):
        yield


@asynccontextmanager
async def both(telegram: FakeBotApi, folder: Path, before: Path) -> AsyncIterator[list[Program]]:
    """Run both versions behind a load balancer that gives each request to the next of them."""
    port = free_port()
    common = {
        "telegram_token": telegram.token,
        "telegram_base_url": telegram.base_url,
        "secret": SECRET,
        "database_url": database_of(folder),
        "webhook_url": f"http://127.0.0.1:{port}/hook",
    }
    old = Program(folder / "old", **common, conversations_dir=str(before / "conversations"))
    old.before_ours = [str(before)]
    versions = [old, Program(folder / "new", **common)]
    async with balanced(port, versions, never):
        try:
            for each in versions:
                await each.start()
                await each.until_running()
            yield versions
        finally:
            for each in versions:
                if each.is_there:
                    await each.kill()


async def talk(person: Person) -> None:
    await begin(person, "_patient")
    await walk(person)


async def test_people_talk_to_both_versions_in_turn_and_nobody_starts_again_and_nothing_is_lost(
    tmp_path: Path, telegram: FakeBotApi, version_before: Path
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with both(telegram, tmp_path, version_before) as versions:
        await asyncio.gather(*map(talk, people))
        await telegram.expect_confirmed()
        assert [await each.stop() for each in versions] == [0, 0]
    expect_kept_once(tmp_path, PEOPLE)
    for person in people:
        said = [message.text for message in person.messages if message.by_bot]
        assert sum("Which words" in text for text in said) == 1
        assert not any("have changed since you started" in text or "Something went wrong" in text for text in said)
    for each in versions:
        assert "not open" not in each.complained
        assert "newer version" not in each.complained


async def test_when_the_version_before_is_gone_people_go_on_with_todays(
    tmp_path: Path, telegram: FakeBotApi, version_before: Path
) -> None:
    people = [telegram.person(first_name=f"Person {number}") for number in range(PEOPLE)]
    async with both(telegram, tmp_path, version_before) as versions:
        await asyncio.gather(*(begin(each, "_patient") for each in people))
        await asyncio.gather(*(walk(each, screens=5) for each in people))
        await versions[0].kill()
        await asyncio.gather(*(walk(each) for each in people))
        await telegram.expect_confirmed()
        assert await versions[1].stop() == 0
    expect_kept_once(tmp_path, PEOPLE)
