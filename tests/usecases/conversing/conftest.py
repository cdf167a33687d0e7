"""Redaction is loaded before the first test, so that no test waits for it where the machine is busy."""

import pytest

from bot.privacy.redaction import redact


@pytest.fixture(scope="session", autouse=True)
def _redaction() -> None:
    redact("hello", [])
