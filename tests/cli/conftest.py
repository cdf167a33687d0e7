"""The command in a folder of its own."""

from pathlib import Path

import pytest

from tests.cli.sayso import Sayso
from tests.cli.ward import Ward


@pytest.fixture
def sayso(tmp_path: Path) -> Sayso:
    return Sayso(tmp_path)


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(tmp_path)
