"""A person who talks with one flow, and what they see of it."""

from dataclasses import dataclass, field, replace

from bot.engine.advance import advance, draft, start, thank
from bot.engine.answers import Answer, Picked, Written
from bot.engine.events import CodeGiven, Event, Finished, Redraw, Say, Settle, Show, Turn
from bot.engine.flow import Flow, Service
from bot.engine.inputs import Command, Input, Repeated, Tap, Typed
from bot.engine.screen import Screen
from bot.engine.session import Link, Session
from bot.engine.wording import Control, Notice, Wording
from tests.engine.flows import ASK, STANDARD

CODE = "river apple spoon green"

PATH = {
    "start": "Yes",
    "overall": "Good",
    "visited": "Yes",
    "visitor": "Family",
    "visit": "It was lovely",
    "helps": "Food",
    "better": "More tea",
    "letters": "Clear",
}
"""An answer to every question of `ASK`."""


@dataclass
class Talk:
    """One go through a flow. The session is written out as JSON and read again between any two inputs."""

    flow: Flow
    turn: Turn
    screen: Screen = field(init=False)

    def __post_init__(self) -> None:
        self._took(self.turn)

    @property
    def session(self) -> Session:
        return Session.from_json(self.turn.session.to_json())

    @property
    def events(self) -> tuple[Event, ...]:
        """What the last input led to."""
        return self.turn.events

    @property
    def step(self) -> str:
        return self.session.step

    @property
    def text(self) -> str:
        """The words of the present screen."""
        return self.screen.text

    @property
    def labels(self) -> list[str]:
        """The buttons of the present screen."""
        return [button.label for button in self.screen.buttons]

    @property
    def picked(self) -> list[str]:
        """The buttons of the present screen that are marked."""
        return [button.label for button in self.screen.buttons if button.picked]

    @property
    def messages(self) -> list[str]:
        """The messages above the present screen."""
        return [event.text for event in self.events if isinstance(event, Say)]

    @property
    def settled(self) -> list[str]:
        """What was put under the screen that was used."""
        return [event.text for event in self.events if isinstance(event, Settle)]

    @property
    def sent(self) -> list[Session]:
        return [event.session for event in self.events if isinstance(event, Finished)]

    @property
    def answers(self) -> dict[str, tuple[str, ...] | str | None]:
        """Choices as a tuple, words as a string, skipped as None."""
        return {step: _plain(answer) for step, answer in self.session.answers.items()}

    def do(self, given: Input) -> None:
        self._took(advance(self.flow, self.session, given))

    def tap(self, *labels: str) -> None:
        for label in labels:
            self.do(self.button(label))

    def type(self, text: str, *taken_out: str, kept: str | None = None) -> None:
        written = draft(self.flow, self.session)
        whole = text if kept is None else kept
        self.do(Typed(text, "" if written is None else f"{written}\n{whole}".strip(), taken_out))

    def ask(self, control: Control) -> None:
        self.do(Command(control))

    def button(self, label: str) -> Tap:
        """A press of the button with this label, to be done now or later."""
        ids = {button.label: button.id for button in self.screen.buttons}
        return Tap(self.screen.key, ids[label])

    def reach(self, step: str) -> None:
        """Answer every question until this one."""
        while self.step != step:
            self._answer(PATH[self.step])

    def _answer(self, answer: str) -> None:
        if answer in self.labels:
            self.tap(answer)
        else:
            self.type(answer)
        for leave in ("Keep", "Done"):
            if leave in self.labels:
                self.tap(leave)

    def was_shown(self) -> None:
        """The person has seen the words that take back what was sent."""
        self.turn = Turn(replace(self.session, code="", until=""), self.turn.events)

    def _took(self, turn: Turn) -> None:
        if any(isinstance(event, Finished) for event in turn.events):
            thanks = thank(self.flow, turn.session, code=CODE, until="2026-04-08")
            turn = Turn(thanks.session, (*turn.events, *thanks.events))
        self.turn = turn
        for event in turn.events:
            if isinstance(event, Show | Redraw):
                self.screen = event.screen
                assert recalled(self.flow, self.session) == to_recall(turn)


def to_recall(turn: Turn) -> list[Event]:
    """What a turn said, as it is said again: without what it took out of the chat.

    Once a session has ended, nothing it confirms quotes what the person wrote.
    """
    again: list[Event] = []
    for event in turn.events:
        match event:
            case Redraw(screen):
                again.append(Show(screen))
            case Settle() if turn.session.recap is not None and turn.session.recap.written and not turn.session.answers:
                pass
            case Settle() | Say() | Show() | CodeGiven():
                again.append(event)
            case _:
                pass
    return again


def recalled(flow: Flow, session: Session) -> list[Event]:
    """What a session that was stored says again."""
    return list(advance(flow, session, Repeated()).events)


def begin(
    flow: Flow = ASK,
    wording: Wording = STANDARD,
    *,
    service: Service | None = None,
    link: Link | None = None,
    door: bool = False,
    notice: Notice | None = None,
) -> Talk:
    turn = start(flow, nonce="abc123", wording=wording, service=service, link=link, door=door, notice=notice)
    return Talk(flow, turn)


def at(step: str, wording: Wording = STANDARD) -> Talk:
    """A talk that has come to this step of `ASK`, with an answer to every question before it."""
    talk = begin(ASK, wording)
    if "Next" in talk.labels:
        talk.tap("Next")
    talk.reach(step)
    return talk


def _plain(answer: Answer) -> tuple[str, ...] | str | None:
    if isinstance(answer, Picked):
        return answer.choices
    return answer.text if isinstance(answer, Written) else None
