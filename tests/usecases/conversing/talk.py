"""One person's conversation with the use case, for tests to lead."""

from dataclasses import dataclass, field
from functools import cache
from itertools import count

from bot.channels.telegram.parse import precedes
from bot.engine.events import Event, Show
from bot.engine.flow import Service, ServiceCode
from bot.engine.inputs import Tap
from bot.engine.screen import Screen
from bot.flows.files import read_files
from bot.flows.library import Library, require_library
from bot.privacy.redaction import redact
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.privacy.withdrawal import Withdrawals, read_codes
from bot.usecases.authoring.rehearsal import CHAT
from bot.usecases.authoring.transcript import transcript
from bot.usecases.conversing.conversation import Conversations
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.inbound import Given, Inbound, Visit
from bot.usecases.conversing.ports import Redact
from bot.usecases.conversing.sending import Sending
from bot.usecases.conversing.withdrawing import Withdrawing
from bot.usecases.staff.ports import ListedService
from tests.fakes import FakeChanges, FakeClock, FakeRandomBytes, FakeServices, FakeSessions
from tests.flows.conversations import SHIPPED

SECRET = b"s" * 32
WILLOW = Service(ServiceCode("willow"), "Willow Ward")
THE_PERSON = Respondent("telegram", "1001")


@cache
def library() -> Library:
    return require_library(read_files(SHIPPED))


@dataclass
class Talk:
    """One person's conversation with the use case."""

    redact: Redact = redact
    secrets: tuple[bytes, ...] = (SECRET,)
    clock: FakeClock = field(default_factory=FakeClock)
    sessions: FakeSessions = field(default_factory=FakeSessions)
    numbers: "count[int]" = field(default_factory=count)
    shown: tuple[Event, ...] = ()
    respondent: Respondent = THE_PERSON
    changes: FakeChanges = field(default_factory=FakeChanges)
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def __post_init__(self) -> None:
        nonces = count()
        sealer, withdrawals, random_bytes = Sealer(*self.secrets), Withdrawals(*self.secrets), FakeRandomBytes()
        self.converse = Converse(
            conversations=Conversations(library(), lambda: f"n{next(nonces)}"),
            sessions=self.sessions,
            services=FakeServices([ListedService(WILLOW, retired=False)]),
            changes=self.changes,
            sealer=sealer,
            sending=Sending(sealer, withdrawals, self.clock, random_bytes),
            withdrawing=Withdrawing(self.sessions, withdrawals),
            redact=self.redact,
            clock=self.clock,
            random_bytes=random_bytes,
            sleep=self.sleep,
        )

    async def do(self, given: Given, *, token: str | None = None, respondent: Respondent | None = None) -> str:
        token = str(next(self.numbers)) if token is None else token
        self.shown = await self.converse.turn(
            Inbound(respondent or self.respondent, given, token, precedes=precedes), CHAT
        )
        return "\n".join(transcript(self.shown))

    async def tap(self, label: str, *, token: str | None = None) -> str:
        button = next(button for button in self.screen.buttons if button.label == label)
        return await self.do(Tap(self.screen.key, button.id), token=token)

    @property
    def screen(self) -> Screen:
        return next(event.screen for event in reversed(self.shown) if isinstance(event, Show))

    async def send(self, *, token: str | None = None) -> str:
        """Answer, send, and return the words that take it back."""
        await self.come_to("Please check")
        shown = await self.tap("Send", token=token)
        return next(line for line in shown.splitlines() if len(read_codes(line)) == 1)

    def opened(self) -> str:
        """Return what is held of the person."""
        key = self.converse.sealer.keys(self.respondent)[0]
        return self.converse.sealer.open(self.respondent, self.sessions.kept[key][0])

    async def come_to(self, words: str, code: str = "willow_patient") -> None:
        """Answer the patient conversation as far as the question with these words."""
        shown = await self.do(Visit(code))
        for label in (
            "Standard",
            "Yes, start",
            "Good",
            *["Partly"] * 7,
            "Skip",
            "Skip",
            "Skip",
            "Skip",
            "No, thank you",
        ):
            if words in shown:
                return
            shown = await self.tap(label)
        assert words in shown
