"""The shipped conversations, read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.files import read_files
from bot.flows.sources import Sources, read_sources
from tests.flows.conversations import SHIPPED


@pytest.fixture(scope="session")
def shipped() -> Sources:
    return read_sources(read_files(SHIPPED))


@pytest.fixture(scope="session")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file that is written again and again."""
    file = tmp_path_factory.mktemp("xlsform") / "form.xlsx"
    yield file
    file.unlink(missing_ok=True)
