"""The shipped conversations, whose answers are reported."""

from pathlib import Path

import pytest

from bot.flows.files import read_files
from bot.flows.library import Library, require_library


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped conversations."""
    return require_library(read_files(Path(__file__).parent.parent.parent / "conversations"))
