"""Whatever fails inside while somebody is answered, nothing of them stands in a log, an error or an answer."""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.channels.telegram.api import BotApi
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.render import Renderer
from bot.engine.flow import Change, Service, ServiceCode
from bot.engine.ids import PictureId
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.logs import set_up_logs
from bot.privacy.redaction import Redacted, make_redactor
from bot.privacy.sealing import Sealer, SessionKey
from bot.privacy.withdrawal import CodeHashes, Withdrawals
from bot.usecases.conversing.conversation import Conversations
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.ports import Outcome, StoredSession
from bot.usecases.conversing.sending import Sending
from bot.usecases.conversing.withdrawing import Withdrawing
from bot.usecases.staff.log import LogEntry
from bot.usecases.staff.ports import ListedService
from tests.botapi import FakeBotApi
from tests.fakes import FakeChanges, FakeClock, FakeRandomBytes, FakeServices, FakeSessions
from tests.program import ROOT

ID, NAME, WORDS = 7_318_654_209, "Quillonia", "my secret words are zarathwaite"
SECRET = b"s" * 32
PARTS = ("load", "keep", "services", "changes", "redaction", "codes", "pictures", "sent pictures", "the Bot API")


WILLOW = ListedService(Service(ServiceCode("willow"), "Willow Ward"), retired=False)


class InsideError(Exception):
    """A fault whose text, as that of a careless library might, holds everything about somebody."""

    def __init__(self, what: object) -> None:
        super().__init__(f"{NAME} {ID} wrote “{WORDS}” ({what!r})")


@dataclass
class Faulty:
    """Every port that a turn uses, each in order until its name is in `broken`."""

    broken: str = ""
    sessions: FakeSessions = field(default_factory=FakeSessions)
    services: FakeServices = field(default_factory=lambda: FakeServices([WILLOW]))

    def fail(self, part: str, what: object = None) -> None:
        if part == self.broken:
            raise InsideError(what)

    async def load(self, key: SessionKey, *, hour: int) -> StoredSession:
        self.fail("load", key)
        return await self.sessions.load(key, hour=hour)

    async def keep(self, outcome: Outcome) -> None:
        self.fail("keep", outcome)
        await self.sessions.keep(outcome)

    async def expire(self, *, hour: int) -> int:
        return await self.sessions.expire(hour=hour)

    async def count_set_aside(self) -> int:
        return await self.sessions.count_set_aside()

    async def listed(self) -> tuple[ListedService, ...]:
        return await self.services.listed()

    async def open(self) -> tuple[Service, ...]:
        self.fail("services")
        return await self.services.open()

    async def add(self, service: Service, logged: LogEntry) -> None:
        await self.services.add(service, logged)

    async def retire(self, code: ServiceCode, logged: LogEntry, *, retired: bool) -> bool:
        return await self.services.retire(code, logged, retired=retired)

    async def has(self, code: CodeHashes) -> bool:
        self.fail("codes", code)
        return await self.sessions.has(code)

    async def png(self, picture: PictureId) -> bytes:
        self.fail("pictures", picture)
        raise LookupError(picture)

    async def find(self, *, account: str, picture: str) -> str | None:
        self.fail("sent pictures", picture)
        return None

    async def keep_name(self, *, account: str, picture: str, name: str) -> None:
        self.fail("sent pictures", name)

    def redact(self, text: str, _wards: Sequence[str]) -> Redacted:
        self.fail("redaction", text)
        return make_redactor()(text)


@dataclass
class FaultySentPictures:
    """The `SentPictures` port of the same."""

    faulty: Faulty

    async def find(self, *, account: str, picture: str) -> str | None:
        return await self.faulty.find(account=account, picture=picture)

    async def keep(self, *, account: str, picture: str, name: str) -> None:
        await self.faulty.keep_name(account=account, picture=picture, name=name)


@dataclass
class FaultyChanges(FakeChanges):
    """The `Changes` port of the same."""

    faulty: Faulty = field(kw_only=True)

    async def open(self) -> tuple[Change, ...]:
        self.faulty.fail("changes")
        return await super().open()


