"""Made-up answers, to try releases, charts and files before anybody has answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.engine.flow import Choice, Flow, FreeText, PickMany, PickOne, Scale
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.privacy.submission import DEMO, Comment, Period, PickedChoices, Submission
from bot.usecases.conversing.ports import WaitingRoom
from bot.usecases.conversing.sending import new_id
from bot.usecases.ports import RandomBytes
from bot.usecases.releasing.ports import Submissions
from bot.usecases.releasing.problems import RealAnswersStored

_FLOWS = (FlowId("patient"), FlowId("carer"))
_ABOUT_ONESELF = 0.6
"""How likely each answer about oneself is beside the one before, on every ward and in every month."""
_CARERS, _EASY_READ, _SKIPPED, _WRITE = 0.25, 0.3, 0.06, 0.3
_COMMENTS = (
    "DEMO: The garden is a good place to sit.",
    "DEMO: More things to do at weekends would help.",
    "DEMO: Staff explained things well.",
    "DEMO: It was noisy at night.",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """Fills an installation with made-up answers. Everything it needs is in its fields.

    Wards differ, and each changes from month to month; groups of people do not differ.
    """

    submissions: Submissions
    waiting_room: WaitingRoom
    flows: Mapping[FlowId, Flow]
    sealer: Sealer
    random_bytes: RandomBytes
    chance: Random

    async def refuse_real(self) -> None:
        """Raise RealAnswersStored where a real person has answered."""
        if await self.submissions.has_other_than(DEMO):
            raise RealAnswersStored

    async def fill(self, services: Sequence[str], *, months: int, each_month: int, today: date) -> int:
        """Add answers about these services for this many months up to the last one; return how many."""
        put = 0
        for month in _months_before(today, months):
            for service in services:
                better = self.chance.uniform(0.2, 0.8)
                made = [self._answered(service, month, better) for _ in range(self._about(each_month))]
                sent, written = [one for one, _ in made], [comment for _, comments in made for comment in comments]
                written = [comment.sealed(self._seal) for comment in written]
                await self.waiting_room.move([], sent, written, chance=self.chance, new_id=self._new_id)
                put += len(sent)
        return put

    def _answered(self, service: str, month: date, better: float) -> tuple[Submission, list[Comment]]:
        flow = self.flows[_FLOWS[self.chance.random() < _CARERS]]
        register = Register.EASY_READ if self.chance.random() < _EASY_READ else Register.STANDARD
        day = month + timedelta(days=self.chance.randrange(28))
        period = Period.of(day)
        answers = dict(self._answers(flow, better))
        overall = answers.get(flow.fft) if flow.fft else None
        submission = Submission(
            id=self._new_id(),
            flow=flow.id,
            revision=flow.revision,
            wording=Wording("en", register),
            channel=DEMO,
            service=service,
            period=period,
            answers=answers,
        )
        comments = [
            Comment(
                id=self._new_id(),
                flow=flow.id,
                question=step.id,
                service=service,
                month=period.month,
                fft=overall[0] if overall else None,
                text=self.chance.choice(_COMMENTS),
            )
            for step in flow.steps
            if isinstance(step, FreeText) and self.chance.random() < _WRITE
        ]
        return submission, comments

    def _answers(self, flow: Flow, better: float) -> Iterator[tuple[StepId, PickedChoices]]:
        for step in flow.steps:
            if isinstance(step, Scale | PickOne | PickMany) and step.kept:
                skipped = self.chance.random() < _SKIPPED
                ratio = _ABOUT_ONESELF if isinstance(step, PickOne) else better
                yield step.id, None if skipped else (self._choice(step.choices, ratio),)

    def _choice(self, choices: Sequence[Choice], ratio: float) -> ChoiceId:
        weights = [ratio**place for place in range(len(choices))]
        return self.chance.choices(choices, weights)[0].id

    def _about(self, number: int) -> int:
        return max(0, round(self.chance.gauss(number, number / 5)))

    def _seal(self, answer: str) -> bytes:
        return self.sealer.seal_answer(answer, self.random_bytes(NONCE_BYTES))

    def _new_id(self) -> str:
        return new_id(self.random_bytes)


def _months_before(today: date, count: int) -> list[date]:
    """Return the first days of this many months before the current one, the oldest first."""
    months = [today.replace(day=1)]
    for _ in range(count):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[:0:-1]
