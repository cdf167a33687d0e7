"""A Bot API, and the real program talking to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi, Person
from tests.program import Program, running


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as telegram:
        yield telegram


@pytest.fixture
async def program(tmp_path: Path, telegram: FakeBotApi, processes: None) -> AsyncIterator[Program]:
    async with running(tmp_path, telegram) as program:
        yield program


@pytest.fixture
def ada(telegram: FakeBotApi) -> Person:
    return telegram.person(first_name="Ada", last_name="Quill", username="adaquill")
