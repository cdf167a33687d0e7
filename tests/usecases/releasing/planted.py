"""An installation with a planted gap between two groups, and a ward whose answers collapse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from bot.engine.flow import Change, Flow, SaidAndDid, Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.flows.files import read_files
from bot.flows.library import Library, require_library
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import Rules
from bot.privacy.sealing import Sealer
from bot.privacy.signing import Signer
from bot.privacy.submission import Comment, Period, Submission
from bot.reporting.baseline import Baseline
from bot.reporting.timeline import periods_after
from bot.store.opening import Store
from bot.usecases.releasing.closing import Closing
from bot.usecases.releasing.entering import Entering
from bot.usecases.releasing.reading import Reading
from bot.usecases.releasing.reporting import Reporting
from bot.usecases.staff.log import Action, LogEntry

WILLOW, OAK, ELM, ASH = (Service(ServiceCode(name.lower()), f"{name} Ward") for name in ("Willow", "Oak", "Elm", "Ash"))
MONTHS = ("2025-01", *periods_after("2025-01", "2026-03"))
COLLAPSE, LAST_OF_ASH = "2025-12", "2026-01"
A_MONTH = 20
LOGGED = LogEntry(day=date(2026, 4, 9), role="QI lead", action=Action.ADD_SERVICE)
CHANGE = Change(
    id="c1",
    month="2026-02",
    words={
        Register.STANDARD: SaidAndDid("The food is cold.", "Meals come in heated trolleys."),
        Register.EASY_READ: SaidAndDid("The food is cold.", "We have a hot trolley.\nFood stays hot."),
    },
    service=OAK.code,
)
BASELINE = Baseline(
    id="b1", flow=FlowId("patient"), question="rights", service=OAK.code, start="2025-10", because="leaflets work"
)
SECRET = b"s" * 32


@cache
def library() -> Library:
    return require_library(read_files(Path(__file__).parents[3] / "conversations"))


async def load_flows() -> Mapping[FlowId, Flow]:
    return library().flows


@dataclass
class Planted:
    """The answers: black people say yes to `rights` in 30 of 100 cases, all others in 80, with `gap`."""

    store: Store
    gap: bool = True

    async def release(self) -> None:
        """Store the answers and comments, show every comment, and close all months."""
        chance, numbers = Random(7), count()
        for ward in (WILLOW, OAK, ELM, ASH):
            await self.store.services.add(ward, LOGGED)
            months = [month for month in MONTHS if ward is not ASH or month <= LAST_OF_ASH]
            sent = [one for month in months for one in self._submissions(ward, month, chance, numbers)]
            said = [self._comment(ward, month) for month in months]
            await self.store.waiting_room.move([], sent, said, chance=chance, new_id=lambda: f"new{next(numbers)}")
        for held in await self.store.review.listed(["held"], None):
            await self.store.review.change(held.seen, replace(held.seen, state="shown"), LOGGED)
        await self.store.changes.add(CHANGE, LOGGED)
        await self.store.baselines.add(BASELINE, LOGGED)
        await Closing(self._entering, Sealer(SECRET), chance).close(MONTHS[-1])

    @property
    def reading(self) -> Reading:
        return Reading(self.store.releases, Signer(SECRET))

    def reporting(self) -> Reporting:
        return Reporting(
            reading=self.reading,
            services=self.store.services,
            changes=self.store.changes,
            baselines=self.store.baselines,
            flows=library().flows,
            today=lambda: date(2026, 4, 20),
            chance=Random(1),
        )

    @property
    def _entering(self) -> Entering:
        return Entering(
            releases=self.store.releases,
            services=self.store.services,
            flows=load_flows,
            rules=Rules(),
            length=Length.MONTH,
            signer=Signer(SECRET),
        )

    def _submissions(self, ward: Service, month: str, chance: Random, numbers: "count[int]") -> Iterator[Submission]:
        for number in range(A_MONTH):
            ethnicity = ("white", "white", "black", "asian")[number % 4]
            share = 0.3 if self.gap and ethnicity == "black" else 0.8
            collapsed = ward is WILLOW and month >= COLLAPSE
            answers = {
                "overall": "very-poor" if collapsed and number % 5 else "good",
                "rights": "yes" if chance.random() < share else "no",
                "ethnicity": ethnicity,
            }
            yield Submission(
                id=f"s{next(numbers)}",
                flow=FlowId("patient"),
                revision="0123456789abcdef",
                wording=Wording("en"),
                channel="telegram",
                service=ward.code,
                period=Period(month, "2026-W10"),
                answers={StepId(step): (ChoiceId(choice),) for step, choice in answers.items()},
            )

    def _comment(self, ward: Service, month: str) -> Comment:
        return Comment(
            id=f"{ward.code}-{month}",
            flow=FlowId("patient"),
            question=StepId("good"),
            service=ward.code,
            month=month,
            fft=None,
            text=f"Said about {ward.name} in {month}",
        )
