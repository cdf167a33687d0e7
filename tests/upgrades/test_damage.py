"""Damaged rows, and rows of a newer version: set aside and counted, they hold up neither people nor housekeeping."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import insert, update

from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.store.secret import secret_from_setting
from bot.store.tables import sessions, waiting
from tests import taken
from tests.botapi import FakeBotApi
from tests.program import Program, database_of
from tests.upgrades.restored import Left
from tests.upgrades.returning import finish, held, look, person_of, upgraded

pytestmark = pytest.mark.usefixtures("processes")

NONCE = bytes(range(NONCE_BYTES))
OTHER_SECRET = b"o" * 32
NEWER = {"version": 99, "needs": 99}
TROUBLE = "Something went wrong"


def sealer_of(left: Left) -> Sealer:
    return Sealer(secret_from_setting(left.manifest["secret"]))


def damaged_sessions(left: Left) -> dict[str, bytes]:
    """Return what to put in the place of somebody's session, by name."""
    sealer, made = sealer_of(left), {}
    for name in ("standard", "help", "stopped", "check"):
        respondent = Respondent("telegram", str(left.people[name]["chat"]))
        state = [json.dumps(left.people[name]["session"] | NEWER | {"stage": "musing"}), [], "", 0, 0]
        made[name] = {
            "standard": sealer.seal(respondent, json.dumps(state), NONCE)[:-40],
            "help": Sealer(OTHER_SECRET).seal(respondent, json.dumps(state), NONCE),
            "stopped": sealer.seal(respondent, json.dumps(["{}", 7]), NONCE),
            "check": sealer.seal(respondent, json.dumps(state), NONCE),
        }[name]
    return made


async def damage(left: Left, url: str) -> list[dict[str, Any]]:
    """Damage sessions, and add rows to the waiting room that cannot be read; return those."""
    sealer = sealer_of(left)
    good = taken.rows(url, "waiting")[0]
    sent, comments = json.loads(sealer.open_waiting(good["sealed"]))
    sealed = {
        "another-secret": Sealer(OTHER_SECRET).seal_waiting(json.dumps([sent, comments]), NONCE),
        "truncated": good["sealed"][:-3],
        "empty": b"",
        "wrong-shape": sealer.seal_waiting(json.dumps([sent]), NONCE),
        "newer": sealer.seal_waiting(json.dumps([sent | NEWER | {"flow": 5}, comments]), NONCE),
    }
    rows = [
        {"id": name, "service": good["service"], "month": "2026-11", "sealed": each, "withdraw": name.encode()[:16]}
        for name, each in sealed.items()
    ]
    await taken.change(url, insert(waiting), rows)
    for name, each in damaged_sessions(left).items():
        key = sealer.keys(Respondent("telegram", str(left.people[name]["chat"])))[0]
        await taken.change(url, update(sessions).where(sessions.c.key == key).values(sealed=each))
    expired = {"key": b"x" * 32, "sealed": b"damaged too", "expires": 1, "version": 1}
    await taken.change(url, insert(sessions), [expired])
    return rows


async def metrics(program: Program) -> dict[str, float]:
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


async def readiness(program: Program) -> str:
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/readyz") as answer:
        return await answer.text()


async def metrics_after_housekeeping(program: Program) -> dict[str, float]:
    for _ in range(600):
        found = await metrics(program)
        if found["sayso_housekeeping_timestamp_seconds"]:
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(program.complained)


async def test_rows_that_cannot_be_read_are_set_aside_and_counted_and_hold_up_nobody(
    newest: Left, tmp_path: Path, telegram: FakeBotApi
) -> None:
    left, url = newest, database_of(tmp_path)
    bad = await damage(left, url)
    people = {name: person_of(left, telegram, name) for name in ("standard", "help", "stopped", "check", "written")}
    async with upgraded(left, tmp_path, telegram) as program:
        for name in ("standard", "help", "stopped"):
            assert "Which words" in await look(people[name]), "the conversation begins again"
        people["check"].send("/again")
        await people["check"].expect(TROUBLE)
        # The fifth about this ward that can be read.
        await look(people["written"])
        await finish(people["written"])
        await telegram.expect_confirmed()
        counted = await metrics_after_housekeeping(program)
        assert (counted["sayso_waiting_unreadable"], counted["sayso_sessions_unreadable"]) == (len(bad), 1)
        ready = await readiness(program)
        assert f"{len(bad)} rows of the waiting room cannot be read" in ready
    assert "cannot be read and stay there" in program.complained
    assert not any(str(person["chat"]) in program.complained for person in left.people.values())
    still = sorted(taken.rows(url, "waiting"), key=lambda row: str(row["id"]))
    assert still == sorted(bad, key=lambda row: str(row["id"])), "they wait, as they were, and the others moved on"
    keys = {row["key"]: row["sealed"] for row in taken.rows(url, "sessions")}
    kept = damaged_sessions(left)
    assert {kept[name] for name in ("standard", "help", "stopped")} < set(keys.values()), "nothing was overwritten"
    assert b"x" * 32 not in keys, "expired sessions are deleted"
    check = sealer_of(left).keys(Respondent("telegram", str(left.people["check"]["chat"])))[0]
    assert keys[check] == damaged_sessions(left)["check"], "the newer session is as it was"
    del left.people["check"]
    assert held(left, url)["written"]["stage"] == "sent"
