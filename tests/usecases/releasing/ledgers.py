"""Ledgers of a small store: who answered, and closing what is due."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from bot.engine.flow import Flow
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, Wording
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import Rules
from bot.privacy.sealing import Sealer
from bot.privacy.signing import Signer
from bot.privacy.submission import Comment, Period, Submission
from bot.store.opening import Store
from bot.usecases.releasing.closing import Closing
from bot.usecases.releasing.entering import Entering
from bot.usecases.releasing.ports import Releases
from bot.usecases.releasing.reading import Reading
from tests.store.examples import new_id, put, submission, there_are
from tests.usecases.conversing.talk import library

SECRET = b"a secret of a test, 32 bytes long"
FLOWS = library().flows

JANUARY, FEBRUARY, MARCH = (
    Period("2026-01", "2026-W03"),
    Period("2026-02", "2026-W07"),
    Period("2026-03", "2026-W11"),
)


def closing(
    store: Store,
    *,
    releases: Releases | None = None,
    flows: Mapping[FlowId, Flow] = FLOWS,
    rules: Rules | None = None,
    length: Length = Length.MONTH,
) -> Closing:
    """Return the use case that closes what is due in a store."""
    entering = Entering(
        releases=releases or store.releases,
        services=store.services,
        flows=there_are(flows),
        rules=rules or Rules(),
        length=length,
        signer=Signer(SECRET),
    )
    return Closing(entering, Sealer(SECRET), Random(1))


def reading(store: Store, *secrets: bytes) -> Reading:
    """Return the use case that reads what was released."""
    return Reading(store.releases, Signer(*(secrets or (SECRET,))))


def answered(
    answers: Mapping[str, str],
    *,
    ward: str = "willow",
    period: Period = JANUARY,
    register: Register = Register.STANDARD,
) -> Submission:
    """Return what somebody sent who gave these answers."""
    given = {step: (ChoiceId(choice),) for step, choice in answers.items()}
    sent = submission(new_id(), given, service=ward)
    return replace(sent, period=period, wording=Wording("en", register))


def beside(sent: Submission, text: str) -> Comment:
    """Return a comment that came with a submission, with the answer beside it sealed."""
    (answer,) = sent.answers[StepId("overall")] or ()
    comment = Comment(
        id=new_id(),
        flow=sent.flow,
        question=StepId("good"),
        service=sent.service,
        month=sent.period.month,
        fft=answer,
        text=text,
    )
    return comment.sealed(lambda plain: Sealer(SECRET).seal_answer(plain, bytes(12)))


async def come(store: Store, number: int, *, ward: str = "willow", period: Period = JANUARY, seed: int = 1) -> None:
    """Have some people answer a few questions, each as chance has it."""
    chance = Random(seed)
    sent = [
        answered(
            {
                "overall": chance.choices(["very-good", "good", "neither", "poor"], [4, 3, 2, 2])[0],
                "rights": chance.choices(["yes", "partly", "no"], [5, 3, 3])[0],
                "learning": chance.choice(["yes", "no"]),
            },
            ward=ward,
            period=period,
            register=chance.choice([*Register]),
        )
        for _ in range(number)
    ]
    await put(store.database, sent, [])
