"""The shipped conversations, whose answers are reported."""

from pathlib import Path

import pytest

from bot.flows.library import Library, load_sound


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return load_sound(Path(__file__).parent.parent.parent / "conversations")
