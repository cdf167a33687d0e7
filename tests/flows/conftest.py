"""The small conversation, which tests of flows parse and break."""

import pytest

from bot.flows.library import Library, require_library
from tests.flows.small import SmallCopy, small_files


@pytest.fixture
def small() -> SmallCopy:
    """A copy of the small conversation, in memory."""
    return SmallCopy()


@pytest.fixture(scope="session")
def small_library() -> Library:
    """The small conversation, parsed once."""
    return require_library(small_files())
