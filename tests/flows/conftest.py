"""The small conversation that the tests of flows break."""

import pytest

from tests.flows.small import SmallCopy


@pytest.fixture
def small() -> SmallCopy:
    """A copy of the small conversation, in memory."""
    return SmallCopy()
