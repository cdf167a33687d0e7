"""An installation with a real database, as somebody who attacks it has it: the files, and what the code does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random

from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import ChoiceId, StepId
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import Rules
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.privacy.signing import Signer
from bot.privacy.submission import Submission
from bot.privacy.waiting import Waiting, to_json
from bot.privacy.withdrawal import CodeHashes, Withdrawals, make_code
from bot.store.opening import Store, open_store
from bot.usecases.conversing.housekeeping import Housekeeping
from bot.usecases.conversing.ports import Outcome
from bot.usecases.conversing.sending import new_id
from bot.usecases.releasing.closing import Closing
from bot.usecases.releasing.entering import Entering
from tests.fakes import FakeClock
from tests.store.examples import LOGGED, comment, submission, there_are
from tests.usecases.conversing.talk import library

SECRET = bytes(range(32))
FLOWS = library().flows
NUMBER = StepId("number")
"""A made-up question whose answer is the place in the order of arrival, so that the test can tell."""


@dataclass
class Installation:
    """The store, and what the program does to it, with chance from a seed."""

    store: Store
    chance: Random
    clock: FakeClock = field(default_factory=FakeClock)
    codes: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sealer, self.withdrawals = Sealer(SECRET), Withdrawals(SECRET)
        entering = Entering(
            releases=self.store.releases,
            services=self.store.services,
            flows=there_are(FLOWS),
            rules=Rules(),
            length=Length.MONTH,
            signer=Signer(SECRET),
        )
        self.closing = Closing(entering, self.sealer, self.chance)
        self.housekeeping = Housekeeping(
            sessions=self.store.sessions,
            waiting_room=self.store.waiting_room,
            months=self.store.months,
            wipe=self.store.database.wipe,
            lock=self.store.database.housekeeping_lock,
            sealer=self.sealer,
            clock=self.clock,
            random_bytes=self.chance.randbytes,
            chance=self.chance,
            release=self.closing.close,
        )

    async def send(self, number: int, *, service: str, answer: str, person: Respondent | None = None) -> None:
        """Send answers and a comment as the number-th person does, and leave the session's marker behind."""
        code = self.codes[number] = make_code(self.chance.randbytes)
        hashes = self.withdrawals.hashes(code)
        who = person or Respondent("telegram", str(5_000_000_000 + number))
        waiting = self._waiting(number, hashes, service=service, answer=answer)
        sealed = self.sealer.seal(who, "sent", self.chance.randbytes(NONCE_BYTES))
        key = self.sealer.keys(who)[0]
        version = (await self.store.sessions.load(key, hour=0)).version
        outcome = Outcome(key=key, sealed=sealed, expires=10**6, version=version, waiting=waiting)
        await self.store.sessions.keep(outcome)

    async def close_month(self) -> None:
        """Let the month end, and a week pass: what it has is released."""
        await self.housekeeping.tidy()
        self.clock.now = datetime(2026, 4, 9, tzinfo=UTC)
        await self.housekeeping.tidy()

    def _waiting(self, number: int, hashes: CodeHashes, *, service: str, answer: str) -> Waiting:
        sent = submission(
            self._id(),
            {
                "overall": (ChoiceId(answer),),
                "learning": (ChoiceId(self.chance.choice(["yes", "no"])),),
                NUMBER: (ChoiceId(str(number)),),
            },
            service=service,
            withdraw=hashes.submission,
        )
        said = comment(self._id(), f"comment {number}", service=service, withdraw=hashes.comments[0])
        return Waiting(
            id=self._id(),
            service=service,
            month=sent.period.month,
            sealed=self.sealer.seal_waiting(
                to_json(sent, [replace(said, fft=ChoiceId(answer))]), self.chance.randbytes(NONCE_BYTES)
            ),
            withdraw=hashes.waiting,
        )

    def _id(self) -> str:
        return new_id(self.chance.randbytes)


@asynccontextmanager
async def installed(url: str, *wards: str, seed: int = 1) -> AsyncIterator[Installation]:
    """Open an installation with these wards."""
    async with open_store(url) as store:
        for ward in wards:
            await store.services.add(Service(ServiceCode(ward), f"{ward.capitalize()} Ward"), LOGGED)
        yield Installation(store, Random(seed))


def number_of(sent: Submission) -> int:
    """Return the place of a submission in the order of arrival."""
    (number,) = sent.answers[NUMBER] or ()
    return int(number)
