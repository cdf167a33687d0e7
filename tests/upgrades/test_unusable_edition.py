"""An edition that this version cannot use does not keep it from starting, and the way out that it prints runs."""

import re
import shlex
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import insert, update

from bot.store.tables import editions, publications
from tests import taken
from tests.botapi import FakeBotApi
from tests.program import Program, database_of
from tests.upgrades.restored import Left
from tests.upgrades.returning import finish, look, person_of, upgraded

pytestmark = pytest.mark.usefixtures("processes")

COMMAND = re.compile(r"^\s*(sayso conversations .*|sayso check .*)$", re.MULTILINE)


async def ready(program: Program) -> str:
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/readyz") as answer:
        assert answer.status == 200
        return await answer.text()


async def second_edition(url: str) -> dict[str, Any]:
    await taken.change(url, update(editions).where(editions.c.number == 0).values(note=""))  # Brings it up to date.
    return taken.rows(url, "editions")[1]


async def publish(url: str, **values: object) -> None:
    """Have a third edition, the second with other values, be published, as a version that accepts it might."""
    second = await second_edition(url)
    await taken.change(url, insert(editions), [second | {"number": 3} | values])
    now = taken.rows(url, "publications")[-1]
    await taken.change(url, insert(publications), [now | {"number": now["number"] + 1, "edition": 3}])


async def test_where_the_published_edition_is_of_a_newer_format_or_damaged_the_one_before_is_served(
    newest: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    url = database_of(tmp_path)
    files = (await second_edition(url))["files"]
    await publish(url, format=99)
    await taken.change(url, update(editions).where(editions.c.number == 1).values(files={"gone.yaml": "0" * 64}))
    async with upgraded(newest, tmp_path, telegram) as program:
        note = await ready(program)
        assert "Edition 3 of the conversations cannot be used by this version of Sayso. Edition 2 is served." in note
        assert "format 99 is not known - update Sayso to read it" in note
        person = person_of(newest, telegram, "second-edition")
        await look(person)
        await finish(person)
    assert "the published edition cannot be used" in program.complained
    assert "Edition 3 of the conversations cannot be used" in program.printed
    assert taken.rows(url, "editions")[1]["files"] == files


async def test_the_way_out_that_is_printed_runs_as_printed(newest: Left, tmp_path: Path, telegram: FakeBotApi) -> None:
    url = database_of(tmp_path)
    files = dict((await second_edition(url))["files"])
    wrong = "common/words/en.yaml"
    files[wrong] = files["common/words/en.easy-read.yaml"]
    del files["patient/words/en.yaml"]
    await publish(url, files=files, hash="f" * 64)
    async with upgraded(newest, tmp_path, telegram) as program:
        commands = [shlex.split(line)[1:] for line in COMMAND.findall(await ready(program))]
        assert [command[:2] for command in commands] == [
            ["conversations", "pull"],
            ["check", "words"],
            ["conversations", "push"],
            ["conversations", "publish"],
        ]
        pull, *others = commands
        await program.run_beside(*pull)
        await program.run_beside("conversations", "pull", "before", "--edition", "2")
        # What a person does in between: put right what is reported.
        for path in (wrong, "patient/words/en.yaml"):
            (program.folder / "words" / path).write_bytes((program.folder / "before" / path).read_bytes())
        for command in others:
            await program.run_beside(*command)
        await program.until_printed("Edition 4 of the conversations is live")
        assert "cannot be used" not in await ready(program)
