"""Submissions and comments to keep, made up."""

from collections.abc import Mapping

from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Wording
from bot.privacy.submission import Comment, Given, Period, Submission

WILLOW = Service(ServiceCode("willow"), "Willow Ward")
OAK = Service(ServiceCode("oak"), "Oak Ward")
GOOD = (ChoiceId("good"),)


def submission(
    id: str,  # noqa: A002 - the name of the field
    answers: Mapping[str, Given] | None = None,
    *,
    flow: str = "patient",
    service: str | None = None,
) -> Submission:
    return Submission(
        id=id,
        flow=FlowId(flow),
        revision="0123456789abcdef",
        wording=Wording("en"),
        channel="telegram",
        service=service,
        period=Period("2026-03", "2026-W10"),
        answers={StepId(step): given for step, given in ({"overall": GOOD} if answers is None else answers).items()},
    )


def comment(id: str, text: str = "The garden", *, service: str | None = None) -> Comment:  # noqa: A002 - as above
    return Comment(
        id=id,
        flow=FlowId("patient"),
        question=StepId("good"),
        service=service,
        month="2026-03",
        fft=ChoiceId("good"),
        text=text,
    )
