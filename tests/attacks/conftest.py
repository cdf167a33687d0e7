"""Databases of either kind, for all attacks of a module."""

from collections.abc import Callable

import pytest

from tests.conftest import EITHER, new_database

MakeDatabase = Callable[[], str]
"""Returns the URL of an empty database."""


@pytest.fixture(scope="module", params=EITHER)
def make_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MakeDatabase:
    """What makes databases, all of one kind."""
    return lambda: new_database(request, tmp_path_factory.mktemp("installation"))
