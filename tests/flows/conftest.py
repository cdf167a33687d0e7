"""The shipped conversations, read once, and copies of them to break."""

from pathlib import Path

import pytest

from bot.flows.library import Library, load_sound
from tests.flows.conversations import SHIPPED, Copy


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return load_sound(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the shipped conversations."""
    return Copy(tmp_path)
