"""Ten thousand inputs of every kind, in any order, to three small flows: what holds after each of them."""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.engine.advance import TEXT_LIMIT, draft, thank
from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.conditions import holds
from bot.engine.distress import sounds_distressed
from bot.engine.events import CodeGiven, Finished, Opened, Redraw, Restarted, Say, Show, Turn, WentBack
from bot.engine.flow import Check, EndHere, Flow, Message, OpenFlow, PickMany, PickOne
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.inputs import Arrived, Command, Input, NotKept, Repeated, Tap, Typed, Withdrawn
from bot.engine.moves import MESSAGES_IN_A_ROW
from bot.engine.plain import plain
from bot.engine.screen import Screen
from bot.engine.screens import key, screen, words_of
from bot.engine.session import Link, Pane, Session, Stage
from bot.engine.wording import UNIVERSAL, Control, Notice, Wording
from bot.flows.library import Library
from bot.flows.sources import DOOR as FRONT_DOOR
from bot.usecases.conversing.conversation import Conversations, TurnContext
from tests.engine.flows import (
    ASH,
    ASK,
    ASK_STEPS,
    CHAT,
    DOOR_STEPS,
    EASY_READ,
    STANDARD,
    WARDS,
    WELSH,
    change,
    choice,
    make_flow,
    question,
)
from tests.engine.talk import to_recall

INPUTS = 10_000
CONTEXT = TurnContext(WARDS, (change("tea", "2026-06"), change("beds", "2026-05", ASH)), CHAT)
WORDINGS = (STANDARD, EASY_READ, WELSH)
CALLBACK_DATA = 64
"""Bytes that a button may carry (Telegram Bot API, InlineKeyboardButton)."""

MOST_TEXT = 3 * TEXT_LIMIT
"""Two texts of full length, on the check, with room for the other answers. Channels part what is too long."""

VISITED = StepId("visited")
"""The question that two others depend on."""

ANYWHERE = {"~stop", "~help"}
"""The buttons that work on any message, however old."""

ASK_FOR_NO_WORDS = {Pane.STOPPED, Pane.DELETING, Pane.CHANGING, Pane.RESUME, Pane.WITHDRAWING}
"""The panes on which nothing can be answered."""

DISTRESS = "i want to kill myself"
TEXTS = st.one_of(
    st.sampled_from(
        [
            *("yes", "Yeah", "no", "2", "dunno", "very good", "👍", "1, 2", "carer", "oak ward", "easy read"),
            *(
                "",
                " ",
                "\n",
                "?!",
                "x" * 5_000,
                "word, " * 800,
                "أريد أن أتكلم",
                "שלום",
                "\u202eabc",
                "👩🏽‍⚕️🏳️‍🌈",
                "\x00",
            ),
            *(DISTRESS, "Suicidal", "I feel\nlike\nkilling myself"),
            *("{text}", "{answer}", "{service}", "~send", "<b>", "/start"),
        ]
    ),
    st.text(max_size=30),
)
LINKS = st.builds(
    Link,
    st.none() | st.sampled_from(WARDS),
    st.none() | st.sampled_from([ASK.id, FlowId("team"), FlowId("gone"), FlowId(FRONT_DOOR)]),
)
PLACES = st.integers(min_value=0, max_value=40)
NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=32)


DOOR = make_flow(
    FRONT_DOOR,
    *DOOR_STEPS[:-1],
    PickOne(
        id=StepId("role"),
        kept=False,
        required=True,
        choices=(
            choice("patient", effect=OpenFlow(ASK.id)),
            choice("team", effect=OpenFlow(FlowId("team"))),
            choice("visitor", effect=EndHere()),
        ),
    ),
    wordings=WORDINGS,
)
TEAM = make_flow("team", *ASK_STEPS[:2], question("goal", "yes", "no"), Check(id=StepId("check")), wordings=WORDINGS)
LIBRARY = Library(flows={flow.id: flow for flow in (DOOR, ASK, TEAM)}, pictures={}, issues=())


