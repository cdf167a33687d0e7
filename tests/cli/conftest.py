"""The command in a folder of its own."""

from pathlib import Path

import pytest

from tests.cli.sayso import Sayso


@pytest.fixture
def sayso(tmp_path: Path) -> Sayso:
    return Sayso(tmp_path)
