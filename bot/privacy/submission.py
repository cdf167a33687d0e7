"""Submissions and comments: the data stored when a session is sent.

A submission has no field for a person, a message or a time finer than the week. A comment is stored apart from its
submission, without the other answers, and nothing in either links it to the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.answers import Picked, Written
from bot.engine.flow import Check, Flow, FreeText, Message, WhichService
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.session import Session
from bot.engine.wording import Wording
from bot.privacy.side import Side
from bot.privacy.withdrawal import CodeHashes

DEMO = "demo"
"""The channel of made-up answers."""

PickedChoices = tuple[ChoiceId, ...] | None
"""The choices picked; None if the question was skipped. A question that was not shown is omitted."""


def answers_from_json(answers: Mapping[str, Sequence[str] | None]) -> dict[StepId, PickedChoices]:
    """Return answers from their JSON form."""
    return {StepId(step): None if picked is None else tuple(map(ChoiceId, picked)) for step, picked in answers.items()}


@dataclass(frozen=True, slots=True)
class Period:
    """The month and ISO week of sending, the finest time that is stored: `2026-03`, `2026-W10`."""

    month: str
    week: str

    @classmethod
    def of(cls, day: date) -> "Period":
        """Return the period of a day.

        >>> Period.of(date(2026, 1, 1))
        Period(month='2026-01', week='2026-W01')
        """
        year, week, _ = day.isocalendar()
        return cls(f"{day:%Y-%m}", f"{year}-W{week:02}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """All that one session sent, except its comments. `id` is random and used nowhere else.

    `withdraw` is a hash of the code that withdraws it; None once that is no longer possible.
    """

    id: str
    flow: FlowId
    revision: str
    wording: Wording
    channel: str
    service: str | None
    period: Period
    answers: Mapping[StepId, PickedChoices]
    withdraw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Submissions of one flow, as columns: a release may count a million of them.

    The columns are the code of the service, empty for none; the register; and the answers as JSON: the choices picked
    by question, null where it was skipped.
    """

    services: Sequence[str]
    registers: Sequence[str]
    answers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One free-text answer, redacted, with the service that it is about.

    `fft` is the answer to the Friends and Family Test question beside it. Outside the waiting room it is `sealed_fft`:
    in clear, it would help to find the submission. At the close it becomes the `side`, if enough people are on both.
    `withdraw` is a hash of the same code as its submission's, derived separately.
    """

    id: str
    flow: FlowId
    question: StepId
    service: str | None
    month: str
    fft: ChoiceId | None
    text: str
    withdraw: bytes | None = None
    sealed_fft: bytes | None = None
    side: Side | None = None

    def sealed(self, seal: Callable[[str], bytes]) -> "Comment":
        """Return the comment with its answer to the Friends and Family Test question sealed."""
        return self if self.fft is None else replace(self, fft=None, sealed_fft=seal(self.fft))


def make_submission(
    flow: Flow,
    session: Session,
    *,
    channel: str,
    period: Period,
    new_id: Callable[[], str],
    code: CodeHashes | None = None,
) -> tuple[Submission, tuple[Comment, ...]]:
    """Return the submission and comments of a session. `code` has the hashes of the code that withdraws them."""
    service = None if session.service is None else session.service.code
    answers: dict[StepId, PickedChoices] = {}
    comments: list[Comment] = []
    for step in flow.steps:
        answer = session.answers.get(step.id)
        if isinstance(step, Message | Check | WhichService) or not step.kept or answer is None:
            continue
        if isinstance(answer, Written):
            comments.append(
                Comment(
                    id=new_id(),
                    flow=flow.id,
                    question=step.id,
                    service=service,
                    month=period.month,
                    fft=_fft(flow, session),
                    text=answer.text,
                    withdraw=None if code is None else code.comments[len(comments)],
                )
            )
        elif not isinstance(step, FreeText):
            answers[step.id] = answer.choices if isinstance(answer, Picked) else None
    submission = Submission(
        id=new_id(),
        flow=flow.id,
        revision=session.revision,
        wording=session.wording,
        channel=channel,
        service=service,
        period=period,
        answers=answers,
        withdraw=None if code is None else code.submission,
    )
    return submission, tuple(comments)


def _fft(flow: Flow, session: Session) -> ChoiceId | None:
    answer = None if flow.fft is None else session.answers.get(flow.fft)
    return answer.choices[0] if isinstance(answer, Picked) else None
