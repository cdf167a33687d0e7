"""Earlier databases made again for a test, and a Bot API to start today's program against."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.botapi import FakeBotApi
from tests.conftest import EITHER
from tests.program import database_elsewhere, database_of
from tests.upgrades.restored import VERSIONS, WITH_EDITIONS, Left, left_by


@pytest.fixture
async def telegram() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as telegram:
        yield telegram


def each_of(versions: tuple[str, ...]) -> list[Any]:
    """Return a parameter for each version on each database, marked as tests of PostgreSQL are."""
    return [
        pytest.param(
            (version, kind),
            id=f"{version}-{kind}",
            marks=[pytest.mark.postgresql] if kind == "postgresql" else [],
        )
        for version, kind in product(versions, EITHER)
    ]


@pytest.fixture(params=each_of(VERSIONS))
async def left(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Left]:
    """What each version left behind on each database."""
    async for left in _again(request, tmp_path):
        yield left


@pytest.fixture(params=each_of(WITH_EDITIONS))
async def with_editions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Left]:
    """The same, of those versions that kept editions."""
    async for left in _again(request, tmp_path):
        yield left


@pytest.fixture(params=each_of(VERSIONS[-1:]))
async def newest(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Left]:
    """The same, of the newest of these versions."""
    async for left in _again(request, tmp_path):
        yield left


async def _again(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Left]:
    version, kind = request.param
    left = left_by(version, kind)
    url = database_of(folder) if kind == "sqlite" else request.getfixturevalue("postgresql").new_database()
    await left.restore(url, now=left.made)
    with database_elsewhere(folder, url):
        yield left
