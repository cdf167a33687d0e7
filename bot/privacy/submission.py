"""What is kept of a conversation that was sent: a submission and its comments, neither of which says who.

A submission has no field for a person, a message or a time finer than the week. A comment is kept apart from
its submission, without the other answers, and nothing in either leads to the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.answers import Picked, Written
from bot.engine.flow import Check, Flow, FreeText, Message, WhichService
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.session import Session
from bot.engine.wording import Wording
from bot.privacy.withdrawal import CodeHashes

DEMO = "demo"
"""The channel of made-up answers: in the place of where a conversation was held."""

Given = tuple[ChoiceId, ...] | None
"""The choices picked; None where the question was skipped. A question that was not shown is left out."""


def answers_from_json(answers: Mapping[str, Sequence[str] | None]) -> dict[StepId, Given]:
    """Return answers as they are, from what JSON made of them."""
    return {StepId(step): None if given is None else tuple(map(ChoiceId, given)) for step, given in answers.items()}


@dataclass(frozen=True, slots=True)
class Period:
    """When something was sent, no finer than this: month as `2026-03`, ISO week as `2026-W10`."""

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
    """All that one session sent, but for its comments. `id` is random and stands nowhere else.

    `withdraw` is a hash of the code that takes it back; None once that is no longer possible.
    """

    id: str
    flow: FlowId
    revision: str
    wording: Wording
    channel: str
    service: str | None
    period: Period
    answers: Mapping[StepId, Given]
    withdraw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some submissions of one flow, as columns: there may be a million of them to count.

    Of each the code of its service, empty for none, its register, and its answers as JSON: the choices picked by
    question, null where it was skipped.
    """

    services: Sequence[str]
    registers: Sequence[str]
    answers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One free-text answer, redacted, with the service and the FFT answer that give it its meaning.

    `withdraw` is a hash of the same code as that of its submission, and yet another.
    """

    id: str
    flow: FlowId
    question: StepId
    service: str | None
    month: str
    fft: ChoiceId | None
    text: str
    withdraw: bytes | None = None


def make_submission(
    flow: Flow,
    session: Session,
    *,
    channel: str,
    period: Period,
    new_id: Callable[[], str],
    code: CodeHashes | None = None,
) -> tuple[Submission, tuple[Comment, ...]]:
    """Part a session that was sent into what is kept of it. `code`: what is kept of the code that takes it back."""
    service = None if session.service is None else session.service.code
    answers: dict[StepId, Given] = {}
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
