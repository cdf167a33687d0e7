"""A Bot API for the real program to talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.botapi import FakeBotApi


@pytest.fixture(autouse=True)
def chaos(processes: None) -> None:
    """Every test here breaks something under load."""


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as telegram:
        yield telegram
