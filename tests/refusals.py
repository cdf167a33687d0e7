"""What use cases refuse, by the words that the command line has for it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.cli.problems import describe
from bot.errors import Problem


@contextmanager
def expect_refusal(words: str) -> Iterator[None]:
    """Expect a problem whose words match this pattern."""
    with pytest.raises(Problem) as raised:
        yield
    assert re.search(words, describe(raised.value)), describe(raised.value)
