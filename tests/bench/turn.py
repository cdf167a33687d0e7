"""What one turn costs, part by part: the engine, sealing, keeping it durably in SQLite, redacting a text."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path

from bot.engine.advance import advance, start
from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.engine.inputs import Command, Tap
from bot.engine.session import Session
from bot.engine.wording import Control, Wording
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.privacy.redaction import redact
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.store.opening import open_database
from bot.store.sessions import StoredSessions
from bot.usecases.conversing.ports import Outcome

ROUNDS, CALLS = 7, 300
PERSON = Respondent("telegram", "1001")
TEXT = "My nurse Sarah was kind and rang my brother on 07700 900123. " * 8


def main() -> None:
    """Print the median of each part in microseconds, with the least and the most of the rounds."""
    library = require_library(read_files(Path("conversations")))
    flow = library.flows[FlowId("patient")]
    session = _in_the_middle(flow)
    sealer = Sealer(b"s" * 32)
    text = session.to_json()
    sealed = sealer.seal(PERSON, text, bytes(12))
    tap = Tap(f"{session.nonce}.{session.step}", "partly")
    _print("engine: an answer and the next question", _timed(lambda: advance(flow, session, tap)))
    _print("engine: help", _timed(lambda: advance(flow, session, Command(Control.HELP))))
    _print("session to JSON and back", _timed(lambda: Session.from_json(session.to_json())))
    _print("seal", _timed(lambda: sealer.seal(PERSON, text, bytes(12))))
    _print("open", _timed(lambda: sealer.open(PERSON, sealed)))
    _print(f"redact {len(TEXT)} characters", _timed(lambda: redact(TEXT)))
    asyncio.run(_store(sealer, sealed))


async def _store(sealer: Sealer, sealed: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/bench.db")
        await database.prepare()
        sessions, key = StoredSessions(database), sealer.keys(PERSON)[0]
        _print("load", await _timed_async(lambda: sessions.load(key, hour=0)))
        versions = count()

        async def save() -> None:
            await sessions.keep(Outcome(key=key, sealed=sealed, expires=10**6, version=next(versions)))

        _print("save, durably", await _timed_async(save))
        await database.close()


def _in_the_middle(flow: Flow) -> Session:
    nonces = count()
    session = start(flow, nonce=f"n{next(nonces)}", wording=Wording("en")).session
    for button in ("yes", "good"):
        session = advance(flow, session, Tap(f"{session.nonce}.{session.step}", button)).session
    return session


def _timed(call: Callable[[], object]) -> list[float]:
    call()
    return [_round(call) for _ in range(ROUNDS)]


def _round(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - started) / CALLS


async def _timed_async(call: Callable[[], Awaitable[object]]) -> list[float]:
    rounds: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(CALLS):
            await call()
        rounds.append((time.perf_counter() - started) / CALLS)
    return rounds


def _print(what: str, rounds: list[float]) -> None:
    ordered = sorted(seconds * 1e6 for seconds in rounds)
    print(f"{what:45} {statistics.median(ordered):9.1f} µs   ({ordered[0]:.1f} to {ordered[-1]:.1f})")
