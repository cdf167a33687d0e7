"""Tokens: found by their hash alone, one of each name, and gone when revoked."""

import pytest

from bot.store.database import Database
from bot.store.tokens import StoredTokens
from bot.usecases.staff.tokens import Scope, Token
from tests.store.examples import LOGGED

TOKEN = Token("Power BI", frozenset({Scope.FIGURES, Scope.COMMENTS}))


async def test_a_token_is_found_by_its_hash_until_it_is_revoked(database: Database) -> None:
    tokens = StoredTokens(database)
    await tokens.add(b"h" * 32, TOKEN, LOGGED)
    assert await tokens.find(b"h" * 32) == TOKEN
    assert await tokens.find(b"o" * 32) is None
    assert await tokens.listed() == (TOKEN,)
    assert await tokens.revoke("Power BI", LOGGED)
    assert not await tokens.revoke("Power BI", LOGGED)
    assert await tokens.find(b"h" * 32) is None


async def test_there_is_one_token_of_a_name(database: Database) -> None:
    tokens = StoredTokens(database)
    await tokens.add(b"h" * 32, TOKEN, LOGGED)
    with pytest.raises(ValueError, match="taken"):
        await tokens.add(b"o" * 32, TOKEN, LOGGED)
