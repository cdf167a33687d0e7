"""Somebody with the database tries every chat id there can be. Ids are numbers, so that is quickly done."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import pytest

from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer, Unsealable
from bot.privacy.withdrawal import Withdrawals
from tests.attacks.conftest import MakeDatabase
from tests.attacks.installation import SECRET, installed
from tests.taken import rows, values

PEOPLE = (5_000_000_123, 5_000_000_777, 5_000_001_999)
SPACE = range(5_000_000_000, 5_000_002_000)
"""A small part of the ten-digit ids; the attack is the same for all of them."""


@pytest.fixture(scope="module")
def database(make_database: MakeDatabase) -> str:
    """A database in which three people have sent something today and a month is open."""
    url = make_database()
    asyncio.run(fill(url))
    return url


async def fill(url: str) -> None:
    async with installed(url, "willow") as installation:
        for number, person in enumerate(PEOPLE * 2):
            who = Respondent("telegram", str(person))
            await installation.send(number, service="willow", answer="good", person=who)
        await installation.housekeeping.tidy()


def sealers_without_the_secret(found: set[Any]) -> Iterator[Sealer]:
    """Yield the real code with every secret that somebody could try who has only the database."""
    guesses = [bytes(32), b"\xff" * 32, b"s" * 32, hashlib.sha256(b"").digest(), hashlib.sha256(b"sayso").digest()]
    stored = [value for value in found if isinstance(value, bytes) and len(value) >= 32]
    for secret in [*guesses, *(value[:32] for value in stored), *(hashlib.sha256(value).digest() for value in stored)]:
        yield Sealer(secret)


def plain_hashes(person: int) -> Iterator[Any]:
    """Yield what a careless program would have stored of an id."""
    for text in (str(person), f"telegram{person}", f"telegram:{person}", f"telegram\0{person}"):
        raw = text.encode()
        yield from (person, text, raw, base64.b64encode(raw), base64.b64encode(raw).decode())
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b"):
            digest = hashlib.new(name, raw).digest()
            yield from (digest, digest.hex(), digest[:16], digest[:32])
            yield from (hmac.digest(b"", raw, name) for _ in range(name == "sha256"))


def test_without_the_secret_no_id_leads_to_anything_in_the_database(database: str) -> None:
    found = values(database)
    sealers = list(sealers_without_the_secret(found))
    assert len(sealers) > 8
    for person in SPACE:
        assert not found & set(plain_hashes(person))
        respondent = Respondent("telegram", str(person))
        assert not any(key in found for sealer in sealers for key in sealer.keys(respondent))


def test_without_the_secret_nothing_that_is_sealed_opens_even_with_the_right_id(database: str) -> None:
    sealed = [row["sealed"] for row in [*rows(database, "sessions"), *rows(database, "waiting")]]
    assert len(sealed) >= len(PEOPLE)
    for sealer in sealers_without_the_secret(values(database)):
        for each in sealed:
            with pytest.raises(Unsealable):
                sealer.open_waiting(each)
            for person in PEOPLE:
                with pytest.raises(Unsealable):
                    sealer.open(Respondent("telegram", str(person)), each)


def test_without_the_secret_not_even_the_right_code_leads_to_its_rows(database: str) -> None:
    found = values(database)
    right = Withdrawals(SECRET).hashes("river apple spoon green")
    wrong = Withdrawals(bytes(32)).hashes("river apple spoon green")
    assert not {wrong.waiting, wrong.submission, *wrong.comments} & {right.waiting, right.submission, *right.comments}
    assert not {wrong.waiting, wrong.submission, *wrong.comments} & found


def test_the_attack_finds_everybody_once_the_secret_is_known_as_the_threat_model_says(database: str) -> None:
    found, sealer = values(database), Sealer(SECRET)
    people = [person for person in SPACE if sealer.keys(Respondent("telegram", str(person)))[0] in found]
    assert people == list(PEOPLE)