@dataclass
class FaultyPictures:
    """The `Pictures` port: a picture that can be sent, until it fails."""

    faulty: Faulty

    async def png(self, picture: PictureId) -> bytes:
        self.faulty.fail("pictures", picture)
        return (ROOT / "docs" / "images" / "chat.png").read_bytes()


@pytest.fixture
def faulty() -> Faulty:
    return Faulty()


@pytest.fixture(autouse=True)
def _logs_are_put_back() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
async def channel(telegram: FakeBotApi, faulty: Faulty) -> AsyncIterator[TelegramChannel]:
    library, clock, nonces = require_library(read_files(Path(ROOT) / "conversations")), FakeClock(), count()
    sealer, withdrawals, random_bytes = Sealer(SECRET), Withdrawals(SECRET), FakeRandomBytes()
    converse = Converse(
        conversations=Conversations(library, lambda: f"n{next(nonces)}"),
        sessions=faulty,
        services=faulty,
        changes=FaultyChanges(faulty=faulty),
        sealer=sealer,
        sending=Sending(sealer, withdrawals, clock, random_bytes),
        withdrawing=Withdrawing(faulty, withdrawals),
        redact=faulty.redact,
        clock=clock,
        random_bytes=random_bytes,
    )
    api = BotApi(token=telegram.token, base_url=telegram.base_url, reached=lambda *, reachable: None)
    renderer = Renderer(
        api=api,
        chats=Chats(),
        pictures=FaultyPictures(faulty),
        sent_pictures=FaultySentPictures(faulty),
        clock=clock,
        account="1",
    )
    async with api.connections():
        yield TelegramChannel(converse, renderer, "sayso_test_bot")


def update(number: int, **content: object) -> Mapping[str, Any]:
    """Return a message of the person, with all that Telegram tells of them."""
    who = {"id": ID, "is_bot": False, "first_name": NAME, "username": NAME, "language_code": "en"}
    chat = {"id": ID, "type": "private", "first_name": NAME, "username": NAME}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "from": who, "chat": chat, **content}}


@pytest.mark.parametrize("part", PARTS)
async def test_a_fault_in_any_part_says_nothing_of_the_person_or_their_words(
    *,
    part: str,
    channel: TelegramChannel,
    faulty: Faulty,
    telegram: FakeBotApi,
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = telegram.person(id=ID, first_name=NAME, username=NAME)
    person.command("start")
    set_up_logs("debug", [telegram.token])
    numbers = count(1)

    async def say(text: str) -> None:
        await channel.handle(update(next(numbers), text=text))

    await say("/start willow_patient")
    for words in ("standard", "yes", "good", *["yes"] * 7):
        await say(words)
    faulty.broken = part
    if part == "the Bot API":
        telegram.faults.on("sendMessage", times=3).refuse(400, f"Bad Request: {NAME} {ID} {WORDS} {telegram.token}")
    for words in (WORDS, "/pictures", "/easyread", "acorn acorn acorn acorn", "/back", "/start", WORDS):
        await say(words)

    logged = "".join(capsys.readouterr())
    assert "error=" in logged, "something failed and was logged"
    for hidden in (NAME, str(ID), WORDS, "zarathwaite", telegram.token, "Traceback"):
        assert hidden not in logged
    sent = "\n".join(message.text for message in person.messages if message.by_bot)
    assert "InsideError" not in sent
    assert str(ID) not in sent


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"chat": {"id": NAME, "type": "private"}, "text": WORDS}},
        {"message": {"chat": NAME}},
        {"message": [NAME]},
        {"callback_query": {"from": NAME, "message": {"chat": {"type": "private"}}, "data": {NAME: WORDS}}},
        {"edited_message": {"chat": {"id": ID}, "text": WORDS}},
        {"message": {"message_id": NAME, "chat": {"id": ID, "type": "private"}, "text": {"a": WORDS}}},
        {NAME: WORDS},
    ],
)
async def test_an_update_that_makes_no_sense_is_passed_over_and_nothing_of_it_is_told(
    broken: Mapping[str, Any],
    channel: TelegramChannel,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("debug", [])
    await channel.handle({"update_id": 1, **broken})
    logged = "".join(capsys.readouterr())
    assert NAME not in logged
    assert "zarathwaite" not in logged
