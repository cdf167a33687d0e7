"""The shipped conversations, read once, and copies of them to break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.library import Library, load_sound
from tests.flows.conversations import SHIPPED, Copy, remember_readings


@pytest.fixture(scope="module", autouse=True)
def _readings_are_remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember_readings(patch)
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return load_sound(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the shipped conversations."""
    return Copy(tmp_path)
