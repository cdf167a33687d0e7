"""A store with two wards."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.opening import Store, open_store
from tests.store.examples import LOGGED, OAK, WILLOW


@pytest.fixture
async def store(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Store]:
    file = tmp_path / "sayso.db"
    shutil.copy(migrated_file, file)
    async with open_store(f"sqlite:///{file}") as opened:
        for ward in (WILLOW, OAK):
            await opened.services.add(ward, LOGGED)
        yield opened
