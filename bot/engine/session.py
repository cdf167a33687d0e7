"""One go through a flow, as plain values that turn into JSON and back. No IO.

A session says nothing about who the person is. It can be written out between any two turns and read again,
by another process or after a power cut, and the conversation goes on as if nothing had happened.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, assert_never

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.payload import numbers, refuse_newer
from bot.engine.recap import Recap
from bot.engine.wording import Register, Wording

VERSION = 2
"""The version of a session's JSON; see `bot.engine.payload`. 2 added `recap` and the numbers themselves."""

NEEDS = 1
"""The oldest version whose readers can read it."""


class Stage(StrEnum):
    """How far the session is: asking, or over in one of four ways."""

    ASKING = "asking"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    LEFT = "left"


class Pane(StrEnum):
    """What covers the current step, if anything. Closing a pane shows the step again."""

    STEP = "step"
    WRITTEN = "written"
    DISTRESS = "distress"
    HELP = "help"
    STOPPED = "stopped"
    DELETING = "deleting"
    CHANGING = "changing"
    LANGUAGE = "language"
    RESUME = "resume"
    WITHDRAWING = "withdrawing"


@dataclass(frozen=True, slots=True)
class Link:
    """What the link that opened the conversation names: a service, a flow, both or neither."""

    service: Service | None = None
    flow: FlowId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Where a person is in a flow and what they have answered so far.

    `nonce` tells this session's buttons from those of an earlier one. `pictures` is None until the person chooses;
    until then easy read shows them and standard does not. `door` is True when another flow led here, so that Back from
    the first question can return to it. `code` holds the words that take back what was sent, and `until` the day from
    which they no longer do (ISO 8601), from sending until the person has seen them. `recap` is what the last turn
    said, None where an earlier version stored the session; it is no part of where the person is.
    """

    flow: FlowId
    revision: str
    nonce: str
    wording: Wording
    step: StepId
    pictures: bool | None = None
    service: Service | None = None
    stage: Stage = Stage.ASKING
    pane: Pane = Pane.STEP
    page: int = 0
    answers: Mapping[StepId, Answer] = field(default_factory=dict)
    shown_messages: tuple[StepId, ...] = ()
    taken_out: tuple[str, ...] = ()
    door: bool = False
    link: Link = field(default_factory=Link)
    code: str = field(default="", repr=False)
    until: str = ""
    recap: Recap | None = field(default=None, compare=False)

    @property
    def shows_pictures(self) -> bool:
        """Tell whether pictures are shown: as chosen, else in easy read only."""
        if self.pictures is None:
            return self.wording.register is Register.EASY_READ
        return self.pictures

    def to_json(self) -> str:
        """Return the session as compact JSON."""
        plain = {
            **numbers(version=VERSION, needs=NEEDS),
            "flow": self.flow,
            "revision": self.revision,
            "nonce": self.nonce,
            "wording": [self.wording.locale, self.wording.register],
            "step": self.step,
            "pictures": self.pictures,
            "service": _service_to_plain(self.service),
            "stage": self.stage,
            "pane": self.pane,
            "page": self.page,
            "answers": {step: _answer_to_plain(answer) for step, answer in self.answers.items()},
            "told": self.shown_messages,
            "taken_out": self.taken_out,
            "door": self.door,
            "link": [_service_to_plain(self.link.service), self.link.flow],
            "code": self.code,
            "until": self.until,
            "recap": None if self.recap is None else self.recap.to_plain(),
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "Session":
        """Return the session that this or an earlier version wrote.

        Raises NewerPayload if it needs a newer reader, and ValueError if the text is anything else.
        """
        try:
            return _session_from_plain(json.loads(text))
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            message = "this text is not a session"
            raise ValueError(message) from error


def _session_from_plain(plain: Any) -> Session:  # noqa: ANN401 - JSON is untyped until it is read
    refuse_newer(plain, VERSION)
    locale, register = plain["wording"]
    link_service, link_flow = plain["link"]
    return Session(
        flow=FlowId(plain["flow"]),
        revision=plain["revision"],
        nonce=plain["nonce"],
        wording=Wording(locale, Register(register)),
        step=StepId(plain["step"]),
        pictures=plain["pictures"],
        service=_service_from_plain(plain["service"]),
        stage=Stage(plain["stage"]),
        pane=Pane(plain["pane"]),
        page=plain["page"],
        answers={StepId(step): _answer_from_plain(answer) for step, answer in plain["answers"].items()},
        shown_messages=tuple(plain["told"]),
        taken_out=tuple(plain["taken_out"]),
        door=plain["door"],
        link=Link(_service_from_plain(link_service), link_flow),
        code=plain["code"],
        until=plain["until"],
        recap=None if plain.get("recap") is None else Recap.from_plain(plain["recap"]),
    )


def _service_to_plain(service: Service | None) -> list[str] | None:
    return None if service is None else [service.code, service.name]


def _service_from_plain(plain: list[str] | None) -> Service | None:
    return None if plain is None else Service(ServiceCode(plain[0]), plain[1])


def _answer_to_plain(answer: Answer) -> list[str] | str | None:
    match answer:
        case Picked(choices):
            return list(choices)
        case Written(text):
            return text
        case Skipped():
            return None
    assert_never(answer)


def _answer_from_plain(plain: list[str] | str | None) -> Answer:
    if plain is None:
        return Skipped()
    if isinstance(plain, str):
        return Written(plain)
    return Picked(tuple(ChoiceId(choice) for choice in plain))