class AnyConversation(RuleBasedStateMachine):
    """Someone who does anything at all. The session is read again from JSON between any two inputs."""

    inputs: ClassVar[int] = 0
    sent: ClassVar[int] = 0
    dropped: ClassVar[int] = 0
    seen_flows: ClassVar[set[str]] = set()
    seen_panes: ClassVar[set[Pane]] = set()
    seen_stages: ClassVar[set[Stage]] = set()

    def __init__(self) -> None:
        super().__init__()
        nonces = itertools.count()
        self.conversations = Conversations(LIBRARY, lambda: f"n{next(nonces):05}")
        self.finished: Counter[str] = Counter()
        self.earlier: list[Tap] = [Tap("", "")]

    # What a person can do

    @initialize(wording=st.sampled_from([STANDARD, EASY_READ, Wording("pl")]), link=LINKS, ahead=st.integers(0, 30))
    def opens(self, wording: Wording, link: Link, ahead: int) -> None:
        self._took(self.conversations.open(CONTEXT, wording=wording, link=link))
        for _ in range(ahead):
            self._go_on(0)

    @rule(place=PLACES)
    def presses_a_button(self, place: int) -> None:
        self._tap(self._button(place))

    @rule(place=PLACES, times=st.integers(1, 8))
    def goes_on(self, place: int, times: int) -> None:
        for _ in range(times):
            self._go_on(place)

    @rule(place=PLACES, times=st.integers(1, 4))
    def goes_back_and_presses_a_button(self, place: int, times: int) -> None:
        for _ in range(times):
            self._do(Command(Control.BACK), {"~back"})
        self._tap(self._button(place))

    @rule(place=PLACES)
    def presses_a_button_twice(self, place: int) -> None:
        tap, previous = self._button(place), self.session
        self._tap(tap)
        if self.session.step == previous.step or tap.button in ANYWHERE:
            self._tap(tap)
        else:
            self._changes_nothing(tap)

    @rule(place=PLACES)
    def presses_an_earlier_button(self, place: int) -> None:
        self._tap(self.earlier[-1 - place % len(self.earlier)])

    @rule(place=PLACES, control=st.sampled_from(Control))
    def presses_a_control_that_may_not_be_there(self, place: int, control: Control) -> None:
        keys = self.screen.key, self.earlier[-1 - place % len(self.earlier)].key
        self._tap(Tap(keys[place % 2], f"~{control}"))

    @rule(key=NAMES, button=NAMES, place=PLACES)
    def presses_what_was_never_there(self, key: str, button: str, place: int) -> None:
        flow = list(LIBRARY.flows.values())[place % len(LIBRARY.flows)]
        step = flow.steps[place % len(flow.steps)]
        for tap in (
            Tap(key, button),
            Tap(self.screen.key, f"{button}?"),
            Tap(f"{self.session.nonce}.{step.id}~{button}", "~send"),
            Tap(f"{self.session.nonce}.other-{step.id}", "yes"),
        ):
            self._tap(tap)

    @precondition(lambda self: self.session.answers.get(VISITED) == Picked((ChoiceId("yes"),)))
    @rule()
    def goes_back_to_say_no_to_the_questions_that_depend_on_it(self) -> None:
        for _ in range(8):
            if any(button.id == "no" for button in self.screen.choices) and self.session.step == VISITED:
                self._tap(Tap(self.screen.key, "no"))
                return
            self._do(Command(Control.BACK), {"~back"})

    @rule(place=PLACES)
    def stops_and_presses_a_button(self, place: int) -> None:
        self._do(Command(Control.STOP), {"~stop"})
        self._tap(self._button(place))
        self._go_on(0)

    @rule(text=TEXTS)
    def writes(self, text: str) -> None:
        self._type(text)

    @rule(place=PLACES)
    def writes_in_distress(self, place: int) -> None:
        self._type(DISTRESS)
        self._tap(self._button(place))

    @rule(place=PLACES)
    def writes_what_a_button_says(self, place: int) -> None:
        buttons = self.screen.buttons
        self._type(buttons[place % len(buttons)].label.upper())

    @rule(control=st.sampled_from(Control))
    def writes_what_a_control_says(self, control: Control) -> None:
        self._type(words_of(self._flow(), self.session).controls[control])

    @rule(control=st.sampled_from(Control))
    def gives_a_command(self, control: Control) -> None:
        on_screen = any(button.id == f"~{control}" for button in self.screen.controls)
        self._do(Command(control), {f"~{control}"} if on_screen or control in UNIVERSAL else set())

    @rule(link=LINKS)
    def opens_the_link_again(self, link: Link) -> None:
        self._do(Arrived(link), set())

    @rule(notice=st.sampled_from([Notice.NOT_WORDS, Notice.EDITED, Notice.TROUBLE]))
    def sends_what_is_not_kept(self, notice: Notice) -> None:
        self._changes_nothing(NotKept(notice))

    @rule(matched=st.booleans())
    def takes_back_what_was_sent(self, *, matched: bool) -> None:
        self._do(Withdrawn(matched), set())

    @rule()
    def is_heard_twice(self) -> None:
        self._changes_nothing(Repeated())

    # What must hold

    def _flow(self) -> Flow:
        return self._flow_of(self.session)

    def _flow_of(self, session: Session) -> Flow:
        return self.conversations.flow_of(session, CONTEXT)

    def _button(self, place: int) -> Tap:
        buttons = self.screen.buttons
        return Tap(self.screen.key, buttons[place % len(buttons)].id)

    def _go_on(self, place: int) -> None:
        """Answer if there is something to answer and no answer yet; else press the first control."""
        choices = self.screen.choices
        if choices and not any(button.picked for button in choices):
            self._tap(self._button(place % len(choices)))
        elif draft(self._flow(), self.session) == "":
            self._type("It is fine")
        else:
            self._tap(Tap(self.screen.key, self.screen.controls[0].id))

    def _tap(self, tap: Tap) -> None:
        self.earlier.append(tap)
        is_there = tap.key == self.screen.key and any(tap.button == button.id for button in self.screen.buttons)
        if is_there or tap.button in ANYWHERE:
            self._do(tap, {tap.button})
        else:
            self._changes_nothing(tap)

    def _type(self, text: str) -> None:
        flow, session = self._flow(), self.session
        previous = draft(flow, session)
        words = words_of(flow, session)
        offered = {button.id: button.label for button in self.screen.controls}
        if session.stage is Stage.ASKING and session.pane not in ASK_FOR_NO_WORDS:
            # Words that mean nothing on the pane are for the step beneath it, such as “send” over the check.
            beneath = screen(flow, replace(session, pane=Pane.STEP))
            offered |= {button.id: button.label for button in beneath.controls}
        offered |= {f"~{control}": words.controls[control] for control in UNIVERSAL}
        typed = plain(text)
        meant = {
            button for button, label in offered.items() if typed in {plain(label), *words.understood.get(button, ())}
        }
        self._do(Typed(text, "" if previous is None else f"{previous}\n{text}"), meant | {text})
        if sounds_distressed(text, words):
            assert self.session.pane is Pane.DISTRESS

    def _changes_nothing(self, given: Input) -> None:
        previous = self.session
        self._do(given, set())
        assert self.session == previous

    def _do(self, given: Input, pressed: set[str]) -> None:
        previous, flow = self.session, self._flow()
        turn = self.conversations.advance(previous, given, CONTEXT)
        type(self).inputs += 1
        self._took(turn)
        self._finishes_only_by_sending(previous, turn, pressed)
        if previous.stage is Stage.ASKING:
            self._loses_no_answer(flow, previous, pressed)
            self._answers_only_what_was_asked(flow, previous)
        elif self.session.nonce == previous.nonce and given != Withdrawn(matched=True):
            assert self.session.stage is previous.stage

    def _took(self, turn: Turn) -> None:
        if any(isinstance(event, Finished) for event in turn.events):
            thanks = thank(
                self._flow_of(turn.session), turn.session, code="river apple spoon green", until="2026-04-08"
            )
            turn = Turn(thanks.session, (*turn.events, *thanks.events))
        self.session = Session.from_json(turn.session.to_json())
        assert self.session == turn.session
        assert not [event for event in turn.events if isinstance(event, Opened | Restarted | WentBack)]
        messages = [event for event in turn.events if isinstance(event, Say | Show)]
        assert len(messages) <= MESSAGES_IN_A_ROW
        assert all(event.text.strip() for event in messages if isinstance(event, Say))
        *_, last = (event for event in turn.events if not isinstance(event, CodeGiven))
        assert isinstance(last, Show | Redraw)
        self.screen = last.screen
        self._can_be_shown(last.screen)
        again = self.conversations.advance(self.session, Repeated(), CONTEXT)
        assert again.session == self.session
        assert list(again.events) == to_recall(turn)
        self.seen_flows.add(self.session.flow)
        self.seen_panes.add(self.session.pane)
        self.seen_stages.add(self.session.stage)
        assert self.session.stage is Stage.ASKING or not self.session.answers

    def _can_be_shown(self, screen: Screen) -> None:
        assert screen.key == key(self.session)
        assert screen.text.strip()
        assert len(screen.text) <= MOST_TEXT
        ids = [button.id for button in screen.buttons]
        assert ids
        assert len(ids) == len(set(ids))
        for button in screen.buttons:
            assert button.label.strip()
            assert len(f"{screen.key}.{button.id}".encode()) <= CALLBACK_DATA

    def _finishes_only_by_sending(self, previous: Session, turn: Turn, pressed: set[str]) -> None:
        for event in turn.events:
            if isinstance(event, Finished):
                self.finished[previous.nonce] += 1
                type(self).sent += 1
                assert "~send" in pressed
                assert self.finished[previous.nonce] == 1
                assert self.session.stage is Stage.SENT
                assert event.session.answers.items() <= previous.answers.items()

    def _answers_only_what_was_asked(self, flow: Flow, previous: Session) -> None:
        if self.session.nonce == previous.nonce:
            new = answers_that_count(flow, self.session.answers).keys() - previous.answers.keys()
            assert new <= {previous.step}
            assert not new or previous.pane not in ASK_FOR_NO_WORDS

    def _loses_no_answer(self, flow: Flow, previous: Session, pressed: set[str]) -> None:
        after, kept = self.session, answers_that_count(flow, previous.answers)
        if after.nonce != previous.nonce:
            assert not kept or "~start-again" in pressed
        elif after.stage is Stage.SENT:
            assert self.finished[previous.nonce] == 1
        elif after.stage is Stage.DELETED:
            assert previous.pane is Pane.DELETING
            assert "~delete" in pressed
        elif after.stage is Stage.LEFT:
            assert not kept
        else:
            for step, answer in kept.items():
                if after.answers.get(step) != answer:
                    self._was_meant(flow, previous, step, pressed)

    def _was_meant(self, flow: Flow, previous: Session, name: StepId, pressed: set[str]) -> None:
        """An answer changed: because of the answer to another question, which is said, or at its own question."""
        step, was, now = flow.step(name), previous.answers[name], self.session.answers.get(name)
        if not holds(step.show_if, self.session.answers):
            type(self).dropped += 1
            title = words_of(flow, self.session).steps[name].title
            assert now is None
            assert title in self.screen.text
            return
        assert name == previous.step
        match now:
            case Skipped():
                assert "~leave-out" in pressed
            case Written(text) if previous.pane is not Pane.STEP and isinstance(was, Written):
                assert text.startswith(was.text[: TEXT_LIMIT - 1])
            case None:
                assert "~delete-text" in pressed or isinstance(step, PickMany)
            case _:
                assert pressed


def answers_that_count(flow: Flow, answers: Mapping[StepId, Answer]) -> dict[StepId, Answer]:
    return {
        step.id: answers[step.id]
        for step in flow.steps
        if not isinstance(step, Message | Check) and step.kept and isinstance(answers.get(step.id), Picked | Written)
    }


@pytest.mark.slow
def test_ten_thousand_inputs_of_any_kind_break_nothing() -> None:
    run_state_machine_as_test(
        AnyConversation,
        settings=settings(
            max_examples=150,
            stateful_step_count=70,
            deadline=None,
            derandomize=True,
            print_blob=True,
            report_multiple_bugs=False,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )

    seen = AnyConversation
    assert seen.inputs >= INPUTS
    assert seen.sent > 0
    assert seen.dropped > 0
    assert seen.seen_flows == set(LIBRARY.flows)
    assert seen.seen_panes == set(Pane)
    assert seen.seen_stages == set(Stage)
