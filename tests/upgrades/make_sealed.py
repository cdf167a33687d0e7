"""Make the golden files of what this version seals: run once for each number of a payload, and kept for ever.

    PYTHONPATH=. python tests/upgrades/make_sealed.py tests/data/sealed 1 respondent

The last word is the kind of payload: respondent, marker or waiting.
Conversations are led through the real engine, so that every stage and pane is there as the program writes it.
"""

import base64
import hashlib
import json
import sys
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from bot.engine.advance import advance, start, thank
from bot.engine.flow import Flow, Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.inputs import Arrived, Command, Input, Tap, Typed, Withdrawn
from bot.engine.screens import key
from bot.engine.session import Link, Pane, Session
from bot.engine.wording import Control, Register, Wording
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, SECRET_BYTES, Sealer
from bot.privacy.submission import Period, make_submission
from bot.privacy.waiting import to_json
from bot.privacy.withdrawal import Withdrawals
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.sent_marker import SentMarker

SECRET = bytes(range(SECRET_BYTES))
DAY = date(2026, 11, 28)
CODE, UNTIL = "coconut zero video apple", "2026-12-08"
WILLOW = Service(ServiceCode("willow"), "Willow Ward")
WORDS = "The garden. My nurse [name] shows me the roses."

Deed = Input | str
"""An input, or the id of a button to press."""

UNTIL_WORDS = (
    "yes", "good", "partly", "~skip", "partly", "partly", "partly", "partly", "partly",
)  # fmt: skip
WRITTEN = Typed(raw=WORDS, kept=WORDS, taken_out=("a name",))

DEEDS: dict[str, tuple[Deed, ...]] = {
    "begun": (),
    "answered": ("yes", "good", "~skip", "partly"),
    "written": (*UNTIL_WORDS, WRITTEN),
    "distress": (*UNTIL_WORDS, Typed(raw="I want to die", kept="I want to die")),
    "help": ("yes", "good", Command(Control.HELP)),
    "stopped": ("yes", "good", Command(Control.STOP)),
    "deleting": ("yes", "good", Command(Control.STOP), "~delete"),
    "deleted": ("yes", "good", Command(Control.STOP), "~delete", "~delete"),
    "changing": ("yes", "good", "partly", Command(Control.CHANGE)),
    "resume": ("yes", "good", Arrived(Link(WILLOW, FlowId("patient")))),
    "withdrawing": ("yes", "good", Command(Control.WITHDRAW)),
    "pictures chosen": ("yes", Command(Control.PICTURES_OFF), "good"),
    "left": ("no",),
    "withdrawn": ("yes", "good", "~stop", "~send", Withdrawn(matched=True)),
}
SENT: tuple[Deed, ...] = (*UNTIL_WORDS, WRITTEN, "~keep", "~skip", "no", "partly", "no", "~send")


def _lead(flow: Flow, deeds: tuple[Deed, ...], register: Register) -> Session:
    session = start(flow, nonce="n0nce", wording=Wording("en", register), link=Link(WILLOW, None)).session
    for deed in deeds:
        given = deed if isinstance(deed, Input) else Tap(key(session), deed)
        after = advance(flow, session, given).session
        assert after != session, f"{deed} changed nothing at {key(session)}"
        session = after
    return session


def _nonce(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:NONCE_BYTES]


def _sessions() -> dict[str, Session]:
    flow = require_library(read_files(Path("conversations"))).flows[FlowId("patient")]
    led = {f"{name}, {Register.STANDARD}": _lead(flow, deeds, Register.STANDARD) for name, deeds in DEEDS.items()}
    easy = ("~next", "yes", "good", "~skip", "yes")
    led["answered, easy-read"] = _lead(flow, easy, Register.EASY_READ)
    sent = _lead(flow, SENT, Register.STANDARD)
    led["sent, the code was shown"] = sent
    led["sent, the code was not shown"] = thank(flow, sent, code=CODE, until=UNTIL).session
    led["language"] = replace(led["answered, standard"], pane=Pane.LANGUAGE)
    led["through the door"] = replace(led["answered, standard"], door=True, page=1)
    return led


def _respondents(sealer: Sealer) -> list[dict[str, str]]:
    payloads = []
    for number, (name, session) in enumerate(_sessions().items(), 8001):
        held = RespondentState(
            session, tuple(map(str, range(number, number + 16))), DAY.isoformat(), sent=number % 3, guesses=number % 2
        )
        respondent, plain = Respondent("telegram", str(number)), held.to_json()
        sealed = sealer.seal(respondent, plain, _nonce(name))
        payloads.append(
            {"name": name, "channel": "telegram", "id": str(number), "sealed": _text(sealed), "plain": plain}
        )
    return payloads


def _waiting(sealer: Sealer) -> list[dict[str, str]]:
    flow, payloads = require_library(read_files(Path("conversations"))).flows[FlowId("patient")], []
    hashes = Withdrawals(SECRET).hashes(CODE)
    for name, deeds in {
        "with a comment": SENT[:-1],
        "choices alone": UNTIL_WORDS,
        "one answer": ("yes", "good"),
    }.items():
        new_id = map("id-{}".format, count(1)).__next__
        submission, comments = make_submission(
            flow, _lead(flow, deeds, Register.STANDARD), channel="telegram", period=Period.of(DAY),
            new_id=new_id, code=hashes,
        )  # fmt: skip
        plain = to_json(submission, comments)
        payloads.append({"name": name, "sealed": _text(sealer.seal_waiting(plain, _nonce(name))), "plain": plain})
    return payloads


def _text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()


def _markers(sealer: Sealer) -> list[dict[str, str]]:
    payloads = []
    for number in range(1, 4):
        respondent, plain = Respondent("telegram\0sent", str(number)), SentMarker(f"{DAY:%Y-%m}", number).to_json()
        sealed = sealer.seal(respondent, plain, _nonce(plain))
        name, channel = f"sent {number}", respondent.channel
        payloads.append({"name": name, "channel": channel, "id": str(number), "sealed": _text(sealed), "plain": plain})
    return payloads


KINDS = {"respondent": _respondents, "marker": _markers, "waiting": _waiting}


def _make(folder: Path, number: int, kind: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = {"number": number, "secret": _text(SECRET), "payloads": KINDS[kind](Sealer(SECRET))}
    file = folder / f"{number}-{kind}.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    _make(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
